"""What the database lets be there once, both ways, and positions that change places."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import UniqueConstraint

from interviews.models import Company, Profile
from tests import factories
from tests.interviews.once import (
    ANSWER,
    COMPANY,
    INTERVIEW,
    LISTED,
    NOON,
    ONCE,
    agenda_again,
    answer_again,
    answer_of_someone,
    first_follow_up,
    first_invited,
    follow_up_again,
    invited_again,
    listed_again,
)

pytestmark = pytest.mark.django_db


def refused(make, *args, **fields):
    """The name of the rule that refused it."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make(*args, **fields)
    return refusal.value.__cause__.diag.constraint_name


SENTENCES = {
    "company_once_per_name_and_role": "You already have this company with this role.",
    "listed_question_once_per_company": "This question is on the list already.",
    "interview_once_per_invitation": "You have an interview from this invitation already.",
    "follow_up_once_per_question_answer_and_origin": "This follow-up is there already.",
    "offer_one_per_company_and_date": "You already have an offer of this company from this day.",
    "decision_one_standing_per_company": "You have already chosen this company.",
}


@pytest.mark.parametrize("rule", ONCE)
def test_the_same_again_is_refused(rule):
    make, again, _others = ONCE[rule]
    assert refused(again, make()) == rule


@pytest.mark.parametrize(
    ("rule", "other"),
    [pytest.param(rule, other, id=f"{rule} {n}") for rule in ONCE for n, other in enumerate(ONCE[rule][2])],
)
def test_another_one_is_taken(rule, other):
    make, again, _others = ONCE[rule]
    first = make()
    assert again(first, **other(first)).pk != first.pk


def test_every_rule_of_uniqueness_is_tested_here():
    rules = [
        rule for model in apps.get_app_config("interviews").get_models() for rule in model._meta.constraints
    ]
    assert {rule.name for rule in rules if isinstance(rule, UniqueConstraint)} == set(ONCE)
    spoken = {rule.name for rule in rules if isinstance(rule, UniqueConstraint) and speaks(rule)}
    assert spoken == set(SENTENCES)


def speaks(rule):
    return rule.violation_error_message != rule.default_violation_error_message


@pytest.mark.parametrize("rule", SENTENCES)
def test_the_same_again_gets_a_sentence(rule):
    make, again, others = ONCE[rule]
    first = make()
    different = others[0](first)
    row = again(first, **different)
    row.full_clean()
    for name in different:
        setattr(row, name, getattr(first, name))
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert refusal.value.messages == [SENTENCES[rule]]


# Companies


@pytest.mark.parametrize(("name", "role"), [("ACME", "engineer"), ("acme", "ENGINEER"), ("Ácme", "Engineer")])
def test_the_case_of_a_companys_name_and_role_makes_no_other_company(name, role):
    first = COMPANY(name=name, role=role)
    other = Company(owner=first.owner, name=name.swapcase(), role=role.swapcase())
    with pytest.raises(ValidationError) as refusal:
        other.full_clean()
    assert refusal.value.messages == ["You already have this company with this role."]
    assert refused(other.save) == "company_once_per_name_and_role"


def test_a_company_may_be_spelled_anew():
    company = COMPANY(name="acme")
    company.name = "ACME"
    company.full_clean()
    company.save()
    company.refresh_from_db()
    assert company.name == "ACME"


# The list


def test_own_questions_are_not_counted_as_the_same():
    first = LISTED(question=None)
    assert LISTED(company=first.company, question=None).pk != first.pk


def test_a_removed_question_comes_back_only_to_a_free_place():
    removed = LISTED(question=factories.QuestionFactory(), removed_at=NOON)
    listed_again(removed)
    removed.removed_at = None
    assert refused(removed.save) == "listed_question_once_per_company"


# Answers


