"""Two interviews, and what was said in them."""

from playwright.sync_api import expect

from tests.browser.journey.preparing import (
    add_person,
    fill_company,
    find_and_take,
    plan_interview,
    take_the_first_offered,
)
from tests.browser.journey.seeing import (
    CAME_UP,
    ILSE_IMPRESSION,
    ILSE_SAID,
    JONAS_ENDS,
    JONAS_SAID,
    NOTE,
    OWN_QUESTION,
    OWN_SAID,
    OWN_WORDS,
    QUILL_SAID,
    SUPPLIER_SAID,
    is_on_the_server,
    sees,
    sees_heading,
)
from tests.browser.steps import axe_in_both_themes


def write_down_the_first_answer(mara):
    sees_heading(mara, OWN_WORDS)
    expect(mara.page.get_by_label("What they said")).to_be_focused()
    axe_in_both_themes(mara.page, "interview mode")
    mara.type(ILSE_SAID)
    is_on_the_server(mara)
    mara.write("My impression", ILSE_IMPRESSION)
    mara.choose("Quality of the answer", "Specific")
    mara.choose("How good is this for you?", "4")
    mara.choose("Flag", "Good sign")
    is_on_the_server(mara)
    axe_in_both_themes(mara.page, "interview mode, answered")


def write_down_what_the_other_said(mara):
    mara.use("link", "Jonas Vik", exact=True)
    sees_heading(mara, OWN_WORDS)
    expect(mara.page.get_by_role("link", name="Jonas Vik", exact=True)).to_have_attribute(
        "aria-current", "true"
    )
    mara.write("What they said", JONAS_SAID)
    mara.choose("How good is this for you?", "1")
    mara.choose("Flag", "Red flag")
    mara.tick("Come back")
    next_question(mara, OWN_QUESTION)
    mara.use("link", "Ilse Brandt", exact=True)
    mara.write("What they said", OWN_SAID)
    mara.choose("How good is this for you?", "2")
    is_on_the_server(mara)


def next_question(mara, text):
    mara.press("ControlOrMeta+Enter")
    sees_heading(mara, text)
    expect(mara.page.get_by_label("What they said")).to_be_focused()


def write_down_what_came_up(mara):
    mara.use("button", "Add what came up")
    mara.type(CAME_UP)
    mara.press("Enter")
    sees_heading(mara, CAME_UP)
    mara.write("What they said", SUPPLIER_SAID)
    mara.choose("Quality of the answer", "Vague")
    is_on_the_server(mara)


def finish_interview(mara):
    mara.go("link", "Finish", exact=True)
    sees_heading(mara, "Finish this interview")
    sees(mara, "Still open", "not asked")
    axe_in_both_themes(mara.page, "finish")
    mara.choose("Your overall impression", "3 – good")
    mara.write("Note", NOTE)
    mara.go("button", "Finish and read what was said")
    sees(mara, "Interview finished. Everything you wrote is below.", ILSE_SAID, OWN_SAID, SUPPLIER_SAID, NOTE)
    sees(
        mara,
        JONAS_ENDS,
        ILSE_IMPRESSION,
        "3 – good",
        "good sign",
        "red flag",
        "Not asked",
    )
    axe_in_both_themes(mara.page, "review")


def meet_second_company(mara):
    mara.go("link", "Companies", exact=True)
    axe_in_both_themes(mara.page, "companies")
    mara.go("link", "Add a company")
    fill_company(mara, "Quillworks")
    find_and_take(mara, "approval", "What did someone in this role last decide")
    take_the_first_offered(mara, 2)
    mara.go("link", "People")
    add_person(mara, "Ines Duarte", "Founder", "executive")
    plan_interview(mara, "Ines Duarte")
    mara.use("button", "Add: What did someone in this role last decide")
    sees(mara, "On the agenda.")
    mara.go("link", "Open interview mode")
    mara.type(QUILL_SAID)
    mara.choose("How good is this for you?", "3")
    is_on_the_server(mara)
    with mara.page.expect_navigation():
        mara.press("ControlOrMeta+Enter")
    mara.go("button", "Finish and read what was said")
    sees(mara, QUILL_SAID, "No impression noted")
