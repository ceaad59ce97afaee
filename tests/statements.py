"""Counts the SQL statements that the budgets are about."""

import re
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

BESIDE = re.compile(
    r"BEGIN|COMMIT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK"
    r"|SELECT set_config\('role'"
    r'|SELECT .* FROM "django_session"'
    r'|SELECT .* FROM "auth_user" WHERE "auth_user"."id" = \d+ LIMIT 21$'
)


@contextmanager
def statements():
    """A list that holds, afterwards, what was asked beside session, user, opening and end of transaction."""
    found = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [query["sql"] for query in captured if not BESIDE.match(query["sql"])]


def get_statements(client, address):
    """The statements of one GET that was answered."""
    with statements() as found:
        response = client.get(address)
    assert response.status_code == 200, address
    return found
