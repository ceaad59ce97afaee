from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Exists, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from interviews.access.follow_ups import questions_to_follow_up
from interviews.models import (
    AgendaDrop,
    AgendaItem,
    Dealbreaker,
    DealbreakerCheck,
    Interview,
    InterviewPerson,
    Person,
)
from interviews.models.company import PersonQuerySet
from interviews.models.interview import InterviewQuerySet
from interviews.models.listed_question import ListedQuestionQuerySet


def questions_for_agenda(user: Any, interview: Interview) -> ListedQuestionQuerySet:
    """The whole list: with its place on this agenda (`place`, None when it is not there), whether it was
    put there (`is_pinned`) or taken off (`is_dropped`) by hand, and what follow-ups are found from."""
    here = {"interview": interview, "listed_question": OuterRef("pk")}
    items = AgendaItem.objects.of(user).filter(**here)
    return (
        questions_to_follow_up(user, [interview.company])
        .select_related("topic", "question")
        .annotate(
            place=Subquery(items.values("position")[:1]),
            is_pinned=Coalesce(Subquery(items.values("is_pinned")[:1]), Value(False)),
            is_dropped=Exists(AgendaDrop.objects.of(user).filter(**here)),
        )
    )


def people_with_presence(user: Any, interview: Interview) -> PersonQuerySet:
    """Everybody known at the company; `is_met` are those of this interview."""
    met = InterviewPerson.objects.of(user).filter(interview=interview, person=OuterRef("pk"))
    people = Person.objects.of(user).in_company(interview.company)
    return people.annotate(is_met=Exists(met)).by_name()


def other_interviews_to_come(user: Any, interview: Interview, since: datetime) -> InterviewQuerySet:
    """With `minutes_planned` and the `audiences` that will be met."""
    planned = AgendaItem.objects.of(user).filter(interview=OuterRef("pk"), listed_question__removed_at=None)
    minutes = planned.order_by().values("interview").annotate(sum=Sum("listed_question__minutes"))
    others = Interview.objects.of(user).in_company(interview.company).to_come().exclude(pk=interview.pk)
    return (
        others.filter(starts_at__gte=since)
        .annotate(
            minutes_planned=Coalesce(Subquery(minutes.values("sum")), 0),
            audiences=ArrayAgg(
                "people__audience", distinct=True, filter=Q(people__isnull=False), default=Value([])
            ),
        )
        .soonest_first()
    )


def topics_of_unknown_dealbreakers(user: Any, interview: Interview) -> set[int]:
    checked = DealbreakerCheck.objects.of(user).filter(
        company=interview.company_id, dealbreaker=OuterRef("pk")
    )
    unknown = Dealbreaker.objects.of(user).exclude(topic=None).filter(~Exists(checked))
    return set(unknown.values_list("topic", flat=True))
