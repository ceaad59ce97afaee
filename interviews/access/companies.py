from datetime import timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower
from django.shortcuts import get_object_or_404
from django.utils import timezone

from interviews.models import (
    Answer,
    Claim,
    Company,
    Interview,
    ListedQuestion,
    Offer,
    Person,
)
from interviews.models.company import CompanyQuerySet


def company_read(user: Any, pk: int) -> Company:
    return get_object_or_404(Company.objects.of(user), pk=pk)


def company_found(user: Any, pk: int) -> Company | None:
    return Company.objects.of(user).filter(pk=pk).first()


def company_write(user: Any, pk: int) -> Company:
    """Locked: positions of its questions move only under this lock.

    Not its key: a save of an answer, which holds that answer, refers to the company, and would wait for us
    while we wait for the answer.
    """
    return get_object_or_404(Company.objects.of(user).select_for_update(no_key=True), pk=pk)


def companies_of(user: Any) -> CompanyQuerySet:
    return Company.objects.of(user).live()


def companies_in_order(user: Any) -> CompanyQuerySet:
    """By stage, and those in the archive after all others."""
    stages = [When(stage=stage, then=Value(place)) for place, stage in enumerate(Company.STAGE_ORDER)]
    archived = When(archived_at__isnull=False, then=Value(len(stages)))
    group = Case(archived, *stages, output_field=IntegerField())
    return Company.objects.of(user).order_by(group, Lower("name"), Lower("role"), "pk")


def stage_counts(user: Any) -> dict[str, int]:
    """Stage → how many companies; those in the archive count under an empty word."""
    counts = Company.objects.of(user).order_by()
    group = Case(When(archived_at=None, then="stage"), default=Value(""))
    return dict(counts.values_list(group).annotate(count=Count("pk")))


def company_with_counts(user: Any, pk: int) -> Company:
    """With what its tabs say."""
    companies = Company.objects.of(user).annotate(
        tab_question_count=count_in_company(ListedQuestion.objects.live()),
        tab_claim_count=count_in_company(Claim.objects.all()),
        tab_person_count=count_in_company(Person.objects.all()),
        tab_interview_count=count_in_company(Interview.objects.all()),
        tab_offer_count=count_in_company(Offer.objects.all()),
        tab_answer_count=count_in_company(Answer.objects.live().on_live_questions()),
        next_interview_pk=next_in_company(Interview.objects.to_come().soonest_first()),
    )
    return get_object_or_404(companies, pk=pk)


def next_in_company(interviews: QuerySet[Any]) -> Subquery:
    """One that began within the last hours is still the next, as on the home page."""
    coming = interviews.filter(company=OuterRef("pk"), starts_at__gte=timezone.now() - timedelta(hours=4))
    return Subquery(coming.values("pk")[:1])


def count_in_company(rows: QuerySet[Any]) -> Coalesce:
    """A subquery each, since joins of several lists would multiply."""
    per_company = rows.filter(company=OuterRef("pk")).order_by().values("company")
    return Coalesce(Subquery(per_company.annotate(count=Count("pk")).values("count")), 0)
