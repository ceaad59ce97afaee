"""The second lock: what the database shows and takes as the request role, whatever the queries forget."""

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from config import middleware
from questions.access import acting_as, enter_request_role
from questions.models import OwnedQuerySet, SharedQuerySet, Source
from questions.schema import REQUEST_ROLE
from tests.factories import QuestionFactory, TopicFactory, UserFactory
from tests.routes import ROUTES
from tests.world import MARK, OWNED_MODELS, SHARED_MODELS, every_row_of, make_world, marked

REFUSED = "new row violates row-level security policy"

owned_models = pytest.mark.parametrize("model", OWNED_MODELS, ids=lambda model: model.__name__)
shared_models = pytest.mark.parametrize("model", SHARED_MODELS, ids=lambda model: model.__name__)


@pytest.fixture
def maras(mara):
    return make_world(mara)


@pytest.fixture
def strangers(stranger):
    return make_world(stranger)


@pytest.fixture
def built_in(db):
    topic = TopicFactory()
    source = Source.objects.create(title="A book")
    rows = (topic, source, QuestionFactory(topic=topic, source=source))
    return {type(row): row for row in rows}


def execute(sql, *values):
    """The number of rows that were found or changed."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def settings():
    names = ("role", "app.owner", "statement_timeout", "lock_timeout")
    columns = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}")
        return cursor.fetchone()


def is_there(row) -> bool:
    return type(row).objects.filter(pk=row.pk).exists()


# Tables


@owned_models
def test_the_world_has_a_row_of_every_model_with_an_owner(maras, mara, model):
    assert maras.row_of(model).owner == mara


@owned_models
def test_a_candidate_sees_own_rows_and_no_others(maras, strangers, stranger, model):
    with acting_as(stranger):
        assert is_there(strangers.row_of(model))
        assert not is_there(maras.row_of(model))
        assert set(model.objects.values_list("owner", flat=True)) <= {stranger.pk, None}


@owned_models
def test_nobody_sees_no_candidates_rows(maras, model):
    with transaction.atomic():
        enter_request_role(None)
        assert not model.objects.exclude(owner=None).exists()


@owned_models
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "SELECT 1 FROM {}"])
def test_statements_find_no_foreign_row(maras, strangers, stranger, model, statement):
    statement = statement.format(model._meta.db_table)
    with acting_as(stranger):
        assert execute(f"{statement} WHERE id = %s", maras.row_of(model).pk) == 0
    assert is_there(maras.row_of(model))


@owned_models
def test_a_statement_without_any_condition_leaves_foreign_rows_alone(maras, mara, stranger, model):
    before = every_row_of(mara)
    with acting_as(stranger):
        execute(f"DELETE FROM {model._meta.db_table}")
    assert every_row_of(mara) == before


@owned_models
def test_a_row_for_another_candidate_is_refused(maras, stranger, model):
    row = maras.row_of(model)
    row.pk = None
    with acting_as(stranger), pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
        row.save(force_insert=True)


@owned_models
def test_a_row_is_never_handed_to_another_candidate(maras, mara, stranger, model):
    pk = maras.row_of(model).pk
    with acting_as(mara), pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        execute(f"UPDATE {model._meta.db_table} SET owner_id = %s WHERE id = %s", stranger.pk, pk)


@owned_models
def test_a_candidate_writes_own_rows(maras, mara, model):
    with acting_as(mara):
        assert (
            execute(f"UPDATE {model._meta.db_table} SET id = id WHERE id = %s", maras.row_of(model).pk) == 1
        )


def test_a_candidate_adds_and_deletes_rows_in_every_table(mara):
    with acting_as(mara):
        maras = make_world(mara)
        maras.company.delete()
        assert not is_there(maras.answer)


# Built-in rows


@shared_models
def test_everybody_sees_what_is_built_in(built_in, stranger, model):
    with acting_as(stranger):
        assert is_there(built_in[model])
    with transaction.atomic():
        enter_request_role(None)
        assert is_there(built_in[model])


@shared_models
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}"])
def test_a_candidate_cannot_change_what_is_built_in(built_in, stranger, model, statement):
    with acting_as(stranger):
        found = execute(f"{statement.format(model._meta.db_table)} WHERE owner_id IS NULL")
    assert found == 0
    assert is_there(built_in[model])


@shared_models
def test_a_candidate_cannot_add_to_what_is_built_in(built_in, stranger, model):
    row = built_in[model]
    row.pk = None
    with acting_as(stranger), pytest.raises(ProgrammingError, match=REFUSED), transaction.atomic():
        row.save(force_insert=True)


# The role


@pytest.mark.django_db(transaction=True)
def test_the_requests_settings_end_with_its_transaction():
    mara = UserFactory()
    with transaction.atomic():
        enter_request_role(mara.pk)
        assert settings() == (REQUEST_ROLE, str(mara.pk), "5s", "3s")
    assert settings() == ("none", "", "0", "0")


@pytest.mark.django_db(transaction=True)
def test_acting_as_ends_with_its_transaction():
    mara = UserFactory()
    with acting_as(mara):
        assert settings()[:2] == (REQUEST_ROLE, str(mara.pk))
    assert settings()[:2] == ("none", "")
    assert not connection.in_atomic_block


def test_acting_as_restores_what_was_there(mara, stranger):
    with transaction.atomic():
        enter_request_role(stranger.pk)
        before = settings()
        with acting_as(mara):
            assert settings() == (REQUEST_ROLE, str(mara.pk), "5s", "3s")
        assert settings() == before


def test_acting_as_nests(mara, stranger):
    with acting_as(mara):
        with acting_as(stranger):
            assert settings()[:2] == (REQUEST_ROLE, str(stranger.pk))
        assert settings()[:2] == (REQUEST_ROLE, str(mara.pk))
    assert settings()[:2] == ("none", "")


def deleting_and_failing(company):
    company.delete()
    raise LookupError


def test_acting_as_leaves_nothing_behind_an_exception(mara, maras, stranger):
    before = every_row_of(mara)
    with pytest.raises(LookupError), acting_as(stranger), acting_as(mara):
        deleting_and_failing(maras.company)
    assert settings()[:2] == ("none", "")
    assert every_row_of(mara) == before


def test_acting_as_leaves_nothing_behind_a_refused_statement(mara, stranger):
    with pytest.raises(ProgrammingError), acting_as(stranger):
        make_world(mara)
    assert settings()[:2] == ("none", "")


@pytest.mark.django_db
def test_the_request_role_is_bound_by_the_policies():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = %s", [REQUEST_ROLE]
        )
        assert cursor.fetchone() == (False, False, False)


# The issue: a query that forgets its owner


@pytest.fixture
def unfiltered(monkeypatch):
    for queryset in (OwnedQuerySet, SharedQuerySet):
        monkeypatch.setattr(queryset, "of", lambda self, owner: self)


@pytest.fixture(name="marked")
def marked_world(maras):
    return marked(maras)


def by_name(routes):
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.name)


def asked(client, route, world, by):
    return client.get(route.address(world), route.query(world), headers=route.headers(by.profile))


READ = [route for route in ROUTES if "GET" in route.methods and not route.is_public]
WRITTEN = [route for route in ROUTES if "POST" in route.methods]


@by_name(READ)
def test_without_owner_filters_a_stranger_still_sees_nothing_of_hers(
    unfiltered, stranger_client, marked, strangers, route
):
    response = asked(stranger_client, route, strangers, by=strangers)
    assert response.status_code == 200
    assert MARK not in response.text


@by_name([route for route in READ if route.objects])
def test_without_owner_filters_her_rows_still_do_not_exist_for_a_stranger(
    unfiltered, stranger_client, marked, strangers, route
):
    response = asked(stranger_client, route, marked, by=strangers)
    assert response.status_code == 404
    assert MARK not in response.text


@by_name([route for route in WRITTEN if route.objects])
def test_without_owner_filters_a_stranger_still_changes_nothing_of_hers(
    unfiltered, stranger_client, marked, mara, route
):
    before = every_row_of(mara)
    response = route.send(stranger_client, "POST", route.address(marked), route.body(marked))
    assert response.status_code == 404
    assert every_row_of(mara) == before


@pytest.mark.parametrize("route", ["questions:question_list", "interviews:company_list"])
def test_the_tests_above_would_tell(unfiltered, monkeypatch, stranger_client, marked, route):
    """With the second lock open as well, her texts are there to be read."""
    monkeypatch.setattr(middleware, "enter_request_role", lambda owner_id: None)
    [wanted] = [row for row in ROUTES if row.name == route]
    assert MARK in stranger_client.get(wanted.address(marked)).text
