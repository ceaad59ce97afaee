"""Which entries are headings: lines that stand above questions, and headings that are the questions."""

import re
from collections import defaultdict

from questions.importing.asking import advises, asks, ends_asking, invites, is_statement
from questions.importing.language import guess
from questions.importing.lines import Entry, Kind
from questions.importing.openings import heading_text
from questions.importing.reasons import Reason
from questions.importing.sections import about_asking, section_kind
from questions.importing.wording import without_emoji

PSEUDO = 7
LONGEST = 70
SQUARES = tuple("■□◆◇▼★☆§●")
_OPENERS = (
    "here ",
    "these ",
    "find ",
    "see ",
    "some of",
    "below",
    "hi ",
    "hello",
    "dear ",
    "thanks",
    "best,",
    "regards",
)
_SENTENCE = re.compile(r"\b(?:i|i'd|i'm|i've|we|wrote|following|below)\b")


def find_headings(entries: list[Entry]) -> None:
    """Turns bold paragraphs, lines with a colon, capitals and lone lines above questions into headings."""
    finder = _Finder(entries)
    for index, entry in enumerate(entries):
        if entry.skip is not None or entry.link:
            continue
        if entry.kind is Kind.ITEM and finder.is_topic_item(index):
            _as_heading(entry, PSEUDO + entry.level)
            for child in finder.children[index]:
                entries[child].parent = entry.parent
        elif entry.kind is Kind.PARAGRAPH and entry.parent is None and _is_heading(entries, index):
            _as_heading(entry, PSEUDO)


def _is_heading(entries: list[Entry], index: int) -> bool:
    return _titles(entries[index]) or _above_questions(entries, index)


