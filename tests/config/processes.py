"""manage.py as a person starts it: a process of its own, with a folder and settings of its own."""

import os
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
# What says where a site runs, here for the tests themselves.
OURS = (
    "TURNABOUT_TEST_RUN",
    "DJANGO_SETTINGS_MODULE",
    "DATABASE_URL",
    "ON_OWN_MACHINE",
    "BIND",
    "WEB_CONCURRENCY",
)


def environment(data, **settings):
    rest = {name: value for name, value in os.environ.items() if name not in OURS}
    return {**rest, "TURNABOUT_DATA": str(data), **settings}


def manage(*arguments, data, **settings):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=environment(data, **settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
    )
