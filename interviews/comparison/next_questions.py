"""Which open question to ask next (design: comparison)."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .rows import Company, Question, counted
from .scores import Tally, by_name, rank_key


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
    position = {tally.company.pk: index for index, tally in enumerate([*compared, *rest])}
    found = [
        item
        for tally in tallies
        for item in open_questions(tally, compared, places.get(tally.company.pk), weights)
    ]
    found.sort(
        key=lambda item: (
            not item.could_change_leader,
            not item.could_change_order,
            -item.swing,
            position[item.company.pk],
            item.question.pk,
        )
    )
    return tuple(found)


def open_questions(
    tally: Tally, compared: Sequence[Tally], place: int | None, weights: Mapping[int, int]
) -> Iterator[NextQuestion]:
    """One company's open questions; those of one topic are alike, so each topic is worked out once."""
    others = [
        rank_key(other.company, other.score, other.coverage) for other in compared if other is not tally
    ]
    effects: dict[int, tuple[Fraction, int, int]] = {}
    for question in tally.company.questions:
        topic = question.topic
        if topic is None or not weights.get(topic) or counted(question):
            continue
        if topic not in effects:
            swing = Fraction(weights[topic], tally.total * tally.cells[topic].listed)
            best, worst = (
                1 + bisect_left(others, rank_key(tally.company, score, tally.coverage + swing))
                for score in (score_with(tally, topic, weights[topic], value) for value in (1, 0))
            )
            effects[topic] = swing, best, worst
        swing, best, worst = effects[topic]
        yield NextQuestion(tally.company, question, topic, swing, place, best, worst)


def score_with(tally: Tally, topic: int, weight: int, value: int) -> Fraction:
    """The company's score once one more question of the topic has the value 1 (a 4) or 0 (a 1)."""
    cell = tally.cells[topic]
    if cell.value is None:
        return (tally.earned + weight * value) / (tally.weight + weight)
    moved = (value - cell.value) / (cell.known + 1)
    return (tally.earned + weight * moved) / tally.weight
