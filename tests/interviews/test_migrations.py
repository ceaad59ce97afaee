"""The way to the tables of preparing and deciding, and back, in a database with a candidate's rows in it."""

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
OF_PREPARING = ("agendadrop", "claim", "followup", "stagechange")
OF_DECIDING = ("signal", "offer", "offerpay", "promisecheck", "decision", "outcome", "share", "sharecompany")
NEW_TABLES = {f"interviews_{name}" for name in (*OF_PREPARING, *OF_DECIDING, "weightchange")}
NEW_COLUMNS = {
    "interviews_agendaitem": {"is_pinned": False},
    "interviews_interview": {"ics_uid": "", "ics_recurrence": "", "ics_sequence": 0, "ics_stamp": None},
    "interviews_listedquestion": {"raised_by_id": None, "client_id": None},
    "interviews_person": {"how_met": ""},
    "interviews_profile": {"feed_token": None, "feed_is_neutral": False, "weights_set_at": None},
}
THERE_TOO = {"client_id"}  # an answer has it from the beginning
FILL = """
UPDATE interviews_listedquestion SET client_id = gen_random_uuid();
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
UPDATE interviews_profile SET feed_token = 'token-' || id, feed_is_neutral = true, weights_set_at = now();
INSERT INTO interviews_weightchange (owner_id, topic_id, before, after, changed_at)
    SELECT owner_id, topic_id, 3, value, now() FROM interviews_weight;
INSERT INTO interviews_signal (owner_id, company_id, noted_on, kind, text, flag, created_at)
    SELECT owner_id, id, current_date, 'silent', '', '', now() FROM interviews_company;
INSERT INTO interviews_offer (owner_id, company_id, dated_on, leave, notice, remote, terms, created_at)
    SELECT owner_id, id, '2026-01-01', '', '', '', 'All of it', now() FROM interviews_company;
INSERT INTO interviews_offerpay (owner_id, company_id, offer_id, kind, currency, period, words, position)
    SELECT owner_id, company_id, id, 'salary', '', '', 'As agreed', 0 FROM interviews_offer;
INSERT INTO interviews_promisecheck (owner_id, company_id, offer_id, answer_id, status, note)
    SELECT o.owner_id, o.company_id, o.id, a.id, 'absent', ''
      FROM interviews_offer o JOIN interviews_answer a USING (company_id);
INSERT INTO interviews_decision (owner_id, company_id, reason, override, snapshot, decided_at)
    SELECT owner_id, id, 'They told me how', '', '{}', now() FROM interviews_company;
INSERT INTO interviews_outcome (owner_id, company_id, decision_id, answer_id, days, verdict, note, noted_at)
    SELECT d.owner_id, d.company_id, d.id, a.id, 30, 'true', '', now()
      FROM interviews_decision d JOIN interviews_answer a USING (company_id);
INSERT INTO interviews_share (owner_id, token_hash, label, hide_names, hide_pay, with_answers, with_offers,
                              created_at, expires_at)
    SELECT id, md5(id::text), '', true, true, false, false, now(), now() + interval '1 day' FROM auth_user;
INSERT INTO interviews_sharecompany (owner_id, share_id, company_id)
    SELECT c.owner_id, s.id, c.id FROM interviews_company c JOIN interviews_share s USING (owner_id);
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
    columns = (name for columns in NEW_COLUMNS.values() for name in columns)
    names = {"owner_of_feed", "open_share", *NEW_TABLES, *(name for name in columns if name not in THERE_TOO)}
    mentioned = re.compile("|".join(sorted(names, key=len, reverse=True)))
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
