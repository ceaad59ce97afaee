"""No row joins two candidates or two companies, and no row moves from one to another: both ways."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests import factories
from tests.world import OWNED_MODELS, make_revision, make_world

pytestmark = pytest.mark.django_db

OF_A_COMPANY = {
    **import_module("interviews.migrations.0002_row_security").OF_A_COMPANY,
    **import_module("interviews.migrations.0004_preparing_row_security").OF_A_COMPANY,
    **import_module("interviews.migrations.0009_deciding_row_security").OF_A_COMPANY,
}
REFERENCES = [
    *(
        (table, column, parent)
        for table, columns in OF_A_COMPANY.items()
        for column, parent in columns.items()
    ),
    ("interviews_listedquestion", "raised_by_id", "interviews_claim"),
]
OWNED = [model for model in OWNED_MODELS if model._meta.app_label == "interviews"]
MODELS = {model._meta.db_table: model for model in apps.get_models()}


def new_answer(company, **fields):
    return factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(company=company), **{"company": company, **fields}
    )


def new_check(company, **fields):
    dealbreaker = factories.DealbreakerFactory(owner=fields.get("owner", company.owner))
    return factories.DealbreakerCheckFactory(company=company, dealbreaker=dealbreaker, **fields)


def new_presence(company, **fields):
    return factories.InterviewPersonFactory(interview=factories.InterviewFactory(company=company), **fields)


def new_agenda_item(company, **fields):
    return factories.AgendaItemFactory(interview=factories.InterviewFactory(company=company), **fields)


def new_agenda_drop(company, **fields):
    return factories.AgendaDropFactory(interview=factories.InterviewFactory(company=company), **fields)


def new_revision(company, **fields):
    return make_revision(new_answer(company), **fields)


def new_pay(company, **fields):
    offer = factories.OfferFactory(company=company)
    return factories.OfferPayFactory(offer=offer, **{"company": company, **fields})


def new_promise_check(company, **fields):
    inside = {"offer": factories.OfferFactory(company=company), "answer": new_answer(company)}
    return factories.PromiseCheckFactory(company=company, **inside, **fields)


def new_decision(company, **fields):
    return factories.DecisionFactory(company=company, taken_back_at=timezone.now(), **fields)


def new_outcome(company, **fields):
    inside = {"decision": new_decision(company), "answer": new_answer(company)}
    return factories.OutcomeFactory(company=company, **inside, **fields)


def new_share_company(company, **fields):
    share = factories.ShareFactory(owner=fields.get("owner", company.owner))
    return factories.ShareCompanyFactory(company=company, share=share, **fields)


NEW = {
    "interviews_person": factories.PersonFactory,
    "interviews_listedquestion": factories.ListedQuestionFactory,
    "interviews_interview": factories.InterviewFactory,
    "interviews_interviewperson": new_presence,
    "interviews_agendaitem": new_agenda_item,
    "interviews_answer": new_answer,
    "interviews_answerrevision": new_revision,
    "interviews_dealbreakercheck": new_check,
    "interviews_stagechange": factories.StageChangeFactory,
    "interviews_claim": factories.ClaimFactory,
    "interviews_followup": factories.FollowUpFactory,
    "interviews_agendadrop": new_agenda_drop,
    "interviews_signal": factories.SignalFactory,
    "interviews_offer": factories.OfferFactory,
    "interviews_offerpay": new_pay,
    "interviews_promisecheck": new_promise_check,
    "interviews_decision": new_decision,
    "interviews_outcome": new_outcome,
    "interviews_sharecompany": new_share_company,
}

of_a_company = pytest.mark.parametrize("table", OF_A_COMPANY)
references = pytest.mark.parametrize(("table", "column", "parent"), REFERENCES)
owned = pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)


@pytest.fixture
def maras(mara):
    return make_world(mara)


@pytest.fixture
def other_company(mara, maras):
    """Another of Mara's companies, with everything in it."""
    return make_world(mara)


@pytest.fixture
def strangers(stranger):
    return make_world(stranger)


