"""What the compare page and the home page show of a comparison: the numbers ready to be drawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from interviews import access, cell_words, compare_flips, comparison, sentences
from interviews.compare_choice import sharing_a_name, told_apart
from interviews.compare_contradictions import Contradictions, contradictions_of
from interviews.compare_flips import Flips
from interviews.compare_matrix import Matrix, MatrixRow, in_order
from interviews.compare_picture import Picture, pair_of, percent, picture_of
from interviews.compare_untested import Untested, untested_of
from interviews.comparison import CompanyScore, NextQuestion
from interviews.comparison_rows import ComparisonRows
from interviews.models import Company, DealbreakerCheck
from questions.models import Topic

ASK_NEXT_LENGTH = 5
MUCH_KNOWN = 75
MANY_COLUMNS = 5


@dataclass(frozen=True, slots=True)
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
    address: str
    range_address: str


@dataclass(frozen=True, slots=True)
class ToAsk:
    company: Company
    name: str
    topic: Topic
    weight: int
    question: NextQuestion

    @property
    def could_move(self) -> str:
        return sentences.could_move(self.question)

    @property
    def ask_first(self) -> str:
        return sentences.ask_first(self.question)


@dataclass(frozen=True)
class ComparePage:
    """`query` is the choice of companies as the address has it, `asked` what it says besides."""

    result: comparison.Comparison
    companies: Mapping[int, Company]
    topics: Mapping[int, Topic]
    rows: ComparisonRows
    query: str = ""
    asked_pair: Sequence[str] = ()
    names_all_ratings: bool = False

    @cached_property
    def names(self) -> dict[int, str]:
        """The shortest that tells each company from the others."""
        return told_apart(self.companies.values())

    @cached_property
    def sharing_a_name(self) -> set[int]:
        return sharing_a_name(self.companies.values())

    @property
    def ending(self) -> str:
        """Of an address that keeps the choice."""
        return f"?{self.query}" if self.query else ""

    @property
    def ending_with_all_flips(self) -> str:
        return f"{self.ending}&flips=all" if self.query else "?flips=all"

    @property
    def headline(self) -> str:
        return sentences.headline(self.result, self.names)

    @property
    def obstacles(self) -> list[str]:
        return sentences.obstacles(self.result, self.names)

    @cached_property
    def ranking(self) -> list[Row]:
        return [row_of(score, self.companies[score.company.pk], self.ending) for score in self.result.ranking]

    @property
    def without_score(self) -> list[Company]:
        return [self.companies[company.pk] for company in self.result.without_score]

    @cached_property
    def least_known(self) -> Row | None:
        """The company whose range is widest for want of answers, where that is much."""
        open_rows = [row for row in self.ranking if row.coverage < MUCH_KNOWN]
        return min(open_rows, key=lambda row: row.coverage, default=None)

    @property
    def least_known_ask(self) -> ToAsk | None:
        if self.least_known is None:
            return None
        wanted = self.least_known.company.pk
        return next((self.to_ask(one) for one in self.result.ask_next if one.company.pk == wanted), None)

    @property
    def ask_next(self) -> list[ToAsk]:
        return [self.to_ask(question) for question in self.result.ask_next[:ASK_NEXT_LENGTH]]

    def to_ask(self, question: NextQuestion) -> ToAsk:
        return ToAsk(
            self.companies[question.company.pk],
            self.names[question.company.pk],
            self.topics[question.topic],
            self.result.weights[question.topic],
            question,
        )

    @cached_property
    def in_order(self) -> list[Company]:
        return in_order(self.companies.values(), self.result)

    @property
    def heads(self) -> list[tuple[Company, str]]:
        return [(company, self.names[company.pk]) for company in self.in_order]

    @cached_property
    def matrix(self) -> list[MatrixRow]:
        """The topics that weigh anything, in their own order; companies in the order of the ranking."""
        return Matrix(self.result, self.query).rows(self.in_order, self.topics.values())

    @property
    def is_wide(self) -> bool:
        return len(self.companies) > MANY_COLUMNS

    @property
    def legend(self) -> str:
        """What the signs in the matrix mean, those that stand there."""
        return cell_words.legend({sign for row in self.matrix for cell in row.cells for sign in cell.signs})

    @cached_property
    def picture(self) -> Picture | None:
        return picture_of(self.matrix, pair_of(self.in_order, self.result, self.asked_pair), self.names)

    @property
    def weightless(self) -> list[Topic]:
        return [topic for pk, topic in self.topics.items() if self.result.weights.get(pk) == 0]

    @property
    def sliders(self) -> list[tuple[int, str, int]]:
        return [(row.topic.pk, row.topic.name, row.weight) for row in self.matrix]

    @property
    def sliders_at_nothing(self) -> list[tuple[int, str, int]]:
        return [(topic.pk, topic.name, 0) for topic in self.weightless]

    @property
    def flips(self) -> Flips:
        return Flips(self.result, self.names, self.topics, self.query, self.names_all_ratings)

    @property
    def dominances(self) -> Sequence[str]:
        return compare_flips.dominances(self.result, self.names)

    @cached_property
    def untested(self) -> list[Untested]:
        return untested_of(self.matrix, self.rows, self.names)

    @property
    def tripped(self) -> list[DealbreakerCheck]:
        return self.rows.tripped

    @cached_property
    def contradictions(self) -> Contradictions:
        return contradictions_of(self.rows, self.names)

    @property
    def unknown_dealbreakers(self) -> list[tuple[str, list[Company]]]:
        """Each that nobody has looked at, and at which companies."""
        found: dict[str, list[Company]] = {}
        for company in self.rows.companies:
            for text in company.dealbreakers_unknown:
                found.setdefault(text, []).append(self.companies[company.pk])
        return list(found.items())


def compare_page(
    companies: Iterable[Company],
    topics: Sequence[Topic],
    rows: ComparisonRows,
    *,
    query: str = "",
    asked_pair: Sequence[str] = (),
    names_all_ratings: bool = False,
) -> ComparePage:
    """The topics come from `access.topics_of`, the rows are those of these companies."""
    return ComparePage(
        result=comparison.compare(rows.companies, access.weights_in(topics)),
        companies={company.pk: company for company in companies},
        topics={topic.pk: topic for topic in topics},
        rows=rows,
        query=query,
        asked_pair=asked_pair,
        names_all_ratings=names_all_ratings,
    )


def row_of(score: CompanyScore, company: Company, ending: str = "") -> Row:
    return Row(
        company=company,
        score=str(comparison.shown(score.score)),
        coverage=comparison.shown_percent(score.coverage),
        low=str(comparison.shown(score.low)),
        high=str(comparison.shown(score.high)),
        low_at=percent(score.low),
        high_at=percent(score.high),
        score_at=percent(score.score),
        address=reverse("interviews:company_detail", args=[company.pk]),
        range_address=reverse("interviews:company_range", args=[company.pk]) + ending,
    )
