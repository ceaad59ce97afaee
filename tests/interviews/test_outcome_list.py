"""Was it true? What is asked, when, and how each line is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from config.middleware import TIME_ZONE_IN_SESSION
from interviews.models import Answer, Decision, Outcome
from tests import factories
from tests.interviews.deciding import days_ago
from tests.interviews.pages import HTMX, by_id, dom, fields_of, find_all, fragment, messages, text_of
from tests.statements import get_statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(name="Halden Health", stage="accepted")


@pytest.fixture
def decision(company):
    """A hundred days in: two rounds have come."""
    return factories.DecisionFactory(company=company, starts_on=days_ago(100))


@pytest.fixture
def rated(company):
    return factories.AnswerFactory(
        listed_question__company=company, listed_question__text="Who is on call?", said="Nobody.", rating=4
    )


@pytest.fixture
def promise(company):
    return factories.AnswerFactory(
        listed_question__company=company, listed_question__text="Who pays for books?", promise=True
    )


def listed(decision, **query):
    address = reverse("interviews:outcome_list", args=[decision.pk])
    return f"{address}?{'&'.join(f'{key}={value}' for key, value in query.items())}"


def saved(decision, answer):
    return reverse("interviews:outcome_save", args=[decision.pk, answer.pk])


def save(client, decision, answer, verdict="true", days=90, note="", **more):
    body = {"days": days, "verdict": verdict, "note": note}
    return client.post(saved(decision, answer), body, **more)


def rows(response):
    return [text_of(row) for row in find_all(dom(response), "li", cls="row-line")]


def verdicts():
    return list(Outcome.objects.order_by("answer", "days").values_list("answer", "days", "verdict", "note"))


# What is asked


def test_promises_come_first_then_what_was_rated(client, decision, rated, promise):
    first, second = rows(client.get(listed(decision)))
    assert "Who pays for books?" in first
    assert "promise" in first
    assert "Who is on call?" in second
    assert "“" not in second
    assert "Nobody." in second
    assert "rated 4" in second


def test_nothing_else_is_asked(client, decision, company):
    factories.AnswerFactory(listed_question__company=company)
    factories.AnswerFactory(listed_question__company=company, rating=3, deleted_at=timezone.now())
    factories.AnswerFactory(rating=3)
    assert "Nothing to ask about" in client.get(listed(decision)).text


def test_an_answer_with_a_verdict_stays_though_its_rating_was_taken_away(client, decision, rated):
    save(client, decision, rated, "partly")
    Answer.objects.update(rating=None)
    assert len(rows(client.get(listed(decision)))) == 1


def test_the_present_round_is_shown_and_those_before_can_be_opened(client, decision, rated):
    assert fields_of(client.get(listed(decision)), saved(decision, rated))["days"] == "90"
    assert fields_of(client.get(listed(decision, days=30)), saved(decision, rated))["days"] == "30"


@pytest.mark.parametrize("days", ["180", "31", "x", "-1", "٣٠"])
def test_a_round_that_has_not_come_is_not_opened(client, decision, rated, days):
    assert fields_of(client.get(listed(decision, days=days)), saved(decision, rated))["days"] == "90"


def test_before_the_first_round_it_says_when_it_will_be(client, decision, rated):
    Decision.objects.update(starts_on=days_ago(0))
    response = client.get(listed(decision))
    assert "Not yet" in response.text
    assert not rows(response)


def test_without_a_first_day_the_days_count_from_the_decision(client, decision, rated):
    Decision.objects.update(starts_on=None, decided_at=timezone.now() - timedelta(days=31))
    response = client.get(listed(decision))
    assert "since your decision" in response.text
    assert fields_of(response, saved(decision, rated))["days"] == "30"


@pytest.mark.parametrize(("zone", "is_asked"), [("Pacific/Kiritimati", True), ("Pacific/Pago_Pago", False)])
def test_the_day_is_that_of_the_candidate(client, decision, rated, zone, is_asked):
    """Islands a day apart: where it is the day after in one, the round has not come in the other."""
    later = timezone.now().astimezone(UTC) + timedelta(hours=14)
    first = (datetime.combine(later.date(), datetime.min.time(), UTC) - timedelta(days=30)).date()
    Decision.objects.update(starts_on=first)
    session = client.session
    session[TIME_ZONE_IN_SESSION] = zone
    session.save()
    assert bool(rows(client.get(listed(decision)))) == is_asked


def test_what_earlier_rounds_found_stands_beside(client, decision, rated):
    save(client, decision, rated, "partly", days=30, note="Only at night")
    [row] = rows(client.get(listed(decision)))
    assert "after 30 days: partly" in row
    assert "Only at night" in row


def test_a_decision_that_was_taken_back_asks_nothing(client, decision, rated):
    Decision.objects.update(taken_back_at=timezone.now())
    assert client.get(listed(decision)).status_code == 404
    assert save(client, decision, rated).status_code == 404


# Keeping


def test_a_line_is_kept_and_the_page_comes_back_to_it(client, decision, rated):
    response = save(client, decision, rated, "not true", note="Two weeks in six")
    assert response.url == f"{listed(decision, days=90)}#answer-{rated.pk}"
    assert verdicts() == [(rated.pk, 90, "not true", "Two weeks in six")]
    sent = fields_of(client.get(listed(decision)), saved(decision, rated))
    assert (sent["verdict"], sent["note"]) == ("not true", "Two weeks in six")


def test_a_line_can_be_changed(client, decision, rated):
    save(client, decision, rated, "true")
    save(client, decision, rated, "partly", note="Less so now")
    assert verdicts() == [(rated.pk, 90, "partly", "Less so now")]


def test_each_round_has_its_own_verdict(client, decision, rated):
    save(client, decision, rated, "true", days=30)
    save(client, decision, rated, "not true", days=90)
    assert [row[1:3] for row in verdicts()] == [(30, "true"), (90, "not true")]


def test_a_skip_leaves_no_row(client, decision, rated):
    save(client, decision, rated, "true")
    response = client.post(saved(decision, rated), {"days": 90, "verdict": "", "note": ""}, follow=True)
    assert messages(response).endswith("Skipped.")
    assert verdicts() == []


def test_it_can_be_gone_on_with(client, decision, rated, promise):
    save(client, decision, rated)
    response = client.get(listed(decision))
    assert "1 of 2 noted." in response.text
    assert fields_of(response, saved(decision, promise))["verdict"] == ""


def test_htmx_gets_the_line_and_how_many_are_noted(client, decision, rated, promise):
    response = save(client, decision, rated, "partly", headers=HTMX)
    assert response.status_code == 200
    assert text_of(by_id(dom(response), "outcome-progress")) == "1 of 2 noted."
    whole = client.get(listed(decision))
    element = f"answer-{rated.pk}"
    assert fragment(response, element) == fragment(whole, element)


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_note_alone_gets_a_sentence_and_is_kept_on_the_page(client, decision, rated, headers):
    response = save(client, decision, rated, "", note="Two weeks in six", headers=headers)
    assert response.status_code == 422
    assert "Say first whether it was true: a note alone is not kept." in response.text
    assert fields_of(response, saved(decision, rated))["note"] == "Two weeks in six"
    assert verdicts() == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"verdict": "perhaps"}, "Choose one of the four."),
        ({"note": "x" * 501}, "At most 500 characters fit into a note."),
        ({"note": "a\x00b"}, "Null characters are not allowed."),
        ({"days": 180}, "This day has not come yet."),
        ({"days": 31}, "This day has not come yet."),
        ({"days": ""}, "This day has not come yet."),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(client, decision, rated, fields, sentence):
    response = save(client, decision, rated, **fields)
    assert response.status_code == 422
    assert sentence in response.text
    assert verdicts() == []


def test_before_the_first_round_nothing_is_kept(client, decision, rated):
    Decision.objects.update(starts_on=days_ago(3))
    for headers in ({}, HTMX):
        assert save(client, decision, rated, days=30, headers=headers).status_code == 422
    assert verdicts() == []


def test_an_answer_of_another_company_or_of_no_weight_is_not_there(client, decision, company):
    others = [
        factories.AnswerFactory(rating=4),
        factories.AnswerFactory(listed_question__company=company),
        factories.AnswerFactory(listed_question__company=company, rating=4, deleted_at=timezone.now()),
    ]
    assert [save(client, decision, one).status_code for one in others] == [404] * 3


def test_strangers_find_neither_page_nor_line(stranger_client, decision, rated):
    assert stranger_client.get(listed(decision)).status_code == 404
    assert save(stranger_client, decision, rated).status_code == 404
    assert verdicts() == []


@pytest.mark.parametrize("size", [3, 300])
def test_the_page_costs_the_same_however_long_it_is(client, decision, company, size):
    question = factories.ListedQuestionFactory(company=company)
    answers = [
        factories.AnswerFactory.build(
            owner=company.owner,
            company=company,
            listed_question=question,
            person=factories.PersonFactory(company=company),
            rating=3,
        )
        for _ in range(size)
    ]
    for answer in Answer.objects.bulk_create(answers):
        factories.OutcomeFactory(decision=decision, answer=answer)
    assert len(get_statements(client, listed(decision))) == 3
