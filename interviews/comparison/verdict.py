"""What may be said about the order (design: comparison)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .rows import Company
from .scores import STEPS, CompanyScore, Tally

CLOSE_LEAD = Fraction(15, 100) / STEPS  # 0.15 on the 1–4 scale
ENOUGH_COVERAGE = Fraction(1, 2)


class Verdict(StrEnum):
    """The four things the page can say, in the order in which the rules are tried."""

    NOTHING = "nothing"
    TOO_CLOSE = "too_close"
    CLEAR = "clear"
    LEANING = "leaning"


@dataclass(frozen=True, slots=True)
class Dominance:
    """`company` is at least as good as `over` in every topic known for both, better in one."""

    company: Company
    over: Company


def verdict_of(ranking: Sequence[CompanyScore]) -> Verdict:
    """The first rule that holds; without a weight above 0 no company has a score."""
    if len(ranking) < 2:
        return Verdict.NOTHING
    leader, others = ranking[0], ranking[1:]
    if leader.score - others[0].score < CLOSE_LEAD or leader.coverage < ENOUGH_COVERAGE:
        return Verdict.TOO_CLOSE
    doubts = leader.company.dealbreakers_tripped or leader.company.dealbreakers_unknown
    if doubts or overlapping(ranking):
        return Verdict.LEANING
    return Verdict.CLEAR


def overlapping(ranking: Sequence[CompanyScore]) -> tuple[CompanyScore, ...]:
    """Those whose best case is above the leader's worst: they keep the verdict from being clear."""
    return tuple(other for other in ranking[1:] if other.high > ranking[0].low)


def challengers_of(ranking: Sequence[CompanyScore]) -> tuple[CompanyScore, ...]:
    """Those whose best case is above the leader's score as it stands: they could still win."""
    return tuple(other for other in ranking[1:] if other.high > ranking[0].score)


def close_to_leader(ranking: Sequence[CompanyScore]) -> tuple[CompanyScore, ...]:
    """Those less than 0.15 (on the 1–4 scale) behind the leader."""
    return tuple(other for other in ranking[1:] if ranking[0].score - other.score < CLOSE_LEAD)


def dominances(compared: Sequence[Tally], weights: Mapping[int, int]) -> tuple[Dominance, ...]:
    """Every pair of which one dominates the other, in the order of the ranking."""
    return tuple(
        Dominance(one.company, other.company)
        for one in compared
        for other in compared
        if one is not other and dominates(one, other, weights)
    )


def dominates(one: Tally, other: Tally, weights: Mapping[int, int]) -> bool:
    """Topics without weight say nothing; "known" is having a value, however few questions back it."""
    shared = 0
    better = False
    for topic, weight in weights.items():
        mine, theirs = one.values.get(topic), other.values.get(topic)
        if not weight or mine is None or theirs is None:
            continue
        if mine < theirs:
            return False
        better = better or mine > theirs
        shared += weight
    return better and 2 * shared >= one.total
