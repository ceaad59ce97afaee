"""Whatever text comes in, `read` gives invitations or the sentence; nothing else, and not slowly."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.calendar import Invitation, NotACalendar, read
from tests.interviews.calendar.raw import NOW, OWN, PATHS, REFUSED, calendar

READABLE = [path.read_bytes() for path in PATHS if path.stem not in REFUSED]
NAMES = st.sampled_from(
    [
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "UID", "SEQUENCE"),
        *("DTSTAMP", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "ATTENDEE", "ORGANIZER"),
        *("CONFERENCE", "X-GOOGLE-CONFERENCE", "BEGIN", "END", "METHOD", "VERSION", "TZID", "X-WR-TIMEZONE"),
    ]
)
PARAMETERS = st.sampled_from(
    [
        *(
            "",
            ";VALUE=DATE",
            ";VALUE=PERIOD",
            ";TZID=Europe/Berlin",
            ';TZID="Head: Office"',
            ";TZID=",
            ";RANGE=X",
        ),
        *(
            ";TZID=GMT Standard Time",
            ";TZID=../../etc/passwd",
            ";TZID=(UTC+99:99) Paris",
            ";CN=",
            ';CN="Ä',
            ";=;",
        ),
    ]
)
VALUES = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            *("20260310T100000", "20260329T023000", "20261025T023000Z", "20260310", "00010101T000000Z"),
            *("99991231T235959Z", "16010101T000000", "20260310T100000/PT1H", "20260310T256199", "-1", "PT1H"),
            *("-P99999999W", "P999999999D", "PT0S", "FREQ=DAILY", "FREQ=SECONDLY;COUNT=99999999", "VEVENT"),
            *(
                "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                "FREQ=WEEKLY;UNTIL=20200101",
                "FREQ=YEARLY;UNTIL=99991231",
            ),
            *(
                "FREQ=MONTHLY;BYDAY=5MO,-1FR;BYSETPOS=2",
                "FREQ=WEEKLY;BYDAY=MO,XX;INTERVAL=0",
                "VTIMEZONE",
                "CANCEL",
            ),
            *(
                "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=3",
                "99999999999999999999",
                "mailto:a@example.org",
                "https://[",
            ),
        ]
    ),
)
LINES = st.builds("{}{}:{}".format, NAMES, PARAMETERS, VALUES)


def told(data):
    try:
        found = read(data, now=NOW, own_email=OWN)
    except NotACalendar as refusal:
        said = str(refusal)
    else:
        assert found
        for one in found:
            check(one)
        return found
    assert said.endswith(".")
    return []


def check(one: Invitation):
    assert one.uid
    assert len(one.uid) <= 255
    assert 5 <= one.minutes <= 600
    assert 0 <= one.sequence < 2**31
    assert (len(one.summary) <= 200) & (len(one.location) <= 500) & (len(one.description) <= 5000)
    assert one.link == "" or one.link.startswith("https://")
    assert one.starts is not None or one.is_cancelled
    assert one.starts is None or one.starts.tzinfo is None
    assert one.starts_at is None or one.starts_at.utcoffset() is not None
    assert all(str(note) for note in one.notes)
    assert len(one.attendees) <= 20
    f"{one}".encode()  # holds no half character


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_text(text):
    told(text)


@given(st.binary(max_size=300))
@settings(max_examples=200, deadline=None)
def test_any_bytes(data):
    told(data)


@given(st.lists(LINES, max_size=12), st.lists(LINES, max_size=3))
@settings(max_examples=500, deadline=None)
def test_any_properties(lines, around):
    told(calendar(*lines, around=around))
    told(calendar(*lines, start="", uid=""))


@given(st.sampled_from(READABLE), st.data())
@settings(max_examples=300, deadline=None)
def test_a_sample_with_lines_lost_doubled_swapped_or_changed(raw, data):
    lines = raw.decode("utf-8", "replace").splitlines()
    for _change in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(1, len(lines) - 2))
        kind = data.draw(st.sampled_from(["delete", "double", "swap", "value", "cut"]))
        if kind == "delete" and len(lines) > 4:
            del lines[at]
        elif kind == "double":
            lines.insert(at, lines[at])
        elif kind == "swap":
            lines[at - 1], lines[at] = lines[at], lines[at - 1]
        elif kind == "value":
            lines[at] = lines[at].partition(":")[0] + ":" + data.draw(VALUES)
        else:
            lines[at] = lines[at][: data.draw(st.integers(0, len(lines[at])))]
    told("\r\n".join(lines))


@given(st.sampled_from(READABLE), st.integers(0, 3000), st.binary(max_size=8))
@settings(max_examples=200, deadline=None)
def test_a_sample_with_bytes_changed(raw, at, put):
    told(raw[:at] + put + raw[at + len(put) :])


@given(st.sampled_from(READABLE), st.sampled_from(["utf-16", "utf-16-le", "utf-8-sig", "utf-8"]))
@settings(max_examples=60, deadline=None)
def test_a_sample_in_another_encoding_says_the_same(raw, encoding):
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    assert told(text.encode(encoding)) == told(text)


RULES = [
    "FREQ=SECONDLY",
    "FREQ=MINUTELY;COUNT=99999999",
    "FREQ=DAILY;COUNT=99999999",
    "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2,3;BYSECOND=1,2,3",
    "FREQ=WEEKLY;UNTIL=99991231T235959Z",
    "FREQ=DAILY;INTERVAL=7;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=1MO;BYSETPOS=3",
    "FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20",
    "FREQ=MONTHLY;INTERVAL=12;BYDAY=5MO",
    "FREQ=YEARLY;BYEASTER=0",
]


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_takes_long(rule):
    lines = [
        f"BEGIN:VEVENT\r\nUID:{number}\r\nDTSTART:20170201T100000Z\r\nRRULE:{rule}\r\nEND:VEVENT"
        for number in range(100)
    ]
    began = time.process_time()
    found = told("\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *lines, "END:VCALENDAR"]))
    assert time.process_time() - began < 5
    assert len(found) <= 1000


LARGE = {
    "folded letters": "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nSUMMARY:x"
    + "\n a" * 340_000
    + "\nEND:VEVENT\nEND:VCALENDAR",
    "empty lines": "BEGIN:VCALENDAR" + "\n" * 1_000_000 + "END:VCALENDAR",
    "open components": "BEGIN:VCALENDAR\n" + "BEGIN:VALARM\n" * 70_000 + "END:VCALENDAR",
    "attendees": calendar(*["ATTENDEE;CN=A B:mailto:a@example.org"] * 25_000),
    "exceptions": calendar("RRULE:FREQ=WEEKLY", *["EXDATE:20260310T100000Z"] * 35_000),
    "markup": calendar("DESCRIPTION:<p>" + "<a<" * 300_000),
    "quotation marks": calendar('ATTENDEE;CN="' * 70_000),
    "spaces": calendar("SUMMARY" + " " * 900_000 + ":x"),
    "backslashes": calendar("DESCRIPTION:" + "\\" * 900_000),
    "addresses": calendar("DESCRIPTION:" + "https://a" * 100_000),
    "zones": calendar(*[f"EXDATE;TZID=Zone {number}:20260310T100000" for number in range(20_000)]),
    "blocks": calendar(
        around=["BEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nTZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE"]
        * 9000
    ),
    "open calendars": "BEGIN:VCALENDAR\n" * 60_000,
    "parameters": calendar("DTSTART" + ";TZID=a" * 140_000 + ":20260310T100000"),
    "quoted marks": "> BEGIN:VCALENDAR\n" + ">" * 1_000_000 + "\n> END:VCALENDAR",
    "one line": "a" * 1_000_000,
    "marks": " >" * 500_000,
}


@pytest.mark.parametrize("name", LARGE)
def test_a_megabyte_of_anything_is_soon_told(name):
    began = time.process_time()
    told(LARGE[name][:1_048_576])
    assert time.process_time() - began < 5


def test_a_megabyte_in_an_old_encoding_is_soon_told():
    began = time.process_time()
    told(calendar("DESCRIPTION:" + "für Grüße " * 90_000).encode("latin-1"))
    assert time.process_time() - began < 8
