"""Bytes as text: the mark at the front, UTF-8, UTF-16 by its zero bytes, then likelihood."""

import codecs
from dataclasses import dataclass
from itertools import pairwise

from charset_normalizer import from_bytes

from questions.importing.language import scripts, word_scores
from questions.importing.lines import Refused

LARGEST = 2 * 1024 * 1024
SAMPLE = 40_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_LIKELY = (
    "cp1252", "cp1250", "cp1251", "koi8-r", "koi8-u", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp874", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "iso2022_jp", "cp866", "mac_roman",
    "iso8859_2",
)  # fmt: skip
_BINARY = (
    b"\x89PNG",
    b"PK\x03\x04",
    b"%PDF",
    b"GIF8",
    b"\xff\xd8\xff",
    b"\x1f\x8b",
    b"\x7fELF",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc\xaf",
    b"RIFF",
    b"ID3",
    b"OggS",
    b"SQLite",
)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The text and its encoding (a Python codec's name). Raises Refused."""
    if len(data) > LARGEST:
        raise Refused("too large")
    decoded = _decoded(data)
    return Decoded(checked(decoded.text.removeprefix("\ufeff")), decoded.encoding)


def checked(text: str) -> str:
    """The text itself, if it can be stored."""
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise Refused("NUL", line)
    for number, line_text in enumerate(text.split("\n"), 1):
        if not line_text.isascii() and any("\ud800" <= char <= "\udfff" for char in line_text):
            raise Refused("surrogate", number)
    return text


def _decoded(data: bytes) -> Decoded:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data.decode(name, "replace"), name)
    if data.startswith(_BINARY):
        raise _binary()
    if b"\x00" in data:
        return _with_zeros(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _nearly_utf8(data) or _likely(data)
    if _control_share(text) > 0.05:
        raise _binary()
    if "\x1b$" in text or "\x1b(" in text:
        return _escaped(data) or Decoded(text, "utf-8")
    return Decoded(text, "utf-8")


def _escaped(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("iso2022_jp"), "iso2022_jp")
    except UnicodeDecodeError:
        return None


def _binary() -> Refused:
    return Refused("binary")


def _control_share(text: str) -> float:
    odd = sum(
        (char < " " and char not in "\t\n\r\x0b\x0c\x1b\x00") or char == "\x7f" for char in text[:SAMPLE]
    )
    return odd / max(1, len(text[:SAMPLE]))


def _with_zeros(data: bytes) -> Decoded:
    """UTF-16 without a mark has its zero bytes on one side; anything else with zeros is refused."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if len(data) % 2 == 0 and max(even, odd) >= 2 and min(even, odd) <= max(even, odd) * 0.05:
        name = "utf-16-be" if even > odd else "utf-16-le"
        try:
            text = data.decode(name)
        except UnicodeDecodeError:
            text = ""
        if text and "\x00" not in text and _control_share(text) < 0.02 and _plausible(text):
            return Decoded(text, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise _binary() from None
    if _control_share(text) > 0.05 or data.count(0) > len(data) * 0.1:
        raise _binary()
    return Decoded(text, "utf-8")  # `checked` names the line


def _plausible(text: str) -> bool:
    """Letters of few scripts and ordinary signs, as no wrong reading of UTF-16 gives."""
    known = sum(scripts(text[:SAMPLE]).values()) + sum(
        char in " \n\r\t.,?!;:-()#*0123456789" for char in text[:SAMPLE]
    )
    return known >= 0.6 * len(text[:SAMPLE])


def _nearly_utf8(data: bytes) -> Decoded | None:
    """A few stray bytes in what is UTF-8 otherwise must not turn the rest into mojibake."""
    text = data.decode("utf-8", "replace")
    stray = text.count("\ufffd")
    valid = sum(char > "\x7f" for char in text) - stray
    return Decoded(text, "utf-8") if valid >= 2 and stray <= valid else None


def _likely(data: bytes) -> Decoded:
    """What charset-normalizer holds possible and the usual suspects, weighed by the words they give."""
    sample = _telling(data)
    names = [match.encoding for match in from_bytes(sample)][:8]
    if not names and _control_share(data.decode("latin-1")) > 0.02:
        raise _binary()
    best, most = "", float("-inf")
    for place, name in enumerate(dict.fromkeys(("cp1252", *names, *_LIKELY))):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        points = _points(text[:SAMPLE]) - (place * 0.02)
        if points > most:
            best, most = name, points
    if not best or most < -20:
        raise _binary()
    return Decoded(data.decode(best), best)


def _telling(data: bytes) -> bytes:
    """The lines that are not plain ASCII, up to a sample's length."""
    telling = [line for line in data.split(b"\n") if not line.isascii()]
    return b"\n".join(telling)[:SAMPLE] or data[:SAMPLE]


def _points(text: str) -> float:
    """Higher for text in one script besides Latin, with known words, small letters and ordinary signs."""
    beyond = [char for char in text if char > "\x7f"]
    if not beyond:
        return 0.0
    found = scripts(text)
    if found["kana"]:
        found["kana"] += found.pop("han", 0)
    foreign = {name: count for name, count in found.items() if name != "latin"}
    scores, words = word_scores(text)
    known = (scores.most_common(1)[0][1] if scores else 0) / max(1, words)
    mixed = sum(foreign.values()) - max(foreign.values(), default=0)
    odd = sum(
        not (char.isalpha() or char in "“”„‘’«»–—…€£§°¿¡·•　、。，？！：；（）「」『』・％№\u00a0\n")
        for char in beyond
    )
    capitals = sum(a.islower() and b.isupper() for a, b in pairwise(text))
    rare = sum(
        "\u3400" <= char <= "\u4dbf" or "\ue000" <= char <= "\uf8ff" or "\uff61" <= char <= "\uff9f"
        for char in beyond
    )
    letters = max(1, sum(found.values()))
    if not foreign and len(beyond) > 0.35 * letters:
        known -= 0.5
    elif max(foreign, key=lambda name: foreign[name], default="") in ("han", "kana", "ko", "th"):
        known = 0.3
    return 10 * known - 10 * (odd + mixed + 2 * capitals + 3 * rare + _unusual(text)) / len(beyond)


def _unusual(text: str) -> int:
    """Han characters outside the common level, which wrong readings of East Asian bytes give."""
    count = 0
    for char in text:
        if "\u4e00" <= char <= "\u9fff":
            try:
                common = char.encode("gb2312")[0] < 0xD8
            except UnicodeEncodeError:
                try:
                    common = char.encode("big5")[0] < 0xC9
                except UnicodeEncodeError:
                    common = False
            count += not common
    return count
