"""What the pages of a decision show: before it is made, and as it was made."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any

from django.utils import timezone

from interviews import (
    access,
    cell_words,
    compare_flips,
    compare_matrix,
    comparison,
    comparison_rows,
    decision_snapshot,
    sentences,
)
from interviews.compare_choice import Choice, told_apart
from interviews.compare_picture import percent
from interviews.comparison import Cell, CompanyScore
from interviews.comparison_rows import ComparisonRows
from interviews.decision_snapshot import CompanyThen, Snapshot, TopicThen
from interviews.models import Company, Decision
from questions.models import Topic

OPEN_STAGES = {Company.Stage.RESEARCHING, Company.Stage.INTERVIEWING, Company.Stage.OFFER}


@dataclass(frozen=True)
class Candidate:
    """A company that can be chosen, with what is known against it."""

    company: Company
    score: CompanyScore | None
    tripped: tuple[str, ...]
    unknown: tuple[str, ...]
    open_promises: int
    first_day: date | None

    @property
    def number(self) -> str:
        return str(self.company.pk)

    @property
    def shown_score(self) -> str:
        return str(comparison.shown(self.score.score)) if self.score else ""

    @property
    def coverage(self) -> int:
        return comparison.shown_percent(self.score.coverage) if self.score else 0


@dataclass
class DecidePage:
    user: Any
    choice: Choice
    standing: Decision | None

    @property
    def compared(self) -> list[Company]:
        return self.choice.compared

    @cached_property
    def names(self) -> dict[int, str]:
        return told_apart(self.compared)

    @cached_property
    def topics(self) -> list[Topic]:
        return list(access.topics_of(self.user))

    @cached_property
    def rows(self) -> ComparisonRows:
        return comparison_rows.load(self.user, self.compared)

    @cached_property
    def result(self) -> comparison.Comparison:
        return comparison.compare(self.rows.companies, access.weights_in(self.topics))

    @cached_property
    def headline(self) -> str:
        return sentences.headline(self.result, self.names)

    @cached_property
    def in_the_way(self) -> list[str]:
        """Beside the dealbreakers, which stand there by company."""
        obstacles = comparison.obstacles(self.result)
        lead = [one for one in obstacles if not one.dealbreakers]
        return [sentences.obstacle_words(one, self.result, self.names) for one in lead]

    @cached_property
    def candidates(self) -> list[Candidate]:
        """In the order of the ranking."""
        scores = {score.company.pk: score for score in self.result.ranking}
        found = {one.pk: one for one in self.rows.companies}
        by_pk = {company.pk: company for company in self.compared}
        promises = access.open_promises(self.user, self.compared)
        days = access.offered_first_days(self.user, self.compared)
        order = [*scores, *(one.pk for one in self.result.without_score)]
        return [
            Candidate(
                company=by_pk[pk],
                score=scores.get(pk),
                tripped=found[pk].dealbreakers_tripped,
                unknown=found[pk].dealbreakers_unknown,
                open_promises=promises.get(pk, 0),
                first_day=days.get(pk),
            )
            for pk in order
        ]

    @property
    def blocking(self) -> list[Candidate]:
        """What is unknown about them blocks "ready to decide", though never the candidate."""
        return [one for one in self.candidates if one.unknown]

    @property
    def with_promises(self) -> list[Candidate]:
        return [one for one in self.candidates if one.open_promises]

    @cached_property
    def tripped(self) -> dict[int, tuple[str, ...]]:
        return {one.company.pk: one.tripped for one in self.candidates if one.tripped}

    @property
    def can_be_declined(self) -> list[Candidate]:
        return [one for one in self.candidates if one.company.stage in OPEN_STAGES]

    @property
    def snapshot(self) -> dict[str, Any]:
        flips = sentences.weight_flips(self.result, self.names, {one.pk: one.short for one in self.topics})
        dominances = compare_flips.dominances(self.result, self.names)
        said = [flips, sentences.rating_flips(self.result), *dominances]
        return decision_snapshot.snapshot_of(
            self.result,
            {topic.pk: topic.name for topic in self.topics},
            headline=self.headline,
            names=self.names,
            in_the_way=self.in_the_way,
            sentences=[sentence for sentence in said if sentence],
        )


@dataclass(frozen=True)
class LineThen:
    """A line of the ranking as it was; positions in per cent of the 1–4 scale."""

    company: CompanyThen
    score: str
    low: str
    high: str
    coverage: int
    score_at: float
    low_at: float
    high_at: float


@dataclass(frozen=True)
class MatrixCellThen:
    cell: Cell
    value: str
    shade: int
    said: str


@dataclass
class DecisionPage:
    """`decision` with its company."""

    user: Any
    decision: Decision

    @cached_property
    def then(self) -> Snapshot | None:
        return decision_snapshot.read(self.decision.snapshot)

    @property
    def companies(self) -> tuple[CompanyThen, ...]:
        return self.then.companies if self.then else ()

    @property
    def ranking(self) -> list[LineThen]:
        return [line_of(company) for company in self.companies if company.score is not None]

    @property
    def without_score(self) -> list[CompanyThen]:
        return [company for company in self.companies if company.score is None]

    @property
    def against(self) -> list[CompanyThen]:
        """Those with a dealbreaker that was tripped or unknown."""
        return [company for company in self.companies if company.tripped or company.unknown]

    @property
    def matrix(self) -> list[tuple[TopicThen, list[MatrixCellThen]]]:
        topics = self.then.weighing if self.then else ()
        return [(topic, [matrix_cell(cell) for cell in topic.cells]) for topic in topics]

    @cached_property
    def declined(self) -> list[Company]:
        """Those that were declined with it, and still are."""
        stages = decision_snapshot.stages_before(self.decision.snapshot)
        others = set(stages) - {self.decision.company_id}
        return access.declined_among(self.user, others) if others else []

    @cached_property
    def offered_first_day(self) -> date | None:
        return access.offered_first_days(self.user, [self.decision.company]).get(self.decision.company_id)


def line_of(company: CompanyThen) -> LineThen:
    numbers = [one or Fraction(0) for one in (company.score, company.low, company.high)]
    score, low, high = (str(comparison.shown(number)) for number in numbers)
    score_at, low_at, high_at = (percent(number) for number in numbers)
    coverage = comparison.shown_percent(company.coverage or Fraction(0))
    return LineThen(company, score, low, high, coverage, score_at, low_at, high_at)


def matrix_cell(cell: Cell) -> MatrixCellThen:
    value, shade = compare_matrix.shown(cell.value)
    return MatrixCellThen(cell, value, shade, cell_words.confidence(cell))


def first_day_of(decision: Decision) -> date:
    """From which the rounds are counted: the day of the decision, while no first day is known."""
    return decision.starts_on or timezone.localdate(decision.decided_at)
