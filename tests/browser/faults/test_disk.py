"""Fault 27: the database's disk is full. A site of its own, on a disk small enough to fill."""

import os
import random
import string
import subprocess

import pytest

from tests.browser.faults.whole_site import eventually, whole_site


@pytest.fixture(scope="module")
def small_disk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("disk")
    mounting = ["mount", "-t", "tmpfs", "-o", "size=400m,mode=711", "tmpfs", str(folder)]
    mounted = subprocess.run(mounting, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"A disk to fill cannot be mounted here: {mounted.stderr.strip()}")
    for parent in folder.parents[:3]:
        parent.chmod(parent.stat().st_mode | 0o011)  # the account that runs the database has to pass
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.fixture(scope="module")
def standing_site(chromium_program, small_disk):
    with whole_site(small_disk) as site:
        yield site


@pytest.fixture
def ballast(small_disk, site):
    """Fills the disk to its last byte."""
    path = small_disk / "ballast"

    def fill():
        site.begin_a_journal_file()
        with open(path, "wb") as file:
            free = os.statvfs(small_disk)
            os.posix_fallocate(file.fileno(), 0, free.f_bavail * free.f_bsize)

    yield fill
    path.unlink(missing_ok=True)


def long_text():
    """Of letters that no compression makes small."""
    chance = random.Random(27)
    return "".join(chance.choices(string.ascii_letters + string.digits, k=90_000))


def test_27_with_the_disk_full_a_text_waits_here_until_there_is_room(
    tab, ballast, small_disk, answers, revisions
):
    refused = []
    tab.page.on("response", lambda reply: refused.append(reply.status) if reply.status == 503 else None)
    text = long_text()
    tab.types("Before.")
    tab.tells("saved")
    ballast()
    tab.writes(text)
    eventually(lambda: len(refused) >= 2, tab.page)
    tab.tells("waiting")
    assert tab.kept() == [text]
    assert answers() == [("Before.",)]

    (small_disk / "ballast").unlink()
    tab.tells("saved")
    assert answers() == [(text,)]
    assert revisions() == sorted([("Before.", False), (text, False)])
