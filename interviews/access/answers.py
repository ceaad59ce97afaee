from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from interviews.models import (
    Answer,
    AnswerRevision,
    Company,
    Interview,
)
from interviews.models.answer import AnswerQuerySet

VERSIONS_AT_ONCE = 50


def answer_read(user: Any, pk: int) -> Answer:
    answers = (
        Answer.objects.of(user).live().select_related("company", "listed_question", "interview", "person")
    )
    return get_object_or_404(answers, pk=pk)


def answer_write(user: Any, pk: int) -> Answer:
    answers = Answer.objects.of(user).live().select_for_update(of=("self",))
    return get_object_or_404(answers, pk=pk)


def kept_version_write(user: Any, answer: Answer, pk: int) -> AnswerRevision:
    versions = AnswerRevision.objects.of(user).beside(answer).select_for_update(of=("self",))
    return get_object_or_404(versions, pk=pk)


def version_read(user: Any, answer: Answer, pk: int) -> AnswerRevision:
    return get_object_or_404(AnswerRevision.objects.of(user).filter(answer=answer), pk=pk)


def answers_of(user: Any, company: Company) -> AnswerQuerySet:
    answers = Answer.objects.of(user).live().on_live_questions().in_company(company)
    return answers.select_related("person", "interview", "listed_question").latest_first()


def answers_in(user: Any, interview: Interview) -> AnswerQuerySet:
    answers = Answer.objects.of(user).live().filter(interview=interview)
    return answers.select_related("person", "listed_question__topic").order_by("answered_at", "pk")


def deleted_answer_write(user: Any, pk: int) -> Answer:
    deleted = Answer.objects.of(user).exclude(deleted_at=None).select_for_update(of=("self",))
    return get_object_or_404(deleted, pk=pk)


def kept_versions_of(user: Any, answer: Answer) -> QuerySet[AnswerRevision]:
    return AnswerRevision.objects.of(user).beside(answer).order_by("saved_at", "pk")


def history_of(user: Any, answer: Answer, before: int | None) -> tuple[list[AnswerRevision], bool]:
    """The newest first, of those before that one the next 50; and whether there are older ones."""
    versions = AnswerRevision.objects.of(user).filter(answer=answer).order_by("-pk")
    if before is not None:
        versions = versions.filter(pk__lt=before)
    found = list(versions[: VERSIONS_AT_ONCE + 1])
    return found[:VERSIONS_AT_ONCE], len(found) > VERSIONS_AT_ONCE


def answers_newer(user: Any, interview: Interview, since: datetime) -> AnswerQuerySet:
    """Saved since then; a little more, for a save that was under way."""
    answers = Answer.objects.of(user).live().filter(interview=interview)
    return answers.filter(saved_at__gt=since - timedelta(seconds=10)).order_by("saved_at", "pk")
