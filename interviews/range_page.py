"""What makes the range of one company: its open questions by topic, those that take the most off it first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Any

from interviews import access, comparison, comparison_rows, sentences
from interviews.compare_choice import Choice, told_apart
from interviews.compare_matrix import shown
from interviews.comparison import Cell, CompanyScore, NextQuestion
from interviews.models import Company, Interview
from questions.models import Topic

STEPS = 3  # from the lowest rating to the highest


@dataclass(frozen=True)
class OpenTopic:
    """A topic that weighs something and is not known to the end; `width` is what it adds to the range."""

    topic: Topic
    weight: int
    cell: Cell
    open: Sequence[NextQuestion]
    width: Fraction

    @property
    def value(self) -> str:
        return shown(self.cell.value)[0]

    @property
    def width_shown(self) -> str:
        return width_shown(self.width)

    @property
    def swing(self) -> str:
        """What one answer takes off the range; empty where no question is listed."""
        return width_shown(self.open[0].swing) if self.open else ""

    @property
    def could_move(self) -> str:
        return sentences.could_move(self.open[0]) if self.open else ""

    @property
    def must_asks_first(self) -> list[NextQuestion]:
        return sorted(self.open, key=lambda one: (not one.question.must_ask, one.question.pk))


@dataclass(frozen=True)
class RangePage:
    """`picked` and `refusal` are what a form sent and what was wrong with it."""

    user: Any
    company: Company
    choice: Choice
    now: datetime
    picked: Sequence[str] = ()
    refusal: str = ""

    @cached_property
    def compared(self) -> list[Company]:
        """The company, though the address names others only, beside those that it is compared with."""
        others = [one for one in self.choice.compared if one.pk != self.company.pk]
        return [self.company, *others]

    @cached_property
    def topics(self) -> dict[int, Topic]:
        return {topic.pk: topic for topic in access.topics_of(self.user)}

    @cached_property
    def result(self) -> comparison.Comparison:
        rows = comparison_rows.load(self.user, self.compared)
        return comparison.compare(rows.companies, access.weights_in(self.topics.values()))

    @property
    def name(self) -> str:
        return told_apart(self.compared)[self.company.pk]

    @cached_property
    def score(self) -> CompanyScore | None:
        ranked = (score for score in self.result.ranking if score.company.pk == self.company.pk)
        return next(ranked, None)

    @property
    def shown(self) -> str:
        return shown(self.score.score)[0] if self.score else "–"

    @property
    def low(self) -> str:
        return shown(self.score.low)[0] if self.score else ""

    @property
    def high(self) -> str:
        return shown(self.score.high)[0] if self.score else ""

    @property
    def coverage(self) -> int:
        return comparison.shown_percent(self.score.coverage) if self.score else 0

    @property
    def width(self) -> str:
        return width_shown(self.score.high - self.score.low) if self.score else ""

    @cached_property
    def open_topics(self) -> list[OpenTopic]:
        """The widest first."""
        open_ones: dict[int, list[NextQuestion]] = {}
        for one in self.result.ask_next:
            if one.company.pk == self.company.pk:
                open_ones.setdefault(one.topic, []).append(one)
        found = [self.open_topic(pk, weight, open_ones.get(pk, ())) for pk, weight in self.weighed]
        return sorted((one for one in found if one.width), key=lambda one: (-one.width, one.topic.pk))

    @property
    def weighed(self) -> list[tuple[int, int]]:
        return [(pk, weight) for pk, weight in self.result.weights.items() if weight]

    def open_topic(self, pk: int, weight: int, open_ones: Sequence[NextQuestion]) -> OpenTopic:
        cell = self.result.cells[self.company.pk, pk]
        width = weight * (1 - cell.share) / Fraction(sum(self.result.weights.values()))
        return OpenTopic(self.topics[pk], weight, cell, open_ones, width)

    @cached_property
    def coming(self) -> list[Interview]:
        return list(access.interviews_to_come_in(self.user, self.company))

    @property
    def ticked(self) -> set[int]:
        return set(numbers_in(self.picked))

    @property
    def ending(self) -> str:
        return f"?{self.choice.query}" if self.choice.query else ""


def width_shown(width: Fraction) -> str:
    """A share of the scale from 1 to 4, on it with two decimals, rounded half up."""
    return str(Decimal(floor(width * STEPS * 100 + Fraction(1, 2))).scaleb(-2))


def numbers_in(texts: Iterable[str]) -> list[int]:
    """Those that can be the number of a row."""
    return [int(text) for text in texts if text.isascii() and text.isdecimal() and len(text) < 19]
