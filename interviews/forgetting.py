"""A person’s name in what the candidate wrote: its spellings, where they stand, what stands there after."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from unicodedata import category, normalize

SHORTEST_WORD = 3
TOO_LONG_WITH_NAME = "…"
# Written without spaces, or with particles at the name: Thai, Lao, Burmese, Khmer, Hangul, kana, Han.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003134f]"
)
# "and", "to", "from" and "the" are letters in front of the name in Hebrew and Arabic.
HEBREW_OR_ARABIC = re.compile("[\u0590-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# Begins where nothing of an address stands before it: so a long run of letters is read once.
MAIL_ADDRESS = re.compile(r"(?<![\w.+-])([\w.+-]+)@[\w-]+(?:\.[\w-]+)+")
LETTERS_IN_FRONT = "[והבלמשכوفبلك]{0,3}"


def spellings_of(name: str) -> dict[str, bool]:
    """Spelling → whether it is surely about this person: the whole name, then words of 3 letters or more.

    A first word is taken for a given name, which others share; where names are written without spaces, the
    first word is the family's, and two letters are a word.
    """
    whole = " ".join(name.split())
    found = {whole.casefold(): (whole, True)}
    for place, token in enumerate(whole.split()):
        for word in words_of(token):
            is_likely = place > 0 and not word[0].islower()
            found.setdefault(word.casefold(), (word, is_likely or is_unspaced(word)))
    return dict(found.values())


def words_of(token: str) -> Iterator[str]:
    """The token without what stands around it, and the halves of a double name."""
    word = re.sub(r"^[\W_]+|[\W_]+$", "", token)
    for part in [word, *(word.split("-") if "-" in word else [])]:
        if sum(letter.isalpha() for letter in part) >= (2 if is_unspaced(part) else SHORTEST_WORD):
            yield part


def is_unspaced(word: str) -> bool:
    return bool(word) and bool(UNSPACED.match(word)) and bool(UNSPACED.match(word[-1]))


def pattern_of(spellings: Iterable[str]) -> re.Pattern[str]:
    """Finds each spelling as whole words in any case, the longest first; nothing, where there is none.

    The group `in_front` holds letters that belong to the sentence and not to the name.
    """
    trimmed = {" ".join(spelling.split()) for spelling in spellings} - {""}
    variants = {normalize(form, spelling) for spelling in trimmed for form in ("NFC", "NFD")}
    ordered = sorted(variants, key=lambda spelling: (-len(spelling), spelling))
    parts = [bounded(spelling) for spelling in ordered if not HEBREW_OR_ARABIC.match(spelling)]
    attached = "|".join(bounded(spelling) for spelling in ordered if HEBREW_OR_ARABIC.match(spelling))
    if attached:
        parts.insert(0, f"(?P<in_front>(?<!{letter()}){LETTERS_IN_FRONT})(?:{attached})")
    return re.compile("|".join(parts) or "(?!)", re.IGNORECASE)


def bounded(spelling: str) -> str:
    """No letter before or after, where the script puts something else between words."""
    words = r"[\s._-]+".join(map(re.escape, spelling.split()))
    first, last = spelling[0], spelling[-1]
    is_free = UNSPACED.match(first) or HEBREW_OR_ARABIC.match(first) or not is_letter(first)
    before = "" if is_free else f"(?<!{letter()})"
    after = f"(?!{letter()})" if is_letter(last) and not UNSPACED.match(last) else ""
    return before + words + after


def is_letter(character: str) -> bool:
    return bool(re.match(letter(), character))


@cache
def letter() -> str:
    """A letter, a digit or a mark on one: the marks of many scripts are no word characters of their own."""
    marks = [number for number in range(0x10000) if category(chr(number)).startswith("M")]
    runs = [
        [number for _, number in run] for _, run in groupby(enumerate(marks), lambda pair: pair[1] - pair[0])
    ]
    return "(?:[^\\W_]|[" + "".join(f"{chr(run[0])}-{chr(run[-1])}" for run in runs) + "])"


def replaced(text: str, pattern: re.Pattern[str], neutral: str, limit: int | None = None) -> str:
    """The text with the neutral name in the place of each spelling, and a dot where that would not fit."""
    longer = substituted(text, pattern, neutral)
    return longer if limit is None or len(longer) <= limit else substituted(text, pattern, TOO_LONG_WITH_NAME)


def substituted(text: str, pattern: re.Pattern[str], neutral: str) -> str:
    """A mail address goes as a whole where it is the person's own."""
    text = MAIL_ADDRESS.sub(lambda match: neutral if pattern.search(match[1]) else match[0], text)
    return pattern.sub(lambda match: (match.groupdict().get("in_front") or "") + neutral, text)
