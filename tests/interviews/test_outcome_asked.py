"""The home page asks, once its day has come; the library says which questions told the truth."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Answer, Decision, Outcome
from tests import factories
from tests.interviews.deciding import days_ago
from tests.interviews.pages import dom, find_all, labelled, text_of
from tests.statements import get_statements

HOME = reverse("interviews:home")
LIBRARY = reverse("questions:question_list")


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(name="Halden Health", stage="accepted")


@pytest.fixture
def decision(company):
    return factories.DecisionFactory(company=company, starts_on=days_ago(31))


@pytest.fixture
def answers(company):
    return [factories.AnswerFactory(listed_question__company=company, rating=3) for _ in range(3)]


def panel(client, decision):
    """What home asks, or nothing."""
    response = client.get(HOME)
    return labelled(response, f"due-{decision.pk}") if f"due-{decision.pk}" in response.text else ""


def truth(client, question):
    """The line under the question in the library, and what its own page says."""
    rows = find_all(dom(client.get(LIBRARY)), "li", cls="row-line")
    [row] = [text_of(one) for one in rows if question.text in text_of(one)]
    response = client.get(reverse("questions:question_detail", args=[question.pk]))
    page = labelled(response, "truth-heading") if "truth-heading" in response.text else ""
    return row, page


# Home


def test_home_asks_when_the_day_has_come(client, decision, answers):
    text = panel(client, decision)
    assert text.startswith("30 days at Halden Health")
    assert "You wrote down 3 things they said. Were they true?" in text


def test_home_leads_to_that_round(client, decision, answers):
    address = f"{reverse('interviews:outcome_list', args=[decision.pk])}?days=30"
    assert find_all(dom(client.get(HOME)), "a", href=address)


def test_home_says_nothing_before_the_day(client, decision, answers):
    Decision.objects.update(starts_on=days_ago(29))
    assert panel(client, decision) == ""


def test_home_counts_from_the_decision_while_there_is_no_first_day(client, decision, answers):
    Decision.objects.update(starts_on=None, decided_at=timezone.now() - timedelta(days=40))
    assert panel(client, decision).startswith("30 days since you chose Halden Health")


def test_home_says_how_many_are_left(client, decision, answers):
    factories.OutcomeFactory(decision=decision, answer=answers[0])
    assert "2 answers are left." in panel(client, decision)


def test_home_is_quiet_when_all_is_noted(client, decision, answers):
    for answer in answers:
        factories.OutcomeFactory(decision=decision, answer=answer)
    assert panel(client, decision) == ""


def test_home_is_quiet_a_week_after_somebody_stopped(client, decision, answers):
    noted_at = timezone.now() - timedelta(days=8)
    factories.OutcomeFactory(decision=decision, answer=answers[0], noted_at=noted_at)
    assert panel(client, decision) == ""


def test_home_asks_again_in_the_next_round(client, decision, answers):
    factories.OutcomeFactory(decision=decision, answer=answers[0], noted_at=timezone.now() - timedelta(60))
    Decision.objects.update(starts_on=days_ago(95))
    assert panel(client, decision).startswith("90 days at Halden Health")


def test_deleted_answers_are_neither_asked_nor_counted(client, decision, answers):
    factories.OutcomeFactory(decision=decision, answer=answers[0])
    Answer.objects.filter(pk=answers[0].pk).update(deleted_at=timezone.now())
    assert "You wrote down 2 things" in panel(client, decision)


def test_one_taken_back_asks_nothing(client, decision, answers):
    Decision.objects.update(taken_back_at=timezone.now())
    assert panel(client, decision) == ""


def test_it_asks_though_every_company_is_in_the_archive(client, decision, answers, company):
    company.archive()
    assert panel(client, decision).startswith("30 days at")


def test_nobody_else_is_asked(stranger_client, decision, answers):
    assert panel(stranger_client, decision) == ""


def test_home_costs_the_same_however_much_was_noted(client, decision, answers, company):
    few = len(get_statements(client, HOME))
    for number in range(20):
        answer = factories.AnswerFactory(listed_question__company=company, rating=3)
        factories.OutcomeFactory(decision=decision, answer=answer)
        other = factories.CompanyFactory(name=f"Other {number}", stage="declined")
        factories.DecisionFactory(company=other, starts_on=days_ago(31))
    assert len(get_statements(client, HOME)) == few <= 8


# The library


@pytest.fixture
def question(mara):
    return factories.QuestionFactory(text="What does on-call look like?", owner=mara)


def outcome_of(question, name, verdict, **fields):
    company = factories.CompanyFactory(name=name)
    listed = factories.ListedQuestionFactory(company=company, question=question, topic=question.topic)
    answer = factories.AnswerFactory(listed_question=listed, rating=3)
    decision = factories.DecisionFactory(company=company)
    return factories.OutcomeFactory(decision=decision, answer=answer, verdict=verdict, **fields)


def test_the_library_says_how_often_a_question_told_the_truth(client, question):
    for name, verdict in {"Halden": "true", "Quillworks": "true", "Northwind": "not true"}.items():
        outcome_of(question, name, verdict, note=f"At {name}")
    row, page = truth(client, question)
    assert "Told the truth 2 of 3 times" in row
    assert "Told the truth 2 of 3 times" in page
    for words in ("Halden true after 30 days At Halden", "Northwind not true after 30 days At Northwind"):
        assert words in page


def test_half_a_truth_is_said_apart(client, question):
    outcome_of(question, "Halden", "partly")
    assert "Told the truth 0 of 1 time, once partly" in truth(client, question)[0]


def test_of_each_answer_the_latest_verdict_counts(client, question):
    first = outcome_of(question, "Halden", "true")
    factories.OutcomeFactory(decision=first.decision, answer=first.answer, days=90, verdict="not true")
    row, page = truth(client, question)
    assert "Told the truth 0 of 1 time" in row
    assert "Halden not true after 90 days" in page


def test_a_question_without_outcomes_says_nothing(client, question):
    other = factories.QuestionFactory(owner=question.owner, text="And who decides?")
    outcome_of(question, "Halden", "true")
    row, page = truth(client, other)
    assert "truth" not in row
    assert page == ""


def test_deleted_answers_say_nothing(client, question):
    outcome_of(question, "Halden", "true")
    Answer.objects.update(deleted_at=timezone.now())
    row, page = truth(client, question)
    assert "truth" not in row
    assert page == ""


def test_what_was_found_stays_when_the_decision_is_taken_back(client, question):
    outcome = outcome_of(question, "Halden", "true")
    Decision.objects.update(taken_back_at=timezone.now())
    response = client.get(reverse("questions:question_detail", args=[question.pk]))
    assert reverse("interviews:decision_detail", args=[outcome.decision_id]) in response.text
    assert "Told the truth 1 of 1 time" in response.text


def test_a_built_in_question_shows_what_this_candidate_found_alone(client, stranger_client):
    question = factories.QuestionFactory(text="Who decides?")
    outcome_of(question, "Halden", "true")
    assert "Told the truth" in truth(client, question)[0]
    row, page = truth(stranger_client, question)
    assert "Told the truth" not in row + page


def test_the_library_costs_the_same_however_much_was_found(client, question):
    few = len(get_statements(client, LIBRARY))
    for number in range(20):
        outcome_of(question, f"Company {number}", "true")
    assert len(get_statements(client, LIBRARY)) == few
    assert Outcome.objects.count() == 20
