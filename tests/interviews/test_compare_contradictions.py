"""What the compare page says of contradictions: the first three with their quotes, the others counted."""

import pytest
from django.urls import reverse

from interviews import access, comparison_rows
from interviews.compare_contradictions import QUOTED, contradictions_of
from tests import factories
from tests.interviews.pages import labelled
from tests.statements import statements

ADDRESS = reverse("interviews:compare")


@pytest.fixture
def halden(topic):
    return factories.CompanyFactory(name="Halden Energy")


@pytest.fixture
def northwind(topic):
    return factories.CompanyFactory(name="Northwind <b>")


@pytest.fixture
def topic(mara):
    topic = factories.TopicFactory()
    factories.WeightFactory(topic=topic, value=3)
    return topic


def contradict(company, topic, *numbers):
    for number in numbers:
        listed = factories.ListedQuestionFactory(
            company=company, topic=topic, position=number, agreement="contradicts"
        )
        for word in ("Yes", "No"):
            person = factories.PersonFactory(company=company)
            factories.AnswerFactory(listed_question=listed, person=person, said=f"{word} to {number}")


def said(client):
    return labelled(client.get(ADDRESS), "decide-heading")


def test_three_are_quoted_and_nothing_more_is_said(client, halden, topic):
    contradict(halden, topic, 1, 2, 3)
    text = said(client)
    assert all(f"{word} to {number}" in text for word in ("Yes", "No") for number in (1, 2, 3))
    assert "more" not in text


def test_the_fourth_is_counted_at_its_company(client, halden, northwind, topic):
    contradict(halden, topic, 1)
    contradict(northwind, topic, 2, 3, 4)
    text = said(client)
    assert "Yes to 3" in text
    assert "Yes to 4" not in text
    assert "and 1 more: Northwind (1)" in text


def test_each_company_is_named_once_and_leads_to_its_answers(client, halden, northwind, topic):
    contradict(halden, topic, *range(5))
    contradict(northwind, topic, *range(7))
    response = client.get(ADDRESS)
    assert "and 9 more: Halden (2), Northwind (7)" in labelled(response, "decide-heading")
    for company in (halden, northwind):
        address = reverse("interviews:answer_list", args=[company.pk])
        assert f'<a class="title-link" href="{address}">' in response.text


def test_two_of_the_same_short_name_are_told_apart(client, topic):
    for role in ("Architect", "Engineer"):
        contradict(factories.CompanyFactory(name="Aurora <b>", role=role), topic, 1, 2)
    response = client.get(ADDRESS)
    assert "and 1 more: Aurora <b> (Engineer) (1)" in labelled(response, "decide-heading")
    assert "Aurora <b>" not in response.text


def test_one_without_an_answer_counts_for_nothing(client, halden, topic):
    contradict(halden, topic, 1, 2, 3)
    factories.ListedQuestionFactory(company=halden, topic=topic, position=9, agreement="contradicts")
    assert "more" not in said(client)


def test_only_the_quoted_are_made_into_objects(mara, halden, topic):
    contradict(halden, topic, *range(20))
    rows = comparison_rows.load(mara, list(access.companies_to_compare(mara)))
    with statements() as found:
        contradictions = contradictions_of(rows, {halden.pk: "Halden"})
        quoted = [answer.person.name for _, answers in contradictions.quoted for answer in answers]
    assert len(quoted) == 2 * QUOTED
    assert len(rows.answers.made) == QUOTED
    assert contradictions.more == 20 - QUOTED
    assert not found
