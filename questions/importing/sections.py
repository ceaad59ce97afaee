"""What a heading says of the lines beneath it: links, contents, licence, advice; or it asks about asking."""

import re
from functools import lru_cache

from questions.importing.asking import folded
from questions.importing.reasons import Reason
from questions.importing.words import word_groups, words

_VOCABULARY = {Reason(name): frozenset(found) for name, found in word_groups("sections").items()}
_FILLERS = frozenset(words("fillers"))
_PATTERNS = {name: "|".join(parts) for name, parts in word_groups("patterns").items()}
_AVOID = re.compile(
    rf"\b(?:{_PATTERNS['avoid']})\b|{_PATTERNS['avoid_anywhere']}|(?-i:(?<![A-Za-z])NG(?![A-Za-z]))", re.I
)
_META = re.compile(rf"\b(?:{_PATTERNS['about_asking']})\b|{_PATTERNS['about_asking_anywhere']}", re.I)
_USE = re.compile(_PATTERNS["usage"], re.I)


@lru_cache(maxsize=4096)
def section_kind(heading: str) -> Reason | None:
    """What the whole section is, where its heading consists of little but such a word; else None."""
    heading = heading.replace("’", "'")
    if _AVOID.search(heading):
        return Reason.AVOID
    parts = [part for part in re.split(r"\s*[()（）/|·–—]\s*", heading) if folded(part)]
    return next((kind for kind in map(_kind_of, dict.fromkeys((heading, *parts))) if kind), None)


def _kind_of(heading: str) -> Reason | None:
    low = folded(heading)
    if _USE.search(low):
        return Reason.ABOUT
    found = [word for word in re.split(r"[\s,/&+().:;!?]+", low) if word and word not in _FILLERS]
    if not found or len(found) > 5:
        return None
    for reason, vocabulary in _VOCABULARY.items():
        if all(word in vocabulary for word in found):
            return reason
    for reason, vocabulary in _VOCABULARY.items():
        if len(low) <= 8 and any(word in low for word in vocabulary if word > "\u2e7f" and len(word) >= 2):
            return reason
        if (
            found[0] in vocabulary
            and len(found) <= 2
            and reason in (Reason.LICENCE, Reason.CONTRIBUTING, Reason.CREDITS)
        ):
            return reason
    return None


def about_asking(heading: str) -> bool:
    """A heading that speaks of questions and interviews structures a guide, and is rarely asked itself."""
    return bool(_META.search(heading))
