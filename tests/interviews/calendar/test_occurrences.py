"""Which dates of a series are given: the next ten, as changed, without the ones left out."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.calendar import NoteKind, read
from tests.interviews.calendar.raw import NOW, calendar, sample

START = "DTSTART;TZID=Europe/Berlin:20260303T100000"


def days(*lines, start=START, now=NOW):
    return [one.starts for one in read(calendar("DURATION:PT30M", *lines, start=start), now=now)]


def test_a_series_with_an_exception_and_a_change():
    found = read(sample("apple-series"), now=NOW)
    assert [(one.recurrence, f"{one.starts:%m-%d %H:%M}") for one in found] == [
        ("20260312T160000Z", "03-12 16:00"),
        ("20260326T160000Z", "03-26 16:00"),
        ("20260402T150000Z", "04-03 11:00"),
        ("20260409T150000Z", "04-09 16:00"),
    ]
    assert found[2].summary.endswith("(moved)")
    assert {one.uid for one in found} == {"7C1D2E3F-0000-4A4B-8C8D-ORCHARDPINE01"}


def test_wall_time_stays_when_the_clocks_change():
    found = read(calendar("RRULE:FREQ=WEEKLY;COUNT=5", start=START), now=NOW)
    assert {one.starts.hour for one in found} == {10}
    assert {one.starts_at.hour for one in found} == {9, 8}


def test_only_the_next_ten_are_given():
    found = days("RRULE:FREQ=DAILY", now=datetime(2026, 6, 1, tzinfo=UTC))
    assert found == [datetime(2026, 6, 1, 10) + timedelta(days=day) for day in range(10)]


def test_a_series_that_begins_in_years():
    assert len(days("RRULE:FREQ=WEEKLY;COUNT=3", start="DTSTART;TZID=Europe/Berlin:20300301T100000")) == 3


def test_of_a_series_that_is_over_the_last_date_is_given():
    [last] = read(calendar("RRULE:FREQ=WEEKLY;COUNT=3", start=START), now=datetime(2026, 6, 1, tzinfo=UTC))
    assert last.starts == datetime(2026, 3, 17, 10)
    assert NoteKind.SERIES_OVER in [note.kind for note in last.notes]


@pytest.mark.parametrize("until", ["20260317T090000Z", "20260317T100000", "20260317"])
def test_the_end_of_a_series_however_written(until):
    assert len(days(f"RRULE:FREQ=WEEKLY;UNTIL={until}")) == 3


@pytest.mark.parametrize(
    "exception",
    [
        "EXDATE;TZID=Europe/Berlin:20260310T100000",
        "EXDATE:20260310T090000Z",
        "EXDATE;VALUE=DATE:20260310",
        "EXDATE:20260310T100000",
    ],
)
def test_an_exception_however_written(exception):
    assert datetime(2026, 3, 10, 10) not in days("RRULE:FREQ=WEEKLY;COUNT=3", exception)


def test_listed_dates():
    found = days("RDATE;TZID=Europe/Berlin:20260401T100000,20260402T100000")
    assert [day.day for day in found] == [3, 1, 2]


def test_whole_days_and_floating_times_repeat_too():
    assert [day.day for day in days("RRULE:FREQ=WEEKLY;COUNT=2", start="DTSTART;VALUE=DATE:20260303")] == [
        3,
        10,
    ]
    assert [day.day for day in days("RRULE:FREQ=WEEKLY;COUNT=2", start="DTSTART:20260303T100000")] == [3, 10]


def series(*change):
    event = ["BEGIN:VEVENT", "UID:one@example.org", *change, "END:VEVENT", "END:VCALENDAR"]
    return calendar("RRULE:FREQ=WEEKLY;COUNT=3", start=START).replace("END:VCALENDAR", "\r\n".join(event))


def test_one_date_cancelled():
    text = series("RECURRENCE-ID:20260310T090000Z", "DTSTART:20260310T090000Z", "STATUS:CANCELLED")
    assert [one.is_cancelled for one in read(text, now=NOW)] == [False, True, False]
    text = series("RECURRENCE-ID:20260310T090000Z", "STATUS:CANCELLED")
    assert [one.recurrence for one in read(text, now=NOW) if one.is_cancelled] == ["20260310T090000Z"]


def test_a_changed_date_has_the_key_of_the_date_it_replaces():
    alone = calendar("RECURRENCE-ID:20260310T090000Z", start="DTSTART:20260311T090000Z")
    within = series("RECURRENCE-ID;TZID=Europe/Berlin:20260310T100000", "DTSTART:20260311T090000Z")
    keys = [one.recurrence for one in read(within, now=NOW)]
    assert keys == ["20260303T090000Z", "20260310T090000Z", "20260317T090000Z"]
    assert read(alone, now=NOW)[0].recurrence == keys[1]


def test_a_whole_series_cancelled_is_one_cancellation():
    [found] = read(calendar("RRULE:FREQ=WEEKLY", start=START, around=["METHOD:CANCEL"]), now=NOW)
    assert (found.is_cancelled, found.recurrence) == (True, "")


def test_a_change_of_all_later_dates_is_noted():
    text = series("RECURRENCE-ID;RANGE=THISANDFUTURE:20260310T090000Z", "DTSTART:20260310T100000Z")
    noted = [
        one.recurrence for one in read(text, now=NOW) if NoteKind.LATER_TOO in [n.kind for n in one.notes]
    ]
    assert noted == ["20260310T090000Z"]


@pytest.mark.parametrize(
    "rule", ["FREQ=HOURLY", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", "FREQ=SOMETIMES", "COUNT=3"]
)
def test_a_rule_that_is_not_followed_is_noted(rule):
    [found] = read(calendar(f"RRULE:{rule}", "DURATION:PT1H", start=START), now=NOW)
    assert found.starts == datetime(2026, 3, 3, 10)
    assert [note.kind for note in found.notes] in ([NoteKind.NOT_REPEATED], [])


RULES = st.one_of(
    st.builds("FREQ=DAILY;INTERVAL={}".format, st.integers(1, 40)),
    st.builds(
        "FREQ=WEEKLY;INTERVAL={};BYDAY={}".format,
        st.integers(1, 6),
        st.sampled_from(["MO", "TU,TH", "WE,SU"]),
    ),
    st.builds("FREQ=MONTHLY;BYMONTHDAY={}".format, st.integers(1, 31)),
    st.builds(
        "FREQ=MONTHLY;INTERVAL={};BYDAY={}".format, st.integers(1, 3), st.sampled_from(["1MO", "-1FR", "2TU"])
    ),
    st.builds("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={}".format, st.sampled_from([1, -1, 3])),
    st.builds("FREQ=YEARLY;BYMONTH={};BYMONTHDAY={}".format, st.integers(1, 12), st.integers(1, 28)),
)


@given(RULES, st.datetimes(datetime(2020, 1, 1), datetime(2026, 6, 1)))
@settings(max_examples=150, deadline=None)
def test_the_dates_are_those_of_the_rule(rule, start):
    start = start.replace(microsecond=0)
    found = days(f"RRULE:{rule}", start=f"DTSTART;TZID=Europe/Berlin:{start:%Y%m%dT%H%M%S}")
    now = NOW.astimezone(ZoneInfo("Europe/Berlin")).replace(tzinfo=None)
    first, last = now + timedelta(hours=2), now + timedelta(days=390)  # clear of both edges
    wanted = [day for day in rrulestr(rule, dtstart=start).between(first, last) if day != start]
    given_days = [day for day in found if first < day < last and day != start]
    assert given_days[:8] == wanted[:8]
