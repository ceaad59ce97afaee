"""The words of words.toml."""

import tomllib
from pathlib import Path
from typing import Any

_FILE: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word for line in text.splitlines() for word in line.split("|") if word)


def words(name: str) -> tuple[str, ...]:
    """One list, in the order of the file. A space at a word's end is part of it."""
    return _listed(_FILE[name])


def word_groups(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of one table, by their names."""
    return {key: _listed(text) for key, text in _FILE[name].items()}
