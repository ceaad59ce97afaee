"""What speaks for asking a question in an interview, and what speaks against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .rows import COME_BACK, Candidate, Coverage, Slot

HEAVY = 4  # a topic worth hearing about from more than one side


class ReasonKind(StrEnum):
    """What speaks for a question. FOLLOW_UP has the follow-up and MOMENT the timing as its value;
    NOTHING_KNOWN, LITTLE_KNOWN and WEIGHT have the topic, its weight and its coverage; HEARD_ELSEWHERE has
    the audiences met here that nobody answered as. TIME_LEFT is for what weighs nothing.

    LOOK_UP_FIRST never stands alone unless somebody put the question on by hand.
    """

    PINNED = "pinned"
    MUST_ASK = "must ask"
    DEALBREAKER = "dealbreaker"
    FOLLOW_UP = "follow up"
    HEARD_ELSEWHERE = "heard elsewhere"
    MOMENT = "moment"
    NOTHING_KNOWN = "nothing known"
    LITTLE_KNOWN = "little known"
    WEIGHT = "weight"
    UNFILED = "unfiled"
    TIME_LEFT = "time left"
    LOOK_UP_FIRST = "look up first"


class Obstacle(StrEnum):
    """Why a question is not on the agenda, the first that holds. NO_ROOM and DROPPED depend on the plan."""

    DROPPED = "dropped"
    ANSWERED = "answered"
    HIDDEN = "hidden"
    NO_WEIGHT = "no weight"
    OTHER_AUDIENCE = "other audience"
    LATER = "later"
    NO_ROOM = "no room"


@dataclass(frozen=True, slots=True)
class Reason:
    kind: ReasonKind
    value: str = ""
    topic: int | None = None
    weight: int = 0
    known: int = 0
    listed: int = 0
    audiences: tuple[str, ...] = ()


def obstacle_to(candidate: Candidate, slot: Slot, weights: Mapping[int, int]) -> Obstacle | None:
    """Why not to ask this here, apart from the minutes; None when nothing speaks against it.

    A topic that weighs 0 or is hidden (not in `weights`) is not asked about, unless the question is a
    must-ask, could settle a dealbreaker or is to be come back to. At weight 0 its one moment is enough as
    well: what to ask with an offer is asked in the offer call. A must-ask waits for its moment like any.
    What was answered and has no follow-up is asked again only where `is_heard_elsewhere` says so.
    """
    if not candidate.is_open and not is_heard_elsewhere(candidate, slot, weights):
        return Obstacle.ANSWERED
    if not is_wanted(candidate) and candidate.topic is not None:
        if candidate.topic not in weights:
            return Obstacle.HIDDEN
        awaits = slot.is_the_moment_for(candidate) or slot.is_too_early_for(candidate)
        if not weights[candidate.topic] and not awaits:
            return Obstacle.NO_WEIGHT
    if not slot.has_someone_for(candidate):
        return Obstacle.OTHER_AUDIENCE
    return Obstacle.LATER if slot.is_too_early_for(candidate) else None


def is_wanted(candidate: Candidate) -> bool:
    """Whatever its topic weighs."""
    return candidate.must_ask or candidate.dealbreaker or candidate.follow_up == COME_BACK


def is_heard_elsewhere(candidate: Candidate, slot: Slot, weights: Mapping[int, int]) -> bool:
    """Answered, but by nobody who speaks as somebody met here; and it matters enough to hear it from both."""
    matters = candidate.must_ask or weight_of(candidate, weights) >= HEAVY
    return not candidate.is_open and matters and bool(slot.unheard(candidate))


def is_filler(candidate: Candidate, slot: Slot, weights: Mapping[int, int]) -> bool:
    """Its topic weighs nothing, but it is meant for somebody met here."""
    weighs_nothing = obstacle_to(candidate, slot, weights) is Obstacle.NO_WEIGHT
    return weighs_nothing and slot.names_someone_in(candidate)


def weight_of(candidate: Candidate, weights: Mapping[int, int]) -> int:
    return weights.get(candidate.topic, 0) if candidate.topic is not None else 0


def coverage_of(candidate: Candidate, coverage: Mapping[int, Coverage]) -> Coverage:
    return coverage.get(candidate.topic, Coverage()) if candidate.topic is not None else Coverage()


def reasons_for(
    candidate: Candidate, slot: Slot, *, weights: Mapping[int, int], coverage: Mapping[int, Coverage]
) -> tuple[Reason, ...]:
    """What speaks for asking this here, in the order to say it; at least one unless there is an obstacle.

    For a line put on by hand it may be empty; ask `obstacle_to` what speaks against it.
    """
    found = []
    if candidate.must_ask:
        found.append(Reason(ReasonKind.MUST_ASK))
    if candidate.dealbreaker:
        found.append(Reason(ReasonKind.DEALBREAKER))
    if candidate.follow_up:
        found.append(Reason(ReasonKind.FOLLOW_UP, candidate.follow_up))
    if slot.is_the_moment_for(candidate):
        found.append(Reason(ReasonKind.MOMENT, candidate.timing))
    if is_heard_elsewhere(candidate, slot, weights):
        found.append(Reason(ReasonKind.HEARD_ELSEWHERE, audiences=slot.unheard(candidate)))
    else:
        found += topic_reasons(candidate, weights, coverage)
    if candidate.look_up_first:
        found.append(Reason(ReasonKind.LOOK_UP_FIRST))
    return tuple(found)


def topic_reasons(
    candidate: Candidate, weights: Mapping[int, int], coverage: Mapping[int, Coverage]
) -> Iterator[Reason]:
    if candidate.topic is None:
        yield Reason(ReasonKind.UNFILED)
    elif weight := weight_of(candidate, weights):
        covered = coverage_of(candidate, coverage)
        kind = ReasonKind.WEIGHT
        if covered.is_little:
            kind = ReasonKind.LITTLE_KNOWN if covered.known else ReasonKind.NOTHING_KNOWN
        yield Reason(kind, topic=candidate.topic, weight=weight, known=covered.known, listed=covered.listed)
