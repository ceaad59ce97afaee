from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from interviews.models import (
    AgendaItem,
    Company,
    Interview,
    ListedQuestion,
)
from interviews.models.interview import InterviewQuerySet


def interview_read(user: Any, pk: int) -> Interview:
    return get_object_or_404(Interview.objects.of(user).select_related("company"), pk=pk)


def interview_write(user: Any, pk: int) -> Interview:
    interviews = (
        Interview.objects.of(user).select_related("company").select_for_update(of=("self",), no_key=True)
    )
    return get_object_or_404(interviews, pk=pk)


def interviews_of(user: Any, company: Company) -> InterviewQuerySet:
    return Interview.objects.of(user).in_company(company).prefetch_related("people").soonest_first()


def planned_interviews(user: Any, company: Company) -> dict[int, Interview]:
    """Listed question → the soonest interview to come that has it on its agenda."""
    items = AgendaItem.objects.of(user).filter(company=company, interview__in=Interview.objects.to_come())
    items = items.select_related("interview").order_by("-interview__starts_at", "-pk")
    return {item.listed_question_id: item.interview for item in items}


def agenda_of(user: Any, interview: Interview) -> QuerySet[ListedQuestion]:
    listed = ListedQuestion.objects.of(user).live().filter(agendaitem__interview=interview)
    return listed.select_related("topic").order_by("agendaitem__position", "pk")


def interviews_to_come(user: Any, since: datetime) -> InterviewQuerySet:
    coming = Interview.objects.of(user).to_come().filter(starts_at__gte=since, company__archived_at=None)
    return coming.select_related("company").soonest_first()
