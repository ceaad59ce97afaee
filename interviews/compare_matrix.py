"""The matrix of the compare page: for every topic at every company a number, or none, and how sure it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from interviews import cell_words, comparison
from interviews.comparison import Cell
from interviews.models import Company
from questions.models import Topic

# Tenths of the scale of ratings, below which the shade is that number.
SHADES = ((15, 1), (25, 2), (32, 3), (39, 4))
BEST = 5
KEPT = 4096

# By hand: of a hundred cells a template makes six hundred variables.
BEFORE_ADDRESS = '<td class="cell s{}" title="{}"><a class="cell-link" href="'
AFTER_ADDRESS = (
    '"><b>{}</b> <span class="cell-note">{}</span><span class="visually-hidden"> {}</span></a></td>'
)


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

    @property
    def drawn(self) -> SafeString:
        """The table cells, each a link to what was said."""
        parts = (
            (*around_address(one.value, one.shade, one.note, one.said), one.address) for one in self.cells
        )
        return format_html_join("", "{0}{2}{1}", parts)


@lru_cache(KEPT)
def around_address(value: str, shade: int, note: str, said: str) -> tuple[SafeString, SafeString]:
    return format_html(BEFORE_ADDRESS, shade, said), format_html(AFTER_ADDRESS, value, note, said)


class Matrix:
    def __init__(self, result: comparison.Comparison, query: str = ""):
        self.result = result
        self.ending = f"?{query}" if query else ""
        self.language = get_language()

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
        words = words_of(cell, self.language)
        return MatrixCell(company, cell, value, shade, *words, f"{start}{topic}/{self.ending}")


@lru_cache(KEPT)
def words_of(cell: Cell, language: str | None) -> tuple[str, tuple[str, ...], str]:
    """Note, signs and confidence in the language of the request, which is part of what they are kept by."""
    return cell_words.note(cell), cell_words.signs_of(cell), cell_words.confidence(cell)


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
