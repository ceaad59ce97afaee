"""Ranges and texts as the database itself holds them, both ways."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CheckConstraint

from interviews.models import FollowUp, Signal
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER, EARLIER = NOON + timedelta(minutes=1), NOON - timedelta(seconds=1)


def refused(make, *args, **fields):
    """The name of the rule that refused it."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make(*args, **fields)
    return refusal.value.__cause__.diag.constraint_name


# One row at a time

COMPANY, PERSON = factories.CompanyFactory, factories.PersonFactory
LISTED, INTERVIEW = factories.ListedQuestionFactory, factories.InterviewFactory
ANSWER, WEIGHT, DEALBREAKER = factories.AnswerFactory, factories.WeightFactory, factories.DealbreakerFactory
CLAIM, FOLLOW_UP, PROFILE = factories.ClaimFactory, factories.FollowUpFactory, factories.ProfileFactory
SIGNAL, PAY, SHARE = factories.SignalFactory, factories.OfferPayFactory, factories.ShareFactory
DECISION, OUTCOME, CHANGE = factories.DecisionFactory, factories.OutcomeFactory, factories.WeightChangeFactory


def about_a_question(**fields):
    listed = LISTED()
    return FOLLOW_UP(company=listed.company, listed_question=listed, **fields)


def about_an_answer(**fields):
    answer = ANSWER()
    about = {"text": "!", "answer": answer, "listed_question": answer.listed_question}
    return FOLLOW_UP(company=answer.company, **(about | fields))


TAKEN = [
    (COMPANY, {"name": "A", "role": "B"}),
    (PERSON, {"name": "M."}),
    (LISTED, {"text": "?"}),
    (LISTED, {"minutes": 1}),
    (LISTED, {"minutes": 30}),
    (INTERVIEW, {"minutes": 5, "question_minutes": 5}),
    (INTERVIEW, {"minutes": 600, "question_minutes": 600}),
    (INTERVIEW, {"question_minutes": 0}),
    *((INTERVIEW, {"impression": value}) for value in (None, 1, 2, 3, 4)),
    (INTERVIEW, {"started_at": NOON, "finished_at": None}),
    (INTERVIEW, {"started_at": None, "finished_at": NOON}),
    (INTERVIEW, {"started_at": NOON, "finished_at": NOON}),
    (INTERVIEW, {"started_at": NOON, "finished_at": LATER}),
    *((ANSWER, {"rating": value}) for value in (None, 1, 2, 3, 4)),
    *((WEIGHT, {"value": value}) for value in (0, 5)),
    (DEALBREAKER, {"text": "No"}),
    (CLAIM, {"text": "!"}),
    (FOLLOW_UP, {"text": "!", "origin": "manual", "listed_question": None}),
    *((about_a_question, {"text": "", "origin": origin}) for origin in FollowUp.Origin.values),
    (about_a_question, {"text": "!", "origin": "vague"}),
    (about_an_answer, {"origin": "vague"}),
    (PROFILE, {"feed_token": None}),
    (PROFILE, {"feed_token": "a secret"}),
    *((CHANGE, {"before": value, "after": 5 - value}) for value in (0, 5)),
    (SIGNAL, {"kind": "other", "text": "Asked for my age"}),
    *((SIGNAL, {"kind": kind, "text": ""}) for kind in Signal.Kind.values if kind != "other"),
    (PAY, {"amount": None, "words": "10 % of what you sell"}),
    (PAY, {"amount": Decimal(0), "currency": "EUR", "words": ""}),
    (PAY, {"amount": Decimal("999999999999.99"), "currency": "JPY", "words": "in yen"}),
    (DECISION, {"reason": "!"}),
    *((OUTCOME, {"days": days}) for days in (30, 90, 180)),
    (SHARE, {"created_at": NOON, "expires_at": LATER}),
]
SENTENCES = {
    "company_name_and_role_given": "Write the company and the role.",
    "person_name_given": "Write a name or initials.",
    "listed_question_text_not_empty": "Write the question.",
    "listed_question_minutes_1_to_30": "Minutes are a whole number from 1 to 30.",
    "interview_minutes_5_to_600": "An interview takes 5 to 600 minutes.",
    "interview_question_minutes_within_minutes": "The minutes for your questions fit into the interview.",
    "interview_impression_1_to_4": "An impression is 1, 2, 3 or 4.",
    "interview_finished_after_started": "An interview finishes after it starts.",
    "answer_rating_1_to_4": "A rating is 1, 2, 3 or 4.",
    "weight_value_0_to_5": "A weight is a whole number from 0 to 5.",
    "dealbreaker_text_given": "Write what you would not accept.",
    "claim_text_given": "Write what it says.",
    "follow_up_text_or_question_given": "Write what to find out or do.",
    "follow_up_about_a_question_unless_manual": "Choose the question it is about.",
    "follow_up_answer_with_its_question": "Choose the question that the answer is about.",
    "profile_feed_token_is_none_or_secret": "A calendar has a secret address, or none.",
    "weight_change_0_to_5": "A weight is a whole number from 0 to 5.",
    "signal_says_what_happened": "Write what happened.",
    "offer_pay_amount_or_words": "Write an amount, or the words of the offer.",
    "offer_pay_amount_with_currency": "An amount needs its currency in three letters, like EUR.",
    "decision_reason_given": "Write why you choose it.",
    "outcome_after_30_90_or_180_days": "An outcome is asked for after 30, 90 and 180 days.",
    "share_expires_after_it_is_made": "Choose a day that is still to come.",
}
REFUSED = [
    (COMPANY, {"name": ""}, "company_name_and_role_given"),
    (COMPANY, {"role": ""}, "company_name_and_role_given"),
    (PERSON, {"name": ""}, "person_name_given"),
    (LISTED, {"text": ""}, "listed_question_text_not_empty"),
    (LISTED, {"minutes": 0}, "listed_question_minutes_1_to_30"),
    (LISTED, {"minutes": 31}, "listed_question_minutes_1_to_30"),
    (INTERVIEW, {"minutes": 4, "question_minutes": 0}, "interview_minutes_5_to_600"),
    (INTERVIEW, {"minutes": 601}, "interview_minutes_5_to_600"),
    (INTERVIEW, {"minutes": 30, "question_minutes": 31}, "interview_question_minutes_within_minutes"),
    (INTERVIEW, {"impression": 0}, "interview_impression_1_to_4"),
    (INTERVIEW, {"impression": 5}, "interview_impression_1_to_4"),
    (INTERVIEW, {"started_at": NOON, "finished_at": EARLIER}, "interview_finished_after_started"),
    (ANSWER, {"rating": 0}, "answer_rating_1_to_4"),
    (ANSWER, {"rating": 5}, "answer_rating_1_to_4"),
    (WEIGHT, {"value": 6}, "weight_value_0_to_5"),
    (DEALBREAKER, {"text": ""}, "dealbreaker_text_given"),
    (CLAIM, {"text": ""}, "claim_text_given"),
    (FOLLOW_UP, {"text": ""}, "follow_up_text_or_question_given"),
    (about_an_answer, {"listed_question": None}, "follow_up_answer_with_its_question"),
    (PROFILE, {"feed_token": ""}, "profile_feed_token_is_none_or_secret"),
    (CHANGE, {"before": 6}, "weight_change_0_to_5"),
    (CHANGE, {"after": 6}, "weight_change_0_to_5"),
    (SIGNAL, {"kind": "other", "text": ""}, "signal_says_what_happened"),
    (PAY, {"amount": None, "words": ""}, "offer_pay_amount_or_words"),
    *(
        (PAY, {"amount": 1, "currency": currency}, "offer_pay_amount_with_currency")
        for currency in ("", "eur", "EU", "€")
    ),
    (PAY, {"amount": -1, "currency": "EUR"}, "offer_pay_amount_with_currency"),
    (DECISION, {"reason": ""}, "decision_reason_given"),
    *((OUTCOME, {"days": days}, "outcome_after_30_90_or_180_days") for days in (0, 29, 31, 365)),
    (SHARE, {"created_at": NOON, "expires_at": NOON}, "share_expires_after_it_is_made"),
    (SHARE, {"created_at": NOON, "expires_at": EARLIER}, "share_expires_after_it_is_made"),
    *(
        (FOLLOW_UP, {"origin": origin}, "follow_up_about_a_question_unless_manual")
        for origin in FollowUp.Origin.values
        if origin != "manual"
    ),
]


