"""Calendars that we write are what other programs, and we ourselves, read."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.calendar import Event, calendar_of_one, feed, read
from tests.interviews.calendar.raw import NOW

EVENT = Event(
    uid="interview-7@turnabout",
    sequence=2,
    starts_at=datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Europe/Berlin")),
    minutes=45,
    summary="Aurora Labs: hiring manager",
    changed_at=datetime(2026, 3, 1, 9, tzinfo=UTC),
    location="https://meet.google.com/qxa-mbvt-hfz",
    description="Bring:\nquestions; answers, too",
    url="https://turnabout.example.org/interviews/7",
)


def test_one_interview_comes_back_as_it_went():
    [found] = read(calendar_of_one(EVENT), now=NOW)
    assert (found.uid, found.sequence, found.minutes, found.stamp) == (EVENT.uid, 2, 45, EVENT.changed_at)
    assert (found.summary, found.location, found.description) == (
        EVENT.summary,
        EVENT.location,
        EVENT.description,
    )
    assert found.starts_at == EVENT.starts_at
    assert (found.link, found.channel, found.notes) == (EVENT.location, "video", ())


def test_one_to_download_asks_for_no_answer():
    assert b"METHOD" not in calendar_of_one(EVENT)
    assert b"ORGANIZER" not in calendar_of_one(EVENT)


def test_a_feed_holds_all_and_names_itself():
    other = replace(EVENT, uid="interview-8@turnabout", is_cancelled=True)
    data = feed([EVENT, other], name="Interviews, mine")
    calendar = icalendar.Calendar.from_ical(data)
    assert [str(event["UID"]) for event in calendar.events] == [EVENT.uid, other.uid]
    assert calendar["X-WR-CALNAME"] == "Interviews, mine"
    assert b"\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in data
    assert [one.is_cancelled for one in read(data, now=NOW)] == [False, True]


def test_an_empty_feed_is_a_calendar():
    assert icalendar.Calendar.from_ical(feed([], name="Interviews")).events == []


@pytest.mark.parametrize(
    "url",
    ["", "javascript:alert(1)", "https://example.org/\r\nATTENDEE:mailto:x@example.org", "https://exa mple"],
)
def test_an_address_that_is_none_is_left_out(url):
    data = calendar_of_one(replace(EVENT, url=url))
    assert b"\r\nURL" not in data
    assert b"\r\nATTENDEE" not in data


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=200, deadline=None)
def test_any_text_stays_in_its_place_on_lines_of_75_octets(summary, location, description):
    data = calendar_of_one(replace(EVENT, summary=summary, location=location, description=description))
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", data)
    data.decode()
    [event] = icalendar.Calendar.from_ical(data).events
    assert set(event) <= {
        *("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "STATUS"),
        *("SUMMARY", "LOCATION", "DESCRIPTION", "URL"),
    }
    [found] = read(data, now=NOW)
    assert found.starts_at == EVENT.starts_at


def near_changes():
    """Instants within a day of when the clocks of Berlin, New York and Sydney change."""
    changes = [
        datetime(2026, *day, tzinfo=UTC) for day in ((3, 29), (10, 25), (3, 8), (11, 1), (4, 5), (10, 4))
    ]
    return st.builds(
        lambda at, minutes: at + timedelta(minutes=minutes),
        st.sampled_from(changes),
        st.integers(-1500, 1500),
    )


INSTANTS = st.one_of(
    near_changes(), st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
)


@given(INSTANTS, st.sampled_from(sorted(available_timezones())), st.integers(5, 600))
@settings(max_examples=300, deadline=None)
def test_the_instant_comes_back_from_any_zone(instant, zone, minutes):
    instant = instant.replace(microsecond=0)
    event = replace(EVENT, starts_at=instant.astimezone(ZoneInfo(zone)), minutes=minutes)
    data = feed([event], name="Interviews")
    [theirs] = icalendar.Calendar.from_ical(data).events
    [ours] = read(data, now=NOW)
    assert theirs.start == instant
    assert theirs.end - theirs.start == timedelta(minutes=minutes)
    assert (ours.starts_at, ours.minutes) == (instant, minutes)
