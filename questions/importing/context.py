"""What stands around an entry: its section, its topic, the question above it, how much of its list asks."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from questions.importing.asking import labelled_advice, only_asks
from questions.importing.headings import question_headings
from questions.importing.language import guess
from questions.importing.lines import Entry, Kind
from questions.importing.reasons import Reason
from questions.importing.sections import section_kind
from questions.importing.wording import bare, tidy

MOSTLY = 0.6
ENOUGH_MARKS = 8


@dataclass(slots=True)
class _Heading:
    level: int
    index: int
    section: Reason | None
    is_question: bool


@dataclass
class Context:
    """`asked` says of each entry why it alone would be a question. The rest is found from both."""

    entries: list[Entry]
    asked: list[Reason | None]
    sections: list[Reason | None] = field(default_factory=list)
    topics: list[str | None] = field(default_factory=list)
    above: list[int | None] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.questions = question_headings(self.entries)
        headings = [entry for entry in self.entries if entry.kind is Kind.HEADING]
        self.headings = {bare(entry.text) for entry in headings}
        self.title = tidy(headings[0].text) if headings else None
        self._under_headings(headings)
        self.asking, self.share = self._shares()
        self.last_asked = max((index for index, asked in enumerate(self.asked) if asked), default=-1)
        self.marks = self._marks()
        asking = [entry.text for entry, asked in zip(self.entries, self.asked, strict=True) if asked]
        self.english = guess(asking) == "en"

    def _under_headings(self, headings: Sequence[Entry]) -> None:
        stack: list[_Heading] = []
        topic: str | None = None
        only_title = len(headings) > 1 and all(other.level > headings[0].level for other in headings[1:])
        for index, entry in enumerate(self.entries):
            above = None
            if entry.kind is Kind.HEADING:
                while stack and stack[-1].level >= entry.level:
                    stack.pop()
                above = next((one.index for one in reversed(stack) if one.is_question), None)
                is_question = index in self.questions
                is_title = only_title and entry is headings[0]
                kind = None if is_question or is_title else self._kind(index)
                stack.append(_Heading(entry.level, index, kind, is_question))
                if not is_question and entry.text:
                    topic = tidy(entry.text)
            elif stack and stack[-1].is_question:
                above = stack[-1].index
            self.above.append(above)
            self.sections.append(next((one.section for one in reversed(stack) if one.section), None))
            self.topics.append(topic)

    def _kind(self, heading: int) -> Reason | None:
        """What the heading says of its section, unless what stands there plainly asks."""
        text = self.entries[heading].text
        kind = section_kind(text)
        if kind is None or kind is Reason.AVOID or "faq" in text.casefold():
            return kind
        level = self.entries[heading].level
        marked = Reason.MARK in self.asked  # then words alone say little, as in "choose which to ask"
        plainly = (Reason.MARK, Reason.INVITES) if marked else (Reason.MARK, Reason.INVITES, Reason.WORDS)
        asking = count = 0
        for index in range(heading + 1, len(self.entries)):
            entry = self.entries[index]
            if entry.kind is Kind.HEADING and entry.level <= level:
                break
            if entry.kind in (Kind.ITEM, Kind.ROW) or (
                entry.kind is Kind.PARAGRAPH and only_asks(entry.text)
            ):
                count += 1
                asking += not entry.link and self.asked[index] in plainly and not labelled_advice(entry.text)
        if kind is Reason.CONTENTS and self._repeats_headings(heading + 1):
            return kind
        return None if asking and asking >= MOSTLY * count else kind

    def _repeats_headings(self, start: int) -> bool:
        below = [entry for entry in self.entries[start : start + 40] if entry.kind is Kind.ITEM]
        return any(bare(entry.text) in self.headings for entry in below[:3])

    def _shares(self) -> tuple[dict[int, int], dict[int, float]]:
        """Of each list: how many of it ask, and what part."""
        counts: dict[int, list[int]] = defaultdict(lambda: [0, 0])
        for entry, asked in zip(self.entries, self.asked, strict=True):
            if entry.kind in (Kind.ITEM, Kind.ROW, Kind.PARAGRAPH) and entry.skip is None and not entry.link:
                counts[entry.group][0] += bool(asked)
                counts[entry.group][1] += 1
        asking = {group: asking for group, (asking, _) in counts.items()}
        return asking, {group: asking / count for group, (asking, count) in counts.items()}

    def _marks(self) -> tuple[int, int] | None:
        """From where to where the questions have marks, if nearly all of them do."""
        marked = [index for index, asked in enumerate(self.asked) if asked is Reason.MARK]
        asking = sum(asked is not None for asked in self.asked)
        return (
            (marked[0], marked[-1]) if len(marked) >= ENOUGH_MARKS and len(marked) >= 0.8 * asking else None
        )

    def outside_marks(self, index: int) -> bool:
        """In a list of its own before the first question with a mark, or after the last."""
        if self.marks is None or self.marks[0] < index < self.marks[1]:
            return False
        edge = self.marks[0] if index < self.marks[0] else self.marks[1]
        return self.entries[edge].group != self.entries[index].group

    def among_questions(self, index: int) -> bool:
        """Beside one that is marked or invites, or in a list that mostly asks."""
        group = self.entries[index].group
        near = [
            i for i in (index - 1, index + 1) if 0 <= i < len(self.entries) and self.entries[i].group == group
        ]
        if self.share[group] >= MOSTLY and self.asking[group] >= 2:
            return True
        return any(self.asked[i] in (Reason.MARK, Reason.INVITES) for i in near)

    def told_among_questions(self, index: int) -> bool:
        """A full sentence where nearly all ask: an invitation, but for English, whose we know."""
        group = self.entries[index].group
        return not self.english and self.share[group] >= 0.8 and self.asking[group] >= 4
