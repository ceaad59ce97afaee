"""Interview mode without JavaScript: a plain form per question, by the same rules."""

import pytest
from playwright.sync_api import expect

from tests.browser.interview_mode import InterviewMode

SAID = "Two people on call — “we never count weekends”. 🙂"


@pytest.fixture
def plain(mara, open_profile):
    with open_profile(java_script_enabled=False, storage_state=mara.profile.storage_state()) as profile:
        yield profile


def opened(profile, address):
    return InterviewMode(profile.new_page(), address, has_script=False)


def test_the_form_saves_by_its_button(plain, live, saved):
    tab = opened(plain, live)
    tab.said.fill(SAID)
    tab.ticks("3Good")
    tab.page.get_by_role("button", name="Save", exact=True).click()

    tab.tells("On the server")
    expect(tab.said).to_have_value(SAID)
    expect(tab.page.get_by_role("radio", name="3 Good")).to_be_checked()
    assert saved() == [(SAID,)]


def test_a_stale_form_shows_both_versions(plain, live, saved):
    plain.watch.expect(r"status of 409 .*/live/save/")
    first, second = (opened(plain, live) for _tab in range(2))
    first.said.fill("From the first form.")
    first.page.get_by_role("button", name="Save", exact=True).click()
    second.said.fill("From the second form.")
    second.page.get_by_role("button", name="Save", exact=True).click()

    second.tells("Two versions: both are kept")
    shown = second.page.get_by_role("alert")
    expect(shown).to_contain_text("This answer was saved elsewhere while you typed.")
    expect(shown).to_contain_text("From the first form.")
    expect(second.said).to_have_value("From the second form.")
    assert saved() == [("From the first form.",)]

    second.page.get_by_role("button", name="Save", exact=True).click()
    second.tells("On the server")
    assert saved() == [("From the second form.",)]


def test_too_long_a_text_comes_back_with_the_reason(plain, live, saved):
    plain.watch.expect(r"status of 422 .*/live/save/")
    tab = opened(plain, live)
    tab.said.fill("x" * 100_001)
    tab.page.get_by_role("button", name="Save", exact=True).click()

    tab.tells("Not saved")
    expect(tab.page.get_by_text("At most 100,000 characters fit into one answer.")).to_be_visible()
    assert len(tab.said.input_value()) == 100_001
    assert saved() == []


def test_a_whole_interview(plain, mara, saved):
    plain.watch.expect(r"status of 409 .*/live/save/")
    tab = opened(plain, mara.is_in_a_panel("Who decides?", "Who is on call?", off_agenda=["Who left?"]))
    press = lambda name: tab.page.get_by_role("button", name=name).and_(tab.page.locator(":visible")).click()  # noqa: E731

    # The first question, of the first person
    tab.asks("Who decides?")
    tab.hears("Ilse Brandt")
    tab.said.fill("We do.")
    tab.ticks("Specific")
    tab.ticks("Good sign")
    press("Next question")

    # The second, of the other one
    tab.asks("Who is on call?")
    tab.page.get_by_role("link", name="Jonas Vik").click()
    tab.hears("Jonas Vik")
    tab.said.fill("Two of us.")
    press("Previous")
    tab.asks("Who decides?")
    expect(tab.said).to_have_value("We do.")

    # What came up
    tab.page.get_by_label("What came up, as a question").and_(tab.page.locator(":visible")).fill("Why two?")
    press("Add and answer")
    tab.asks("Why two?")
    tab.said.fill("Money.")

    # and meanwhile the same answer was given elsewhere
    other = opened(plain, tab.page.url)
    other.said.fill("Budget.")
    other.page.get_by_role("button", name="Save", exact=True).click()
    other.tells("On the server")
    press("Next question")
    tab.tells("Two versions: both are kept")
    expect(tab.said).to_have_value("Money.")
    press("Next question")

    # The end
    tab.asks("Finish this interview")
    tab.page.get_by_role("button", name="Finish and read what was said").click()
    for said in ("We do.", "Two of us.", "Money."):
        expect(tab.page.get_by_text(said).first).to_be_visible()
    assert sorted(saved()) == [("Money.",), ("Two of us.",), ("We do.",)]


def test_what_needs_a_script_is_not_offered(plain, mara):
    tab = opened(plain, mara.is_in_a_panel("Who decides?"))
    for name in ("Find a question", "Keys ?", "They all said it", "Add what came up"):
        expect(tab.page.get_by_role("button", name=name).and_(tab.page.locator(":visible"))).to_have_count(0)


def test_a_choice_can_be_taken_back(plain, live, saved):
    tab = opened(plain, live)
    tab.ticks("Worrying")
    tab.page.get_by_role("button", name="Save", exact=True).click()
    tab.ticks("not rated")
    tab.page.get_by_role("button", name="Save", exact=True).click()
    tab.tells("On the server")
    assert saved("rating") == [(None,)]
