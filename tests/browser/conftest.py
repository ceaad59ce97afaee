"""A real site on a database of its own, and a real browser that fails a test for what it complains about."""

import os
import re
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.find_chromium import HOW, find_chromium
from tests.browser.interview_mode import InterviewMode
from tests.browser.steps import Candidate
from tests.config.running_site import fresh_database, manage, running_site

# Milliseconds; a machine may be busy with the rest of the tests.
PATIENCE = 20_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(config, items):
    """A browser on a busy machine may miss a moment: its tests get a second try, which the summary names.

    `--reruns=0` takes it from them.
    """
    if config.getoption("reruns") == 0:
        return
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.flaky(reruns=1))


class Site:
    def __init__(self, address, database):
        self.address = address
        self.database = database

    def rows(self, sql, *parameters):
        """What is in the database, seen past the site."""
        with psycopg.connect(self.database, autocommit=True) as connection:
            cursor = connection.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope="session")
def chromium_program():
    program = find_chromium()
    if program is None:
        pytest.skip(f"No Chromium: browser tests are skipped. To get one: {HOW}")
    return program


@pytest.fixture(scope="session")
def site(chromium_program):
    with fresh_database() as database:
        for command in ("migrate", "load_library"):
            manage({"DATABASE_URL": database}, command)
        with running_site(DATABASE_URL=database) as address:
            yield Site(address, database)


# Per module: while Playwright runs, Django takes this thread for one that must not touch the database.
@pytest.fixture(scope="module")
def chromium(chromium_program):
    arguments = ["--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    language = {"LANGUAGE": "en_US", "LC_ALL": "C.UTF-8"}  # in which order a date is typed
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_program, args=arguments, env={**os.environ, **language}
        )
        yield browser
        browser.close()


class Watch:
    """Listens to one browser profile: errors of scripts, complaints on the console, requests to elsewhere."""

    def __init__(self, context, host):
        self.host = host
        self.expected = []
        self.heard = []
        context.on("console", self.console)
        context.on("weberror", lambda error: self.heard.append(f"script error: {error.error}"))
        context.on("request", self.request)

    def console(self, message):
        if message.type in {"error", "warning"}:
            self.heard.append(f"console: {message.text} ({message.location.get('url', '')})")

    def request(self, request):
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != self.host:
            self.heard.append(f"request to {request.url}")

    def expect(self, *patterns):
        self.expected += patterns

    def complaints(self):
        return [line for line in self.heard if not any(re.search(known, line) for known in self.expected)]


@contextmanager
def opened(chromium, site, **options):
    usual = {"viewport": {"width": 1280, "height": 850}, "reduced_motion": "reduce", "locale": "en-GB"}
    context = chromium.new_context(base_url=site.address, **{**usual, **options})
    context.set_default_timeout(PATIENCE)
    context.watch = Watch(context, urlsplit(site.address).netloc)
    try:
        yield context
        complaints = context.watch.complaints()
    finally:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def profile(chromium, site):
    """A browser profile that nobody has used."""
    with opened(chromium, site) as context:
        yield context


@pytest.fixture
def page(profile):
    return profile.new_page()


@pytest.fixture
def mara(site, profile):
    """A candidate with an account, signed in in `profile`."""
    site.rows("DELETE FROM cache")  # a run makes more accounts in a minute than people at one address may
    return Candidate.new(profile)


@pytest.fixture
def open_profile(chromium, site):
    """Another browser; for a phone, without JavaScript, in another theme."""
    return lambda **options: opened(chromium, site, **options)


@pytest.fixture
def live(mara):
    """The address of interview mode with one question and one person."""
    return mara.is_in_an_interview()


@pytest.fixture
def tab(page, live):
    return InterviewMode(page, live)


@pytest.fixture
def saved(site, mara):
    """What the database has of her answers."""

    def rows(columns="said", table="interviews_answer"):
        owned = f"SELECT {columns} FROM {table} JOIN auth_user candidate ON candidate.id = owner_id"
        return site.rows(f"{owned} WHERE candidate.email = %s", mara.email)

    return rows
