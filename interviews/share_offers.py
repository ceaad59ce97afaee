"""Offers as a shared view shows them: a column each, a row per term that any of them has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interviews.hiding import Hidden
from interviews.models import OfferPay


@dataclass(frozen=True)
class SharedTerm:
    """`values` has for each offer its lines, none where it does not say."""

    name: str
    values: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class SharedOffers:
    companies: tuple[str, ...]
    terms: tuple[SharedTerm, ...]


def shared_offers(offers: Sequence[tuple[str, Mapping[str, Any], Hidden]], hides_pay: bool) -> SharedOffers:
    """From (company, a row of access.companies_beside, what is hidden there) of each offer."""
    named: dict[str, list[tuple[str, ...]]] = {}
    for _company, row, hidden in offers:
        for name, lines in terms_of(row, hides_pay):
            named.setdefault(name, []).append(tuple(hidden.text(line) for line in lines if line))
    said = {name: tuple(values) for name, values in named.items() if any(values)}
    return SharedOffers(
        companies=tuple(company for company, _row, _hidden in offers),
        terms=tuple(SharedTerm(name, values) for name, values in said.items()),
    )


def terms_of(row: Mapping[str, Any], hides_pay: bool) -> list[tuple[str, list[str]]]:
    """With the pay goes “anything else”, which may say it too."""
    pay = [] if hides_pay else [pay_in_words(part) for part in row["pay"]]
    return [
        (_("Date of the offer"), [day(row["dated_on"])]),
        (_("Pay"), pay),
        (_("Paid leave"), [row["leave"]]),
        (_("Notice period"), [row["notice"]]),
        (_("Where you work"), [row["remote"]]),
        (_("First day"), [day(row["starts_on"])]),
        (_("Answer by"), [day(row["expires_on"])]),
        (_("Anything else"), [] if hides_pay else [row["terms"]]),
    ]


def day(said: str | None) -> str:
    return date_format(date.fromisoformat(said), "j M Y") if said else ""


def pay_in_words(part: Mapping[str, Any]) -> str:
    """“salary: 85,000 EUR a year (paid monthly)”"""
    said = [str(OfferPay.Kind(part["kind"]).label) + ":"]
    if part["amount"]:
        said += [intcomma(without_cents(part["amount"])), part["currency"]]
        said += [str(OfferPay.Period(part["period"]).label)] if part["period"] else []
    if part["words"]:
        said.append(f"({part['words']})" if part["amount"] else part["words"])
    return " ".join(said)


def without_cents(amount: str) -> str:
    """“85000.00” is “85000”; “17.50” stays."""
    whole = Decimal(amount)
    return str(int(whole)) if whole == int(whole) else amount
