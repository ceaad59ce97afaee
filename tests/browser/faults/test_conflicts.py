"""Faults 10 to 12, 19, 23, 24 and 26: the same answer from two sides."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.faults.tab import SAVE
from tests.browser.faults.whole_site import eventually

EIGHT_AT_ONCE = """async ({ address, body, deviceKey }) => {
  const token = document.cookie.match(/csrftoken=([^;]+)/)[1];
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token, "X-Device-Key": deviceKey };
  const send = async () => {
    const reply = await fetch(address, { method: "POST", body, headers });
    return [reply.status, (await reply.json()).revision];
  };
  return Promise.all(Array.from({ length: 8 }, send));
}"""


@pytest.fixture
def two_versions(tab, open_tab):
    """Two tabs that began the same answer; the second has lost."""
    other = open_tab()
    other.types("In the other tab.")
    other.tells("saved")
    tab.types("In this tab.")
    tab.tells("two")
    return tab, other


def test_10_of_two_tabs_neither_loses_its_text(two_versions, answers, revisions):
    tab, _other = two_versions
    assert tab.words == "Two versions: both are kept"
    expect(tab.page.locator("[data-other-text]")).to_have_text("In the other tab.")
    tab.shows("In this tab.")
    assert answers() == [("In the other tab.",)]
    assert revisions() == [("In the other tab.", False), ("In this tab.", True)]
    eventually(lambda: tab.kept() == [], tab.page)


@pytest.mark.parametrize(
    ("button", "left"),
    [
        ("Keep mine", "In this tab."),
        ("Keep both below", "In the other tab.\n\nIn this tab."),
        ("Use this", "In the other tab."),
    ],
)
def test_10_whoever_typed_decides_between_two_versions(two_versions, answers, button, left):
    tab, _other = two_versions
    tab.page.get_by_role("button", name=button).click()
    tab.tells("saved")
    tab.shows(left)
    assert answers() == [(left,)]

    tab.types(" And on.")
    tab.tells("saved")
    assert answers() == [(f"{left} And on.",)]


def test_10_typing_on_before_deciding_loses_nothing(two_versions, revisions):
    tab, _other = two_versions
    tab.types(" And more.")
    eventually(lambda: ("In this tab. And more.", True) in revisions(), tab.page)
    tab.tells("two")
    assert ("In the other tab.", False) in revisions()


def test_11_another_device_edited_while_this_one_was_offline(tab, profile, other_device, answers, revisions):
    profile.set_offline(True)
    tab.types("From the train.")
    tab.tells("waiting")
    other_device.types("From the desk.")
    other_device.tells("saved")

    profile.set_offline(False)
    tab.tells("two")
    tab.shows("From the train.")
    expect(tab.page.locator("[data-other-text]")).to_have_text("From the desk.")
    assert answers() == [("From the desk.",)]
    assert revisions() == [("From the desk.", False), ("From the train.", True)]


def test_11_what_another_device_brought_is_shown_where_nothing_is_pending(tab, other_device):
    other_device.types("From the desk.")
    other_device.tells("saved")
    tab.is_looked_at_again()
    tab.tells("elsewhere")
    tab.shows("From the desk.")
    tab.types(" And from here.")
    tab.tells("saved")
    other_device.is_looked_at_again()
    other_device.shows("From the desk. And from here.")


def test_12_both_reach_the_same_text_without_a_conflict(tab, other_device, answers, revisions):
    tab.types("The same.")
    tab.tells("saved")
    other_device.types("The same.")
    other_device.tells("saved")
    assert answers("said, revision") == [("The same.", 1)]
    assert not any(kept_beside for _text, kept_beside in revisions())


def test_19_the_answer_was_deleted_elsewhere(tab, mara, answers):
    tab.types("To be deleted.")
    tab.tells("saved")
    ((pk,),) = answers("interviews_answer.id")
    mara.send(f"/answers/{pk}/delete/")
    tab.types(" Or not?")
    tab.tells("gone")
    assert tab.words == "Deleted elsewhere; your text is here"
    tab.shows("To be deleted. Or not?")
    assert tab.kept() == ["To be deleted. Or not?"]
    assert answers("said, deleted_at IS NULL") == [("To be deleted.", False)]


def test_23_the_same_save_eight_times_at_once_is_one(tab, answers, revisions):
    sent = []
    tab.page.on("request", lambda request: sent.append(request) if SAVE.search(request.url) else None)
    tab.page.route(SAVE, lambda route: route.abort())
    tab.types("Once.")
    tab.tells("waiting")
    device_key = sent[0].headers["x-device-key"]
    tab.page.unroute(SAVE)

    save = {"address": sent[0].url, "body": sent[0].post_data, "deviceKey": device_key}
    replies = tab.page.evaluate(EIGHT_AT_ONCE, save)
    tab.tells("saved")
    assert replies == [[200, 1]] * 8
    assert answers("said, revision, client_id::text") == [("Once.", 1, json.loads(save["body"])["client_id"])]
    assert revisions() == [("Once.", False)]


def test_24_without_javascript_a_stale_form_keeps_both(tab, mara, live, open_profile, answers, revisions):
    options = {"java_script_enabled": False, "storage_state": mara.profile.storage_state()}
    with open_profile(**options) as profile:
        profile.watch.expect("Failed to load resource")
        page = profile.new_page()
        page.goto(live)
        tab.types("By the script.")
        tab.tells("saved")
        page.get_by_label("What they said").fill("By the form.")
        page.locator(".live-foot").get_by_role("button", name="Save").click()

        expect(page.locator("#save-status")).to_have_text("Two versions: both are kept")
        expect(page.get_by_label("What they said")).to_have_value("By the form.")
        expect(page.get_by_text("By the script.").first).to_be_visible()
        assert answers() == [("By the script.",)]
        assert revisions() == [("By the form.", True), ("By the script.", False)]

        page.locator(".live-foot").get_by_role("button", name="Save").click()
        expect(page.locator("#save-status")).to_have_text("On the server")
    assert answers() == [("By the form.",)]


def test_26_the_reply_is_lost_and_another_device_edits_before_the_retry(
    tab, other_device, answers, revisions
):
    lost = []

    def lose_once(route):
        if lost:
            return held.append(route)
        lost.append(route)
        route.fetch()
        return route.abort()

    held = []
    tab.page.route(SAVE, lose_once)
    tab.types("Here.")
    eventually(lambda: held, tab.page)
    other_device.is_looked_at_again()
    other_device.shows("Here.")
    other_device.types(" And there.")
    other_device.tells("saved")

    held[0].continue_()
    tab.page.unroute(SAVE)
    tab.tells("saved")
    assert answers("said, revision") == [("Here. And there.", 2)]
    assert revisions() == [("Here.", False), ("Here. And there.", False)]
    tab.is_looked_at_again()
    tab.shows("Here. And there.")
