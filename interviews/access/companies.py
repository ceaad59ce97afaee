from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from interviews.models import (
    Answer,
    Company,
    Interview,
    ListedQuestion,
    Person,
)
from interviews.models.company import CompanyQuerySet


def company_read(user: Any, pk: int) -> Company:
    return get_object_or_404(Company.objects.of(user), pk=pk)


def company_write(user: Any, pk: int) -> Company:
    """Locked: positions of its questions move only under this lock."""
    return get_object_or_404(Company.objects.of(user).select_for_update(), pk=pk)


def companies_of(user: Any) -> CompanyQuerySet:
    return Company.objects.of(user).live()


def archived_companies_of(user: Any) -> CompanyQuerySet:
    return Company.objects.of(user).exclude(archived_at=None).by_name()


def company_with_counts(user: Any, pk: int) -> Company:
    """With what its tabs say."""
    companies = Company.objects.of(user).annotate(
        tab_question_count=count_in_company(ListedQuestion.objects.live()),
        tab_person_count=count_in_company(Person.objects.all()),
        tab_interview_count=count_in_company(Interview.objects.all()),
        tab_answer_count=count_in_company(Answer.objects.live().on_live_questions()),
    )
    return get_object_or_404(companies, pk=pk)


def count_in_company(rows: QuerySet[Any]) -> Coalesce:
    """A subquery each, since joins of several lists would multiply."""
    per_company = rows.filter(company=OuterRef("pk")).order_by().values("company")
    return Coalesce(Subquery(per_company.annotate(count=Count("pk")).values("count")), 0)
