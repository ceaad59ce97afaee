"""`make mutants`: each guard of the save protocol is taken out of a copy, and the faults must tell.

A mutant that lives is a guard that nothing tests.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.config.running_site import CHECKOUT

SLOT, SITE, OUTBOX = (Path("static/js/capture") / name for name in ("slot.js", "site.js", "outbox.js"))
FAULTS = "tests/browser/faults"
SAVE, VIEW = Path("interviews/capture.py"), Path("interviews/views/saves.py")


@dataclass(frozen=True)
class Mutant:
    """`guard` stands exactly once in the file, and is replaced by `broken`; `told_by` selects tests."""

    name: str
    file: Path
    guard: str
    broken: str
    told_by: str


MUTANTS = [
    Mutant(
        "no echo check", SLOT, "const isEcho = reply.body?.op === save.op;", "const isEcho = true;", "test_5"
    ),
    Mutant(
        "no base check",
        SAVE,
        "kept_beside = save.base != answer.revision and not unchanged",
        "kept_beside = False",
        "test_10 or test_11",
    ),
    Mutant(
        "no op record",
        SAVE,
        "        op=save.op,",
        "        op=uuid4(),",
        "test_3 or test_23 or test_26",
    ),
    Mutant(
        "new op on retry",
        SLOT,
        "const reply = await post(this.site, save, leaving);",
        "const reply = await post(this.site, { ...save, op: newId() }, leaving);",
        "test_3 or test_26",
    ),
    Mutant(
        "no adoption", SITE, "return this.deliver(orphans);", "return [];", "test_16 or test_17 or test_18"
    ),
    Mutant(
        "CSRF fixed at load",
        SLOT,
        "const csrfToken = () => document.cookie",
        "const atLoad = document.cookie; const csrfToken = () => atLoad",
        "test_13 or test_15",
    ),
    Mutant(
        "no user key",
        VIEW,
        "if request.headers.get(DEVICE_KEY_HEADER) != device_key:",
        "if False:",
        "test_14",
    ),
    Mutant(
        "outbox not filed per person",
        OUTBOX,
        "static async of(deviceKey) {",
        'static async of() { const deviceKey = "everybody";',
        "test_14",
    ),
]


def copy_of_checkout(folder):
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, names):
        if (CHECKOUT / name).exists():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(CHECKOUT / name, target)


def ran(told_by, place):
    """Whether these tests pass in the copy, and their summary."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "--reruns=0", "-k", told_by, FAULTS],
        cwd=place / "checkout",
        env={**environment, "TURNABOUT_DATA": str(place / "data")},
        capture_output=True,
        text=True,
    )
    return ended.returncode == 0, ended.stdout.splitlines()[-1]


def is_caught(mutant, place):
    file = place / "checkout" / mutant.file
    whole = file.read_text()
    assert whole.count(mutant.guard) == 1, f"{mutant.name}: where in {mutant.file} is the guard now?"
    file.write_text(whole.replace(mutant.guard, mutant.broken))
    try:
        passed, summary = ran(mutant.told_by, place)
    finally:
        file.write_text(whole)
    print(f"{'LIVES ' if passed else 'caught'} {mutant.name}: {summary}", flush=True)
    return not passed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", nargs="*", help="those of this name only")
    asked = parser.parse_args().name
    mutants = [mutant for mutant in MUTANTS if not asked or mutant.name in asked]
    with tempfile.TemporaryDirectory(prefix="turnabout-mutants-", ignore_cleanup_errors=True) as own:
        place = Path(own)
        place.chmod(0o711)  # for root the database runs as another account, which has to pass
        copy_of_checkout(place / "checkout")
        is_whole, summary = ran(" or ".join(mutant.told_by for mutant in mutants), place)
        print(f"unbroken: {summary}", flush=True)
        caught = [is_caught(mutant, place) for mutant in mutants]
    return 0 if is_whole and all(caught) else 1


if __name__ == "__main__":
    sys.exit(main())
