"""From an empty account to an interview with its agenda."""

import re

from playwright.sync_api import expect

from tests.browser.journey.seeing import EMAIL, OWN_QUESTION, OWN_WORDS, PASSWORD, sees, sees_heading
from tests.browser.steps import axe_in_both_themes


def sign_up(mara):
    mara.page.goto("/")
    sees_heading(mara, "Sign in")
    axe_in_both_themes(mara.page, "sign in")
    mara.go("link", "Make an account")
    axe_in_both_themes(mara.page, "sign up")
    mara.write("Email", EMAIL)
    mara.write("Password", PASSWORD)
    mara.go("button", "Make an account")


def sees_an_empty_home(mara):
    sees_heading(mara, "Now you ask the questions")
    sees(mara, "Add a company", "Build your list", "Record and compare", "Load sample data")
    axe_in_both_themes(mara.page, "empty home")


def add_first_company(mara):
    mara.go("link", "Add your first company")
    axe_in_both_themes(mara.page, "company form")
    fill_company(mara, "Aurora Labs")
    axe_in_both_themes(mara.page, "empty list")


def fill_company(mara, name):
    mara.write("Company*", name)
    mara.write("Role*", "Senior backend engineer")
    mara.select("Level", "senior")
    mara.select("Field of work", "engineering")
    mara.select("Working mode", "hybrid")
    mara.go("button", "Save company")
    sees_heading(mara, name)
    sees(mara, "Company added. Now build your list of questions.", "Nothing on your list yet", "fits senior")


def take_library_questions(mara):
    find_and_take(mara, "approval", "What did someone in this role last decide")
    for count in range(2, 6):
        take_the_first_offered(mara, count)
    axe_in_both_themes(mara.page, "list")


def find_and_take(mara, words, question):
    search = mara.reach("searchbox", "Search the library")
    mara.type(words)
    expect(mara.page).to_have_url(re.compile(rf"q={words}"))
    expect(search).to_be_focused()
    mara.use("button", f"Add: {question}")
    sees(mara, "Question added to your list.", "1 question · about")
    mara.reach("searchbox", "Search the library")
    mara.press("ControlOrMeta+A", "Delete")
    expect(mara.page.get_by_role("button", name="Add: ")).to_have_count(8)


def take_the_first_offered(mara, count):
    name = mara.page.get_by_role("button", name="Add: ").first.get_attribute("aria-label")
    mara.use("button", name, exact=True)
    sees(mara, f"{count} questions · about")


def add_own_question(mara):
    mara.go("link", "Add your own")
    axe_in_both_themes(mara.page, "question form")
    mara.write("Question*", OWN_QUESTION)
    mara.select("Topic", "Business and stability")
    mara.go("button", "Save question")
    sees(mara, "Your question is on the list.", OWN_QUESTION, "yours", "6 questions · about")


def change_wording(mara):
    mara.go("link", "What did someone in this role last decide without asking anyone for approval?")
    sees_heading(mara, "Tailor this question")
    mara.write("Question*", OWN_WORDS)
    mara.go("button", "Save question")
    sees(mara, "Question changed on this list. The library stays as it is.", OWN_WORDS, "tailored")


def listed_texts(mara):
    return mara.page.locator("ol.rows .list-text").all_inner_texts()


def reorder(mara):
    before = listed_texts(mara)
    for places in (1, 2):
        mara.use("button", f"Move up: {OWN_QUESTION[:40]}")
        expect(mara.page.locator("ol.rows .list-text").nth(5 - places)).to_have_text(OWN_QUESTION)
        sees(mara, "Question moved.")
    expect(mara.page.get_by_role("button", name=f"Move up: {OWN_QUESTION[:40]}")).to_be_focused()
    assert listed_texts(mara) == [*before[:3], OWN_QUESTION, *before[3:5]]


def mark_must_asks(mara):
    for question in (OWN_WORDS, OWN_QUESTION):
        star = mara.reach("button", f"Must ask: {question[:40]}")
        mara.press("Space")
        expect(star).to_have_attribute("aria-pressed", "true")
        sees(mara, "Marked as must ask.")


def add_people(mara):
    mara.go("link", "People")
    axe_in_both_themes(mara.page, "nobody yet")
    for name, title, speaks_as in [
        ("Ilse Brandt", "Engineering manager", "hiring manager"),
        ("Jonas Vik", "Developer", "peer"),
    ]:
        add_person(mara, name, title, speaks_as)
    axe_in_both_themes(mara.page, "people")


def add_person(mara, name, title, speaks_as):
    mara.page.get_by_role("link", name="Add a person").first.wait_for()
    mara.go("link", "Add a person")
    mara.write("Name or initials", name)
    mara.write("Title", title)
    mara.select("Speaks as", speaks_as)
    mara.go("button", "Save person")
    sees(mara, name, title)


def plan_interview(mara, *people):
    mara.go("link", "Schedule interview")
    axe_in_both_themes(mara.page, "interview form")
    mara.tab_to(mara.page.get_by_label("Starts at"), "field “Starts at”")
    mara.type("11232030")
    mara.press("ArrowRight")
    mara.type("0200PM")
    mara.write("Minutes for your questions", "12")
    for person in people or ("Ilse Brandt", "Jonas Vik"):
        mara.tick(person)
    mara.write("Place or link", "https://meet.example.org/aurora")
    mara.go("button", "Save interview")
    sees_heading(mara, "Hiring manager")
    sees(mara, "Interview planned. Now choose what to ask.", "Saturday 23 November 2030, 14:00", "12 min")


def fill_agenda(mara):
    axe_in_both_themes(mara.page, "empty agenda")
    mara.use("button", "Add all must-asks")
    sees(mara, "Must-asks are on the agenda.")
    name = mara.page.get_by_role("button", name="Add: ").first.get_attribute("aria-label")
    mara.use("button", name, exact=True)
    sees(mara, "On the agenda.", "Must ask", "If there is time")
    axe_in_both_themes(mara.page, "agenda")
    mara.go("link", "Open interview mode")
    expect(mara.page).to_have_title("Notes")
