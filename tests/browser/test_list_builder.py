"""A company's list in a browser: dragged by mouse, finger and keyboard, changed several at once, copied."""

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import Candidate, axe_in_both_themes, fits

NAMES = ("Who decides?", "Who pays?", "Who leaves?", "Who stays?", "Who knows?")


@pytest.fixture
def company(mara, page):
    company = mara.has_company()
    for name in NAMES:
        mara.lists(company, text=name)
    page.goto(f"/companies/{company}/")
    return company


def texts(page):
    return page.locator("#your-list .list-text").all_inner_texts()


def stands(page, *names):
    expect(page.locator("#your-list .list-text")).to_have_text([*names])


def handle(page, name):
    return page.get_by_role("button", name=f"Move: {name}")


def middle_of(locator):
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def row(page, name):
    return page.locator("#your-list li").filter(has_text=name)


def look_closely(page, where):
    axe_in_both_themes(page, where)
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 850})
        fits(page)


# Dragged


def drag(page, name, onto, low=False):
    """To the upper or lower edge of another row; the button is still down."""
    page.mouse.move(*middle_of(handle(page, name)))
    page.mouse.down()
    box = row(page, onto).bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + (box["height"] - 4 if low else 4), steps=8)


def test_a_mouse_drags_a_question_and_a_line_says_where_it_will_stand(company, page):
    drag(page, NAMES[3], NAMES[1])
    expect(row(page, NAMES[1])).to_have_class("row-line lq drop-before")
    page.mouse.up()
    stands(page, NAMES[0], NAMES[3], NAMES[1], NAMES[2], NAMES[4])
    expect(page.locator("#messages")).to_have_text("Moved to place 2 of 5.")
    expect(handle(page, NAMES[3])).to_be_focused()

    drag(page, NAMES[0], NAMES[4], low=True)
    expect(row(page, NAMES[4])).to_have_class("row-line lq drop-after")
    page.mouse.up()
    expect(page.locator("#messages")).to_have_text("Moved to place 5 of 5.")
    page.reload()
    stands(page, NAMES[3], NAMES[1], NAMES[2], NAMES[4], NAMES[0])


def test_escape_puts_it_back_while_it_is_dragged(company, page):
    drag(page, NAMES[0], NAMES[3])
    page.keyboard.press("Escape")
    page.mouse.up()
    stands(page, *NAMES)
    assert page.locator(".lifted, .dragged, .drop-before, .drop-after").count() == 0
    page.reload()
    stands(page, *NAMES)


def test_a_press_without_a_move_changes_nothing(company, page):
    handle(page, NAMES[1]).click()
    stands(page, *NAMES)
    expect(page.locator("#messages")).to_be_empty()
    assert page.locator(".lifted").count() == 0


def test_what_could_not_be_saved_goes_back_and_the_page_says_so(company, page):
    page.context.watch.expect(
        "Failed to load resource", r"htmx:(sendError|afterRequest)", "Response Status Error Code 500"
    )
    page.route("**/place/", lambda route: route.abort())
    drag(page, NAMES[3], NAMES[1])
    page.mouse.up()
    expect(page.locator("#messages")).to_contain_text("That could not be saved, so the list is as it was.")
    stands(page, *NAMES)
    page.unroute("**/place/")
    page.route("**/place/", lambda route: route.fulfill(status=500, body="oh"))
    drag(page, NAMES[3], NAMES[1])
    page.mouse.up()
    expect(handle(page, NAMES[3])).to_be_focused()
    stands(page, *NAMES)


def touch(client, kind, *points):
    client.send(
        "Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]}
    )


def test_a_finger_drags_it_and_the_page_scrolls_along(site, open_profile):
    with open_profile(viewport={"width": 375, "height": 700}, has_touch=True, is_mobile=True) as profile:
        site.rows("DELETE FROM cache")
        mara = Candidate.new(profile)
        company = mara.has_company()
        for number in range(20):
            mara.lists(company, text=f"Zebra {number:02}?")
        page = profile.new_page()
        page.goto(f"/companies/{company}/")
        client = profile.new_cdp_session(page)
        x, y = middle_of(handle(page, "Zebra 01?"))
        touch(client, "touchStart", (x, y))
        for step in range(1, 11):
            touch(client, "touchMove", (x, y + (690 - y) * step / 10))
        for _ in range(200):
            if page.evaluate("scrollY") > 900:
                break
            page.wait_for_timeout(50)
        touch(client, "touchMove", (x, 350))
        touch(client, "touchEnd")
        expect(page.locator("#messages")).to_contain_text("Moved to place")
        place = texts(page).index("Zebra 01?")
        assert place > 5
        page.reload()
        assert texts(page).index("Zebra 01?") == place

        # and the buttons of a row are behind one
        mark = page.get_by_role("button", name="Must ask: Zebra 03?")
        expect(mark).to_be_hidden()
        row(page, "Zebra 03?").locator("summary").tap()
        mark.tap()
        expect(mark).to_have_attribute("aria-pressed", "true")
        expect(mark).to_be_focused()
        axe_in_both_themes(page, "list on a phone")
        fits(page)


