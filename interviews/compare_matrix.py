"""The matrix of the compare page: for every topic at every company a number, or none, and how sure it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse

from interviews import cell_words, comparison
from interviews.comparison import Cell
from interviews.models import Company
from questions.models import Topic

# Tenths of the scale of ratings, below which the shade is that number.
SHADES = ((15, 1), (25, 2), (32, 3), (39, 4))
BEST = 5


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """`note` and its `signs` are how sure the number is in short, `said` in words."""

    company: Company
    cell: Cell
    value: str
    shade: int
    note: str
    signs: tuple[str, ...]
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    topic: Topic
    weight: int
    cells: list[MatrixCell]


class Matrix:
    """Makes cells; many are alike, so their words are kept."""

    def __init__(self, result: comparison.Comparison, query: str = ""):
        self.result = result
        self.ending = f"?{query}" if query else ""
        self.words: dict[tuple[object, ...], tuple[str, tuple[str, ...], str]] = {}

    def rows(self, companies: Sequence[Company], topics: Iterable[Topic]) -> list[MatrixRow]:
        starts = [start_of(company) for company in companies]
        return [
            MatrixRow(
                topic,
                self.result.weights[topic.pk],
                [self.cell(one, topic.pk, start) for one, start in zip(companies, starts, strict=True)],
            )
            for topic in topics
            if self.result.weights.get(topic.pk)
        ]

    def cell(self, company: Company, topic: int, start: str) -> MatrixCell:
        cell = self.result.cells[company.pk, topic]
        value, shade = shown(cell.value)
        return MatrixCell(company, cell, value, shade, *self.words_of(cell), f"{start}{topic}/{self.ending}")

    def words_of(self, cell: Cell) -> tuple[str, tuple[str, ...], str]:
        key = (cell.known, cell.listed, cell.heard, cell.specific, cell.single_source, cell.claims_only)
        if key not in self.words:
            self.words[key] = (
                cell_words.note(cell),
                cell_words.signs_of(cell),
                cell_words.confidence(cell),
            )
        return self.words[key]


def start_of(company: Company) -> str:
    """The address of a company's evidence up to the topic: working it out per cell takes its time."""
    return reverse("interviews:evidence", args=[company.pk, 0]).removesuffix("0/")


def shown(value: Fraction | None) -> tuple[str, int]:
    """As it is printed, and its shade; 0 for not known."""
    return ("–", 0) if value is None else (str(comparison.shown(value)), shade_of(value))


def shade_of(value: Fraction) -> int:
    """1 (worst) to 5 (best): the colours of the matrix, said in numbers beside them."""
    tenths = comparison.shown(value) * 10
    return next((shade for limit, shade in SHADES if tenths < limit), BEST)


def in_order(companies: Iterable[Company], result: comparison.Comparison) -> list[Company]:
    """As in the ranking, those without a score after them by name."""
    place = {score.company.pk: score.place for score in result.ranking}
    last = len(place) + 1
    return sorted(companies, key=lambda one: (place.get(one.pk, last), one.name.casefold(), one.pk))
