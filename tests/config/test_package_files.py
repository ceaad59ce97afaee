"""The files of others that browsers get from us are, byte for byte, the ones that were looked at."""

from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from config.static import PACKAGE_FILES

PINNED = {
    "bootstrap/css/bootstrap.min.css": "d85327d99c7a3ee1f9b5d0500d1370acea3ad2db39c163c2f51f232baedbdede",
    "django_htmx/htmx-2.min.js": "71ea67185bfa8c98c39d31717c6fce5d852370fcdfd129db4543774d3145c0de",
}
BOOTSTRAP_BANNER = """@charset "UTF-8";/*!
 * Bootstrap  v5.3.8 (https://getbootstrap.com/)
 * Copyright 2011-2025 The Bootstrap Authors
 * Licensed under MIT (https://github.com/twbs/bootstrap/blob/main/LICENSE)
 */"""


def served(path):
    return Path(finders.find(path)).read_bytes()


@pytest.mark.parametrize("path", PACKAGE_FILES)
def test_a_file_from_a_package_is_the_one_that_was_pinned(path):
    assert sha256(served(path)).hexdigest() == PINNED[path]


def test_the_stylesheet_is_bootstrap_5_3_8():
    assert served("bootstrap/css/bootstrap.min.css").startswith(BOOTSTRAP_BANNER.encode())


def test_only_the_files_in_use_are_collected():
    collected = {
        f"{storage.prefix}/{path}" if storage.prefix else path
        for finder in finders.get_finders()
        for path, storage in finder.list([])
    }
    ours = {path for path in collected if path.startswith(("css/", "icons/", "js/"))}
    assert collected - ours == set(PACKAGE_FILES)


@pytest.mark.parametrize("every", [False, True])
def test_a_file_that_is_nowhere_is_not_found(every):
    assert not finders.find("bootstrap/js/bootstrap.min.js", find_all=every)
