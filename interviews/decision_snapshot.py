"""What a comparison said when the candidate chose: kept as plain JSON, and read again without trusting it.

Numbers are exact fractions as text ("19/42"), so that they are rounded when shown and only then. Words are
kept as they were shown. Names stand beside each number: whatever is renamed or deleted later, this stays.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from interviews.comparison import Cell, Company, CompanyScore, Comparison

VERSION = 1
FRACTION = re.compile(r"(\d{1,200})(?:/(\d{1,200}))?", re.ASCII)

PK = re.compile(r"\d{1,18}", re.ASCII)


@dataclass(frozen=True, slots=True)
class CompanyThen:
    """A company as it stood; `short` tells it from the others, fractions are 0–1, None without a score."""

    pk: int | None
    name: str
    short: str
    role: str
    score: Fraction | None
    low: Fraction | None
    high: Fraction | None
    coverage: Fraction | None
    tripped: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicThen:
    """A topic with its weight, and a cell for each company in the order of `Snapshot.companies`."""

    name: str
    weight: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The ranked companies first, the leader on top; `sentences` is what was said of flips and doubts."""

    headline: str
    companies: tuple[CompanyThen, ...]
    topics: tuple[TopicThen, ...]
    in_the_way: tuple[str, ...]
    sentences: tuple[str, ...]

    @property
    def weighing(self) -> tuple[TopicThen, ...]:
        return tuple(topic for topic in self.topics if topic.weight)

    @property
    def weightless(self) -> tuple[TopicThen, ...]:
        return tuple(topic for topic in self.topics if not topic.weight)


EMPTY_CELL = Cell(None, 0, 0, 0, None, False, False)


def snapshot_of(
    result: Comparison,
    topics: Mapping[int, str],
    *,
    headline: str,
    names: Mapping[int, str],
    in_the_way: Iterable[str] = (),
    sentences: Iterable[str] = (),
) -> dict[str, Any]:
    """Plain JSON; `topics` names, in their order, those that the comparison weighs, `names` the companies."""
    ranked = {score.company.pk: score for score in result.ranking}
    ordered = [score.company for score in result.ranking] + list(result.without_score)
    weighed = {topic: name for topic, name in topics.items() if topic in result.weights}
    return {
        "version": VERSION,
        "headline": headline,
        "companies": [company_kept(one, names[one.pk], ranked.get(one.pk)) for one in ordered],
        "topics": [topic_kept(result, topic, name, ordered) for topic, name in weighed.items()],
        "in_the_way": list(in_the_way),
        "sentences": list(sentences),
    }


def company_kept(company: Company, short: str, score: CompanyScore | None) -> dict[str, Any]:
    numbers: dict[str, str | None] = {"score": None, "low": None, "high": None, "coverage": None}
    if score:
        numbers = {name: str(getattr(score, name)) for name in numbers}
    return {
        "pk": company.pk,
        "name": company.name,
        "short": short,
        "role": company.role,
        **numbers,
        "tripped": list(company.dealbreakers_tripped),
        "unknown": list(company.dealbreakers_unknown),
    }


def topic_kept(result: Comparison, topic: int, name: str, companies: Iterable[Company]) -> dict[str, Any]:
    cells = [cell_kept(result.cells[company.pk, topic]) for company in companies]
    return {"name": name, "weight": result.weights[topic], "cells": cells}


def cell_kept(cell: Cell) -> dict[str, Any]:
    return {
        "value": kept_share(cell.value),
        "known": cell.known,
        "listed": cell.listed,
        "heard": cell.heard,
        "specific": kept_share(cell.specific),
        "single_source": cell.single_source,
        "claims_only": cell.claims_only,
    }


def kept_share(share: Fraction | None) -> str | None:
    return None if share is None else str(share)


def read(kept: object) -> Snapshot | None:
    """None where there is nothing to draw: no company, or a version from later than this program."""
    fields = mapping(kept)
    version = number(fields.get("version"))
    companies = tuple(company_read(one) for one in items(fields.get("companies")))
    if not 1 <= version <= VERSION or not companies:
        return None
    return Snapshot(
        headline=words(fields.get("headline")),
        companies=companies,
        topics=tuple(topic_read(one, len(companies)) for one in items(fields.get("topics"))),
        in_the_way=texts(fields.get("in_the_way")),
        sentences=texts(fields.get("sentences")),
    )


def company_read(kept: object) -> CompanyThen:
    fields = mapping(kept)
    low, score, high = (share(fields.get(name)) for name in ("low", "score", "high"))
    if low is None or score is None or high is None or not low <= score <= high:
        low = score = high = None
    return CompanyThen(
        pk=number(fields.get("pk")) or None,
        name=words(fields.get("name")),
        short=words(fields.get("short")) or words(fields.get("name")),
        role=words(fields.get("role")),
        score=score,
        low=low,
        high=high,
        coverage=share(fields.get("coverage")),
        tripped=texts(fields.get("tripped")),
        unknown=texts(fields.get("unknown")),
    )


def topic_read(kept: object, width: int) -> TopicThen:
    """With exactly as many cells as there are companies."""
    fields = mapping(kept)
    cells = [cell_read(one) for one in items(fields.get("cells"))[:width]]
    cells += [EMPTY_CELL] * (width - len(cells))
    return TopicThen(words(fields.get("name")), number(fields.get("weight")), tuple(cells))


def cell_read(kept: object) -> Cell:
    fields = mapping(kept)
    known, listed, heard = (number(fields.get(name)) for name in ("known", "listed", "heard"))
    return Cell(
        value=share(fields.get("value")),
        known=known,
        listed=listed,
        heard=heard,
        specific=share(fields.get("specific")),
        single_source=fields.get("single_source") is True,
        claims_only=fields.get("claims_only") is True,
    )


def stages_before(kept: object) -> dict[int, str]:
    """Company → the stage it had before the decision: of the one chosen, and of those declined with it."""
    stages = mapping(mapping(kept).get("stages"))
    return {
        int(pk): stage
        for pk, stage in stages.items()
        if isinstance(pk, str) and PK.fullmatch(pk) and isinstance(stage, str)
    }


def mapping(kept: object) -> Mapping[Any, object]:
    return kept if isinstance(kept, Mapping) else {}


def items(kept: object) -> list[object]:
    return kept if isinstance(kept, list) else []


def words(kept: object) -> str:
    return kept if isinstance(kept, str) else ""


def texts(kept: object) -> tuple[str, ...]:
    return tuple(one for one in items(kept) if isinstance(one, str) and one)


def number(kept: object) -> int:
    """0 for whatever is no whole number, or below it."""
    return kept if isinstance(kept, int) and not isinstance(kept, bool) and kept >= 0 else 0


def share(kept: object) -> Fraction | None:
    """A fraction from 0 to 1; its length is limited before it is read, since "1e9" is one too."""
    found = FRACTION.fullmatch(kept) if isinstance(kept, str) else None
    if found is None or not int(found[2] or 1):
        return None
    value = Fraction(int(found[1]), int(found[2] or 1))
    return value if 0 <= value <= 1 else None
