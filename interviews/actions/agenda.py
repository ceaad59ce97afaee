from collections.abc import Collection, Iterable, Sequence
from typing import Any

from interviews.actions.positions import next_position, swap_positions
from interviews.models import (
    AgendaDrop,
    AgendaItem,
    Interview,
    ListedQuestion,
)


def put_on_agenda(
    *, interview: Interview, listed_questions: Iterable[ListedQuestion], is_pinned: bool = False, by: Any
) -> int:
    """Adds what is not there yet, at the end; with `is_pinned` what is there is pinned too. The interview
    is locked."""
    agenda = AgendaItem.objects.of(by).filter(interview=interview)
    there = set(agenda.values_list("listed_question_id", flat=True))
    position = next_position(agenda)
    wanted = list(listed_questions)
    new = [listed for listed in wanted if listed.pk not in there]
    if is_pinned and len(new) < len(wanted):
        agenda.filter(listed_question__in=wanted).update(is_pinned=True)
    AgendaItem.objects.bulk_create(
        agenda_item(interview, listed.pk, position + place, by, is_pinned) for place, listed in enumerate(new)
    )
    AgendaDrop.objects.of(by).filter(interview=interview, listed_question__in=new).delete()
    return len(new)


def agenda_item(interview: Interview, pk: int, position: int, by: Any, is_pinned: bool = False) -> AgendaItem:
    return AgendaItem(
        owner=by,
        company_id=interview.company_id,
        interview=interview,
        listed_question_id=pk,
        position=position,
        is_pinned=is_pinned,
    )


def set_agenda(
    *, interview: Interview, listed_questions: Sequence[int], pinned: Collection[int], by: Any
) -> None:
    """Exactly these, in this order; of them `pinned` stay pinned. The interview is locked.

    What was taken off the list keeps its place, in case it comes back.
    """
    agenda = AgendaItem.objects.of(by).filter(interview=interview)
    agenda.filter(listed_question__removed_at=None).delete()
    start = next_position(agenda)
    AgendaItem.objects.bulk_create(
        agenda_item(interview, pk, position, by, pk in pinned)
        for position, pk in enumerate(listed_questions, start=start)
    )
    AgendaDrop.objects.of(by).filter(interview=interview, listed_question__in=listed_questions).delete()


def take_off_agenda(*, interview: Interview, listed_question: ListedQuestion, by: Any) -> None:
    """By hand, so that it is not proposed for this interview again."""
    AgendaItem.objects.of(by).filter(interview=interview, listed_question=listed_question).delete()
    AgendaDrop.objects.of(by).get_or_create(
        interview=interview,
        listed_question=listed_question,
        defaults={"owner": by, "company_id": interview.company_id},
    )


def swap_on_agenda(*, interview: Interview, listed_question: ListedQuestion, other: int, by: Any) -> None:
    """The other takes its place, and it is not proposed for this interview again."""
    place = AgendaItem.objects.of(by).filter(interview=interview, listed_question=listed_question).first()
    take_off_agenda(interview=interview, listed_question=listed_question, by=by)
    if place is not None:
        agenda_item(interview, other, place.position, by).save()


def pin_on_agenda(*, interview: Interview, listed_question: ListedQuestion, by: Any) -> bool | None:
    """Pins it, or lets it go; says whether it is pinned now, None when it is not on the agenda."""
    item = AgendaItem.objects.of(by).filter(interview=interview, listed_question=listed_question).first()
    if item is None:
        return None
    item.is_pinned = not item.is_pinned
    item.save(update_fields=["is_pinned"])
    return item.is_pinned


def move_on_agenda(*, interview: Interview, listed_question: ListedQuestion, direction: str, by: Any) -> bool:
    agenda = AgendaItem.objects.of(by).filter(interview=interview, listed_question__removed_at=None)
    item = agenda.filter(listed_question=listed_question).first()
    same_group = agenda.filter(listed_question__must_ask=listed_question.must_ask)
    return item is not None and swap_positions(same_group, item, direction)
