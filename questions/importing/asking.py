"""Does a text ask, does it advise? Judged by itself alone; its neighbours come in judging.py."""

import re
from functools import lru_cache

from questions.importing.reasons import Reason
from questions.importing.wording import CLOSERS, FINAL_MARKS, STOPS, bare, has_letters, without_urls
from questions.importing.words import words

_PHRASES = tuple(f"{phrase} " for phrase in words("interrogative_phrases"))
_PLAIN_WORDS = frozenset(words("interrogatives"))
_WEAK_ALONE = frozenset(words("weak_interrogatives"))
_INSIDE = re.compile("|".join(map(re.escape, words("inside"))))
_ENDINGS = words("endings")
_INVITATIONS = words("invitations")
_INVITING_ENDINGS = words("inviting_endings")
_ADVICE_LABELS = frozenset(words("advice_labels"))
_SOFT_LABELS = frozenset(words("soft_labels"))
_ADVICE_STARTS = words("advice_starts")
_ADVICE_ENDINGS = words("advice_endings")
_AUXILIARY = re.compile(
    r"(?:do|does|did|is|are|was|were|will|would|can|could|should|may|might|have|has|had|am|must|shall|isn't|aren't|"
    r"doesn't|won't|haven't|hasn't|wouldn't|couldn't|didn't|wasn't|weren't)\s+"
    r"(?:i|you|we|they|he|she|it|there|the|this|that|these|those|your|my|our|their|its|people|anyone|anybody|someone|somebody|"
    r"everyone|everybody|employees|managers|all|any|most|new|each|every)\b"
)
_INVERTED = re.compile(
    r"(?:and\s+)?(?:what|when|where|why|how|which|who|whom|whose)(?:\s+(?:\w+)){0,3}?\s+(?:do|does|did|is|are|was|were|will|would|can|could|should|have|has)\b"
)
_HOW_TO = re.compile(r"(?:when|where|how|what|why|who|which)\s+(?:not\s+)?to\b")
_SUBORDINATE = re.compile(
    r"(?:when|whenever|where|wherever|if|while|wenn|als|quand|si|cuando|se|если|когда)\b(?!\s+(?:do|does|did|is|are|"
    r"was|were|will|would|can|could|should|have|has)\b)"
)
_ALIKE = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " "})
_LABEL = re.compile(r"^[*_\[(]*([^:：\n]{1,28}?)[*_]*\s*[:：]")
_SENTENCE = re.compile(
    rf"[^{re.escape(FINAL_MARKS + STOPS)}]+[{re.escape(FINAL_MARKS + STOPS)}]*[{re.escape(CLOSERS)}]*"
)
_PARENTHESIS = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
_PROMPT = re.compile(rf"(?:{'|'.join(words('prompts'))})", re.I)
_TAIL_IS_ANSWER = re.compile(rf"\s*(?:{'|'.join(words('answer_starts'))})\b", re.I)


@lru_cache(maxsize=16384)
def folded(text: str) -> str:
    """Small letters, plain apostrophes, nothing before the first letter."""
    text = text.translate(_ALIKE).casefold()
    return re.sub(r"^[\W\d_]+", "", text)


def ends_asking(text: str) -> bool:
    """Whether the text's last sentence is marked as a question, parentheses and quotes aside."""
    text = _bared_end(text)
    return bool(text) and (text[-1] in FINAL_MARKS or (text[-1] == ";" and _is_greek(text)))


def _bared_end(text: str) -> str:
    text = without_urls(text).rstrip()
    while True:
        shorter = _PARENTHESIS.sub("", text).rstrip(CLOSERS + " !！.…。।")
        if shorter == text or not has_letters(shorter):
            return shorter if has_letters(shorter) else ""
        text = shorter


def _is_greek(text: str) -> bool:
    return (
        sum("\u0370" <= char <= "\u03ff" or "\u1f00" <= char <= "\u1fff" for char in text) * 2
        > len(text) * 0.9
    )


@lru_cache(maxsize=16384)
def asks(text: str) -> Reason | None:
    """Why the text alone is a question: by its mark, as an invitation, by its words; None if it is not."""
    if not has_letters(text) or no_sentence(text):
        return None
    if ends_asking(text) or _marked_inside(text):
        return Reason.MARK
    if invites(text):
        return Reason.INVITES
    return Reason.WORDS if _worded(text) else None


def no_sentence(text: str) -> bool:
    """One endless word in a script that parts words."""
    return len(text) > 60 and " " not in text.strip() and text[:60].isascii()


