"""What the timeline of a company is told from."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from interviews.models import Answer, Claim, Company, FollowUp, Interview, Person, StageChange
from interviews.models.answer import AnswerQuerySet
from interviews.models.follow_up import FollowUpQuerySet
from interviews.models.interview import InterviewQuerySet
from interviews.models.research import ClaimQuerySet


def stage_changes_of(user: Any, company: Company) -> QuerySet[StageChange]:
    return StageChange.objects.of(user).filter(company=company).order_by("changed_at", "pk")


def claims_in_time(user: Any, company: Company) -> ClaimQuerySet:
    return Claim.objects.of(user).in_company(company).latest_first()


def interviews_in_time(user: Any, company: Company) -> InterviewQuerySet:
    """Each with `named`, who was there, in the same statement."""
    people = Person.objects.filter(interviewperson__interview=OuterRef("pk")).order_by("name", "pk")
    counted = Interview.objects.of(user).in_company(company).with_counts().defer("note", "place")
    return counted.annotate(named=ArraySubquery(people.values("name"))).order_by("starts_at", "pk")


def answers_by_mail(user: Any, company: Company) -> AnswerQuerySet:
    """Live answers that were written rather than said."""
    written = Answer.objects.of(user).live().in_company(company)
    written = written.filter(interview=None, channel=Interview.Channel.EMAIL)
    return written.select_related("listed_question", "person").defer("said", "impression").latest_first()


def closed_follow_ups(user: Any, company: Company) -> FollowUpQuerySet:
    closed = FollowUp.objects.of(user).in_company(company).exclude(done_at=None)
    return closed.select_related("listed_question", "ask_person").order_by("done_at", "pk")
