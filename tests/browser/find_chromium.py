"""A Chromium for the browser tests: one that is there, or one that can be had.

`python -m tests.browser.find_chromium` gets one and says which, or says how to get one.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW = "apt-get install chromium, or .venv/bin/python -m playwright install --with-deps chromium"


def find_chromium() -> str | None:
    """The path of a Chromium or Chrome that starts; CHROMIUM names one of your own."""
    named = os.environ.get("CHROMIUM")
    candidates = [named] if named else [*filter(None, map(shutil.which, NAMES)), *playwright_downloads()]
    return next(filter(starts, candidates), None)


def playwright_downloads() -> list[str]:
    folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright"
    return [str(path) for path in sorted(Path(folder).glob("chromium-*/*/chrome"), reverse=True)]


def starts(program: str) -> bool:
    # Ubuntu's chromium-browser only says that there is none, and a download may lack its libraries.
    return works([program, "--version"], seconds=30)


def works(command: list[str], seconds: int) -> bool:
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, timeout=seconds, env=environment, **quiet).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def get_chromium() -> str | None:
    """Like `find_chromium`, after trying to install one where there is none."""
    is_root = os.geteuid() == 0
    download = [
        sys.executable,
        "-m",
        "playwright",
        "install",
        *(["--with-deps"] if is_root else []),
        "chromium",
    ]
    attempts = [[download]]
    if is_root and shutil.which("apt-get"):
        install = ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]
        attempts.insert(0, [["apt-get", "update"], install])
    found = find_chromium()
    for attempt in attempts:
        if not found:
            print(f"Browser tests need a Chromium; trying {' '.join(attempt[-1])} …", flush=True)
            for command in attempt:
                works(command, seconds=300)
            found = find_chromium()
    return found


if __name__ == "__main__":
    found = get_chromium()
    print(
        f"Browser tests run in {found}."
        if found
        else f"No Chromium: browser tests are skipped. To get one: {HOW}"
    )
