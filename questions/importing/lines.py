"""What a reader finds in a text (entries), and what is said of every line of it in the end."""

from dataclasses import dataclass, field
from enum import StrEnum

from questions.importing.reasons import REFUSALS, Reason

LONGEST_LINE = 20_000  # no question is longer; a longer line is left unread


class Refused(ValueError):  # noqa: N818 (reads as what happened)
    """The list cannot be read; as a string, one sentence that says what is wrong and what to do."""

    def __init__(self, code: str, line: int | None = None, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.values = {"line": line, **values}

    def __str__(self) -> str:
        return str(REFUSALS[self.code]) % self.values


class Kind(StrEnum):
    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    ROW = "row"
    SKIPPED = "skipped"


@dataclass(slots=True)
class Entry:
    """One stretch of the text that stands for itself. Lines are physical, counted from 1, both included."""

    line: int
    end: int
    kind: Kind
    text: str
    level: int = 0
    parent: int | None = None  # index of the entry it is nested under
    group: int = 0  # entries of one list share it
    style: str = ""  # what opened it: a bullet, a kind of number, a label
    bold: bool = False  # wholly bold
    opening: bool = False  # a bold or marked opening, the rest of which was an explanation
    link: bool = False  # nothing but a link, or a link and its author
    lone: bool = False  # first line of a block
    closed: bool = False  # last line of a block
    given: bool = False  # a field that the list itself names as the question
    follow_up: bool = False  # a field that the list itself names as a follow-up
    skip: Reason | None = None  # settled by the reader
    topic: str | None = None  # given by the entry's own row


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of one line. Several share a number where a line holds several entries."""

    line: int
    taken: bool
    text: str
    topic: str | None
    follow_up_of: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a text says that it comes from; each is empty where it does not say so."""

    licence: str = ""
    source_url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ListRead:
    lines: tuple[Line, ...]
    language: str | None = None
    licence: str | None = None
    source_url: str | None = None
    title: str | None = None
    encoding: str | None = None

    def questions(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.taken)


@dataclass(slots=True)
class Outline:
    """What the readers fill: entries in the order of the text, and the numbers of its lists."""

    entries: list[Entry] = field(default_factory=list)
    groups: int = 0

    def add(self, entry: Entry) -> int:
        self.entries.append(entry)
        return len(self.entries) - 1

    def new_group(self) -> int:
        self.groups += 1
        return self.groups

    def skip(self, line: int, end: int, reason: Reason, text: str = "") -> None:
        self.add(Entry(line, end, Kind.SKIPPED, text, skip=reason))
