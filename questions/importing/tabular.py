"""CSV: the delimiter by what it yields, records by their quotation marks, cells through the csv module."""

import csv

from questions.importing.rows import Cell, Row, is_header, role_of

DELIMITERS = ",;\t|"
LONGEST_RECORD = 40


def records(lines: list[str], delimiter: str) -> list[Row]:
    """Rows with the physical lines they take; a quotation mark that never closes takes only its own line."""
    rows = []
    at = 0
    while at < len(lines):
        end = _record_end(lines, at) if delimiter else at
        cells = _cells("\n".join(lines[at : end + 1]), delimiter)
        rows.append(Row(at + 1, end + 1, [Cell(cell, at + 1) for cell in cells]))
        at = end + 1
    return rows


def _record_end(lines: list[str], at: int) -> int:
    if lines[at].count('"') % 2 == 0:
        return at
    for end in range(at + 1, min(at + LONGEST_RECORD, len(lines))):
        if lines[end].count('"') % 2:
            return end
    return at


def _cells(record: str, delimiter: str) -> list[str]:
    if not delimiter:
        return [record.strip().strip('"').replace('""', '"') if record.count('"') % 2 == 0 else record]
    if len(record) > csv.field_size_limit():
        return [record]
    lines = [f"{line}\n" for line in record.split("\n")]
    if record.count('"') % 2:
        cells = next(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE), [])
        return [cell.lstrip('"') for cell in cells]
    return next(csv.reader(lines, delimiter=delimiter), [])


def delimiter_of(lines: list[str]) -> str | None:
    """What gives a known header, else columns of one number; "" for one column, None for neither."""
    shown = [line for line in lines[:200] if line.strip()]
    if shown and shown[0].lower().startswith("sep="):
        return shown[0][4:5] or None
    if not shown:
        return None
    for delimiter in DELIMITERS:
        first = records(shown[:1], delimiter)[0]
        if len(first.cells) > 1 and is_header(first):
            return delimiter
    if role_of(shown[0].strip().strip('"')) == "question" and len(shown) > 1:
        return ""
    best, most = None, 0.8
    for delimiter in DELIMITERS:
        widths = [len(row.cells) for row in records(shown, delimiter)]
        width = max(set(widths), key=widths.count)
        share = widths.count(width) / len(widths)
        if width > 1 and share > most:
            best, most = delimiter, share
    return best


def has_header(lines: list[str]) -> bool:
    """Whether some delimiter gives a header with a column for the question, and rows as wide beneath it."""
    shown = [line for line in lines[:60] if line.strip()]
    if not shown or shown[0].lstrip().startswith(("#", "-", "*", ">", "|")):
        return False
    if shown[0].lower().startswith("sep="):
        return True
    for delimiter in ",;\t":
        head, *rows = records(shown, delimiter)
        if len(head.cells) > 1 and is_header(head) and _named_once(head):
            return sum(len(row.cells) > 1 for row in rows) >= 0.5 * len(rows)
    return False


def _named_once(head: Row) -> bool:
    return any(role_of(cell.text) != "question" for cell in head.cells)
