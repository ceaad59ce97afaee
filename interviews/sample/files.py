"""Reads the sample's files: the candidate's preferences, and one file per company."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
CANDIDATE = "candidate.toml"


class SampleError(LookupError):
    """The sample names something that the library does not have."""


def read_preferences() -> dict[str, Any]:
    """`weights` by topic key, and `dealbreakers` as a list of key, text and topic."""
    return tomllib.loads((FOLDER / CANDIDATE).read_text(encoding="utf-8"))


def read_companies() -> list[dict[str, Any]]:
    """Per company: `company`, `stages`, `people`, `interviews`, `claims`, `follow_ups`, `checks`, and
    `questions` with their `answers`."""
    paths = sorted(path for path in FOLDER.glob("*.toml") if path.name != CANDIDATE)
    return [tomllib.loads(path.read_text(encoding="utf-8")) for path in paths]


def checks_of(sheet: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The dealbreakers that a company's file judges, with an answer behind them or without."""
    yield from sheet.get("checks", [])
    for question in sheet["questions"]:
        for answer in question.get("answers", []):
            if "check" in answer:
                yield answer["check"]
