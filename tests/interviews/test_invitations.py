"""What an invitation means for the interviews there are, without a database."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.calendar import Attendee, NotACalendar, read
from interviews.invitations import Brought, Standing, called, pair_up, standing_of
from interviews.invited_company import company_meant
from interviews.models import Company, Interview
from tests.interviews.calendar.raw import NOW, OWN, PATHS, REFUSED, calendar, sample

CALM = settings(derandomize=True, deadline=None)
STAMP = datetime(2026, 3, 2, 9, tzinfo=UTC)
BEFORE, AFTER = STAMP - timedelta(hours=1), STAMP + timedelta(hours=1)


def brought(*lines, **kwargs):
    [one] = read(calendar(*lines, **kwargs), now=NOW, own_email=OWN)
    return Brought.of(one)


def version(sequence=0, stamp=STAMP, recurrence="", is_cancelled=False, uid="one"):
    told = {**vars(brought()), "uid": uid, "sequence": sequence, "recurrence": recurrence}
    return Brought(**{**told, "stamp": stamp.isoformat() if stamp else "", "is_cancelled": is_cancelled})


def interview(sequence=0, stamp=STAMP, **fields):
    known = {"pk": 1, "starts_at": NOW + timedelta(days=9), "time_zone": "Europe/Berlin", "ics_uid": "one"}
    return Interview(ics_sequence=sequence, ics_stamp=stamp, **{**known, **fields})


# As it travels


@pytest.mark.parametrize("path", [one for one in PATHS if one.stem not in REFUSED], ids=lambda one: one.stem)
def test_what_was_read_survives_the_way_through_a_page(path):
    for one in map(Brought.of, read(path.read_bytes(), now=NOW, own_email=OWN)):
        assert Brought(**json.loads(json.dumps(vars(one)))) == one
        assert one.stamped_at is None or one.stamped_at.tzinfo
        assert one.form_values()["kind"] in Interview.Kind.values


def test_a_sequence_fits_into_the_database():
    assert brought("SEQUENCE:99999999999999").origin["ics_sequence"] <= 2**31 - 1


# The kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Offer call", "offer call"),
        ("Coffee chat with Ngozi", "coffee chat"),
        ("FINAL round", "final"),
        ("Panel interview", "panel"),
        ("On-site at Lanternfish", "panel"),
        ("Technical screen", "technical"),
        ("System design", "technical"),
        ("Meet the team", "team"),
        ("Phone screen", "recruiter call"),
        ("HR", "recruiter call"),
        ("Second interview", "hiring manager"),
        ("Microsoft Teams meeting", "hiring manager"),
        ("Interview: Team lead", "hiring manager"),
        ("Three interviews", "hiring manager"),
        ("", "hiring manager"),
        ("面接：オーロラ研究所", "hiring manager"),
    ],
)
def test_the_kind_is_guessed_from_the_title(title, kind):
    assert brought(f"SUMMARY:{title}").kind == kind


# The names


@pytest.mark.parametrize(
    ("name", "email", "shown"),
    [
        ("Ilse Brandt", "ib@x.example", "Ilse Brandt"),
        ("Brandt, Ilse", "", "Ilse Brandt"),
        ("Brandt, Ilse, PhD", "", "Ilse PhD Brandt"),
        ("", "ilse.brandt@x.example", "Ilse Brandt"),
        ("", "ilse_brandt+hr@x.example", "Ilse Brandt Hr"),
        ("Brandt,", "", "Brandt"),
        (",", "", ""),
        ("ليلى منصور", "", "ليلى منصور"),
        ("x" * 200, "", "x" * 120),
    ],
)
def test_people_are_called_as_they_sign(name, email, shown):
    assert called(Attendee(name, email)) == shown


@CALM
@given(st.text(max_size=200), st.text(max_size=30))
def test_a_name_is_one_that_a_line_can_hold(name, email):
    shown = called(Attendee(name, email))
    assert len(shown) <= 120
    assert shown == shown.strip()
    assert "," not in shown


def test_a_person_stands_there_once_and_the_nameless_are_left_out():
    one = Brought(**{**vars(brought()), "people": [["Ilse", "a@x"], ["Ilse", "b@x"], ["", "c@x"]]})
    assert one.names == ["Ilse"]


# When


def test_a_time_in_utc_is_shown_as_the_candidates_own_clock_shows_it():
    one = brought(start="DTSTART:20260401T173000Z")
    assert one.clock("") == {"starts_at": datetime(2026, 4, 1, 17, 30), "time_zone": "UTC"}
    berlin = {"starts_at": datetime(2026, 4, 1, 19, 30), "time_zone": "Europe/Berlin"}
    assert one.clock("Europe/Berlin") == berlin
    assert one.changes(interview())["time_zone"] == "Europe/Berlin"


def test_any_other_zone_stays_as_the_invitation_says_it():
    assert brought().clock("Asia/Tokyo")["time_zone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("start", "told"),
    [
        ("DTSTART;VALUE=DATE:20260310", set()),
        ("DTSTART:20260310T100000", {"starts_at"}),
        ("DTSTART;TZID=Head Office Time:20260310T100000", {"starts_at"}),
        ("DTSTART;TZID=Europe/Berlin:20260310T100000", {"starts_at", "time_zone"}),
    ],
)
def test_what_nobody_can_know_is_left_to_the_candidate(start, told):
    assert set(brought(start=start).clock("Europe/Berlin")) == told


def test_minutes_for_questions_fit_into_a_short_interview():
    assert brought("DURATION:PT5M").form_values()["question_minutes"] == 5
    assert brought("DURATION:PT1H").form_values()["question_minutes"] == 10


# What a newer version changes


def test_a_newer_version_changes_when_and_where_and_nothing_else():
    one = brought("SUMMARY:Panel", "LOCATION:Room 4", "DESCRIPTION:Bring a pen", "DURATION:PT1H")
    assert one.changes(interview()) == {
        "starts_at": datetime(2026, 3, 10, 10, 0),
        "time_zone": "Europe/Berlin",
        "minutes": 60,
        "place": "Room 4",
    }


def test_a_version_without_a_place_leaves_the_place():
    assert "place" not in brought().changes(interview())


def test_the_zone_that_was_chosen_stays_where_a_version_names_none():
    assert "time_zone" not in brought(start="DTSTART:20260311T100000").changes(interview())


@pytest.mark.parametrize(("day", "changes"), [("20260310", {}), ("20260311", {"starts_at": None})])
def test_the_hour_of_a_whole_day_is_asked_again_where_the_day_moved(day, changes):
    assert brought(start=f"DTSTART;VALUE=DATE:{day}").changes(interview()) == changes


# The standing


@pytest.mark.parametrize(
    ("one", "known", "standing"),
    [
        (version(), None, Standing.NEW),
        (version(is_cancelled=True), None, Standing.CANCELS_NOTHING),
        (version(), interview(), Standing.KNOWN),
        (version(1), interview(), Standing.CHANGED),
        (version(1, BEFORE), interview(), Standing.CHANGED),
        (version(0, AFTER), interview(), Standing.CHANGED),
        (version(0, BEFORE), interview(), Standing.OLDER),
        (version(0, AFTER), interview(1), Standing.OLDER),
        (version(0, None), interview(), Standing.CHANGED),
        (version(), interview(stamp=None), Standing.CHANGED),
        (version(0, None), interview(stamp=None), Standing.KNOWN),
        (version(1, is_cancelled=True), interview(), Standing.CANCELS),
        (version(0, is_cancelled=True), interview(), Standing.CANCELS),
        (version(0, BEFORE, is_cancelled=True), interview(), Standing.OLDER),
        (version(1, is_cancelled=True), interview(1, cancelled_at=NOW), Standing.KNOWN),
        (version(2), interview(1, cancelled_at=NOW), Standing.CHANGED),
    ],
)
def test_the_standing(one, known, standing):
    assert standing_of(one, known) is standing


@CALM
@given(
    st.tuples(st.integers(0, 3), st.sampled_from([BEFORE, STAMP, AFTER])),
    st.tuples(st.integers(0, 3), st.sampled_from([BEFORE, STAMP, AFTER])),
)
def test_of_two_versions_exactly_one_is_newer_or_they_are_the_same(first, second):
    there = standing_of(version(*first), interview(*second))
    back = standing_of(version(*second), interview(*first))
    both = {(Standing.CHANGED, Standing.OLDER), (Standing.OLDER, Standing.CHANGED)}
    assert (there, back) == (Standing.KNOWN, Standing.KNOWN) if first == second else (there, back) in both


@pytest.mark.parametrize("standing", Standing)
def test_what_cannot_be_planned_or_cancelled_says_why(standing):
    does = standing.is_to_plan or standing is Standing.CANCELS
    assert bool(str(standing.sentence)) != does


# Which interviews it is about


def dates(*interviews):
    return {("one", f"date {number}"): one for number, one in enumerate(interviews)}


def test_a_date_of_a_series_is_about_its_own_interview():
    first, second = interview(), interview(pk=2)
    pair = pair_up(version(recurrence="date 1"), dates(first, second), NOW)
    assert (pair.interviews, pair.standing) == ((second,), Standing.KNOWN)


def test_a_series_that_is_cancelled_is_about_its_dates_to_come():
    held = interview(pk=1, finished_at=NOW)
    past = interview(pk=2, starts_at=NOW - timedelta(days=1))
    gone = interview(pk=3, sequence=1, cancelled_at=NOW)
    first, second = interview(pk=4), interview(pk=5)
    pair = pair_up(version(1, is_cancelled=True), dates(held, past, gone, first, second), NOW)
    assert (pair.interviews, pair.standing) == ((first, second), Standing.CANCELS)
    assert pair.interview is first


def test_a_series_whose_dates_are_over_is_not_cancelled():
    past = interview(starts_at=NOW - timedelta(days=1))
    pair = pair_up(version(1, is_cancelled=True), dates(past), NOW)
    assert (pair.interviews, pair.standing) == ((past,), Standing.OVER)


def test_a_series_that_was_cancelled_before_is_known():
    gone = interview(sequence=1, cancelled_at=NOW)
    pair = pair_up(version(1, is_cancelled=True), dates(gone), NOW)
    assert (pair.interviews, pair.standing) == ((gone,), Standing.KNOWN)


def test_the_cancellation_of_another_series_is_about_nothing():
    pair = pair_up(version(1, is_cancelled=True, uid="two"), dates(interview()), NOW)
    assert (pair.interviews, pair.standing) == ((), Standing.CANCELS_NOTHING)


def test_one_date_that_is_cancelled_leaves_the_others():
    first, second = interview(), interview(pk=2)
    pair = pair_up(version(1, recurrence="date 0", is_cancelled=True), dates(first, second), NOW)
    assert (pair.interviews, pair.standing) == ((first,), Standing.CANCELS)


# The company


def company(pk, name, role="Engineer", website=""):
    return Company(pk=pk, name=name, role=role, website=website)


def meant(companies, *lines):
    found = company_meant(brought(*lines), companies)
    return found.pk if found else None


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["SUMMARY:Interview at Aurora Labs"], 1),
        (["SUMMARY:interview at AURORA LABS!"], 1),
        (["SUMMARY:Aurora\\, first talk"], 1),
        (["SUMMARY:Auroral research"], None),
        (["SUMMARY:Talk", "DESCRIPTION:Welcome to Quillworks"], 2),
        (["SUMMARY:Quillworks meets you", "DESCRIPTION:in the rooms of Aurora Labs"], 2),
        (["SUMMARY:It is on Monday"], None),
        (["SUMMARY:IT: first talk"], 3),
        (["SUMMARY:Talk", "ATTENDEE;CN=Ilse:mailto:ilse@people.halden.example"], 4),
        (["SUMMARY:Talk", "ATTENDEE;CN=Ilse:mailto:ilse@halden.example"], 4),
        (["SUMMARY:Talk", "ATTENDEE;CN=Ilse:mailto:ilse@nothalden.example"], None),
        (["SUMMARY:Talk"], None),
    ],
)
def test_the_company_is_found_by_its_name_or_its_site(lines, wanted):
    companies = [
        company(1, "Aurora Labs"),
        company(2, "Quillworks"),
        company(3, "IT"),
        company(4, "Halden Health", website="https://www.halden.example/jobs"),
    ]
    assert meant(companies, *lines) == wanted


def test_the_longer_name_is_meant_where_one_holds_the_other():
    assert meant([company(1, "Tern"), company(2, "Tern & Co")], "SUMMARY:Tern & Co: panel") == 2


def test_of_two_roles_the_one_that_is_named_is_meant():
    two = [company(1, "Tern", "Designer"), company(2, "Tern", "Platform engineer")]
    assert meant(two, "SUMMARY:Tern: Platform engineer") == 2
    assert meant(two, "SUMMARY:Tern") == 1


def test_names_that_look_like_patterns_are_names():
    assert meant([company(1, "C++ (Oslo) [a-z"), company(2, "...")], "SUMMARY:At C++ (Oslo) [a-z today") == 1


@CALM
@given(st.sampled_from([one for one in PATHS if one.stem not in REFUSED]), st.text(min_size=1, max_size=40))
def test_no_name_of_a_company_breaks_it(path, name):
    for one in map(Brought.of, read(path.read_bytes(), now=NOW)):
        found = company_meant(one, [company(1, name, website=f"https://{name}" if name.isascii() else "")])
        assert found is None or found.pk == 1


@pytest.mark.parametrize("website", ["https://[", "https://a]b", "https://℀.example", "//", "x:y", ""])
def test_a_site_that_is_none_is_no_companys(website):
    assert meant([company(1, "HH", website=website)], "ATTENDEE:mailto:ilse@halden.example") is None


def test_a_refused_sample_brings_nothing():
    with pytest.raises(NotACalendar):
        read(sample("answer"), now=NOW)
