"""Interview mode in a real browser: no text is lost, and the status line never claims what is not so."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import axe

SAID = "Two people on call — “we never count weekends”. 🙂"
REMEMBER_WORDS = """(status) => {
  window.words = [];
  new MutationObserver(() => window.words.push(status.textContent)).observe(status, {childList: true});
}"""
ON_SERVER = re.compile(r"^On the server \d\d:\d\d:\d\d$")


class InterviewMode:
    """One tab in interview mode."""

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.said = page.get_by_label("What they said")
        self.status = page.locator("#save-status")
        page.goto(address)

    def types(self, text):
        self.said.focus()
        self.page.keyboard.press("ControlOrMeta+End")
        self.page.keyboard.type(text)

    def tells(self, words):
        expect(self.status).to_have_text(words)


@pytest.fixture
def live(mara):
    return mara.is_in_an_interview()


@pytest.fixture
def tab(page, live):
    return InterviewMode(page, live)


@pytest.fixture
def saved(site, mara):
    """What the database has of her answers."""

    def rows(columns="said", table="interviews_answer"):
        owned = f"SELECT {columns} FROM {table} JOIN auth_user candidate ON candidate.id = owner_id"
        return site.rows(f"{owned} WHERE candidate.email = %s", mara.email)

    return rows


def test_what_is_typed_reaches_the_server_by_itself(tab, saved):
    tab.tells("Nothing typed yet")
    tab.status.evaluate(REMEMBER_WORDS)

    tab.types(SAID)
    tab.tells(ON_SERVER)

    said_meanwhile = tab.page.evaluate("[...new Set(window.words)]")
    assert said_meanwhile[0] == "Typing…"
    assert saved() == [(SAID,)]
    tab.page.reload()
    expect(tab.said).to_have_value(SAID)
    tab.tells(re.compile("^On the server"))


def test_a_long_answer_is_saved_while_it_is_still_being_typed(tab, saved):
    saves = []
    tab.page.on("request", lambda request: request.url.endswith("/answers/save/") and saves.append(request))

    for _word in range(30):
        tab.types("still talking ")
        tab.page.wait_for_timeout(170)

    assert saves, "nothing was sent while the keys went down"
    tab.tells(ON_SERVER)
    assert saved() == [("still talking " * 30,)]


def test_each_choice_is_saved_at_once(tab, saved):
    tab.page.get_by_text("Worrying").click()
    tab.page.get_by_text("Red flag").click()
    tab.page.get_by_text("Vague").click()
    tab.page.get_by_text("Promise").click()
    tab.tells(ON_SERVER)

    assert saved("rating, flag, quality, promise") == [(2, "red flag", "vague", True)]


@pytest.mark.parametrize("way", ["Leave interview mode", "Finish", "Not said"])
def test_leaving_by_a_link_in_the_middle_of_a_word_loses_nothing(tab, saved, way):
    questions = []
    tab.page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    tab.types(SAID)
    with tab.page.expect_navigation():
        tab.page.get_by_role("link", name=way).click()

    tab.page.wait_for_load_state()
    assert saved() == [(SAID,)]
    assert questions == []


def test_adding_what_came_up_in_the_middle_of_a_word_loses_nothing(tab, saved):
    tab.types(SAID)
    tab.page.locator(".live-list summary").click()
    tab.page.locator("#came-up-list").fill("Who else is on call?")
    tab.page.get_by_role("button", name="Add and answer").locator("visible=true").click()

    expect(tab.page.get_by_role("heading", level=1)).to_have_text("Who else is on call?")
    assert saved() == [(SAID,)]


def test_without_a_network_it_says_so_warns_and_sends_later(tab, profile, saved):
    profile.watch.expect("ERR_INTERNET_DISCONNECTED")
    profile.set_offline(True)
    tab.types(SAID)
    tab.tells("Not on the server yet. Keep this page open.")
    axe(tab.page)
    assert saved() == []

    # Closing the tab asks first
    with tab.page.expect_event("dialog") as asked:
        tab.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()

    profile.set_offline(False)
    tab.tells(ON_SERVER)
    assert saved() == [(SAID,)]


def test_whoever_types_on_without_a_network_is_not_carried_off_when_it_is_back(tab, profile, saved):
    profile.watch.expect("ERR_INTERNET_DISCONNECTED")
    profile.set_offline(True)
    tab.types(SAID)
    tab.page.keyboard.press("ControlOrMeta+Enter")
    tab.tells("Not on the server yet. Keep this page open.")
    tab.types(" And more.")

    profile.set_offline(False)
    tab.tells(ON_SERVER)
    tab.page.wait_for_timeout(500)
    assert tab.page.url.endswith(tab.address)
    assert saved() == [(f"{SAID} And more.",)]


def test_when_saved_the_tab_closes_without_a_question(tab):
    dialogs = []
    tab.page.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.accept()))
    tab.types(SAID)
    tab.tells(ON_SERVER)

    with tab.page.expect_event("close"):
        tab.page.close(run_before_unload=True)
    assert dialogs == []


def test_a_lost_reply_makes_no_second_answer_and_no_conflict(tab, profile, saved):
    profile.watch.expect("ERR_FAILED")
    lost = []

    def lose_the_first(route):
        if lost:
            route.continue_()
        else:
            route.fetch()
            lost.append(route)
            route.abort()

    tab.page.route("**/answers/save/", lose_the_first)
    tab.types(SAID)
    tab.tells(ON_SERVER)

    assert lost
    assert saved() == [(SAID,)]
    assert saved("count(*)", table="interviews_answerrevision") == [(1,)]


def test_two_tabs_that_answer_the_same_keep_both_versions(tab, profile, live, saved):
    profile.watch.expect("status of 409 .*/answers/save/")
    other = InterviewMode(profile.new_page(), live)
    other.types("In the other tab.")
    other.tells(ON_SERVER)

    tab.types("In this tab.")
    tab.tells("Two versions: both are kept")
    expect(tab.page.get_by_text("Saved elsewhere meanwhile:")).to_be_visible()
    expect(tab.page.get_by_text("In the other tab.")).to_be_visible()
    expect(tab.said).to_have_value("In this tab.")
    axe(tab.page)
    assert saved() == [("In the other tab.",)]

    tab.page.get_by_role("button", name="Keep mine as the newest").click()
    tab.tells(ON_SERVER)
    assert saved() == [("In this tab.",)]
    tab.types(" And more.")
    tab.tells(ON_SERVER)
    assert saved() == [("In this tab. And more.",)]


def test_the_version_that_was_not_taken_stays_beside_the_answer(tab, profile, live, saved):
    profile.watch.expect("status of 409 .*/answers/save/")
    other = InterviewMode(profile.new_page(), live)
    other.types("In the other tab.")
    other.tells(ON_SERVER)
    tab.types("In this tab.")
    tab.tells("Two versions: both are kept")

    with tab.page.expect_navigation():
        tab.page.get_by_role("link", name="Go on with theirs").click()

    expect(tab.said).to_have_value("In the other tab.")
    kept = tab.page.get_by_text(re.compile("kept beside:")).locator("..")
    expect(kept).to_contain_text("In this tab.")
    axe(tab.page)
    kept.get_by_role("button", name="Keep both below").click()
    tab.page.wait_for_load_state()
    ((said,),) = saved()
    assert "In the other tab." in said
    assert "In this tab." in said


def test_after_signing_out_elsewhere_the_text_waits_for_the_next_sign_in(tab, profile, mara, saved):
    profile.watch.expect("status of 401 .*/answers/save/")
    mara.sign_out()
    tab.types(SAID)
    tab.tells("Signed out. Keep this page open, and sign in again in another tab.")
    assert saved() == []

    mara.sign_in()
    tab.tells(ON_SERVER)
    assert saved() == [(SAID,)]
    expect(tab.said).to_have_value(SAID)


def test_what_the_server_refuses_is_said_kept_and_warned_about(tab, profile, saved):
    profile.watch.expect("status of 422 .*/answers/save/")
    tab.said.fill("x" * 100_001)
    tab.tells("The server refused this text: At most 100,000 characters fit into one answer.")
    assert len(tab.said.input_value()) == 100_001
    assert saved() == []
    with tab.page.expect_event("dialog") as asked:
        tab.page.close(run_before_unload=True)
    asked.value.dismiss()

    tab.said.fill("a\x00b")
    tab.tells("The server refused this text: Null characters are not allowed.")

    tab.said.fill(SAID)
    tab.tells(ON_SERVER)
    assert saved() == [(SAID,)]


def test_html_and_formulas_stay_text(tab, saved):
    text = "<script>alert(1)</script> <b>bold</b> =SUM(A1) **stars** مرحبا"
    tab.types(text)
    tab.tells(ON_SERVER)
    tab.page.get_by_role("link", name="Finish").click()
    tab.page.get_by_role("button", name="Finish and read what was said").click()
    expect(tab.page.get_by_text(text)).to_be_visible()
    assert saved() == [(text,)]


def test_without_javascript_the_form_saves_by_its_button(mara, live, open_profile, saved):
    with open_profile(java_script_enabled=False, storage_state=mara.profile.storage_state()) as profile:
        tab = InterviewMode(profile.new_page(), live)
        tab.said.fill(SAID)
        tab.page.get_by_text("Good", exact=True).click()
        tab.page.get_by_role("button", name="Save").click()

        tab.tells("On the server")
        expect(tab.said).to_have_value(SAID)
        expect(tab.page.get_by_role("radio", name="3 Good")).to_be_checked()
    assert saved() == [(SAID,)]


def test_without_javascript_a_stale_form_shows_both_versions(mara, live, open_profile, saved):
    with open_profile(java_script_enabled=False, storage_state=mara.profile.storage_state()) as profile:
        profile.watch.expect(r"status of 409 .*/live/save/")
        first, second = (InterviewMode(profile.new_page(), live) for _tab in range(2))
        first.said.fill("From the first form.")
        first.page.get_by_role("button", name="Save").click()
        second.said.fill("From the second form.")
        second.page.get_by_role("button", name="Save").click()

        second.tells("Two versions: both are kept")
        shown = second.page.get_by_role("alert")
        expect(shown).to_contain_text("This answer was saved elsewhere while you typed.")
        expect(shown).to_contain_text("From the first form.")
        expect(second.said).to_have_value("From the second form.")
        assert saved() == [("From the first form.",)]

        second.page.get_by_role("button", name="Save").click()
        second.tells("On the server")
    assert saved() == [("From the second form.",)]


def test_without_javascript_too_long_a_text_comes_back_with_the_reason(mara, live, open_profile, saved):
    with open_profile(java_script_enabled=False, storage_state=mara.profile.storage_state()) as profile:
        profile.watch.expect(r"status of 422 .*/live/save/")
        tab = InterviewMode(profile.new_page(), live)
        tab.said.fill("x" * 100_001)
        tab.page.get_by_role("button", name="Save").click()

        tab.tells("Not saved")
        expect(tab.page.get_by_text("At most 100,000 characters fit into one answer.")).to_be_visible()
        assert len(tab.said.input_value()) == 100_001
    assert saved() == []


def test_the_clock_counts_after_it_was_started(tab):
    tab.page.get_by_role("button", name="Start the clock").click()
    clock = tab.page.locator("[data-clock]")
    expect(clock).to_have_text(re.compile(r"^00:\d\d$"))
    first = clock.inner_text()
    expect(clock).not_to_have_text(first)
    assert clock.inner_text() > first
