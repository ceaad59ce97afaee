"""The proposal: what to ask in one interview, in order, and what stays unasked."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

from .reasons import Obstacle, Reason, ReasonKind, obstacle_to, reasons_for
from .rows import FOLLOW_UPS, Candidate, Coverage, Slot

HEAVIEST_WEIGHT = 5

Key = tuple[int, ...]


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


@dataclass(slots=True)
class Plan:
    """An agenda in the making."""

    slot: Slot
    weights: Mapping[int, int]
    coverage: Mapping[int, Coverage]
    free: int
    taken: list[Candidate] = field(default_factory=list)
    asked_of: Counter[int | None] = field(default_factory=Counter)

    def take(self, candidate: Candidate) -> None:
        self.taken.append(candidate)
        self.free -= candidate.minutes
        if obstacle_to(candidate, self.slot, self.weights) is None:
            self.asked_of[candidate.topic] += 1

    def offer(self, candidates: Iterable[Candidate], *, once: bool = False) -> None:
        """Take what fits; with `once` only where the agenda asks nothing about the topic yet."""
        for candidate in candidates:
            if candidate.minutes <= self.free and not (once and self.asked_of[candidate.topic]):
                self.take(candidate)

    def weight(self, candidate: Candidate) -> int:
        return self.weights.get(candidate.topic, 0) if candidate.topic is not None else 0

    def pull(self, candidate: Candidate) -> Fraction:
        """Its topic's weight times what is unknown of it, shared among one more than the agenda asks of it.

        What could settle a dealbreaker pulls like the heaviest topic; of a topic that weighs 0 only
        what waits for this moment comes here, and pulls like the lightest.
        """
        weight = HEAVIEST_WEIGHT if candidate.dealbreaker else max(1, self.weight(candidate))
        covered = (
            self.coverage.get(candidate.topic, Coverage()) if candidate.topic is not None else Coverage()
        )
        return weight * covered.unknown / (1 + self.asked_of[candidate.topic])

    def importance(self, candidate: Candidate) -> Key:
        """Sorts the more important first; no two are equal."""
        return (
            not candidate.must_ask,
            not candidate.dealbreaker,
            -self.weight(candidate),
            not self.slot.is_the_moment_for(candidate),
            candidate.look_up_first,
            candidate.position,
            candidate.pk,
        )


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
    4. questions not filed under a topic;
    5. further questions, the topics taking turns by weight, what is unknown and what is on the agenda.

    A question too long for the minutes left gives way to the next that fits. The must-asks stand first;
    there and in the rest the pinned ones lead, in the order given, so that an order made by hand stays.
    The order of `candidates` does not matter; pinned or dropped numbers that none of them has are ignored.
    ValueError for a question given twice, or both pinned and dropped.
    """
    by_pk = named_once(candidates, pinned, dropped)
    plan = Plan(slot, weights, coverage, slot.minutes)
    for pk in dict.fromkeys(pinned):
        if pk in by_pk:
            plan.take(by_pk[pk])
    by_hand = {*pinned, *dropped}
    open_here = (
        one for one in by_pk.values() if one.pk not in by_hand and obstacle_to(one, slot, weights) is None
    )
    fill(plan, sorted(open_here, key=plan.importance))
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


def fill(plan: Plan, candidates: Sequence[Candidate]) -> None:
    """The steps of `propose`; `candidates` are those without an obstacle, by importance."""
    for candidate in candidates:
        if candidate.must_ask:
            plan.take(candidate)
    rest = [candidate for candidate in candidates if not candidate.must_ask]
    plan.offer((one for one in rest if one.dealbreaker), once=True)
    thin = (one for one in untaken(plan, rest) if one.is_fresh and is_little_known(one, plan.coverage))
    plan.offer(sorted(thin, key=lambda one: (-plan.pull(one), plan.importance(one))), once=True)
    to_clear_up = (one for one in untaken(plan, rest) if one.follow_up)
    plan.offer(sorted(to_clear_up, key=lambda one: (urgency(one), plan.importance(one))))
    plan.offer(one for one in untaken(plan, rest) if one.topic is None)
    take_turns(plan, untaken(plan, rest))


def untaken(plan: Plan, candidates: Iterable[Candidate]) -> list[Candidate]:
    taken = {candidate.pk for candidate in plan.taken}
    return [candidate for candidate in candidates if candidate.pk not in taken]


def is_little_known(candidate: Candidate, coverage: Mapping[int, Coverage]) -> bool:
    return candidate.topic is not None and coverage.get(candidate.topic, Coverage()).is_little


def urgency(candidate: Candidate) -> int:
    return FOLLOW_UPS.index(candidate.follow_up) if candidate.follow_up in FOLLOW_UPS else len(FOLLOW_UPS)


def take_turns(plan: Plan, candidates: Iterable[Candidate]) -> None:
    """The topic with the strongest pull offers its next question, and pulls less once that is taken."""
    queues: defaultdict[int | None, list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=plan.importance, reverse=True):
        queues[candidate.topic].append(candidate)
    turns = [turn(plan, queue) for queue in queues.values()]
    heapify(turns)
    while turns:
        queue = queues[heappop(turns)[-1].topic]
        plan.offer([queue.pop()])
        if queue:
            heappush(turns, turn(plan, queue))


def turn(plan: Plan, queue: Sequence[Candidate]) -> tuple[Fraction, Key, Candidate]:
    return -plan.pull(queue[-1]), plan.importance(queue[-1]), queue[-1]


def agenda_of(
    plan: Plan, candidates: Iterable[Candidate], pinned: Collection[int], dropped: Collection[int]
) -> Agenda:
    chosen = sorted(plan.taken, key=lambda one: not one.must_ask)
    left = sorted(untaken(plan, candidates), key=plan.importance)
    return Agenda(
        chosen=tuple(choice_of(one, plan, one.pk in pinned) for one in chosen),
        left=tuple(Left(one, why_left(one, plan, dropped)) for one in left),
        available=plan.slot.minutes,
    )


def choice_of(candidate: Candidate, plan: Plan, is_pinned: bool) -> Choice:
    reasons = reasons_for(candidate, plan.slot, weights=plan.weights, coverage=plan.coverage)
    if not is_pinned:
        return Choice(candidate, reasons)
    against = obstacle_to(candidate, plan.slot, plan.weights)
    return Choice(candidate, (Reason(ReasonKind.PINNED), *reasons), against)


def why_left(candidate: Candidate, plan: Plan, dropped: Collection[int]) -> Obstacle:
    if candidate.pk in dropped:
        return Obstacle.DROPPED
    return obstacle_to(candidate, plan.slot, plan.weights) or Obstacle.NO_ROOM
