"""Tells in a header which statements a request made; one that does not ask pays a look into a dict."""

import json
from contextlib import ExitStack
from zlib import crc32

from django.db import connections

ASKED = "X-Count-Statements"
TOLD = "X-Statements"
LENGTH = 300


def count_statements(get_response):
    def middleware(request):
        if ASKED not in request.headers:
            return get_response(request)
        statements = []

        def note(execute, sql, params, many, context):
            statements.append(shortened(str(sql)))
            return execute(sql, params, many, context)

        with ExitStack() as stack:
            for connection in connections.all():
                stack.enter_context(connection.execute_wrapper(note))
            response = get_response(request)
        response[TOLD] = json.dumps(statements)
        return response

    return middleware


def shortened(sql):
    """A header has room for so much; the number at its end still tells one long statement from another."""
    sql = " ".join(sql.split())
    return sql if len(sql) <= LENGTH else f"{sql[:LENGTH]} … {crc32(sql.encode())}"


def own_statements(statements):
    """Those beside what every signed-in request makes: its session, its user, its opening statement."""
    return [
        sql
        for sql in statements
        if '"django_session"' not in sql and 'FROM "auth_user"' not in sql and "set_config(" not in sql
    ]
