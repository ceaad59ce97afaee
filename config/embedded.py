"""Starts the embedded database for the commands that need one, and leaves it to whoever still uses it."""

import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from config import postgres

WITHOUT_SETTINGS = {"", "help", "version"}
WITHOUT_DATABASE = {"database", "check", "collectstatic", "diffsettings", "compilemessages", "makemessages"}


@contextmanager
def database_for(arguments: Sequence[str]) -> Iterator[None]:
    command = arguments[0] if arguments else ""
    if command in WITHOUT_SETTINGS or command.startswith("-"):
        yield
        return
    try:
        from config import settings
    except (ImproperlyConfigured, postgres.PostgresError) as error:
        sys.exit(str(error))
    if command in WITHOUT_DATABASE or not settings.EMBEDDED_DATABASE:
        yield
        return
    leave_when_told()
    try:
        with postgres.Server(settings.DATA_DIR).use():
            yield
    except postgres.PostgresError as error:
        sys.exit(str(error))


def leave_when_told() -> None:
    """A plain SIGTERM or SIGHUP would end us without leaving the database, which then nobody stops."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) == signal.SIG_DFL:  # under nohup, SIGHUP stays ignored
            signal.signal(number, leave)


def leave(number: int, frame: FrameType | None) -> None:
    sys.exit(128 + number)
