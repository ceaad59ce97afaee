from typing import Any

from django.db.models import Subquery
from django.shortcuts import get_object_or_404

from interviews.access.companies import companies_of
from interviews.access.settings import topics_of
from interviews.models import Answer, Claim, Company, ListedQuestion, Profile
from interviews.models.company import CompanyQuerySet


def companies_to_compare(user: Any) -> CompanyQuerySet:
    """By name, each with the candidate's `paper_size`, so that the page needs no statement for it."""
    paper = Subquery(Profile.objects.of(user).values("paper_size")[:1])
    return companies_of(user).annotate(paper_size=paper).by_name()


def topic_read(user: Any, pk: int) -> Any:
    """With its weight, for `weights_in`."""
    return get_object_or_404(topics_of(user), pk=pk)


def listed_questions_on(user: Any, company: Company, topic: Any) -> list[ListedQuestion]:
    listed = ListedQuestion.objects.of(user).in_company(company).live().filter(topic=topic).in_order()
    return list(listed.select_related("topic"))


def answers_on(user: Any, company: Company, topic: Any) -> list[Answer]:
    """The first said first, each with its person and interview."""
    answers = Answer.objects.of(user).live().on_live_questions().in_company(company)
    answers = answers.filter(listed_question__topic=topic).select_related("person", "interview")
    return list(answers.order_by("answered_at", "pk"))


def claims_on(user: Any, company: Company, topic: Any) -> list[Claim]:
    """Those that speak to a question of the topic, the newest first."""
    claims = Claim.objects.of(user).in_company(company)
    claims = claims.filter(listed_question__topic=topic, listed_question__removed_at=None)
    return list(claims.latest_first())
