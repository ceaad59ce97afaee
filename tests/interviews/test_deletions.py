"""What goes together with a row, and what keeps it."""

import pytest
from django.db.models import RestrictedError

from tests.factories import (
    AnswerFactory,
    ClaimFactory,
    DealbreakerCheckFactory,
    ListedQuestionFactory,
    PersonFactory,
)
from tests.world import OWNED_MODELS, every_row_of, make_world

pytestmark = pytest.mark.django_db


@pytest.fixture
def maras(mara):
    return make_world(mara)


@pytest.fixture
def other_company(mara, maras):
    """Another of Mara's companies, with everything in it."""
    return make_world(mara)


def only(row):
    return type(row).objects.filter(pk=row.pk)


OF_A_COMPANY = [model for model in OWNED_MODELS if any(f.name == "company" for f in model._meta.fields)]


def test_a_company_goes_with_everything_in_it_and_nothing_else(maras, other_company):
    before = {name: row.pk for name, row in vars(other_company).items()}
    pk = maras.company.pk
    maras.company.delete()
    assert [model for model in OF_A_COMPANY if model.objects.filter(company=pk)] == []
    assert {name: row.pk for name, row in vars(other_company).items() if only(row).exists()} == before


def test_an_account_goes_with_every_row_it_owns(maras, other_company, mara, stranger):
    make_world(stranger)
    before, pk = every_row_of(stranger), mara.pk
    mara.delete()
    assert [model for model in OWNED_MODELS if model.objects.filter(owner=pk)] == []
    assert every_row_of(stranger) == before


@pytest.mark.parametrize("name", ["interview", "person"])
def test_what_answers_came_from_stays_as_long_as_they_do(maras, name):
    with pytest.raises(RestrictedError):
        getattr(maras, name).delete()


def test_a_dealbreaker_goes_with_its_checks(maras):
    maras.dealbreaker.delete()
    assert not only(maras.dealbreaker_check).exists()


def test_a_check_outlives_its_proof(maras):
    maras.answer.delete()
    maras.dealbreaker_check.refresh_from_db()
    assert maras.dealbreaker_check.answer is None


# Claims and the questions they raise or answer refer to each other


def test_a_claim_and_a_question_refer_to_each_other_here(maras):
    assert maras.claim.listed_question == maras.listed_question
    assert maras.listed_question.raised_by == maras.claim


def test_a_question_goes_with_its_follow_ups_and_leaves_the_claim(maras):
    maras.listed_question.delete()
    maras.claim.refresh_from_db()
    assert maras.claim.listed_question is None
    assert not only(maras.follow_up).exists()
    assert not only(maras.answer).exists()


def test_a_question_outlives_the_claim_that_raised_it(maras):
    maras.claim.delete()
    maras.listed_question.refresh_from_db()
    assert maras.listed_question.raised_by is None


def test_claims_that_answer_and_raise_each_others_questions_go_with_the_company(maras):
    first, second = (ListedQuestionFactory(company=maras.company) for _ in range(2))
    claims = [ClaimFactory(company=maras.company, listed_question=listed) for listed in (second, first)]
    for listed, claim in zip((first, second), claims, strict=True):
        only(listed).update(raised_by=claim)
    maras.company.delete()
    assert not any(only(row).exists() for row in (first, second, *claims))


# Follow-ups


def test_a_follow_up_goes_with_its_answer(maras):
    maras.answer.delete()
    assert not only(maras.follow_up).exists()
    assert only(maras.listed_question).exists()


def test_a_follow_up_outlives_whom_to_ask(maras):
    person = PersonFactory(company=maras.company)
    only(maras.follow_up).update(ask_person=person)
    person.delete()
    maras.follow_up.refresh_from_db()
    assert maras.follow_up.ask_person is None


@pytest.mark.parametrize("name", ["interview", "dropped_question"])
def test_what_was_dropped_goes_with_the_interview_and_with_the_question(maras, name):
    only(maras.answer).update(interview=None)
    getattr(maras, name).delete()
    assert not only(maras.agenda_drop).exists()


def test_a_drop_leaves_the_interview_and_the_question(maras):
    maras.agenda_drop.delete()
    assert only(maras.interview).exists()
    assert only(maras.dropped_question).exists()


@pytest.mark.parametrize("name", ["company", "owner"])
def test_several_peoples_answers_to_one_question_go_together(maras, name):
    for _ in range(3):
        person = PersonFactory(company=maras.company)
        place = {"listed_question": maras.listed_question, "interview": maras.interview}
        DealbreakerCheckFactory(company=maras.company, answer=AnswerFactory(person=person, **place))
    getattr(maras.answer, name).delete()
    assert not only(maras.answer).exists()
