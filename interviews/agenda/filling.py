"""An agenda in the making: what is taken, one step after the other, while there are minutes left."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import heapify, heappop, heappush

from .reasons import HEAVY, coverage_of, is_filler, obstacle_to, weight_of
from .rows import CONTRADICTION, FOLLOW_UPS, Candidate, Coverage, Slot

HEAVIEST_WEIGHT, MIDDLING_WEIGHT = 5, 3

Key = tuple[int, ...]


@dataclass(slots=True)
class Plan:
    slot: Slot
    weights: Mapping[int, int]
    coverage: Mapping[int, Coverage]
    free: int
    taken: list[Candidate] = field(default_factory=list)
    asked_of: Counter[int | None] = field(default_factory=Counter)

    def suits(self, candidate: Candidate) -> bool:
        return obstacle_to(candidate, self.slot, self.weights) is None

    def take(self, candidate: Candidate) -> None:
        self.taken.append(candidate)
        self.free -= candidate.minutes
        if self.suits(candidate):
            self.asked_of[candidate.topic] += 1

    def offer(self, candidates: Iterable[Candidate], *, once: bool = False) -> None:
        """Take what fits; with `once` only where the agenda asks nothing about the topic yet."""
        for candidate in candidates:
            if candidate.minutes <= self.free and not (once and self.asked_of[candidate.topic]):
                self.take(candidate)

    def untaken(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        taken = {candidate.pk for candidate in self.taken}
        return [candidate for candidate in candidates if candidate.pk not in taken]

    def pull(self, candidate: Candidate) -> Fraction:
        """Its topic's weight times what is unknown of it, shared among one more than the agenda asks of it.

        What could settle a dealbreaker pulls like the heaviest topic, and what is not filed like a middling
        one; of a topic that weighs 0 only what waits for this moment comes here, and pulls like the lightest.
        """
        weight = MIDDLING_WEIGHT if candidate.topic is None else max(1, weight_of(candidate, self.weights))
        if candidate.dealbreaker:
            weight = HEAVIEST_WEIGHT
        unknown = coverage_of(candidate, self.coverage).unknown
        return weight * unknown / (1 + self.asked_of[candidate.topic])

    def is_pressing(self, candidate: Candidate) -> bool:
        """Nothing that is not filed goes before it."""
        is_heavy = weight_of(candidate, self.weights) >= HEAVY
        return candidate.dealbreaker or (is_heavy and not coverage_of(candidate, self.coverage).known)

    def importance(self, candidate: Candidate) -> Key:
        """Sorts the more important first; no two are equal."""
        return (
            not candidate.must_ask,
            not candidate.dealbreaker,
            -weight_of(candidate, self.weights),
            not self.slot.is_the_moment_for(candidate),
            candidate.look_up_first,
            candidate.position,
            candidate.pk,
        )


def fill(plan: Plan, candidates: Iterable[Candidate]) -> None:
    """The steps of `propose`, with what is neither pinned nor dropped."""
    ranked = sorted(candidates, key=plan.importance)
    suitable = [one for one in ranked if plan.suits(one)]
    rest = [one for one in suitable if one.is_open and not one.must_ask]
    for must_ask in sorted((one for one in suitable if one.is_open and one.must_ask), key=opening):
        plan.take(must_ask)
    plan.offer((one for one in rest if one.dealbreaker), once=True)
    plan.offer(little_known(plan, plan.untaken(rest)), once=True)
    to_clear_up = (one for one in plan.untaken(rest) if one.follow_up)
    plan.offer(sorted(to_clear_up, key=lambda one: (urgency(one), plan.importance(one))))
    heard_elsewhere = [one for one in suitable if not one.is_open]
    plan.offer(one for one in heard_elsewhere if one.must_ask)
    take_turns(plan, [one for one in heard_elsewhere if not one.must_ask])
    take_turns(plan, plan.untaken(rest))
    plan.offer(one for one in ranked if is_filler(one, plan.slot, plan.weights))


def opening(candidate: Candidate) -> bool:
    """Sorts what there is to clear up before what only weighs."""
    return candidate.follow_up != CONTRADICTION


def urgency(candidate: Candidate) -> int:
    return FOLLOW_UPS.index(candidate.follow_up)


def little_known(plan: Plan, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The fresh ones of a topic of which less than half is known, by weight times what is unknown."""
    fresh = (
        one
        for one in candidates
        if one.is_fresh and one.topic is not None and coverage_of(one, plan.coverage).is_little
    )
    return sorted(fresh, key=lambda one: (-plan.pull(one), plan.importance(one)))


def take_turns(plan: Plan, candidates: Sequence[Candidate]) -> None:
    """The topic with the strongest pull offers its next question, and pulls less once that is taken.

    What is not filed joins when nothing pressing waits any more.
    """
    queues: defaultdict[int | None, list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=plan.importance, reverse=True):
        queues[candidate.topic].append(candidate)
    unfiled = queues.pop(None, [])
    pressing = sum(plan.is_pressing(one) for queue in queues.values() for one in queue)
    turns = [turn(plan, queue) for queue in queues.values()]
    heapify(turns)
    while turns or unfiled:
        if unfiled and not pressing:
            queues[None], unfiled = unfiled, []
            heappush(turns, turn(plan, queues[None]))
        queue = queues[heappop(turns)[-1].topic]
        candidate = queue.pop()
        pressing -= plan.is_pressing(candidate)
        plan.offer([candidate])
        if queue:
            heappush(turns, turn(plan, queue))


def turn(plan: Plan, queue: Sequence[Candidate]) -> tuple[Fraction, Key, Candidate]:
    return -plan.pull(queue[-1]), plan.importance(queue[-1]), queue[-1]
