from collections.abc import Sequence
from typing import Any

from django.db.models import F
from django.utils import timezone

from interviews.actions.positions import next_position, place_before, swap_positions, to_end, to_top
from interviews.models import (
    AgendaItem,
    Company,
    ListedQuestion,
)
from interviews.models.listed_question import FROM_LIBRARY
from questions.models import Question, Topic

ANCHOR_LENGTH = 240
COPIED = ("question_id", "topic_id", "must_ask", "anchor_low", "anchor_high", *FROM_LIBRARY)


def list_question(*, company: Company, question: Question, by: Any) -> ListedQuestion:
    """Puts a copy of a library question on a list; one that was removed comes back where it was.

    The company is locked (access.company_write).
    """
    on_list = ListedQuestion.objects.of(by).in_company(company)
    there = on_list.filter(question=question).order_by(F("removed_at").desc(nulls_first=True), "pk").first()
    if there is not None:
        restore_listed_question(listed_question=there, by=by)
        return there
    return ListedQuestion.objects.create(
        owner=by,
        company=company,
        question=question,
        topic_id=question.topic_id,
        position=next_position(on_list),
        **as_in_library(question),
    )


def as_in_library(question: Question) -> dict[str, Any]:
    """What a list takes over of a library question."""
    return {
        **{name: getattr(question, name) for name in FROM_LIBRARY},
        "anchor_low": question.beware_of[:ANCHOR_LENGTH],
        "anchor_high": question.listen_for[:ANCHOR_LENGTH],
    }


def add_own_question(*, company: Company, listed_question: ListedQuestion, by: Any) -> ListedQuestion:
    listed_question.owner = by
    listed_question.company = company
    listed_question.position = next_position(ListedQuestion.objects.of(by).in_company(company))
    listed_question.save()
    return listed_question


def remove_listed_question(*, listed_question: ListedQuestion, by: Any) -> None:
    remove_listed_questions(listed_questions=[listed_question], by=by)


def remove_listed_questions(*, listed_questions: Sequence[ListedQuestion], by: Any) -> None:
    """Answers stay with them, and come back with them. One moment for all: `removed_with` goes by it."""
    removed_at = timezone.now()
    for listed in listed_questions:
        listed.removed_at = removed_at
    pks = [listed.pk for listed in listed_questions]
    ListedQuestion.objects.of(by).filter(pk__in=pks).update(removed_at=removed_at)
    AgendaItem.objects.of(by).filter(
        listed_question__in=pks, interview__finished_at=None, interview__started_at=None
    ).delete()


def restore_listed_question(*, listed_question: ListedQuestion, by: Any) -> bool:
    """False where the same library question was listed again meanwhile."""
    company = listed_question.company
    return bool(restore_listed_questions(company=company, listed_questions=[listed_question], by=by))


def restore_listed_questions(
    *, company: Company, listed_questions: Sequence[ListedQuestion], by: Any
) -> list[ListedQuestion]:
    """Those that came back: not what was listed again meanwhile. The company is locked."""
    live = ListedQuestion.objects.of(by).in_company(company).live().exclude(question=None)
    listed = set(live.values_list("question_id", flat=True))
    back = []
    for one in listed_questions:
        if one.removed_at is not None and one.question_id not in listed:
            listed |= {one.question_id} - {None}
            one.removed_at = None
            back.append(one)
    ListedQuestion.objects.of(by).filter(pk__in=[one.pk for one in back]).update(removed_at=None)
    return back


def move_listed_question(*, listed_question: ListedQuestion, direction: str, by: Any) -> bool:
    """One place up or down among the live ones. False at the end of the list."""
    live = ListedQuestion.objects.of(by).in_company(listed_question.company).live()
    return swap_positions(live, listed_question, direction)


def place_listed_question(*, listed_question: ListedQuestion, before: ListedQuestion | None, by: Any) -> None:
    """Right before another of its company, or at the end. The company is locked."""
    place_before(ListedQuestion.objects.of(by).in_company(listed_question.company), listed_question, before)


def change_listed_questions(
    *,
    company: Company,
    listed_questions: Sequence[ListedQuestion],
    change: str,
    topic: Topic | None,
    by: Any,
) -> None:
    """The same change for several of one list, which keep their order. The company is locked."""
    rows = ListedQuestion.objects.of(by).in_company(company)
    picked = rows.filter(pk__in=[one.pk for one in listed_questions])
    if change == "top":
        to_top(rows, listed_questions)
    elif change == "end":
        to_end(rows, listed_questions)
    elif change == "file":
        picked.update(topic=topic)
    elif change == "remove":
        remove_listed_questions(listed_questions=listed_questions, by=by)
    else:
        picked.update(must_ask=change == "must ask")


def copy_questions(
    *, company: Company, listed_questions: Sequence[ListedQuestion], by: Any
) -> list[ListedQuestion]:
    """Puts them at the end of another company's list, as they are worded; answers are not copied.

    What was taken off that list comes back with its answers instead. The company is locked.
    """
    on_list = ListedQuestion.objects.of(by).in_company(company)
    wanted = [one.question_id for one in listed_questions if one.question_id]
    gone = on_list.exclude(removed_at=None).filter(question__in=wanted).order_by("removed_at", "pk")
    removed = {one.question_id: one for one in gone}
    start = next_position(on_list)
    new, back = [], []
    for place, one in enumerate(listed_questions, start):
        if there := removed.get(one.question_id):
            there.position, there.removed_at = place, None
            back.append(there)
        else:
            fields = {name: getattr(one, name) for name in COPIED}
            new.append(ListedQuestion(owner=by, company=company, position=place, **fields))
    if back:
        ListedQuestion.objects.bulk_update(back, ["position", "removed_at"])
    return [*back, *ListedQuestion.objects.bulk_create(new)]
