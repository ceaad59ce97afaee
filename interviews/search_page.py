"""What a search finds, with the place in each text where it was found."""

import re
from bisect import bisect
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any
from unicodedata import combining, normalize

from interviews import access
from interviews.models import Answer, Claim, Company, Interview

AROUND = 80
LONGEST = 100
# Letters that the database's unaccent() takes apart though Unicode does not.
APART = str.maketrans({"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})


@dataclass(frozen=True)
class Snippet:
    """`before + found + after` is a piece of the text; dots where it goes on. `field` is where it stands."""

    before: str
    found: str
    after: str
    field: str = ""


@dataclass
class SearchPage:
    user: Any
    asked: str
    company_asked: str = ""

    @property
    def words(self) -> str:
        return " ".join(self.asked.replace("\x00", " ").split())[:LONGEST].rstrip()

    @cached_property
    def company(self) -> Company | None:
        """The one that is searched; all of them where none of hers is named."""
        number = self.company_asked
        if not (number.isascii() and number.isdecimal() and len(number) < 19):
            return None
        return access.company_found(self.user, int(number))

    @cached_property
    def found(self) -> dict[str, list[Any]]:
        if not self.words:
            return {}
        return access.found_for(self.user, self.words.split(), self.company)

    @property
    def count(self) -> int:
        return sum(len(rows) for rows in self.found.values())

    @property
    def has_more(self) -> bool:
        return any(len(rows) == access.MOST_FOUND for rows in self.found.values())

    @property
    def answers(self) -> list[tuple[Answer, Snippet]]:
        return self.with_snippets("answers", "said", "impression", "refer_to")

    @property
    def claims(self) -> list[tuple[Claim, Snippet]]:
        return self.with_snippets("claims", "text")

    @property
    def interviews(self) -> list[tuple[Interview, Snippet]]:
        return self.with_snippets("interviews", "note", "place")

    def with_snippets(self, kind: str, *fields: str) -> list[tuple[Any, Snippet]]:
        return [
            (row, snippet({field: getattr(row, field) for field in fields}, self.words))
            for row in self.found.get(kind, [])
        ]


@lru_cache(10_000)
def folded(character: str) -> str:
    """Without accents and in small letters: none, one or several letters."""
    small = normalize("NFKD", normalize("NFKD", character).casefold().translate(APART))
    return "".join(letter for letter in small if not combining(letter))


def plain(text: str) -> tuple[str, list[int]]:
    """The folded letters, and how many of them there are after each character of `text`."""
    parts = [folded(character) for character in text]
    return "".join(parts), list(accumulate(map(len, parts)))


def snippet(texts: dict[str, str], words: str) -> Snippet:
    """Around the first of the words, in the first text that has one; else the beginning of the first text."""
    wanted = sorted({plain(word)[0] for word in words.split()} - {""}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, wanted)))
    for field, text in texts.items():
        letters, ends = plain(text)
        match = pattern.search(letters) if wanted else None
        if match:
            return cut(text, bisect(ends, match.start()), bisect(ends, match.end() - 1) + 1, field)
    field = next((field for field, text in texts.items() if text), "")
    return cut(texts.get(field, ""), 0, 0, field)


def cut(text: str, start: int, end: int, field: str) -> Snippet:
    """The place with what stands around it; accents that follow the last letter belong to it."""
    while end > start and end < len(text) and combining(text[end]):
        end += 1
    first, last = max(start - AROUND, 0), end + (AROUND if end else 2 * AROUND)
    return Snippet(
        ("…" if first else "") + text[first:start],
        text[start:end],
        text[end:last] + ("…" if last < len(text) else ""),
        field,
    )
