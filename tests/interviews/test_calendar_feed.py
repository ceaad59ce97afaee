"""The private address that a calendar subscribes to. Who asks is nobody: a bare client, without a session."""

import logging
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
import time_machine
from django.db import connection
from django.urls import reverse

from interviews.models import Interview, Profile
from interviews.models.profile import new_feed_token
from questions.schema import REQUEST_ROLE
from tests import factories
from tests.conftest import RequestClient
from tests.statements import get_statements
from tests.world import MARK, make_world, marked

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DAY = timedelta(days=1)
SETTINGS = "SELECT current_setting('role'), coalesce(current_setting('app.owner', true), '')"


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def anyone(db):
    return RequestClient()


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(name="Aurora Labs")


def opened(owner):
    profile = Profile.objects.get(owner=owner)
    profile.open_feed()
    return profile


def address(token):
    return reverse("interviews:calendar_feed", args=[token])


@pytest.fixture
def feed(mara):
    return address(opened(mara).feed_token)


def events(response):
    assert response.status_code == 200
    return icalendar.Calendar.from_ical(response.content).walk("VEVENT")


def titles(response):
    return [str(one["SUMMARY"]) for one in events(response)]


# What it says


def test_an_interview_stands_in_it_with_everything_that_helps(anyone, feed, company):
    starts = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    interview = factories.InterviewFactory(
        **{"company": company, "kind": "panel", "starts_at": starts, "time_zone": "Asia/Tokyo"},
        **{"minutes": 50, "question_minutes": 15, "place": "https://meet.example/a;b,c"},
    )
    for name, title in (("Ilse Brandt", "Lead"), ("Yusuf", "")):
        person = factories.PersonFactory(company=company, name=name, title=title)
        factories.InterviewPersonFactory(interview=interview, person=person)
    [event] = events(anyone.get(feed))
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (starts, starts + timedelta(minutes=50))
    assert str(event["SUMMARY"]) == "Aurora Labs: panel"
    assert str(event["LOCATION"]) == "https://meet.example/a;b,c"
    assert sorted(str(event["DESCRIPTION"]).split("\n")) == [
        *("15 minutes for your questions", "Ilse Brandt, Lead", "Yusuf"),
    ]
    assert event["URL"] == f"http://testserver/interviews/{interview.pk}/"
    assert event["STATUS"] == "CONFIRMED"


@pytest.mark.parametrize(
    ("starts", "zone"),
    [
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin"),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), "Europe/Berlin"),
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "Pacific/Kiritimati"),
    ],
)
def test_it_reads_back_to_the_same_instant(anyone, feed, company, starts, zone):
    factories.InterviewFactory(company=company, starts_at=starts, time_zone=zone)
    [event] = events(anyone.get(feed))
    assert event["DTSTART"].dt == starts


def test_without_interviews_it_is_a_calendar_still(anyone, feed):
    response = anyone.get(feed)
    assert events(response) == []
    assert icalendar.Calendar.from_ical(response.content)["X-WR-CALNAME"] == "Interviews"


def test_a_moved_interview_moves_and_keeps_its_place_in_the_calendar(anyone, feed, company):
    interview = factories.InterviewFactory(company=company)
    [before] = events(anyone.get(feed))
    Interview.objects.update(starts_at=interview.starts_at + DAY)
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        [after] = events(anyone.get(feed))
    assert after["UID"] == before["UID"]
    assert after["DTSTART"].dt == before["DTSTART"].dt + DAY
    assert after["SEQUENCE"] > before["SEQUENCE"]


def test_a_cancelled_interview_says_so(anyone, feed, company):
    factories.InterviewFactory(company=company, cancelled_at=NOW)
    [event] = events(anyone.get(feed))
    assert event["STATUS"] == "CANCELLED"


def test_companies_that_were_archived_are_left_out(anyone, feed, company):
    factories.InterviewFactory(company=company)
    factories.InterviewFactory(company=factories.CompanyFactory(name="Gone", archived_at=NOW))
    assert titles(anyone.get(feed)) == ["Aurora Labs: hiring manager"]


def test_it_looks_back_a_quarter_of_a_year(anyone, feed, company):
    for days in (0, 89, 91, -400):
        factories.InterviewFactory(company=company, starts_at=NOW - days * DAY)
    assert len(events(anyone.get(feed))) == 3


def test_it_holds_five_hundred_at_most_the_soonest_first(anyone, feed, company):
    for days in range(502):
        factories.InterviewFactory(company=company, starts_at=NOW + days * DAY)
    found = events(anyone.get(feed))
    assert [one["DTSTART"].dt for one in found] == [NOW + days * DAY for days in range(500)]


@pytest.mark.parametrize("text", ["a;b,c\\n", "x\r\nBEGIN:VEVENT", "ليلى", "👩🏽‍💻" * 30, "<b>"])
def test_texts_cannot_break_out_of_their_line(anyone, feed, company, text):
    company.name = text[:120]
    company.save()
    factories.InterviewFactory(company=company, place=text)
    [event] = events(anyone.get(feed))
    assert " ".join(str(event["LOCATION"]).split()) == " ".join(text.split())


