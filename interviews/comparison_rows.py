"""Loads what comparisons and the home page are made from: a statement a table, however many companies."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, Value, When
from django.db.models.functions import Left

from interviews import access, comparison
from interviews.models import Answer, Company, Dealbreaker, DealbreakerCheck, ListedQuestion
from interviews.models.answer import OPEN_QUALITIES

QUOTE_LENGTH = 300
ANSWER_FIELDS = ("company", "listed_question", "interview", "rating", "quality", "come_back", "refer_to")
ANSWER_FIELDS += ("answered_at", "person__name", "person__audience")


@dataclass(frozen=True)
class ComparisonRows:
    """`listed` and `answers` are by company and by listed question; an answer has its words (`said`, the
    beginning of them) and its person's name only where it is to be quoted: it contradicts another or is open.
    """

    companies: list[comparison.Company]
    tripped: list[DealbreakerCheck]
    listed: Mapping[int, list[ListedQuestion]]
    answers: Mapping[int, list[Answer]]

    def of(self, companies: Iterable[Company]) -> "ComparisonRows":
        """Those of some of the companies."""
        wanted = {company.pk for company in companies}
        return ComparisonRows(
            companies=[one for one in self.companies if one.pk in wanted],
            tripped=[check for check in self.tripped if check.company_id in wanted],
            listed={pk: rows for pk, rows in self.listed.items() if pk in wanted},
            answers=self.answers,
        )

    @property
    def contradictions(self) -> dict[ListedQuestion, list[Answer]]:
        """Listed question that the candidate marked → its answers, the first said first."""
        contradicting = ListedQuestion.Agreement.CONTRADICTS
        marked = [one for rows in self.listed.values() for one in rows if one.agreement == contradicting]
        marked.sort(key=lambda listed: (listed.company_id, listed.position))
        return {listed: self.answers[listed.pk] for listed in marked if self.answers.get(listed.pk)}


def load(user: Any, companies: Iterable[Company], *, for_follow_ups: bool = False) -> ComparisonRows:
    """`for_follow_ups`: with what follow-ups are found from as well (see access.questions_to_follow_up)."""
    by_pk = {company.pk: company for company in companies}
    listed = listed_by_company(user, by_pk, for_follow_ups)
    answers = answers_by_question(user, by_pk)
    dealbreakers, checks = dealbreakers_and_checks(user, by_pk)
    verdicts = {(check.company_id, check.dealbreaker_id): check.verdict for check in checks}
    return ComparisonRows(
        companies=[
            with_dealbreakers(company, [compared(one, answers) for one in listed[pk]], dealbreakers, verdicts)
            for pk, company in by_pk.items()
        ],
        tripped=[check for check in checks if check.verdict == DealbreakerCheck.Verdict.TRIPPED],
        listed=listed,
        answers=answers,
    )


def compared(listed: ListedQuestion, answers: Mapping[int, list[Answer]]) -> comparison.Question:
    return comparison.Question(
        listed.pk,
        listed.topic_id,
        listed.text,
        listed.must_ask,
        tuple(
            comparison.Answer(one.pk, one.person_id, one.rating, one.quality, one.answered_at)
            for one in answers.get(listed.pk, ())
        ),
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


def listed_by_company(
    user: Any, companies: Mapping[int, Company], for_follow_ups: bool
) -> dict[int, list[ListedQuestion]]:
    if for_follow_ups:
        listed = access.questions_to_follow_up(user, companies.values())
    else:
        listed = ListedQuestion.objects.of(user).live().filter(company__in=companies).in_order()
    found: dict[int, list[ListedQuestion]] = defaultdict(list)
    for one in listed.only("company", "topic", "position", "text", "must_ask", "agreement", "audiences"):
        one.company = companies[one.company_id]
        found[one.company_id].append(one)
    return found


def answers_by_question(user: Any, companies: Mapping[int, Company]) -> dict[int, list[Answer]]:
    is_quoted = Q(listed_question__agreement=ListedQuestion.Agreement.CONTRADICTS)
    is_quoted |= Q(quality__in=OPEN_QUALITIES) | Q(come_back=True)
    words = Case(When(is_quoted, then=Left("said", QUOTE_LENGTH)), default=Value(""))
    answers = Answer.objects.of(user).live().filter(company__in=companies).order_by("answered_at", "pk")
    found: dict[int, list[Answer]] = defaultdict(list)
    for answer in answers.annotate(words=words).select_related("person").only(*ANSWER_FIELDS):
        answer.said = answer.words
        found[answer.listed_question_id].append(answer)
    return found


def dealbreakers_and_checks(
    user: Any, companies: Mapping[int, Company]
) -> tuple[list[Dealbreaker], list[DealbreakerCheck]]:
    """Every dealbreaker, and what was found about it at these companies with the proof."""
    check = "dealbreakercheck__"
    rows = (
        Dealbreaker.objects.of(user)
        .in_order()
        .annotate(proof=Left(check + "answer__said", QUOTE_LENGTH))
        .values_list("pk", "text", check + "company", check + "verdict", check + "answer", "proof")
    )
    dealbreakers, checks = {}, []
    for pk, text, company, verdict, answer, proof in rows:
        dealbreaker = dealbreakers.setdefault(pk, Dealbreaker(pk=pk, text=text))
        if company in companies:
            cited = Answer(pk=answer, said=proof) if answer else None
            checks.append(
                DealbreakerCheck(
                    dealbreaker=dealbreaker, company=companies[company], verdict=verdict, answer=cited
                )
            )
    checks.sort(key=lambda one: (one.company.name, one.company_id, one.dealbreaker_id))
    return list(dealbreakers.values()), checks
