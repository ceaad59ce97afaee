"""The comparison as a whole."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .flips import RatingFlip, WeightFlip, rating_flips, weight_flips
from .next_questions import NextQuestion, next_questions
from .rows import HIGHEST_WEIGHT, LOWEST_WEIGHT, Company
from .scores import Cell, CompanyScore, by_name, in_order, ranking_of, tallies_of
from .verdict import Dominance, Verdict, challengers_of, dominances, verdict_of


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything the page says. `cells` has every (company pk, topic) of the companies and weights given."""

    weights: Mapping[int, int]
    ranking: tuple[CompanyScore, ...]
    without_score: tuple[Company, ...]
    cells: Mapping[tuple[int, int], Cell]
    verdict: Verdict
    challengers: tuple[CompanyScore, ...]
    weight_flips: tuple[WeightFlip, ...]
    rating_flips: tuple[RatingFlip, ...]
    dominance: tuple[Dominance, ...]
    ask_next: tuple[NextQuestion, ...]


def compare(companies: Iterable[Company], weights: Mapping[int, int]) -> Comparison:
    """Compare companies under the candidate's weights, topic to whole number 0–5.

    Fill in defaults beforehand. A topic at 0 is outside the scores, yet weight flips try it; a topic
    missing from `weights` is outside everything, which is how to hide one. The order of the input
    does not matter. ValueError for a weight outside 0–5, a rating outside 1–4 or a company given twice
    (design: comparison).
    """
    for topic, weight in weights.items():
        if not LOWEST_WEIGHT <= weight <= HIGHEST_WEIGHT:
            raise ValueError(f"a weight is 0 to 5, not {weight} (topic {topic})")
    tallies = tallies_of(companies, weights)
    if len({tally.company.pk for tally in tallies}) < len(tallies):
        raise ValueError("a company was given twice")
    compared = in_order(tallies)
    ranking = ranking_of(compared)
    return Comparison(
        weights=weights,
        ranking=ranking,
        without_score=tuple(sorted((t.company for t in tallies if not t.weight), key=by_name)),
        cells={(tally.company.pk, topic): cell for tally in tallies for topic, cell in tally.cells.items()},
        verdict=verdict_of(ranking),
        challengers=challengers_of(ranking),
        weight_flips=weight_flips(compared, weights),
        rating_flips=rating_flips(compared, weights),
        dominance=dominances(compared, weights),
        ask_next=next_questions(tallies, compared, weights),
    )