def test_by_keyboard_each_step_is_said_and_the_focus_stays(company, page):
    keys = Keyboard(page)
    said = page.locator("list-order > [aria-live]")
    keys.reach("button", f"Move: {NAMES[1]}")
    keys.press("Space")
    expect(said).to_contain_text("Picked up: place 2 of 5.")
    keys.press("ArrowDown", "ArrowDown")
    expect(said).to_have_text("Place 4 of 5")
    expect(handle(page, NAMES[1])).to_be_focused()
    stands(page, NAMES[0], NAMES[2], NAMES[3], NAMES[1], NAMES[4])

    # Escape puts it back
    keys.press("Escape")
    expect(said).to_have_text("Put back to place 2")
    stands(page, *NAMES)
    expect(handle(page, NAMES[1])).to_be_focused()

    # Home, End, and a step past the end
    keys.press("Enter", "End", "ArrowDown")
    expect(said).to_have_text("Place 5 of 5")
    keys.press("Home")
    expect(said).to_have_text("Place 1 of 5")
    keys.press("Enter")
    expect(page.locator("#messages")).to_have_text("Moved to place 1 of 5.")
    expect(handle(page, NAMES[1])).to_be_focused()
    page.reload()
    stands(page, NAMES[1], NAMES[0], NAMES[2], NAMES[3], NAMES[4])

    # and whoever leaves it with Tab leaves it where it was
    keys.reach("button", f"Move: {NAMES[0]}")
    keys.press("Space", "ArrowDown", "Tab")
    stands(page, NAMES[1], NAMES[0], NAMES[2], NAMES[3], NAMES[4])


# Several at once


def test_several_are_taken_off_and_one_undo_brings_them_back(company, page):
    keys = Keyboard(page)
    assert page.get_by_role("checkbox", name=f"Select: {NAMES[0]}").count() == 0
    keys.reach("checkbox", "Select", exact=True)
    keys.press("Space")
    keys.tick(f"Select: {NAMES[1]}")
    keys.tick(f"Select: {NAMES[3]}")
    look_closely(page, "list, selecting")
    keys.use("button", "Take off", exact=True)
    stands(page, NAMES[0], NAMES[2], NAMES[4])
    expect(page.locator("#messages")).to_have_text("2 questions taken off the list.")
    look_closely(page, "list, with an undo")
    keys.use("button", "Undo")
    stands(page, *NAMES)

    # All of them, and the selection stays open
    expect(page.get_by_role("checkbox", name="Select", exact=True)).to_be_checked()
    keys.tick("All")
    keys.use("button", "Mark must ask")
    expect(page.locator("#your-list .flag-mid")).to_have_count(5)

    # Enter on a box does nothing by itself
    keys.reach("checkbox", f"Select: {NAMES[2]}")
    keys.press("Enter")
    keys.press("Space")
    keys.select("Topic", "Growth")
    keys.use("button", "File", exact=True)
    expect(row(page, NAMES[2])).to_contain_text("Growth")
    expect(page.locator("#your-list .flag-mid")).to_have_count(5)


def test_what_is_refused_says_so_in_place(company, page):
    page.context.watch.expect("status of 422")
    page.get_by_text("Select", exact=True).click()
    page.get_by_role("button", name="To the top").click()
    expect(page.locator("#messages")).to_have_text("Choose at least one question first.")
    stands(page, *NAMES)


# Beside the library


def test_the_search_outlives_every_button_and_keeps_its_caret(company, page):
    search = page.get_by_role("searchbox", name="Search the library")
    search.press_sequentially("team")
    expect(page).to_have_url(f"{page.url.split('?')[0]}?q=team&audience=")
    expect(search).to_be_focused()
    offered = page.locator("#found .list-text")
    first = offered.first.inner_text()
    page.get_by_role("button", name=f"Must ask: {NAMES[0]}").click()
    expect(page.locator("#messages")).to_have_text("Marked as must ask.")
    expect(search).to_have_value("team")
    expect(offered.first).to_have_text(first)

    # and the third that is added makes room for the next at the same place
    add = page.locator("#found").get_by_role("button", name="Add: ")
    third = offered.nth(2).inner_text()
    add.nth(2).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#your-list .list-text").last).to_have_text(third)
    expect(page.locator("#messages")).to_have_text("Question added to your list.")
    expect(add.nth(2)).to_be_focused()
    expect(search).to_have_value("team")
    expect(page.get_by_role("button", name=f"Add: {third}")).to_have_count(0)


