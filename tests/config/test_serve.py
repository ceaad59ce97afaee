"""`manage.py serve`, which `make run` runs, from the outside: processes, lines and HTTP."""

import http.client
import http.cookiejar
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from contextlib import closing, contextmanager

import psycopg
import pytest

from config.postgres import Server
from tests.config.processes import CHECKOUT, environment, manage
from tests.config.servers import server_processes, wait_until

FIRST_START_SECONDS = 90
SECOND_START_SECONDS = 15


@pytest.fixture
def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


class Site:
    def __init__(self, process):
        self.process = process
        self.started_at = time.monotonic()
        self.lines = []

    def wait_for(self, words):
        for line in self.process.stdout:
            self.lines.append(line.rstrip())
            if line.startswith(words):
                return line.strip()
        pytest.fail(f"It ended without a line that begins with {words!r}: {self.lines}")

    def wait_until_ready(self):
        self.address = self.wait_for("Turnabout is on ").rpartition(" ")[2]
        self.sign_in = self.wait_for("Sign in as ")
        self.seconds = time.monotonic() - self.started_at

    def stop(self, how):
        self.process.send_signal(how)
        self.lines += self.process.stdout.read().splitlines()
        return self.process.wait()


@contextmanager
def serving(folder, port):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=CHECKOUT,
        env=environment(folder, PORT=str(port)),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    too_long = threading.Timer(FIRST_START_SECONDS, process.terminate)
    too_long.start()
    try:
        site = Site(process)
        site.wait_until_ready()
        too_long.cancel()
        yield site
    finally:
        too_long.cancel()
        process.terminate()
        process.communicate()


class Browser:
    """Keeps cookies, follows redirects, and says what it takes."""

    def __init__(self, address):
        self.address = address
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        )
        self.opener.addheaders = [("Accept", "text/html")]

    def open(self, path, fields=None, **headers):
        data = urllib.parse.urlencode(fields).encode() if fields else None
        with self.opener.open(urllib.request.Request(self.address + path, data, headers)) as answer:
            answer.body = answer.read()
            return answer

    def sign_in(self, line):
        email, password = re.fullmatch(r"Sign in as (\S+) with the password (\S+)", line).groups()
        form = self.open("/account/login/").body.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
        return self.open(
            "/account/login/", {"csrfmiddlewaretoken": token, "login": email, "password": password}
        )


def test_the_demo_candidate_signs_in_as_the_terminal_says(folder, port):
    with serving(folder, port) as site:
        assert site.seconds < FIRST_START_SECONDS
        assert site.address == f"http://localhost:{port}"
        browser = Browser(site.address)
        home = browser.sign_in(site.sign_in)

        assert urllib.parse.urlsplit(home.url).path == "/"
        assert home.headers["Cache-Control"] == "no-store"
        assert "default-src 'none'" in home.headers["Content-Security-Policy"]
        assert browser.open("/companies/").body.count(b'href="/companies/') >= 3

        compressed = browser.open("/companies/", **{"Accept-Encoding": "gzip"})
        assert compressed.headers["Content-Encoding"] == "gzip"

        for file in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', home.body.decode()))):
            assert "immutable" in browser.open(file).headers["Cache-Control"], file

        second = manage("serve", data=folder, PORT=str(port))
        assert second.returncode != 0
        assert f"Port {port} is in use" in second.stderr
        assert "make run PORT=" in second.stderr
        assert browser.open("/healthz").status == 200


def is_closed(port):
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) != 0


def test_a_stop_stops_what_was_started_and_loses_nothing(folder, port):
    with serving(folder, port) as site:
        with psycopg.connect(Server(folder).url()) as connection:
            connection.execute("UPDATE interviews_company SET location = 'kept'")
        with closing(http.client.HTTPConnection("localhost", port)) as open_page:
            open_page.request("GET", "/healthz")
            open_page.getresponse().read()
            told_at = time.monotonic()
            assert site.stop(signal.SIGINT) == 0
        assert time.monotonic() - told_at < 7, "It waited for a browser that only keeps a connection open."
        assert site.lines[-1] == "Stopped."
        assert is_closed(port)
        assert not server_processes(folder)

    with serving(folder, port) as again:
        assert again.seconds < min(site.seconds, SECOND_START_SECONDS)
        assert again.sign_in == site.sign_in
        with psycopg.connect(Server(folder).url()) as connection:
            places = connection.execute("SELECT DISTINCT location FROM interviews_company").fetchall()
        assert places == [("kept",)]
        assert again.stop(signal.SIGTERM) == 0
        assert is_closed(port)
        assert not server_processes(folder)

    with serving(folder, port) as killed:
        killed.process.kill()
        wait_until(lambda: is_closed(port))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"PORT": "http"}, "PORT is 'http'; write a whole number from 1 to 65535."),
        ({"BIND": "everywhere"}, "BIND is 'everywhere'; write it like 0.0.0.0:8000."),
        ({"WEB_CONCURRENCY": "0"}, "WEB_CONCURRENCY is '0'; write a whole number from 1 to 99."),
    ],
)
def test_an_odd_place_to_listen_gets_a_sentence(tmp_path, settings, sentence):
    # Never connected to: this is refused before the database is looked at.
    elsewhere = {"DATABASE_URL": "postgres://nobody@localhost:1/none", "ON_OWN_MACHINE": "true"}
    refused = manage("serve", data=tmp_path, **elsewhere, **settings)
    assert refused.returncode != 0
    assert refused.stderr == f"CommandError: {sentence}\n"
