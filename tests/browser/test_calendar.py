"""Invitations in and the own calendar out, in a real browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import axe_in_both_themes, fits
from tests.interviews.calendar.raw import FOLDER

PICTURES = Path(__file__).parent / "screenshots"
TWO = FOLDER / "greenhouse-style.ics"
REFUSED = "the server responded with a status of 422"
WIDTHS = (1280, 375)
LONG = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:long
SUMMARY:{0}
LOCATION:{0}
ATTENDEE;CN={0}:mailto:a@example.org
DTSTART;TZID=Head Office Time:20261025T023000
END:VEVENT
BEGIN:VEVENT
UID:right-to-left
SUMMARY:ראיון עם הצוות
ATTENDEE;CN=ليلى منصور:mailto:layla@example.org
DTSTART;VALUE=DATE:20261025
END:VEVENT
END:VCALENDAR
""".format("Donaudampfschifffahrtselektrizitätengesellschaft" * 4)


def looks_right(page, name):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 850})
        fits(page)
        page.screenshot(path=PICTURES / f"calendar-{name}-{width}.png", full_page=True)
        axe_in_both_themes(page, f"{name} at {width}")
    page.set_viewport_size({"width": 1280, "height": 850})


def brings(page, path):
    page.goto("/interviews/import/")
    page.get_by_label("or choose the file (.ics)").set_input_files(path)
    page.get_by_role("button", name="Read the invitation").click()


def test_a_file_becomes_an_interview(mara, page):
    # Given a company, and an invitation to two talks there
    mara.has_company("Tern & Co")

    # When its file is read and one of the two is planned
    page.goto("/")
    page.get_by_role("link", name="Import invitation (.ics)").click()
    looks_right(page, "import")
    brings(page, TWO)
    expect(page.get_by_role("heading", level=1)).to_have_text("What this file holds")
    looks_right(page, "list")
    page.get_by_role("button", name=re.compile("Plan this one.*panel interview")).click()
    expect(page.get_by_label("Company", exact=True)).to_have_value(re.compile(r"\d+"))
    looks_right(page, "form")
    page.get_by_role("button", name="Save interview").click()

    # Then it is an interview with its people, at that hour
    expect(page.get_by_role("heading", level=1)).to_have_text("Panel")
    expect(page.get_by_role("main")).to_contain_text("Wren Abara")
    expect(page.get_by_role("main")).to_contain_text("Tue 13:00 in Los Angeles")

    # and the file says which one is there already
    brings(page, TWO)
    expect(page.get_by_text("You have this one already.")).to_have_count(1)
    looks_right(page, "known")


def test_the_whole_way_by_keyboard(mara, page):
    mara.has_company("Kestrel")
    mara.profile.watch.expected.append(REFUSED)
    hands = Keyboard(page)
    page.goto("/interviews/import/")
    hands.write("Paste the invitation", "no invitation")
    hands.go("button", "Read the invitation")
    expect(page.get_by_text("No invitation was found")).to_be_visible()
    text = (FOLDER / "calendly-style.ics").read_text()
    hands.reach("textbox", "Paste the invitation")
    hands.press("ControlOrMeta+A")
    page.keyboard.insert_text(text)
    hands.go("button", "Read the invitation")
    expect(page.get_by_role("heading", level=1)).to_have_text("Plan this interview")
    hands.go("button", "Save interview")
    expect(page.get_by_role("heading", level=1)).to_have_text("Coffee chat")


def test_without_scripts_it_is_the_same(mara, open_profile):
    company = mara.has_company("Small Studio")
    with open_profile(java_script_enabled=False) as plain:
        plain.watch.expected.append(REFUSED)
        plain.add_cookies(mara.profile.cookies())
        page = plain.new_page()
        brings(page, FOLDER / "floating.ics")
        page.get_by_label("Company", exact=True).select_option(str(company))
        page.get_by_role("button", name="Save interview").click()
        expect(page.get_by_text("Choose the time zone that is meant.")).to_be_visible()
        expect(page.get_by_label("Company", exact=True)).to_have_value(str(company))
        page.get_by_label("Time zone").select_option("Europe/Lisbon")
        page.get_by_role("button", name="Save interview").click()
        expect(page.get_by_text("Interview planned. Now choose what to ask.")).to_be_visible()
        page.goto("/settings/calendar/")
        page.get_by_role("button", name="Make the address").click()
        expect(page.get_by_label("Address of your calendar")).to_have_value(
            re.compile(r"/calendar/.{43}\.ics$")
        )


def test_long_texts_and_other_directions_fit(mara, page, tmp_path):
    mara.profile.watch.expected.append(REFUSED)
    file = tmp_path / "long.ics"
    file.write_text(LONG)
    brings(page, file)
    looks_right(page, "long-list")
    page.get_by_role("button", name="Plan this one").first.click()
    looks_right(page, "long-form")
    page.get_by_role("button", name="Save interview").click()
    expect(page.get_by_text("Choose the time zone that is meant.")).to_be_visible()
    looks_right(page, "long-refused")


def test_the_own_calendar_has_an_address_that_can_be_stopped(mara, page, open_profile):
    mara.plans(mara.has_company("Aurora Labs"))
    page.goto("/settings/calendar/")
    looks_right(page, "settings-without")
    page.get_by_role("button", name="Make the address").click()
    field = page.get_by_label("Address of your calendar")
    address = field.input_value()
    looks_right(page, "settings-with")

    # whoever has it reads it without an account
    with open_profile() as anyone:
        assert "SUMMARY:Aurora Labs: hiring manager" in anyone.request.get(address).text()
        page.get_by_role("checkbox", name=re.compile("Appointment")).check()
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_text("Calendar changed.")).to_be_visible()
        assert "Aurora" not in anyone.request.get(address).text()
        page.get_by_role("button", name="Stop this address").click()
        expect(page.get_by_role("button", name="Make the address")).to_be_visible()
        assert anyone.request.get(address).status == 404


@pytest.mark.parametrize("width", WIDTHS)
def test_one_interview_is_downloaded(mara, page, width):
    page.set_viewport_size({"width": width, "height": 850})
    page.goto(f"/interviews/{mara.plans(mara.has_company('Aurora Labs'))}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()
    assert download.value.suggested_filename == "interview.ics"
    assert "DTSTART:20301123T140000Z" in Path(download.value.path()).read_text()
