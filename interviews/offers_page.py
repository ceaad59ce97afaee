"""What a company's offers page shows: one offer in full, the others by date, and the promises beside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from interviews import access
from interviews.forms import PromiseCheckForm
from interviews.models import Answer, Company, Offer, OfferPay, PromiseCheck
from interviews.offer_words import deadline_in_words, is_soon, pay_in_words

PROMISES_AT_ONCE = 50
FLAGS = {"differs": "flag-mid", "absent": "flag-warn", "in writing": "flag-good"}


@dataclass(frozen=True)
class Promise:
    """One of access.promises_beside; `form` where what was sent about it was refused."""

    answer: Any
    form: PromiseCheckForm | None = None

    @property
    def said(self) -> str:
        return self.answer.said_start

    @property
    def is_cut(self) -> bool:
        return len(self.said) == access.PROMISE_QUOTED

    @property
    def found(self) -> str:
        return self.answer.status or ""

    @property
    def status(self) -> str:
        return str(self.form["status"].value() or "") if self.form else self.found

    @property
    def note(self) -> str:
        return str(self.form["note"].value() or "") if self.form else self.answer.note or ""

    @property
    def errors(self) -> list[str]:
        return [str(error) for errors in self.form.errors.values() for error in errors] if self.form else []

    @property
    def word(self) -> str:
        return str(PromiseCheck.Status(self.found).label) if self.found else _("open")

    @property
    def flag(self) -> str:
        return FLAGS.get(self.found, "")

    @property
    def may_be_followed_up(self) -> bool:
        return self.found in (PromiseCheck.Status.DIFFERS, PromiseCheck.Status.ABSENT)


@dataclass
class OffersPage:
    """`asked` is the query of the address; `known` the offer to show, where it is at hand; `deleted` one just
    deleted, with what undoes that; `refused` the number of an answer, with the form about it."""

    user: Any
    company: Company
    today: date
    asked: Mapping[str, str] = field(default_factory=dict)
    known: Offer | None = None
    deleted: tuple[Offer, str] | None = None
    refused: tuple[int, PromiseCheckForm] | None = None

    @property
    def statuses(self) -> list[tuple[str, str]]:
        found = [(str(value), str(label).capitalize()) for value, label in PromiseCheck.Status.choices]
        return [("", _("Open")), *found]

    @cached_property
    def offers(self) -> list[Offer]:
        return list(access.offers_of(self.user, self.company))

    @cached_property
    def offer(self) -> Any:
        """The one the address names, else the latest."""
        if self.known:
            return self.known
        named = self.asked.get("offer")
        chosen = next((one for one in self.offers if str(one.pk) == named), None)
        chosen = chosen or next(iter(self.offers), None)
        return access.offer_in_full(self.user, self.company, chosen.pk) if chosen else None

    @property
    def is_latest(self) -> bool:
        return self.offer == self.offers[0]

    @property
    def others(self) -> list[Offer]:
        return [offer for offer in self.offers if offer != self.offer]

    @property
    def pay(self) -> list[tuple[OfferPay, str]]:
        return [(part, pay_in_words(part)) for part in self.offer.pay.all()] if self.offer else []

    @property
    def deadline(self) -> str:
        has_one = self.offer and self.offer.expires_on
        return deadline_in_words(self.offer.expires_on, self.today) if has_one else ""

    @property
    def is_urgent(self) -> bool:
        return bool(self.offer) and is_soon(self.offer.expires_on, self.today)

    @property
    def says_nothing(self) -> bool:
        offer = self.offer
        return bool(offer) and not any(
            [self.pay, offer.leave, offer.notice, offer.remote, offer.starts_on, offer.terms]
        )

    @cached_property
    def counts(self) -> dict[str, int]:
        return access.promise_counts(self.user, self.offer) if self.offer else {}

    @property
    def open_count(self) -> int:
        return self.counts.get("", 0)

    @property
    def promise_count(self) -> int:
        return sum(self.counts.values())

    @cached_property
    def page(self) -> Page[Any]:
        promises: Any = access.promises_beside(self.user, self.offer) if self.promise_count else []
        paginator: Any = Paginator(promises, PROMISES_AT_ONCE)
        paginator.count = self.promise_count
        return paginator.get_page(self.asked.get("page"))

    @property
    def promises(self) -> list[Promise]:
        """What was refused stands first: it may be of another page by now."""
        found = [self.promise(answer) for answer in self.page.object_list]
        if self.refused and not any(promise.form for promise in found):
            found.insert(0, self.promise(access.promise_beside(self.user, self.offer, self.refused[0])))
        return found

    def promise(self, answer: Answer) -> Promise:
        is_refused = self.refused and self.refused[0] == answer.pk
        return Promise(answer, self.refused[1] if self.refused and is_refused else None)
