from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import get_object_or_404

from interviews.access.companies import company_write, count_in_company
from interviews.access.numbers import number_or_404
from interviews.models import (
    Answer,
    Claim,
    Company,
    ListedQuestion,
)
from interviews.models.company import CompanyQuerySet
from interviews.models.listed_question import ListedQuestionQuerySet


def question_that_came_up(user: Any, client_id: UUID) -> int | None:
    """The number of a question that a browser made, once the server has it."""
    made = ListedQuestion.objects.of(user).filter(client_id=client_id)
    return made.values_list("pk", flat=True).first()


def listed_question_read(user: Any, pk: int) -> ListedQuestion:
    questions = ListedQuestion.objects.of(user).select_related("company", "topic", "question", "raised_by")
    return get_object_or_404(questions, pk=pk)


def listed_question_write(user: Any, pk: int) -> ListedQuestion:
    """Its company is locked first, so that two moves at once come one after the other."""
    listed_question = listed_question_read(user, pk)
    company_write(user, listed_question.company_id)
    return listed_question_read(user, pk)


def listed_questions_of(user: Any, company: Company) -> ListedQuestionQuerySet:
    listed = ListedQuestion.objects.of(user).in_company(company).live()
    return listed.select_related("topic", "question").in_order()


def listed_questions_to_build(user: Any, company: Company) -> ListedQuestionQuerySet:
    """With how many answered each, and in `.is_claimed` whether a claim says something on it."""
    claims = Claim.objects.of(user).filter(listed_question=OuterRef("pk"))
    listed = listed_questions_of(user, company).with_answer_counts().annotate(is_claimed=Exists(claims))
    return listed.defer("question__vector")


def removed_with(user: Any, company: Company, pk: str) -> list[ListedQuestion]:
    """What was taken off in one go with this one, to offer it back."""
    removed = ListedQuestion.objects.of(user).in_company(company).exclude(removed_at=None)
    moment = removed.filter(pk=number_or_404(pk)).values("removed_at")[:1]
    return list(removed.filter(removed_at=moment).in_order())


def picked_questions(user: Any, company: Company, pks: Iterable[int]) -> list[ListedQuestion]:
    """Those of them that stand on the list, in its order."""
    return list(ListedQuestion.objects.of(user).in_company(company).live().filter(pk__in=pks).in_order())


def removed_questions(user: Any, company: Company, pks: Iterable[int]) -> list[ListedQuestion]:
    removed = ListedQuestion.objects.of(user).in_company(company).exclude(removed_at=None)
    return list(removed.filter(pk__in=pks).in_order())


def place_of(user: Any, listed_question: ListedQuestion) -> tuple[int, int]:
    """Where it stands on its list, from 1, and how long the list is."""
    live = ListedQuestion.objects.of(user).in_company(listed_question.company).live()
    counts = live.aggregate(
        before=Count("pk", filter=Q(position__lt=listed_question.position)), length=Count("pk")
    )
    return counts["before"] + 1, counts["length"]


def listed_question_at(user: Any, listed_question: ListedQuestion, place: int) -> ListedQuestion | None:
    """What stands right after it once it has that place of its list; None at the end."""
    live = ListedQuestion.objects.of(user).in_company(listed_question.company).live()
    return live.exclude(pk=listed_question.pk).in_order()[max(place, 1) - 1 :].first()


def companies_to_copy_from(user: Any, company: Company) -> CompanyQuerySet:
    """The others that have a list, archived ones too, with how many questions in `.question_count`."""
    others = Company.objects.of(user).exclude(pk=company.pk)
    counted = others.annotate(question_count=count_in_company(ListedQuestion.objects.live()))
    return counted.filter(question_count__gt=0).by_name()


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
