"""An offer written down, held against promises, laid beside others: by keyboard, on a phone, plainly."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import axe_in_both_themes, fits

WIDTHS = pytest.mark.parametrize("width", [1280, 375])
REFUSED = "the server responded with a status of 422"
SOON = date.today() + timedelta(days=4)
LONG = "Donaudampfschifffahrtselektrizitätengesellschaft" * 4


@pytest.fixture
def company(mara, site, saved):
    """Halden of the sample, where two answers are promises."""
    mara.send("/sample/load/")
    [number] = [
        pk for pk, name in saved("interviews_company.id, name", "interviews_company") if "Halden" in name
    ]
    few = "SELECT id FROM interviews_answer WHERE company_id = %s AND said <> '' ORDER BY id LIMIT 2"
    site.rows(f"UPDATE interviews_answer SET promise = id IN ({few}) WHERE company_id = %s", number, number)
    return number


@pytest.fixture
def offer(mara, company):
    """Salary and words; the number of the offer."""
    there = mara.send(f"/companies/{company}/offers/add/", **an_offer(amount="72.000", expires_on=SOON))
    return int(re.search(r"offer=(\d+)", there)[1])


def an_offer(amount, words="", **fields):
    part = {"kind": "salary", "amount": amount, "currency": "EUR", "period": "year", "words": words}
    return {
        "dated_on": date.today(),
        "pay-TOTAL_FORMS": 1,
        "pay-INITIAL_FORMS": 0,
        **{f"pay-0-{name}": value for name, value in part.items()},
        **fields,
    }


def looks_right(page):
    fits(page)
    axe_in_both_themes(page)


def parts(page):
    return page.get_by_role("group", name=re.compile(r"^Part \d+$"))


def promises(page):
    return page.locator("li[id^=promise-]")


@WIDTHS
def test_an_offer_is_written_down_by_keyboard_alone(width, mara, page, company):
    # given
    page.context.watch.expect(REFUSED)
    page.set_viewport_size({"width": width, "height": 850})
    page.goto(f"/companies/{company}/offers/")
    looks_right(page)
    keyboard = Keyboard(page)

    # when the first part is ambiguous, and a third is added
    keyboard.go("link", "Add an offer")
    looks_right(page)
    first = parts(page).first
    keyboard.tab_to(first.get_by_label("Amount"), "amount")
    keyboard.type("0.500")
    keyboard.tab_to(first.get_by_label("Currency"), "currency")
    keyboard.type("eur")
    keyboard.use("button", "One more part")
    expect(parts(page)).to_have_count(3)

    # then what was typed is there, and the focus is in the new part
    expect(first.get_by_label("Amount")).to_have_value("0.500")
    expect(parts(page).last.get_by_label("Part")).to_be_focused()
    keyboard.tab_to(parts(page).last.get_by_label("As written"), "words")
    keyboard.type("A thirteenth month")
    keyboard.write("Paid leave", "28 days")

    # when Enter sends it, then the sentence stands beside the amount
    with page.expect_navigation():
        keyboard.press("Enter")
    expect(first).to_contain_text("This can be read as 500 or as 0.500.")
    expect(page.get_by_label("Paid leave")).to_have_value("28 days")
    looks_right(page)
    keyboard.tab_to(first.get_by_label("Amount"), "amount")
    keyboard.press("ControlOrMeta+A")
    keyboard.type("72.000")
    keyboard.go("button", "Save offer")

    # then it stands as written
    expect(page.get_by_role("status")).to_contain_text("Offer added.")
    expect(page.get_by_role("main")).to_contain_text("EUR 72,000 a year")
    expect(page.get_by_role("main")).to_contain_text("A thirteenth month")
    looks_right(page)


def test_a_part_is_taken_off_in_place(mara, page, company, offer):
    page.goto(f"/offers/{offer}/change/")
    page.get_by_label("Paid leave").fill("30 days")
    page.get_by_role("button", name="One more part").click()
    expect(parts(page)).to_have_count(2)
    page.get_by_role("button", name="Take off part 1").click()
    expect(parts(page)).to_have_count(1)
    expect(parts(page).get_by_label("Amount")).to_have_value("")
    expect(page.get_by_label("Paid leave")).to_have_value("30 days")
    expect(page.get_by_role("button", name="One more part")).to_be_focused()


@WIDTHS
def test_promises_are_looked_up_by_keyboard(width, mara, page, company, offer, saved):
    # given
    page.context.watch.expect(REFUSED)
    page.set_viewport_size({"width": width, "height": 850})
    page.goto(f"/companies/{company}/offers/")
    expect(page.locator("#promises-open")).to_have_text("2 of 2 open")
    keyboard = Keyboard(page)
    first = promises(page).first

    # when
    keyboard.tab_to(first.get_by_role("radio"), "promise")
    keyboard.press("ArrowRight", "ArrowRight")

    # then it is kept at once, and the focus stays
    expect(first.locator("[id$=-found]")).to_contain_text("differs")
    expect(page.locator("#promises-open")).to_have_text("1 of 2 open")
    expect(first.get_by_role("radio", name="Differs")).to_be_focused()
    keyboard.press("Tab")
    keyboard.type("Page 2 has less")
    with page.expect_response("**/promises/**"):
        keyboard.press("Enter")
    expect(first.get_by_label("What the offer says")).to_be_focused()
    keyboard.use("button", re.compile("Follow up"))
    expect(first.get_by_role("link", name="on the follow-up list")).to_be_focused()
    assert saved("status, note", "interviews_promisecheck") == [("differs", "Page 2 has less")]
    assert "Page 2 has less" in saved("text", "interviews_followup")[-1][0]

    # when words are sent without a finding, then it is said why not
    second = promises(page).last
    keyboard.tab_to(second.get_by_label("What the offer says"), "note")
    keyboard.type("Nothing")
    keyboard.press("Enter")
    expect(second.get_by_role("alert")).to_contain_text("Open keeps no words")
    expect(second.get_by_label("What the offer says")).to_have_value("Nothing")
    looks_right(page)


def test_a_deleted_offer_comes_back(mara, page, company, offer):
    page.goto(f"/companies/{company}/offers/")
    page.get_by_role("button", name="Delete offer").click()
    expect(page.get_by_role("main")).to_contain_text("No offer yet")
    undo = page.get_by_role("button", name="Undo")
    expect(undo).to_be_focused()
    looks_right(page)
    undo.click()
    expect(page.get_by_role("main")).to_contain_text("EUR 72,000 a year")


@WIDTHS
def test_offers_lie_side_by_side(width, mara, page, company, offer):
    # given three more, one with long words and one from right to left
    words = [LONG, "خيارات أسهم على أربع سنوات", "word " * 900]
    for number, text in enumerate(words):
        other = mara.has_company(f"{LONG[:40]} {number}", role=LONG[:80])
        mara.send(
            f"/companies/{other}/offers/add/",
            **an_offer("999999999999,99", text[:240], terms=text, expires_on=SOON + timedelta(days=number)),
        )

    # when
    page.set_viewport_size({"width": width, "height": 850})
    page.goto("/compare/")
    page.get_by_role("link", name="Offers side by side").click()

    # then
    expect(page.get_by_role("columnheader")).to_have_count(5)
    expect(page.get_by_role("columnheader").nth(1)).to_contain_text("in 4 days")
    expect(page.get_by_role("rowheader", name="Salary")).to_contain_text("differs")
    looks_right(page)

    # and the keyboard scrolls to what does not fit, beside the names of the terms
    sheet = page.get_by_label("Offers side by side").and_(page.locator("section"))
    Keyboard(page).tab_to(sheet, "table")
    if width < 768:
        page.keyboard.press("ArrowRight")
        page.wait_for_function("(e) => e.scrollLeft > 0", arg=sheet.element_handle())
        expect(page.get_by_role("rowheader", name="Salary")).to_be_in_viewport()
    page.emulate_media(media="print")
    looks_printed = page.locator(".offer-long").first.evaluate("(e) => e.scrollHeight <= e.clientHeight + 1")
    assert looks_printed


def test_without_scripts_it_is_the_same(mara, open_profile, company, saved):
    with open_profile(java_script_enabled=False) as plain:
        plain.watch.expected.append(REFUSED)
        plain.add_cookies(mara.profile.cookies())
        page = plain.new_page()
        page.goto(f"/companies/{company}/offers/add/")
        parts(page).first.get_by_label("Amount").fill("much")
        page.get_by_role("button", name="One more part").click()
        expect(parts(page)).to_have_count(3)
        expect(parts(page).first.get_by_label("Amount")).to_have_value("much")
        page.get_by_role("button", name="Take off part 2").click()
        expect(parts(page)).to_have_count(2)
        parts(page).first.get_by_label("Amount").fill("72 000")
        parts(page).first.get_by_label("Currency").fill("€")
        page.get_by_label("Paid leave").press("Enter")
        expect(page.get_by_role("main")).to_contain_text("EUR 72,000 a year")
        first = promises(page).first
        first.get_by_text("Absent", exact=True).click()
        first.get_by_role("button", name=re.compile("Save")).click()
        expect(page.locator("#promises-open")).to_have_text("1 of 2 open")
        page.get_by_role("button", name=re.compile("Follow up")).click()
        expect(page.get_by_role("status")).to_contain_text("On the follow-up list.")
        page.get_by_role("button", name="Delete offer").click()
        page.get_by_role("button", name="Undo").click()
        expect(page.get_by_role("status")).to_contain_text("Offer is back.")
        assert saved("status", "interviews_promisecheck") == [("absent",)]