@pytest.mark.parametrize(("factory", "fields"), TAKEN)
def test_a_row_within_its_limits_is_taken(factory, fields):
    row = factory(**fields)
    row.full_clean()
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in fields} == fields


@pytest.mark.parametrize(("factory", "fields", "rule"), REFUSED)
def test_a_row_outside_its_limits_is_refused(factory, fields, rule):
    assert refused(factory, **fields) == rule


@pytest.mark.parametrize(("factory", "fields", "rule"), REFUSED)
def test_a_row_outside_its_limits_gets_a_sentence(factory, fields, rule):
    """A field's own validators may speak first in full_clean; the rule's sentence is there in any case."""
    row = factory()
    for name, value in fields.items():
        setattr(row, name, value)
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert refusal.value.messages == [SENTENCES[rule]]
    with pytest.raises(ValidationError):
        row.full_clean()


@pytest.mark.parametrize(
    ("factory", "field"),
    [
        (LISTED, "position"),
        (INTERVIEW, "minutes"),
        (INTERVIEW, "ics_sequence"),
        (ANSWER, "revision"),
        (WEIGHT, "value"),
        (CHANGE, "before"),
        (CHANGE, "after"),
        (PAY, "position"),
        (OUTCOME, "days"),
    ],
)
def test_a_negative_number_is_refused(factory, field):
    rule = refused(factory, **{field: -1})
    assert rule.startswith(factory._meta.model._meta.model_name) or field in rule


def test_every_check_is_tested_here():
    rules = [
        rule for model in apps.get_app_config("interviews").get_models() for rule in model._meta.constraints
    ]
    assert {rule.name for rule in rules if isinstance(rule, CheckConstraint)} == set(SENTENCES)
    assert {rule for *_, rule in REFUSED} == set(SENTENCES)
