"""Rows with columns, from a CSV file, a Markdown table or a page: which column holds what."""

import re
from dataclasses import dataclass

from questions.importing.asking import asks, ends_asking
from questions.importing.lines import Entry, Kind, Outline
from questions.importing.reasons import Reason
from questions.importing.wording import collapse, has_letters, tidy, without_urls
from questions.importing.words import word_groups

QUESTION, TOPIC, FOLLOW_UP, OTHER = "question", "topic", "follow-up", "other"
ALIASES = {
    re.sub(r"[\W_]", "", name).casefold(): role
    for role, names in word_groups("columns").items()
    for name in names
}


@dataclass(slots=True)
class Cell:
    text: str
    line: int


@dataclass(slots=True)
class Row:
    line: int
    end: int
    cells: list[Cell]

    def text(self, column: int) -> str:
        return self.cells[column].text if column < len(self.cells) else ""


def role_of(name: str) -> str | None:
    """What a header calls its column, in any case and with or without numbers; None if unknown."""
    key = re.sub(r"[\W\d_]", "", name).casefold()
    return ALIASES.get(key) or ALIASES.get(key.rstrip("s")) if key else None


def is_header(row: Row) -> bool:
    roles = [role_of(cell.text) for cell in row.cells]
    return QUESTION in roles and not any(ends_asking(cell.text) for cell in row.cells)


def is_formula(text: str) -> bool:
    return text.lstrip()[:1] in ("=", "@") and not ends_asking(text)


def read_rows(outline: Outline, rows: list[Row]) -> None:
    """Adds the rows' entries; the first row may be a header."""
    rows = [row for row in rows if _worth(outline, row)]
    if not rows:
        return
    width = max(len(row.cells) for row in rows)
    if is_header(rows[0]):
        header = [cell.text.casefold() for cell in rows[0].cells]
        roles = _roles_of_header(rows[0], rows[1:], width)
        for row in rows:
            if [cell.text.casefold() for cell in row.cells] == header:
                outline.skip(row.line, row.end, Reason.HEADING, _shown(row))
            else:
                _add_row(outline, row, roles)
    elif across := _topics_across(rows, width):
        outline.skip(rows[0].line, rows[0].end, Reason.HEADING, _shown(rows[0]))
        for row in rows[1:]:
            _add_across(outline, row, across)
    elif width > 1 and all(_asking(rows, column) >= 0.6 * len(rows) for column in range(width)):
        for row in rows:
            _add_across(outline, row, [])
    else:
        _by_content(outline, rows, width)


def _worth(outline: Outline, row: Row) -> bool:
    text = _shown(row)
    if re.fullmatch(r"sep=.?", text.strip().strip('"')):
        outline.skip(row.line, row.end, Reason.MARKUP, text)
    elif not has_letters(text):
        outline.skip(row.line, row.end, Reason.BLANK)
    else:
        return True
    return False


def _shown(row: Row) -> str:
    return " · ".join(collapse(cell.text) for cell in row.cells if cell.text.strip())


def _roles_of_header(header: Row, rows: list[Row], width: int) -> list[str]:
    roles = [role_of(header.text(column)) or OTHER for column in range(width)]
    named = [column for column, role in enumerate(roles) if role == QUESTION]
    if len(named) > 1:
        best = max(named, key=lambda column: (_asking(rows, column), -column))
        roles = [OTHER if role == QUESTION and column != best else role for column, role in enumerate(roles)]
    topics = [column for column, role in enumerate(roles) if role == TOPIC]
    return [OTHER if role == TOPIC and column != topics[0] else role for column, role in enumerate(roles)]


def _asking(rows: list[Row], column: int) -> int:
    return sum(asks(row.text(column)) is not None for row in rows)


def _topics_across(rows: list[Row], width: int) -> list[str]:
    """One topic a column: short header cells that ask nothing above columns that mostly do."""
    if width < 2 or len(rows) < 2 or any(asks(cell.text) for cell in rows[0].cells):
        return []
    asking = [_asking(rows[1:], column) / len(rows[1:]) for column in range(width)]
    names = [tidy(rows[0].text(column)) for column in range(width)]
    return names if min(asking) >= 0.6 and all(names) and all(role_of(name) is None for name in names) else []


def _add_across(outline: Outline, row: Row, topics: list[str]) -> None:
    for column, cell in enumerate(row.cells):
        if has_letters(cell.text):
            topic = topics[column] if column < len(topics) else None
            outline.add(Entry(cell.line, row.end, Kind.ROW, cell.text, topic=topic))


def _by_content(outline: Outline, rows: list[Row], width: int) -> None:
    """No header that we know: the column that asks most is the question, a short repeated one its topic."""
    asking = [_asking(rows, column) for column in range(width)]
    best = asking.index(max(asking))
    if not asking[best] or asking[best] < len(rows) * 0.4:
        for row in rows:
            outline.skip(row.line, row.end, Reason.NOTE, _shown(row))
        return
    roles = [QUESTION if column == best else OTHER for column in range(width)]
    for column in range(width):
        values = [tidy(row.text(column)) for row in rows if row.text(column).strip()]
        repeated = len(set(values)) <= max(1, len(rows) * 0.7)
        if column != best and TOPIC not in roles and values and repeated and _are_names(values):
            roles[column] = TOPIC
    head = not asks(rows[0].text(best)) and len(rows) > 1
    for at, row in enumerate(rows):
        if at == 0 and head:
            outline.skip(row.line, row.end, Reason.HEADING, _shown(row))
        else:
            _add_row(outline, row, roles)


def _are_names(values: list[str]) -> bool:
    return all(len(value) <= 60 and has_letters(value) and not ends_asking(value) for value in values)


def _add_row(outline: Outline, row: Row, roles: list[str]) -> None:
    at = roles.index(QUESTION)
    text = row.text(at)
    topic = next((tidy(row.text(column)) for column, role in enumerate(roles) if role == TOPIC), "") or None
    if not has_letters(without_urls(text)) or is_formula(text):
        outline.skip(
            row.line,
            row.end,
            Reason.LINK if has_letters(text) and not is_formula(text) else Reason.NOTE,
            _shown(row),
        )
        return
    parent = outline.add(
        Entry(row.cells[at].line, row.end, Kind.ROW, text, topic=topic, given=True, group=-1)
    )
    for column, role in enumerate(roles):
        probe = row.text(column)
        if role == FOLLOW_UP and has_letters(probe) and not is_formula(probe):
            for part in re.split(r"\s*[\n|]\s*|(?<=[?？؟])\s*[;/]\s*", probe.strip()):
                if has_letters(part):
                    outline.add(
                        Entry(
                            row.cells[at].line,
                            row.end,
                            Kind.ROW,
                            part,
                            1,
                            parent,
                            -1,
                            topic=topic,
                            follow_up=True,
                        )
                    )
