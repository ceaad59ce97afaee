"""Values, scores and ranges, as exact fractions from 0 to 1 (design: comparison)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

from .rows import HIGHEST_RATING, LOWEST_RATING, SPECIFIC, Answer, Company, Question, counted

STEPS = HIGHEST_RATING - LOWEST_RATING

RankKey = tuple[Fraction, Fraction, str, str, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """One topic at one company: its value, how much of it is known, and what that rests on.

    `value` is 0–1, None while nothing is rated; `known` of `listed` questions have a value.
    `heard` counts distinct people with an answer, rated or not. `specific` is the share (0–1) of
    the answers behind the value that are specific, None without any.
    """

    value: Fraction | None
    known: int
    listed: int
    heard: int
    specific: Fraction | None
    single_source: bool
    claims_only: bool

    @property
    def share(self) -> Fraction:
        """The known share, 0–1; 0 when no question is listed."""
        return Fraction(self.known, self.listed) if self.listed else Fraction(0)


@dataclass(frozen=True, slots=True)
class CompanyScore:
    """A place in the ranking (1 is the leader); low ≤ score ≤ high and coverage are 0–1."""

    company: Company
    score: Fraction
    low: Fraction
    high: Fraction
    coverage: Fraction
    place: int


@dataclass(frozen=True, slots=True)
class Tally:
    """A company's sums over weighted topics, kept so that a change costs one topic, not all.

    `earned` is Σ w·v and `weight` Σ w over topics with a value; `certain` is Σ w·k·v and
    `covered` Σ w·k over all weighted topics, whose Σ w is `total`.
    """

    company: Company
    cells: Mapping[int, Cell]
    earned: Fraction
    weight: int
    certain: Fraction
    covered: Fraction
    total: int

    @property
    def score(self) -> Fraction:
        return self.earned / self.weight

    @property
    def coverage(self) -> Fraction:
        return self.covered / self.total


def shown(value: Fraction) -> Decimal:
    """A value from 0–1 on the 1–4 scale with one decimal, rounded half up: 23/42 is Decimal("2.6")."""
    return Decimal(floor((1 + STEPS * value) * 10 + Fraction(1, 2))).scaleb(-1)


def shown_percent(share: Fraction) -> int:
    """A share from 0–1 in whole per cent, rounded half up."""
    return floor(share * 100 + Fraction(1, 2))


def question_value(answers: Sequence[Answer]) -> Fraction:
    """The mean, 0–1, of rated answers, one per person; ZeroDivisionError without any."""
    steps = sum(answer.rating - LOWEST_RATING for answer in answers if answer.rating is not None)
    return Fraction(steps, STEPS * len(answers))


def cell_of(questions: Iterable[Question]) -> Cell:
    """The cell of one topic at one company from its listed questions there."""
    listed = known = claims = 0
    total = Fraction(0)
    rated: list[Answer] = []
    people: set[int | None] = set()
    for question in questions:
        listed += 1
        claims += question.claims
        people.update(answer.person for answer in question.answers)
        if answers := counted(question):
            known += 1
            total += question_value(answers)
            rated += answers
    specific = sum(answer.quality == SPECIFIC for answer in rated)
    return Cell(
        value=total / known if known else None,
        known=known,
        listed=listed,
        heard=len(people),
        specific=Fraction(specific, len(rated)) if rated else None,
        single_source=len({answer.person for answer in rated}) == 1,
        claims_only=bool(claims) and not people,
    )


def tally_of(company: Company, weights: Mapping[int, int]) -> Tally:
    """A company's cells for every topic in `weights`, and its sums over those that weigh anything."""
    by_topic: dict[int, list[Question]] = {topic: [] for topic in weights}
    for question in company.questions:
        if question.topic is not None and question.topic in by_topic:
            by_topic[question.topic].append(question)
    cells = {topic: cell_of(questions) for topic, questions in by_topic.items()}
    earned = certain = covered = Fraction(0)
    weight = 0
    for topic, cell in cells.items():
        if cell.value is not None:
            earned += weights[topic] * cell.value
            certain += weights[topic] * cell.share * cell.value
            covered += weights[topic] * cell.share
            weight += weights[topic]
    return Tally(company, cells, earned, weight, certain, covered, sum(weights.values()))


def by_name(company: Company) -> tuple[str, str, int]:
    """Where a company stands among equals: name and role as a reader sorts them, then pk."""
    return company.name.casefold(), company.role.casefold(), company.pk


def rank_key(company: Company, score: Fraction, coverage: Fraction) -> RankKey:
    """What the ranking sorts by: higher score first, then higher coverage, name, role, pk."""
    return -score, -coverage, *by_name(company)


def in_order(tallies: Iterable[Tally]) -> list[Tally]:
    """The companies that have a score, the leader first."""
    scored = [tally for tally in tallies if tally.weight]
    return sorted(scored, key=lambda tally: rank_key(tally.company, tally.score, tally.coverage))


def ranking_of(compared: Sequence[Tally]) -> tuple[CompanyScore, ...]:
    """Scores, ranges and places of companies already in order."""
    return tuple(
        CompanyScore(
            company=tally.company,
            score=tally.score,
            low=tally.certain / tally.total,
            high=(tally.certain + tally.total - tally.covered) / tally.total,
            coverage=tally.coverage,
            place=place,
        )
        for place, tally in enumerate(compared, start=1)
    )