def refused(make, *args, **fields):
    """The name of the rule that refused it, or its message; at once, since nothing here is ever committed."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make(*args, **fields)
    return refusal.value.__cause__.diag.constraint_name or str(refusal.value)


def only(row):
    return type(row).objects.filter(pk=row.pk)


# Composite keys


def test_every_composite_key_is_tested_here_and_speaks_at_once():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname, condeferrable, condeferred, confdeltype FROM pg_constraint"
            " WHERE contype = 'f' AND array_length(conkey, 1) > 1"
        )
        keys = {name: rules for name, *rules in cursor.fetchall()}
    assert set(keys) == {
        *(f"{table}_company_id_owner_id" for table in OF_A_COMPANY),
        *(f"{table}_{column}_company_id" for table, column, _ in REFERENCES),
        "interviews_dealbreakercheck_dealbreaker_id_owner_id",
        "interviews_sharecompany_share_id_owner_id",
    }
    assert [rules for rules in keys.values() if rules != [True, False, "a"]] == []


def test_every_table_of_a_company_has_its_keys():
    with_company = {model._meta.db_table for model in OWNED if hasattr(model, "company_id")}
    assert with_company == set(OF_A_COMPANY) == set(NEW)


def test_every_reference_inside_a_company_has_its_key():
    inside = {
        (table, field.column, field.related_model._meta.db_table)
        for table in OF_A_COMPANY
        for field in MODELS[table]._meta.concrete_fields
        if field.is_relation and field.related_model._meta.db_table in OF_A_COMPANY
    }
    assert inside == set(REFERENCES)


@of_a_company
def test_a_row_of_ones_own_company_is_taken(maras, mara, table):
    row = NEW[table](company=maras.company)
    assert (row.company, row.owner) == (maras.company, mara)


@of_a_company
def test_a_row_of_somebody_elses_company_is_refused(maras, stranger, table):
    rule = refused(NEW[table], company=maras.company, owner=stranger)
    assert rule == f"{table}_company_id_owner_id"


@references
def test_a_row_refers_to_what_is_in_its_company(maras, table, column, parent):
    row = maras.row_of(MODELS[table])
    sibling = NEW[parent](company=maras.company)
    assert only(row).update(**{column: sibling.pk}) == 1


@references
@pytest.mark.parametrize("whose", ["other_company", "strangers"])
def test_a_row_refuses_what_is_in_another_company(request, maras, table, column, parent, whose):
    row, elsewhere = maras.row_of(MODELS[table]), request.getfixturevalue(whose).row_of(MODELS[parent])
    assert refused(only(row).update, **{column: elsewhere.pk}) == f"{table}_{column}_company_id"


@pytest.mark.parametrize("whose", ["other_company", "strangers"])
def test_a_new_row_refuses_what_is_in_another_company(request, maras, whose):
    elsewhere = request.getfixturevalue(whose)
    rule = refused(factories.AnswerFactory, company=maras.company, listed_question=elsewhere.listed_question)
    assert rule == "interviews_answer_listed_question_id_company_id"


def test_a_check_refers_to_a_dealbreaker_of_its_owner(maras, other_company, strangers):
    check = maras.dealbreaker_check
    assert only(check).update(dealbreaker=other_company.dealbreaker) == 1
    rule = refused(only(check).update, dealbreaker=strangers.dealbreaker)
    assert rule == "interviews_dealbreakercheck_dealbreaker_id_owner_id"


def test_a_share_shows_companies_of_its_owner(maras, other_company, strangers):
    shown = maras.share_company
    assert only(shown).update(share=other_company.share) == 1
    rule = refused(only(shown).update, share=strangers.share)
    assert rule == "interviews_sharecompany_share_id_owner_id"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("answer", "interview"),
        ("answer", "person"),
        ("dealbreaker_check", "answer"),
        ("claim", "listed_question"),
        ("listed_question", "raised_by"),
        ("follow_up", "answer"),
        ("follow_up", "ask_person"),
    ],
)
def test_what_need_not_be_said_may_be_left_out(maras, name, column):
    maras.deleted_answer.delete()
    assert only(getattr(maras, name)).update(**{column: None}) == 1


# What may be built in

FILED = [
    (factories.WeightFactory, "topic", factories.TopicFactory),
    (factories.WeightChangeFactory, "topic", factories.TopicFactory),
    (factories.DealbreakerFactory, "topic", factories.TopicFactory),
    (factories.ListedQuestionFactory, "topic", factories.TopicFactory),
    (factories.ListedQuestionFactory, "question", factories.QuestionFactory),
]
filed = pytest.mark.parametrize(("child", "name", "parent"), FILED)


@filed
@pytest.mark.parametrize("is_built_in", [True, False])
def test_a_row_refers_to_what_is_built_in_or_its_owners(mara, child, name, parent, is_built_in):
    found = parent(owner=None if is_built_in else mara)
    row = child(**{name: found})
    row.refresh_from_db()
    assert getattr(row, name) == found


@filed
def test_a_row_refuses_what_is_somebody_elses(stranger, child, name, parent):
    foreign = parent(owner=stranger)
    assert f"{foreign.pk} does not belong to the owner" in refused(child, **{name: foreign})


@filed
def test_a_row_cannot_be_moved_to_what_is_somebody_elses(mara, stranger, child, name, parent):
    row = child(**{name: parent(owner=mara)})
    assert only(row).update(**{name: parent(owner=None)}) == 1
    assert "does not belong to the owner" in refused(only(row).update, **{name: parent(owner=stranger)})


def test_every_trigger_of_this_app_is_tested_here():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'interviews_%'"
        )
        triggers = {name for (name,) in cursor.fetchall()}
    assert triggers == {
        *(f"{child._meta.model._meta.db_table}_{name}_id_own_or_built_in" for child, name, _ in FILED),
        *(f"{model._meta.db_table}_stays_put" for model in OWNED),
    }


# Rows stay where they are


@owned
def test_the_owner_of_a_row_never_changes(maras, mara, stranger, model):
    row = maras.row_of(model)
    assert "never change" in refused(only(row).update, owner=stranger)
    assert only(row).update(owner=mara) == 1


@of_a_company
def test_the_company_of_a_row_never_changes(maras, other_company, table):
    row = maras.row_of(MODELS[table])
    assert "never change" in refused(only(row).update, company=other_company.company)
    assert only(row).update(company=maras.company) == 1


@owned
def test_a_row_is_otherwise_free_to_change(maras, model):
    row = maras.row_of(model)
    row.save()
    assert only(row).count() == 1
