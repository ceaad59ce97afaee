from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from interviews.actions.agenda import put_on_agenda
from interviews.actions.companies import add_company, change_stage
from interviews.actions.listed_questions import add_own_question
from interviews.models import (
    Company,
    Interview,
    InterviewPerson,
    ListedQuestion,
    Person,
    Profile,
)


def save_interview(
    *, interview: Interview, people: Iterable[Person], new_people: Iterable[Person] = (), by: Any
) -> Interview:
    """`new_people` have a name, a title and whom they speak as; one who is known already is not doubled."""
    interview.owner = by
    interview.save()
    present = InterviewPerson.objects.of(by).filter(interview=interview)
    met = [*people, *add_people(company=interview.company, people=new_people, by=by)]
    wanted = {person.pk: person for person in met}
    present.exclude(person__in=wanted).delete()
    there = set(present.values_list("person_id", flat=True))
    InterviewPerson.objects.bulk_create(
        InterviewPerson(owner=by, company_id=interview.company_id, interview=interview, person=person)
        for pk, person in wanted.items()
        if pk not in there
    )
    return interview


def add_people(*, company: Company, people: Iterable[Person], by: Any) -> list[Person]:
    people = list(people)
    known = Person.objects.of(by).in_company(company) if people else ()
    by_name = {person.name.casefold(): person for person in known}
    for person in people:
        person.owner, person.company = by, company
        by_name.setdefault(person.name.casefold(), person)
    Person.objects.bulk_create(person for person in by_name.values() if person.pk is None)
    return [by_name[person.name.casefold()] for person in people]


def meet(*, interview: Interview, person: Person, by: Any) -> Person:
    """Somebody who came to the interview unannounced; known names are not doubled."""
    (there,) = add_people(company=interview.company, people=[person], by=by)
    InterviewPerson.objects.of(by).get_or_create(
        interview=interview, person=there, defaults={"owner": by, "company_id": interview.company_id}
    )
    return there


def start_clock(*, interview: Interview, by: Any) -> None:
    """One that takes place is not cancelled."""
    if interview.finished_at is None:
        interview.started_at = interview.started_at or timezone.now()
        interview.cancelled_at = None
        interview.save(update_fields=["started_at", "cancelled_at"])


def finish_interview(*, interview: Interview, by: Any) -> None:
    """One that took place was not cancelled."""
    interview.finished_at, interview.cancelled_at = timezone.now(), None
    interview.save(update_fields=["finished_at", "cancelled_at", "impression", "note"])
    if interview.company.stage == Company.Stage.RESEARCHING:
        change_stage(company=interview.company, stage=Company.Stage.INTERVIEWING, by=by)


def reopen_interview(*, interview: Interview, by: Any) -> None:
    interview.finished_at = None
    interview.save(update_fields=["finished_at"])


def add_what_came_up(
    *, interview: Interview, text: str, client_id: UUID | None = None, by: Any
) -> ListedQuestion:
    """A question of the moment: on the list, unfiled, and on this agenda."""
    question = ListedQuestion(text=text, client_id=client_id)
    listed = add_own_question(company=interview.company, listed_question=question, by=by)
    put_on_agenda(interview=interview, listed_questions=[listed], is_pinned=True, by=by)
    return listed


def take_invitation(
    *,
    interview: Interview,
    origin: Mapping[str, Any],
    company_name: str = "",
    company_role: str = "",
    by: Any,
    **people: Any,
) -> Interview:
    """Keeps an interview that an invitation brought, at a new company where one is named."""
    if interview.company_id is None:
        company = Company(name=company_name, role=company_role, **sought_by(by))
        interview.company = add_company(company=company, by=by)
    for name, value in origin.items():
        setattr(interview, name, value)
    interview.cancelled_at = None
    return save_interview(interview=interview, by=by, **people)


def sought_by(candidate: Any) -> dict[str, str]:
    """What a new company starts from."""
    profile = Profile.objects.of(candidate).first() or Profile()
    return {name: getattr(profile, name) for name in ("level", "field", "work_mode")}


def cancel_by_invitation(
    *, interviews: Iterable[Interview], sequence: int, stamp: datetime | None, by: Any
) -> None:
    """The interviews are locked (access.interviews_of_invitation_write)."""
    for interview in interviews:
        interview.cancelled_at = timezone.now()
        interview.ics_sequence, interview.ics_stamp = sequence, stamp
        interview.save(update_fields=["cancelled_at", "ics_sequence", "ics_stamp"])
