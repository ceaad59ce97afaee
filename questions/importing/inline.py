"""The inline part of a Markdown block as lines of text that remember what was bold, a note or a link."""

import re
from dataclasses import dataclass, field

from markdown_it.tree import SyntaxTreeNode

from questions.importing.asking import asks, ends_asking, invites
from questions.importing.flow import TextLine
from questions.importing.wording import (
    CLOSERS,
    FINAL_MARKS,
    collapse,
    has_letters,
    without_emoji,
    without_urls,
)

_SILENT_TAGS = re.compile(r"<(script|style|svg|template)\b", re.I)


@dataclass(slots=True)
class Piece:
    text: str
    strong: bool = False
    em: bool = False
    link: bool = False


@dataclass(slots=True)
class _Walk:
    lines: list[list[Piece]] = field(default_factory=lambda: [[]])
    hard: set[int] = field(default_factory=set)
    silent: str = ""

    def put(self, text: str, flags: tuple[bool, bool, bool]) -> None:
        if text and not self.silent:
            self.lines[-1].append(Piece(text, *flags))

    def tag(self, html: str) -> None:
        if found := _SILENT_TAGS.match(html):
            self.silent = found[1].lower()
        elif self.silent and html.lower().startswith(f"</{self.silent}"):
            self.silent = ""
        elif html.lower().startswith("<br"):
            self.put(" ", (False, False, False))
        for _ in range(html.count("\n")):
            self.lines.append([])


def text_lines(node: SyntaxTreeNode, first: int, indents: list[int]) -> list[TextLine]:
    """The lines of one inline node; `first` is its line number, `indents` the source lines' indentation."""
    walk = _Walk()
    _walk(node, walk, (False, False, False))
    lines = []
    for offset, pieces in enumerate(walk.lines):
        number = first + offset
        indent = indents[number - 1] if number <= len(indents) else 0
        line = line_of(pieces, number, indent)
        line.hard = offset in walk.hard
        lines.append(line)
    return lines


def _walk(node: SyntaxTreeNode, walk: _Walk, flags: tuple[bool, bool, bool]) -> None:
    strong, em, link = flags
    for child in node.children:
        match child.type:
            case "text" | "code_inline" | "text_special":
                walk.put(child.content, flags)
            case "softbreak" | "hardbreak":
                if child.type == "hardbreak":
                    walk.hard.add(len(walk.lines) - 1)
                walk.lines.append([])
            case "strong":
                _walk(child, walk, (True, em, link))
            case "em":
                _walk(child, walk, (strong, True, link))
            case "link":
                _walk(child, walk, (strong, em, True))
            case "html_inline":
                walk.tag(child.content)
            case "image":
                walk.put(" ", flags)
            case _:
                _walk(child, walk, flags)


def line_of(pieces: list[Piece], number: int, indent: int = 0) -> TextLine:
    """One line of pieces: what of it is the text, and whether it is bold, a note or a link."""
    line = TextLine(number, "".join(piece.text for piece in pieces), indent)
    wordy = [piece for piece in pieces if has_letters(piece.text)]
    if not wordy:
        return line
    line.link = is_link(pieces)
    line.bold = all(piece.strong for piece in wordy)
    if (
        all(piece.em and not piece.strong for piece in wordy)
        and not ends_asking(line.text)
        and not asks(line.text)
    ):
        line.note = True
        return line
    opening = _bold_opening(pieces)
    if opening:
        line.text, line.opening = opening, True
        return line
    line.text = "".join(piece.text for piece in _without_closing_note(pieces))
    return line


def is_link(pieces: list[Piece]) -> bool:
    """Nothing but a link, or a link with its author or year: what stands beside it asks nothing."""
    linked = any(piece.link and has_letters(piece.text) for piece in pieces)
    rest = " ".join(piece.text for piece in pieces if not piece.link)
    if not linked:
        linked, rest = without_urls(rest) != rest, without_urls(rest)
    if not linked:
        return False
    rest = collapse(rest).strip("()（） ")
    return not has_letters(rest) or not (asks(rest) or invites(rest) or _begins_sentence(pieces))


def _begins_sentence(pieces: list[Piece]) -> bool:
    whole = "".join(piece.text for piece in pieces)
    before = (
        "".join(piece.text for piece in pieces[: next(i for i, p in enumerate(pieces) if p.link)])
        if any(piece.link for piece in pieces)
        else ""
    )
    return bool(asks(before) if has_letters(before) else None) or (ends_asking(whole) and has_letters(before))


def _bold_opening(pieces: list[Piece]) -> str:
    """The bold question with which an explained entry begins; empty where there is none."""
    wordy = [i for i, piece in enumerate(pieces) if has_letters(piece.text)]
    if not pieces[wordy[0]].strong or pieces[wordy[-1]].strong:
        return ""
    last = next(i for i in range(wordy[0], len(pieces)) if not pieces[i].strong)
    bold = "".join(piece.text for piece in pieces[:last])
    rest = "".join(piece.text for piece in pieces[last:])
    if asks(bold) and (ends_asking(bold) or (invites(bold) and bold.rstrip().endswith((".", "。", ":")))):
        return bold
    if collapse(bold).endswith((":", "：")) or rest.lstrip().startswith((":", "：")):
        tail = rest.lstrip(" :：")
        return tail if asks(tail) and len(bold) <= 40 else ""
    return ""


def _without_closing_note(pieces: list[Piece]) -> list[Piece]:
    """Without the italics that follow a question that is already asked."""
    wordy = [i for i, piece in enumerate(pieces) if has_letters(piece.text)]
    at = len(pieces)
    while at and (pieces[at - 1].em or not has_letters(pieces[at - 1].text)):
        at -= 1
    notes = [i for i in range(at, len(pieces)) if pieces[i].em]
    if at == 0 or not notes or wordy[-1] < at:
        return pieces
    head = without_emoji(collapse("".join(piece.text for piece in pieces[: notes[0]]))).rstrip(
        " -–—([（*_" + CLOSERS
    )
    if head and (head[-1] in FINAL_MARKS + ".!。;"):
        kept = "".join(piece.text for piece in pieces[: notes[0]])
        return [Piece(re.sub(r"[\s(（\[–—-]+$", "", kept))]
    return pieces
