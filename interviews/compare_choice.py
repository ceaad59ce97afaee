"""Which companies are compared: what the address names, or else those that are furthest along."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import Company

FEWEST, MOST = 2, 8


@dataclass(frozen=True)
class Choice:
    """`named` are the companies of the address, in the order of their names; `gone` is how many it names
    that are not there to be compared; `is_asked` says that somebody pressed the button."""

    companies: Sequence[Company]
    named: Sequence[Company] = ()
    gone: int = 0
    is_asked: bool = False

    @property
    def is_too_many(self) -> bool:
        return len(self.named) > MOST

    @cached_property
    def compared(self) -> list[Company]:
        """None when the address names too many: leaving some out is for the candidate to do."""
        if self.named:
            return [] if self.is_too_many else list(self.named)
        if len(self.companies) <= MOST:
            return list(self.companies)
        furthest = {company.pk for company in sorted(self.companies, key=stage_order)[:MOST]}
        return [company for company in self.companies if company.pk in furthest]

    @property
    def ticked(self) -> set[int]:
        return {company.pk for company in self.named or self.compared}

    @cached_property
    def query(self) -> str:
        """What the address says, to be carried on; empty where it names nobody."""
        return urlencode([("company", company.pk) for company in self.named])

    @property
    def paper(self) -> str:
        """The size to print on, of companies from `access.companies_to_compare`."""
        return getattr(self.companies[0], "paper_size", "") if self.companies else ""

    @cached_property
    def sharing_a_name(self) -> set[int]:
        """Those of which another has the same name: two roles at one employer."""
        return sharing_a_name(self.companies)

    @property
    def is_in_question(self) -> bool:
        """Whether the words matter enough to show the whole choice at once."""
        return self.is_too_many or len(self.named) == 1 or bool(self.gone)

    @property
    def words(self) -> list[str]:
        return [*self.words_on_the_gone, *self.words_on_the_number]

    @property
    def words_on_the_gone(self) -> list[str]:
        if not self.gone:
            return []
        return [
            ngettext(
                "One company of this address is in the archive or gone, and left out.",
                "%(count)d companies of this address are in the archive or gone, and left out.",
                self.gone,
            )
            % {"count": self.gone}
        ]

    @property
    def words_on_the_number(self) -> list[str]:
        if self.is_too_many:
            said = _("You chose %(count)d companies. Eight at most can be compared: take off %(over)d.")
            return [said % {"count": len(self.named), "over": len(self.named) - MOST}]
        if len(self.compared) == 1:
            return [self.words_on_one]
        if not self.named and len(self.companies) > MOST:
            said = _("The eight furthest along of your %(count)d companies. Choose others to compare them.")
            return [said % {"count": len(self.companies)}]
        if self.is_asked and not self.named:
            return [_("None was chosen: these are all of yours.")]
        return []

    @property
    def words_on_one(self) -> str:
        if len(self.companies) == 1:
            return _("One company alone cannot be compared. Add another, and ask it the same questions.")
        return _("One company alone cannot be compared. Choose at least two.")


def stage_order(company: Company) -> tuple[int, str, int]:
    return Company.STAGE_ORDER.index(company.stage), company.name.casefold(), company.pk


def kept_choice(asked: Iterable[str]) -> str:
    """The companies of an address, to be named in another one; whether they are there is not asked."""
    numbers = dict.fromkeys(number for number in asked if number.isascii() and number.isdecimal())
    return urlencode([("company", number) for number in numbers])


def choice_of(companies: Iterable[Company], asked: Iterable[str], *, is_asked: bool = False) -> Choice:
    """`asked` are the numbers of the address, as they stand there; what is no number names nobody."""
    there = {str(company.pk): company for company in companies}
    numbers = dict.fromkeys(number.lstrip("0") for number in asked if number.isascii() and number.isdecimal())
    named = [company for number, company in there.items() if number in numbers]
    return Choice(list(there.values()), named, len(numbers) - len(named), is_asked)


def sharing_a_name(companies: Iterable[Company]) -> set[int]:
    kept = list(companies)
    names = Counter(company.name for company in kept)
    return {company.pk for company in kept if names[company.name] > 1}


def told_apart(companies: Iterable[Company]) -> dict[int, str]:
    """The shortest name of each that no other has: short name, name, or name and role."""
    kept = list(companies)
    spellings = (
        [company.short_name for company in kept],
        [company.name for company in kept],
        [f"{company.name} ({company.role})" for company in kept],
    )
    found: dict[int, str] = {}
    for place, company in enumerate(kept):
        unique = (names[place] for names in spellings if names.count(names[place]) == 1)
        found[company.pk] = next(unique, spellings[-1][place])
    return found
