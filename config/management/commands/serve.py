"""Everything a start needs, then the web server, until Ctrl-C or SIGTERM."""

import errno
import hashlib
import http.client
import signal
import socket
import subprocess
import sys
import time
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections, transaction

from config import static
from config.settings import number_from_env, text_from_env

# Longer than any statement of a request may take.
GRACEFUL_SECONDS = 8


class Command(BaseCommand):
    help = "Prepares the database and the static files, then serves the site until Ctrl-C."

    def handle(self, *args, **options):
        try:
            bind = text_from_env("BIND") or f"127.0.0.1:{number_from_env('PORT', 8000, 1, 65535)}"
            workers = number_from_env("WEB_CONCURRENCY", 2, 1, 99)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        host, port = parse(bind)
        refuse_taken(host, port)
        self.say("Preparing the database …")
        sign_in = prepare(self.stdout)
        with WebServer(bind, workers) as server:
            if server.answers_at(host, port):
                where = f"http://localhost:{port}" if settings.ON_OWN_MACHINE else bind
                self.say(f"Turnabout is on {where}", sign_in, "Press Ctrl-C to stop it.")
            server.wait()
        self.say("Stopped.")

    def say(self, *lines):
        # Whoever waits for the address may read it through a pipe.
        self.stdout.write("\n".join(line for line in lines if line))
        self.stdout.flush()


def parse(bind: str) -> tuple[str, int]:
    host, _, port = bind.rpartition(":")
    if host and port.isdecimal():
        return host.strip("[]"), int(port)
    raise CommandError(f"BIND is {bind!r}; write it like 0.0.0.0:8000.")


def refuse_taken(host: str, port: int) -> None:
    """Before anything else is done, which may take a minute."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (OSError, OverflowError) as error:
        if getattr(error, "errno", None) != errno.EADDRINUSE:
            raise CommandError(f"Nothing can listen on {host}:{port}: {error}") from error
        raise CommandError(
            f"Port {port} is in use, perhaps by another Turnabout. "
            f"Choose another with PORT, as in `make run PORT={port % 65535 + 1}`."
        ) from error


def prepare(stdout) -> str:
    """The line that tells how to sign in, on one's own machine."""
    sign_in = StringIO()
    with transaction.atomic(using="autocommit"), connections["autocommit"].cursor() as cursor:
        # Of several starts at once, the others wait here until the first has prepared everything.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('turnabout prepares'))")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_library", stdout=stdout)
        if settings.ON_OWN_MACHINE:
            call_command("make_demo_candidate", stdout=sign_in)
        collect_static_if_changed()
    connections.close_all()
    return sign_in.getvalue().strip()


def collect_static_if_changed() -> None:
    collected = settings.STATIC_ROOT / "staticfiles.json"
    kept = settings.STATIC_ROOT.with_name("static.checksum")
    checksum = static_checksum()
    if collected.exists() and kept.exists() and kept.read_text() == checksum:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    kept.write_text(checksum)


def static_checksum() -> str:
    checksums = [hashlib.sha256(Path(static.__file__).read_bytes()).hexdigest()]
    for finder in get_finders():
        for path, storage in finder.list([]):
            with storage.open(path) as file:
                checksums.append(f"{path} {hashlib.sha256(file.read()).hexdigest()}")
    return hashlib.sha256("\n".join(sorted(checksums)).encode()).hexdigest()


class WebServer:
    """gunicorn as a child that stops when we are told to."""

    def __init__(self, bind: str, workers: int) -> None:
        self.command = [
            *(sys.executable, "-m", "gunicorn", "config.wsgi:application"),
            *("--bind", bind, "--workers", str(workers), "--threads", "4"),
            *("--worker-class", "config.web_worker.Worker"),
            # The default of 2 seconds would reset saves that come every 2 seconds.
            *("--keep-alive", "75", "--graceful-timeout", str(GRACEFUL_SECONDS)),
            *("--no-control-socket", "--log-level", "warning"),
        ]
        self.process: subprocess.Popen[bytes] | None = None
        self.told_to_stop_at = 0.0

    def __enter__(self) -> "WebServer":
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self.stop)
        # In a group of its own: gunicorn takes the terminal's Ctrl-C for an order to drop its requests.
        self.process = subprocess.Popen(
            self.command, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, process_group=0
        )
        if self.told_to_stop_at:
            self.process.terminate()
        return self

    def __exit__(self, *error) -> None:
        self.process.terminate()
        self.process.communicate()

    def stop(self, number, frame) -> None:
        asked_before = self.told_to_stop_at and time.monotonic() - self.told_to_stop_at > 1
        self.told_to_stop_at = self.told_to_stop_at or time.monotonic()
        if self.process:
            # Whoever asks again will not wait for the requests under way.
            self.process.send_signal(signal.SIGQUIT if asked_before else signal.SIGTERM)

    def answers_at(self, host: str, port: int) -> bool:
        """Wait for the first answer, whatever it says. False if the server ended instead."""
        while self.process.poll() is None:
            connection = http.client.HTTPConnection(host, port, timeout=30)
            try:
                connection.request("GET", "/healthz")
                connection.getresponse()
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
            else:
                return True
            finally:
                connection.close()
        return False

    def wait(self) -> None:
        ended_with = self.process.wait()
        if not self.told_to_stop_at:
            raise CommandError(f"The web server ended by itself, with {ended_with}; what it said is above.")
