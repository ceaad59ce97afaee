"""The home page: empty, with sample data, and with what comes next."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from interviews.models import Answer, Company, Interview, Profile
from tests import factories
from tests.interviews.pages import dom, find_all, labelled, messages, text_of

HOME = reverse("interviews:home")
NOW = datetime(2026, 11, 23, 11, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def library(db):
    call_command("load_library", stdout=StringIO())


def heading(response):
    return text_of(find_all(dom(response), "h1")[0])


# Empty, and the sample


def test_an_empty_account_sees_three_steps_and_the_sample(client):
    response = client.get(HOME)
    assert len(find_all(find_all(dom(response), "ol", cls="steps")[0], "li")) == 3
    assert reverse("interviews:company_add") in response.text
    assert f'action="{reverse("interviews:sample_load")}"' in response.text


def test_the_sample_is_one_click_away_and_one_click_gone(client, library):
    response = client.post(reverse("interviews:sample_load"), follow=True)
    assert messages(response).startswith("Three companies with answers")
    for words in ("Halden Health", "Northwind Energy", "Quillworks", "Remove sample data"):
        assert words in response.text
    response = client.post(reverse("interviews:sample_remove"), follow=True)
    assert messages(response) == "Sample data removed."
    assert not Company.objects.exists()
    assert not Answer.objects.exists()
    assert len(find_all(dom(response), "ol", cls="steps")) == 1


def test_the_sample_is_loaded_once(client, library):
    client.post(reverse("interviews:sample_load"))
    response = client.post(reverse("interviews:sample_load"), follow=True)
    assert messages(response).endswith("The sample data are there already.")
    assert Company.objects.count() == 3


def test_removing_the_sample_leaves_own_companies(client, library):
    own = factories.CompanyFactory(name="Own Ltd")
    client.post(reverse("interviews:sample_load"))
    response = client.post(reverse("interviews:sample_remove"), follow=True)
    assert Company.objects.get() == own
    assert "Own Ltd" in response.text
    assert "Remove sample data" not in response.text


def test_the_sample_shows_what_the_picture_shows(client, library):
    client.post(reverse("interviews:sample_load"))
    response = client.get(HOME)
    assert "Northwind Energy — hiring manager" in labelled(response, "next-heading")
    assert "about 12 minutes for your questions" in response.text
    companies = labelled(response, "companies-heading")
    for progress in ("10/16", "15/18", "5/14", "6 good", "2 red"):
        assert progress in companies
    assert "Who has grown most in this team" in labelled(response, "ask-heading")
    assert "contradiction" in labelled(response, "follow-heading")


@pytest.mark.parametrize(
    "name",
    [
        "home",
        "company_list",
        "compare",
        "topic_weights",
        "dealbreaker_list",
        "profile_edit",
    ],
)
def test_every_page_of_an_account_shows_the_sample(client, library, name):
    client.post(reverse("interviews:sample_load"))
    assert client.get(reverse(f"interviews:{name}")).status_code == 200


# What comes next


def test_no_interview_this_week(client, mara):
    factories.CompanyFactory()
    assert heading(client.get(HOME)) == "No interview this week"


@pytest.mark.parametrize(("count", "words"), [(1, "One interview this week"), (3, "interviews this week")])
def test_interviews_of_the_week_are_counted(client, mara, count, words):
    company = factories.CompanyFactory()
    for day in range(count):
        factories.InterviewFactory(company=company, starts_at=NOW + timedelta(days=day + 1))
    factories.InterviewFactory(company=company, starts_at=NOW + timedelta(days=9))
    factories.InterviewFactory(company=company, starts_at=NOW - timedelta(days=1))
    assert words in heading(client.get(HOME))


def test_the_next_interview_with_the_way_into_it(client, mara):
    interview = factories.InterviewFactory(
        company__name="Northwind",
        starts_at=NOW + timedelta(hours=2),
        time_zone="Europe/Amsterdam",
        question_minutes=5,
    )
    factories.InterviewFactory(company__name="Later", starts_at=NOW + timedelta(days=1))
    factories.InterviewPersonFactory(interview=interview, person__name="Ilse <b>", person__title="Head")
    for must_ask in (True, False):
        listed = factories.ListedQuestionFactory(company=interview.company, must_ask=must_ask, minutes=4)
        factories.AgendaItemFactory(interview=interview, listed_question=listed)
    response = client.get(HOME)
    text = labelled(response, "next-heading")
    for words in ("14:10", "in 2 hours", "Northwind", "Ilse <b>", "2 questions", "1 must ask", "About 8 min"):
        assert words in text
    assert f'href="{reverse("interviews:capture", args=[interview.pk])}"' in response.text


@pytest.mark.parametrize(
    ("fields", "is_next"),
    [
        ({"starts_at": NOW - timedelta(hours=1)}, True),
        ({"starts_at": NOW - timedelta(hours=5)}, False),
        ({"starts_at": NOW + timedelta(hours=1), "finished_at": NOW}, False),
        ({"starts_at": NOW + timedelta(hours=1), "cancelled_at": NOW}, False),
        ({"starts_at": NOW + timedelta(hours=1), "company__archived_at": NOW}, False),
        ({"starts_at": NOW + timedelta(days=300)}, True),
    ],
)
def test_which_interview_is_next(client, mara, fields, is_next):
    factories.CompanyFactory()
    interview = factories.InterviewFactory(**fields)
    link = reverse("interviews:interview_detail", args=[interview.pk])
    assert (f'href="{link}"' in client.get(HOME).text) is is_next


def test_one_that_has_begun_is_now(client, mara):
    factories.InterviewFactory(starts_at=NOW - timedelta(minutes=10))
    assert "Now · 11:00" in labelled(client.get(HOME), "next-heading")


def test_every_time_zone_of_the_profile_can_show_the_page(client, mara):
    factories.InterviewFactory(starts_at=NOW + timedelta(hours=1), time_zone="Pacific/Kiritimati")
    Profile.objects.update(time_zone="Pacific/Kiritimati")
    response = client.get(HOME)
    assert Interview.objects.count() == 1
    assert "02:10" in labelled(response, "next-heading")


# What is open


def follow_ups(response):
    return labelled(response, "follow-heading")


@pytest.mark.parametrize(
    ("fields", "tag"),
    [
        ({"quality": "vague"}, "vague"),
        ({"quality": "declined"}, "declined"),
        ({"quality": "didn't know", "refer_to": "Jonas"}, "didn’t know"),
        ({"come_back": True, "quality": "specific"}, "come back"),
    ],
)
def test_what_needs_a_follow_up_is_listed(client, mara, fields, tag):
    answer = factories.AnswerFactory(**fields)
    text = follow_ups(client.get(HOME))
    assert tag in text
    assert answer.listed_question.text in text
    assert ("ask Jonas" in text) is ("refer_to" in fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"quality": "specific"},
        {"quality": "vague", "deleted_at": NOW},
        {"quality": "vague", "listed_question__removed_at": NOW},
    ],
)
def test_what_needs_none_is_not(client, mara, fields):
    factories.AnswerFactory(**fields)
    assert "Nothing open." in follow_ups(client.get(HOME))


def test_a_contradiction_shows_both_quotes(client, mara):
    question = factories.ListedQuestionFactory(agreement="contradicts")
    for said in ("Never", "Always"):
        factories.AnswerFactory(
            listed_question=question, said=said, person=factories.PersonFactory(company=question.company)
        )
    text = follow_ups(client.get(HOME))
    assert "“ Never ”" in text or "“Never”" in text.replace(" ", "")
    assert "Always" in text


def test_two_hundred_companies_with_answers(client, mara):
    topic = factories.TopicFactory()
    for _ in range(200):
        factories.AnswerFactory(listed_question__topic=topic, rating=3, quality="vague")
    response = client.get(HOME)
    assert len(find_all(dom(response), "li", cls="row-line")) == 200


@pytest.mark.parametrize("query", ["page=abc", "company=99999999999999999999", "removed=x", "q=%00"])
def test_odd_addresses_are_harmless(client, mara, query):
    factories.CompanyFactory()
    assert client.get(f"{HOME}?{query}").status_code == 200


def test_the_date_on_top_is_todays(client, mara):
    factories.CompanyFactory()
    assert f"{timezone.now():%A} 23 November" in client.get(HOME).text
