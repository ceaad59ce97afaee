"""What a comparison is made from: plain rows the caller has loaded."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

LOWEST_RATING, HIGHEST_RATING = 1, 4
LOWEST_WEIGHT, HIGHEST_WEIGHT = 0, 5
SPECIFIC = "specific"


class Answer(NamedTuple):
    """One live answer. `rating` is 1–4, or None while unrated; `compare` raises ValueError otherwise.

    `person` None means "not said": at one company all such answers count as one further person.
    `answered_at` is anything that tells which of a person's answers is the latest: datetimes, or numbers.
    """

    pk: int
    person: int | None
    rating: int | None
    quality: str
    answered_at: Any


class Question(NamedTuple):
    """A listed question with its live answers; `topic` is None until filed, and then it is outside.

    `claims` is how many research claims speak to it.
    """

    pk: int
    topic: int | None
    text: str
    must_ask: bool = False
    answers: tuple[Answer, ...] = ()
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Company:
    """A company with its listed questions; the dealbreakers are the texts the candidate wrote."""

    pk: int
    name: str
    role: str = ""
    questions: tuple[Question, ...] = field(default=(), repr=False)
    dealbreakers_tripped: tuple[str, ...] = ()
    dealbreakers_unknown: tuple[str, ...] = ()


def counted(question: Question) -> list[Answer]:
    """The answers that make up a question's value: of each person the latest that is rated."""
    latest: dict[int | None, Answer] = {}
    for answer in question.answers:
        if answer.rating is None:
            continue
        if not LOWEST_RATING <= answer.rating <= HIGHEST_RATING:
            raise ValueError(f"a rating is 1 to 4, not {answer.rating} (answer {answer.pk})")
        other = latest.get(answer.person)
        if other is None or (other.answered_at, other.pk) < (answer.answered_at, answer.pk):
            latest[answer.person] = answer
    return list(latest.values())
