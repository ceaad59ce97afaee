"""What would put another company in the lead (design: comparison)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .rows import HIGHEST_RATING, HIGHEST_WEIGHT, LOWEST_RATING, LOWEST_WEIGHT, Company, Question, counted
from .scores import STEPS, Tally, by_name


@dataclass(frozen=True, slots=True)
class WeightFlip:
    """With `topic` at `weight` instead of `current` (both 0–5), `leader` would have the highest score.

    It would keep it at every weight from there through `until`, further in the same direction:
    weight 1 and until 0 read "1 or less"; weight and until are equal when it holds there alone.
    """

    topic: int
    current: int
    weight: int
    until: int
    leader: Company


@dataclass(frozen=True, slots=True)
class RatingFlip:
    """With this one answer rated `becomes` instead of `rating`, `leader` would have the highest score."""

    company: Company
    question: Question
    answer: int
    rating: int
    becomes: int
    leader: Company


def weight_flips(compared: Sequence[Tally], weights: Mapping[int, int]) -> tuple[WeightFlip, ...]:
    """Per topic the nearest weight at which another company has a strictly higher score.

    Of two equally near, both. The smallest change comes first, then topics by number. `compared`
    are the companies that have a score, in order; a topic that now weighs 0 is tried like any other.
    """
    flips: list[WeightFlip] = []
    if len(compared) > 1:
        for topic, current in weights.items():
            flips += topic_flips(compared, topic, current)
    return tuple(sorted(flips, key=lambda flip: (abs(flip.weight - flip.current), flip.topic, flip.weight)))


def topic_flips(compared: Sequence[Tally], topic: int, current: int) -> Iterator[WeightFlip]:
    """The nearest flip of one topic, or the two that are equally near."""
    if not any(topic in tally.values for tally in compared):
        return
    tried = range(LOWEST_WEIGHT, HIGHEST_WEIGHT + 1)
    leaders = {weight: leader_at(compared, topic, weight - current) for weight in tried}
    near = min((abs(weight - current) for weight, leader in leaders.items() if leader), default=0)
    for step in (-1, 1):
        weight = current + step * near
        leader = leaders.get(weight) if near else None
        if leader is None:
            continue
        until = weight
        while leaders.get(until + step) is leader:
            until += step
        yield WeightFlip(topic, current, weight, until, leader)


def leader_at(compared: Sequence[Tally], topic: int, change: int) -> Company | None:
    """Who overtakes the leader when a topic's weight changes; None when nobody does.

    None as well when a compared company would be without its score, which includes the case of
    no weight left at all.
    """
    changed: list[tuple[int, int]] = []
    for tally in compared:
        value = tally.values.get(topic)
        if value is None:
            changed.append((tally.earned, tally.weight))
        elif tally.weight + change == 0:
            return None
        else:
            changed.append((tally.earned + change * value, tally.weight + change))
    # Scores are earned / weight; multiplied crosswise, they compare as whole numbers.
    best, below = leading = changed[0]
    for earned, weight in changed:
        if earned * below > best * weight:
            best, below = earned, weight
    if best * leading[1] == leading[0] * below:
        return None
    level = zip(compared, changed, strict=True)
    first = [tally for tally, (earned, weight) in level if earned * below == best * weight]
    # Everyone's total weight is the same, so Σ w·k orders them as coverage would.
    return min(
        first,
        key=lambda tally: (-(tally.covered + change * tally.cells[topic].share), *by_name(tally.company)),
    ).company


def rating_flips(compared: Sequence[Tally], weights: Mapping[int, int]) -> tuple[RatingFlip, ...]:
    """The single ratings that, one step up or down, give another company a strictly higher score.

    In closed form: a step moves the score by w / (Σ w over topics with a value · questions with a
    value · people · 3), so only the leader's going down and another's going up can matter, and
    either is compared with the gap. In order of ranking, question, answer.
    """
    if len(compared) < 2:
        return ()
    leader, second = compared[0], compared[1]
    flips: list[RatingFlip] = []
    for tally in compared:
        if tally is leader:
            flips += steps_over(tally, leader.score - second.score, -1, second.company, weights)
        else:
            flips += steps_over(tally, leader.score - tally.score, 1, tally.company, weights)
    return tuple(flips)


def steps_over(
    tally: Tally, gap: Fraction, step: int, leader: Company, weights: Mapping[int, int]
) -> Iterator[RatingFlip]:
    """One company's ratings for which one step is more than the gap."""
    parts = {
        topic: tally.weight * tally.cells[topic].known * STEPS for topic in tally.values if weights[topic]
    }

    def passes(topic: int, people: int) -> bool:
        return weights[topic] * gap.denominator > gap.numerator * parts[topic] * people

    # No answer counts more than one that is the only one to its question: most topics end here.
    near = {topic for topic in parts if passes(topic, people=1)}
    for question in sorted(tally.company.questions, key=lambda question: question.pk) if near else ():
        if question.topic is None or question.topic not in near:
            continue
        answers = counted(question)
        if not passes(question.topic, len(answers)):
            continue
        for answer in sorted(answers, key=lambda answer: answer.pk):
            rating = answer.rating
            if rating is not None and LOWEST_RATING <= rating + step <= HIGHEST_RATING:
                yield RatingFlip(tally.company, question, answer.pk, rating, rating + step, leader)
