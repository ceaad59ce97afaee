"""What goes together with a row, and what keeps it."""

import pytest
from django.db.models import RestrictedError

from tests.factories import AnswerFactory, DealbreakerCheckFactory, PersonFactory
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


@pytest.mark.parametrize("name", ["company", "owner"])
def test_several_peoples_answers_to_one_question_go_together(maras, name):
    for _ in range(3):
        person = PersonFactory(company=maras.company)
        place = {"listed_question": maras.listed_question, "interview": maras.interview}
        DealbreakerCheckFactory(company=maras.company, answer=AnswerFactory(person=person, **place))
    getattr(maras.answer, name).delete()
    assert not only(maras.answer).exists()
