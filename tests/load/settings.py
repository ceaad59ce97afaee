"""The product's own settings, with statements counted for whoever asks."""

from config.settings import *  # noqa: F403

MIDDLEWARE = ["tests.load.counting.count_statements", *MIDDLEWARE]  # noqa: F405
