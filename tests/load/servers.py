"""Two databases of the benchmark's own on one PostgreSQL, and the two sites under the same web server."""

import http.client
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from config.postgres import Server

CHECKOUT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("TURNABOUT_DATA") or CHECKOUT / "var") / "bench"


@contextmanager
def databases(*names):
    """Their addresses, on the server that DATABASE_URL names or else on an embedded one, with fsync."""
    given = os.environ.get("DATABASE_URL")
    if given:
        with made(given, names) as urls:
            yield urls
        return
    server = Server(DATA)
    with server.use(), made(server.url(), names) as urls:
        yield urls


@contextmanager
def made(server_url, names):
    with psycopg.connect(server_url, autocommit=True) as connection:
        for name in names:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
            connection.execute(f"CREATE DATABASE {name}")
        try:
            yield [urlsplit(server_url)._replace(path=f"/{name}").geturl() for name in names]
        finally:
            for name in names:
                connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def settle(url):
    """So that neither the planner nor the disk surprises the one that is measured next."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("VACUUM ANALYZE")


def environment(url):
    """What both sites run in; nothing of the shell's own settings reaches them."""
    inherited = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return {
        **inherited,
        "DATABASE_URL": url,
        "TURNABOUT_DATA": str(DATA),
        "ON_OWN_MACHINE": "true",
        "DJANGO_SETTINGS_MODULE": "tests.load.settings",
    }


@contextmanager
def served(application, url, workers):
    """The port of the application, under the very command that `manage.py serve` uses."""
    from config.management.commands.serve import WebServer

    port = free_port()
    command = WebServer(f"127.0.0.1:{port}", workers).command
    command = [application if part == "config.wsgi:application" else part for part in command]
    # Its standard input ends with us, and it with that.
    process = subprocess.Popen(
        command, cwd=CHECKOUT, env=environment(url), stdin=subprocess.PIPE, process_group=0
    )
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.communicate()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait_for(port, process):
    for _ in range(600):
        if process.poll() is not None:
            sys.exit(f"A web server of the benchmark ended by itself, with {process.returncode}.")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
            connection.request("GET", "/healthz")
            connection.getresponse().read()
            return
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
    sys.exit("A web server of the benchmark does not answer.")