@pytest.mark.parametrize("missing", [("person",), ("interview",), ("person", "interview")])
def test_an_answer_of_nobody_or_outside_an_interview_is_there_once_too(missing):
    first = answer_of_someone()
    blanks = dict.fromkeys(missing)
    answer_again(first, **blanks)
    assert refused(answer_again, first, **blanks) == "answer_one_live_per_question_interview_person"


def test_a_deleted_answer_comes_back_only_to_a_free_place():
    deleted = ANSWER(deleted_at=NOON)
    answer_again(deleted)
    deleted.deleted_at = None
    assert refused(deleted.save) == "answer_one_live_per_question_interview_person"


def test_a_person_has_one_profile(mara):
    assert refused(Profile.objects.create, owner=mara) == "interviews_profile_owner_id_key"


# Invitations


def test_an_invitation_is_there_once_across_all_companies_of_a_candidate():
    first = first_invited()
    assert refused(invited_again, first, company=COMPANY()) == "interview_once_per_invitation"


def test_interviews_without_an_invitation_are_not_counted_as_the_same():
    first = INTERVIEW(ics_uid="")
    assert invited_again(first).pk != first.pk


# Follow-ups


def test_a_follow_up_to_an_answer_is_there_once_for_each_origin():
    answer = ANSWER()
    first = first_follow_up_to(answer)
    assert refused(follow_up_again, first) == "follow_up_once_per_question_answer_and_origin"
    assert follow_up_again(first, origin="come back").pk != first.pk


def first_follow_up_to(answer):
    return factories.FollowUpFactory(
        company=answer.company, listed_question=answer.listed_question, answer=answer, origin="vague"
    )


def test_a_follow_up_that_is_done_is_not_there_a_second_time():
    first = first_follow_up()
    first.close()
    assert refused(follow_up_again, first) == "follow_up_once_per_question_answer_and_origin"


def test_own_notes_about_one_question_are_as_many_as_one_likes():
    first = follow_up_again(first_follow_up(), origin="manual")
    assert follow_up_again(first).pk != first.pk


# Decisions


def test_a_decision_that_was_taken_back_does_not_return_beside_another():
    taken_back = factories.DecisionFactory(taken_back_at=NOON)
    factories.DecisionFactory(company=taken_back.company)
    taken_back.taken_back_at = None
    assert refused(taken_back.save) == "decision_one_standing_per_company"


# Shares


def test_a_secret_address_leads_to_one_share(stranger):
    first = factories.ShareFactory()
    again = refused(factories.ShareFactory, owner=stranger, token_hash=first.token_hash)
    assert again == "interviews_share_token_hash_key"


# Calendar feeds


def test_a_feeds_token_is_one_candidates(mara, stranger):
    Profile.objects.filter(owner=mara).update(feed_token="a")
    hers = Profile.objects.filter(owner=stranger)
    assert refused(hers.update, feed_token="a") == "interviews_profile_feed_token_key"
    assert hers.update(feed_token="b") == 1


def test_any_number_of_candidates_have_no_feed(mara, stranger):
    assert Profile.objects.filter(feed_token=None).count() == 2


# Places in a list


def two_listed():
    first = LISTED(position=1)
    return [first, LISTED(company=first.company, position=2)]


def two_on_an_agenda():
    first = factories.AgendaItemFactory(position=1)
    return [first, agenda_again(first, position=2)]


@pytest.mark.parametrize("two", [two_listed, two_on_an_agenda])
def test_two_rows_change_places_in_one_statement(two):
    rows = two()
    rows[0].position, rows[1].position = 2, 1
    type(rows[0]).objects.bulk_update(rows, ["position"])
    for row in rows:
        row.refresh_from_db()
    assert [row.position for row in rows] == [2, 1]


@pytest.mark.parametrize("two", [two_listed, two_on_an_agenda])
def test_a_place_that_is_taken_is_refused_at_once(two):
    first, second = two()
    second.position = first.position
    assert refused(second.save).endswith("_position_once")
