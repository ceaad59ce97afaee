from collections.abc import Iterable
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.shortcuts import get_object_or_404

from interviews.models import (
    Answer,
    AnswerRevision,
    Company,
    Interview,
    InterviewPerson,
    Person,
)
from interviews.models.answer import AnswerQuerySet
from interviews.models.company import PersonQuerySet


def person_read(user: Any, pk: int) -> Person:
    return get_object_or_404(Person.objects.of(user).select_related("company"), pk=pk)


def people_write(user: Any, company: Company, *pks: int) -> list[Person]:
    """Locked, in the order asked for; all of this company, which is locked already (company_write).

    With their keys: nobody begins an answer of somebody who is going.
    """
    people = Person.objects.of(user).in_company(company).filter(pk__in=pks)
    found = {person.pk: person for person in people.order_by("pk").select_for_update(of=("self",))}
    return [found[pk] if pk in found else get_object_or_404(people, pk=pk) for pk in pks]


def people_of(user: Any, company: Company) -> PersonQuerySet:
    return Person.objects.of(user).in_company(company).by_name()


def people_with_counts(user: Any, company: Company) -> PersonQuerySet:
    """With their live answers, their interviews, and the answers that have a version to settle.

    A subquery each, since joins of several lists would multiply.
    """
    unsettled = AnswerRevision.objects.filter(answer__deleted_at=None, kept_beside=True, settled_at=None)
    return people_of(user, company).annotate(
        answer_count=count_of_person(Answer.objects.live(), "person"),
        interview_count=count_of_person(InterviewPerson.objects.all(), "person"),
        unsettled_count=count_of_person(unsettled, "answer__person", "answer"),
    )


def count_of_person(rows: QuerySet[Any], person: str, counted: str = "pk") -> Coalesce:
    of_person = rows.filter(**{person: OuterRef("pk")}).order_by().values(person)
    counts = of_person.annotate(count=Count(counted, distinct=True)).values("count")
    return Coalesce(Subquery(counts), 0)


def others_of(user: Any, person: Person) -> PersonQuerySet:
    return people_of(user, person.company).exclude(pk=person.pk)


def person_in(user: Any, company: Company, pk: str) -> Person | None:
    known = Person.objects.of(user).in_company(company)
    return known.filter(pk=pk).first() if pk.isdecimal() else None


def people_in(user: Any, interview: Interview) -> PersonQuerySet:
    return Person.objects.of(user).filter(interviewperson__interview=interview).by_name()


def places_of(user: Any, people: Iterable[Person]) -> list[tuple[int, int, int | None]]:
    """(person, listed question, interview) of each of their live answers."""
    answers = Answer.objects.of(user).live().filter(person__in=people).order_by("pk")
    return list(answers.values_list("person_id", "listed_question_id", "interview_id"))


def attended_by(user: Any, people: Iterable[Person]) -> list[tuple[int, int]]:
    """(person, interview)."""
    there = InterviewPerson.objects.of(user).filter(person__in=people)
    return list(there.order_by("pk").values_list("person_id", "interview_id"))


def answers_to_settle(user: Any, person: Person) -> AnswerQuerySet:
    """Their live answers that have versions beside them."""
    unsettled = AnswerRevision.objects.of(user).filter(kept_beside=True, settled_at=None)
    answers = Answer.objects.of(user).live().filter(person=person, pk__in=unsettled.values("answer"))
    return answers.select_related("listed_question", "interview", "person").order_by(
        "listed_question__position", "pk"
    )


def unsettled_of(user: Any, answers: Iterable[Answer]) -> QuerySet[AnswerRevision]:
    versions = AnswerRevision.objects.of(user).filter(answer__in=answers, kept_beside=True, settled_at=None)
    return versions.order_by("saved_at", "pk")