def test_what_it_covers_stays_open_while_building(company, page):
    page.get_by_text("topics covered").click()
    before = page.locator("#coverage li").all_inner_texts()
    page.get_by_role("button", name="Add: ").first.click()
    expect(page.locator("#your-list .list-text")).to_have_count(6)
    expect(page.locator("#coverage li").first).to_be_visible()
    assert page.locator("#coverage li").all_inner_texts() != before
    look_closely(page, "list with coverage")


def test_groups_stay_through_changes_and_say_where_to_move(company, page):
    page.get_by_role("link", name="Group by topic").click()
    expect(page.get_by_role("heading", name="not filed yet")).to_be_visible()
    assert page.locator(".handle").count() == 0
    page.get_by_role("button", name=f"Must ask: {NAMES[2]}").click()
    expect(page.locator("#messages")).to_have_text("Marked as must ask.")
    expect(page.get_by_role("heading", name="not filed yet")).to_be_visible()
    look_closely(page, "list by topic")
    page.get_by_role("link", name="by person").click()
    look_closely(page, "list by person")
    page.get_by_role("link", name="show the list in its order").click()
    stands(page, *NAMES)
    expect(handle(page, NAMES[0])).to_be_visible()


# Copied


def test_a_list_is_copied_and_taken_back(company, mara, page):
    other = mara.has_company(name="Quillworks")
    page.goto(f"/companies/{other}/")
    keys = Keyboard(page)
    keys.go("link", "Copy a list")
    look_closely(page, "which list to copy")
    keys.go("link", "Aurora Labs")
    look_closely(page, "what to copy")
    keys.reach("checkbox", NAMES[1])
    keys.press("Space")
    keys.go("button", "Copy to this list")
    expect(page.locator("#messages")).to_have_text("4 questions copied.")
    stands(page, NAMES[0], *NAMES[2:])
    look_closely(page, "list, copied")
    keys.use("button", "Undo")
    expect(page.get_by_text("Nothing on your list yet", exact=True)).to_be_visible()


# Without scripts


def test_without_scripts_everything_is_there(site, open_profile):
    with open_profile(java_script_enabled=False) as profile:
        site.rows("DELETE FROM cache")
        mara = Candidate.new(profile)
        company = mara.has_company()
        for name in NAMES[:3]:
            mara.lists(company, text=name)
        other = mara.has_company(name="Quillworks")
        page = profile.new_page()
        page.goto(f"/companies/{company}/")
        expect(page.locator(".handle").first).to_be_hidden()

        # Searched, and added with the search kept
        page.locator("main").get_by_role("searchbox").fill("approval")
        page.get_by_role("button", name="Search").click()
        added = page.locator("#found .list-text").first.inner_text()
        page.get_by_role("button", name="Add: ").first.click()
        stands(page, *NAMES[:3], added)
        expect(page.locator("main").get_by_role("searchbox")).to_have_value("approval")

        # Moved by a button, by its place, and marked
        page.get_by_role("button", name=f"Move up: {NAMES[2]}").click()
        stands(page, NAMES[0], NAMES[2], NAMES[1], added)
        page.get_by_role("link", name=NAMES[2]).click()
        page.get_by_label("Place on the list, 1 to 4").fill("4")
        page.get_by_role("button", name="Move there").click()
        stands(page, NAMES[0], NAMES[1], added, NAMES[2])
        page.get_by_role("button", name=f"Must ask: {NAMES[1]}").click()
        expect(row(page, NAMES[1]).locator(".flag-mid")).to_have_text("must ask")

        # Several at once, and back
        page.get_by_text("Select", exact=True).click()
        for name in NAMES[:2]:
            page.get_by_role("checkbox", name=f"Select: {name}").check()
        page.get_by_role("button", name="Take off", exact=True).click()
        stands(page, added, NAMES[2])
        page.get_by_role("button", name="Undo").click()
        stands(page, NAMES[0], NAMES[1], added, NAMES[2])

        # Copied to another list
        page.goto(f"/companies/{other}/")
        page.get_by_role("link", name="Copy a list").click()
        page.get_by_role("link", name="Aurora Labs").click()
        page.get_by_role("button", name="Copy to this list").click()
        stands(page, NAMES[0], NAMES[1], added, NAMES[2])
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_text("Nothing on your list yet", exact=True)).to_be_visible()
