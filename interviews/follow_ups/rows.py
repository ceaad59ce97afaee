"""What follow-ups are found from and how they are named: plain rows the caller has loaded."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

UNASKED, CLAIM, CONTRADICTION = "unasked", "claim", "contradiction"
VAGUE, DECLINED, REFER, COME_BACK, MANUAL = "vague", "declined", "refer", "come back", "manual"
STRENGTH = (CONTRADICTION, COME_BACK, REFER, DECLINED, VAGUE, UNASKED, CLAIM, MANUAL)  # the strongest first
SETTLING = ("specific", "general")
DID_NOT_KNOW = "didn't know"


@dataclass(frozen=True, slots=True)
class Question:
    """One on the list; `contradicts` is the candidate's mark, no `audiences` means that anyone can answer."""

    pk: int
    position: int = 0
    must_ask: bool = False
    contradicts: bool = False
    is_claimed: bool = False
    audiences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A live one. No `interview` means that it came by e-mail."""

    pk: int
    question: int
    answered_at: datetime
    quality: str = ""
    come_back: bool = False
    refer_to: str = ""
    person: int | None = None
    interview: int | None = None

    @property
    def order(self) -> tuple[datetime, int]:
        return self.answered_at, self.pk


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Stored:
    """A row of the candidate's. `origin` is one of STRENGTH; all but manual ones have a question."""

    pk: int
    origin: str
    question: int | None = None
    answer: int | None = None
    text: str = ""
    ask_person: int | None = None
    ask_audience: str = ""
    due_on: date | None = None
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Who:
    """Who can answer: those people, or whoever the words mean, or those audiences, or (all empty) anyone."""

    people: tuple[int, ...] = ()
    words: str = ""
    audiences: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.people or self.words or self.audiences)


@dataclass(frozen=True, slots=True)
class Item:
    """One open follow-up. `question` is None for a note that is about no question on the list."""

    origin: str
    question: int | None
    answer: int | None
    who: Who
    text: str = ""
    due_on: date | None = None
    stored: int | None = None

    @property
    def key(self) -> str:
        """Names it in an address or a form; a note goes by its row, since several may be on one question."""
        if self.origin == MANUAL:
            return f"{MANUAL}-{self.stored}"
        return f"{self.origin.replace(' ', '-')}-{self.question}-{self.answer or 0}"


@dataclass(frozen=True)
class Board:
    """What is known of one company. `is_held` says that an interview was finished there: before that,
    what was not asked is just preparation. `audiences` has each by what it is called, in lower case."""

    questions: Collection[Question] = ()
    answers: Collection[Answer] = ()
    people: Collection[Person] = ()
    stored: Collection[Stored] = ()
    is_held: bool = False
    audiences: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def answers_by_question(self) -> dict[int, list[Answer]]:
        """The first said first."""
        found: dict[int, list[Answer]] = defaultdict(list)
        for answer in sorted(self.answers, key=lambda answer: answer.order):
            found[answer.question].append(answer)
        return found

    @cached_property
    def questions_by_pk(self) -> dict[int, Question]:
        return {question.pk: question for question in self.questions}

    @cached_property
    def rows_by_place(self) -> dict[tuple[int | None, int | None], list[Stored]]:
        """What the candidate decided about a question, or about one answer to it."""
        found: dict[tuple[int | None, int | None], list[Stored]] = defaultdict(list)
        for row in sorted(self.stored, key=lambda row: row.pk):
            if row.origin != MANUAL:
                found[row.question, row.answer].append(row)
        return found
