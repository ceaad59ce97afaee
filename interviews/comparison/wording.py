"""The verdict as kinds and names; the view turns them into sentences (design: comparison)."""

from dataclasses import dataclass
from enum import StrEnum

from .result import Comparison
from .rows import Company
from .scores import CompanyScore
from .verdict import ENOUGH_COVERAGE, Verdict, close_to_leader, overlapping


class HeadlineKind(StrEnum):
    """Which sentence to say.

    TOO_CLOSE names the companies within 0.15 of the leader, TOO_LITTLE_KNOWN those that could still
    win while the leader is known for under half, COULD_STILL_WIN those that could; LEADS stands for
    "leaning" when nobody can pass the leader's score, CLEAR for a clear lead.
    """

    NO_WEIGHT = "no_weight"
    TOO_FEW_SCORES = "too_few_scores"
    TOO_CLOSE = "too_close"
    TOO_LITTLE_KNOWN = "too_little_known"
    COULD_STILL_WIN = "could_still_win"
    LEADS = "leads"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Headline:
    """`leader` is None when nothing can be compared; `in_spite_of` are its tripped dealbreakers."""

    kind: HeadlineKind
    leader: Company | None = None
    others: tuple[Company, ...] = ()
    in_spite_of: tuple[str, ...] = ()


class ObstacleKind(StrEnum):
    """What can keep a verdict from being clear."""

    NO_WEIGHT = "no_weight"
    TOO_FEW_SCORES = "too_few_scores"
    SMALL_LEAD = "small_lead"
    LOW_COVERAGE = "low_coverage"
    OVERLAP = "overlap"
    TRIPPED = "tripped"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing in the way, with the companies (SMALL_LEAD, LOW_COVERAGE, OVERLAP) or dealbreakers meant."""

    kind: ObstacleKind
    companies: tuple[Company, ...] = ()
    dealbreakers: tuple[str, ...] = ()


def headline(comparison: Comparison) -> Headline:
    """The one sentence on top."""
    if comparison.verdict is Verdict.NOTHING:
        weighted = any(comparison.weights.values())
        return Headline(HeadlineKind.TOO_FEW_SCORES if weighted else HeadlineKind.NO_WEIGHT)
    close = close_to_leader(comparison.ranking)
    others = comparison.challengers
    if comparison.verdict is Verdict.CLEAR:
        kind = HeadlineKind.CLEAR
    elif comparison.verdict is Verdict.TOO_CLOSE:
        kind = HeadlineKind.TOO_CLOSE if close else HeadlineKind.TOO_LITTLE_KNOWN
        others = close or others
    else:
        kind = HeadlineKind.COULD_STILL_WIN if others else HeadlineKind.LEADS
    leader = comparison.ranking[0].company
    return Headline(kind, leader, companies_of(others), leader.dealbreakers_tripped)


def obstacles(comparison: Comparison) -> tuple[Obstacle, ...]:
    """All that stands between this and a clear verdict, in the order of the rules; empty when clear."""
    ranking = comparison.ranking
    if comparison.verdict is Verdict.NOTHING:
        weighted = any(comparison.weights.values())
        return (Obstacle(ObstacleKind.TOO_FEW_SCORES if weighted else ObstacleKind.NO_WEIGHT),)
    leader = ranking[0].company
    found: list[Obstacle] = []
    if close := close_to_leader(ranking):
        found.append(Obstacle(ObstacleKind.SMALL_LEAD, companies_of(close)))
    if ranking[0].coverage < ENOUGH_COVERAGE:
        found.append(Obstacle(ObstacleKind.LOW_COVERAGE, (leader,)))
    if overlap := overlapping(ranking):
        found.append(Obstacle(ObstacleKind.OVERLAP, companies_of(overlap)))
    if leader.dealbreakers_tripped:
        found.append(Obstacle(ObstacleKind.TRIPPED, dealbreakers=leader.dealbreakers_tripped))
    if leader.dealbreakers_unknown:
        found.append(Obstacle(ObstacleKind.UNKNOWN, dealbreakers=leader.dealbreakers_unknown))
    return tuple(found)


def companies_of(scores: tuple[CompanyScore, ...]) -> tuple[Company, ...]:
    return tuple(score.company for score in scores)
