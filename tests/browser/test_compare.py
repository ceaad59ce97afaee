"""Comparing in a real browser: weighing, choosing, opening what a number is made of, and coming back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import Candidate, axe_in_both_themes, fits

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
NAMES = ["Aurora Labs", "Brightside", LONG, "חברת החשמל בע״מ", "شركة المستقبل", "W" * 110, "Cobalt", "Dune"]


@pytest.fixture
def sampled(mara, page):
    """With the three companies of the sample, their weights set."""
    mara.send("/sample/load/")
    page.goto("/compare/")
    return page


def ranking(page):
    return page.get_by_role("table", name="Ranking")


def test_a_weight_ranks_again_at_once_and_the_address_keeps_the_choice(sampled):
    # Given two of three companies, chosen by keyboard
    page = sampled
    page.get_by_text("3 companies compared").press("Enter")
    page.get_by_role("checkbox", name="Northwind Energy").press("Space")
    page.get_by_role("button", name="Compare these").press("Enter")
    expect(ranking(page).get_by_role("rowheader")).to_have_text(["Halden Health", "Quillworks"])
    address = page.url

    # When one topic weighs less
    slider = page.get_by_role("slider", name="Growth")
    slider.focus()
    for _ in range(3):
        slider.press("ArrowLeft")

    # Then the other leads, without another page, and the slider still has the focus
    expect(ranking(page).get_by_role("rowheader")).to_have_text(["Quillworks", "Halden Health"])
    expect(page.get_by_role("heading", level=1)).to_contain_text("Quillworks")
    expect(slider).to_be_focused()
    assert page.url == address
    page.reload()
    expect(ranking(page).get_by_role("rowheader")).to_have_text(["Quillworks", "Halden Health"])


def test_every_number_opens_and_leads_back(sampled):
    page = sampled
    page.get_by_text("3 companies compared").click()
    page.get_by_role("checkbox", name="Quillworks").uncheck()
    page.get_by_role("button", name="Compare these").click()
    address = page.url

    # a cell leads to the answers behind it
    page.get_by_role("link", name="1.8").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Northwind Energy: Workload and time off")
    expect(page.get_by_text("1.8: three questions, (2.5 + 2 + 1) / 3")).to_be_visible()
    expect(page.get_by_text("(4 + 1) / 2 = 2.5")).to_be_visible()
    axe_in_both_themes(page, "evidence")

    # and back to the same choice
    page.get_by_role("link", name="← Compare").click()
    assert page.url.split("&choose")[0] == address.split("&choose")[0]

    # a range leads to the open questions, and those to an agenda
    ranking(page).get_by_role("link", name=re.compile("between")).nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Northwind: between"))
    axe_in_both_themes(page, "open questions")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Put on the agenda").click()
    expect(page.get_by_role("status")).to_contain_text("agenda of")


def test_what_would_flip_it_leads_to_the_slider(sampled):
    sampled.get_by_role("link", name="Growth counted 1 or less").click()
    expect(sampled.get_by_role("slider", name="Growth")).to_be_focused()


def test_it_is_accessible_in_both_themes(sampled):
    axe_in_both_themes(sampled, "compare")
    expect(sampled.get_by_role("table", name="Ranking").get_by_role("row")).to_have_count(4)


def test_on_paper_there_is_ink_only(sampled):
    sampled.emulate_media(media="print")
    expect(ranking(sampled).get_by_role("rowheader").first).to_be_visible()
    for control in ("Print", "Share read-only", "Show", "Compare these"):
        expect(sampled.get_by_role("button", name=control, exact=True)).not_to_be_visible()
    expect(sampled.get_by_role("slider").first).not_to_be_visible()
    pdf = sampled.pdf(prefer_css_page_size=True)
    assert re.search(rb"MediaBox ?\[0 0 59[45]\.\d+ 84[12]", pdf), "not A4"


def test_without_javascript(open_profile, site):
    site.rows("DELETE FROM cache")
    with open_profile(java_script_enabled=False) as profile:
        mara = Candidate.new(profile)
        mara.send("/sample/load/")
        page = profile.new_page()
        page.goto("/compare/")
        page.get_by_text("3 companies compared").click()
        page.get_by_role("checkbox", name="Northwind Energy").uncheck()
        page.get_by_role("button", name="Compare these").click()
        expect(ranking(page).get_by_role("rowheader")).to_have_text(["Halden Health", "Quillworks"])
        page.get_by_role("slider", name="Growth").fill("1")
        page.get_by_role("button", name="Weigh again").click()
        expect(page.get_by_text("Weights changed.")).to_be_visible()
        expect(ranking(page).get_by_role("rowheader")).to_have_text(["Quillworks", "Halden Health"])


@pytest.mark.parametrize("width", [375, 1280])
def test_eight_with_long_and_right_to_left_names(mara, page, width):
    for number, name in enumerate(NAMES):
        company = mara.has_company(name=name, role=f"Engineer {number}")
        mara.lists(company, topic=1)
    mara.send("/compare/weights/", **{"weight-1": 5})
    page.set_viewport_size({"width": width, "height": 812})
    page.goto("/compare/")
    expect(page.get_by_text("8 companies compared")).to_be_visible()
    fits(page)
    axe_in_both_themes(page, f"compare at {width}")
