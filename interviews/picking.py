"""Which library questions to suggest for a company and the person one will meet, and why.

Pure: no request, no query, no clock.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

HEAVIEST_WEIGHT = 5


class ReasonKind(StrEnum):
    """What speaks for a question. FITS has the values that match; the others what their names say."""

    FITS = "fits"
    AUDIENCE = "audience"
    UNCOVERED = "uncovered"
    THINLY_COVERED = "thinly covered"
    WEIGHT = "weight"
    LOOK_UP_FIRST = "look up first"


@dataclass(frozen=True, slots=True)
class Reason:
    kind: ReasonKind
    values: tuple[str, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A library question. Empty collections mean any; `topic` is its number."""

    pk: int
    topic: int
    audiences: Collection[str] = ()
    levels: Collection[str] = ()
    fields: Collection[str] = ()
    work_modes: Collection[str] = ()
    timing: str = ""
    look_up_first: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """The company's role, who will be met, and what the candidate weighs; an empty text is not known.

    `weights` is topic → 0–5 (a topic not in it is hidden), `listed` is topic → questions on the list.
    Where words were searched for, what they found is offered though its topic weighs nothing.
    """

    level: str = ""
    field: str = ""
    work_mode: str = ""
    audiences: Collection[str] = ()
    weights: Mapping[int, int] | None = None
    listed: Mapping[int, int] | None = None
    is_searched: bool = False


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`score` orders suggestions and means nothing else; reasons are in the order to say them."""

    pk: int
    score: int
    reasons: tuple[Reason, ...]


def suggestions(candidates: Iterable[Candidate], wanted: Wanted) -> list[Suggestion]:
    """The candidates that suit, the best first; of equals the lower number (design: library, picking).

    A question for another level, field, working mode or audience is left out, and so is one whose topic is
    hidden or weighs 0. All else equal, what is made for exactly this role comes before what anyone could
    ask, a topic with nothing on the list before one that is covered, and a heavy topic before a light one.
    """
    found = [suggestion_of(candidate, wanted) for candidate in candidates if suits(candidate, wanted)]
    return sorted(found, key=lambda suggestion: (-suggestion.score, suggestion.pk))


def suits(candidate: Candidate, wanted: Wanted) -> bool:
    if wanted.weights is not None:
        weight = wanted.weights.get(candidate.topic)
        if weight is None or not (weight or wanted.is_searched):
            return False
    named = (
        (candidate.levels, wanted.level),
        (candidate.fields, wanted.field),
        (candidate.work_modes, wanted.work_mode),
    )
    if any(choices and value and value not in choices for choices, value in named):
        return False
    met = set(wanted.audiences)
    return not met or not candidate.audiences or bool(met & set(candidate.audiences))


def suggestion_of(candidate: Candidate, wanted: Wanted) -> Suggestion:
    matches = matching(candidate, wanted)
    audiences = tuple(audience for audience in wanted.audiences if audience in candidate.audiences)
    weight = (wanted.weights or {}).get(candidate.topic, 0)
    listed = (wanted.listed or {}).get(candidate.topic, 0)
    reasons = []
    if matches:
        reasons.append(Reason(ReasonKind.FITS, matches))
    if audiences:
        reasons.append(Reason(ReasonKind.AUDIENCE, audiences))
    if weight:
        reasons.append(Reason(ReasonKind.WEIGHT, number=weight))
    if wanted.listed is not None and listed < 2:
        kind = ReasonKind.THINLY_COVERED if listed else ReasonKind.UNCOVERED
        reasons.append(Reason(kind, number=listed))
    if candidate.look_up_first:
        reasons.append(Reason(ReasonKind.LOOK_UP_FIRST))
    return Suggestion(
        candidate.pk, score_of(len(matches), bool(audiences), weight, listed, candidate), tuple(reasons)
    )


def matching(candidate: Candidate, wanted: Wanted) -> tuple[str, ...]:
    named = (
        (candidate.levels, wanted.level),
        (candidate.fields, wanted.field),
        (candidate.work_modes, wanted.work_mode),
    )
    return tuple(value for choices, value in named if value and value in choices)


def score_of(matches: int, audience: bool, weight: int, listed: int, candidate: Candidate) -> int:
    """Weight first, thinned by what is listed already; then how exactly it fits. Whole numbers, no ties
    broken by rounding: twelve times the weight, shared among one more than is listed (up to four)."""
    need = 12 * weight // (1 + min(listed, 3))
    return need + 6 * matches + 4 * audience - 8 * candidate.look_up_first
