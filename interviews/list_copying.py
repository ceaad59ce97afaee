"""What another company's list has to copy, and how an address names what was copied."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from interviews import access
from interviews.models import Company, ListedQuestion

MOST_RANGES = 200


@dataclass
class CopyPage:
    """`asked` names the other company in `from`."""

    user: Any
    company: Company
    asked: Any

    @cached_property
    def companies(self) -> list[Company]:
        return list(access.companies_to_copy_from(self.user, self.company))

    @cached_property
    def source(self) -> Company | None:
        return next((one for one in self.companies if str(one.pk) == self.asked.get("from")), None)

    @cached_property
    def questions(self) -> list[ListedQuestion]:
        return list(access.listed_questions_of(self.user, self.source)) if self.source else []

    @cached_property
    def here(self) -> tuple[set[int], set[str]]:
        """Which library questions and which texts this company's list has already."""
        listed = list(access.listed_questions_of(self.user, self.company))
        library = {one.question_id for one in listed if one.question_id}
        return library, {plain(one.text) for one in listed}

    @cached_property
    def rows(self) -> list[tuple[ListedQuestion, str]]:
        """Each question with why it is not copied; an empty text where it can be."""
        return [(one, self.why_not(one)) for one in self.questions]

    def why_not(self, listed: ListedQuestion) -> str:
        library, texts = self.here
        if plain(listed.text) in texts:
            return _("on this list already")
        return _("on this list already, in other words") if listed.question_id in library else ""

    @property
    def can_copy(self) -> bool:
        return any(not why_not for _listed, why_not in self.rows)

    def named(self, pks: Iterable[int]) -> list[ListedQuestion]:
        wanted = set(pks)
        return [one for one in self.questions if one.pk in wanted]

    def without_what_is_here(self, listed: Iterable[ListedQuestion]) -> list[ListedQuestion]:
        return [one for one in listed if not self.why_not(one)]


def plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def ranges_in_words(numbers: Iterable[int]) -> str:
    """“7.12-14” for 7, 12, 13 and 14. Rows made in one go have numbers in a row, so it stays short."""
    ranges: list[list[int]] = []
    for number in sorted(set(numbers)):
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ".".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)


def ranges_named(text: str) -> Sequence[range]:
    """The other way round; nothing where the text is none of those."""
    found = []
    for part in text.split(".")[:MOST_RANGES]:
        first, _dash, last = part.partition("-")
        ends = [first, last or first]
        if not all(end.isascii() and end.isdecimal() and len(end) < 19 for end in ends):
            return []
        found.append(range(int(first), int(last or first) + 1))
    return found
