"""Which open question to ask next (design: comparison)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from .rows import Company, Question
from .scores import Tally, by_name

Key = tuple[bool, bool, int, int, int]


@dataclass(frozen=True, slots=True)
class NextQuestion:
    """A listed question without a rating, and what its answer could do.

    `swing` (0–1) is the width the answer takes off the company's range. `place` is the company's
    place now, None while it has no score; `place_if_best` and `place_if_worst` are its places after
    a 4 or a 1, everything else as it is.

    Leader and order are those of the companies that have a score now. A first score gives a company
    a place but changes neither: any 4 would put it on top, and every one of its questions ahead of
    those that decide between companies already known.
    """

    company: Company
    question: Question
    topic: int
    swing: Fraction
    place: int | None
    place_if_best: int
    place_if_worst: int

    @property
    def could_change_leader(self) -> bool:
        """Whether a 4 or a 1 puts this company into, or out of, first place."""
        return self.could_change_order and 1 in (self.place, self.place_if_best, self.place_if_worst)

    @property
    def could_change_order(self) -> bool:
        """Whether a 4 or a 1 moves this company to another place."""
        return self.place is not None and not self.place == self.place_if_best == self.place_if_worst

    @property
    def moves_to(self) -> int | None:
        """The place worth naming: the one that changes the leader, else the further; None if it stays."""
        if self.place is None:
            return self.place_if_best
        if not self.could_change_order:
            return None
        if self.place_if_best == 1 != self.place:
            return self.place_if_best
        up, down = abs(self.place_if_best - self.place), abs(self.place_if_worst - self.place)
        return self.place_if_best if up >= down else self.place_if_worst


def next_questions(
    tallies: Sequence[Tally], compared: Sequence[Tally], weights: Mapping[int, int]
) -> tuple[NextQuestion, ...]:
    """Every open question of a topic that weighs anything, the one that could change most first.

    By whether it could change the leader, then the order, then by swing; equals by the company's
    place (those without a score last, by name), then by the question's pk.
    """
    places = {tally.company.pk: place for place, tally in enumerate(compared, start=1)}
    rest = sorted((tally for tally in tallies if not tally.weight), key=lambda tally: by_name(tally.company))
    listed = lcm(*(tally.cells[topic].listed for tally in tallies for topic in tally.open))
    found: list[tuple[Key, NextQuestion]] = []
    for position, tally in enumerate([*compared, *rest]):
        for alike in open_questions(tally, compared, places.get(tally.company.pk), weights):
            first = alike[0]
            # As swings compare with each other, in whole numbers: they differ in these two alone.
            swing = weights[first.topic] * (listed // tally.cells[first.topic].listed)
            change = (not first.could_change_leader, not first.could_change_order, -swing, position)
            found += [((*change, item.question.pk), item) for item in alike]
    found.sort(key=lambda pair: pair[0])
    return tuple(item for _, item in found)


def open_questions(
    tally: Tally, compared: Sequence[Tally], place: int | None, weights: Mapping[int, int]
) -> Iterator[list[NextQuestion]]:
    """One company's open questions, topic by topic: those of one topic are alike."""
    others = [other for other in compared if other is not tally]
    for topic, unrated in tally.open.items():
        if not weights[topic]:
            continue
        swing = Fraction(weights[topic], tally.total * tally.cells[topic].listed)
        best, worst = (place_with(tally, topic, weights[topic], value, swing, others) for value in (1, 0))
        yield [
            NextQuestion(tally.company, question, topic, swing, place, best, worst) for question in unrated
        ]


def place_with(
    tally: Tally, topic: int, weight: int, value: int, swing: Fraction, others: Iterable[Tally]
) -> int:
    """The company's place once one more question of the topic has the value 1 (a 4) or 0 (a 1).

    Its score is then `earned` / `below`, in the numbers of the tally, and is compared crosswise.
    """
    before, known = tally.values.get(topic), tally.cells[topic].known
    if before is None:
        earned, below = tally.earned + weight * value * tally.scale, tally.weight + weight
    else:
        # The topic's mean moves by (value - before) / (known + 1).
        earned = tally.earned * (known + 1) + weight * (value * tally.scale - before)
        below = tally.weight * (known + 1)
    place = 1
    for other in others:
        theirs, ours = other.earned * below, earned * other.weight
        if theirs > ours or (theirs == ours and goes_before(other, tally, swing)):
            place += 1
    return place


def goes_before(other: Tally, tally: Tally, swing: Fraction) -> bool:
    """Of two with the same score, once the one is known for so much more."""
    coverage = tally.coverage + swing
    return (-other.coverage, by_name(other.company)) < (-coverage, by_name(tally.company))
