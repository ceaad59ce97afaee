"""From a word that somebody said to the answer, its history and its interview, on a desk and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.browser.interview_mode import ON_SERVER, InterviewMode
from tests.browser.steps import axe_in_both_themes, fits

WIDTHS = pytest.mark.parametrize("width", [1280, 375])


@pytest.fixture
def interview(mara, page):
    """Finished; somebody said something in it that is found again."""
    live = mara.is_in_an_interview()
    tab = InterviewMode(page, live)
    tab.types("A quincunx of desks")
    tab.press("Alt+b")
    tab.tells(ON_SERVER)
    interview = live.removesuffix("live/")
    mara.send(f"{interview}finish/", impression=3, note="A good talk")
    return interview


def search_from_any_page(page, words):
    """By the box in the head; on a phone by the menu."""
    page.goto("/companies/")
    box = page.locator(".top-search").get_by_role("searchbox")
    if not box.is_visible():
        page.locator(".menu > summary").click()
        page.get_by_role("link", name="Search everything").click()
        box = page.locator("main").get_by_role("searchbox")
        expect(box).to_be_focused()
    box.fill(words)
    with page.expect_navigation():
        page.keyboard.press("Enter")


@WIDTHS
def test_what_somebody_said_is_found_from_any_page(width, page, interview):
    # given
    page.set_viewport_size({"width": width, "height": 850})

    # when
    search_from_any_page(page, "Quíncunx desks")

    # then
    expect(page.locator("mark")).to_have_text("quincunx")
    fits(page)
    axe_in_both_themes(page)

    # when
    page.locator("mark").click()

    # then
    expect(page.get_by_role("heading", name="History")).to_be_visible()
    fits(page)
    axe_in_both_themes(page)


@WIDTHS
def test_where_nothing_is_found_the_library_is_next(width, page, mara):
    # given
    page.set_viewport_size({"width": width, "height": 850})

    # when
    search_from_any_page(page, "quincunx")

    # then
    fits(page)
    axe_in_both_themes(page)

    # when
    page.get_by_role("link", name="Look in the library of questions").click()

    # then
    expect(page.locator("#id_q")).to_have_value("quincunx")


def test_the_search_of_the_answers_tab_stays_in_its_company(page, mara, interview):
    # given
    mara.has_company("A quincunx company")
    page.goto(interview)
    page.get_by_role("link", name="Beside what others said").click()

    # when
    page.get_by_role("searchbox", name="Search in their words").fill("quincunx")
    page.keyboard.press("Enter")

    # then
    expect(page.locator("main .list-text")).to_have_count(1)

    # when
    page.get_by_role("link", name="Search in every company").click()

    # then
    expect(page.locator("main .list-text")).to_have_count(2)


@WIDTHS
def test_a_version_kept_beside_is_accessible_and_settled(width, page, mara, interview):
    # given
    page.set_viewport_size({"width": width, "height": 850})
    page.goto(f"{interview}live/")
    form = page.locator("form[data-capture]")
    fields = form.evaluate("(form) => Object.fromEntries(new FormData(form))")
    lost = {**fields, "base": "0", "said": "From another device", "rating": "1", "impression": "Hm"}
    assert mara.profile.request.post(f"{interview}live/save/", form=lost).status == 409
    search_from_any_page(page, "quincunx")

    # when
    page.locator("mark").click()

    # then
    expect(page.get_by_text("From another device").first).to_be_visible()
    fits(page)
    axe_in_both_themes(page)

    # when
    page.get_by_role("button", name="Keep both below").click()

    # then
    expect(page.locator(".answer .as-typed").first).to_have_text("A quincunx of desks\n\nFrom another device")
    expect(page.get_by_text("kept beside, settled")).to_be_visible()


@WIDTHS
def test_the_review_and_the_answers_tab_are_accessible(width, page, interview):
    # given
    page.set_viewport_size({"width": width, "height": 850})

    # when
    page.goto(interview)

    # then
    expect(page.get_by_role("heading", name="Still open")).to_be_visible()
    fits(page)
    axe_in_both_themes(page)
    page.get_by_role("link", name="Beside what others said").click()
    fits(page)
    axe_in_both_themes(page)
