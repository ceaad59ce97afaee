"""Behind a number of the matrix: who said what, how it is worked out, and what is still open."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.interviews.pages import attribute, by_id, dom, find_all, labelled, text_of
from tests.statements import get_statements


@pytest.fixture
def topic(mara):
    topic = factories.TopicFactory(name="Workload")
    factories.WeightFactory(topic=topic, value=5)
    return topic


@pytest.fixture
def company(topic):
    return factories.CompanyFactory(name="Halden Health")


def question(company, topic, text, *ratings, **fields):
    listed = factories.ListedQuestionFactory(company=company, topic=topic, text=text)
    for number, rating in enumerate(ratings):
        person = factories.PersonFactory(company=company, name=f"Person {number}")
        factories.AnswerFactory(listed_question=listed, person=person, rating=rating, **fields)
    return listed


def address(company, topic, query=""):
    return reverse("interviews:evidence", args=[company.pk, topic.pk]) + query


def sum_of(response):
    return labelled(response, "sum-heading").removeprefix("How the number is made ")


def test_the_number_is_worked_out_in_words(client, company, topic):
    question(company, topic, "On call?", 4, 1)
    question(company, topic, "Evenings?", 2)
    question(company, topic, "Weekends?", 1)
    response = client.get(address(company, topic))
    assert sum_of(response).startswith("1.8: three questions, (2.5 + 2 + 1) / 3")
    assert "(4 + 1) / 2 = 2.5" in labelled(response, "behind-heading")
    assert "3 of 3 questions rated, heard from 4 people" in sum_of(response).replace("  ", " ")


def test_one_question_is_its_own_number(client, company, topic):
    question(company, topic, "On call?", 4, 3)
    assert sum_of(client.get(address(company, topic))).startswith("3.5: one question, 3.5")


def test_every_answer_stands_with_quality_rating_date_flag_and_words(client, company, topic):
    listed = question(company, topic, "On call?")
    person = factories.PersonFactory(company=company, name="Jonas Vik", audience="peer")
    factories.AnswerFactory(
        listed_question=listed,
        person=person,
        rating=1,
        quality="specific",
        flag="red flag",
        said="One week in four.",
        answered_at=timezone.now().replace(2026, 11, 18, 12),
    )
    text = labelled(client.get(address(company, topic)), "behind-heading")
    for words in ("Jonas Vik", "peer", "18 Nov 2026", "Specific", "rated 1", "red flag", "One week in four."):
        assert words in text


def test_only_the_latest_rating_of_a_person_counts(client, company, topic):
    listed = question(company, topic, "On call?")
    person = factories.PersonFactory(company=company)
    for days, rating in ((3, 1), (1, 4)):
        factories.AnswerFactory(
            listed_question=listed,
            person=person,
            interview=factories.InterviewFactory(company=company),
            rating=rating,
            answered_at=timezone.now() - timedelta(days=days),
        )
    response = client.get(address(company, topic))
    assert sum_of(response).startswith("4.0: one question, 4")
    assert response.text.count("only the latest counts") == 1


def test_what_is_unrated_or_unanswered_stands_below_as_open(client, company, topic):
    question(company, topic, "On call?", 4)
    question(company, topic, "Evenings?", None)
    question(company, topic, "Weekends?")
    response = client.get(address(company, topic))
    assert "Evenings?" in labelled(response, "unrated-heading")
    assert "Weekends?" in labelled(response, "open-heading")
    assert "On call?" not in labelled(response, "open-heading")
    assert "1 of 3 questions rated" in sum_of(response)


def test_without_a_rating_there_is_no_number(client, company, topic):
    question(company, topic, "Evenings?")
    response = client.get(address(company, topic))
    assert "No number yet: nothing is rated here." in sum_of(response)
    assert "heard from nobody" in sum_of(response)


def test_a_claim_is_shown_as_a_claim_and_makes_no_number(client, company, topic):
    listed = question(company, topic, "On call?")
    factories.ClaimFactory(company=company, listed_question=listed, text="A fair rota.")
    response = client.get(address(company, topic))
    assert "only claims, heard from nobody" in sum_of(response)
    assert "A fair rota." in labelled(response, "open-heading")
    assert "only claimed" in labelled(response, "open-heading")


def test_without_a_question_it_leads_to_the_list(client, company, topic):
    response = client.get(address(company, topic))
    assert "No question listed" in response.text
    assert reverse("interviews:company_detail", args=[company.pk]) in response.text


def test_other_topics_companies_deleted_and_removed_rows_stay_out(client, company, topic):
    question(company, topic, "On call?", 4)
    question(company, factories.TopicFactory(), "Another topic?", 1)
    question(factories.CompanyFactory(), topic, "Another company?", 1)
    removed = question(company, topic, "Removed?", 1)
    removed.removed_at = timezone.now()
    removed.save()
    question(company, topic, "Deleted?", 1, deleted_at=timezone.now())
    response = client.get(address(company, topic))
    assert sum_of(response).startswith("4.0: one question, 4")
    for words in ("Another topic?", "Another company?", "Removed?"):
        assert words not in response.text
    assert "Deleted?" in labelled(response, "open-heading")


def test_every_answer_can_be_led_to(client, company, topic):
    answer = question(company, topic, "On call?", 4).answer_set.get()
    assert text_of(by_id(dom(client.get(address(company, topic))), f"answer-{answer.pk}"))


@pytest.mark.parametrize(
    ("query", "kept"),
    [("?company=1&company=2", "?company=1&company=2"), ("", ""), ("?company=x%22%3E&page=2", "")],
)
def test_the_way_back_keeps_the_choice(client, company, topic, query, kept):
    response = client.get(address(company, topic, query))
    [back] = [link for link in find_all(dom(response), "a") if text_of(link) == "← Compare"]
    assert attribute(back, "href").replace("&amp;", "&") == f"/compare/{kept}"


def test_the_weight_is_said_and_a_hidden_topic_is_outside(client, company, topic):
    assert "weight 5" in client.get(address(company, topic)).text
    hidden = factories.TopicFactory()
    factories.WeightFactory(topic=hidden, hidden=True)
    assert "a hidden topic, outside every score" in client.get(address(company, hidden)).text


def test_words_are_shown_safe(client, company, topic):
    question(company, topic, "<script>alert(1)</script>", 4, said="<b>bold</b> " + "ש" * 5000)
    text = client.get(address(company, topic)).text
    assert "<script>alert" not in text
    assert "<b>bold" not in text


def test_strangers_do_not_see_it(stranger, stranger_client, client, company, topic):
    question(company, topic, "On call?", 4)
    assert stranger_client.get(address(company, topic)).status_code == 404
    theirs = factories.TopicFactory(owner=stranger)
    assert client.get(address(company, theirs)).status_code == 404


def test_it_costs_the_same_for_few_rows_and_for_many(client, company, topic):
    def costs():
        return len(get_statements(client, address(company, topic)))

    grow(company, topic, 3)
    few = costs()
    grow(company, topic, 297)
    assert costs() == few <= 8


def grow(company, topic, count):
    people = [factories.PersonFactory(company=company) for _ in range(2)]
    for number in range(count):
        listed = factories.ListedQuestionFactory(company=company, topic=topic)
        factories.ClaimFactory(company=company, listed_question=listed)
        if number % 3:
            factories.AnswerFactory(listed_question=listed, person=people[number % 2], rating=number % 4 + 1)
