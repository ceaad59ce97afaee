"""Names of zones as calendars write them, and the hours at which clocks change."""

from datetime import datetime
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from interviews.calendar import NoteKind, read
from interviews.calendar.zones import Zones, by_name
from tests.interviews.calendar.raw import NOW, calendar

SUMMER = datetime(2026, 7, 1, 10)


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ('"America/New_York"', "America/New_York"),
        ("America/New York", "America/New_York"),
        ("W. Europe Standard Time", "Europe/Berlin"),
        ("india standard time", "Asia/Kolkata"),
        ("Pacific Standard Time 1", "America/Los_Angeles"),
        ("/freeassociation.sourceforge.net/Europe/Berlin", "Europe/Berlin"),
        ("/mozilla.org/20050126_1/Europe/Berlin", "Europe/Berlin"),
        ("/citadel.org/20210210_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Amsterdam"),
        ("(UTC-05:00) Eastern Time (US & Canada)", "America/New_York"),
        ("(GMT-08.00) Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi", "Asia/Kolkata"),
        ("(UTC-03:00) City of Buenos Aires", "America/Argentina/Buenos_Aires"),
        ("(UTC+05:45) Kathmandu", "Asia/Kathmandu"),
        ("(UTC) Coordinated Universal Time", "UTC"),
        ("tzone://Microsoft/Utc", "UTC"),
        ("Etc/UTC", "UTC"),
        ("GMT+0200", "Etc/GMT-2"),
        ("UTC-3", "Etc/GMT+3"),
        ("(UTC+01:00) Tokyo", ""),
        ("GMT+0530", ""),
        ("Customized Time Zone", ""),
        ("tzone://Microsoft/Custom", ""),
        ("Berlin office", ""),
        ("Factory", ""),
        ("../../etc/passwd", ""),
        ("", ""),
    ],
)
def test_a_name(written, zone):
    assert by_name(written) == zone


@pytest.mark.parametrize("written", sorted(WINDOWS_TO_OLSON))
def test_every_windows_name_is_a_zone(written):
    assert by_name(written) in available_timezones()


def block(tzid, *parts, place=""):
    lines = [f"TZID:{tzid}", *([f"X-LIC-LOCATION:{place}"] if place else [])]
    for offset, rule in parts:
        lines += ["BEGIN:STANDARD", "DTSTART:16010101T020000", f"TZOFFSETTO:{offset}"]
        lines += [f"RRULE:FREQ=YEARLY;{rule}"] * bool(rule) + ["END:STANDARD"]
    return {tzid: lines}


EUROPE = ("BYDAY=-1SU;BYMONTH=10", "BYDAY=-1SU;BYMONTH=3")
AMERICA = ("BYDAY=1SU;BYMONTH=11", "BYDAY=2SU;BYMONTH=3")


@pytest.mark.parametrize(
    ("blocks", "found"),
    [
        (block("Ours", ("+0100", EUROPE[0]), ("+0200", EUROPE[1])), ("Europe/Berlin", True)),
        (block("Ours", ("-0500", AMERICA[0]), ("-0400", AMERICA[1])), ("America/New_York", True)),
        (
            block("Ours", ("-0500", AMERICA[0]), ("-0400", AMERICA[1]), place="America/Toronto"),
            ("America/Toronto", False),
        ),
        (block("Ours", ("+0530", "")), ("Asia/Kolkata", True)),
        (block("Ours", ("+0100", AMERICA[0]), ("+0200", AMERICA[1])), ("", False)),
        (block("Ours", ("+0313", "")), ("", False)),
        (block("Ours", ("+0100", "BYDAY=SU"), ("+0200", "BYDAY=XX;BYMONTH=99")), ("", False)),
        (block("Ours"), ("", False)),
        ({}, ("", False)),
    ],
)
def test_a_made_up_name_is_told_by_its_place_or_its_hours(blocks, found):
    assert Zones(blocks).find("Ours", SUMMER) == found


def test_an_abbreviation_means_what_its_block_says():
    eastern = block("EST", ("-0500", AMERICA[0]), ("-0400", AMERICA[1]))
    assert Zones(eastern).find("EST", SUMMER) == ("America/New_York", True)
    assert Zones({}).find("EST", SUMMER)[0] in ("EST", "")


def test_a_strangers_zone_is_forgotten_with_the_text_that_brought_it():
    berlin = (
        "BEGIN:VTIMEZONE",
        *block("Ours", ("+0100", EUROPE[0]), ("+0200", EUROPE[1]))["Ours"],
        "END:VTIMEZONE",
    )
    start = "DTSTART;TZID=Ours:20260310T100000"
    assert read(calendar(start=start, around=berlin), now=NOW)[0].zone == "Europe/Berlin"
    [after] = read(calendar(start=start), now=NOW)
    assert (after.zone, after.zone_as_written, after.is_floating) == ("", "Ours", False)


def test_a_floating_time_takes_the_calendars_own_zone():
    found = read(calendar(start="DTSTART:20260310T100000", around=["X-WR-TIMEZONE:Asia/Tokyo"]), now=NOW)[0]
    assert (found.zone, found.is_floating) == ("Asia/Tokyo", False)
    assert found.notes[0].kind is NoteKind.ZONE_OF_CALENDAR


@pytest.mark.parametrize(
    ("start", "note"),
    [
        ("TZID=Europe/Berlin:20260329T023000", NoteKind.HOUR_SKIPPED),
        ("TZID=Europe/Berlin:20261025T023000", NoteKind.HOUR_DOUBLED),
        ("TZID=America/New_York:20260308T023000", NoteKind.HOUR_SKIPPED),
        ("TZID=Australia/Lord_Howe:20260405T014500", NoteKind.HOUR_DOUBLED),
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice_is_noted(start, note):
    found = read(calendar("DURATION:PT1H", start=f"DTSTART;{start}"), now=NOW)[0]
    assert [one.kind for one in found.notes] == [note]


@given(
    st.sampled_from(sorted(available_timezones() - {"Factory", "localtime"})),
    st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1)),
)
def test_wall_time_is_kept_and_is_the_right_instant(zone, wall):
    wall = wall.replace(microsecond=0)
    found = read(calendar(start=f"DTSTART;TZID={zone}:{wall:%Y%m%dT%H%M%S}"), now=NOW)[0]
    assert found.starts == wall
    assert found.starts_at == wall.replace(tzinfo=ZoneInfo(zone))
