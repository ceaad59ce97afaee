"""A connection that the server has ended is made anew; one that has just answered is not asked."""

import time

import pytest
from django.db import OperationalError, connections

from config.postgresql.base import FRESH_SECONDS

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def used():
    """A connection as a worker keeps it between two requests."""
    connection = connections.create_connection("default")
    request(connection)
    yield connection
    connection.close()


def request(connection):
    """The number of the server's process that answered."""
    connection.close_if_unusable_or_obsolete()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            return cursor.fetchone()[0]
    finally:
        connection.close_if_unusable_or_obsolete()


def ended(number):
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
        return cursor.fetchone()[0]


def test_a_connection_is_kept_from_one_request_to_the_next(used):
    assert request(used) == request(used)


def test_one_that_has_rested_is_made_anew_where_the_server_has_ended_it(used):
    number = request(used)
    assert ended(number)
    time.sleep(FRESH_SECONDS)
    assert request(used) != number


def test_one_that_has_just_answered_is_not_asked_and_fails_once(used):
    number = request(used)
    assert ended(number)
    with pytest.raises(OperationalError):
        request(used)
    assert request(used) != number
