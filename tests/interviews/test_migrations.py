"""The way to the tables of preparing, and back, in a database that has a candidate's rows in it."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from config.postgres import Server
from tests.config.conftest import temporary_base

CHECKOUT = Path(__file__).resolve().parents[2]
BEFORE = "0002"
NEW_TABLES = {f"interviews_{name}" for name in ("agendadrop", "claim", "followup", "stagechange")}
NEW_COLUMNS = {
    "interviews_agendaitem": {"is_pinned": False},
    "interviews_interview": {"ics_uid": "", "ics_recurrence": "", "ics_sequence": 0, "ics_stamp": None},
    "interviews_listedquestion": {"raised_by_id": None},
    "interviews_person": {"how_met": ""},
    "interviews_profile": {"feed_token": None, "feed_is_neutral": False},
}
FILL = """
INSERT INTO interviews_stagechange (owner_id, company_id, stage, changed_at)
    SELECT owner_id, id, stage, now() FROM interviews_company;
INSERT INTO interviews_claim (owner_id, company_id, text, kind, url, seen_on, listed_question_id)
    SELECT owner_id, company_id, 'They say so', 'site', '', current_date, id FROM interviews_listedquestion;
UPDATE interviews_listedquestion q SET raised_by_id = c.id FROM interviews_claim c
    WHERE c.listed_question_id = q.id;
INSERT INTO interviews_followup (owner_id, company_id, listed_question_id, answer_id, ask_person_id,
                                 text, ask_audience, origin, created_at)
    SELECT owner_id, company_id, listed_question_id, id, person_id, '', '', 'vague', now()
      FROM interviews_answer;
INSERT INTO interviews_agendadrop (owner_id, company_id, interview_id, listed_question_id)
    SELECT owner_id, company_id, interview_id, listed_question_id FROM interviews_agendaitem;
UPDATE interviews_agendaitem SET is_pinned = true;
UPDATE interviews_interview SET ics_uid = 'meeting-' || id, ics_recurrence = 'x', ics_sequence = 3;
UPDATE interviews_person SET how_met = 'At a meetup';
UPDATE interviews_profile SET feed_token = 'token-' || id, feed_is_neutral = true;
"""
SCHEMA = """
SELECT 'column', format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default)
  FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'constraint', format('%s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
  FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'index', indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'policy', format('%s %s %s %s %s %s', tablename, policyname, roles, cmd, qual, with_check)
  FROM pg_policies
UNION ALL SELECT 'security', format('%s %s', relname, relrowsecurity)
  FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
UNION ALL SELECT 'rights', format('%s %s', relname, relacl) FROM pg_class
  WHERE relkind IN ('r', 'S') AND relnamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', format('%s %s %s', proname, proacl, md5(prosrc))
  FROM pg_proc WHERE pronamespace = 'public'::regnamespace
"""


@dataclass(frozen=True)
class State:
    tables: set[str]
    rows: dict[str, list[str]]
    schema: list[tuple[str, str]]


@pytest.fixture(scope="module")
def server():
    with temporary_base() as base:
        server = Server(base / "var", fsync=False)
        with server.use():
            yield server


@pytest.fixture(scope="module")
def journey(server):
    """Before, back and forward again: the demo candidate's rows, with some in every new table and column."""
    manage(server, "migrate", "--verbosity=0")
    manage(server, "load_library")
    manage(server, "make_demo_candidate")
    execute(server, FILL)
    before = state(server)
    manage(server, "migrate", "interviews", BEFORE, "--verbosity=0")
    back = state(server)
    manage(server, "migrate", "--verbosity=0")
    return before, back, state(server)


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


def execute(server, sql):
    with psycopg.connect(server.url()) as connection:
        connection.execute(sql)


def ask(server, sql):
    with psycopg.connect(server.url()) as connection:
        return connection.execute(sql).fetchall()


def state(server):
    tables = {name for (name,) in ask(server, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    lasting = tables - NEW_TABLES - {"django_migrations"}
    return State(tables, {table: rows_from_before(server, table) for table in lasting}, schema(server))


def rows_from_before(server, table):
    """Every row, without the columns that were not there."""
    new = "".join(f" - '{column}'" for column in NEW_COLUMNS.get(table, ()))
    return sorted(text for (text,) in ask(server, f"SELECT (to_jsonb(t){new})::text FROM {table} t"))


def schema(server):
    return sorted(ask(server, SCHEMA))


def test_there_are_rows_to_lose(journey):
    before, *_ = journey
    assert before.tables >= NEW_TABLES
    assert [table for table in (*NEW_COLUMNS, "interviews_answer") if not before.rows[table]] == []


def test_the_way_back_takes_what_is_new_and_nothing_else(journey):
    before, back, _ = journey
    assert before.tables - back.tables == NEW_TABLES
    assert back.rows == before.rows


def test_the_way_back_leaves_nothing_of_what_is_new(journey):
    before, back, _ = journey
    names = {"owner_of_feed", *NEW_TABLES, *(name for columns in NEW_COLUMNS.values() for name in columns)}
    mentioned = re.compile("|".join(names))
    assert {name for _, text in before.schema for name in mentioned.findall(text)} == names
    assert [text for _, text in back.schema if mentioned.search(text)] == []


def test_the_way_forward_leaves_the_rows_from_before_as_they_were(journey):
    before, _, after = journey
    assert after.rows == before.rows


@pytest.mark.parametrize("table", NEW_COLUMNS)
def test_what_is_new_in_a_row_from_before_is_blank(journey, server, table):
    blanks = NEW_COLUMNS[table]
    assert ask(server, f"SELECT DISTINCT {', '.join(blanks)} FROM {table}") == [tuple(blanks.values())]


def test_the_way_back_and_forward_again_makes_the_same_database(journey):
    before, back, after = journey
    assert after.schema == before.schema != back.schema


def test_the_rows_from_before_take_what_is_new(journey, server):
    with psycopg.connect(server.url()) as connection:
        connection.execute(FILL)
        assert connection.execute("SELECT count(*) > 0 FROM interviews_followup").fetchone() == (True,)
        connection.rollback()
