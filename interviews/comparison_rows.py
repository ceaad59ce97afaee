"""Loads what the comparison is made from: a statement a table, however many companies."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from interviews import comparison
from interviews.models import Answer, Company, Dealbreaker, DealbreakerCheck, ListedQuestion


@dataclass(frozen=True)
class ComparisonRows:
    """`contradicting` are the listed questions whose answers the candidate marked as contradicting."""

    companies: list[comparison.Company]
    tripped: list[DealbreakerCheck]
    contradicting: list[int]


def load(user: Any, companies: Iterable[Company]) -> ComparisonRows:
    companies = list(companies)
    questions, contradicting = questions_by_company(user, companies)
    dealbreakers = list(Dealbreaker.objects.of(user).in_order())
    checks = checks_of(user, companies) if dealbreakers else []
    verdicts = {(check.company_id, check.dealbreaker_id): check.verdict for check in checks}
    return ComparisonRows(
        companies=[
            with_dealbreakers(company, questions[company.pk], dealbreakers, verdicts) for company in companies
        ],
        tripped=[check for check in checks if check.verdict == DealbreakerCheck.Verdict.TRIPPED],
        contradicting=contradicting,
    )


def with_dealbreakers(
    company: Company,
    questions: list[comparison.Question],
    dealbreakers: list[Dealbreaker],
    verdicts: dict[tuple[int, int], str],
) -> comparison.Company:
    verdict_on = {breaker.text: verdicts.get((company.pk, breaker.pk)) for breaker in dealbreakers}
    return comparison.Company(
        pk=company.pk,
        name=company.name,
        role=company.role,
        questions=tuple(questions),
        dealbreakers_tripped=tuple(text for text, verdict in verdict_on.items() if verdict == "tripped"),
        dealbreakers_unknown=tuple(text for text, verdict in verdict_on.items() if verdict is None),
    )


def questions_by_company(
    user: Any, companies: list[Company]
) -> tuple[dict[int, list[comparison.Question]], list[int]]:
    answers = answers_by_question(user, companies)
    found: dict[int, list[comparison.Question]] = defaultdict(list)
    contradicting = []
    listed = ListedQuestion.objects.of(user).live().filter(company__in=companies).order_by("position", "pk")
    for pk, company, topic, text, must_ask, agreement in listed.values_list(
        "pk", "company_id", "topic_id", "text", "must_ask", "agreement"
    ):
        found[company].append(comparison.Question(pk, topic, text, must_ask, tuple(answers[pk])))
        if agreement == ListedQuestion.Agreement.CONTRADICTS:
            contradicting.append(pk)
    return found, contradicting


def answers_by_question(user: Any, companies: list[Company]) -> dict[int, list[comparison.Answer]]:
    found: dict[int, list[comparison.Answer]] = defaultdict(list)
    answers = Answer.objects.of(user).live().filter(company__in=companies)
    for pk, question, person, rating, quality, answered_at in answers.values_list(
        "pk", "listed_question_id", "person_id", "rating", "quality", "answered_at"
    ):
        found[question].append(comparison.Answer(pk, person, rating, quality, answered_at))
    return found


def checks_of(user: Any, companies: list[Company]) -> list[DealbreakerCheck]:
    checks = DealbreakerCheck.objects.of(user).filter(company__in=companies)
    return list(
        checks.select_related("company", "dealbreaker", "answer__person").order_by("company__name", "pk")
    )
