"""Loaded first (`-p tests.database_server`): a PostgreSQL for the whole run, before settings are read.

It lives in `var/tests`, without fsync, and is kept between runs; TEST_DATABASE_URL names another server.
"""

import os
from contextlib import ExitStack
from pathlib import Path

held = ExitStack()
CHECKOUT = Path(__file__).resolve().parent.parent


def prepare() -> None:
    data = Path(os.environ.get("TURNABOUT_DATA") or CHECKOUT / "var") / "tests"
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        from config.postgres import Server

        server = Server(data, fsync=False)
        held.enter_context(server.use())
        url = server.url()
    os.environ.update(
        TURNABOUT_TEST_RUN="1",
        TURNABOUT_DATA=str(data),
        DATABASE_URL=url,
        ON_OWN_MACHINE="true",
        DJANGO_SETTINGS_MODULE="config.settings",
    )
    for name in ("EMAIL_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG"):
        os.environ.pop(name, None)


if "TURNABOUT_TEST_RUN" not in os.environ:  # a worker of xdist inherits what the first process prepared
    prepare()


def pytest_unconfigure() -> None:
    held.close()
