import fcntl
import os
import shutil
import signal
import subprocess
import time

import psycopg
import pytest

from config import postgres_process
from config.postgres import PostgresError, Server
from tests.config.servers import (
    USE,
    a_user_of,
    account_of_server,
    leave,
    postmaster,
    python,
    query,
    running,
    server_processes,
    socket_folder,
    wait_until,
)

WRITE = """
import sys
from pathlib import Path
import psycopg
from config.postgres import Server
with Server(Path(sys.argv[1])).use(), psycopg.connect(sys.argv[2], autocommit=True) as connection:
    connection.execute("CREATE TABLE IF NOT EXISTS note (number int)")
    for number in range(1_000_000):
        connection.execute("INSERT INTO note VALUES (%s)", [number])
        print(number, flush=True)
"""


def assert_is_kept(folder):
    server = Server(folder, fsync=False)
    with server.use():
        assert query(server, "SELECT body FROM note") == "kept"
    assert server.state() == "down"
    assert server_processes(folder) == []


def test_every_committed_row_survives_killing_first_the_app_then_the_server(folder):
    server = Server(folder)
    with running(python(WRITE, folder, server.url())) as app:
        told = [int(app.stdout.readline()) for _ in range(200)]
        app.kill()
        told += [int(line) for line in app.stdout]
    number = postmaster(folder)
    assert server.state() == "up"
    os.kill(number, signal.SIGKILL)
    with server.use():
        assert postmaster(folder) != number
        # One more may have been committed without having been told.
        assert query(server, "SELECT count(*) FROM note") in (len(told), len(told) + 1)
        assert query(server, f"SELECT count(*) FROM note WHERE number < {len(told)}") == len(told)
    assert server.state() == "down"


def test_server_killed_under_two_users_comes_back_for_the_next(made):
    with a_user_of(made) as first, a_user_of(made) as second:
        os.kill(postmaster(made), signal.SIGKILL)
        with running(python(USE, made)) as third, running(python(USE, made)) as fourth:
            assert third.stdout.readline() == fourth.stdout.readline() == "in\n"
            for user in (first, second, third):
                leave(user)
            assert Server(made).state() == "up"
            leave(fourth)
    assert_is_kept(made)


@pytest.mark.parametrize("after", [0.1, 0.25, 0.4, 0.6])
def test_first_start_killed_half_way(folder, after):
    with running(python(USE, folder)) as starter:
        time.sleep(after)
        starter.kill()
        starter.wait()
    server = Server(folder, fsync=False)
    with server.use():
        assert query(server, "SELECT 1") == 1
    assert server.state() == "down"
    assert not list(folder.glob(".new*"))


@pytest.mark.parametrize("lost", ["DROP DATABASE turnabout", "DROP ROLE turnabout_request"])
def test_what_a_killed_starter_did_not_come_to_is_made_up_for(made, lost):
    server = Server(made, fsync=False)
    with server.use():
        with psycopg.connect(
            server.url("postgres").replace("turnabout@", "postgres@"), autocommit=True
        ) as connection:
            connection.execute(lost)
        with server.use(), psycopg.connect(server.url()) as connection:
            connection.execute("SET ROLE turnabout_request")


def test_leftover_socket_and_dead_number(made):
    folder = socket_folder(Server(made))
    folder.mkdir(mode=0o700)
    (folder / ".s.PGSQL.5432").write_text("")
    (folder / ".s.PGSQL.5432.lock").write_text("999999\n")
    (next(made.glob("pg*")) / "postmaster.pid").write_text("999999\n")
    assert Server(made).state() == "down"
    assert_is_kept(made)


def test_number_of_a_living_stranger_in_the_files(made):
    server = Server(made)
    with running(
        subprocess.Popen(["sleep", "60"], stdin=subprocess.PIPE, user=account_of_server(made))
    ) as stranger:
        folder = socket_folder(server)
        folder.mkdir(mode=0o700)
        (folder / ".s.PGSQL.5432.lock").write_text(f"{stranger.pid}\n")
        (next(made.glob("pg*")) / "postmaster.pid").write_text(f"{stranger.pid}\n{made}/pg18\n")
        assert server.stop() is False
        assert_is_kept(made)
        assert stranger.poll() is None


def test_number_of_a_zombie_in_the_file(made):
    gone = subprocess.Popen(["true"], user=account_of_server(made))
    (next(made.glob("pg*")) / "postmaster.pid").write_text(f"{gone.pid}\n")
    os.waitid(os.P_PID, gone.pid, os.WEXITED | os.WNOWAIT)
    assert_is_kept(made)
    gone.wait()


def test_files_deleted_under_a_running_server(folder):
    server = Server(folder, fsync=False)
    server.start()
    old = postmaster(folder)
    shutil.rmtree(folder)
    with server.use():
        assert postmaster(folder) != old
        assert server_processes(folder)
        assert old not in server_processes(folder)
        assert query(server, "SELECT 1") == 1
    assert server.state() == "down"


def test_socket_swept_away_under_a_running_server(made, monkeypatch):
    monkeypatch.setattr(postgres_process, "UNREACHABLE_LIMIT", 0.5)
    server = Server(made, fsync=False)
    server.start()
    shutil.rmtree(socket_folder(server))
    assert server.state() == "down"
    with server.use():
        assert query(server, "SELECT body FROM note") == "kept"
    assert server.state() == "up"


def test_folder_in_use_from_where_we_cannot_see(made, monkeypatch):
    monkeypatch.setattr(postgres_process, "UNREACHABLE_LIMIT", 0.5)
    with (made / ".server").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with (
            pytest.raises(PostgresError, match=r"Processes still use .* in another container"),
            Server(made).use(),
        ):
            pass
    assert_is_kept(made)


def test_a_statement_still_at_work_for_a_killed_server_is_waited_for(made):
    server = Server(made, fsync=False)
    server.start()
    with psycopg.connect(server.url()) as connection:
        connection.execute("SET max_parallel_workers_per_gather = 0")
        connection.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 20000000)")
        wait_until(
            lambda: query(server, "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%series%'") > 1
        )
        os.kill(postmaster(made), signal.SIGKILL)
        connection.close()
    with server.use():
        assert query(server, "SELECT body FROM note") == "kept"
    assert server.stop() is True


def test_recovery_is_waited_for_while_the_server_lives(made, monkeypatch):
    server = Server(made, fsync=False)
    server.start()
    os.kill(postmaster(made), signal.SIGKILL)
    wait_until(lambda: not server_processes(made))
    told = iter(["down", "down", "starting", "starting", "starting", "down"])
    monkeypatch.setattr(postgres_process, "UNREACHABLE_LIMIT", 0.0)
    answer = postgres_process.Process.state
    monkeypatch.setattr(postgres_process.Process, "state", lambda self: next(told, None) or answer(self))
    with server.use():
        assert query(server, "SELECT body FROM note") == "kept"
    assert server.stop() is True


def test_server_that_cannot_start_says_what_the_log_says(made):
    (next(made.glob("pg*")) / "global" / "pg_control").unlink()
    with pytest.raises(PostgresError) as caught, Server(made).use():
        pass
    assert "PostgreSQL did not start" in str(caught.value)
    assert "pg_control" in str(caught.value)
    assert "TURNABOUT_DATA" in str(caught.value)
