"""Which language a list is in: by its script, then by its commonest words. None when unsure."""

import re
from collections import Counter

from questions.importing.words import word_groups

_RANGES = tuple(
    (name, int(bounds.partition("-")[0], 16), int(bounds.partition("-")[2], 16))
    for name, ranges in word_groups("scripts").items()
    for bounds in ranges
)
_SHARED = {"greek": "el", "kana": "ja"}
_VOCABULARY = {code: frozenset(found) for code, found in word_groups("languages").items()}
_OF_SCRIPT = {
    "cyrillic": ("ru", "uk", "bg", "sr", "mk"),
    "arabic": ("ar", "fa", "ur"),
    "devanagari": ("hi", "mr", "ne"),
}
_OTHERS = frozenset(code for codes in _OF_SCRIPT.values() for code in codes) | {"el", "he"}
_OF_SCRIPT["latin"] = tuple(code for code in _VOCABULARY if code not in _OTHERS)
_ONLY = {code: "".join(letters) for code, letters in word_groups("letters").items()}
_HANT = frozenset("們個這來時後會說開關單麼嗎當誰還過實讓麽難題頭應該團隊職務員續歡離營點務請問辦樣為與業學")
_HANS = frozenset("们个这来时后会说开关单么吗当谁还过实让难题头应该团队职务员续欢离营点务请问办样为与业学")


_SISTERS = ("hr", "sr-Latn")


def scripts(text: str) -> Counter[str]:
    """How many letters of each script the text holds."""
    found: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha() or ord(char) > 0x8FF:
            code = ord(char)
            name = next((name for name, low, high in _RANGES if low <= code <= high), "")
            if name:
                found[name] += count
    return found


def guess(texts: list[str]) -> str | None:
    """The language of a list's questions as a BCP 47 code, or None: too short, mixed or unknown."""
    text = "\n".join(texts)
    found = scripts(text)
    if found["kana"]:
        found["kana"] += found.pop("han", 0)
    for script in ("han", "kana", "ko"):  # one sign of these holds about as much as three letters
        found[script] *= 3
    found = +found
    letters = sum(found.values())
    if letters < 8:
        return None
    script, most = found.most_common(1)[0]
    if {"cyrillic", "latin"} <= set(found) and min(found["cyrillic"], found["latin"]) > letters * 0.2:
        return _serbian(texts)
    if most < letters * 0.75:
        return None
    if script == "han":
        return _chinese(text)
    if script in _OF_SCRIPT:
        return _by_words(text, _OF_SCRIPT[script])
    return _SHARED.get(script, script)


def _serbian(texts: list[str]) -> str | None:
    cyrillic = [text for text in texts if scripts(text)["cyrillic"] > scripts(text)["latin"]]
    latin = [text for text in texts if text not in cyrillic]
    best = word_scores("\n".join(latin), _OF_SCRIPT["latin"])[0].most_common(1)[0][0]
    is_serbian = _by_words("\n".join(cyrillic), _OF_SCRIPT["cyrillic"]) == "sr" and best in ("sr-Latn", "hr")
    return "sr" if is_serbian else None


def _chinese(text: str) -> str | None:
    only_hant, only_hans = _HANT - _HANS, _HANS - _HANT
    hant, hans = sum(char in only_hant for char in text), sum(char in only_hans for char in text)
    return None if hant == hans else "zh-Hant" if hant > hans else "zh-Hans"


def _by_words(text: str, codes: tuple[str, ...]) -> str | None:
    scores, words = word_scores(text, codes)
    if not words or not scores:
        return None
    (best, points), *others = scores.most_common(2)
    second = others[0][1] if others else 0.0
    if best in _SISTERS and others and others[0][0] in _SISTERS:
        second = min(second, points - 1) if second < points else points
    if points < max(2.0, words * 0.12) or points < second * 1.12:
        return None
    return "sr" if best == "sr-Latn" else best


def word_scores(text: str, codes: tuple[str, ...] | None = None) -> tuple[Counter[str], int]:
    """Hits among each language's commonest words and own letters, and the number of words."""
    low = text.casefold().replace("i̇", "i")
    words = re.findall(r"[\u0900-\u0dff]+|[^\W\d_]+(?:[\u200c'’][^\W\d_]+)?", low)
    counts = Counter(part for word in words for part in {word, *re.split("['’]", word)})
    scores: Counter[str] = Counter()
    for code in codes or tuple(_VOCABULARY):
        hits = float(sum(counts[word] for word in _VOCABULARY[code]))
        own = sum(low.count(char) for char in _ONLY.get(code, ""))
        scores[code] = hits + min(own * 0.5, max(3.0, len(words) * 0.3))  # type: ignore[assignment]
    return scores, len(words)
