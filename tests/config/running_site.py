"""The real site in processes of its own, set up by its environment, and a browser without a window."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import cache
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import psycopg

CHECKOUT = Path(__file__).resolve().parents[2]


@cache
def collected_static():
    """A data folder in which the static files are collected, once per run."""
    folder = tempfile.TemporaryDirectory(prefix="turnabout-static-")
    manage({"TURNABOUT_DATA": folder.name}, "collectstatic", "--noinput")
    return folder


def environment(**changes):
    inherited = {name: value for name, value in os.environ.items() if name != "TURNABOUT_TEST_RUN"}
    return {**inherited, "ON_OWN_MACHINE": "true", **changes}


def manage(changes, *arguments):
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=environment(**changes),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


@contextmanager
def fresh_database():
    """The address of a database that only this test uses, on the server of the test run."""
    here = os.environ["DATABASE_URL"]
    name = f"turnabout_site_{os.getpid()}_{time.monotonic_ns()}"
    with psycopg.connect(here, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield urlsplit(here)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@contextmanager
def running_site(**changes):
    """The address of a site that answers."""
    data = tempfile.mkdtemp(prefix="turnabout-site-")
    shutil.copytree(Path(collected_static().name) / "static", Path(data) / "static")
    port = free_port()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{port}"),
            *("--workers", "1", "--threads", "4", "--no-control-socket", "--log-level", "warning"),
        ],
        cwd=CHECKOUT,
        env=environment(TURNABOUT_DATA=data, **changes),
    )
    try:
        wait_for(process, port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=30)
        shutil.rmtree(data)


def wait_for(process, port):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        assert process.poll() is None, "the site ended at once"
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the site does not answer")


class Page:
    def __init__(self, response):
        with response:
            self.status = response.status
            self.headers = response.headers
            self.text = response.read().decode()
        self.location = self.headers.get("Location", "")


class Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *arguments, **options):
        return None


class Browser:
    """Keeps cookies and the form token of the last page it saw; redirects are left to the test."""

    def __init__(self, site):
        self.site = site
        self.token = ""
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()), Stay)

    def open(self, address, data=None, headers=None):
        request = urllib.request.Request(self.site + address, data=data, headers=headers or {})
        try:
            page = Page(self.opener.open(request, timeout=30))
        except urllib.error.HTTPError as error:
            page = Page(error)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        self.token = found[1] if found else self.token
        return page

    def send(self, address, **fields):
        """Open the page with the form, fill it in, and send it."""
        self.open(address)
        return self.open(address, urlencode({"csrfmiddlewaretoken": self.token, **fields}).encode())
