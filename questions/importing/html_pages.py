"""HTML: a saved page, or a block of it inside Markdown, as entries."""

import re
from html.parser import HTMLParser

from questions.importing.flow import Flow, TextLine
from questions.importing.inline import Piece, line_of
from questions.importing.lines import Entry, Kind, Outline
from questions.importing.openings import heading_text, unlabelled
from questions.importing.reasons import Reason
from questions.importing.wording import collapse, has_letters

_SILENT = {
    "script",
    "style",
    "svg",
    "template",
    "noscript",
    "title",
    "nav",
    "footer",
    "aside",
    "form",
    "head",
}
_INLINE = {
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "del",
    "em",
    "font",
    "i",
    "ins",
    "kbd",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "tt",
    "u",
    "var",
    "wbr",
    "label",
    "input",
}
SUMMARY = 8  # below every heading, as the level of a heading
DEEPEST = 100
_CLOSED_BY_THE_NEXT = {"li", "p", "dt", "dd", "tr", "td", "th", "option"}
_VOID = {"br", "hr", "img", "meta", "link", "input", "wbr", "area", "base", "col", "source"}


_BLOCK = re.compile(r"\s*</?(?:ul|ol|li|h[1-6]|p|div|section|article|table|t[rdh]|d[ldt]|body|main)\b", re.I)


def looks_like_html(text: str) -> bool:
    """A page, or a piece of one that is mostly block tags."""
    start = text.lstrip()[:200].lower()
    if start.startswith(("<!doctype", "<html", "<?xml")):
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    tags = sum(_BLOCK.match(line) is not None for line in lines)
    listed = tags == len(lines) == 1 and "</li>" in start
    return listed or (tags >= 3 and tags >= len(lines) * 0.6)


def read_html(html: str, outline: Outline, first: int = 1, flow: Flow | None = None) -> None:
    """Adds the entries of a page or block whose first line has the number `first`."""
    reader = _Reader(outline, first, flow or Flow(outline))
    reader.feed(html)
    reader.close()
    reader.finish()
    end = first + html.rstrip("\n").count("\n")
    said = {entry.line for entry in outline.entries if first <= entry.line <= end}
    for number, line in enumerate(html.split("\n")[: end - first + 1], first):
        if number not in said and line.strip():
            outline.skip(number, number, Reason.CODE)


class _Reader(HTMLParser):
    def __init__(self, outline: Outline, first: int, flow: Flow) -> None:
        super().__init__(convert_charrefs=True)
        self.outline, self.first, self.flow = outline, first, flow
        self.open: list[str] = []
        self.silent = 0
        self.lists: list[tuple[int, int | None]] = []
        self.item: int | None = None
        self.parts: list[Piece] = []
        self.at, self.last = first, first
        self.block = ""
        self.fresh = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self.finish()
            self.silent += 1
        if tag == "br" or tag not in _INLINE:
            self.finish()
            if tag not in _VOID:
                self.block = tag
        if tag in ("li", "dt"):
            self.fresh = True
        if tag in ("ul", "ol", "dl"):
            self.lists.append((self.outline.new_group(), self.item))
        implied = bool(self.open) and tag == self.open[-1] and tag in _CLOSED_BY_THE_NEXT
        if tag not in _VOID and not implied and len(self.open) < DEEPEST:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self.finish()
        if tag in _SILENT and self.silent:
            self.silent -= 1
        if tag in ("ul", "ol", "dl") and self.lists:
            self.item = self.lists.pop()[1]
        if tag == "li" and not self.lists:
            self.item = None
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        if tag not in _INLINE:
            self.block = next((name for name in reversed(self.open) if name not in _INLINE), "")

    def handle_data(self, data: str) -> None:
        line = self.first + self.getpos()[0] - 1
        if not data.strip():
            if self.parts:
                self.parts.append(Piece(" "))
            return
        if self.silent or "script" in self.open or "style" in self.open:
            self._silent(data, line)
            return
        if not self.parts:
            self.at = line + len(data[: len(data) - len(data.lstrip())].split("\n")) - 1
        self.last = line + data.rstrip().count("\n")
        opened = set(self.open)
        self.parts.append(
            Piece(data, bool({"b", "strong"} & opened), bool({"i", "em"} & opened), "a" in opened)
        )

    def _silent(self, data: str, line: int) -> None:
        words = bool({"script", "style"} & set(self.open))
        reason = Reason.CODE if words else Reason.LINK if "a" in self.open else Reason.NOTE
        for offset, text in enumerate(data.split("\n")):
            if text.strip():
                self.outline.skip(line + offset, line + offset, reason, "" if words else collapse(text))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """`<![…` outside of CDATA makes the parser raise; browsers take it for a comment."""
        return self.parse_bogus_comment(i, bool(report))

    def handle_comment(self, data: str) -> None:
        line = self.first + self.getpos()[0] - 1
        self.outline.skip(line, line + data.count("\n"), Reason.COMMENT)

    def finish(self) -> None:
        """Ends the stretch of text at hand, and says what it was."""
        parts, self.parts = self.parts, []
        line = line_of(parts, self.at)
        text = collapse(line.text)
        if has_letters(text):
            self._add(text, line)

    def _add(self, text: str, line: TextLine) -> None:
        if found := re.fullmatch(r"h([1-6])", self.block):
            self._heading(text, int(found[1]))
        elif self.block in ("summary", "caption", "legend"):
            self._heading(text, SUMMARY)
        elif "li" in self.open or self.block == "dt":
            self._item(text, line)
        elif self.block in ("dd", "th") or line.note:
            self.outline.skip(self.at, self.last, Reason.NOTE, text)
        elif line.link:
            self.outline.skip(self.at, self.last, Reason.LINK, text)
        else:
            entry = self._entry(Kind.PARAGRAPH, text, line)
            entry.group, entry.lone, entry.closed = self.flow.group, True, True

    def _heading(self, text: str, level: int) -> None:
        style = "summary" if level == SUMMARY else ""
        self.outline.add(Entry(self.at, self.last, Kind.HEADING, heading_text(text), level, style=style))
        self.flow.heading()

    def _item(self, text: str, line: TextLine) -> None:
        if not self.fresh:  # more text within the same item
            entry = self._entry(Kind.PARAGRAPH, text, line)
            entry.parent, entry.skip = self.item, Reason.NOTE
            return
        entry = self._entry(Kind.ITEM, text, line)
        entry.group, entry.parent = self.lists[-1] if self.lists else (self.flow.group, None)
        entry.level, entry.style = max(0, len(self.lists) - 1), "li"
        self.item, self.fresh = len(self.outline.entries) - 1, False

    def _entry(self, kind: Kind, text: str, line: TextLine) -> Entry:
        text, asked, answered = unlabelled(text)
        entry = Entry(
            self.at, self.last, kind, text, bold=line.bold, opening=line.opening, link=line.link, given=asked
        )
        entry.skip = Reason.ANSWER if answered else Reason.NOTE if line.note else None
        self.outline.add(entry)
        return entry
