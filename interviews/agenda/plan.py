"""The proposal: what to ask in one interview, in order, and what stays unasked."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .filling import Plan, fill
from .reasons import Obstacle, Reason, ReasonKind, is_filler, obstacle_to, reasons_for
from .rows import Candidate, Coverage, Slot


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the agenda. `against` is what speaks against a line that was put on by hand."""

    candidate: Candidate
    reasons: tuple[Reason, ...]
    against: Obstacle | None = None

    @property
    def pk(self) -> int:
        return self.candidate.pk

    @property
    def minutes(self) -> int:
        return self.candidate.minutes


@dataclass(frozen=True, slots=True)
class Left:
    """A question that stays unasked, and the one reason to give for it."""

    candidate: Candidate
    reason: Obstacle

    @property
    def pk(self) -> int:
        return self.candidate.pk


@dataclass(frozen=True, slots=True)
class Agenda:
    """`chosen` in the order to ask, `left` the most important first; `available` are the slot's minutes."""

    chosen: tuple[Choice, ...]
    left: tuple[Left, ...]
    available: int

    @property
    def minutes(self) -> int:
        return sum(choice.minutes for choice in self.chosen)

    @property
    def over(self) -> int:
        return max(0, self.minutes - self.available)

    @property
    def free(self) -> int:
        return max(0, self.available - self.minutes)


def propose(
    candidates: Iterable[Candidate],
    slot: Slot,
    *,
    weights: Mapping[int, int],
    coverage: Mapping[int, Coverage],
    pinned: Sequence[int] = (),
    dropped: Collection[int] = (),
) -> Agenda:
    """An agenda for one interview, within its minutes unless what must be on it alone takes more.

    `weights` is topic → 0–5 (a topic not in it is hidden). On it are, in any case, the pinned questions
    and every open must-ask that is due and that someone here can answer; then, as far as the minutes go:

    1. one question for each dealbreaker still unknown;
    2. one for each topic of which less than half is known, by weight times what is unknown;
    3. what to clear up, contradictions first;
    4. what others answered and nobody of an audience met here, must-asks first, then heavy topics by turns;
    5. further questions, the topics taking turns by weight, what is unknown and what is on the agenda;
       those not under a topic take turns as one of middling weight, but only when no question waits of a
       heavy topic of which nothing is known, nor one that could settle a dealbreaker;
    6. what weighs nothing but is meant for somebody met here.

    A question too long for the minutes left gives way to the next that fits. The must-asks stand first:
    contradictions to clear up, then what could settle a dealbreaker, then by weight, and last those that
    others have answered. There and in the rest the pinned ones lead, in the order given, so that an order
    made by hand stays. The order of `candidates` does not matter; pinned or dropped numbers that none of
    them has are ignored. ValueError for a question given twice, or both pinned and dropped.
    """
    by_pk = named_once(candidates, pinned, dropped)
    plan = Plan(slot, weights, coverage, slot.minutes)
    for pk in dict.fromkeys(pinned):
        if pk in by_pk:
            plan.take(by_pk[pk])
    by_hand = {*pinned, *dropped}
    fill(plan, [one for one in by_pk.values() if one.pk not in by_hand])
    return agenda_of(plan, by_pk.values(), set(pinned), set(dropped))


def named_once(
    candidates: Iterable[Candidate], pinned: Collection[int], dropped: Collection[int]
) -> dict[int, Candidate]:
    given = list(candidates)
    by_pk = {candidate.pk: candidate for candidate in given}
    if len(by_pk) < len(given):
        raise ValueError("a question was given twice")
    if both := by_pk.keys() & set(pinned) & set(dropped):
        raise ValueError(f"pinned and dropped: {sorted(both)}")
    return by_pk


def agenda_of(
    plan: Plan, candidates: Iterable[Candidate], pinned: Collection[int], dropped: Collection[int]
) -> Agenda:
    untaken = sorted(plan.untaken(candidates), key=plan.importance)
    left = tuple(Left(one, why_left(one, plan, dropped)) for one in untaken)
    no_room = [one.candidate.minutes for one in left if one.reason is Obstacle.NO_ROOM]
    spare = min(no_room, default=plan.slot.minutes + 1) - plan.free
    chosen = sorted(plan.taken, key=lambda one: not one.must_ask)
    return Agenda(
        chosen=tuple(choice_of(one, plan, one.pk in pinned, spare) for one in chosen),
        left=left,
        available=plan.slot.minutes,
    )


def choice_of(candidate: Candidate, plan: Plan, is_pinned: bool, spare: int) -> Choice:
    """A filler that takes `spare` minutes or more is in the way of something that weighs."""
    reasons = reasons_for(candidate, plan.slot, weights=plan.weights, coverage=plan.coverage)
    against = obstacle_to(candidate, plan.slot, plan.weights)
    if is_filler(candidate, plan.slot, plan.weights) and plan.free >= 0 and candidate.minutes < spare:
        reasons, against = (*reasons, Reason(ReasonKind.TIME_LEFT)), None
    if is_pinned:
        reasons = (Reason(ReasonKind.PINNED), *reasons)
    return Choice(candidate, reasons, against)


def why_left(candidate: Candidate, plan: Plan, dropped: Collection[int]) -> Obstacle:
    if candidate.pk in dropped:
        return Obstacle.DROPPED
    return obstacle_to(candidate, plan.slot, plan.weights) or Obstacle.NO_ROOM
