"""The benchmark runs; what it measures is nobody's business here."""

import re
import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
MEASURED = ("list", "company", "search", "interview", "compare", "save", "first save", "save, 8 at once")
VISITED = MEASURED[:5]
SITES = ("app", "bare")
SEARCHED = ("everything", "a word", "its beginning", "a sentence", "a misspelling", "nothing")


def test_the_benchmark_prints_every_row_with_all_its_figures():
    printed = run("tests.load", "--check-app-only")
    requests, rest = printed.split("all told, in bytes")
    visits, arrivals = rest.split("saves as they come")
    assert figures(requests) == dict.fromkeys(MEASURED, 10)
    assert figures(visits) == dict.fromkeys(VISITED, 3)
    assert figures(arrivals, SITES) == dict.fromkeys(SITES, 8)
    assert all(re.search(rf"^{site} .* 0 +\d+%$", arrivals, re.MULTILINE) for site in SITES)  # no error


def test_the_benchmark_of_the_search_prints_every_row_and_its_plans():
    printed = run("tests.load.search", "--own=20", "--others=300", "--rounds=2")
    assert figures(printed, SEARCHED) == dict.fromkeys(SEARCHED, 7)
    plans = printed.split("The plan for ")[1:]
    assert len(plans) == 3
    for plan in plans:
        assert re.search(r"Scan (using \S+ )?on questions_question", plan)
        assert "Execution Time: " in plan


def run(*arguments):
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def figures(table, names=MEASURED):
    """How many stand in the row of each name."""
    rows = {name: line for line in table.splitlines() for name in names if line.startswith(f"{name}  ")}
    return {name: len(row.removeprefix(name).split()) for name, row in rows.items()}
