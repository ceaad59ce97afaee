"""Somebody comes home with a sheet full of notes, and types it up without touching the mouse."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import axe_in_both_themes, fits

QUESTIONS = [f"What happened in month {n}?" for n in range(1, 8)]
ON_SERVER = re.compile("^On the server")

# As the notes happen to lie: number on the sheet, what was said, rating, presses of Alt+Q, quality.
SHEET = [
    (3, "Ilse decided alone — “nobody asked”.", 3, 1, "specific"),
    (1, "Two releases a week.", 4, 1, "specific"),
    (7, "כולם החליטו יחד", None, 2, "general"),
    (2, "They would rather not say.", 1, 4, "declined"),
    (6, "It depends 🙂", 2, 3, "vague"),
    (4, "Nobody knew.\nHR would.", None, 5, "didn't know"),
    (5, "Every second Friday.", 3, 0, ""),
]


@pytest.fixture
def paper(mara):
    """The address of Type up for an interview with seven questions and one person."""
    company = mara.has_company()
    for text in QUESTIONS:
        mara.lists(company, text, must_ask="on")
    interview = mara.plans(company, mara.meets(company))
    mara.send(f"/interviews/{interview}/agenda/add-must-asks/")
    return f"/interviews/{interview}/type-up/"


@pytest.fixture
def number(page):
    return page.get_by_label("Number on the sheet")


@pytest.fixture
def heading(page):
    return page.get_by_role("heading", level=1)


def recorded(site, mara):
    return {
        text: answer
        for text, *answer in site.rows(
            "SELECT question.text, said, rating, quality FROM interviews_answer answer"
            " JOIN interviews_listedquestion question ON question.id = listed_question_id"
            " JOIN auth_user candidate ON candidate.id = answer.owner_id WHERE candidate.email = %s",
            mara.email,
        )
    }


def test_a_whole_sheet_is_typed_up_by_keyboard_alone(page, site, mara, paper, number, heading):
    # given
    page.goto(paper)
    expect(number).to_be_focused()
    keyboard = Keyboard(page)

    for place, said, rating, presses, _quality in SHEET:
        # when
        keyboard.type(str(place))
        keyboard.press("Enter")

        # then
        expect(heading).to_have_text(QUESTIONS[place - 1])
        expect(page.get_by_label("What they said")).to_be_focused()
        expect(page.locator("#sheet-number-words")).to_have_text(f"{place} {QUESTIONS[place - 1]}")

        # when
        keyboard.type(said)
        keyboard.press(*([f"Alt+{rating}"] if rating else []), *["Alt+q"] * presses, "ControlOrMeta+Enter")

        # then
        expect(number).to_be_focused()
        expect(number).to_have_value("")
    expect(page.locator("#save-status")).to_have_text(ON_SERVER)
    expect(page.locator(".live-list [data-state=done]")).to_have_count(7)
    everything = {
        QUESTIONS[place - 1]: [said, rating, quality] for place, said, rating, _presses, quality in SHEET
    }
    until = time.monotonic() + 20
    while recorded(site, mara) != everything and time.monotonic() < until:
        page.wait_for_timeout(100)
    assert recorded(site, mara) == everything


def test_a_number_that_the_sheet_does_not_have_is_typed_over(page, paper, number, heading):
    # given
    page.goto(paper)
    shown = heading.inner_text()
    keyboard = Keyboard(page)

    for wrong in ("8", "0", "abc"):
        # when
        keyboard.type(wrong)
        keyboard.press("Enter")

        # then
        expect(page.get_by_text("The sheet has the numbers 1 to 7.")).to_be_visible()
        expect(number).to_have_attribute("aria-invalid", "true")
        expect(number).to_have_value(wrong)
        expect(number).to_be_focused()
        assert heading.inner_text() == shown

    # when
    keyboard.type("05")
    keyboard.press("Enter")

    # then
    expect(heading).to_have_text(QUESTIONS[4])
    expect(number).to_have_attribute("aria-invalid", "false")


def test_a_number_typed_again_goes_on_with_its_answer(page, site, mara, paper, number):
    # given
    page.goto(paper)
    expect(number).to_be_focused()
    keyboard = Keyboard(page)
    for said in ("begun", ", and done"):
        # when
        keyboard.type("4")
        keyboard.press("Enter")
        keyboard.type(said)
        keyboard.press("ControlOrMeta+Enter")
        expect(number).to_be_focused()

    # then
    expect(page.locator("#save-status")).to_have_text(ON_SERVER)
    page.reload()
    expect(number).to_be_focused()
    keyboard.type("4")
    keyboard.press("Enter")
    expect(page.get_by_label("What they said")).to_have_value("begun, and done")


def test_without_a_script_a_number_leads_there_and_saving_leads_back(open_profile, mara, site, paper):
    # given
    state = mara.profile.storage_state()
    with open_profile(java_script_enabled=False, storage_state=state) as profile:
        page = profile.new_page()
        page.goto(paper)
        number = page.get_by_label("Number on the sheet")
        expect(number).to_be_focused()

        # when
        page.keyboard.type("2")
        page.keyboard.press("Enter")
        expect(page.get_by_label("What they said")).to_be_focused()
        page.keyboard.type("from paper")
        page.get_by_role("button", name="Next number").click()

        # then
        expect(number).to_be_focused()
        assert page.url.endswith(paper)
    assert recorded(site, mara) == {QUESTIONS[1]: ["from paper", None, ""]}


@pytest.mark.parametrize("width", [1280, 375])
def test_it_fits_and_is_accessible(width, page, paper, number):
    # given
    page.set_viewport_size({"width": width, "height": 850})

    # when
    page.goto(paper)
    page.keyboard.type("8")
    page.keyboard.press("Enter")

    # then
    expect(number).to_have_attribute("aria-invalid", "true")
    fits(page)
    axe_in_both_themes(page)