def nested(entries: list[Entry]) -> dict[int, list[int]]:
    """The entries directly beneath each entry, by index."""
    children: dict[int, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if entry.parent is not None:
            children[entry.parent].append(index)
    return children


def _as_heading(entry: Entry, level: int) -> None:
    entry.kind, entry.level, entry.text = Kind.HEADING, level, heading_text(without_emoji(entry.text))


class _Finder:
    """What must be known of the whole text to tell a bullet that is a topic."""

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.children = nested(entries)
        self.lists: dict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            self.lists[entry.group].append(entry)
        asking = [entry for entry in entries if entry.skip is None and asks(entry.text)]
        self.english = guess([entry.text for entry in asking]) == "en"
        self.asking_styles = {entry.style for entry in asking}

    def is_topic_item(self, index: int) -> bool:
        """A bullet without a question whose children ask, or that opens unlike the questions below."""
        entry = self.entries[index]
        if asks(entry.text) or entry.given or len(entry.text) > LONGEST or is_statement(entry.text):
            return False
        beneath = [self.entries[child] for child in self.children[index]]
        below = [child for child in beneath if child.kind is Kind.ITEM and child.skip is None]
        if below:
            if not self.english and _is_clause(entry.text) and _siblings_ask(self.lists[entry.group], entry):
                return False
            return sum(asks(child.text) is not None for child in below) * 2 >= len(below)
        if entry.parent is not None or advises(entry.text):
            return False
        if entry.style in SQUARES and entry.style not in self.asking_styles:
            return bool(self.asking_styles)
        return self._opens_unlike(index)

    def _opens_unlike(self, index: int) -> bool:
        entry = self.entries[index]
        after = self.entries[index + 1] if index + 1 < len(self.entries) else None
        if after is None or after.kind is not Kind.ITEM or after.style == entry.style or not asks(after.text):
            return False
        return not any(asks(one.text) for one in self.lists[entry.group] if one.style == entry.style)


def _is_clause(text: str) -> bool:
    """Long enough to be a question whose mark was forgotten."""
    return not text.rstrip().endswith((":", "：")) and (
        len(text.split()) >= 4 or (" " not in text and len(text) >= 10)
    )


def _siblings_ask(beside: list[Entry], entry: Entry) -> bool:
    alike = [one for one in beside if one.level == entry.level and one is not entry]
    return sum(asks(one.text) is not None for one in alike) >= max(1, 0.6 * len(alike))


def _titles(entry: Entry) -> bool:
    """Looks like a heading by itself, whatever follows."""
    text = without_emoji(entry.text.strip())
    if not text or len(text) > LONGEST or entry.opening:
        return False
    if entry.bold and entry.lone and entry.closed:
        return not is_statement(text)
    if asks(text):
        return False
    if text.startswith(("【", "■", "◆", "▼", "〔")) and len(text) <= 40:
        return True
    if text.endswith((":", "：")):
        low = text.casefold()
        return (
            not low.startswith(_OPENERS)
            and not _SENTENCE.search(low)
            and "," not in text
            and len(text.split()) <= 8
            and ". " not in text
        )
    return text.upper() == text != text.lower() and entry.lone and len(text) >= 3 and not is_statement(text)


def _above_questions(entries: list[Entry], index: int) -> bool:
    """A short line without a stop, first of its block, right above something that asks."""
    entry = entries[index]
    text = entry.text.strip()
    if (
        not (entry.lone or (index > 0 and entries[index - 1].kind is Kind.ITEM))
        or not text
        or len(text) > 60
        or len(text.split()) > 9
        or asks(text)
        or is_statement(text)
    ):
        return False
    if (
        text[-1] in ",;…"
        or text[0] in "=@+<{|/\\"
        or ": " in text
        or _SENTENCE.search(text.casefold())
        or text.casefold().startswith(_OPENERS)
        or entry.style
    ):
        return False
    following = (other for other in entries[index + 1 : index + 3] if other.skip is not Reason.BLANK)
    after = next(following, None)
    return after is not None and after.kind in (Kind.ITEM, Kind.PARAGRAPH) and bool(asks(after.text))


def question_headings(entries: list[Entry]) -> set[int]:
    """The headings that are themselves the questions, judged level by level over the whole text."""
    levels: dict[int, list[int]] = defaultdict(list)
    for index, entry in enumerate(entries):
        if entry.kind is Kind.HEADING and entry.text:
            levels[entry.level].append(index)
    below = _asked_below(entries)
    asked_at_all = any(entry.kind is not Kind.HEADING and asks(entry.text) for entry in entries)
    first = min((index for group in levels.values() for index in group), default=None)
    found: set[int] = set()
    for group in levels.values():
        found |= _asking_of(entries, group, below, first, asked_at_all)
    return found


def _asking_of(
    entries: list[Entry], group: list[int], below: dict[int, int], first: int | None, asked_at_all: bool
) -> set[int]:
    named = [index for index in group if not section_kind(entries[index].text)]
    asking = {index for index in named if ends_asking(entries[index].text) or _invites(entries[index].text)}
    if group == [first] and len(entries) > 1:
        return set()
    meta = {index for index in asking if about_asking(entries[index].text)}
    rest = [index for index in named if index not in asking and index != first]
    numbered = {index for index in asking if entries[index].style == "1"}
    mostly_numbered = len(numbered) * 2 > len(asking)
    if mostly_numbered and len(numbered) >= 3:
        asking, rest = numbered, [index for index in rest if entries[index].style == "1"]
        meta = set()
    if not asking or sum(below[index] for index in asking) >= 3 * len(asking):
        return set()
    if len(asking) - len(meta) <= len(rest) + len(meta) or (len(asking) == 1 and asked_at_all):
        return set()
    return asking


def _invites(text: str) -> bool:
    return invites(text) and (len(text.split()) >= 4 or " " not in text)


def _asked_below(entries: list[Entry]) -> dict[int, int]:
    """How many bullets or rows ask right beneath each heading."""
    counts: dict[int, int] = defaultdict(int)
    heading = -1
    for index, entry in enumerate(entries):
        if entry.kind is Kind.HEADING:
            heading = index
        elif entry.kind in (Kind.ITEM, Kind.ROW) and not entry.link and asks(entry.text):
            counts[heading] += 1
    return counts
