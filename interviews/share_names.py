"""What companies and people are called in a shared view, and what is taken out of the texts there."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from interviews.compare_choice import told_apart
from interviews.forget_page import neutral_name_of
from interviews.hiding import Hidden, company_spellings, folded, person_spellings
from interviews.models import Company, Share
from questions.models import Question

NEUTRAL_NAMES = {neutral_name_of(audience).casefold() for audience in Question.Audience.values}


def lettered(companies: Iterable[Company]) -> dict[int, str]:
    """Company → “Company A”, in the order they were added: a letter stays when the ranking changes."""
    ordered = sorted(companies, key=lambda company: company.pk)
    return {one.pk: _("Company %(letter)s") % {"letter": chr(ord("A") + n)} for n, one in enumerate(ordered)}


@dataclass(frozen=True)
class Named:
    """A spelling to look for; `person` says whose it is, None for the company's own."""

    spelling: str
    label: str
    company: int
    is_shown: bool
    person: int | None = None


@dataclass
class ShareNames:
    """`companies` are all of the owner's, as access.companies_beside gives them."""

    share: Share
    companies: Sequence[Any]

    @cached_property
    def shown(self) -> list[Any]:
        return [company for company in self.companies if company.is_shown]

    @cached_property
    def company(self) -> Mapping[int, str]:
        """What each of those shown is called."""
        return lettered(self.shown) if self.share.hide_names else told_apart(self.shown)

    @cached_property
    def person(self) -> Mapping[int, str]:
        """What each of the people there is called: as whom they speak, where names are hidden."""
        return {pk: called for company in self.shown for pk, called in self.people_at(company)}

    def people_at(self, company: Any) -> Iterator[tuple[int, str]]:
        said: dict[str, int] = {}
        for person in company.people_there:
            neutral = in_a_sentence(neutral_name_of(person["audience"]))
            said[neutral] = number = said.get(neutral, 0) + 1
            neutral = neutral if number == 1 else f"{neutral} {number}"
            yield person["pk"], neutral if self.share.hide_names else f"{person['name']} ({neutral})"

    @cached_property
    def named(self) -> list[Named]:
        found = [one for company in self.companies for one in self.named_at(company)]
        if self.share.hide_names:
            return found
        kept = {folded(one.spelling) for one in found if one.is_shown}
        return [one for one in found if not one.is_shown and folded(one.spelling) not in kept]

    def named_at(self, company: Any) -> Iterator[Named]:
        label = self.company.get(company.pk) or _("another company")
        for spelling in company_spellings(company.name, company.website):
            yield Named(spelling, label, company.pk, company.is_shown)
        for person in company.people_there:
            called = self.person.get(person["pk"]) or _("somebody elsewhere")
            for spelling in [] if is_neutral(person["name"]) else person_spellings(person["name"]):
                yield Named(spelling, called, company.pk, company.is_shown, person["pk"])

    def hidden(self, company: int | None = None) -> Hidden:
        """For the texts about a company: of two people with one name, whoever is there is meant."""

        def nearest_first(one: Named) -> tuple[bool, bool, bool]:
            is_there = one.company == company
            return not (is_there and one.person is not None), not one.is_shown, one.person is not None

        labels: dict[str, str] = {}
        for one in sorted(self.named, key=nearest_first):
            labels.setdefault(one.spelling, one.label)
        return Hidden(
            labels,
            address=_("[address]"),
            amount=_("[amount]"),
            with_web=self.share.hide_names,
            with_amounts=self.share.hide_pay,
        )


def is_neutral(name: str) -> bool:
    """As a person is called who was forgotten."""
    return re.sub(r" \d+$", "", name).casefold() in NEUTRAL_NAMES


def in_a_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]
