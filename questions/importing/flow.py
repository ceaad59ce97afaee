"""Lines of running text, whoever read them, as entries: bullets by hand, labels, wrapped lines, headings."""

from collections.abc import Iterable
from dataclasses import dataclass

from questions.importing.asking import asks, begins_asking, ends_asking, folded
from questions.importing.lines import Entry, Kind, Outline
from questions.importing.openings import Opening, heading_mark, heading_text, opened, unlabelled
from questions.importing.reasons import Reason
from questions.importing.wording import CLOSERS, STOPS, collapse, has_letters, joined, without_emoji


@dataclass(slots=True)
class TextLine:
    """One physical line without its inline markup."""

    number: int
    text: str
    indent: int = 0
    bold: bool = False
    opening: bool = False
    note: bool = False
    link: bool = False
    hard: bool = False  # the line end was meant


@dataclass(slots=True)
class _Open:
    index: int
    indent: int
    depth: int
    style: str


class Flow:
    """Reads blocks of lines one after the other; lists by indentation and by repeated stars."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.stack: list[_Open] = []
        self.group = outline.new_group()
        self.wide = 0

    def heading(self) -> None:
        self.stack.clear()
        self.group = self.outline.new_group()

    def block(self, lines: Iterable[TextLine]) -> None:
        """Lines without a blank one between them."""
        todo = list(lines)
        self.wide = max((len(line.text) for line in todo), default=0)
        at, first = 0, True
        while at < len(todo):
            at, first = self._one(todo, at, first), False
        if self.outline.entries:
            self.outline.entries[-1].closed = True

    def item(self, lines: list[TextLine], entry: Entry) -> int:
        """The text of one list item, whose first line was opened elsewhere; what it does not take follows."""
        self.stack.clear()
        first = lines[0]
        opening = Opening(entry.style or "-", first.text)
        parts, end = [first.text], 1
        while end < len(lines) and self._goes_on(parts, lines[end - 1], lines[end], opening, first.indent):
            parts.append(lines[end].text)
            end += 1
        entry.text, asked, answered = unlabelled(collapse(joined(parts)))
        entry.end, entry.bold, entry.opening, entry.link = (
            lines[end - 1].number,
            first.bold,
            first.opening,
            first.link,
        )
        entry.given = asked
        entry.skip = Reason.ANSWER if answered else Reason.NOTE if first.note else None
        index = self.outline.add(entry)
        for line in lines[end:]:
            self._beside(line, entry, index)
        return index

    def _beside(self, line: TextLine, entry: Entry, index: int) -> None:
        """A line of an item's paragraph that is not the item: a bullet by hand, a question, a note."""
        if not has_letters(line.text):
            self.outline.skip(line.number, line.number, Reason.MARKUP)
        elif (opening := opened(line.text)).style:
            self.outline.add(
                Entry(
                    line.number,
                    line.number,
                    Kind.ITEM,
                    opening.text,
                    entry.level,
                    entry.parent,
                    entry.group,
                    entry.style,
                )
            )
        elif level := heading_mark(line.text):
            self.outline.add(
                Entry(line.number, line.number, Kind.HEADING, heading_text(line.text), level=level)
            )
        else:
            self.outline.add(
                Entry(
                    line.number,
                    line.number,
                    Kind.PARAGRAPH,
                    line.text,
                    entry.level + 1,
                    index,
                    entry.group,
                    link=line.link,
                    skip=Reason.NOTE if line.note else None,
                )
            )

    def _one(self, lines: list[TextLine], at: int, first: bool) -> int:
        line = lines[at]
        if not has_letters(line.text):
            reason = Reason.BLANK if not collapse(line.text) else Reason.MARKUP
            self.outline.skip(line.number, line.number, reason, collapse(line.text))
            return at + 1
        if (level := heading_mark(line.text)) and not opened(line.text).style:
            self.outline.add(
                Entry(line.number, line.number, Kind.HEADING, heading_text(line.text), level=level)
            )
            self.heading()
            return at + 1
        opening = opened(line.text)
        if not opening.style and _emoji_opens(line.text):
            opening = Opening(collapse(line.text)[:1], without_emoji(collapse(line.text)))
        end = at + 1
        parts = [opening.text]
        while end < len(lines) and self._goes_on(parts, lines[end - 1], lines[end], opening, line.indent):
            parts.append(lines[end].text)
            end += 1
        self._add(lines[at], lines[end - 1].number, joined(parts), opening, first)
        return end

    def _goes_on(
        self, parts: list[str], line: TextLine, after: TextLine, opening: Opening, indent: int
    ) -> bool:
        if (
            ends_asking(parts[-1])
            or line.note
            or after.note
            or line.bold != after.bold
            or not has_letters(after.text)
        ):
            return False
        text = collapse(after.text)
        if heading_mark(after.text) or opened(after.text).style or _emoji_opens(text):
            return False
        if folded(text)[:1] == text[:1] and text[:1].islower() and text[:1] != text[:1].upper():
            return not (
                begins_asking(folded(text))
                and not parts[-1].rstrip().endswith((",", "，"))
                and self._short(line)
            )
        if parts[-1].rstrip().endswith((",", "，", "、", "،", "–", "-", "(", "/")):
            return True
        if (
            line.hard
            or parts[-1].rstrip().rstrip(CLOSERS)[-1:] in STOPS
            or parts[-1].rstrip().endswith((":", "："))
        ):
            return False
        if opening.style and (after.indent > indent or after.indent >= 2):
            return True
        return len(line.text) >= 60 and not self._short(line) and not asks(text)

    def _short(self, line: TextLine) -> bool:
        return len(line.text) < max(48, self.wide * 0.7)

    def _add(self, line: TextLine, end: int, text: str, opening: Opening, first: bool) -> None:
        listed = bool(opening.style) and opening.style != "chat"
        parent, depth = self._parent(line, opening) if listed else (None, 0)
        if not listed and line.indent == 0:
            self.stack.clear()
        note = line.note or opening.style == "※"
        skip = Reason.ANSWER if opening.answered else Reason.NOTE if note else None
        kind = Kind.ITEM if opening.style else Kind.PARAGRAPH
        entry = Entry(
            line.number, end, kind, text, depth, parent, self.group, opening.style, line.bold, line.opening,
            line.link, lone=first, given=opening.asked, skip=skip,
        )  # fmt: skip
        index = self.outline.add(entry)
        if listed:
            self.stack.append(_Open(index, line.indent, opening.depth, opening.style))

    def _parent(self, line: TextLine, opening: Opening) -> tuple[int | None, int]:
        while self.stack and not (
            line.indent > self.stack[-1].indent + 1
            or (opening.style == "*" == self.stack[-1].style and opening.depth > self.stack[-1].depth)
        ):
            self.stack.pop()
        return (self.stack[-1].index if self.stack else None), len(self.stack)


def _emoji_opens(text: str) -> bool:
    text = collapse(text)
    bare = without_emoji(text)
    return has_letters(bare) and bool(text) and not text.startswith(bare[:1])
