import os
import subprocess
import sys

import pytest

from config.postgres import Server
from tests.config.servers import CHECKOUT


def manage(*arguments, **environment):
    inherited = ("PATH", "HOME", "LANG", "PYTHONWARNINGS")
    kept = {name: os.environ[name] for name in inherited if name in os.environ}
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(
        command,
        check=False,
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        env=kept | environment,
        timeout=120,
    )


def database(folder, *arguments):
    return manage("database", *arguments, TURNABOUT_DATA=str(folder))


def test_start_status_stop(folder):
    assert " is down." in database(folder, "status").stdout
    assert "is up, and stays until" in database(folder, "start").stdout
    status = database(folder, "status").stdout
    assert " is up." in status
    assert Server(folder).url() in status
    assert "was stopped" in database(folder, "stop").stdout
    assert "was not running" in database(folder, "stop").stdout
    assert Server(folder).state() == "down"


def test_dump_and_restore(base, folder):
    assert "Everything is in" in database(folder, "dump", base / "saved").stdout
    assert "Everything is as it was" in database(folder, "restore", base / "saved").stdout
    assert Server(folder).state() == "down"


def test_what_cannot_be_done_is_a_sentence(base, folder):
    answer = database(folder, "restore", base / "missing")
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"CommandError: {base / 'missing'} cannot be read: No such file")


@pytest.mark.parametrize("arguments", [["start"], ["stop"], ["status"], ["dump", "x"], ["restore", "x"]])
def test_with_a_database_of_ones_own_it_refuses_and_touches_nothing(folder, arguments):
    url = "postgresql://somebody@127.0.0.1:1/theirs"
    own = {"DATABASE_URL": url, "SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "example.org"}
    answer = manage("database", *arguments, TURNABOUT_DATA=str(folder), **own)
    assert answer.returncode == 1
    assert answer.stderr.startswith("CommandError: DATABASE_URL is set")
    assert ("pg_" in answer.stderr) == (len(arguments) == 2)
    assert not folder.exists()
    assert not (CHECKOUT / "x").exists()


def test_with_a_database_of_ones_own_no_other_command_starts_one(folder):
    url = "postgresql://somebody@127.0.0.1:1/theirs"
    own = {"DATABASE_URL": url, "SECRET_KEY": "k" * 50, "ALLOWED_HOSTS": "example.org"}
    answer = manage("showmigrations", TURNABOUT_DATA=str(folder), **own)
    assert answer.returncode == 1
    assert "127.0.0.1" in answer.stderr
    assert not folder.exists()
