"""Planning an interview, its page before and after, finishing it and opening it again."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from interviews.models import Company, Interview, Profile
from tests import factories
from tests.interviews.pages import dom, feedback, fields_of, find_all, labelled, messages, text_of

NUL = "Null characters are not allowed."
SKIPPED = "That hour is skipped there: the clocks go forward that night."
A_YEAR = "Write a year from 1970 to 2199."
NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


def url(name, row):
    return reverse(f"interviews:interview_{name}", args=[row.pk])


def fields(**changed):
    return {
        "kind": "technical",
        "starts_at": "2026-11-23T14:00",
        "time_zone": "Europe/Amsterdam",
        "minutes": "45",
        "question_minutes": "12",
        "channel": "video",
        **changed,
    }


def lines(response):
    return [text_of(one) for one in find_all(dom(response), "li", cls="row-line")]


# The form


def test_an_interview_is_planned_and_its_agenda_opened(client, company, mara):
    people = [factories.PersonFactory(company=company) for _ in range(2)]
    factories.PersonFactory(company=company)
    sent = fields(people=[person.pk for person in people], place="Room 4", note="Bring the list")
    response = client.post(url("add", company), sent, follow=True)
    interview = Interview.objects.get()
    assert response.redirect_chain == [(url("detail", interview), 302)]
    assert messages(response) == "Interview planned. Now choose what to ask."
    assert (interview.owner, interview.company, interview.kind) == (mara, company, "technical")
    assert (interview.minutes, interview.question_minutes, interview.place) == (45, 12, "Room 4")
    assert set(interview.people.all()) == set(people)


@pytest.mark.parametrize(
    ("wall", "zone", "instant"),
    [
        ("2026-11-23T14:00", "Europe/Amsterdam", "2026-11-23T13:00"),
        ("2026-07-01T14:00", "Europe/Amsterdam", "2026-07-01T12:00"),
        ("2026-11-23T14:00", "Asia/Kathmandu", "2026-11-23T08:15"),
        ("2026-11-23T14:00", "UTC", "2026-11-23T14:00"),
        ("2028-02-29T23:59", "America/New_York", "2028-03-01T04:59"),
        ("2026-11-23T14:00:00", "UTC", "2026-11-23T14:00"),
    ],
)
def test_the_hour_is_the_clock_on_the_wall_there(client, company, wall, zone, instant):
    client.post(url("add", company), fields(starts_at=wall, time_zone=zone))
    interview = Interview.objects.get()
    assert interview.starts_at == datetime.fromisoformat(instant).replace(tzinfo=UTC)
    shown = fields_of(client.get(url("edit", interview)))
    assert (shown["starts_at"], shown["time_zone"]) == (wall[:16], zone)


@pytest.mark.parametrize(
    ("wall", "zone"),
    [
        ("2026-03-29T02:30", "Europe/Amsterdam"),
        ("2026-03-08T02:00", "America/New_York"),
        ("2011-12-30T12:00", "Pacific/Apia"),
    ],
)
def test_an_hour_that_the_clocks_skip_is_refused(client, company, wall, zone):
    response = client.post(url("add", company), fields(starts_at=wall, time_zone=zone, note="kept"))
    assert response.status_code == 422
    assert feedback(response, "starts_at") == SKIPPED
    assert fields_of(response)["starts_at"] == wall
    assert fields_of(response)["note"] == "kept"
    assert not Interview.objects.exists()


TWICE = {"starts_at": "2026-10-25T02:30", "time_zone": "Europe/Amsterdam"}


def test_an_hour_that_comes_twice_is_asked_about(client, company):
    response = client.post(url("add", company), fields(**TWICE, note="kept"))
    assert response.status_code == 422
    assert feedback(response, "which_hour") == (
        "The clocks go back that night, so this hour comes twice. Which?"
    )
    assert (fields_of(response)["which_hour"], fields_of(response)["note"]) == ("", "kept")
    assert not Interview.objects.exists()


@pytest.mark.parametrize(("which", "instant"), [("first", "00:30"), ("second", "01:30")])
def test_each_of_the_two_hours_is_kept_through_a_change(client, company, which, instant):
    client.post(url("add", company), fields(**TWICE, which_hour=which))
    interview = Interview.objects.get()
    assert f"{interview.starts_at:%H:%M}" == instant
    shown = fields_of(client.get(url("edit", interview)))
    assert shown["which_hour"] == which
    client.post(url("edit", interview), shown)
    interview.refresh_from_db()
    assert f"{interview.starts_at:%H:%M}" == instant


def test_which_of_two_hours_is_not_asked_where_there_is_one(client, company):
    assert "which_hour" not in fields_of(client.get(url("add", company)))
    client.post(url("add", company), fields(which_hour="second"))
    assert Interview.objects.get().starts_local.hour == 14


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("", "Monday 23 November 2026, 13:00 (Mon 14:00 in Amsterdam)"),
        ("Europe/Berlin", "Monday 23 November 2026, 14:00"),
        ("Pacific/Auckland", "Tuesday 24 November 2026, 02:00 (Mon 14:00 in Amsterdam)"),
    ],
)
def test_the_hour_is_shown_on_ones_own_clock_and_on_theirs_where_it_differs(client, company, own, shown):
    if own:
        client.post(reverse("interviews:profile_edit"), {"time_zone": own, "paper_size": "A4"})
    response = client.post(url("add", company), fields(), follow=True)
    assert shown in response.text
    assert ("in Amsterdam)" in response.text) == ("(" in shown)


# New people on the same page


def test_somebody_new_is_added_with_the_interview(client, company):
    known = factories.PersonFactory(company=company, name="Ilse Brandt", audience="recruiter")
    client.post(url("add", company), fields(new_people="Jonas Vik, Staff engineer\n\n ilse brandt\nميرا"))
    people = {person.name: person for person in Interview.objects.get().people.all()}
    assert set(people) == {"Jonas Vik", "Ilse Brandt", "ميرا"}
    assert people["Ilse Brandt"] == known
    assert (people["Jonas Vik"].title, people["Jonas Vik"].audience) == ("Staff engineer", "peer")


@pytest.mark.parametrize(
    ("kind", "audience"),
    [("recruiter call", "recruiter"), ("hiring manager", "hiring manager"), ("final", "executive")],
)
def test_somebody_new_speaks_as_the_interview_suggests(client, company, kind, audience):
    client.post(url("add", company), fields(kind=kind, new_people="Jonas Vik"))
    assert Interview.objects.get().people.get().audience == audience


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        (", Engineering Manager", "Write the name first, then a comma and the title."),
        ("x" * 121, "A name and a title have at most 120 characters each."),
        (f"Jonas, {'x' * 121}", "A name and a title have at most 120 characters each."),
        ("\n".join(f"Person {n}" for n in range(13)), "At most 12 new people at once."),
    ],
)
def test_what_cannot_be_a_person_is_refused_and_kept(client, company, lines, sentence):
    response = client.post(url("add", company), fields(new_people=lines))
    assert response.status_code == 422
    assert feedback(response, "new_people") == sentence
    assert fields_of(response)["new_people"] == " ".join(lines.split("\n"))
    assert not Interview.objects.exists()


def test_another_zone_moves_the_instant_and_keeps_the_wall(client, company):
    interview = factories.InterviewFactory(company=company, time_zone="UTC")
    sent = {**fields_of(client.get(url("edit", interview))), "time_zone": "Asia/Tokyo"}
    response = client.post(url("edit", interview), sent, follow=True)
    assert messages(response) == "Interview changed."
    interview.refresh_from_db()
    assert interview.starts_at == datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
    assert "Monday 23 November 2026, 05:00 (Mon 14:00 in Tokyo)" in response.text


def test_a_new_interview_starts_in_the_zone_of_the_profile(client, company):
    Profile.objects.update(time_zone="Europe/Lisbon")
    assert fields_of(client.get(url("add", company)))["time_zone"] == "Europe/Lisbon"


def test_who_is_there_can_change(client, company):
    stays, goes, comes = (factories.PersonFactory(company=company) for _ in range(3))
    interview = factories.InterviewFactory(company=company)
    for person in (stays, goes):
        factories.InterviewPersonFactory(interview=interview, person=person)
    client.post(url("edit", interview), fields(people=[stays.pk, comes.pk]))
    assert set(interview.people.all()) == {stays, comes}
    client.post(url("edit", interview), fields())
    assert not interview.people.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("starts_at", "", "This field is required."),
        ("starts_at", "tomorrow", "Enter a valid date/time."),
        ("starts_at", "2026-02-30T10:00", "Enter a valid date/time."),
        ("starts_at", "0001-01-01T00:00", A_YEAR),
        ("starts_at", "9999-12-31T23:59", A_YEAR),
        ("time_zone", "Mars/Olympus", "Select a valid choice."),
        ("time_zone", "../etc/passwd", "Select a valid choice."),
        ("time_zone", "", "This field is required."),
        ("minutes", "4", "Ensure this value is greater than or equal to 5."),
        ("minutes", "601", "Ensure this value is less than or equal to 600."),
        ("minutes", "9" * 40, "Ensure this value is less than or equal to 600."),
        ("minutes", "", "This field is required."),
        ("question_minutes", "-1", "Ensure this value is greater than or equal to 0."),
        ("question_minutes", "1e3", "Enter a whole number."),
        ("kind", "duel", "Select a valid choice."),
        ("channel", "\x00", "Select a valid choice."),
        ("place", "a\x00", NUL),
        ("place", "x" * 501, "Ensure this value has at most 500 characters (it has 501)."),
        ("note", "a\x00", NUL),
        ("people", "99999999999999999999", "Select a valid choice."),
        ("people", "zzz", "“zzz” is not a valid value."),
        ("people", "-1", "Select a valid choice."),
        ("people", "\x00", NUL),
    ],
)
@pytest.mark.parametrize("is_new", [True, False], ids=["add", "edit"])
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_a_refused_interview_keeps_what_was_typed(client, company, field, value, sentence, is_new, zone):
    interview = None if is_new else factories.InterviewFactory(company=company)
    factories.PersonFactory(company=company)
    before = list(Interview.objects.values())
    kept = {"note": "kept"} if field != "note" else {"place": "kept"}
    address = url("add", company) if is_new else url("edit", interview)
    response = client.post(address, fields(**{"time_zone": zone, **kept, field: value}))
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert kept.items() <= fields_of(response).items()
    assert list(Interview.objects.values()) == before


def test_more_minutes_for_questions_than_there_are_is_refused(client, company):
    response = client.post(url("add", company), fields(minutes="30", question_minutes="31"))
    assert response.status_code == 422
    assert "The minutes for your questions fit into the interview." in response.text
    assert fields_of(response)["question_minutes"] == "31"


def test_a_person_of_another_company_or_candidate_cannot_be_there(client, company, stranger):
    elsewhere = factories.PersonFactory(name="Elsewhere")
    theirs = factories.PersonFactory(company=factories.CompanyFactory(owner=stranger), name="Theirs")
    text = client.get(url("add", company)).text
    assert "Elsewhere" not in text
    assert "Theirs" not in text
    for person in (elsewhere, theirs):
        assert client.post(url("add", company), fields(people=[person.pk])).status_code == 422


@pytest.mark.parametrize("note", ["שורה\r\nאחת", "<b>x</b>", "=cmd", "x" * 50_000, "👩🏽‍💻"])
def test_a_note_is_stored_as_typed(client, company, note):
    client.post(url("add", company), fields(note=note))
    assert Interview.objects.get().note == note


# The list and the page


def test_no_interviews_yet_says_what_to_do(client, company):
    response = client.get(url("list", company))
    assert "No interviews yet" in response.text
    assert url("add", company) in response.text


def test_the_list_shows_when_with_whom_and_how_far(client, company):
    planned = factories.InterviewFactory(company=company, time_zone="Asia/Tokyo", kind="panel")
    factories.InterviewPersonFactory(interview=planned, person__name="Ilse")
    factories.AgendaItemFactory(interview=planned)
    done = factories.InterviewFactory(
        company=company, starts_at=NOW - timedelta(days=5), finished_at=NOW - timedelta(days=5)
    )
    listed = factories.ListedQuestionFactory(company=company)
    factories.AnswerFactory(listed_question=listed, interview=done)
    factories.AnswerFactory(listed_question=listed, interview=done, deleted_at=NOW)
    first, second = lines(client.get(url("list", company)))
    assert "Hiring manager Wed 18 Nov 2026, 15:00 · video 1 answer" in first
    assert "Panel Mon 23 Nov 2026, 14:00 (Mon 23:00 in Tokyo) · video · Ilse 1 question planned" in second
    assert ["Open interview mode" in one for one in (first, second)] == [False, True]


def test_two_hundred_are_all_there(client, company):
    for _ in range(200):
        factories.InterviewFactory(company=company)
    assert len(lines(client.get(url("list", company)))) == 200


def test_before_it_shows_the_agenda_and_the_way_in(client, company):
    interview = factories.InterviewFactory(company=company)
    listed = factories.AgendaItemFactory(interview=interview).listed_question
    response = client.get(url("detail", interview))
    assert listed.text in labelled(response, "agenda-heading")
    assert reverse("interviews:capture", args=[interview.pk]) in response.text


def test_afterwards_it_shows_what_was_said(client, company):
    interview = factories.InterviewFactory(
        company=company, finished_at=NOW, impression=2, note="A <b>long</b> corridor"
    )
    asked, unasked = (factories.AgendaItemFactory(interview=interview).listed_question for _ in range(2))
    factories.AnswerFactory(
        listed_question=asked, interview=interview, said="שלום <i>", impression="hm", rating=3, promise=True
    )
    response = client.get(url("detail", interview))
    first, second = lines(response)
    for words in (asked.text, "שלום <i>", "My impression: hm", "rated 3", "promise"):
        assert words in first
    assert "Not asked" in second
    assert unasked.text in second
    assert "2 – worried" in response.text
    assert "A &lt;b&gt;long&lt;/b&gt; corridor" in response.text


# The end


class TestFinish:
    @pytest.fixture(autouse=True)
    def clock(self):
        with time_machine.travel(NOW, tick=False):
            yield

    @pytest.fixture
    def interview(self, company):
        return factories.InterviewFactory(company=company, started_at=NOW - timedelta(minutes=40))

    def test_what_is_open_is_listed_before_any_number(self, client, interview):
        must, other, vague = (
            factories.AgendaItemFactory(interview=interview).listed_question for _ in range(3)
        )
        must.must_ask = True
        must.save()
        factories.AnswerFactory(
            listed_question=vague, interview=interview, quality="didn't know", refer_to="Jonas", rating=1
        )
        response = client.get(url("finish", interview))
        open_items = labelled(response, "open-heading")
        assert f"must ask not asked {must.text}" in open_items
        assert f"not asked {other.text}" in open_items
        assert f"Didn’t know {vague.text} (ask Jonas )" in open_items.replace("Jonas)", "Jonas )")
        assert "rated" not in response.text

    def test_finishing_keeps_the_impression_and_opens_the_review(self, client, interview):
        response = client.post(
            url("finish", interview), {"impression": "3", "note": "Good\r\nfeeling"}, follow=True
        )
        assert response.redirect_chain == [(url("detail", interview), 302)]
        assert messages(response) == "Interview finished. Everything you wrote is below."
        interview.refresh_from_db()
        assert (interview.impression, interview.finished_at) == (3, NOW)
        assert interview.note == "Good\r\nfeeling"

    @pytest.mark.parametrize(
        ("stage", "then"), [("researching", "interviewing"), ("offer", "offer"), ("declined", "declined")]
    )
    def test_the_company_moves_on_from_preparing(self, client, interview, stage, then):
        Company.objects.update(stage=stage)
        client.post(url("finish", interview), {"impression": ""})
        assert Company.objects.get().stage == then

    def test_no_impression_is_fine(self, client, interview):
        response = client.post(url("finish", interview), {"note": "only words"}, follow=True)
        assert "No impression noted" in response.text

    @pytest.mark.parametrize(
        ("field", "value", "sentence"),
        [
            ("impression", "5", "Select a valid choice. 5 is not one of the available choices."),
            ("impression", "abc", "Select a valid choice. abc is not one of the available choices."),
            ("note", "a\x00", NUL),
        ],
    )
    def test_a_refused_end_keeps_what_was_typed(self, client, interview, field, value, sentence):
        sent = {"note": "kept", "impression": "2", field: value}
        response = client.post(url("finish", interview), sent)
        assert response.status_code == 422
        assert sentence in response.text
        shown = fields_of(response)
        assert (shown["note"] == "kept") if field != "note" else (shown["impression"] == "2")
        interview.refresh_from_db()
        assert interview.finished_at is None

    def test_it_can_be_opened_again_and_finished_again(self, client, interview):
        client.post(url("finish", interview), {"impression": "3"})
        response = client.post(url("reopen", interview))
        assert response.url == reverse("interviews:capture", args=[interview.pk])
        interview.refresh_from_db()
        assert (interview.finished_at, interview.impression) == (None, 3)
        assert "checked" in client.get(url("finish", interview)).text
        client.post(url("finish", interview), {"impression": "4"})
        interview.refresh_from_db()
        assert (interview.impression, interview.finished_at) == (4, NOW)

    def test_a_clock_started_after_the_end_does_not_stand_in_the_way(self, client, company):
        interview = factories.InterviewFactory(company=company, started_at=timezone.now())
        assert client.post(url("finish", interview), {"impression": "1"}).status_code == 302
