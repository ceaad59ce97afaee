"""A comparison shared by a secret address, exported and printed, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import axe_in_both_themes, fits

PICTURES = Path(__file__).parent / "screenshots"
GONE = "the server responded with a status of 404"
REFUSED = "the server responded with a status of 422"
WIDTHS = (1280, 375)
PAPERS = {"A4": (595, 842), "Letter": (612, 792)}
HIDDEN = ("Halden", "Northwind", "Quillworks")


def looks_right(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 850})
        fits(page)
        page.screenshot(path=PICTURES / f"share-{name}-{width}.png", full_page=True)
        axe_in_both_themes(page, f"{name} at {width}")
    page.set_viewport_size({"width": 1280, "height": 850})


@pytest.fixture
def compares(mara):
    """She has the sample: three companies that said something."""
    mara.send("/sample/load/")
    return mara


def makes(page):
    page.get_by_role("button", name="Make the address").click()
    return page.get_by_label("Secret address").input_value()


def test_whoever_has_the_address_reads_what_was_chosen_until_it_is_revoked(compares, page, open_profile):
    # Given a comparison
    page.goto("/compare/")
    page.get_by_role("link", name="Share read-only").click()
    looks_right(page, "form")

    # When what was said is shared without names
    page.get_by_label("What was said").check()
    page.get_by_label("For whom").fill("Dana")
    address = makes(page)
    looks_right(page, "made")

    # Then somebody without an account reads it, and finds no name and no way into the app
    with open_profile() as anyone:
        anyone.watch.expect(GONE)
        other = anyone.new_page()
        other.goto(address)
        expect(other.get_by_role("heading", level=1)).to_contain_text("Company")
        text = other.content()
        assert not [name for name in (*HIDDEN, compares.email) if name in text]
        assert not anyone.cookies()
        assert all(link.startswith("#") for link in hrefs(other))
        looks_right(other, "shared")

        # and nothing any more, once it is revoked
        page.goto("/shares/")
        looks_right(page, "list")
        page.get_by_role("button", name="Revoke Dana").click()
        expect(page.get_by_text("Revoked. The address shows nothing any more.")).to_be_visible()
        other.reload()
        expect(other.get_by_role("heading", level=1)).to_have_text("Nothing is shared at this address")
        looks_right(other, "gone")


def hrefs(page):
    return [link.get_attribute("href") for link in page.get_by_role("link").all()]


def test_the_whole_way_by_keyboard(compares, page):
    compares.profile.grant_permissions(["clipboard-read", "clipboard-write"])
    hands = Keyboard(page)
    page.goto("/compare/")
    hands.go("link", "Share read-only")
    hands.write("For whom", "Dana")
    hands.go("button", "Make the address")
    hands.reach("button", "Copy the address")
    hands.press("Enter")
    expect(page.get_by_text("Copied.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_label("Secret address").input_value()
    hands.go("link", "Read it as others will")
    expect(page.get_by_role("heading", level=2, name="Ranking")).to_be_visible()


def test_a_refusal_keeps_what_was_chosen(compares, page):
    compares.profile.watch.expect(REFUSED)
    page.goto("/shares/add/")
    for name in HIDDEN:
        page.get_by_label(re.compile(name)).uncheck()
    page.get_by_label("Offers").check()
    page.get_by_role("button", name="Make the address").click()
    expect(page.get_by_text("Choose at least one company.")).to_be_visible()
    expect(page.get_by_label("Offers")).to_be_checked()
    looks_right(page, "refused")


def test_without_scripts_it_is_the_same(compares, open_profile):
    with open_profile(java_script_enabled=False) as plain:
        plain.add_cookies(compares.profile.cookies())
        page = plain.new_page()
        page.goto("/compare/")
        expect(page.get_by_role("button", name="Print")).to_be_hidden()
        page.get_by_role("link", name="Share read-only").click()
        address = makes(page)
        expect(page.get_by_role("button", name="Copy the address")).to_be_hidden()
        page.goto(address)
        expect(page.get_by_role("heading", level=2, name="Ranking")).to_be_visible()
        expect(page.get_by_role("button", name="Print")).to_be_hidden()


@pytest.mark.parametrize("paper", PAPERS)
def test_both_pages_print(compares, page, paper):
    page.goto("/shares/add/")
    page.get_by_label("What was said").check()
    address = makes(page)
    for name, place in (("compare", "/compare/"), ("shared", address)):
        page.goto(place)
        page.emulate_media(media="print")
        for control in (page.get_by_role("button", name="Print"), page.locator(".topbar .nav")):
            expect(control).to_be_hidden()
        page.emulate_media(media="screen")
        pdf = page.pdf(path=PICTURES / f"share-{name}-{paper}.pdf", format=paper)
        assert sizes_of(pdf) == {PAPERS[paper]}


def sizes_of(pdf):
    boxes = re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return {(int(float(width)), int(float(height))) for width, height in boxes}


def test_the_print_button_prints_also_after_weights_moved(compares, page):
    page.add_init_script("window.print = () => { window.printed = (window.printed || 0) + 1; };")
    page.goto("/compare/")
    page.get_by_role("button", name="Print").click()
    with page.expect_response(re.compile("/compare/weights/")):
        page.get_by_role("slider").first.press("ArrowLeft")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") == 2


@pytest.mark.parametrize(("link", "name"), [("Matrix (CSV)", "matrix"), ("Ranking (CSV)", "ranking")])
def test_the_matrix_and_the_ranking_are_downloaded(compares, page, link, name):
    page.goto("/compare/")
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=link).click()
    assert re.fullmatch(rf"{name}-\d{{4}}-\d\d-\d\d\.csv", download.value.suggested_filename)
    assert "Halden" in Path(download.value.path()).read_text(encoding="utf-8-sig")


def test_long_names_and_other_directions_fit(mara, page):
    long = "Donaudampfschifffahrtselektrizitätengesellschaft" * 2
    for name in (long, "شركة ليلى منصور للهندسة"):
        mara.has_company(name)
    page.goto("/shares/add/")
    looks_right(page, "long-form")
    page.get_by_label("Hide names").uncheck()
    page.get_by_label("For whom").fill(long)
    address = makes(page)
    page.goto("/shares/")
    looks_right(page, "long-list")
    page.goto(address)
    looks_right(page, "long-shared")
