"""The search vector through migrations, dumps and restores: always what the texts say."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from config.postgres import Server
from tests.config.conftest import temporary_base

CHECKOUT = Path(__file__).resolve().parents[2]
FOUND = (
    "SELECT count(*) FROM questions_question WHERE vector @@ plainto_tsquery('public.library_english', %s)"
)
OUTDATED = """
SELECT count(*) FROM questions_question WHERE vector IS DISTINCT FROM
    public.library_vector(language, text, follow_ups, why, listen_for, beware_of)
"""


@pytest.fixture(scope="module")
def server():
    with temporary_base() as base:
        server = Server(base / "var", fsync=False)
        with server.use():
            manage(server, "migrate", "--verbosity=0")
            manage(server, "load_library")
            yield server


def manage(server, *arguments):
    environment = {**os.environ, "DATABASE_URL": server.url(), "TURNABOUT_DATA": str(server.data)}
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-3000:]


def ask(server, sql, *values):
    with psycopg.connect(server.url()) as connection:
        return connection.execute(sql, values or None).fetchone()[0]


def execute(server, sql):
    with psycopg.connect(server.url()) as connection:
        connection.execute(sql)


def test_a_restored_database_has_the_vector_and_goes_on_making_it(server):
    found = ask(server, FOUND, "decision")
    assert found
    server.dump(server.data / "saved")
    execute(server, "UPDATE questions_question SET text = 'Gone?', follow_ups = '{}', why = ''")
    server.restore(server.data / "saved")
    assert (ask(server, FOUND, "decision"), ask(server, OUTDATED)) == (found, 0)
    execute(server, "UPDATE questions_question SET text = 'A xylophone?' WHERE key LIKE 'a%'")
    assert ask(server, FOUND, "xylophones") == ask(
        server, "SELECT count(*) FROM questions_question WHERE key LIKE 'a%'"
    )


def test_the_way_back_and_forward_again_makes_the_vector_anew(server):
    found, total = ask(server, FOUND, "decision"), ask(server, "SELECT count(*) FROM questions_question")
    manage(server, "migrate", "questions", "0003", "--verbosity=0")
    assert ask(server, "SELECT count(*) FROM questions_question") == total
    assert ask(server, "SELECT count(*) FROM pg_ts_config WHERE cfgname LIKE 'library%'") == 0
    assert ask(server, "SELECT count(*) FROM pg_proc WHERE proname LIKE 'library%'") == 0
    manage(server, "migrate", "--verbosity=0")
    assert (ask(server, FOUND, "decision"), ask(server, OUTDATED)) == (found, 0)
    assert ask(server, "SELECT count(*) FROM questions_question") == total
