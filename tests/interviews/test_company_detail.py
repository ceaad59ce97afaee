"""The company's question list beside the library."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import ListedQuestion
from tests import factories
from tests.interviews.pages import HTMX, dom, find_all, labelled, text_of


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(level="senior", field="engineering", work_mode="remote")


def page(client, company, query=""):
    return client.get(reverse("interviews:company_detail", args=[company.pk]) + query)


def listed(response):
    return [text_of(one) for one in find_all(dom(response), "a", cls="list-text")]


def offered(response):
    section = [one for one in find_all(dom(response), "section") if "Add from the library" in text_of(one)]
    return [text_of(one) for one in find_all(section[0], "a", cls="list-text")]


def test_an_empty_list_says_what_to_do(client, company):
    response = page(client, company)
    assert "Nothing on your list yet" in response.text
    assert reverse("interviews:listed_question_add", args=[company.pk]) in response.text


def test_the_list_in_its_order_with_its_minutes(client, company):
    for position, text in ((3, "Third?"), (1, "First?"), (2, "Second?")):
        factories.ListedQuestionFactory(company=company, position=position, text=text, minutes=4)
    response = page(client, company)
    assert listed(response) == ["First?", "Second?", "Third?"]
    assert labelled(response, "list-heading").startswith("Your list 3 questions · about 12 min")


def test_what_each_line_says(client, company):
    library = factories.QuestionFactory(text="As in the library?")
    question = factories.ListedQuestionFactory(
        company=company,
        question=library,
        text="In my words?",
        must_ask=True,
        audiences=["peer"],
        follow_ups=["Why?", "How?"],
        agreement="contradicts",
    )
    for _ in range(2):
        factories.AnswerFactory(listed_question=question, person=factories.PersonFactory(company=company))
    line = text_of(find_all(dom(page(client, company)), "li", cls="row-line")[0])
    for words in ("In my words?", "must ask", "peer", "2 follow-ups", "tailored", "asked 2×"):
        assert words in line


def test_a_planned_question_says_when(client, company):
    soon = timezone.now() + timedelta(days=3)
    interview = factories.InterviewFactory(company=company, starts_at=soon)
    question = factories.ListedQuestionFactory(company=company)
    factories.AgendaItemFactory(interview=interview, listed_question=question)
    assert f"planned {soon:%a}" in labelled(page(client, company), "list-heading")


def test_tabs_count_what_is_there(client, company):
    question = factories.ListedQuestionFactory(company=company)
    factories.PersonFactory(company=company)
    factories.InterviewFactory(company=company)
    factories.AnswerFactory(listed_question=question)
    tabs = find_all(dom(page(client, company)), "a", cls="nav-link")
    assert {"People 1", "Interviews 1", "Answers 1"} <= {text_of(tab) for tab in tabs}


def test_the_library_offers_what_fits_and_is_not_listed(client, company):
    fits = factories.QuestionFactory(text="Fits?", levels=["senior", "lead"])
    factories.QuestionFactory(text="Too junior?", levels=["entry"])
    factories.QuestionFactory(text="Other field?", fields=["sales"])
    factories.QuestionFactory(text="Other mode?", work_modes=["on site"])
    factories.QuestionFactory(text="Archived?", archived_at=timezone.now())
    on_list = factories.QuestionFactory(text="Listed already?")
    factories.ListedQuestionFactory(company=company, question=on_list)
    assert offered(page(client, company)) == [fits.text]


def test_a_library_question_of_a_stranger_is_not_offered(client, company, stranger):
    factories.QuestionFactory(owner=stranger, text="Secret?")
    assert offered(page(client, company)) == []


def test_topics_that_weigh_most_and_are_not_covered_come_first(client, company):
    light, heavy, covered = (factories.TopicFactory(name=name) for name in ("Light", "Heavy", "Covered"))
    for topic, weight in ((light, 2), (heavy, 5), (covered, 3)):
        factories.WeightFactory(topic=topic, value=weight)
        factories.QuestionFactory(topic=topic, text=f"{topic.name}?")
    factories.ListedQuestionFactory(company=company, topic=covered)
    response = page(client, company)
    assert offered(response) == ["Heavy?", "Light?", "Covered?"]
    assert "Heavy (weight 5), Light (weight 2)" in labelled(response, "library-heading").replace(" ,", ",")


def test_the_library_is_searched_and_narrowed(client, company):
    factories.QuestionFactory(text="About pay?", audiences=["HR"])
    factories.QuestionFactory(text="About pay and peers?", audiences=["peer"])
    factories.QuestionFactory(text="About growth?")
    assert offered(page(client, company, "?q=PAY")) == ["About pay?", "About pay and peers?"]
    assert offered(page(client, company, "?q=pay&audience=peer")) == ["About pay and peers?"]
    assert offered(page(client, company, "?q=nothing-like-it")) == []


def test_eight_are_offered_first_and_the_rest_on_request(client, company):
    for _ in range(30):
        factories.QuestionFactory()
    response = page(client, company)
    assert len(offered(response)) == 8
    assert "Show 22 more" in response.text
    assert len(offered(page(client, company, "?all=1"))) == 30


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?removed=x", 404),
        ("?removed=-1", 404),
        ("?removed=99999999999999999999", 404),
        ("?removed=", 200),
        ("?removed=1", 200),
        ("?audience=zzz", 200),
        ("?q=%00", 200),
        ("?q=%ED%A0%80", 200),
        ("?q=" + "x" * 5000, 200),
        ("?q=100%25_", 200),
        ("?all=abc", 200),
    ],
)
def test_odd_addresses_never_break_it(client, company, query, status):
    assert page(client, company, query).status_code == status


def test_two_hundred_listed_questions_are_all_there(client, company):
    for position in range(200):
        factories.ListedQuestionFactory(company=company, position=position)
    assert len(listed(page(client, company))) == 200
    assert ListedQuestion.objects.count() == 200


def test_htmx_gets_the_page_that_it_selects_from(client, company):
    factories.QuestionFactory(text="About pay?")
    response = client.get(reverse("interviews:company_detail", args=[company.pk]) + "?q=pay", headers=HTMX)
    assert offered(response) == ["About pay?"]
