from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews import timeline
from interviews.models import Claim, Company, Interview
from interviews.timeline import Event, Kind
from tests import factories
from tests.interviews.pages import attribute, dom, fields_of, find_all, text_of
from tests.statements import get_statements

STARTED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def company(mara):
    company = factories.CompanyFactory(name="Northwind")
    Company.objects.update(created_at=STARTED)
    company.refresh_from_db()
    return company


def url(company):
    return reverse("interviews:company_timeline", args=[company.pk])


def shown(response):
    return [text_of(one) for one in find_all(dom(response), "li", cls="event")]


def months(response):
    headings = find_all(dom(response), "h2")
    return [text_of(one) for one in headings if attribute(one, "id").startswith("month-")]


def after(**passed):
    return STARTED + timedelta(**passed)


def test_it_begins_with_the_company_and_the_stage_it_had(client, company):
    factories.StageChangeFactory(company=company, stage="interviewing", changed_at=STARTED)
    assert shown(client.get(url(company))) == ["Mon 2 Mar Company added Interviewing"]


def test_a_company_from_before_the_stages_were_written_down_has_a_beginning_too(client, company):
    assert shown(client.get(url(company))) == ["Mon 2 Mar Company added"]


def test_a_company_that_is_added_and_moves_on_tells_both(client, mara):
    client.post(reverse("interviews:company_add"), {"name": "New", "role": "Lead", "stage": "researching"})
    company = Company.objects.get()
    client.post(reverse("interviews:company_stage", args=[company.pk]), {"stage": "offer"})
    told = [line.split(maxsplit=3)[3] for line in shown(client.get(url(company)))]
    assert told == ["Stage: Offer", "Company added Preparing"]


def test_everything_stands_under_its_month_the_newest_first(client, company):
    factories.StageChangeFactory(company=company, stage="offer", changed_at=after(days=60))
    factories.ClaimFactory(
        company=company, text="They hire ten people", kind="news", seen_on=date(2026, 3, 4)
    )
    ilse = factories.PersonFactory(company=company, name="Ilse")
    interview = factories.InterviewFactory(
        company=company,
        kind="technical",
        starts_at=after(days=10),
        finished_at=after(days=10, hours=1),
        impression=3,
    )
    factories.InterviewPersonFactory(interview=interview, person=ilse)
    listed = factories.ListedQuestionFactory(company=company, text="Who decides?")
    factories.AnswerFactory(listed_question=listed, interview=interview, person=ilse)
    mail = factories.AnswerFactory(
        listed_question=listed, person=ilse, channel="e-mail", answered_at=after(days=40)
    )
    factories.FollowUpFactory(
        company=company, listed_question=None, text="Ask Tom", ask_person=ilse, done_at=after(days=41)
    )
    response = client.get(url(company))
    assert months(response) == ["May 2026", "April 2026", "March 2026"]
    assert shown(response) == [
        "Fri 1 May Stage: Offer",
        "Sun 12 Apr Follow-up closed · Ilse Ask Tom your own",
        "Sat 11 Apr Answer by e-mail · Ilse Who decides?",
        "Thu 12 Mar Interview: technical · Ilse 1 answer · your impression: 3 – good",
        "Wed 4 Mar Claim seen They hire ten people news",
        "Mon 2 Mar Company added",
    ]
    for name, row in (
        ("interview_detail", interview),
        ("answer_detail", mail),
        ("claim_list", company),
        ("follow_up_list", company),
    ):
        assert reverse(f"interviews:{name}", args=[row.pk]) in response.text


def test_what_is_open_deleted_or_elsewhere_is_not_told(client, company):
    factories.FollowUpFactory(company=company, listed_question=None, text="Open still")
    listed = factories.ListedQuestionFactory(company=company)
    factories.AnswerFactory(listed_question=listed, channel="e-mail", deleted_at=timezone.now())
    factories.AnswerFactory(
        listed_question=listed, channel="e-mail", interview=factories.InterviewFactory(company=company)
    )
    factories.ClaimFactory()
    told = " ".join(shown(client.get(url(company))))
    assert not {"Follow-up", "e-mail", "Claim"} & set(told.replace(":", "").split())


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"starts_at": timezone.now() + timedelta(days=3)}, "Interview planned: panel"),
        ({"starts_at": STARTED}, "Interview: panel not finished yet · 0 answers"),
        ({"starts_at": STARTED, "finished_at": STARTED}, "Interview: panel 0 answers"),
        ({"starts_at": STARTED, "cancelled_at": STARTED}, "Interview cancelled: panel"),
        (
            {"starts_at": timezone.now() + timedelta(days=3), "cancelled_at": STARTED},
            "Interview cancelled: panel",
        ),
    ],
)
def test_an_interview_is_planned_held_or_cancelled(client, company, fields, expected):
    factories.InterviewFactory(company=company, kind="panel", **fields)
    told = [line.split(maxsplit=3)[3] for line in shown(client.get(url(company)))]
    assert expected in told


