"""Choosing a company, and saying months later what became of their words: by keyboard, by touch, plainly."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import axe_in_both_themes, fits

WIDTHS = pytest.mark.parametrize("width", [1280, 375])
REFUSED = "the server responded with a status of 422"
WHY = "They told me how they decide."
IN_SPITE = "One week in four is bearable for two years."


@pytest.fixture
def compared(mara):
    """Three companies with answers, one of which trips a dealbreaker."""
    mara.send("/sample/load/")
    page = mara.profile.request.get("/companies/").text()
    numbers = sorted(set(re.findall(r"/companies/(\d+)/\"", page)))
    return "&".join(f"company={number}" for number in numbers)


@pytest.fixture
def decided(mara, compared, site):
    """Northwind, chosen and joined a hundred days ago."""
    number = re.search(
        r"company-(\d+)\" value=\"\d+\"[^>]*>\s*<label[^>]*><span[^>]*><bdi>Northwind",
        decide_page(mara, compared),
    )
    address = mara.send(f"/compare/decide/?{compared}", company=number[1], reason=WHY, override=IN_SPITE)
    joined = date.today() - timedelta(days=100)
    pk = re.search(r"/decisions/(\d+)/", address)[1]
    site.rows("UPDATE interviews_decision SET starts_on = %s WHERE id = %s", joined, pk)
    return f"/decisions/{pk}/"


def decide_page(mara, compared):
    return mara.profile.request.get(f"/compare/decide/?{compared}").text()


def looks_right(page):
    fits(page)
    axe_in_both_themes(page)


def first_line(page):
    return page.locator("li.row-line").first


def noted(saved):
    return saved("days, verdict, note", "interviews_outcome")


@WIDTHS
def test_a_company_is_chosen_by_keyboard_alone(width, page, mara, compared):
    # given
    page.context.watch.expect(REFUSED)
    page.set_viewport_size({"width": width, "height": 850})
    page.goto("/compare/")
    keyboard = Keyboard(page)

    # when
    keyboard.go("link", "Decide", exact=True)
    looks_right(page)
    keyboard.choose("I choose", "Northwind Energy")
    keyboard.write("Why this one", WHY)
    keyboard.tick("Quillworks")
    keyboard.go("button", "Choose this company")

    # then
    expect(page.get_by_text("Northwind Energy trips “On call at most one week in six”.")).to_be_visible()
    expect(page.get_by_label("Why this one")).to_have_value(WHY)
    expect(page.get_by_role("checkbox", name="Quillworks")).to_be_checked()
    looks_right(page)

    # when
    keyboard.write("Why in spite of the dealbreaker", IN_SPITE)
    keyboard.go("button", "Choose this company")

    # then
    expect(page.get_by_role("heading", level=1)).to_have_text("You chose Northwind Energy")
    expect(page.get_by_role("heading", name="Halden leads, but Quillworks could still win")).to_have_count(0)
    expect(page.get_by_text("Halden leads, but Quillworks could still win")).to_be_visible()
    expect(page.locator("main").get_by_role("row").filter(has_text="Autonomy")).to_contain_text("3.7 3 of 3")
    looks_right(page)

    # when
    keyboard.tick("Quillworks")
    keyboard.go("button", "Take the decision back")

    # then
    expect(page.get_by_role("status")).to_contain_text("Northwind Energy is at “Interviewing” again.")
    expect(page.get_by_role("status")).to_contain_text("Quillworks is at")
    expect(page.get_by_text("taken back on")).to_be_visible()
    keyboard.go("link", "Decisions", exact=True)
    expect(page.get_by_text("taken back on")).to_be_visible()
    looks_right(page)


@WIDTHS
def test_home_asks_and_each_line_is_kept_at_once(width, page, decided, saved):
    # given
    page.set_viewport_size({"width": width, "height": 850})
    page.goto("/")
    keyboard = Keyboard(page)
    looks_right(page)

    # when
    keyboard.go("link", "Was it true?")
    looks_right(page)
    line = first_line(page)
    radios = line.get_by_role("radio")
    keyboard.tab_to(radios, "the verdict")
    keyboard.press("ArrowLeft")

    # then
    expect(page.locator("#outcome-progress")).to_contain_text("1 of")
    expect(line.get_by_role("radio", name="not true")).to_be_checked()
    expect(line.get_by_role("radio", name="not true")).to_be_focused()
    assert noted(saved) == [(90, "not true", "")]

    # when
    keyboard.press("Tab")
    keyboard.type("Two weeks in six")
    with page.expect_response(lambda response: "/outcomes/" in response.url):
        keyboard.press("Enter")
    page.reload()

    # then
    expect(first_line(page).get_by_label("How it is")).to_have_value("Two weeks in six")
    assert noted(saved) == [(90, "not true", "Two weeks in six")]
    looks_right(page)

    # when
    page.goto("/")

    # then
    expect(page.get_by_role("link", name="Go on")).to_be_visible()


def test_a_note_without_a_verdict_is_told_in_its_line(page, decided, saved):
    # given
    page.context.watch.expect(REFUSED)
    page.goto(f"{decided}outcomes/")

    # when
    first_line(page).get_by_label("How it is").fill("Two weeks in six")
    page.keyboard.press("Enter")

    # then
    expect(first_line(page).get_by_role("alert")).to_contain_text("Say first whether it was true")
    expect(first_line(page).get_by_label("How it is")).to_have_value("Two weeks in six")

    # when
    first_line(page).get_by_text("partly", exact=True).click()

    # then
    expect(page.locator("#outcome-progress")).to_contain_text("1 of")
    expect(first_line(page).get_by_role("alert")).to_have_count(0)
    assert noted(saved) == [(90, "partly", "Two weeks in six")]


def test_the_library_knows_which_question_told_the_truth(page, decided):
    # given
    page.goto(f"{decided}outcomes/?days=30")
    line = page.locator("li.row-line").filter(has_text="What does on-call look like").first
    line.get_by_text("not true", exact=True).click()
    expect(page.locator("#outcome-progress")).to_contain_text("1 of")

    # when
    page.goto("/questions/?q=on-call")

    # then
    expect(page.get_by_text("Told the truth 0 of 1 time")).to_be_visible()
    page.get_by_role("link", name=re.compile("on-call")).first.click()
    expect(page.locator("section", has=page.locator("#truth-heading"))).to_contain_text("Northwind Energy")
    looks_right(page)


def test_it_all_works_without_javascript(mara, decided, compared, open_profile, saved):
    with open_profile(java_script_enabled=False, storage_state=mara.profile.storage_state()) as plain:
        # given
        page = plain.new_page()
        page.goto(f"{decided}outcomes/")

        # when
        first_line(page).get_by_text("partly", exact=True).click()
        first_line(page).get_by_label("How it is").fill("Mostly")
        first_line(page).get_by_role("button", name="Save").click()

        # then
        expect(page.get_by_role("status").first).to_contain_text("Noted.")
        assert noted(saved) == [(90, "partly", "Mostly")]

        # when
        page.goto(f"/compare/decide/?{compared}")
        page.get_by_role("radio", name="Halden Health").check()
        page.get_by_label("Why this one").fill("On second thoughts.")
        page.get_by_role("checkbox", name="Instead of Northwind Energy").check()
        page.get_by_role("button", name="Choose this company").click()

        # then
        expect(page.get_by_role("heading", level=1)).to_have_text("You chose Halden Health")
