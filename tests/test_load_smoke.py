"""The benchmark runs; what it measures is nobody's business here."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
MEASURED = ("list", "company", "search", "interview", "compare", "save", "first save", "save, 8 at once")
VISITED = MEASURED[:5]


def test_the_benchmark_prints_every_row_with_all_its_figures():
    printed = tiny_benchmark()
    requests, visits = printed.split("all told, in bytes")
    assert figures(requests) == dict.fromkeys(MEASURED, 10)
    assert figures(visits) == dict.fromkeys(VISITED, 3)


def tiny_benchmark():
    done = subprocess.run(
        [sys.executable, "-m", "tests.load", "--check-app-only"],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def figures(table):
    """How many stand in the row of each name."""
    rows = {name: line for line in table.splitlines() for name in MEASURED if line.startswith(f"{name}  ")}
    return {name: len(row.removeprefix(name).split()) for name, row in rows.items()}
