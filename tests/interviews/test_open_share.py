"""Who opens a shared view is not signed in: the hash of its address says what it is, while it is open."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from interviews import access
from interviews.models import Share
from interviews.models.share import hash_of, new_share_token
from questions.access import acting_as, enter_request_role
from questions.schema import REQUEST_ROLE
from tests import factories

TOKEN = "K7wZ0m3vJQ2hR5tYb8xN1cVfLsA4dGpE6uHiOqWzXyM"
pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(mara):
    return factories.ShareFactory(owner=mara, token_hash=hash_of(TOKEN))


@pytest.fixture
def strangers(stranger):
    return factories.ShareFactory(owner=stranger)


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def open_share(hash_):
    return ask("SELECT owner, share FROM open_share(%s)", hash_)


@pytest.fixture
def nobody(hers, strangers):
    """A request without a candidate, as one for a shared view begins; the two have a share each."""
    with transaction.atomic():
        enter_request_role(None)
        yield
        transaction.set_rollback(True)


def test_a_hash_names_its_owner_and_its_share(nobody, hers, strangers):
    assert open_share(hash_of(TOKEN)) == [(hers.owner_id, hers.pk)]
    assert open_share(strangers.token_hash) == [(strangers.owner_id, strangers.pk)]


def test_a_token_is_asked_for_by_its_hash(nobody, hers):
    owner, pk = access.open_share(TOKEN)
    assert (owner.pk, pk) == (hers.owner_id, hers.pk)
    assert access.open_share(hash_of(TOKEN)) is None


@pytest.mark.parametrize(
    "hash_",
    [
        pytest.param(None, id="null"),
        pytest.param("", id="empty"),
        pytest.param("%", id="wildcard"),
        pytest.param(TOKEN, id="the token itself"),
        pytest.param(hash_of(TOKEN)[:-1], id="beginning"),
        pytest.param(f"{hash_of(TOKEN)} ", id="with a space"),
        pytest.param(hash_of(TOKEN).upper(), id="other case"),
        pytest.param(hash_of(new_share_token()), id="of another token"),
        pytest.param("' OR true --", id="statement"),
        pytest.param("x" * 100_000, id="long"),
    ],
)
def test_anything_else_names_nobody(nobody, hash_):
    assert open_share(hash_) == []


def test_a_revoked_one_names_nobody(hers):
    Share.objects.update(revoked_at=timezone.now())
    assert open_share(hers.token_hash) == []


@pytest.mark.parametrize(("until", "found"), [(timedelta(seconds=-1), 0), (timedelta(minutes=1), 1)])
def test_it_is_open_until_it_ends(hers, until, found):
    Share.objects.update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE interviews_share SET expires_at = now() + %s", [until])
    assert len(open_share(hers.token_hash)) == found


def test_it_names_its_owner_whoever_is_signed_in(hers, stranger):
    with acting_as(stranger):
        assert open_share(hers.token_hash) == [(hers.owner_id, hers.pk)]


# And nothing else says it


def test_a_request_without_a_candidate_reads_no_share(nobody):
    assert ask("SELECT count(*) FROM interviews_share") == [(0,)]


def test_a_candidate_reads_no_share_but_their_own(hers, strangers, stranger):
    with acting_as(stranger):
        assert list(Share.objects.all()) == [strangers]


def test_only_requests_may_ask():
    may = "SELECT has_function_privilege(%s, 'open_share(text)', 'EXECUTE')"
    assert (ask(may, REQUEST_ROLE), ask(may, "public")) == ([(True,)], [(False,)])


def test_a_table_of_the_same_name_does_not_stand_in_front(nobody, stranger):
    columns = "owner_id integer, id bigint, token_hash text, revoked_at timestamptz, expires_at timestamptz"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE interviews_share ({columns})")
        cursor.execute(
            "INSERT INTO interviews_share VALUES (%s, 1, 'forged', NULL, 'infinity')", [stranger.pk]
        )
    assert open_share("forged") == []


def test_a_request_cannot_replace_the_function(nobody):
    forged = (
        "CREATE OR REPLACE FUNCTION open_share(hash text) RETURNS TABLE (owner integer, share bigint)"
        " LANGUAGE sql AS 'SELECT 1, 1::bigint'"
    )
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ask(forged)