def _marked_inside(text: str) -> bool:
    """A mark between the sentences, or within a word as in Armenian."""
    plain = without_urls(text)
    if "՞" in plain:
        return True
    found = re.search(
        rf"\w[{re.escape(CLOSERS)}\s]*[{re.escape(FINAL_MARKS)}]+[{re.escape(CLOSERS)}]*(?=\s|$|[\u2e80-\u9fff])",
        plain,
    )
    if not found:
        return False
    rest = plain[found.end() :]
    if _quoted_only(plain, found.start()):
        return False
    return not _TAIL_IS_ANSWER.match(rest) and not advises(rest.strip())


def _quoted_only(text: str, at: int) -> bool:
    """Whether the mark stands inside quotation marks that do not open the text."""
    before = text[: at + 1]
    return any(
        before.count(a) > before.count(b) and not text.startswith(a) for a, b in ("“”", "«»", "「」", "„“")
    ) or (before.count('"') % 2 == 1 and not text.startswith('"'))


def invites(text: str) -> bool:
    low = folded(text)
    end = low.rstrip(" .。．।۔!！" + CLOSERS)
    return low.startswith(_INVITATIONS) or end.endswith(_INVITING_ENDINGS)


def is_statement(text: str) -> bool:
    """Ends as a sentence that asks nothing."""
    end = text.rstrip(CLOSERS + " ")
    return bool(end) and end[-1] in ".!。！।۔።։" and not end.endswith(("etc.", "e.g.", "i.e.", ".."))


def _worded(text: str) -> bool:
    low = folded(text)
    end = low.rstrip(" .。．।۔" + CLOSERS)
    if _VIETNAMESE.search(end) or (end.endswith(_ENDINGS) and _has_east_asian_or_turkic(end)):
        return True
    if not low.isascii() and _INSIDE.search(low):
        return not is_statement(text)
    if _HOW_TO.match(low) or ("," in low and _SUBORDINATE.match(low)):
        return False
    if is_statement(text):
        return bool(_INVERTED.match(low))
    return begins_asking(low)


def _has_east_asian_or_turkic(text: str) -> bool:
    return "\u0dff" < text[-1] < "\u1e00" or text[-1] > "\u2e7f" or bool(_TURKISH.search(text))


_SLAVIC = re.compile(r"\w+ (?:ли|li)\b")
_TURKISH = re.compile(r" m[iıuü][a-zışğ]{0,8}$")
_VIETNAMESE = re.compile(r" (?:ai|gì|nào|đâu|sao|không|chưa|bao nhiêu|bao lâu|mấy|thế nào)$")


def begins_asking(low: str) -> bool:
    """Whether folded text begins with an interrogative or an auxiliary and its subject."""
    if low.startswith(_PHRASES) or _AUXILIARY.match(low):
        return True
    if _SLAVIC.match(low):
        return True
    first = re.split(r"[\s,:'?]", low, maxsplit=1)[0]
    if first in _PLAIN_WORDS or low.split(" ", 1)[0] in _PLAIN_WORDS:
        return " " in low
    return first in _WEAK_ALONE and low.count(" ") >= 2


def advises(text: str) -> bool:
    """Addressed to the reader of the list: a label such as "Tip:", or a verb of preparing."""
    if labelled_advice(text):
        return True
    low = folded(text)
    return low.startswith(_ADVICE_STARTS) or low.rstrip(" .。．।۔!！").endswith(_ADVICE_ENDINGS)


def labelled_advice(text: str) -> bool:
    """Opens with a label such as "Tip:" or "Red flag:"."""
    label = _LABEL.match(re.sub(r"^[\W_]+", "", text))
    if label is None:
        return False
    name = label[1].translate(_ALIKE).casefold().strip(" *_-")
    return name in _ADVICE_LABELS or (name in _SOFT_LABELS and not ends_asking(text))


def is_prompt(text: str) -> bool:
    """What interviewers say at the end and guides quote: "Do you have any questions for us?"."""
    return bool(_PROMPT.match(folded(text)))


def only_asks(text: str) -> bool:
    """Whether a paragraph is nothing but questions: every sentence of it asks."""
    sentences = [
        part.strip() for part in _SENTENCE.findall(_PARENTHESIS.sub("", without_urls(text))) if bare(part)
    ]
    if not sentences:
        return False
    asking = [ends_asking(sentence) or invites(sentence) for sentence in sentences]
    return all(asking) or (len(sentences) == 1 and _worded(text))
