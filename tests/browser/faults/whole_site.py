"""The site as `manage.py serve` starts it, with a PostgreSQL of its own; a test may kill any part of it."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from config.management.commands.serve import WebServer
from config.postgres import Server
from tests.config.running_site import CHECKOUT, collected_static, environment, free_port, manage, wait_for

PATIENCE_SECONDS = 60


class WholeSite:
    def __init__(self, folder):
        self.folder = Path(folder)
        self.data = self.folder / "data"
        self.server = Server(self.data)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = self.folder / "web.log"
        self.web = None

    @property
    def environment(self):
        return {"TURNABOUT_DATA": str(self.data), "DATABASE_URL": ""}

    def prepare(self):
        self.server.start()
        manage(self.environment, "migrate")
        shutil.copytree(Path(collected_static().name) / "static", self.data / "static")

    def static_address(self, name):
        paths = json.loads((self.data / "static" / "staticfiles.json").read_text())["paths"]
        return f"/static/{paths[name]}"

    def manages(self, *arguments):
        manage(self.environment, *arguments)

    def rows(self, sql, *parameters):
        """What is in the database, seen past the site."""
        with psycopg.connect(self.server.url(), autocommit=True) as connection:
            cursor = connection.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []

    def start(self):
        """All that does not run."""
        if self.server.state() != "up":
            self.server.start()
        if self.web is None or self.web.poll() is not None:
            self.start_web()

    def stop(self):
        self.kill_web()
        self.server.stop()

    # Web processes

    def start_web(self):
        with open(self.log, "ab") as log:
            self.web = subprocess.Popen(
                WebServer(f"127.0.0.1:{self.port}", 2).command,
                cwd=CHECKOUT,
                env=environment(**self.environment),
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        wait_for(self.web, self.port)

    def kill_web(self):
        """Master and workers at once, with no time for a last word."""
        if self.web is not None:
            os.killpg(self.web.pid, signal.SIGKILL)
            self.web.communicate()
            self.web = None

    @property
    def workers(self):
        return set(children_of(self.web.pid))

    def replace_worker(self, number):
        os.kill(number, signal.SIGTERM)

    def kill_worker(self, number):
        kill(number)

    def reload_workers(self):
        self.web.send_signal(signal.SIGHUP)

    # The database

    def kill_database(self):
        """The server and each of its processes, so that none can finish what it was at."""
        postmaster = self.server._process.postmaster()
        for number in (postmaster, *children_of(postmaster)):
            kill(number)

    def begin_a_journal_file(self):
        """So that for a while it is the tables that need room, and not the journal."""
        self.server._sql("SELECT pg_switch_wal(); CHECKPOINT;")

    def expire_sessions(self):
        self.rows("DELETE FROM django_session")


def children_of(number):
    try:
        found = Path(f"/proc/{number}/task/{number}/children").read_text()
    except OSError:
        return []
    return [int(child) for child in found.split()]


def kill(number):
    with suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def kill_all_with(argument):
    """Every process that was started with this argument, which is the caller's alone."""
    for folder in Path("/proc").iterdir():
        try:
            arguments = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue
        if folder.name.isdecimal() and argument in arguments:
            kill(int(folder.name))


@contextmanager
def whole_site(folder=None):
    """In `folder`, or in one of its own."""
    with tempfile.TemporaryDirectory(prefix="turnabout-faults-", ignore_cleanup_errors=True) as own:
        place = Path(folder or own)
        place.chmod(0o711)  # for root the database runs as another account, which has to pass
        site = WholeSite(place)
        try:
            site.prepare()
            site.start()
            yield site
        finally:
            site.stop()


def eventually(condition, page=None):
    """Waits until it holds; a page goes on meanwhile."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not (found := condition()):
        assert time.monotonic() < until, "it never came to be"
        if page is None:
            time.sleep(0.05)
        else:
            page.wait_for_timeout(50)
    return found
