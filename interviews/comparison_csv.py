"""The comparison as CSV: UTF-8 with its mark, CRLF, no cell that a spreadsheet takes for a formula."""

import csv
from collections.abc import Iterable, Mapping
from fractions import Fraction
from io import StringIO

from django.utils.translation import gettext as _

from interviews.comparison import Cell, Company, Comparison, shown, shown_percent

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
BYTE_ORDER_MARK = "\ufeff"


def matrix(result: Comparison, companies: Mapping[int, str], topics: Mapping[int, str]) -> str:
    """A row per topic that weighs anything, five columns per company, in the orders given."""
    columns = [_("value"), _("known"), _("listed"), _("heard from"), _("specific %")]
    head = [
        _("Topic"),
        _("Weight"),
        *(f"{name}: {column}" for name in companies.values() for column in columns),
    ]
    rows = [
        [name, weight, *(value for pk in companies for value in values_of(result.cells[pk, topic]))]
        for topic, name in topics.items()
        if (weight := result.weights.get(topic))
    ]
    return as_csv([head, *rows])


def values_of(cell: Cell) -> list[object]:
    """What is not known is an empty cell, never a zero."""
    return [rating(cell.value), cell.known, cell.listed, cell.heard, share(cell.specific)]


def ranking(result: Comparison) -> str:
    """A row per company, the leader first; those without a score follow with nothing but their names."""
    head = [_("Place"), _("Company"), _("Role"), _("Score"), _("At worst"), _("At best"), _("Known %")]
    head += [_("Dealbreakers tripped"), _("Dealbreakers unknown")]
    scored = [
        [
            *(one.place, one.company.name, one.company.role),
            *(rating(one.score), rating(one.low), rating(one.high), share(one.coverage)),
            *dealbreakers(one.company),
        ]
        for one in result.ranking
    ]
    without = [["", one.name, one.role, "", "", "", "", *dealbreakers(one)] for one in result.without_score]
    return as_csv([head, *scored, *without])


def dealbreakers(company: Company) -> list[str]:
    return [
        "; ".join(company.dealbreakers_tripped),
        "; ".join(company.dealbreakers_unknown),
    ]


def rating(value: Fraction | None) -> str:
    """On the scale of ratings, with a decimal point whatever the language."""
    return "" if value is None else str(shown(value))


def share(value: Fraction | None) -> str:
    return "" if value is None else str(shown_percent(value))


def as_csv(rows: Iterable[Iterable[object]]) -> str:
    text = StringIO(newline="")
    csv.writer(text).writerows([guarded(str(cell)) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def guarded(cell: str) -> str:
    """With an apostrophe in front of what a spreadsheet would calculate."""
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) else cell
