"""Who asks for a calendar feed is not signed in: the token alone says whose it is, and nothing else does."""

import pytest
from django.db import ProgrammingError, connection, transaction

from interviews.models import Profile
from interviews.models.profile import new_feed_token
from questions.access import acting_as, enter_request_role
from questions.schema import REQUEST_ROLE

TOKEN = "K7wZ0m3vJQ2hR5tYb8xN1cVfLsA4dGpE6uHiOqWzXyM"
pytestmark = pytest.mark.django_db


@pytest.fixture
def hers(mara):
    return with_token(mara, TOKEN)


@pytest.fixture
def strangers(stranger):
    return with_token(stranger, new_feed_token())


def with_token(owner, token):
    Profile.objects.filter(owner=owner).update(feed_token=token)
    return Profile.objects.get(owner=owner)


def ask(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


def owner_of_feed(token):
    return ask("SELECT owner_of_feed(%s)", token)


@pytest.fixture
def nobody(hers, strangers):
    """A request without a candidate, as one for a feed begins; the two have a feed each."""
    with transaction.atomic():
        enter_request_role(None)
        yield
        transaction.set_rollback(True)


def test_a_token_names_its_owner_and_no_other(nobody, hers, strangers):
    assert owner_of_feed(TOKEN) == hers.owner_id
    assert owner_of_feed(strangers.feed_token) == strangers.owner_id


@pytest.mark.parametrize(
    "token",
    [
        pytest.param(None, id="null"),
        pytest.param("", id="empty"),
        pytest.param("%", id="wildcard"),
        pytest.param(TOKEN[:-1], id="beginning"),
        pytest.param(f"{TOKEN} ", id="with a space"),
        pytest.param(TOKEN.swapcase(), id="other case"),
        pytest.param("feed_token", id="name of the column"),
        pytest.param("' OR true --", id="statement"),
        pytest.param("x" * 100_000, id="long"),
    ],
)
def test_any_other_token_names_nobody(nobody, token):
    assert owner_of_feed(token) is None


def test_a_token_that_was_taken_back_names_nobody(mara, hers):
    assert owner_of_feed(TOKEN) == mara.pk
    with_token(mara, new_feed_token())
    assert owner_of_feed(TOKEN) is None


def test_candidates_without_a_feed_are_found_by_no_token(mara, stranger):
    assert [owner_of_feed(token) for token in (None, "", "None")] == [None, None, None]


def test_a_token_names_its_owner_whoever_is_signed_in(hers, stranger):
    with acting_as(stranger):
        assert owner_of_feed(TOKEN) == hers.owner_id


# And nothing else says it


def test_a_request_without_a_candidate_reads_no_token(nobody):
    assert ask("SELECT count(*) FROM interviews_profile") == 0


def test_a_candidate_reads_no_token_but_their_own(hers, strangers, stranger):
    with acting_as(stranger):
        assert list(Profile.objects.values_list("feed_token", flat=True)) == [strangers.feed_token]
        assert not Profile.objects.filter(feed_token=TOKEN).exists()


def test_only_requests_may_ask():
    may = "SELECT has_function_privilege(%s, 'owner_of_feed(text)', 'EXECUTE')"
    assert (ask(may, REQUEST_ROLE), ask(may, "public")) == (True, False)


def test_a_table_of_the_same_name_does_not_stand_in_front(nobody, stranger):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE interviews_profile (owner_id integer, feed_token text)")
        cursor.execute("INSERT INTO interviews_profile VALUES (%s, 'forged')", [stranger.pk])
    assert owner_of_feed("forged") is None


def test_a_request_cannot_replace_the_function(nobody):
    forged = "CREATE OR REPLACE FUNCTION owner_of_feed(text) RETURNS integer LANGUAGE sql AS 'SELECT 1'"
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ask(forged)
