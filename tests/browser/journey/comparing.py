"""From the answers to the comparison, and back another day."""

import re

from playwright.sync_api import expect

from tests.browser.journey.seeing import (
    CAME_UP,
    EMAIL,
    ILSE_IMPRESSION,
    ILSE_SAID,
    JONAS_ENDS,
    JONAS_SAID,
    NOTE,
    OWN_QUESTION,
    OWN_SAID,
    OWN_WORDS,
    PASSWORD,
    QUILL_SAID,
    SUPPLIER_SAID,
    sees,
    sees_heading,
)
from tests.browser.steps import axe_in_both_themes


def to_answers_of_aurora(mara):
    mara.go("link", "Companies", exact=True)
    mara.go("link", "Aurora Labs")
    mara.go("link", "Answers")


def mark_agreement(mara):
    to_answers_of_aurora(mara)
    sees(mara, ILSE_SAID, JONAS_ENDS, "Their ratings are far apart. Do they agree?")
    axe_in_both_themes(mara.page, "answers")
    mara.go("button", "Contradicts")
    sees(mara, "Marked.")
    expect(mara.page.get_by_role("button", name="Contradicts")).to_have_attribute("aria-pressed", "true")


def weigh_topics(mara):
    """Before any score in words, and afterwards with a slider: the second time is a change."""
    mara.go("link", "Compare", exact=True)
    sees_heading(mara, "First: what matters to you?")
    expect(mara.page.get_by_role("region", name="Ranking")).to_have_count(0)
    axe_in_both_themes(mara.page, "compare, not weighed")
    mara.go("link", "Weigh the topics")
    axe_in_both_themes(mara.page, "weigh")
    mara.choose("Autonomy and decisions", "A lot")
    sees(mara, "Autonomy decides")
    mara.press("Enter")
    sees(mara, "Weights set.")
    axe_in_both_themes(mara.page, "compare")
    weight = mara.reach("slider", "Autonomy and decisions")
    mara.press("ArrowRight")
    expect(weight).to_have_value("5")
    sees(mara, "4 → 5 after the interview with Quillworks")
    expect(mara.page.get_by_role("row", name="Autonomy and decisions weight 5")).to_be_visible()
    expect(weight).to_be_focused()


def sees_the_comparison(mara):
    page = mara.page
    ranking = page.get_by_role("region", name="Ranking").get_by_role("rowheader")
    expect(ranking).to_have_text(["Quillworks", "Aurora Labs"])
    row = page.get_by_role("row", name="Autonomy and decisions weight")
    expect(row.get_by_role("cell")).to_contain_text(["3.0", "2.5"])
    sees(mara, "contradiction", "Ask next", "heard from one person only")
    expect(page.get_by_role("region", name="Ask next").get_by_role("listitem")).not_to_have_count(0)
    axe_in_both_themes(page, "compare, weighed")


def sign_out(mara):
    mara.tab_to(mara.page.locator(".topbar .menu > summary"), "the account menu")
    mara.press("Enter")
    axe_in_both_themes(mara.page, "account menu")
    mara.go("link", "Sign out")
    mara.go("button", "Sign out")
    sees_heading(mara, "Sign in")
    mara.page.goto("/compare/")
    sees_heading(mara, "Sign in")


def sign_in(mara):
    mara.write("Email", EMAIL)
    mara.write("Password", PASSWORD)
    mara.go("button", "Sign in")
    sees_heading(mara, re.compile("leads|close to call"))


def sees_everything_again(mara):
    expect(mara.page.get_by_role("slider", name="Autonomy and decisions")).to_have_value("5")
    mara.go("link", "Home", exact=True)
    sees(mara, "Aurora Labs", "Quillworks", "Follow up", "contradiction")
    axe_in_both_themes(mara.page, "home")
    to_answers_of_aurora(mara)
    sees(mara, ILSE_SAID, JONAS_ENDS, ILSE_IMPRESSION, OWN_SAID, SUPPLIER_SAID, CAME_UP)
    mara.go("link", "Question list")
    sees(mara, OWN_WORDS, OWN_QUESTION, "7 questions · about")


def every_word_is_in_the_database(site):
    answers = site.rows(
        "SELECT person.name, question.text, answer.said, answer.impression, answer.quality, answer.rating,"
        " answer.flag, answer.come_back FROM interviews_answer answer"
        " JOIN interviews_listedquestion question ON question.id = answer.listed_question_id"
        " JOIN interviews_person person ON person.id = answer.person_id"
        " JOIN auth_user candidate ON candidate.id = answer.owner_id"
        " WHERE candidate.email = %s ORDER BY answer.id",
        EMAIL,
    )
    library = "What did someone in this role last decide without asking anyone for approval?"
    assert answers == [
        ("Ilse Brandt", OWN_WORDS, ILSE_SAID, ILSE_IMPRESSION, "specific", 4, "good sign", False),
        ("Jonas Vik", OWN_WORDS, JONAS_SAID, "", "", 1, "red flag", True),
        ("Ilse Brandt", OWN_QUESTION, OWN_SAID, "", "", 2, "", False),
        ("Ilse Brandt", CAME_UP, SUPPLIER_SAID, "", "vague", None, "", False),
        ("Ines Duarte", library, QUILL_SAID, "", "", 3, "", False),
    ]
    notes = site.rows(
        "SELECT note, impression FROM interviews_interview interview"
        " JOIN auth_user candidate ON candidate.id = owner_id WHERE email = %s ORDER BY interview.id",
        EMAIL,
    )
    assert notes == [(NOTE, 3), ("", None)]
