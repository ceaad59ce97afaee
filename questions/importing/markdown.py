"""Markdown, read from markdown-it's syntax tree; only what CommonMark calls text goes on line by line."""

import re

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from questions.importing.flow import Flow, TextLine
from questions.importing.html_pages import read_html
from questions.importing.inline import text_lines
from questions.importing.lines import LONGEST_LINE, Entry, Kind, Outline
from questions.importing.openings import heading_text
from questions.importing.reasons import Reason
from questions.importing.rows import Cell, Row, read_rows
from questions.importing.wording import has_letters, joined

NESTING = 40
_SCRIPT = re.compile(
    r"(?:import\s[^?]*?from\s+['\"]|import\s+['\"]|export\s+(?:const|default|function|let|var|\{))"
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]:")
_MARKED = re.compile(r"\s*\[\^[^\]\s]+\]")


def parser() -> MarkdownIt:
    """CommonMark with tables. Indented code is off: in lists of questions an indent is an indent."""
    return MarkdownIt("commonmark", {"maxNesting": NESTING}).enable("table").disable("code")


def read_markdown(text: str, outline: Outline) -> None:
    """Adds the entries of a text whose lines end in LF."""
    lines = text.split("\n")
    long = {number for number, line in enumerate(lines) if len(line) > LONGEST_LINE or _FOOTNOTE.match(line)}
    shown = "\n".join("" if number in long else line for number, line in enumerate(lines))
    reader = _Reader(outline, lines)
    reader.blocks(SyntaxTreeNode(parser().parse(shown)))
    for number in sorted(long):
        outline.skip(number + 1, number + 1, Reason.NOTE, lines[number][:200])


class _Reader:
    def __init__(self, outline: Outline, source: list[str]) -> None:
        self.outline = outline
        self.source = source
        self.flow = Flow(outline)
        self.indents = [_indent(line) for line in source]

    def blocks(self, node: SyntaxTreeNode) -> None:
        for child in node.children:
            first, end = _span(child)
            match child.type:
                case "heading":
                    self._heading(child, first, end)
                case "paragraph":
                    self._paragraph(child, first, end)
                case "bullet_list" | "ordered_list":
                    self._list(child, None, 0)
                case "blockquote":
                    self.blocks(child)
                case "fence" | "code_block":
                    self.outline.skip(first, end, Reason.CODE)
                case "html_block":
                    read_html(child.content, self.outline, first, self.flow)
                case "table":
                    self._table(child)
                case _:
                    self.outline.skip(first, end, Reason.MARKUP)

    def _lines(self, node: SyntaxTreeNode, first: int) -> list[TextLine]:
        lines = [line for child in node.children for line in text_lines(child, first, self.indents)]
        for line in lines:
            line.text = _MARKED.sub("", line.text)
        return lines

    def _heading(self, node: SyntaxTreeNode, first: int, end: int) -> None:
        lines = self._lines(node, first)
        text = joined([line.text for line in lines])
        if not node.markup.startswith("#") and len(lines) > 1 and not node.markup.startswith("="):
            # A rule drawn close beneath a paragraph is one more often than a heading of several lines.
            self.flow.block(lines)
            return
        level = int(node.tag[1])
        link = bool(lines) and lines[0].link
        self.outline.add(
            Entry(
                first,
                end,
                Kind.HEADING,
                heading_text(text),
                level,
                style=_numbering(text),
                link=link and not text,
            )
        )
        self.flow.heading()

    def _paragraph(self, node: SyntaxTreeNode, first: int, end: int) -> None:
        content = node.children[0].content if node.children else ""
        if _SCRIPT.match(content) or (
            content.startswith("<") and content.endswith(">") and content[1:2].isupper()
        ):
            self.outline.skip(first, end, Reason.CODE)
        elif content.startswith("{/*"):
            self.outline.skip(first, end, Reason.COMMENT)
        elif _FOOTNOTE.match(content):
            self.outline.skip(first, end, Reason.NOTE, content)
        else:
            self.flow.block(self._lines(node, first))

    def _list(self, node: SyntaxTreeNode, parent: int | None, depth: int) -> None:
        self.flow.stack.clear()
        group = self.outline.new_group()
        for item in node.children:
            self._item(item, parent, depth, group, item.markup or "-")

    def _item(self, node: SyntaxTreeNode, parent: int | None, depth: int, group: int, style: str) -> None:
        index = None
        style = "1" + style if node.info else style
        for child in _unquoted(node):
            first, end = _span(child)
            if child.type in ("paragraph", "heading") and index is None:
                lines = self._lines(child, first)
                if not any(has_letters(line.text) for line in lines):
                    self.outline.skip(first, end, Reason.MARKUP)
                    continue
                if child.type == "heading" and child.markup.startswith("-"):
                    first = min(first, end)
                index = self.flow.item(
                    lines, Entry(first, end, Kind.ITEM, "", depth, parent, group, style, closed=False)
                )
            elif child.type == "paragraph":
                self._within(child, first, index, depth, group)
            elif child.type in ("bullet_list", "ordered_list"):
                inner = depth + 1 if index is not None else depth
                self._list(child, index if index is not None else parent, inner)
            else:
                self.blocks(_Single([child]))  # type: ignore[arg-type]

    def _within(self, node: SyntaxTreeNode, first: int, index: int | None, depth: int, group: int) -> None:
        lines = self._lines(node, first)
        skip = Reason.NOTE if all(line.note or not has_letters(line.text) for line in lines) else None
        text = joined([line.text for line in lines])
        link = any(line.link for line in lines)
        self.outline.add(
            Entry(first, _span(node)[1], Kind.PARAGRAPH, text, depth + 1, index, group, link=link, skip=skip)
        )

    def _table(self, node: SyntaxTreeNode) -> None:
        rows = []
        for tr in (tr for part in node.children for tr in part.children):
            first, end = _span(tr)
            cells = [
                Cell(joined([line.text for line in self._lines(cell, first)]), first) for cell in tr.children
            ]
            rows.append(Row(first, end, cells))
        read_rows(self.outline, rows)


class _Single:
    def __init__(self, children: list[SyntaxTreeNode]) -> None:
        self.children = children


def _unquoted(node: SyntaxTreeNode) -> list[SyntaxTreeNode]:
    """An item's blocks; a quotation in it counts as its text."""
    found: list[SyntaxTreeNode] = []
    for child in node.children:
        found.extend(_unquoted(child) if child.type == "blockquote" else [child])
    return found


def _span(node: SyntaxTreeNode) -> tuple[int, int]:
    """First and last line, counted from 1, both included."""
    first, end = node.map or (0, 1)
    return first + 1, max(first + 1, end)


def _indent(line: str) -> int:
    bare = re.sub(r"^(?:\s{0,3}>)+ ?", "", line).expandtabs(4)
    return len(bare) - len(bare.lstrip())


def _numbering(text: str) -> str:
    return "1" if re.match(r"\W*(?:\d+|[IVX]+|[①-⓿])\W", text) else ""
