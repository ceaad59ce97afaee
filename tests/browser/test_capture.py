"""Interview mode in a real browser: no text is lost, and the status line never claims what is not so."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.interview_mode import ON_DEVICE, ON_SERVER, InterviewMode
from tests.browser.steps import axe

SAID = "Two people on call — “we never count weekends”. 🙂"
REMEMBER_WORDS = """(status) => {
  window.words = [];
  new MutationObserver(() => window.words.push(status.textContent)).observe(status, {childList: true});
}"""


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
    tab.ticks("Worrying")
    tab.ticks("Red flag")
    tab.ticks("Vague")
    tab.ticks("Promise")
    tab.tells(ON_SERVER)

    assert saved("rating, flag, quality, promise") == [(2, "red flag", "vague", True)]


@pytest.mark.parametrize("way", ["Leave interview mode", "Finish", "Somebody else is here"])
def test_leaving_by_a_link_in_the_middle_of_a_word_loses_nothing(tab, saved, way):
    questions = []
    tab.page.on("dialog", lambda dialog: (questions.append(dialog.type), dialog.accept()))
    tab.types(SAID)
    with tab.page.expect_navigation():
        tab.page.get_by_role("link", name=way).click()

    assert saved() == [(SAID,)]
    assert questions == []


def test_the_back_button_in_the_middle_of_a_word_loses_nothing(page, live, saved):
    page.goto(live.replace("live/", ""))
    tab = InterviewMode(page, live)
    tab.types(SAID)
    page.go_back()
    expect(page).to_have_title(re.compile("Turnabout"))
    page.go_forward()
    expect(tab.said).to_have_value(SAID)
    tab.tells(ON_SERVER)
    assert saved() == [(SAID,)]


def test_what_is_typed_before_the_script_is_there_is_saved(page, live, saved):
    waiting = []
    page.route("**/interview*.js", lambda route: waiting.append(route))
    page.goto(live, wait_until="commit")
    said = page.get_by_label("What they said")
    said.press_sequentially("Begun early")
    page.get_by_text("Worrying").click()
    (script,) = waiting
    script.continue_()

    expect(page.locator("#save-status")).to_have_text(ON_SERVER)
    expect(said).to_have_value("Begun early")
    assert saved("said, rating") == [("Begun early", 2)]


def test_the_clock_started_in_the_middle_of_a_word_loses_nothing(tab, saved):
    tab.types(SAID)
    with tab.page.expect_navigation():
        tab.page.get_by_role("button", name="Start the clock").click()
    expect(tab.said).to_have_value(SAID)
    assert saved() == [(SAID,)]


def test_without_a_network_it_says_so_and_sends_later(tab, profile, saved):
    profile.watch.expect("ERR_INTERNET_DISCONNECTED", "when fetching the script")
    profile.set_offline(True)
    tab.types(SAID)
    tab.tells(ON_DEVICE)
    axe(tab.page)
    assert saved() == []

    profile.set_offline(False)
    tab.tells(ON_SERVER)
    assert saved() == [(SAID,)]


def test_a_tab_closed_without_a_network_asks_nothing_and_the_next_one_sends(tab, profile, live, saved):
    profile.watch.expect("ERR_INTERNET_DISCONNECTED", "when fetching the script")
    profile.set_offline(True)
    tab.types(SAID)
    tab.tells(ON_DEVICE)
    tab.page.on("dialog", lambda dialog: pytest.fail(f"it asks: {dialog.type}"))
    with tab.page.expect_event("close"):
        tab.page.close(run_before_unload=True)

    profile.set_offline(False)
    again = InterviewMode(profile.new_page(), live)
    expect(again.said).to_have_value(SAID)
    expect(again.page.get_by_text("Restored what this device had kept")).to_be_visible()
    assert saved() == [(SAID,)]


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
    expect(tab.page.get_by_text("Saved elsewhere meanwhile; yours is kept beside it:")).to_be_visible()
    expect(tab.page.get_by_text("In the other tab.")).to_be_visible()
    expect(tab.said).to_have_value("In this tab.")
    axe(tab.page)
    assert saved() == [("In the other tab.",)]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        ("Keep mine", "In this tab."),
        ("Keep both below", "In the other tab.\n\nIn this tab."),
        ("Use this", "In the other tab."),
    ],
)
def test_two_versions_are_settled_on_the_spot(tab, profile, live, saved, decision, said):
    profile.watch.expect("status of 409 .*/answers/save/")
    other = InterviewMode(profile.new_page(), live)
    other.types("In the other tab.")
    other.tells(ON_SERVER)
    tab.types("In this tab.")
    tab.tells("Two versions: both are kept")

    tab.page.get_by_role("button", name=decision).click()
    tab.tells(ON_SERVER)
    expect(tab.said).to_have_value(said)
    expect(tab.said).to_be_focused()
    expect(tab.page.get_by_text("Saved elsewhere meanwhile")).to_be_hidden()
    assert saved() == [(said,)]
    history = {text for (text,) in saved(table="interviews_answerrevision")}
    assert {"In the other tab.", "In this tab."} <= history

    # Nothing is left to settle, and typing goes on from there
    tab.types(" And more.")
    tab.tells(ON_SERVER)
    assert saved() == [(f"{said} And more.",)]
    tab.page.reload()
    expect(tab.said).to_have_value(f"{said} And more.")
    expect(tab.page.get_by_role("button", name="Discard")).to_have_count(0)


def test_after_signing_out_elsewhere_the_text_waits_for_the_next_sign_in(tab, profile, mara, saved):
    profile.watch.expect("status of 401 .*/(save|newer)/")
    mara.sign_out()
    tab.types(SAID)
    tab.tells("Signed out. Nothing you typed is lost")
    expect(tab.page.get_by_role("link", name="Sign in again in a new tab")).to_be_visible()
    axe(tab.page)
    assert saved() == []

    mara.sign_in()
    tab.page.evaluate("dispatchEvent(new Event('focus'))")
    tab.tells(ON_SERVER)
    assert saved() == [(SAID,)]
    expect(tab.said).to_have_value(SAID)
    expect(tab.page.get_by_role("link", name="Sign in again in a new tab")).to_be_hidden()


def test_what_the_server_refuses_is_said_kept_and_warned_about(tab, profile, saved):
    profile.watch.expect("status of 422 .*/answers/save/")
    tab.said.fill("x" * 100_001)
    tab.tells("The server refused this text: At most 100,000 characters fit into one answer.")
    assert len(tab.said.input_value()) == 100_001
    assert saved() == []

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


def test_the_clock_counts_after_it_was_started(tab):
    tab.page.get_by_role("button", name="Start the clock").click()
    clock = tab.page.locator("[data-clock]")
    expect(clock).to_have_text(re.compile(r"^00:\d\d$"))
    first = clock.inner_text()
    expect(clock).not_to_have_text(first)
    assert clock.inner_text() > first
