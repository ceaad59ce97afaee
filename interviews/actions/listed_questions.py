from typing import Any

from django.db.models import F
from django.utils import timezone

from interviews.actions.positions import next_position, swap_positions
from interviews.models import (
    AgendaItem,
    Company,
    ListedQuestion,
)
from interviews.models.listed_question import FROM_LIBRARY
from questions.models import Question

ANCHOR_LENGTH = 240


def list_question(*, company: Company, question: Question, by: Any) -> ListedQuestion:
    """Puts a copy of a library question on a list; one that was removed comes back where it was.

    The company is locked (access.company_write).
    """
    on_list = ListedQuestion.objects.of(by).in_company(company)
    there = on_list.filter(question=question).order_by(F("removed_at").desc(nulls_first=True), "pk").first()
    if there is not None:
        restore_listed_question(listed_question=there, by=by)
        return there
    copy = {name: getattr(question, name) for name in FROM_LIBRARY}
    return ListedQuestion.objects.create(
        owner=by,
        company=company,
        question=question,
        topic_id=question.topic_id,
        position=next_position(on_list),
        anchor_low=question.beware_of[:ANCHOR_LENGTH],
        anchor_high=question.listen_for[:ANCHOR_LENGTH],
        **copy,
    )


def add_own_question(*, company: Company, listed_question: ListedQuestion, by: Any) -> ListedQuestion:
    listed_question.owner = by
    listed_question.company = company
    listed_question.position = next_position(ListedQuestion.objects.of(by).in_company(company))
    listed_question.save()
    return listed_question


def remove_listed_question(*, listed_question: ListedQuestion, by: Any) -> None:
    """Answers stay with it, and come back with it."""
    listed_question.removed_at = timezone.now()
    listed_question.save(update_fields=["removed_at"])
    AgendaItem.objects.of(by).filter(
        listed_question=listed_question, interview__finished_at=None, interview__started_at=None
    ).delete()


def restore_listed_question(*, listed_question: ListedQuestion, by: Any) -> bool:
    """False where the same library question was listed again meanwhile."""
    if listed_question.removed_at is None:
        return False
    live = ListedQuestion.objects.of(by).in_company(listed_question.company).live()
    if listed_question.question_id and live.filter(question=listed_question.question_id).exists():
        return False
    listed_question.removed_at = None
    listed_question.save(update_fields=["removed_at"])
    return True


def move_listed_question(*, listed_question: ListedQuestion, direction: str, by: Any) -> bool:
    """One place up or down among the live ones. False at the end of the list."""
    live = ListedQuestion.objects.of(by).in_company(listed_question.company).live()
    return swap_positions(live, listed_question, direction)
