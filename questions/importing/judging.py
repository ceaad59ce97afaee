"""Of every entry: is it a question, and why, seen among its neighbours and under its headings."""

from collections.abc import Sequence

from questions.importing.asking import (
    advises,
    asks,
    ends_asking,
    folded,
    is_prompt,
    is_statement,
    labelled_advice,
    no_sentence,
    only_asks,
)
from questions.importing.context import Context
from questions.importing.headings import find_headings
from questions.importing.lines import Entry, Kind, Line
from questions.importing.reasons import Reason
from questions.importing.sections import about_asking
from questions.importing.wording import bare, has_letters, tidy

LONGEST_PROBE = 90
CROSSES = ("❌", "✗", "✘", "🚫", "👎", "⛔", "🙅")


def judge(entries: list[Entry]) -> list[tuple[Entry, Line]]:
    """What is said of each entry, in the order of the text. Entries are changed on the way."""
    entries = _in_order(entries)
    find_headings(entries)
    return _Judge(entries).all()


def _in_order(entries: Sequence[Entry]) -> list[Entry]:
    """By line; what points at another entry goes on pointing at it."""
    order = sorted(range(len(entries)), key=lambda index: (entries[index].line, index))
    place = {old: new for new, old in enumerate(order)}
    for entry in entries:
        entry.parent = None if entry.parent is None else place[entry.parent]
    return [entries[index] for index in order]


class _Judge:
    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self.asked = [asks(entry.text) if entry.skip is None else None for entry in entries]
        self.around = Context(entries, self.asked)
        self.taken: dict[int, Reason] = {}
        self.seen: set[tuple[str, str]] = set()
        self.items_asking = sum(
            bool(asked)
            for entry, asked in zip(entries, self.asked, strict=True)
            if entry.kind in (Kind.ITEM, Kind.ROW)
        )

    def all(self) -> list[tuple[Entry, Line]]:
        found = []
        for index, entry in enumerate(self.entries):
            reason, taken = self._reason(index)
            text = tidy(entry.text)
            parent = self._parent(index) if taken else None
            if taken:
                key = (bare(text), bare(self.entries[parent].text) if parent is not None else "")
                if key in self.seen:
                    reason, taken = Reason.DUPLICATE, False
                else:
                    self.seen.add(key)
                    self.taken[index] = reason
            topic = entry.topic or self.around.topics[index] if taken else None
            of = self.entries[parent].line if taken and parent is not None else None
            found.append((entry, Line(entry.line, taken, text, topic, of, reason)))
        return found

    def _reason(self, index: int) -> tuple[Reason, bool]:
        entry = self.entries[index]
        if entry.kind is Kind.HEADING:
            section = self.around.sections[index]
            taken = index in self.around.questions and section is None
            return (self.asked[index] or Reason.MARK, True) if taken else (Reason.HEADING, False)
        if entry.skip is not None:
            return entry.skip, False
        if not has_letters(entry.text):
            return Reason.MARKUP, False
        if entry.link and not entry.given:
            return Reason.LINK, False
        if section := self.around.sections[index]:
            return section, False
        if entry.follow_up:
            return Reason.FOLLOW_UP, True
        if entry.given:
            return self.asked[index] or Reason.GIVEN, True
        if entry.kind is Kind.PARAGRAPH:
            return self._paragraph(index)
        return self._item(index)

    def _item(self, index: int) -> tuple[Reason, bool]:
        entry, asked = self.entries[index], self.asked[index]
        if entry.style in CROSSES or entry.text.lstrip().startswith(CROSSES):
            return Reason.AVOID, False
        if labelled_advice(entry.text):
            return Reason.ADVICE, False
        if entry.style == "chat" and not (only_asks(entry.text) and not about_asking(entry.text)):
            return Reason.NOTE, False
        if asked is Reason.MARK and not _bids_ask(entry.text):
            return Reason.MARK, True
        advice = advises(entry.text)
        if asked is not Reason.INVITES and self.around.outside_marks(index):
            return (Reason.ADVICE if advice else Reason.NOTE), False
        if asked and not (advice and asked is not Reason.INVITES):
            return asked, True
        if advice or (is_statement(entry.text) and not self.around.told_among_questions(index)):
            return (Reason.ADVICE if advice else Reason.NOTE), False
        if self._parent(index) is not None:
            return (Reason.FOLLOW_UP, True) if len(entry.text) <= LONGEST_PROBE else (Reason.NOTE, False)
        told = entry.style == "chat" or entry.text.rstrip().endswith((":", "：")) or no_sentence(entry.text)
        if self.around.share[entry.group] >= 0.5 and not told:
            return Reason.SIBLINGS, True
        return Reason.NOTE, False

    def _paragraph(self, index: int) -> tuple[Reason, bool]:
        entry, asked = self.entries[index], self.asked[index]
        if entry.parent is not None or self.around.above[index] is not None or labelled_advice(entry.text):
            return Reason.NOTE, False
        if entry.opening and asked:
            return asked, True
        if is_prompt(entry.text):
            return Reason.NOTE, False
        if asked and only_asks(entry.text) and not self._frames(index):
            beside = asked is not Reason.WORDS or self.around.among_questions(index)
            return (asked, True) if beside and not _bids_ask(entry.text) else (Reason.NOTE, False)
        if (
            asked is Reason.MARK
            and ends_asking(entry.text)
            and self.around.among_questions(index)
            and self.around.share[entry.group] >= 0.75
        ):
            return asked, True
        return (Reason.ADVICE if advises(entry.text) else Reason.NOTE), False

    def _frames(self, index: int) -> bool:
        """A question to the reader before the list begins or after it has ended."""
        if self.items_asking < 3 or self.around.topics[index] not in (None, self.around.title):
            return False
        if self.around.asking.get(self.entries[index].group, 0) > 1:
            return False
        return not self.taken or (index >= self.around.last_asked and about_asking(self.entries[index].text))

    def _parent(self, index: int) -> int | None:
        """The nearest question that this entry is nested under, or the question heading above it."""
        entry, place = self.entries[index], index
        parent = entry.parent
        while parent is not None and parent < index:  # a parent stands before its children, or is none
            if parent in self.taken:
                return parent
            index, parent = parent, self.entries[parent].parent
        heading = self.around.above[place]
        if (
            heading is not None
            and heading in self.taken
            and entry.kind in (Kind.ITEM, Kind.ROW, Kind.HEADING)
        ):
            return heading
        return None


def _bids_ask(text: str) -> bool:
    """Tells the reader to ask, as in "Ask why the last person left?"."""
    low = folded(text)
    return low.startswith(("ask ", "ask:")) and not any(mark in text for mark in ':“"«')
