from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from interviews.capture import content_of
from interviews.models import (
    Answer,
    AnswerRevision,
    DealbreakerCheck,
    FollowUp,
    InterviewPerson,
    Outcome,
    Person,
    PromiseCheck,
)

FILLED = ("title", "how_met", "audience")


def merge_people(*, kept: Person, other: Person, by: Any) -> int:
    """All that the other entry has goes to the kept one, and the other entry goes.

    Returns how many answers have two versions now, for the candidate to settle. The company and both people
    are locked (access.company_write, access.people_write).
    """
    now = timezone.now()
    clashing = clashing_answers(kept, other, by)
    waiting = keep_beside(clashing, by=by, now=now)
    point_to_kept_answers(clashing, by)
    Answer.objects.of(by).filter(pk__in=[theirs.pk for theirs, _ in clashing]).update(deleted_at=now)
    Answer.objects.of(by).filter(person=other).update(person=kept)
    attended = InterviewPerson.objects.of(by).filter(person=kept).values("interview")
    InterviewPerson.objects.of(by).filter(person=other).exclude(interview__in=attended).update(person=kept)
    FollowUp.objects.of(by).filter(ask_person=other).update(ask_person=kept)
    for name in FILLED:
        setattr(kept, name, getattr(kept, name) or getattr(other, name))
    kept.save(update_fields=FILLED)
    other.delete()
    return waiting


def clashing_answers(kept: Person, other: Person, by: Any) -> list[tuple[Answer, Answer]]:
    """(the other's, the kept one's) live answers to the same question in the same interview; locked."""
    answers = Answer.objects.of(by).live().filter(person__in=[kept, other]).order_by("pk")
    places: dict[tuple[int, int | None], dict[int | None, Answer]] = {}
    for answer in answers.select_for_update(of=("self",)):
        place = (answer.listed_question_id, answer.interview_id)
        places.setdefault(place, {})[answer.person_id] = answer
    return [(both[other.pk], both[kept.pk]) for both in places.values() if len(both) == 2]


def keep_beside(clashing: Iterable[tuple[Answer, Answer]], *, by: Any, now: datetime) -> int:
    """The other's answer, and what was not settled beside it, wait beside the kept one's."""
    targets = {theirs.pk: ours for theirs, ours in clashing}
    waiting = list(
        AnswerRevision.objects.of(by).filter(answer__in=targets, kept_beside=True, settled_at=None)
    )
    for version in waiting:
        version.answer = targets[version.answer_id]
    if waiting:
        AnswerRevision.objects.bulk_update(waiting, ["answer"])
    versions = [
        version_beside(theirs, ours, by=by, now=now)
        for theirs, ours in clashing
        if content_of(theirs) != content_of(ours)
    ]
    AnswerRevision.objects.bulk_create(versions)
    return len({version.answer_id for version in [*waiting, *versions]})


def version_beside(theirs: Answer, ours: Answer, *, by: Any, now: datetime) -> AnswerRevision:
    return AnswerRevision(
        owner=by,
        company_id=ours.company_id,
        answer=ours,
        op=uuid4(),
        revision=ours.revision,
        base_revision=0,
        typed_at=theirs.answered_at,
        saved_at=now,
        kept_beside=True,
        **content_of(theirs),
    )


def point_to_kept_answers(clashing: Iterable[tuple[Answer, Answer]], by: Any) -> None:
    """What was found, asked or promised in the other's answer is about the kept one from here on."""
    targets = {theirs.pk: ours for theirs, ours in clashing}
    move_to_kept(DealbreakerCheck.objects.of(by), targets, ("company_id",))
    follow_ups = FollowUp.objects.of(by)
    notes = follow_ups.filter(origin=FollowUp.Origin.MANUAL)
    move_to_kept(notes, targets, ("pk",))
    move_to_kept(follow_ups.exclude(origin=FollowUp.Origin.MANUAL), targets, ("origin",))
    move_to_kept(PromiseCheck.objects.of(by), targets, ("offer_id",))
    move_to_kept(Outcome.objects.of(by), targets, ("decision_id", "days"))


def move_to_kept(rows: Any, targets: Mapping[int, Answer], alike: tuple[str, ...]) -> None:
    """Where the kept answer has the same already, the other's stays behind with its answer."""
    taken = set(rows.filter(answer__in=list(targets.values())).values_list("answer_id", *alike))
    moving = []
    for row in rows.filter(answer__in=targets):
        kept = targets[row.answer_id]
        if (kept.pk, *(getattr(row, name) for name in alike)) not in taken:
            row.answer = kept
            moving.append(row)
    if moving:
        rows.model.objects.bulk_update(moving, ["answer"])
