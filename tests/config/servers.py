"""People who use a server from processes of their own, and looks at what runs."""

import os
import pwd
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import unquote

import psycopg

CHECKOUT = Path(__file__).resolve().parents[2]
IS_ROOT = os.geteuid() == 0

USE = """
import sys
from pathlib import Path
from config.postgres import Server
with Server(Path(sys.argv[1]), fsync=False).use():
    print("in", flush=True)
    sys.stdin.readline()
"""


def python(script, *arguments, program=sys.executable, **options):
    """A process that talks through its standard input and output."""
    return subprocess.Popen(
        [program, "-c", script, *map(str, arguments)],
        cwd=CHECKOUT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        **options,
    )


@contextmanager
def running(process):
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def a_user_of(folder):
    with running(python(USE, folder)) as user:
        assert user.stdout.readline() == "in\n"
        yield user


def leave(user):
    user.communicate("\n", timeout=60)
    assert user.returncode == 0


def query(server, sql):
    with psycopg.connect(server.url()) as connection:
        return connection.execute(sql).fetchone()[0]


def socket_folder(server):
    return Path(unquote(server.url().partition("host=")[2]))


def postmaster(folder):
    (path,) = folder.glob("pg*/postmaster.pid")
    return int(path.read_text().split()[0])


def server_processes(base):
    """Numbers of all living PostgreSQL processes whose cluster is somewhere below `base`."""
    numbers = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            below = Path(os.readlink(process / "cwd")).is_relative_to(base)
            status = (process / "stat").read_text()
            if below and "(postgres)" in status and status.rpartition(")")[2].split()[0] != "Z":
                numbers.append(int(process.name))
    return numbers


def wait_until(is_so, limit=20):
    deadline = time.monotonic() + limit
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def account_of_server(folder):
    """`user=` for a process that a PostgreSQL on this folder may send signals to."""
    (cluster,) = folder.glob("pg*")
    return pwd.getpwuid(cluster.stat().st_uid).pw_name if IS_ROOT else None
