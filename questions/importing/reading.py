"""One list, whatever its form: decodes it, chooses the reader by its content and judges the lines."""

import re

from questions.importing import language as languages
from questions.importing.decoding import LARGEST, Decoded, checked, decode
from questions.importing.html_pages import looks_like_html, read_html
from questions.importing.judging import judge
from questions.importing.lines import Entry, Kind, Line, ListRead, Outline, Provenance, Refused
from questions.importing.markdown import read_markdown
from questions.importing.objects import read_objects
from questions.importing.plain import read_plain
from questions.importing.provenance import from_text, front_matter
from questions.importing.reasons import Reason
from questions.importing.rows import read_rows
from questions.importing.tabular import delimiter_of, has_header, records
from questions.importing.trees import parse_json, parse_toml
from questions.importing.wording import collapse, has_letters

MOST_QUESTIONS = 5_000
MOST_LINES = 50_000
SHOWN = 300  # characters of a line that say how the text is written
# Only to choose a reader: any of these shows that a text was written as Markdown.
_MARKDOWN = re.compile(
    r"^ {0,3}#{1,6}(?:[ \t]|[^\W\d])|^ {0,3}(?:```|~~~[^~\n]*$)|\]\([^)\s]|\*\*\S|__\S[^\n]*__"
    r"|^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\||^[ \t]*</?(?:details|summary)|^ {0,3}[-*+][ \t]+\[[ xX]\]"
    r"|^[^\n]{1,80}\n(?:===+|---+)[ \t]*$|^\[[^\]\n]+\]:[ \t]|^[ \t]*\{/\*|^import [^\n]*from"
    r"|[ \t][*_][^\s*_][^*_\n]*[*_](?:\s|$)|`[^`\n]+`",
    re.M,
)
_OTHER_MARKUP = re.compile(
    r"^\*{2,}[ \t]+\S|^={1,6}[ \t][^\n]*[ \t]={1,6}[ \t]*$|^\S[^\n]*\n~{4,}[ \t]*$", re.M
)
_TOML = re.compile(r"[ \t]*(?:\[\[?[\w\"'. -]+\]\]?[ \t]*(?:#.*)?$|[\w\"'.-]+[ \t]*=[ \t]*[\"'\[{\d tf])")


def read_list(data: bytes, name: str = "") -> ListRead:
    """Every line of the list, judged. `name` is only a hint. Raises Refused with a sentence."""
    return read_decoded(decode(data), name)


def read_text(text: str, name: str = "") -> ListRead:
    """The same for text that is decoded already, as a draft's is."""
    if len(text.encode(errors="replace")) > LARGEST:
        raise Refused("too large")
    return read_decoded(Decoded(checked(text.removeprefix("\ufeff")), "utf-8"), name)


def read_decoded(decoded: Decoded, name: str = "") -> ListRead:
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise Refused("too long", count=len(lines))
    outline = Outline()
    said = _read(text, lines, name.rpartition(".")[2].casefold() if "." in name else "", outline)
    judged = judge(outline.entries)
    result = _every_line(judged, lines)
    taken = [line for line in result if line.taken]
    if len(taken) > MOST_QUESTIONS:
        raise Refused("too many", count=len(taken))
    licence_lines = {line.line for line in result if line.reason is Reason.LICENCE}
    found = from_text(lines, licence_lines)
    title = said.title or next(
        (entry.text for entry in outline.entries if entry.kind is Kind.HEADING and entry.text), ""
    )
    return ListRead(
        tuple(result),
        languages.guess([line.text for line in taken or result]),
        said.licence or found.licence or None,
        said.source_url or found.source_url or None,
        title[:200] or None,
        decoded.encoding,
    )


def _read(text: str, lines: list[str], suffix: str, outline: Outline) -> Provenance:
    """Chooses the reader by what the text looks like, the name's ending second."""
    start = text.lstrip()
    if suffix == "json" or (re.match(r"[\[{]\s*[\[{\"\]}]", start) and not start.startswith("[[")):
        return _read_json(text, lines, suffix, outline)
    if start.startswith("[[") and suffix != "toml":
        try:
            return read_objects(parse_json(text), outline)
        except Refused:
            pass
    if suffix == "toml" or _begins_as_toml(lines):
        try:
            return read_objects(parse_toml(text), outline)
        except Refused:
            if suffix == "toml":
                raise
    taken, said = front_matter(lines)
    if taken:
        outline.skip(1, taken, Reason.FRONT_MATTER)
        text = "\n" * taken + "\n".join(lines[taken:])
        lines = text.split("\n")
    if looks_like_html(text):
        read_html(text, outline)
    elif not taken and _is_table(lines, suffix):
        read_rows(outline, records(lines, delimiter_of(lines) or ""))
    elif _is_markdown(lines, suffix):
        read_markdown(text, outline)
    else:
        read_plain(text, outline)
    return said


def _is_markdown(lines: list[str], suffix: str) -> bool:
    shown = "\n".join(line[:SHOWN] for line in lines)
    return (suffix == "mdx" or bool(_MARKDOWN.search(shown))) and not _OTHER_MARKUP.search(shown)


def _begins_as_toml(lines: list[str]) -> bool:
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("#")), "")
    return bool(_TOML.match(first[:SHOWN]))


def _is_table(lines: list[str], suffix: str) -> bool:
    if suffix in ("csv", "tsv"):
        return True
    return has_header(lines) and delimiter_of(lines) is not None


def _read_json(text: str, lines: list[str], suffix: str, outline: Outline) -> Provenance:
    try:
        return read_objects(parse_json(text), outline)
    except Refused as refusal:
        filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        if len(filled) > 1 and all(line.strip()[0] + line.strip()[-1] == "{}" for _, line in filled):
            for number, line in filled:
                read_objects(parse_json(line, number), outline)
            return Provenance()
        raise refusal from None


def _every_line(judged: list[tuple[Entry, Line]], source: list[str]) -> list[Line]:
    """One line for each of the source's, several only where it holds several questions."""
    by_line: dict[int, list[Line]] = {}
    continued: dict[int, Reason] = {}
    for entry, line in judged:
        here = by_line.setdefault(line.line, [])
        if line.taken and not (here and here[0].taken):
            here.clear()
        if line.taken or not here:
            here.append(line)
        for number in range(entry.line + 1, entry.end + 1):
            continued[number] = entry.skip or (
                Reason.HEADING if entry.kind is Kind.HEADING else Reason.CONTINUATION
            )
    result: list[Line] = []
    for number, text in enumerate(source, 1):
        if number in by_line:
            result.extend(by_line[number])
        else:
            result.append(
                Line(
                    number, False, collapse(text)[:1000], None, None, _left_over(text, continued.get(number))
                )
            )
    return result


def _left_over(text: str, continued: Reason | None) -> Reason:
    if not collapse(text):
        return Reason.BLANK
    if continued:
        return continued
    if re.match(r"\s*\[//\]:", text):
        return Reason.COMMENT
    if re.match(r"\s*\[[^\]]+\]:", text):
        return Reason.LINK
    return Reason.NOTE if has_letters(text) else Reason.MARKUP
