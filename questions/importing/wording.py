"""How a stretch of text reads once it is a question of its own: tidy, unwrapped, comparable."""

import re
import unicodedata
from functools import lru_cache

# End a question in some script. The Greek one looks like a semicolon and is handled apart.
MARKS = "?？؟՞፧⸮꘏꛷⳺⳻﹖︖⁇⁈⁉‽¿\u037e"
FINAL_MARKS = MARKS.replace("¿", "")
STOPS = ".!。．！।॥։۔።…‼¡"
CLOSERS = "\"'”’»›」』）)]】〉》*_`“„"
_PAIRS = {
    '"': '"',
    "“": "”",
    "„": "“”",
    "«": "»",
    "»": "«",
    "‘": "’",
    "「": "」",
    "『": "』",
    "'": "'",
    "‹": "›",
    "[": "]",
}

_ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\u2800\ufeff\x85]+")
_HIDDEN = re.compile(
    "[\u00ad\u200b\u2060\u180e\ufeff\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f]"
)
_EMOJI = (
    "\U0001f000-\U0001faff\U0001fc00-\U0001fcff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff\u25a0-\u25ff"
    "\u2190-\u21ff\u3030\u303d\u203b\u2934\u2935\u00a9\u00ae\U000e0020-\U000e007f"
)
_JOINED = f"[{_EMOJI}][\ufe0f\ufe0e\u20e3\u200d\U0001f3fb-\U0001f3ff{_EMOJI}]*|[0-9#*]\ufe0f?\u20e3"
_LEADING_EMOJI = re.compile(rf"^(?:(?:{_JOINED})\s*)+")
_TRAILING_EMOJI = re.compile(rf"(?:\s*(?:{_JOINED}))+$")
_HAN_GAP = re.compile(
    r"(?<=[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef]) (?=[\u2e80-\u30ff\u3400-\u9fff\uff00-\uffef])"
)
_URL = re.compile(r"(?:https?://|www\.|mailto:|ftp://)[^\s<>\"'）」]+", re.I)


def collapse(text: str) -> str:
    """White space as single spaces, no control or invisible marks, ZWJ and ZWNJ only inside."""
    text = _HIDDEN.sub("", _ANSI.sub("", text))
    return _SPACES.sub(" ", text).strip(" \u200c\u200d\u2060")


def without_emoji(text: str) -> str:
    """Without the emoji and dingbats before and after the words."""
    return _TRAILING_EMOJI.sub("", _LEADING_EMOJI.sub("", text)).strip(" \ufe0f\u200d")


def unwrapped(text: str) -> str:
    """Without the quotation marks or the stars that stand around the whole of it."""
    while len(text) > 2:
        if text[0] in _PAIRS and text[-1] in _PAIRS[text[0]] and not _opens_again(text):
            text = text[1:-1].strip()
        elif text[:2] == text[-2:] and text[:2] in ("**", "__", "''") and text.strip("*_'"):
            text = text.strip(text[0]).strip()
        elif text[0] == text[-1] and text[0] in "*_" and text.count(text[0]) == 2:
            text = text[1:-1].strip()
        else:
            break
    return text


def _opens_again(text: str) -> bool:
    inner = text[1:-1]
    return any(mark in inner for mark in {text[0], *_PAIRS[text[0]]} if mark not in "'’")


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """As the question is to be read: NFC, one line, unwrapped, no emoji at the ends."""
    text = collapse(unicodedata.normalize("NFC", text))
    return unwrapped(without_emoji(unwrapped(text)))


def joined(parts: list[str]) -> str:
    """Wrapped lines as one; between Han and Kana without a space."""
    text = ""
    for part in (collapse(part) for part in parts):
        glue = " "
        if text and part and _HAN_GAP.search(f"{text[-1]} {part[0]}"):
            glue = ""
        text = f"{text}{glue}{part}" if text else part
    return text


def bare(text: str) -> str:
    """Letters, marks and digits only, without case: equal for texts that only look different."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in folded if char.isalnum() or unicodedata.category(char)[0] == "M").replace(
        "\ufe0f", ""
    )


def without_urls(text: str) -> str:
    """Addresses hold question marks that ask nothing."""
    return _URL.sub(" ", text) if ":" in text or "www." in text else text


def has_letters(text: str) -> bool:
    return any(char.isalpha() for char in text)
