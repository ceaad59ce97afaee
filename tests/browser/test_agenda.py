"""An agenda in a browser: proposed, changed and undone, by keyboard alone and without scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import Candidate, axe_in_both_themes, fits

LONG = "What happened the last time a plan changed after the team had started, and " + "who " * 40 + "knew?"
RIGHT_TO_LEFT = "מה קרה בפעם האחרונה שמישהו אמר לא?"
STAYED = "document.documentElement.dataset.stayed"


def look_closely(page, where):
    """In both themes, and as wide as a phone and a desk are."""
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 850})
        axe_in_both_themes(page, f"{where}, {width} wide")
        fits(page)


@pytest.fixture
def interview(mara):
    """12 minutes, and five questions of 3: one must be asked."""
    company = mara.has_company()
    mara.lists(company, "Who decides?", must_ask="on")
    for text in ("Who left last?", "Who is on call?", "Who reviews?", "Who sells?"):
        mara.lists(company, text)
    return f"/interviews/{mara.plans(company, mara.meets(company))}/"


def on_agenda(page):
    return page.locator("ol.rows bdi")


def shows(page, *texts):
    expect(on_agenda(page)).to_have_text(list(texts))
    is_settled(page)


def is_settled(page):
    """A moment after it is there, what came through htmx answers to htmx; until then it is a plain form."""
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")).to_have_count(0)


def says(page, message):
    expect(page.locator("#messages")).to_have_text(re.compile(re.escape(message)))
    is_settled(page)


def stands_on(page, role, name):
    """What has the focus, after what was pressed may have gone."""
    expect(page.get_by_role(role, name=name).and_(page.locator(":focus"))).to_have_count(1)


def test_an_agenda_is_planned_by_keyboard_alone(page, interview):
    keys = Keyboard(page)
    page.goto(interview)
    page.evaluate(f"{STAYED} = 'yes'")
    look_closely(page, "no agenda")

    # When she lets it be proposed, the focus stays
    keys.use("button", "Propose an agenda")
    says(page, "An agenda, with the reasons.")
    shows(page, "Who decides?", "Who left last?", "Who is on call?", "Who reviews?")
    stands_on(page, "button", "Propose again")
    expect(page.get_by_text("no room: 3 min, 0 left")).to_be_visible()
    look_closely(page, "an agenda proposed")

    # she moves a line twice, without looking for it again
    keys.use("button", "Move down: Who left last?")
    shows(page, "Who decides?", "Who is on call?", "Who left last?", "Who reviews?")
    stands_on(page, "button", "Move down: Who left last?")
    keys.press("Enter")
    shows(page, "Who decides?", "Who is on call?", "Who reviews?", "Who left last?")

    # pins it
    keys.use("button", "Pin: Who left last?")
    says(page, "Pinned: it stays in every proposal.")
    stands_on(page, "button", "Pin: Who left last?")
    pin = page.get_by_role("button", name="Pin: Who left last?")
    expect(pin).to_have_attribute("aria-pressed", "true")
    look_closely(page, "a line pinned")

    # swaps another for what had no room, and is told when nothing is left
    keys.use("button", "Swap: Who reviews?")
    shows(page, "Who decides?", "Who is on call?", "Who sells?", "Who left last?")
    stands_on(page, "button", "Swap: Who sells?")
    keys.press("Enter")
    says(page, "Nothing else on your list fits in its place.")
    stands_on(page, "button", "Swap: Who sells?")

    # takes one off, and stands on the next
    keys.use("button", "Take off the agenda: Who is on call?")
    shows(page, "Who decides?", "Who sells?", "Who left last?")
    stands_on(page, "button", "Take off the agenda: Who sells?")

    # What was pinned leads the next proposal, which she undoes
    keys.use("button", "Propose again")
    shows(page, "Who decides?", "Who left last?", "Who sells?")
    keys.use("button", "Undo")
    says(page, "The agenda is as it was.")
    shows(page, "Who decides?", "Who sells?", "Who left last?")
    stands_on(page, "button", "Propose again")

    # and adds one back
    keys.use("button", "Add: Who is on call?")
    shows(page, "Who decides?", "Who sells?", "Who left last?", "Who is on call?")
    stands_on(page, "heading", "The rest of your list")
    assert page.evaluate(STAYED) == "yes"


def test_on_a_phone_the_buttons_of_a_line_are_one_touch_away(open_profile, site, mara, interview):
    state = mara.profile.storage_state()
    phone = {"viewport": {"width": 375, "height": 750}, "has_touch": True, "is_mobile": True}
    with open_profile(**phone, storage_state=state) as profile:
        page = profile.new_page()
        page.goto(interview)
        page.get_by_role("button", name="Propose an agenda").tap()
        more = page.get_by_label("Change: Who left last?")
        down = page.get_by_role("button", name="Move down: Who left last?")
        expect(down).to_be_hidden()
        more.tap()
        for number, above in enumerate(["Who is on call?", "Who reviews?"], start=1):
            down.tap()
            expect(on_agenda(page).nth(number)).to_have_text(above)
            is_settled(page)
        expect(down).to_be_visible()
        axe_in_both_themes(page, "the buttons of a line, on a phone")
        fits(page)


def test_without_scripts_an_agenda_is_planned_and_undone(open_profile, site):
    with open_profile(java_script_enabled=False) as profile:
        site.rows("DELETE FROM cache")
        mara = Candidate.new(profile)
        company = mara.has_company()
        for text in ("Who left last?", "Who is on call?"):
            mara.lists(company, text)
        page = profile.new_page()
        page.goto(f"/interviews/{mara.plans(company)}/")
        page.get_by_role("button", name="Propose an agenda").click()
        shows(page, "Who left last?", "Who is on call?")
        page.locator("li.row-line").first.hover()
        page.get_by_role("button", name="Take off the agenda: Who left last?").click()
        shows(page, "Who is on call?")
        page.get_by_role("button", name="Add: Who left last?").click()
        page.get_by_role("button", name="Propose again").click()
        shows(page, "Who left last?", "Who is on call?")
        page.get_by_role("button", name="Undo").click()
        shows(page, "Who is on call?", "Who left last?")


def test_long_and_right_to_left_questions_fit(mara, page):
    company = mara.has_company()
    for text in (LONG, RIGHT_TO_LEFT, "x" * 200):
        mara.lists(company, text, must_ask="on")
        mara.lists(company, f"{text} again")
    page.goto(f"/interviews/{mara.plans(company)}/")
    page.get_by_role("button", name="Propose an agenda").click()
    expect(on_agenda(page)).to_have_count(4)
    look_closely(page, "long questions")
