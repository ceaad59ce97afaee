"""What a comparison is made of, as the database has it: claims counted, people and words with the answers."""

from datetime import UTC, datetime, timedelta
from fractions import Fraction

import pytest

from interviews import access, comparison_rows
from interviews.compare_page import compare_page
from interviews.models import ListedQuestion
from tests import factories
from tests.statements import statements

MOMENT = datetime(2026, 3, 29, 0, 59, 59, 999_999, tzinfo=UTC)


@pytest.fixture
def topic(mara):
    return factories.TopicFactory(name="Autonomy")


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def question(company, topic):
    return factories.ListedQuestionFactory(company=company, topic=topic)


def load(company, **more):
    return comparison_rows.load(company.owner, [company], **more)


def cell(company, topic, **more):
    """As the page has it."""
    topics = list(access.topics_of(company.owner))
    return compare_page([company], topics, load(company, **more)).result.cells[company.pk, topic.pk]


def claims(company, **more):
    return [question.claims for one in load(company, **more).companies for question in one.questions]


# Claims


@pytest.mark.parametrize("for_follow_ups", [False, True])
def test_a_topic_that_only_claims_speak_to_is_claims_only(company, topic, question, for_follow_ups):
    for _ in range(2):
        factories.ClaimFactory(company=company, listed_question=question)
    assert cell(company, topic, for_follow_ups=for_follow_ups).claims_only
    assert claims(company, for_follow_ups=for_follow_ups) == [2]


@pytest.mark.parametrize("for_follow_ups", [False, True])
def test_an_answer_rated_or_not_is_more_than_claims(company, topic, question, for_follow_ups):
    factories.ClaimFactory(company=company, listed_question=question)
    factories.AnswerFactory(listed_question=question, rating=None)
    assert not cell(company, topic, for_follow_ups=for_follow_ups).claims_only


def test_a_deleted_answer_leaves_claims_only(company, topic, question):
    factories.ClaimFactory(company=company, listed_question=question)
    factories.AnswerFactory(listed_question=question, deleted_at=MOMENT)
    assert cell(company, topic).claims_only


def test_a_claim_that_answers_no_question_speaks_to_no_topic(company, topic, question):
    factories.ClaimFactory(company=company)
    assert not cell(company, topic).claims_only


def test_a_claim_on_a_question_taken_off_the_list_speaks_to_no_topic(company, topic, question):
    gone = factories.ListedQuestionFactory(company=company, topic=topic, removed_at=MOMENT)
    factories.ClaimFactory(company=company, listed_question=gone)
    assert not cell(company, topic).claims_only


def test_each_question_counts_its_own_claims(company, question):
    two = factories.ListedQuestionFactory(company=company)
    factories.ListedQuestionFactory(company=company)
    factories.ClaimFactory(company=company, listed_question=question)
    for _ in range(2):
        factories.ClaimFactory(company=company, listed_question=two)
    assert sorted(claims(company)) == [0, 1, 2]


def test_claims_beside_answers_do_not_multiply_them(company, topic, question):
    for rating in (1, 4):
        person = factories.PersonFactory(company=company)
        factories.AnswerFactory(listed_question=question, person=person, rating=rating)
        factories.ClaimFactory(company=company, listed_question=question)
    found = cell(company, topic)
    assert (found.value, found.heard, found.listed) == (Fraction(1, 2), 2, 1)


# What is loaded


@pytest.mark.parametrize("for_follow_ups", [False, True])
def test_three_statements_however_much_there_is(company, question, for_follow_ups):
    counts = []
    for _ in range(2):
        for _ in range(3):
            factories.AnswerFactory(listed_question=question, person=factories.PersonFactory(company=company))
            factories.ClaimFactory(company=company, listed_question=question)
            question = factories.ListedQuestionFactory(company=company, agreement="contradicts")
        with statements() as found:
            load(company, for_follow_ups=for_follow_ups)
        counts.append(len(found))
    assert counts == [3, 3]


def test_answers_come_with_their_person_and_to_the_microsecond(company, question):
    person = factories.PersonFactory(company=company, name="Ilse", audience="recruiter")
    made = factories.AnswerFactory(
        listed_question=question, person=person, rating=3, quality="general", answered_at=MOMENT
    )
    rows = load(company)
    with statements() as asked:
        (answer,) = rows.answers[question.pk]
        assert (answer, answer.rating, answer.quality) == (made, 3, "general")
        assert (answer.answered_at, answer.company_id) == (MOMENT, company.pk)
        assert (answer.person.name, answer.person.get_audience_display()) == ("Ilse", "recruiter")
        (listed,) = rows.listed[company.pk]
        assert (listed, listed.text, listed.company) == (question, question.text, company)
    assert asked == []


def test_an_answer_of_nobody_in_particular_has_no_person(company, question):
    factories.AnswerFactory(listed_question=question, person=None)
    assert load(company).answers[question.pk][0].person is None


def test_what_was_not_loaded_is_asked_for_rather_than_empty(company, question):
    factories.AnswerFactory(listed_question=question, impression="Honest")
    assert load(company).answers[question.pk][0].impression == "Honest"


def test_only_what_is_quoted_has_its_words(company, question):
    factories.AnswerFactory(listed_question=question, said="We do.", quality="vague")
    marked = factories.ListedQuestionFactory(company=company, agreement="contradicts")
    factories.AnswerFactory(listed_question=marked, said="They do." + "!" * 400)
    rows = load(company)
    assert [one.said for one in rows.answers[question.pk]] == [""]
    assert [len(one.said) for one in rows.answers[marked.pk]] == [comparison_rows.QUOTE_LENGTH]
    for_follow_ups = load(company, for_follow_ups=True)
    assert [one.said for one in for_follow_ups.answers[question.pk]] == ["We do."]


def test_answers_of_a_question_are_in_the_order_in_which_they_were_given(company, question):
    moments = [MOMENT + timedelta(minutes=minute) for minute in (5, 0, 9)]
    people = [factories.PersonFactory(company=company) for _ in moments]
    made = [
        factories.AnswerFactory(listed_question=question, person=person, answered_at=moment)
        for person, moment in zip(people, moments, strict=True)
    ]
    ordered = [made[1], made[0], made[2]]
    rows = load(company)
    assert rows.answers[question.pk] == ordered
    assert [one.pk for one in rows.companies[0].questions[0].answers] == [one.pk for one in ordered]


def test_contradictions_are_by_company_and_place_and_have_answers(mara):
    companies = [factories.CompanyFactory(name=name) for name in ("Ash", "Elm")]
    marked = [
        factories.ListedQuestionFactory(company=company, position=position, agreement="contradicts")
        for company in companies
        for position in (7, 2)
    ]
    for listed in marked[:3]:
        factories.AnswerFactory(listed_question=listed)
    rows = comparison_rows.load(companies[0].owner, companies[::-1])
    assert list(rows.contradictions) == [marked[1], marked[0], marked[2]]
    assert list(rows.of(companies[1:]).contradictions) == [marked[2]]


def test_nothing_of_other_companies_or_candidates(company, stranger):
    other = factories.CompanyFactory(owner=stranger)
    for one in (factories.CompanyFactory(), other):
        listed = factories.ListedQuestionFactory(company=one, agreement="contradicts")
        factories.AnswerFactory(listed_question=listed)
    rows = comparison_rows.load(company.owner, [company, other])
    assert (dict(rows.listed), dict(rows.answers), rows.contradictions) == ({}, {}, {})
    assert ListedQuestion.objects.count() == 2
