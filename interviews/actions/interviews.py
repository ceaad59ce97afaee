from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from interviews.actions.agenda import put_on_agenda
from interviews.actions.listed_questions import add_own_question
from interviews.models import (
    Company,
    Interview,
    InterviewPerson,
    ListedQuestion,
    Person,
)


def save_interview(*, interview: Interview, people: Iterable[Person], by: Any) -> Interview:
    interview.owner = by
    interview.save()
    present = InterviewPerson.objects.of(by).filter(interview=interview)
    wanted = {person.pk: person for person in people}
    present.exclude(person__in=wanted).delete()
    there = set(present.values_list("person_id", flat=True))
    InterviewPerson.objects.bulk_create(
        InterviewPerson(owner=by, company_id=interview.company_id, interview=interview, person=person)
        for pk, person in wanted.items()
        if pk not in there
    )
    return interview


def start_clock(*, interview: Interview, by: Any) -> None:
    if interview.started_at is None and interview.finished_at is None:
        interview.started_at = timezone.now()
        interview.save(update_fields=["started_at"])


def finish_interview(*, interview: Interview, by: Any) -> None:
    interview.finished_at = timezone.now()
    interview.save(update_fields=["finished_at", "impression", "note"])
    if interview.company.stage == Company.Stage.RESEARCHING:
        interview.company.stage = Company.Stage.INTERVIEWING
        interview.company.save(update_fields=["stage"])


def reopen_interview(*, interview: Interview, by: Any) -> None:
    interview.finished_at = None
    interview.save(update_fields=["finished_at"])


def add_what_came_up(*, interview: Interview, text: str, by: Any) -> ListedQuestion:
    """A question of the moment: on the list, unfiled, and on this agenda."""
    listed = add_own_question(company=interview.company, listed_question=ListedQuestion(text=text), by=by)
    put_on_agenda(interview=interview, listed_questions=[listed], by=by)
    return listed
