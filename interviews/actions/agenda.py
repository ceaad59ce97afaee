from collections.abc import Iterable
from typing import Any

from interviews.actions.positions import next_position, swap_positions
from interviews.models import (
    AgendaItem,
    Interview,
    ListedQuestion,
)


def put_on_agenda(*, interview: Interview, listed_questions: Iterable[ListedQuestion], by: Any) -> int:
    """Adds what is not there yet, at the end. The interview is locked."""
    agenda = AgendaItem.objects.of(by).filter(interview=interview)
    there = set(agenda.values_list("listed_question_id", flat=True))
    position = next_position(agenda)
    new = [listed for listed in listed_questions if listed.pk not in there]
    AgendaItem.objects.bulk_create(
        AgendaItem(
            owner=by,
            company_id=interview.company_id,
            interview=interview,
            listed_question=listed,
            position=position + place,
        )
        for place, listed in enumerate(new)
    )
    return len(new)


def take_off_agenda(*, interview: Interview, listed_question: ListedQuestion, by: Any) -> None:
    AgendaItem.objects.of(by).filter(interview=interview, listed_question=listed_question).delete()


def move_on_agenda(*, interview: Interview, listed_question: ListedQuestion, direction: str, by: Any) -> bool:
    agenda = AgendaItem.objects.of(by).filter(interview=interview)
    item = agenda.filter(listed_question=listed_question).first()
    same_group = agenda.filter(listed_question__must_ask=listed_question.must_ask)
    return item is not None and swap_positions(same_group, item, direction)