def test_an_interview_stands_on_the_day_that_it_has_there(client, company):
    factories.InterviewFactory(
        company=company, starts_at=datetime(2026, 3, 31, 20, 0, tzinfo=UTC), time_zone="Asia/Tokyo"
    )
    assert shown(client.get(url(company)))[0].startswith("Wed 1 Apr Interview")


def test_other_days_are_those_of_the_candidate(client, company):
    settings_page = reverse("interviews:profile_edit")
    client.post(settings_page, {**fields_of(client.get(settings_page)), "time_zone": "Pacific/Auckland"})
    factories.StageChangeFactory(company=company, changed_at=datetime(2026, 3, 31, 20, 0, tzinfo=UTC))
    assert shown(client.get(url(company)))[0].startswith("Wed 1 Apr Stage:")


def test_it_is_linked_from_the_head_of_the_company(client, company):
    assert url(company) in client.get(reverse("interviews:company_detail", args=[company.pk])).text


def test_long_and_right_to_left_words_are_shortened_and_shown_safe(client, company):
    factories.ClaimFactory(company=company, text="<b>שלום</b> " * 200, seen_on=date(2026, 4, 1))
    response = client.get(url(company))
    assert "<b>" not in response.text
    assert len(shown(response)[0]) < 200
    assert "…" in shown(response)[0]


def test_more_than_two_hundred_events_are_on_pages(client, company):
    for number in range(200):
        factories.ClaimFactory(company=company, text=f"Claim {number}", seen_on=date(2026, 5, 1))
    first, second = client.get(url(company)), client.get(url(company), {"page": 2})
    assert (len(shown(first)), shown(second)) == (200, ["Mon 2 Mar Company added"])
    assert "Page 1 of 2" in first.text
    assert client.get(url(company), {"page": "x"}).status_code == 200


def test_a_long_story_takes_as_many_statements_as_a_short_one(client, mara):
    def needed(size):
        company = factories.CompanyFactory()
        for _ in range(size):
            person = factories.PersonFactory(company=company)
            listed = factories.ListedQuestionFactory(company=company)
            interview = factories.InterviewPersonFactory(person=person, interview__company=company).interview
            factories.AnswerFactory(listed_question=listed, interview=interview, person=person)
            factories.AnswerFactory(listed_question=listed, channel="e-mail", person=person)
            factories.ClaimFactory(company=company)
            factories.StageChangeFactory(company=company)
            factories.SignalFactory(company=company)
            factories.FollowUpFactory(
                company=company, listed_question=listed, ask_person=person, done_at=timezone.now()
            )
        return len(get_statements(client, url(company)))

    assert needed(3) == needed(60) <= 8


# Alone


def event(number, minutes):
    when = after(minutes=minutes)
    return Event(when=when, day=when.date(), kind=Kind.CLAIM, said=str(number))


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.lists(st.lists(st.integers(0, 5000), max_size=8), max_size=4))
def test_merging_loses_nothing_and_is_in_order(lists):
    events = [[event(f"{a}.{b}", minutes) for b, minutes in enumerate(one)] for a, one in enumerate(lists)]
    merged = timeline.newest_first(*events)
    assert sorted(one.said for one in merged) == sorted(one.said for some in events for one in some)
    assert [one.when for one in merged] == sorted((one.when for one in merged), reverse=True)


def test_of_one_moment_what_was_given_later_stands_higher():
    first, second = event(1, 0), event(2, 0)
    assert timeline.newest_first([first, second]) == [second, first]


def test_a_claim_stands_below_what_has_an_hour_on_that_day():
    claim = timeline.claim_seen(Claim(pk=1, company_id=1, text="They hire", seen_on=STARTED.date()))
    assert timeline.newest_first([claim], [event(1, 0)])[-1] == claim


def test_an_interview_that_has_not_begun_says_nothing_of_answers():
    interview = Interview(starts_at=after(days=1))
    assert list(timeline.notes_on(interview, Kind.PLANNED)) == []
