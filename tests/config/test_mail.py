"""Mail that leaves through a real SMTP server, from the site as it runs, with its settings from EMAIL_URL."""

import email
import email.policy
import re
import time

import psycopg
import pytest
from aiosmtpd.controller import Controller

from tests.config.running_site import Browser, free_port, fresh_database, manage, running_site

PASSWORD = "seven grey herons wade"
NEW_PASSWORD = "nine red kites circle"


class Letterbox:
    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802  (the name aiosmtpd calls)
        letter = email.message_from_bytes(envelope.content, policy=email.policy.default)
        body = letter.get_content().replace("\r\n", "\n")
        self.letters.append((envelope.rcpt_tos, letter["Subject"], body))
        return "250 Taken"

    def last_for(self, address):
        until = time.monotonic() + 10
        while time.monotonic() < until:
            for to, subject, body in reversed(self.letters):
                if to == [address]:
                    self.letters.remove((to, subject, body))
                    return subject, body
            time.sleep(0.05)
        raise AssertionError(f"no mail for {address}")


@pytest.fixture(scope="module")
def letterbox():
    letterbox = Letterbox()
    controller = Controller(letterbox, hostname="127.0.0.1", port=free_port())
    controller.start()
    letterbox.port = controller.port
    yield letterbox
    controller.stop()


@pytest.fixture(scope="module")
def database():
    with fresh_database() as url:
        yield url


@pytest.fixture(scope="module")
def site(database, letterbox):
    changes = {"DATABASE_URL": database, "EMAIL_URL": f"smtp://127.0.0.1:{letterbox.port}"}
    manage(changes, "migrate", "--verbosity=0")
    with running_site(**changes) as site:
        yield site


def forget_rate_limits(database):
    """The same address gets one mail in ten seconds; the test does not wait for them."""
    with psycopg.connect(database) as connection:
        connection.execute("DELETE FROM cache")


def code_in(body):
    return re.search(r"^[A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*$", body, re.MULTILINE)[0]


def sign_up(site, letterbox, address):
    browser = Browser(site)
    browser.send("/account/signup/", email=address, password1=PASSWORD)
    _subject, body = letterbox.last_for(address)
    browser.send("/account/confirm-email/", code=code_in(body))
    return browser


def test_a_new_address_is_confirmed_with_the_code_of_a_mail(site, letterbox):
    browser = Browser(site)
    asked = browser.send("/account/signup/", email="noor@example.org", password1=PASSWORD)
    assert (asked.status, asked.location) == (302, "/account/confirm-email/")
    assert browser.open("/account/email/").location.startswith("/account/login/")

    subject, body = letterbox.last_for("noor@example.org")
    assert subject == "Confirm your email address"

    wrong = browser.send("/account/confirm-email/", code="WRONG1")
    assert "Incorrect code" in wrong.text
    right = browser.send("/account/confirm-email/", code=code_in(body))
    assert (right.status, right.location) == (302, "/")
    assert "noor@example.org" in browser.open("/account/email/").text


def test_a_forgotten_password_is_replaced_through_the_link_of_a_mail(site, letterbox):
    sign_up(site, letterbox, "ilse@example.org")
    browser = Browser(site)
    assert browser.send("/account/password/reset/", email="ilse@example.org").status == 302

    subject, body = letterbox.last_for("ilse@example.org")
    assert subject == "Choose a new password"
    link = re.search(rf"^{re.escape(site)}(/account/password/reset/key/\S+)$", body, re.MULTILINE)[1]
    form = browser.open(link).location
    saved = browser.send(form, password1=NEW_PASSWORD, password2=NEW_PASSWORD)
    assert (saved.status, saved.location) == (302, "/")

    assert "This link no longer works" in Browser(site).open(link).text
    assert Browser(site).send("/account/login/", login="ilse@example.org", password=PASSWORD).status == 200
    signed_in = Browser(site).send("/account/login/", login="ilse@example.org", password=NEW_PASSWORD)
    assert (signed_in.status, signed_in.location) == (302, "/")


def test_who_signs_up_twice_is_told_by_mail_and_by_nobody_else(site, letterbox, database):
    sign_up(site, letterbox, "jonas@example.org")
    forget_rate_limits(database)
    again = Browser(site).send("/account/signup/", email="jonas@example.org", password1=PASSWORD)
    assert (again.status, again.location) == (302, "/account/confirm-email/")
    subject, body = letterbox.last_for("jonas@example.org")
    assert subject == "You already have an account"
    assert f"{site}/account/password/reset/" in body


def test_an_unknown_address_gets_a_mail_that_says_so(site, letterbox):
    known = Browser(site).send("/account/password/reset/", email="nobody@example.org")
    assert (known.status, known.location) == (302, "/account/password/reset/done/")
    subject, body = letterbox.last_for("nobody@example.org")
    assert subject == "No account with this address"
    assert f"{site}/account/signup/" in body


def test_a_changed_address_counts_once_its_code_is_entered(site, letterbox):
    browser = sign_up(site, letterbox, "before@example.org")
    browser.send("/account/email/", email="after@example.org", action_add="")
    assert "before@example.org" in browser.open("/account/email/").text

    _subject, body = letterbox.last_for("after@example.org")
    browser.send("/account/confirm-email/", code=code_in(body))
    signed_in = Browser(site).send("/account/login/", login="after@example.org", password=PASSWORD)
    assert (signed_in.status, signed_in.location) == (302, "/")
