import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from config.postgres import Server
from tests.config.servers import server_processes, socket_folder


@contextmanager
def temporary_base():
    """Not `tmp_path`: that one is closed to the account that root's servers run as."""
    base = Path(tempfile.mkdtemp(prefix="turnabout test "))
    base.chmod(0o755)
    try:
        yield base
    finally:
        for number in server_processes(base):
            os.kill(number, signal.SIGKILL)
        for cluster in base.glob("**/pg*/"):
            shutil.rmtree(socket_folder(Server(cluster.parent)), ignore_errors=True)
        shutil.rmtree(base)


@pytest.fixture
def base():
    with temporary_base() as base:
        yield base


@pytest.fixture
def folder(base):
    return base / "var"


@pytest.fixture(scope="session")
def template():
    with temporary_base() as base:
        server = Server(base / "var", fsync=False)
        with server.use(), psycopg.connect(server.url(), autocommit=True) as connection:
            connection.execute("CREATE TABLE note AS SELECT 'kept' AS body")
        yield server.data


@pytest.fixture
def made(folder, template):
    """The folder of a server that is down and has one row."""
    subprocess.run(["cp", "--archive", template, folder], check=True)
    return folder
