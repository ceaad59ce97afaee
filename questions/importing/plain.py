"""Plain text, line by line: blocks between blank lines."""

import html
import re

from questions.importing.flow import Flow, TextLine
from questions.importing.lines import LONGEST_LINE, Entry, Kind, Outline
from questions.importing.openings import heading_text
from questions.importing.reasons import Reason
from questions.importing.wording import bare, collapse, has_letters, without_urls

_UNDERLINE = re.compile(r"\s*([=\-~^\"'`#*+_])\1{2,}\s*$")
_WIKI = re.compile(r"\s*(={1,6})\s*[^=].*?[^=]\s*\1\s*$|\s*(={1,6})\s+\S.*$")
_ATTRIBUTE = re.compile(r":[\w-]+:(?:\s|$)")
_TAGS = re.compile(r"<(script|style)\b.*?</\1>|</?[a-zA-Z][^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.I)


def read_plain(text: str, outline: Outline) -> None:
    """Adds the entries of a text whose lines end in LF."""
    lines = text.split("\n")
    flow = Flow(outline)
    block: list[TextLine] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if len(line) > LONGEST_LINE:
            outline.skip(at + 1, at + 1, Reason.NOTE, line[:200])
        elif _ATTRIBUTE.match(line):
            outline.skip(at + 1, at + 1, Reason.MARKUP, line)
        elif not collapse(line):
            flow.block(block)
            block = []
        elif found := _wiki_heading(line) or _underlined(lines, at):
            flow.block(block)
            block = []
            used, level = found
            outline.add(Entry(at + 1, at + used, Kind.HEADING, heading_text(collapse(line)), level))
            flow.heading()
            at += used - 1
        else:
            block.append(text_line(line, at + 1))
        at += 1
    flow.block(block)


def text_line(line: str, number: int) -> TextLine:
    """One source line, with entities and tags resolved, and whether it is nothing but an address."""
    shown = _TAGS.sub(" ", line) if "<" in line else line
    shown = html.unescape(shown) if _ENTITY.search(shown) else shown
    quoted = re.sub(r"^(?:\s{0,3}>)+ ?", "", shown).expandtabs(4)
    indent = len(quoted) - len(quoted.lstrip())
    link = without_urls(shown) != shown and not bare(without_urls(shown).strip(" -*•<>()[]"))
    return TextLine(number, quoted, indent, link=link)


def _wiki_heading(line: str) -> tuple[int, int] | None:
    found = _WIKI.match(line)
    return (1, len(found[1] or found[2])) if found and has_letters(line) else None


def _underlined(lines: list[str], at: int) -> tuple[int, int] | None:
    """A line with a rule of about its own length beneath, as reStructuredText and mails write headings."""
    if at + 1 >= len(lines) or not has_letters(lines[at]) or len(lines[at].strip()) > 80:
        return None
    found = _UNDERLINE.match(lines[at + 1])
    if not found or (at and collapse(lines[at - 1])):
        return None
    return 2, "=#*-~^\"'`+_".index(found[1]) + 1