# Neutral


def test_the_neutral_one_tells_when_and_nothing_else(anyone, mara):
    world = marked(make_world(mara))
    Profile.objects.filter(owner=mara).update(feed_is_neutral=True)
    Interview.objects.update(time_zone="UTC", place=f"https://{MARK}.example/")
    response = anyone.get(address(opened(mara).feed_token))
    [event] = events(response)
    assert set(event) == {
        *("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED", "DTSTART", "DTEND", "STATUS", "SUMMARY"),
    }
    assert event["SUMMARY"] == "Appointment"
    assert event["DTSTART"].dt == world.interview.starts_at
    calendar = icalendar.Calendar.from_ical(response.content)
    assert calendar["X-WR-CALNAME"] == "Appointments"
    for word in (MARK, "hiring", "video", "question", "/interviews/"):
        assert word not in response.text
    assert "interview" not in response.headers["Content-Disposition"] + event["UID"]


def test_the_same_appointment_has_one_name_in_both(anyone, mara, feed, company):
    factories.InterviewFactory(company=company)
    [told] = events(anyone.get(feed))
    Profile.objects.filter(owner=mara).update(feed_is_neutral=True)
    [neutral] = events(anyone.get(feed))
    assert told["UID"] == neutral["UID"]


# Whose it is


def test_it_holds_the_interviews_of_its_owner_alone(anyone, mara, stranger, feed):
    factories.InterviewFactory(company=factories.CompanyFactory(name="Hers"))
    factories.InterviewFactory(company=factories.CompanyFactory(owner=stranger, name="The stranger's"))
    theirs = address(opened(stranger).feed_token)
    assert titles(anyone.get(feed)) == ["Hers: hiring manager"]
    assert titles(anyone.get(theirs)) == ["The stranger's: hiring manager"]


def test_whoever_is_signed_in_reads_the_feed_of_the_address(stranger_client, feed, company):
    factories.InterviewFactory(company=company)
    assert titles(stranger_client.get(feed)) == ["Aurora Labs: hiring manager"]


def test_a_new_address_stops_the_one_before_at_once(anyone, mara, feed):
    new = address(opened(mara).feed_token)
    assert (anyone.get(feed).status_code, anyone.get(new).status_code) == (404, 200)
    Profile.objects.get(owner=mara).close_feed()
    assert anyone.get(new).status_code == 404


def test_whose_account_is_closed_has_no_feed(anyone, mara, feed):
    mara.is_active = False
    mara.save()
    assert anyone.get(feed).status_code == 404


def wrong(token):
    yield from (token[:-1], token + "x", token.swapcase(), new_feed_token(), "None", "x" * 5000, "0", "-")


def test_any_other_address_is_not_there(anyone, mara):
    for token in wrong(opened(mara).feed_token):
        assert anyone.get(address(token)).status_code == 404, token


@pytest.mark.parametrize("end", ["%00.ics", "a%00b.ics", ".ics", "%20.ics", "..%2f.ics", "%F0%9F%98%80.ics"])
def test_an_address_that_is_none_is_not_there(anyone, feed, end):
    assert anyone.get(f"/calendar/{end}").status_code == 404


# How it is asked and answered


def test_it_is_a_calendar_that_nobody_keeps_and_nobody_finds(anyone, feed):
    response = anyone.get(feed)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'inline; filename="calendar.ics"'
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert "Set-Cookie" not in response


def test_head_is_answered_without_the_calendar(anyone, feed):
    response = anyone.head(feed)
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_sent_to_it(anyone, feed, method):
    assert anyone.generic(method, feed).status_code == 405


def test_three_hundred_interviews_are_asked_for_as_three_are(anyone, feed, company):
    counts = []
    for more in (3, 297):
        for _number in range(more):
            factories.InterviewPersonFactory(interview=factories.InterviewFactory(company=company))
        counts.append(len(get_statements(anyone, feed)))
    assert counts[0] == counts[1] <= 8


def test_it_is_read_as_the_request_role_and_as_its_owner_alone(anyone, mara, feed, company):
    factories.InterviewFactory(company=company)
    seen = []

    def watch(execute, sql, parameters, many, context):
        if 'FROM "interviews_' in sql:
            seen.append(connection.connection.execute(SETTINGS).fetchone())
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(watch):
        assert len(events(anyone.get(feed))) == 1
    assert len(seen) == 3  # the profile, the interviews, their people
    assert set(seen) == {(REQUEST_ROLE, str(mara.pk))}


@pytest.mark.django_db(transaction=True)
def test_nothing_of_it_stays_on_the_connection():
    mara = factories.UserFactory()
    before = settings_now()
    for token in (opened(mara).feed_token, "wrong"):
        RequestClient().get(address(token))
        assert settings_now() == before


def settings_now():
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        return cursor.fetchone()


def test_an_address_that_works_is_in_no_log(anyone, feed, company, caplog):
    factories.InterviewFactory(company=company)
    with caplog.at_level(logging.INFO):
        anyone.get(feed)
    assert feed.removeprefix("/calendar/").removesuffix(".ics") not in caplog.text
