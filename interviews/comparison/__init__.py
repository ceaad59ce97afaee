"""Comparing employers: pure arithmetic over loaded rows, in exact fractions (design: comparison)."""

from .flips import RatingFlip, WeightFlip
from .next_questions import NextQuestion
from .result import Comparison, compare
from .rows import Answer, Company, Question
from .scores import Cell, CompanyScore, shown, shown_percent
from .verdict import Dominance, Verdict
from .wording import Headline, HeadlineKind, Obstacle, ObstacleKind, headline, obstacles

__all__ = [
    "Answer",
    "Cell",
    "Company",
    "CompanyScore",
    "Comparison",
    "Dominance",
    "Headline",
    "HeadlineKind",
    "NextQuestion",
    "Obstacle",
    "ObstacleKind",
    "Question",
    "RatingFlip",
    "Verdict",
    "WeightFlip",
    "compare",
    "headline",
    "obstacles",
    "shown",
    "shown_percent",
]
