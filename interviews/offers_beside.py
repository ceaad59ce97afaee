"""Offers side by side: a column each, a row per term and kind of pay; what differs is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interviews import access
from interviews.models import Company, Offer, OfferPay
from interviews.offer_words import deadline_in_words, pay_in_words

MOST_COLUMNS = 8
LONG = 400


@dataclass(frozen=True)
class Cell:
    """`lines` are pairs of the program's words and the offer's own; none where the offer does not say."""

    lines: tuple[tuple[str, str], ...] = ()

    @property
    def is_long(self) -> bool:
        return sum(len(words) for _said, words in self.lines) > LONG


@dataclass(frozen=True)
class Row:
    name: str
    cells: tuple[Cell, ...]
    is_term: bool = True

    @property
    def differs(self) -> bool:
        """Among those that say anything."""
        return self.is_term and len({tuple(sorted(cell.lines)) for cell in self.cells if cell.lines}) > 1

    @property
    def is_partly_said(self) -> bool:
        return self.is_term and not all(cell.lines for cell in self.cells)


@dataclass
class OffersBeside:
    """`companies` and `offers` are the numbers that the address names."""

    user: Any
    today: date
    companies: Sequence[str] = ()
    offers: Sequence[str] = ()

    @cached_property
    def with_offers(self) -> list[Company]:
        return list(access.companies_with_offers(self.user))

    @cached_property
    def chosen(self) -> list[Any]:
        """Those named, where any of them has an offer; else all."""
        named = set(self.companies)
        return [company for company in self.with_offers if str(company.pk) in named] or self.with_offers

    @cached_property
    def by_company(self) -> dict[int, list[Offer]]:
        found: dict[int, list[Offer]] = {}
        for offer in access.offers_in(self.user, self.chosen) if self.chosen else ():
            found.setdefault(offer.company_id, []).append(offer)
        return found

    @cached_property
    def taken(self) -> list[Offer]:
        """One per company, as many as fit: whichever wants its answer soonest in front."""
        named = set(self.offers)
        taken = [
            next((one for one in offers if str(one.pk) in named), offers[0])
            for offers in self.by_company.values()
        ]
        return sorted(taken, key=self.urgency)

    def urgency(self, offer: Offer) -> tuple[int, date, int, int]:
        """Open ones by their day, then those without a day, then those whose day is past."""
        day = offer.expires_on
        place = 1 if day is None else 2 if day < self.today else 0
        return place, day or date.max, -offer.dated_on.toordinal(), offer.pk

    @cached_property
    def columns(self) -> list[Offer]:
        in_full = {one.pk: one for one in access.offers_beside(self.user, self.taken[:MOST_COLUMNS])}
        return [in_full[one.pk] for one in self.taken if one.pk in in_full]

    @property
    def left_out(self) -> list[Company]:
        by_pk = {company.pk: company for company in self.chosen}
        return [by_pk[one.company_id] for one in self.taken[MOST_COLUMNS:]]

    @property
    def choices(self) -> list[tuple[Company, list[Offer]]]:
        """Companies shown of which more than one offer is there."""
        shown = {offer.pk: offer for offer in self.columns}
        return [
            (offer.company, self.by_company[offer.company_id])
            for offer in shown.values()
            if len(self.by_company[offer.company_id]) > 1
        ]

    @property
    def deadlines(self) -> list[tuple[Offer, str]]:
        return [
            (offer, deadline_in_words(offer.expires_on, self.today) if offer.expires_on else "")
            for offer in self.columns
        ]

    @property
    def rows(self) -> list[Row]:
        """Only terms that at least one of them names."""
        rows = [*self.pay_rows(), *self.term_rows(), self.promise_row]
        return [row for row in rows if any(cell.lines for cell in row.cells)]

    def pay_rows(self) -> list[Row]:
        return [self.row(str(label).capitalize(), paid(kind)) for kind, label in OfferPay.Kind.choices]

    def term_rows(self) -> list[Row]:
        return [
            self.row(_("Paid leave"), lambda offer: words(offer.leave)),
            self.row(_("Notice period"), lambda offer: words(offer.notice)),
            self.row(_("Where you work"), lambda offer: words(offer.remote)),
            self.row(_("First day"), lambda offer: day_of(offer.starts_on)),
            self.row(_("Anything else"), lambda offer: words(offer.terms)),
        ]

    def row(self, name: str, lines_of: Callable[[Any], tuple[tuple[str, str], ...]]) -> Row:
        return Row(name, tuple(Cell(lines_of(offer)) for offer in self.columns))

    @property
    def promise_row(self) -> Row:
        cells = tuple(Cell(self.promises(offer)) for offer in self.columns)
        return Row(_("Promises"), cells, is_term=False)

    @cached_property
    def promise_counts(self) -> dict[int, int]:
        return {company.pk: company.promise_count for company in self.chosen}

    def promises(self, offer: Any) -> tuple[tuple[str, str], ...]:
        """Open are those that nobody has looked up in this offer."""
        found = offer.in_writing, offer.differing, offer.absent
        counts = (*found, self.promise_counts[offer.company_id] - sum(found))
        said = _("%(n)s in writing"), _("%(n)s differs"), _("%(n)s absent"), _("%(n)s open")
        return tuple(
            (sentence % {"n": count}, "") for sentence, count in zip(said, counts, strict=True) if count
        )


def words(text: str) -> tuple[tuple[str, str], ...]:
    return (("", text),) if text else ()


def day_of(day: date | None) -> tuple[tuple[str, str], ...]:
    return ((date_format(day, "j M Y"), ""),) if day else ()


def paid(kind: str) -> Callable[[Offer], tuple[tuple[str, str], ...]]:
    def lines(offer: Offer) -> tuple[tuple[str, str], ...]:
        parts = [part for part in offer.pay.all() if part.kind == kind]
        return tuple((pay_in_words(part), part.words) for part in parts)

    return lines
