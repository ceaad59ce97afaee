"""Texts that are nearly the same, as pg_trgm measures it: shared trigrams of all trigrams."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

NEAR = 0.6
MOST_COMPARED = 120
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=16384)
def trigrams(text: str) -> frozenset[str]:
    """Of each word, two spaces before it and one behind, in small letters."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        padded = f"  {word} "
        found.update(padded[at : at + 3] for at in range(len(padded) - 2))
    return frozenset(found)


def similarity(one: str, other: str) -> float:
    """From 0 to 1; 0 where either has no letters."""
    a, b = trigrams(one), trigrams(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def near_duplicates(texts: Sequence[str], known: Sequence[str] = (), least: float = NEAR) -> list[int | None]:
    """Of each text the first near one found: an index into `known` followed by the texts before it.

    Indexes below len(known) point into `known`, others at texts[index - len(known)]. A text compares with at
    most MOST_COMPARED others, those that share its rarest trigrams, so that alike lists stay quick.
    """
    every = [trigrams(text) for text in (*known, *texts)]
    counts: Counter[str] = Counter()
    for grams in every:
        counts.update(grams)
    rank = {gram: place for place, gram in enumerate(sorted(counts, key=lambda gram: (counts[gram], gram)))}
    postings: dict[str, list[int]] = {}
    near: list[int | None] = []
    for index, grams in enumerate(every):
        prefix = sorted(grams, key=rank.__getitem__)[: len(grams) - int(len(grams) * least) + 1]
        if index >= len(known):
            near.append(_first_near(index, grams, prefix, every, postings, least))
        for gram in prefix:
            postings.setdefault(gram, []).append(index)
    return near


def _first_near(
    index: int, grams: frozenset[str], prefix: list[str], every: Sequence[frozenset[str]],
    postings: dict[str, list[int]], least: float,
) -> int | None:  # fmt: skip
    compared: set[int] = set()
    for gram in prefix:
        for other in reversed(postings.get(gram, ())):
            if other in compared:
                continue
            if len(compared) >= MOST_COMPARED:
                return None
            compared.add(other)
            others = every[other]
            shorter, longer = sorted((len(grams), len(others)))
            if shorter < least * longer:
                continue
            shared = len(grams & others)
            if shared >= least * (len(grams) + len(others) - shared):
                return other
    return None
