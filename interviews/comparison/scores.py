"""Values, scores and ranges, exact, from 0 to 1 (design: comparison).

Fractions are slow, and a page needs thousands of sums: within a comparison they are whole numbers over
denominators in common, and become fractions where they leave it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm

from .rows import HIGHEST_RATING, LOWEST_RATING, SPECIFIC, Answer, Company, Question, counted

STEPS = HIGHEST_RATING - LOWEST_RATING
TENTHS = {tenths: Decimal(tenths).scaleb(-1) for tenths in range(LOWEST_RATING * 10, HIGHEST_RATING * 10 + 1)}

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

    `values` has the topics with a value, of any weight, and `earned` is Σ w·v over them, both as whole
    numbers of 1/`scale`, the same for all that are compared; `weight` is their Σ w. `certain` is Σ w·k·v
    and `covered` Σ w·k over all weighted topics, whose Σ w is `total`. `open` are the questions without a
    value, by topic.
    """

    company: Company
    cells: Mapping[int, Cell]
    open: Mapping[int, Sequence[Question]]
    scale: int
    values: Mapping[int, int]
    earned: int
    weight: int
    certain: Fraction
    covered: Fraction
    total: int

    @property
    def score(self) -> Fraction:
        return Fraction(self.earned, self.scale * self.weight)

    @property
    def coverage(self) -> Fraction:
        return self.covered / self.total


def shown(value: Fraction) -> Decimal:
    """A value from 0–1 on the 1–4 scale with one decimal, rounded half up: 23/42 is Decimal("2.6")."""
    above, below = value.numerator, value.denominator
    return TENTHS[LOWEST_RATING * 10 + (STEPS * 20 * above + below) // (2 * below)]


def shown_percent(share: Fraction) -> int:
    """A share from 0–1 in whole per cent, rounded half up."""
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)


def cell_of(questions: Iterable[Question]) -> tuple[Cell, list[Question]]:
    """The cell of one topic at one company from its listed questions there, and those without a value."""
    listed = claims = 0
    steps: dict[int, int] = {}  # by how many rated a question: Σ (rating - 1), whose mean takes no fraction
    unrated: list[Question] = []
    rated: list[Answer] = []
    people: set[int | None] = set()
    for question in questions:
        listed += 1
        claims += question.claims
        people.update([answer.person for answer in question.answers])
        if answers := counted(question):
            above = sum([answer.rating or 0 for answer in answers]) - LOWEST_RATING * len(answers)
            steps[len(answers)] = steps.get(len(answers), 0) + above
            rated += answers
        else:
            unrated.append(question)
    known = listed - len(unrated)
    specific = sum([answer.quality == SPECIFIC for answer in rated])
    cell = Cell(
        value=mean_of(steps, known) if known else None,
        known=known,
        listed=listed,
        heard=len(people),
        specific=Fraction(specific, len(rated)) if rated else None,
        single_source=len({answer.person for answer in rated}) == 1,
        claims_only=bool(claims) and not people,
    )
    return cell, unrated


def mean_of(steps: Mapping[int, int], known: int) -> Fraction:
    """Of the questions' values, each the mean (0–1) over as many people as `steps` says."""
    people = lcm(*steps)
    total = sum(above * (people // number) for number, above in steps.items())
    return Fraction(total, STEPS * people * known)


def tallies_of(companies: Iterable[Company], weights: Mapping[int, int]) -> list[Tally]:
    """Companies' cells for every topic in `weights`, and their sums over those that weigh anything."""
    cells = [(company, cells_of(company, weights)) for company in companies]
    scale = lcm(
        *(
            cell.value.denominator
            for _, found in cells
            for cell, _ in found.values()
            if cell.value is not None
        )
    )
    return [tally_of(company, found, weights, scale) for company, found in cells]


def cells_of(company: Company, weights: Mapping[int, int]) -> dict[int, tuple[Cell, list[Question]]]:
    by_topic: dict[int | None, list[Question]] = {topic: [] for topic in weights}
    for question in company.questions:
        if question.topic in by_topic:
            by_topic[question.topic].append(question)
    return {topic: cell_of(by_topic[topic]) for topic in weights}


def tally_of(
    company: Company,
    found: Mapping[int, tuple[Cell, list[Question]]],
    weights: Mapping[int, int],
    scale: int,
) -> Tally:
    cells = {topic: cell for topic, (cell, _) in found.items()}
    values = {
        topic: cell.value.numerator * (scale // cell.value.denominator)
        for topic, cell in cells.items()
        if cell.value is not None
    }
    listed = lcm(*(cells[topic].listed for topic in values))
    shares = {
        topic: weights[topic] * cells[topic].known * (listed // cells[topic].listed) for topic in values
    }
    return Tally(
        company=company,
        cells=cells,
        open={topic: unrated for topic, (_, unrated) in found.items() if unrated},
        scale=scale,
        values=values,
        earned=sum(weights[topic] * value for topic, value in values.items()),
        weight=sum(weights[topic] for topic in values),
        certain=Fraction(sum(shares[topic] * value for topic, value in values.items()), listed * scale),
        covered=Fraction(sum(shares.values()), listed),
        total=sum(weights.values()),
    )


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
