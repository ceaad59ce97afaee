"""What a shared view shows. Everything that leaves is a field here, made of plain values by name: a new field
of a model is not shown to anybody until somebody writes it down in this module."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from interviews import access, cell_words, comparison, comparison_rows, sentences
from interviews.compare_matrix import in_order, shown
from interviews.comparison import Cell, CompanyScore
from interviews.comparison_rows import ComparisonRows
from interviews.hiding import Hidden
from interviews.models import Answer, Company, Share
from interviews.share_names import ShareNames
from interviews.share_offers import SharedOffers, shared_offers

SAID_LENGTH = 2_000
PROOF_LENGTH = 300


@dataclass(frozen=True)
class SharedScore:
    """A line of the ranking; positions in per cent of the 1–4 scale."""

    company: str
    score: str
    coverage: int
    low: str
    high: str
    low_at: float
    high_at: float
    score_at: float


@dataclass(frozen=True)
class SharedAnswer:
    said: str
    who: str
    quality: str
    rating: int | None
    said_on: date


@dataclass(frozen=True)
class SharedQuestion:
    text: str
    answers: tuple[SharedAnswer, ...]


@dataclass(frozen=True)
class SharedCell:
    """`anchor` names the place of its questions on the page, and says nothing else."""

    company: str
    value: str
    shade: int
    note: str
    said: str
    anchor: str
    questions: tuple[SharedQuestion, ...]


@dataclass(frozen=True)
class SharedTopic:
    name: str
    weight: int
    cells: tuple[SharedCell, ...]


@dataclass(frozen=True)
class SharedDealbreaker:
    company: str
    text: str
    proof: str


@dataclass(frozen=True)
class SharedPage:
    headline: str
    until: date
    hides_names: bool
    hides_pay: bool
    with_answers: bool
    with_offers: bool
    companies: tuple[str, ...]
    ranking: tuple[SharedScore, ...]
    without_score: tuple[str, ...]
    topics: tuple[SharedTopic, ...]
    legend: str
    tripped: tuple[SharedDealbreaker, ...]
    offers: SharedOffers

    @property
    def is_anything_said(self) -> bool:
        return any(cell.questions for topic in self.topics for cell in topic.cells)


def shared_page(share: Share) -> SharedPage | None:
    """None where no company is left to show."""
    companies = list(access.companies_beside(share))
    names = ShareNames(share, companies)
    if not names.shown:
        return None
    topics = list(access.topics_of(share.owner))
    rows = comparison_rows.load(share.owner, names.shown)
    return Sharing(share, names, topics, rows).page()


class Sharing:
    """Makes the page from what was loaded."""

    def __init__(self, share: Share, names: ShareNames, topics: list[Any], rows: ComparisonRows) -> None:
        self.share, self.names, self.rows = share, names, rows
        self.hidden: Mapping[int, Hidden] = {one.pk: names.hidden(one.pk) for one in names.shown}
        self.anywhere = names.hidden()
        self.zone = zone_of(share)
        self.said = {row["pk"]: row for one in names.shown for row in getattr(one, "words", ())}
        self.compared = {company.pk: self.without_names(company) for company in rows.companies}
        self.result = comparison.compare(self.compared.values(), access.weights_in(topics))
        self.topics = [topic for topic in topics if self.result.weights.get(topic.pk)]
        self.companies: list[Any] = in_order(names.shown, self.result)

    def without_names(self, company: comparison.Company) -> comparison.Company:
        texts = company.dealbreakers_tripped
        return replace(company, dealbreakers_tripped=tuple(map(self.hidden[company.pk].text, texts)))

    def page(self) -> SharedPage:
        return SharedPage(
            headline=sentences.headline(self.result, self.names.company),
            until=self.day(self.share.expires_at),
            hides_names=self.share.hide_names,
            hides_pay=self.share.hide_pay,
            with_answers=self.share.with_answers,
            with_offers=self.share.with_offers,
            companies=tuple(self.names.company[one.pk] for one in self.companies),
            ranking=tuple(map(self.score, self.result.ranking)),
            without_score=tuple(self.names.company[one.pk] for one in self.result.without_score),
            topics=tuple(self.matrix()),
            legend=self.legend(),
            tripped=tuple(map(self.dealbreaker, self.rows.tripped)),
            offers=self.offers(),
        )

    def day(self, moment: datetime) -> date:
        return timezone.localtime(moment, self.zone).date()

    def score(self, score: CompanyScore) -> SharedScore:
        return SharedScore(
            company=self.names.company[score.company.pk],
            score=str(comparison.shown(score.score)),
            coverage=comparison.shown_percent(score.coverage),
            low=str(comparison.shown(score.low)),
            high=str(comparison.shown(score.high)),
            low_at=percent(score.low),
            high_at=percent(score.high),
            score_at=percent(score.score),
        )

    def matrix(self) -> list[SharedTopic]:
        return [
            SharedTopic(
                name=self.anywhere.text(topic.name),
                weight=self.result.weights[topic.pk],
                cells=tuple(
                    self.cell(company, topic.pk, f"{row}-{column}")
                    for column, company in enumerate(self.companies, start=1)
                ),
            )
            for row, topic in enumerate(self.topics, start=1)
        ]

    def legend(self) -> str:
        cells = [self.result.cells[one.pk, topic.pk] for one in self.companies for topic in self.topics]
        return cell_words.legend({sign for cell in cells for sign in cell_words.signs_of(cell)})

    def cell(self, company: Company, topic: int, place: str) -> SharedCell:
        cell: Cell = self.result.cells[company.pk, topic]
        value, shade = shown(cell.value)
        questions = self.questions(company.pk, topic) if self.share.with_answers else ()
        return SharedCell(
            company=self.names.company[company.pk],
            value=value,
            shade=shade,
            note=cell_words.note(cell),
            said=cell_words.confidence(cell),
            anchor=f"said-{place}" if questions else "",
            questions=questions,
        )

    def questions(self, company: int, topic: int) -> tuple[SharedQuestion, ...]:
        """Those of which something was heard."""
        return tuple(
            SharedQuestion(
                self.hidden[company].text(question.text),
                tuple(self.answer(answer, company) for answer in question.answers),
            )
            for question in self.compared[company].questions
            if question.topic == topic and question.answers
        )

    def answer(self, answer: comparison.Answer, company: int) -> SharedAnswer:
        return SharedAnswer(
            said=self.words(answer.pk, company, SAID_LENGTH),
            who=self.names.person.get(answer.person or 0, ""),
            quality=str(Answer.Quality(answer.quality).label) if answer.quality else "",
            rating=answer.rating,
            said_on=self.day(datetime.fromisoformat(self.said[answer.pk]["answered_at"])),
        )

    def words(self, answer: int, company: int, limit: int) -> str:
        """Only what was chosen to be shown is in `said`."""
        said = self.said[answer]["said"] if answer in self.said else ""
        return self.hidden[company].text(said, limit)

    def dealbreaker(self, check: Any) -> SharedDealbreaker:
        return SharedDealbreaker(
            company=self.names.company[check.company_id],
            text=self.hidden[check.company_id].text(check.dealbreaker.text),
            proof=self.words(check.answer_id, check.company_id, PROOF_LENGTH),
        )

    def offers(self) -> SharedOffers:
        offers = [
            (self.names.company[company.pk], offer, self.hidden[company.pk])
            for company in self.companies
            for offer in getattr(company, "offers", ())
        ]
        return shared_offers(offers, self.share.hide_pay)


def zone_of(share: Share) -> ZoneInfo | None:
    """The candidate's, which says what day it was; the server's where they have none yet."""
    profile = getattr(share.owner, "profile", None)
    return ZoneInfo(profile.time_zone) if profile and profile.time_zone else None


def percent(share: Fraction) -> float:
    return round(float(share * 100), 1)
