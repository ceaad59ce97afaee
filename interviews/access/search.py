from functools import reduce
from operator import and_, or_
from typing import Any

from django.db.models import Q, QuerySet

from interviews.models import Answer, Claim, Company, Interview, ListedQuestion, Person

MOST_FOUND = 50

FIELDS = {
    "answers": ("said", "impression", "refer_to"),
    "interviews": ("note", "place"),
    "questions": ("text", "why"),
    "claims": ("text", "url"),
    "people": ("name", "title", "how_met"),
    "companies": ("name", "role", "industry", "location"),
}


def found_for(user: Any, words: list[str], company: Company | None) -> dict[str, list[Any]]:
    """Rows in which every word stands somewhere, accents aside; of each kind the latest, at most 50."""
    return {
        kind: list(in_company(rows, kind, company).filter(every_word(words, FIELDS[kind]))[:MOST_FOUND])
        for kind, rows in kinds_of(user).items()
    }


def kinds_of(user: Any) -> dict[str, QuerySet[Any]]:
    answers = Answer.objects.of(user).live().on_live_questions().latest_first()
    listed = ListedQuestion.objects.of(user).live().order_by("-pk")
    return {
        "answers": answers.select_related("company", "listed_question", "person"),
        "interviews": Interview.objects.of(user).select_related("company").order_by("-starts_at", "-pk"),
        "questions": listed.select_related("company", "topic"),
        "claims": Claim.objects.of(user).select_related("company").latest_first(),
        "people": Person.objects.of(user).select_related("company").by_name(),
        "companies": Company.objects.of(user).by_name(),
    }


def in_company(rows: QuerySet[Any], kind: str, company: Company | None) -> QuerySet[Any]:
    if company is None:
        return rows
    return rows.filter(pk=company.pk) if kind == "companies" else rows.filter(company=company)


def every_word(words: list[str], fields: tuple[str, ...]) -> Q:
    somewhere = (
        reduce(or_, (Q(**{f"{field}__unaccent__icontains": word}) for field in fields)) for word in words
    )
    return reduce(and_, somewhere)
