"""Takes names, addresses and amounts out of a text that somebody else will read.

Rather too much than too little: a name that is also a word goes wherever the word stands.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import combining, normalize
from urllib.parse import urlsplit

from interviews.forgetting import (
    HEBREW_OR_ARABIC,
    UNSPACED,
    is_letter,
    is_unspaced,
    letter,
    pattern_of,
    words_of,
)

Span = tuple[int, int, str]

MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*")
WEB = re.compile(
    r"(?:\bhttps?://|\bwww\.)\S+|(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|example)\b(?:[/:?#]\S*)?",
    re.I,
)
LETTERS_IN_ANOTHER_ALPHABET = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "ß": "ss",
        "å": "aa",
        "ø": "oe",
        "æ": "ae",
        "ı": "i",
        "ł": "l",
        "đ": "d",
    }
)

CURRENCY = (
    r"(?:[$€£¥₹₽₩₪₺₫฿₴₦₱₡₲₵₸]|(?<![^\W\d_])"
    r"(?:AED|ARS|AUD|BGN|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|HKD|HUF|IDR|ILS|INR|JPY|KES|KRW|MXN|MYR"
    r"|NGN|NOK|NZD|PHP|PKR|PLN|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|USD|VND|ZAR|Rs|Fr|kr|zł|Kč|Ft|lei"
    r"|euros?|dollars?|pounds?|francs?|kronor|kroner|rupees?|yen|bucks)(?![^\W_])\.?)"
)
NUMBER = r"(?<!\d)\d++(?:[.,'’]\d++|[ \u00a0\u202f]\d{3}(?!\d))*+"
LARGE = (
    r"(?:[\s\u00a0\u202f-]?(?:k|m|mm|mio|mn|bn|tsd|thousand|million|billion|grand|lakhs?|lacs?|crores?)"
    r"(?![^\W_])\.?)"
)
YEAR = r"(?:19|20)\d\d"
AMOUNT = re.compile(
    rf"{CURRENCY}\s?{NUMBER}{LARGE}?"
    rf"|{NUMBER}{LARGE}?\s?{CURRENCY}"
    rf"|(?<![\w.,]){NUMBER}{LARGE}"
    rf"|(?<![\w.,])(?!{YEAR}(?![.,'’]?\d))(?:\d{{1,3}}(?:[.,'’ \u00a0\u202f]\d{{3}})+|\d{{4,}})(?:[.,]\d+)?",
    re.IGNORECASE,
)

# What stands in many companies' names and in everybody's sentences.
EVERYDAY = re.compile(
    "the|and|of|for|von|und|der|die|das|les|des|group|labs?|health|energy|bank|company|corp|inc|ltd|llc|gmbh|plc"
    "|systems|solutions|software|technolog(?:y|ies)|tech|digital|media|studios?|partners|consulting|services?"
    "|international|global|data|cloud|networks?|online|university|school|hospital|insurance|foods?|games|works"
    "|industries|capital|ventures|foundation|institute|cent(?:er|re)|care|research|design|security|motors|pharma"
    "|medical|finance|financial|trust|teams?|people|work|home|city|public|water|power|engineering|products"
    "|jobs|careers?|www|com|org|net",
    re.IGNORECASE,
)
LEGAL_FORM = re.compile(
    r"(?:[\s,]+(?:inc|ltd|llc|llp|lp|gmbh|mbh|ag|se|sa|sas|srl|spa|bv|nv|plc|kg|kgaa|co|corp|corporation|limited|oy|ab|as|aps"
    r"|pty|pte|e\.?v|&)\.?)+$",
    re.IGNORECASE,
)


def person_spellings(name: str) -> list[str]:
    """The whole name, run together, and each of its words that is one; initials as they were typed."""
    tokens = name.split()
    has_capitals = any(token[:1].isupper() for token in tokens)
    words = [token for token in tokens if token[:1].isupper() or not has_capitals]
    return unique([" ".join(tokens), "".join(tokens), *(word for token in words for word in parts_of(token))])


def parts_of(token: str) -> Iterator[str]:
    """The token and the halves of a double name; two letters where they are typed as a name."""
    yield from words_of(token)
    bare = re.sub(r"^[\W_]+|[\W_]+$", "", token)
    if is_short(bare):
        yield bare


def company_spellings(name: str, website: str = "") -> list[str]:
    """The whole name, without its legal form, run together, its words, and its web address."""
    bare = LEGAL_FORM.sub("", " ".join(name.split())) or name
    tokens = bare.split()
    words = [word for token in tokens for word in words_of(token)]
    host = (urlsplit(website).hostname or "").removeprefix("www.")
    labels = [label for label in host.split(".")[:-1] if len(label) > 3]
    found = [word for word in (*words, *labels) if not EVERYDAY.fullmatch(word)]
    return unique([" ".join(name.split()), bare, "".join(tokens), host, *found])


def unique(spellings: Iterable[str]) -> list[str]:
    """Those that can be looked for: two letters or more."""
    kept = (one for one in spellings if sum(letter.isalnum() for letter in one) > 1)
    return list(dict.fromkeys(kept))


def is_short(spelling: str) -> bool:
    """Initials, or a name of two letters: found only as it is typed here."""
    return len(spelling) == 2 and spelling[0].isupper() and not is_unspaced(spelling)


def folded(text: str) -> str:
    """Without case and without marks, to see quickly what cannot be there."""
    if text.isascii():
        return text.casefold()
    plain = "".join(one for one in normalize("NFD", text.casefold()) if not combining(one))
    return plain.replace("ı", "i")


def variants(spelling: str) -> list[str]:
    """As it is typed without its marks, with two letters for one, and with an s at its end."""
    plain = normalize("NFC", spelling.casefold())
    forms = [spelling, plain, folded(spelling), plain.translate(LETTERS_IN_ANOTHER_ALPHABET)]
    return [form + end for form in dict.fromkeys(forms) for end in ("", "s")]


@lru_cache(maxsize=512)
def looked_for(spelling: str) -> re.Pattern[str]:
    """As `pattern_of` finds it; the boundary is long, and stands there once where it is the same for all."""
    if is_short(spelling):
        return re.compile(pattern_of([spelling]).pattern)
    forms = {normalize(form, variant) for variant in variants(spelling) for form in ("NFC", "NFD")}
    if not all(has_plain_ends(form) for form in forms):
        return pattern_of(forms)
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    words = "|".join(r"[\s._-]+".join(map(re.escape, form.split())) for form in ordered)
    return re.compile(f"(?<!{letter()})(?:{words})(?!{letter()})", re.IGNORECASE)


def has_plain_ends(form: str) -> bool:
    ends = form[0] + form[-1]
    return all(is_letter(end) and not UNSPACED.match(end) and not HEBREW_OR_ARABIC.match(end) for end in ends)


@lru_cache(maxsize=512)
def beginnings(spelling: str) -> tuple[str, ...]:
    """One of these stands in a folded text that holds the spelling, however its words are joined."""
    return tuple({folded(form.split()[0]) for form in variants(spelling)})


@dataclass(frozen=True)
class Hidden:
    """What is hidden in a text: spelling → what stands there instead, and whether amounts go too."""

    labels: Mapping[str, str]
    address: str
    amount: str
    with_web: bool = True
    with_amounts: bool = True

    def text(self, text: str, limit: int | None = None) -> str:
        """The text without what is hidden; cut after `limit` characters, never within a name."""
        pieces, at = [], 0
        for start, end, label in self.spans(text):
            if limit is not None and end > limit:
                limit = min(limit, start)
                break
            pieces += [text[at:start], label]
            at = end
        if limit is None or len(text) <= limit:
            return "".join([*pieces, text[at:]])
        return "".join([*pieces, text[at:limit], "…"])

    def spans(self, text: str) -> list[Span]:
        """Where something is hidden: in order, without overlap."""
        found: list[Span] = []
        for start, end, label in sorted(self.found_in(text), key=lambda span: (span[0], -span[1])):
            if found and start < found[-1][1]:
                first, until, kept = found[-1]
                found[-1] = (first, max(until, end), kept)
            else:
                found.append((start, end, label))
        return found

    def found_in(self, text: str) -> Iterator[Span]:
        plain = folded(text)
        for spelling, label in self.labels.items():
            if any(word in plain for word in beginnings(spelling)):
                for match in looked_for(spelling).finditer(text):
                    yield match.start() + len(match.groupdict().get("in_front") or ""), match.end(), label
        yield from ((*match.span(), self.address) for match in MAIL.finditer(text))
        if self.with_web:
            yield from ((*match.span(), self.address) for match in WEB.finditer(text))
        if self.with_amounts:
            yield from ((*match.span(), self.amount) for match in AMOUNT.finditer(text))
