"""A company's answers, grouped for reading."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from interviews import access, capture
from interviews.models import (
    Answer,
    AnswerRevision,
    Claim,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    ListedQuestion,
)
from interviews.pasting import host_of
from interviews.research_words import claimed


@dataclass(frozen=True)
class ClaimedAnswer:
    """What somebody wrote in public: nobody said it to the candidate."""

    claim: Claim

    @property
    def words(self) -> str:
        return claimed(self.claim.kind)

    @property
    def host(self) -> str:
        return host_of(self.claim.url)


@dataclass
class QuestionAnswers:
    listed: ListedQuestion
    answers: list[Answer] = field(default_factory=list)
    claims: list[ClaimedAnswer] = field(default_factory=list)

    @property
    def suggests_marking(self) -> bool:
        """Ratings two or more apart, and not marked yet."""
        ratings = [answer.rating for answer in self.answers if answer.rating]
        return len(ratings) > 1 and max(ratings) - min(ratings) >= 2 and not self.listed.agreement

    @property
    def can_be_marked(self) -> bool:
        return len(self.answers) > 1


@dataclass
class AnswersPage:
    groups: list[QuestionAnswers]
    unanswered: list[QuestionAnswers]
    dealbreakers: list[tuple[Dealbreaker, DealbreakerCheck | None]]
    agreements: list[tuple[str, str]]


@dataclass
class AnswerPage:
    """One answer; `before` comes from the address: the number of the oldest version seen so far."""

    user: Any
    answer: Answer
    before: str = ""

    @cached_property
    def kept_beside(self) -> list[AnswerRevision]:
        return list(access.kept_versions_of(self.user, self.answer))

    @cached_property
    def history(self) -> tuple[list[AnswerRevision], bool]:
        is_number = self.before.isascii() and self.before.isdecimal() and len(self.before) < 19
        return access.history_of(self.user, self.answer, int(self.before) if is_number else None)

    @property
    def versions(self) -> list[tuple[AnswerRevision, bool]]:
        """Each with whether it is what stands there now."""
        now = capture.content_of(self.answer)
        return [(version, capture.content_of(version) == now) for version in self.history[0]]

    @property
    def oldest_shown(self) -> int | None:
        """Where older ones go on, if there are any."""
        versions, has_older = self.history
        return versions[-1].pk if has_older else None


def answers_page(user: Any, company: Company) -> AnswersPage:
    groups = {listed.pk: QuestionAnswers(listed) for listed in access.listed_questions_of(user, company)}
    for answer in access.answers_of(user, company):
        groups[answer.listed_question_id].answers.append(answer)
    for listed_pk, claims in access.claims_by_question(user, company).items():
        if listed_pk in groups:
            groups[listed_pk].claims += map(ClaimedAnswer, claims)
    checks = access.checks_by_dealbreaker(user, company)
    return AnswersPage(
        groups=[group for group in groups.values() if group.answers],
        unanswered=[group for group in groups.values() if not group.answers],
        dealbreakers=[(breaker, checks.get(breaker.pk)) for breaker in access.dealbreakers_of(user)],
        agreements=ListedQuestion.Agreement.choices,
    )
