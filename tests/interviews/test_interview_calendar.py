"""One interview as a file for one's own calendar."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.urls import reverse

from interviews.models import Interview
from tests import factories
from tests.interviews.pages import dom, find_all, text_of
from tests.statements import get_statements


@pytest.fixture
def interview(mara):
    company = factories.CompanyFactory(name="Aurora Labs")
    starts = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # the second 02:30 of that night in Berlin
    return factories.InterviewFactory(company=company, starts_at=starts, time_zone="Europe/Berlin")


def address(interview):
    return reverse("interviews:interview_calendar", args=[interview.pk])


def event(response):
    [found] = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return found


def test_it_is_a_file_to_keep(client, interview):
    response = client.get(address(interview))
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="interview.ics"'
    assert response["Cache-Control"] == "no-store"
    assert client.head(address(interview)).content == b""


def test_it_starts_and_ends_at_the_instant(client, interview):
    found = event(client.get(address(interview)))
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (
        interview.starts_at,
        interview.starts_at + timedelta(minutes=45),
    )


def test_it_says_who_and_where_and_leads_back(client, interview):
    person = factories.PersonFactory(company=interview.company, name="Ilse Brandt", title="Lead")
    factories.InterviewPersonFactory(interview=interview, person=person)
    Interview.objects.update(place="Room 4, second floor")
    found = event(client.get(address(interview)))
    assert found["SUMMARY"] == "Aurora Labs: hiring manager"
    assert found["LOCATION"] == "Room 4, second floor"
    assert found["DESCRIPTION"] == "Ilse Brandt, Lead\n10 minutes for your questions"
    assert found["URL"] == f"http://testserver/interviews/{interview.pk}/"


def test_it_asks_nobody_for_an_answer(client, interview):
    calendar = icalendar.Calendar.from_ical(client.get(address(interview)).content)
    assert "METHOD" not in calendar
    assert not {"ORGANIZER", "ATTENDEE"} & set(event(client.get(address(interview))))


def test_a_cancelled_one_says_so(client, interview):
    interview.cancel()
    assert event(client.get(address(interview)))["STATUS"] == "CANCELLED"


def test_it_tells_everything_to_its_owner_where_the_feed_is_neutral(client, interview, mara):
    mara.profile.feed_is_neutral = True
    mara.profile.save()
    assert "Aurora Labs" in client.get(address(interview)).text


def test_it_does_not_exist_for_a_stranger(stranger_client, interview):
    response = stranger_client.get(address(interview))
    assert response.status_code == 404
    assert "Aurora" not in response.text


def test_a_calendar_that_has_the_feed_knows_it_again(client, signed_out_client, interview, mara):
    mara.profile.open_feed()
    feed = signed_out_client.get(reverse("interviews:calendar_feed", args=[mara.profile.feed_token]))
    assert event(feed)["UID"] == event(client.get(address(interview)))["UID"]


def test_the_page_of_the_interview_offers_it(client, interview):
    page = client.get(reverse("interviews:interview_detail", args=[interview.pk]))
    [link] = find_all(dom(page), "a", href=address(interview))
    assert text_of(link) == "Add to calendar"


def test_it_asks_as_little_for_many_people(client, interview):
    counts = set()
    for more in (3, 27):
        for _number in range(more):
            person = factories.PersonFactory(company=interview.company)
            factories.InterviewPersonFactory(interview=interview, person=person)
        counts.add(len(get_statements(client, address(interview))))
    assert len(counts) == 1
    assert counts.pop() <= 4
