"""What one cell of the matrix says in words: what its number is made of, and how sure that is."""

from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import comparison
from interviews.comparison import Cell

ONE_PERSON, FEW_SPECIFIC, CLAIMS = "¹", "~", "†"
HALF = Fraction(1, 2)
MOST_TERMS = 12


def signs_of(cell: Cell) -> tuple[str, ...]:
    """What stands beside the number, in the order in which the legend explains it."""
    few_specific = cell.specific is not None and cell.specific < HALF
    return tuple(
        sign
        for sign, holds in (
            (ONE_PERSON, cell.single_source),
            (FEW_SPECIFIC, few_specific),
            (CLAIMS, cell.claims_only),
        )
        if holds
    )


def note(cell: Cell) -> str:
    """“1 of 2 ¹”: quiet, beside the number; `confidence` is the same in words."""
    known = _("%(known)d of %(listed)d") % {"known": cell.known, "listed": cell.listed}
    return " ".join([known, "".join(signs_of(cell))]).strip()


def legend(signs: Collection[str]) -> str:
    meanings = {
        ONE_PERSON: _("heard from one person only"),
        FEW_SPECIFIC: _("less than half of it specific"),
        CLAIMS: _("read, not heard: only claims"),
    }
    return " · ".join(f"{sign} {words}" for sign, words in meanings.items() if sign in signs)


def confidence(cell: Cell) -> str:
    """“2 of 3 questions rated, heard from 2 people, half of it specific”."""
    return _(", ").join(part for part in (rated(cell), heard(cell), specific(cell)) if part)


def rated(cell: Cell) -> str:
    if not cell.listed:
        return _("no question listed")
    counts = {"known": cell.known, "listed": cell.listed}
    return (
        ngettext(
            "%(known)d of %(listed)d question rated", "%(known)d of %(listed)d questions rated", cell.listed
        )
        % counts
    )


def heard(cell: Cell) -> str:
    if cell.claims_only:
        return _("only claims, heard from nobody")
    if not cell.heard:
        return _("heard from nobody") if cell.listed else ""
    if cell.single_source and cell.heard == 1:
        return _("heard from one person only")
    said = ngettext("heard from %(count)d person", "heard from %(count)d people", cell.heard)
    said %= {"count": cell.heard}
    return _("%(heard)s, rated of one only") % {"heard": said} if cell.single_source else said


def specific(cell: Cell) -> str:
    if cell.specific is None:
        return ""
    if cell.specific == 1:
        return _("all of it specific")
    if not cell.specific:
        return _("none of it specific")
    return _("%(share)d%% of it specific") % {"share": comparison.shown_percent(cell.specific)}


def number(value: Fraction) -> str:
    """On the scale of ratings with at most two decimals: “3”, “3.5”, “3.67”, rounded half up."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    shown = exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{shown.normalize():f}"


def sum_of(values: Sequence[Fraction]) -> str:
    """“(4 + 3.5) / 2”; of very many the first are written out."""
    terms = [number(value) for value in values[:MOST_TERMS]]
    if more := len(values) - len(terms):
        terms.append(_("%(count)d more") % {"count": more})
    return f"({' + '.join(terms)}) / {len(values)}"


def arithmetic_of_question(ratings: Sequence[int]) -> str:
    """“(4 + 1) / 2 = 2.5”, or “4” where one person said it; empty without ratings."""
    values = [Fraction(rating) for rating in ratings]
    if len(values) < 2:
        return "".join(map(number, values))
    return f"{sum_of(values)} = {number(Fraction(sum(ratings), len(ratings)))}"


def arithmetic_of_cell(cell: Cell, values: Sequence[Fraction]) -> str:
    """“3.8: two questions, (4 + 3.5) / 2”, the values those of the questions on the scale of ratings."""
    if cell.value is None:
        return _("No number yet: nothing is rated here. What is not known counts as open, never as bad.")
    shown = comparison.shown(cell.value)
    if len(values) == 1:
        return _("%(shown)s: one question, %(value)s") % {"shown": shown, "value": number(values[0])}
    words = {"shown": shown, "count": apnumber(len(values)), "sum": sum_of(values)}
    return _("%(shown)s: %(count)s questions, %(sum)s") % words
