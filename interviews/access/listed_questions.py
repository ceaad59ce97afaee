from typing import Any

from django.shortcuts import get_object_or_404

from interviews.access.companies import company_write
from interviews.access.numbers import number_or_404
from interviews.models import (
    Answer,
    Company,
    ListedQuestion,
)
from interviews.models.listed_question import ListedQuestionQuerySet


def listed_question_read(user: Any, pk: int) -> ListedQuestion:
    questions = ListedQuestion.objects.of(user).select_related("company", "topic", "question")
    return get_object_or_404(questions, pk=pk)


def listed_question_write(user: Any, pk: int) -> ListedQuestion:
    """Its company is locked first, so that two moves at once come one after the other."""
    listed_question = listed_question_read(user, pk)
    company_write(user, listed_question.company_id)
    return listed_question_read(user, pk)


def listed_questions_of(user: Any, company: Company) -> ListedQuestionQuerySet:
    listed = ListedQuestion.objects.of(user).in_company(company).live()
    return listed.select_related("topic", "question").in_order()


def removed_question_of(user: Any, company: Company, pk: str) -> ListedQuestion | None:
    removed = ListedQuestion.objects.of(user).in_company(company).exclude(removed_at=None)
    return removed.filter(pk=number_or_404(pk)).first()


def listed_question_in(user: Any, company: Company, pk: int | str) -> ListedQuestion:
    listed = ListedQuestion.objects.of(user).in_company(company).live().select_related("topic")
    return get_object_or_404(listed, pk=number_or_404(pk))


def asked_question_in(user: Any, company: Company, pk: str) -> ListedQuestion:
    """Though it was taken off the list meanwhile: what was typed for it must still be shown."""
    listed = ListedQuestion.objects.of(user).in_company(company).select_related("topic")
    return get_object_or_404(listed, pk=number_or_404(pk))


def uses_of_question(user: Any, question: Any) -> list[tuple[ListedQuestion, list[Answer]]]:
    """Where a library question is listed, with the live answers it got."""
    listed = ListedQuestion.objects.of(user).live().filter(question=question)
    answers = Answer.objects.of(user).live().filter(listed_question__question=question)
    by_question: dict[int, list[Answer]] = {}
    for answer in answers.select_related("person", "listed_question").latest_first():
        by_question.setdefault(answer.listed_question_id, []).append(answer)
    rows = listed.select_related("company", "question").order_by("company__name", "pk")
    return [(row, by_question.get(row.pk, [])) for row in rows]
