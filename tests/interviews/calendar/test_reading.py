"""What the samples say, and each thing an invitation can say on its own."""

from datetime import UTC, datetime

import pytest

from interviews.calendar import NotACalendar, NoteKind, read
from tests.interviews.calendar.raw import NOW, OWN, PATHS, REFUSED, calendar, sample


def one(data):
    [invitation] = read(data, now=NOW, own_email=OWN)
    return invitation


def kinds(invitation):
    return [note.kind for note in invitation.notes]


def names(invitation):
    return [person.name or person.email for person in invitation.people]


# name: wall time, zone, minutes, channel, notes
SAMPLES = {
    "google-request": ("2026-03-10 10:00", "Europe/Berlin", 60, "video", []),
    "google-update": ("2026-03-10 14:30", "Europe/Berlin", 60, "video", []),
    "google-cancel": ("2026-03-10 14:30", "Europe/Berlin", 60, "video", []),
    "outlook-request": ("2026-03-30 09:00", "Europe/Berlin", 90, "in person", []),
    "teams-india": ("2026-04-15 17:30", "Asia/Kolkata", 60, "video", []),
    "zoom-utc": ("2026-04-01 17:30", "UTC", 45, "video", []),
    "apple-all-day": ("2026-05-07 00:00", "", 45, "in person", [NoteKind.ALL_DAY]),
    "floating": ("2026-04-21 15:00", "", 50, "phone", [NoteKind.FLOATING]),
    "calendly-style": ("2026-05-12 08:30", "UTC", 30, "video", []),
    "custom-zone": ("2026-06-15 11:00", "Europe/Berlin", 60, "", [NoteKind.ZONE_GUESSED]),
    "unknown-zone": ("2026-06-16 11:00", "", 30, "", [NoteKind.ZONE_UNKNOWN]),
    "shown-zone": ("2026-11-20 09:00", "Europe/Amsterdam", 45, "in person", []),
    "evolution-prefix": ("2026-07-01 14:00", "Europe/Prague", 60, "video", []),
    "many-scripts": ("2026-07-03 10:00", "Asia/Tokyo", 60, "in person", []),
    "latin-1": ("2026-07-06 10:30", "Europe/Zurich", 60, "in person", []),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_read(name):
    found = one(sample(name))
    said = (f"{found.starts:%Y-%m-%d %H:%M}", found.zone, found.minutes, found.channel, kinds(found))
    assert said == SAMPLES[name]


def test_every_sample_is_told_about():
    told = {*SAMPLES, *REFUSED, "apple-series", "greenhouse-style"}
    assert {path.stem for path in PATHS} == told


def test_an_update_and_a_cancellation_are_of_the_same_appointment():
    found = [one(sample(f"google-{name}")) for name in ("request", "update", "cancel")]
    assert len({(each.uid, each.recurrence) for each in found}) == 1
    assert [each.sequence for each in found] == [0, 1, 2]
    assert [each.is_cancelled for each in found] == [False, False, True]
    assert found[1].stamp == datetime(2026, 3, 4, 16, 2, 11, tzinfo=UTC)


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_of_several_versions_in_one_text_the_newest_counts(order):
    texts = [sample(f"google-{name}") for name in ("request", "update", "cancel")]
    found = one(b"\r\n".join(texts[at] for at in order))
    assert (found.sequence, found.is_cancelled) == (2, True)


def test_of_equal_sequences_the_later_stamp_counts():
    texts = [calendar(f"DTSTAMP:2026030{day}T100000Z", f"SUMMARY:{day}") for day in (3, 5, 4)]
    assert one("\n".join(texts)).summary == "5"


def test_people_are_offered_without_the_candidate_rooms_and_shared_calendars():
    google = one(sample("google-request"))
    assert names(google) == ["Mara Lindqvist", "tomas.oyelaran@aurora-labs.example.org"]
    assert [person.is_optional for person in google.people] == [False, True]
    assert google.organizer is None
    outlook = one(sample("outlook-request"))
    assert names(outlook) == ["Brandt, Ingrid", "Okafor; Daniel (Halden: Platform)"]
    assert outlook.organizer.email == "ingrid.brandt@halden-health.example.org"


def test_names_in_any_script():
    assert names(one(sample("many-scripts"))) == [
        "佐藤 美咲",
        "Олена Ковальчук",
        "ليلى منصور",
        'Zoë "Zed" Nuñez',
    ]
    assert names(one(sample("latin-1"))) == ["Jürg Müller"]
    assert one(sample("latin-1")).location == "Bahnhofstraße 5, Zürich"


def test_an_organizer_who_is_also_invited_is_one_person():
    lines = ("ORGANIZER;CN=Ada Moss:mailto:ada@example.org", "ATTENDEE;CN=Ada:mailto:ADA@example.org")
    found = one(calendar(*lines))
    assert [(person.name, person.is_organizer) for person in found.people] == [("Ada", True)]


def test_more_than_twenty_people_are_noted():
    found = one(calendar(*(f"ATTENDEE:mailto:p{number}@example.org" for number in range(25))))
    assert len(found.attendees) == 20
    assert "25 people are invited; the first 20 are offered." in map(str, found.notes)


def test_escapes_and_markup_become_plain_text():
    assert "1. Introductions\n2. A look at the work" in one(sample("google-request")).description
    panel = read(sample("greenhouse-style"), now=NOW)[0]
    assert panel.description == (
        "Hi there,\n\nJoin your interview in the video room <https://whereby.com/tern-and-co-hiring>.\n\n"
        "- 45 minutes\n- Two engineers & a designer"
    )
    assert one(sample("custom-zone")).summary == "Interview; Stellwerk GmbH"
    assert one(calendar(r"DESCRIPTION:C:\\temp\, a\;b\Nc")).description == "C:\\temp, a;b\nc"


def test_long_texts_are_shortened_and_it_is_noted():
    found = one(calendar("SUMMARY:" + "s" * 300, "LOCATION:" + "l" * 600, "DESCRIPTION:" + "d" * 6000))
    assert (len(found.summary), len(found.location), len(found.description)) == (200, 500, 5000)
    assert kinds(found).count(NoteKind.SHORTENED) == 3


@pytest.mark.parametrize(
    ("lines", "minutes", "note"),
    [
        (["DTEND;TZID=Europe/Berlin:20260310T104500"], 45, None),
        (["DTEND:20260310T100000Z"], 60, None),
        (["DURATION:PT1H30M"], 90, None),
        (["DURATION:PT1M"], 5, NoteKind.MINUTES_CLIPPED),
        (["DURATION:P99999999D"], 600, NoteKind.MINUTES_CLIPPED),
        (["DURATION:-PT1H"], 45, NoteKind.MINUTES_ASSUMED),
        (["DURATION:P9999999999999D"], 45, NoteKind.MINUTES_ASSUMED),
        (["DTEND;TZID=Europe/Berlin:20260310T090000"], 45, NoteKind.MINUTES_ASSUMED),
        (["DTEND:never"], 45, NoteKind.MINUTES_ASSUMED),
        ([], 45, NoteKind.MINUTES_ASSUMED),
    ],
)
def test_how_long_it_takes(lines, minutes, note):
    found = one(calendar(*lines))
    assert (found.minutes, kinds(found)) == (minutes, [note] if note else [])


def test_minutes_are_those_that_pass_while_the_clocks_change():
    over = calendar(
        "DTEND;TZID=Europe/Berlin:20260329T033000", start="DTSTART;TZID=Europe/Berlin:20260329T013000"
    )
    assert one(over).minutes == 60


def test_outlooks_whole_day_is_all_day():
    found = one(
        calendar("X-MICROSOFT-CDO-ALLDAYEVENT:TRUE", start="DTSTART;TZID=Europe/Berlin:20260310T000000")
    )
    assert (found.is_all_day, found.starts_at) == (True, None)


def test_without_a_uid_the_content_makes_one_that_stays():
    first, again = (one(calendar("SUMMARY:Talk", uid="")) for _time in range(2))
    other = one(calendar("SUMMARY:Another", uid=""))
    assert first.uid == again.uid != other.uid
    assert len(one(calendar(uid="UID:" + "u" * 4000)).uid) <= 255


def test_a_cancellation_needs_no_time():
    found = one(calendar("STATUS:CANCELLED", start=""))
    assert (found.is_cancelled, found.starts, found.notes) == (True, None, ())


def test_an_alarm_or_a_broken_line_costs_no_more_than_itself():
    alarm = ("BEGIN:VALARM", "DESCRIPTION:Reminder", "DTSTART:19700101T000000Z", "END:VALARM")
    found = one(
        calendar(*alarm, "SUMMARY:Talk", "ATTENDEE;CN=:::", "SEQUENCE:many", "STATUS", "DTSTAMP:soon")
    )
    assert (found.summary, found.description, found.sequence, found.stamp) == ("Talk", "", 0, None)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (sample("answer"), "somebody's answer"),
        (sample("answer").replace(b"REPLY", b"COUNTER"), "somebody's answer"),
        (sample("tasks-only"), "no appointment"),
        (sample("vcalendar-1"), "vCalendar 1.0"),
        (calendar(start=""), "does not say when it starts"),
        (calendar(start="DTSTART:00010101T000000Z"), "cannot be a date"),
        (calendar(start="DTSTART:99991231T235959"), "cannot be a date"),
        (calendar(start="DTSTART:next Tuesday"), "(next Tuesday)"),
        (
            "\r\n".join(["BEGIN:VCALENDAR", *["BEGIN:VEVENT", "END:VEVENT"] * 501, "END:VCALENDAR"]),
            "501 appointments",
        ),
    ],
)
def test_what_invites_to_nothing_is_refused_with_the_reason(data, words):
    with pytest.raises(NotACalendar) as refusal:
        read(data, now=NOW)
    assert words in str(refusal.value)
