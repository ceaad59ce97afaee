import stat
import subprocess

import psycopg
import pytest

from config.postgres import PostgresError, Server
from tests.config.servers import query

SCHEMA = """
CREATE EXTENSION pg_trgm;
CREATE TABLE company (name text PRIMARY KEY);
ALTER TABLE company ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON company USING (true);
GRANT SELECT ON company TO turnabout_request;
INSERT INTO company VALUES ('Ächme'), ('Globex');
"""


@pytest.fixture
def server(made):
    server = Server(made, fsync=False)
    with server.use():
        run(server, SCHEMA)
        yield server


def run(server, sql):
    with psycopg.connect(server.url()) as connection:
        connection.execute(sql)


def names(server):
    return query(server, "SELECT array_agg(name ORDER BY name) FROM company")


def test_restored_data_is_what_was_dumped(server, base):
    server.dump(base / "saved")
    run(server, "DELETE FROM company; CREATE TABLE newer (company text REFERENCES company)")
    server.restore(base / "saved")
    assert names(server) == ["Globex", "Ächme"]
    assert query(server, "SELECT to_regclass('newer')") is None
    assert query(server, "SELECT tableowner FROM pg_tables WHERE tablename = 'company'") == "turnabout"
    assert query(server, "SELECT has_table_privilege('turnabout_request', 'company', 'SELECT')") is True
    assert query(server, "SELECT count(*) FROM pg_database WHERE datname LIKE 'turnabout%'") == 1


def test_dump_is_for_its_owners_eyes(server, base):
    server.dump(base / "saved")
    assert stat.S_IMODE((base / "saved").stat().st_mode) == 0o600
    assert [path.name for path in base.glob("saved*")] == ["saved"]


def test_dump_moves_to_another_server(server, base):
    server.dump(base / "saved")
    other = Server(base / "other", fsync=False)
    other.restore(base / "saved")
    assert other.state() == "down"
    with other.use():
        assert names(other) == ["Globex", "Ächme"]


def test_failed_dump_leaves_the_good_one(server, base, monkeypatch):
    server.dump(base / "saved")
    good = (base / "saved").read_bytes()
    run(server, "INSERT INTO company VALUES ('Initech')")
    monkeypatch.setattr(server._programs, "run", fail_after_writing(server._programs.run))
    with pytest.raises(PostgresError, match="Nothing was dumped"):
        server.dump(base / "saved")
    assert (base / "saved").read_bytes() == good
    assert [path.name for path in base.glob("saved*")] == ["saved"]


def fail_after_writing(run):
    def fail(tool, *arguments, **options):
        if tool != "pg_dump":
            return run(tool, *arguments, **options)
        options["stdout"].write(b"half of a dump")
        return subprocess.CompletedProcess(tool, 1, stderr="no space left on device")

    return fail


def test_dump_to_a_folder_that_is_not_there(server, base):
    with pytest.raises(PostgresError, match="missing/saved cannot be written: No such file"):
        server.dump(base / "missing" / "saved")


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5])
def test_failed_restore_changes_nothing(server, base, kept):
    run(server, "CREATE TABLE wide AS SELECT md5(number::text) FROM generate_series(1, 1000) AS number")
    server.dump(base / "saved")
    broken = base / "broken"
    whole = (base / "saved").read_bytes()
    broken.write_bytes(whole[: int(len(whole) * kept)])
    run(server, "INSERT INTO company VALUES ('Initech')")
    with psycopg.connect(server.url()) as connection:
        with pytest.raises(PostgresError, match="nothing changed"):
            server.restore(broken)
        assert connection.execute("SELECT count(*) FROM company").fetchone() == (3,)
    assert query(server, "SELECT count(*) FROM pg_database WHERE datname LIKE 'turnabout%'") == 1


def test_restore_from_a_file_that_is_not_there(server, base):
    with pytest.raises(PostgresError, match=r"missing cannot be read: No such file or directory\.$"):
        server.restore(base / "missing")
    assert names(server) == ["Globex", "Ächme"]


def test_restore_does_not_wait_for_those_who_are_connected(server, base):
    server.dump(base / "saved")
    with psycopg.connect(server.url()) as busy:
        busy.execute("INSERT INTO company VALUES ('Initech')")
        server.restore(base / "saved")
        with pytest.raises(psycopg.OperationalError):
            busy.execute("SELECT 1")
    assert names(server) == ["Globex", "Ächme"]


def test_leftovers_of_a_killed_restore_are_cleared(server, base):
    server.dump(base / "saved")
    for name in ("turnabout_restored", "turnabout_replaced"):
        with psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
    server.restore(base / "saved")
    assert query(server, "SELECT count(*) FROM pg_database WHERE datname LIKE 'turnabout%'") == 1
