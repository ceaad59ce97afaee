from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Left

from interviews.models import (
    Answer,
    Claim,
    Company,
    FollowUp,
    Interview,
    ListedQuestion,
    Person,
)
from interviews.models.follow_up import FollowUpQuerySet
from interviews.models.interview import InterviewQuerySet
from interviews.models.listed_question import ListedQuestionQuerySet

QUOTED = 200


def questions_to_follow_up(user: Any, companies: Iterable[Company]) -> ListedQuestionQuerySet:
    """With `is_claimed`, and `is_held`: whether an interview was finished at their company."""
    claims = Claim.objects.of(user).filter(listed_question=OuterRef("pk"))
    finished = Interview.objects.of(user).filter(company=OuterRef("company")).exclude(finished_at=None)
    listed = ListedQuestion.objects.of(user).filter(company__in=companies).live()
    return listed.annotate(is_claimed=Exists(claims), is_held=Exists(finished)).in_order()


def answers_to_questions(user: Any, companies: Iterable[Company]) -> list[Answer]:
    """Only the beginning of what was said: there may be hundreds of long ones."""
    answers = Answer.objects.of(user).live().on_live_questions().filter(company__in=companies)
    answers = answers.annotate(said_start=Left("said", QUOTED)).defer("said", "impression")
    found = list(answers.select_related("person").order_by("answered_at", "pk"))
    for answer in found:
        answer.said = answer.said_start
    return found


def follow_ups_of(user: Any, companies: Iterable[Company]) -> FollowUpQuerySet:
    rows = FollowUp.objects.of(user).filter(company__in=companies)
    return rows.select_related("ask_person", "listed_question").order_by("pk")


def follow_ups_let_go(user: Any, company: Company, pks: Iterable[str]) -> FollowUpQuerySet:
    """Those of the numbers that are closed follow-ups of this company."""
    numbers = [int(pk) for pk in pks if pk.isascii() and pk.isdecimal() and len(pk) < 19]
    return FollowUp.objects.of(user).in_company(company).filter(pk__in=numbers).exclude(done_at=None)


def interviews_to_come_in(user: Any, company: Company) -> InterviewQuerySet:
    return Interview.objects.of(user).in_company(company).to_come().soonest_first()


def interview_to_come_write(user: Any, company: Company, pk: str) -> Interview | None:
    number = int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else 0
    coming = interviews_to_come_in(user, company).select_for_update(of=("self",))
    return coming.filter(pk=number).first()


def last_interview_held(user: Any, company: Company, person: Person | None) -> Interview | None:
    """With that person, where one is given."""
    held = Interview.objects.of(user).in_company(company).exclude(finished_at=None)
    if person is not None:
        held = held.filter(Q(interviewperson__person=person) | Q(answer__person=person))
    return held.order_by("-starts_at", "-pk").first()
