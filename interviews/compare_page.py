"""What the compare page and the home page show of a comparison: the numbers ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from interviews import access, comparison, sentences
from interviews.comparison import Cell, CompanyScore, NextQuestion
from interviews.comparison_rows import ComparisonRows
from interviews.models import Answer, Company, DealbreakerCheck, ListedQuestion
from questions.models import Topic

ASK_NEXT_LENGTH = 5
MUCH_KNOWN = 75


@dataclass(frozen=True)
class Row:
    """A line of the ranking; positions in per cent of the 1–4 scale."""

    company: Company
    score: str
    coverage: int
    low: str
    high: str
    low_at: float
    high_at: float
    score_at: float


@dataclass(frozen=True)
class MatrixCell:
    company: Company
    cell: Cell
    value: str
    shade: int


@dataclass(frozen=True)
class MatrixRow:
    topic: Topic
    weight: int
    cells: list[MatrixCell]


@dataclass(frozen=True)
class ToAsk:
    company: Company
    topic: Topic
    weight: int
    question: NextQuestion
    could_move: str


@dataclass(frozen=True)
class ComparePage:
    result: comparison.Comparison
    companies: Mapping[int, Company]
    topics: Mapping[int, Topic]
    headline: str
    ranking: list[Row]
    without_score: list[Company]
    matrix: list[MatrixRow]
    ask_next: list[ToAsk]
    weight_flips: str
    rating_flips: str
    dominances: list[str]
    untested: list[tuple[Company, str]]
    tripped: list[DealbreakerCheck]
    contradictions: dict[ListedQuestion, list[Answer]]
    unknown_dealbreakers: list[tuple[Company, tuple[str, ...]]]

    @property
    def weightless(self) -> list[Topic]:
        return [topic for pk, topic in self.topics.items() if self.result.weights.get(pk) == 0]

    @property
    def least_known(self) -> Row | None:
        """The company whose range is widest for want of answers, where that is much."""
        open_rows = [row for row in self.ranking if row.coverage < MUCH_KNOWN]
        return min(open_rows, key=lambda row: row.coverage, default=None)


def compare_page(companies: list[Company], topics: list[Topic], rows: ComparisonRows) -> ComparePage:
    """The topics come from `access.topics_of`, the rows are those of these companies."""
    weights = access.weights_in(topics)
    result = comparison.compare(rows.companies, weights)
    by_pk = {company.pk: company for company in companies}
    topics_by_pk = {topic.pk: topic for topic in topics}
    names = {company.pk: company.short_name for company in companies}
    matrix = matrix_of(result, companies, topics)
    return ComparePage(
        result=result,
        companies=by_pk,
        topics=topics_by_pk,
        headline=sentences.headline(result, names),
        ranking=[row_of(score, by_pk[score.company.pk]) for score in result.ranking],
        without_score=[by_pk[company.pk] for company in result.without_score],
        matrix=matrix,
        ask_next=[
            to_ask(question, by_pk, topics_by_pk, weights) for question in result.ask_next[:ASK_NEXT_LENGTH]
        ],
        weight_flips=sentences.weight_flips(result, names, {t.pk: t.short for t in topics}),
        rating_flips=sentences.rating_flips(result),
        dominances=sentences.dominances(result, names),
        tripped=rows.tripped,
        contradictions=rows.contradictions,
        unknown_dealbreakers=[
            (by_pk[company.pk], company.dealbreakers_unknown)
            for company in rows.companies
            if company.dealbreakers_unknown
        ],
        untested=untested_of(matrix),
    )


def untested_of(matrix: list[MatrixRow]) -> list[tuple[Company, str]]:
    """Company → the topics of which everything was heard from one person."""
    topics: dict[Company, list[str]] = {}
    for row in matrix:
        for cell in row.cells:
            if cell.cell.single_source:
                topics.setdefault(cell.company, []).append(row.topic.short)
    return [(company, sentences.listed(names)) for company, names in topics.items()]


def row_of(score: CompanyScore, company: Company) -> Row:
    return Row(
        company=company,
        score=str(comparison.shown(score.score)),
        coverage=comparison.shown_percent(score.coverage),
        low=str(comparison.shown(score.low)),
        high=str(comparison.shown(score.high)),
        low_at=percent(score.low),
        high_at=percent(score.high),
        score_at=percent(score.score),
    )


def percent(share: Fraction) -> float:
    return round(float(share * 100), 1)


def matrix_of(
    result: comparison.Comparison, companies: list[Company], topics: list[Topic]
) -> list[MatrixRow]:
    """The topics that weigh anything, in their own order; companies in the order of the ranking."""
    place = {score.company.pk: score.place for score in result.ranking}
    ordered = sorted(companies, key=lambda company: (place.get(company.pk, len(companies) + 1), company.name))
    return [
        MatrixRow(
            topic=topic,
            weight=result.weights[topic.pk],
            cells=[matrix_cell(company, result.cells[company.pk, topic.pk]) for company in ordered],
        )
        for topic in topics
        if result.weights.get(topic.pk)
    ]


def matrix_cell(company: Company, cell: Cell) -> MatrixCell:
    if cell.value is None:
        return MatrixCell(company, cell, "–", 0)
    return MatrixCell(company, cell, str(comparison.shown(cell.value)), shade_of(cell.value))


def shade_of(value: Fraction) -> int:
    """1 (worst) to 5 (best): the colours of the matrix, said in numbers beside them."""
    shown = comparison.shown(value)
    limits = (("1.5", 1), ("2.5", 2), ("3.2", 3), ("3.9", 4))
    return next((shade for limit, shade in limits if shown < type(shown)(limit)), 5)


def to_ask(
    question: NextQuestion,
    companies: Mapping[int, Company],
    topics: Mapping[int, Topic],
    weights: Mapping[int, int],
) -> ToAsk:
    return ToAsk(
        company=companies[question.company.pk],
        topic=topics[question.topic],
        weight=weights[question.topic],
        question=question,
        could_move=sentences.could_move(question),
    )
