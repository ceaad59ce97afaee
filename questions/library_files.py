"""Reads the starter library: one TOML file per topic, a [topic] table and its [[questions]].

Pure: no database, no Django. What is wrong with a file is said in one sentence that names file and key.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

AUDIENCES = ("recruiter", "hiring manager", "peer", "report", "executive", "HR", "customer or partner")
TIMINGS = ("first call", "interviews", "final round", "with an offer")
LEVELS = ("entry", "mid", "senior", "lead", "executive")
FIELDS = (
    "engineering",
    "data",
    "product",
    "design",
    "sales",
    "marketing",
    "support",
    "operations",
    "finance",
    "people",
    "healthcare",
    "education",
    "public and non-profit",
    "trades and retail",
)
WORK_MODES = ("on site", "hybrid", "remote")

TEXT_LENGTH = 160
FOLLOW_UP_LENGTH = 120
SIGN_LENGTH = 240
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class LibraryError(ValueError):
    pass


@dataclass(frozen=True)
class LibraryQuestion:
    key: str
    text: str
    why: str
    listen_for: str
    beware_of: str
    follow_ups: tuple[str, ...]
    audiences: tuple[str, ...]
    timing: str
    levels: tuple[str, ...]
    fields: tuple[str, ...]
    work_modes: tuple[str, ...]
    minutes: int
    look_up_first: bool


@dataclass(frozen=True)
class LibraryTopic:
    key: str
    name: str
    short: str
    description: str
    position: int
    default_weight: int
    questions: tuple[LibraryQuestion, ...]


def read_library(folder: Path) -> list[LibraryTopic]:
    """The topics of all `*.toml` files in the folder, by position.

    Keys of questions are unique across the whole folder. Raises LibraryError at the first thing wrong.
    """
    paths = sorted(folder.glob("*.toml"))
    if not paths:
        raise LibraryError(f"There are no library files (*.toml) in {folder}.")
    topics = [_read_topic(path) for path in paths]
    positions: dict[int, str] = {}
    homes: dict[str, str] = {}
    for topic in topics:
        other = positions.setdefault(topic.position, topic.key)
        if other != topic.key:
            raise LibraryError(f"{topic.key}.toml: position {topic.position} is taken by {other}.toml.")
        for question in topic.questions:
            if question.key in homes:
                where = f'{topic.key}.toml, question "{question.key}"'
                raise LibraryError(f"{where}: the key is already used in {homes[question.key]}.toml.")
            homes[question.key] = topic.key
    return sorted(topics, key=lambda topic: topic.position)


def _read_topic(path: Path) -> LibraryTopic:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise LibraryError(f"{path.name}: the file is not UTF-8 text.") from None
    except tomllib.TOMLDecodeError as error:
        raise LibraryError(f"{path.name}: the file is not valid TOML: {error}.") from None
    file = _Table(path.name, document)
    table = file.table("topic", f"{path.name}, [topic]")
    key = table.key(60)
    if key != path.stem:
        table.fail(f'the key "{key}" differs from the name of the file')
    topic = LibraryTopic(
        key=key,
        name=table.text("name", 80),
        short=table.text("short", 24),
        description=table.text("description", 240),
        position=table.number("position", 1, 99),
        default_weight=table.number("default_weight", 0, 5),
        questions=tuple(_read_question(path.name, entry) for entry in file.tables("questions")),
    )
    table.refuse_rest()
    file.refuse_rest()
    return topic


def _read_question(file_name: str, entry: dict[str, Any]) -> LibraryQuestion:
    name = entry.get("key")
    table = _Table(f'{file_name}, question "{name}"' if name else f"{file_name}, a question", entry)
    question = LibraryQuestion(
        key=table.key(80),
        text=table.text("text", TEXT_LENGTH),
        why=table.text("why", 320),
        listen_for=table.text("listen_for", SIGN_LENGTH),
        beware_of=table.text("beware_of", SIGN_LENGTH),
        follow_ups=table.texts("follow_ups", FOLLOW_UP_LENGTH, 2, 4),
        audiences=table.choices("audiences", AUDIENCES, at_least=1),
        timing=table.choice("timing", TIMINGS),
        levels=table.choices("levels", LEVELS),
        fields=table.choices("fields", FIELDS),
        work_modes=table.choices("work_modes", WORK_MODES),
        minutes=table.number("minutes", 1, 6),
        look_up_first=table.flag("look_up_first"),
    )
    table.refuse_rest()
    return question


@dataclass
class _Table:
    """A TOML table under examination; `read` collects the names asked for, the rest is unknown."""

    where: str
    entries: dict[str, Any]
    read: set[str] = field(default_factory=set)

    def fail(self, what: str) -> NoReturn:
        raise LibraryError(f"{self.where}: {what}.")

    def value(self, name: str, kind: type, kind_name: str) -> Any:
        self.read.add(name)
        if name not in self.entries:
            self.fail(f'the field "{name}" is missing')
        value = self.entries[name]
        if type(value) is not kind:  # isinstance would let true pass for 1
            self.fail(f'"{name}" is not {kind_name}')
        return value

    def table(self, name: str, where: str) -> "_Table":
        return _Table(where, self.value(name, dict, "a table"))

    def tables(self, name: str) -> Iterator[dict[str, Any]]:
        entries = self.value(name, list, "a list of tables")
        if not entries:
            self.fail(f'"{name}" is empty')
        for entry in entries:
            if not isinstance(entry, dict):
                self.fail(f'"{name}" is not a list of tables')
            yield entry

    def key(self, longest: int) -> str:
        key = self.text("key", longest)
        if not KEBAB.fullmatch(key):
            self.fail(f'the key "{key}" is not made of lower-case words joined by hyphens')
        return key

    def text(self, name: str, longest: int) -> str:
        text: str = self.value(name, str, "a text")
        self._check_text(name, text, longest)
        return text

    def texts(self, name: str, longest: int, fewest: int, most: int) -> tuple[str, ...]:
        texts = self._list_of_texts(name)
        if not fewest <= len(texts) <= most:
            self.fail(f'"{name}" has {len(texts)} entries, not {fewest} to {most}')
        for text in texts:
            self._check_text(name, text, longest)
        return texts

    def choice(self, name: str, known: tuple[str, ...]) -> str:
        value: str = self.value(name, str, "a text")
        self._check_choice(name, value, known)
        return value

    def choices(self, name: str, known: tuple[str, ...], at_least: int = 0) -> tuple[str, ...]:
        if name not in self.entries and not at_least:
            self.read.add(name)
            return ()
        values = self._list_of_texts(name)
        if len(values) < at_least:
            self.fail(f'"{name}" is empty')
        for value in values:
            self._check_choice(name, value, known)
        return values

    def number(self, name: str, lowest: int, highest: int) -> int:
        number: int = self.value(name, int, "a whole number")
        if not lowest <= number <= highest:
            self.fail(f'"{name}" is {number}, not {lowest} to {highest}')
        return number

    def flag(self, name: str) -> bool:
        if name not in self.entries:
            return False
        return bool(self.value(name, bool, "true or false"))

    def refuse_rest(self) -> None:
        for name in self.entries:
            if name not in self.read:
                self.fail(f'there is no field "{name}"')

    def _list_of_texts(self, name: str) -> tuple[str, ...]:
        values = self.value(name, list, "a list of texts")
        if not all(isinstance(value, str) for value in values):
            self.fail(f'"{name}" is not a list of texts')
        if len(set(values)) < len(values):
            self.fail(f'"{name}" says the same thing twice')
        return tuple(values)

    def _check_text(self, name: str, text: str, longest: int) -> None:
        if not text.strip():
            self.fail(f'"{name}" is empty')
        if text != text.strip() or "\n" in text or "\x00" in text:
            self.fail(f'"{name}" has spaces around it or more than one line')
        if len(text) > longest:
            self.fail(f'"{name}" has {len(text)} characters, more than {longest}')

    def _check_choice(self, name: str, value: str, known: tuple[str, ...]) -> None:
        if value not in known:
            self.fail(f'"{value}" is no choice for "{name}" (there are {", ".join(known)})')
