from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from interviews import capture
from interviews.actions.listed_questions import add_own_question
from interviews.follow_ups import SETTLING, Item, stays_open_after
from interviews.models import (
    Answer,
    AnswerRevision,
    Company,
    FollowUp,
    Interview,
    ListedQuestion,
    Person,
)


@dataclass(frozen=True)
class Reply:
    """What was written back to one question, and the follow-ups that asked it.

    No quality means that the candidate does not judge it; `settles` then decides whether those are closed.
    """

    listed_question: ListedQuestion
    items: Sequence[Item]
    said: str
    quality: str = ""
    rating: int | None = None
    settles: bool = True


def follow_up_row(*, item: Item, company: Company, by: Any) -> FollowUp:
    """What the candidate keeps about an open follow-up; new where they kept nothing yet.

    The company is locked, so that there is one.
    """
    if item.stored is not None:
        return FollowUp.objects.of(by).get(pk=item.stored)
    return FollowUp(
        owner=by,
        company=company,
        listed_question_id=item.question,
        answer_id=item.answer,
        origin=item.origin,
    )


def close_follow_ups(*, items: Sequence[Item], company: Company, by: Any) -> list[FollowUp]:
    """By hand. The company is locked."""
    rows = [follow_up_row(item=item, company=company, by=by) for item in items if item.stored is None]
    stored = [item.stored for item in items if item.stored is not None]
    now = timezone.now()
    for row in rows:
        row.done_at = now
    FollowUp.objects.bulk_create(rows)
    kept = FollowUp.objects.of(by).filter(pk__in=stored)
    kept.update(done_at=now)
    return [*rows, *kept]


def reopen_follow_ups(*, follow_ups: Iterable[FollowUp], by: Any) -> int:
    pks = [row.pk for row in follow_ups]
    return FollowUp.objects.of(by).filter(pk__in=pks).update(done_at=None)


def list_notes(*, notes: Iterable[FollowUp], company: Company, by: Any) -> dict[int, ListedQuestion]:
    """Makes each note a question on the list, so that it can be asked; note → question.

    The company is locked.
    """
    listed = {}
    for note in notes:
        text = note.text or str(note.listed_question)
        listed[note.pk] = add_own_question(company=company, listed_question=ListedQuestion(text=text), by=by)
        note.listed_question = listed[note.pk]
        note.save(update_fields=["listed_question"])
    return listed


def log_replies(
    *, replies: Iterable[Reply], person: Person, answered_at: datetime, company: Company, by: Any
) -> None:
    """Answers that came by mail, from a person who may be new. The company is locked."""
    if person.pk is None:
        person.save()
    for reply in replies:
        log_reply(reply, person, answered_at, by)
        left = [item for item in reply.items if reply.settles and stays_open_after(item, reply.quality)]
        close_follow_ups(items=left, company=company, by=by)


def log_reply(reply: Reply, person: Person, answered_at: datetime, by: Any) -> None:
    mails = Answer.objects.of(by).live().filter(interview=None, person=person)
    earlier = mails.filter(listed_question=reply.listed_question).select_for_update(of=("self",)).first()
    if earlier is None:
        log_first_reply(reply, person, answered_at, by)
    else:
        log_further_reply(earlier, reply, answered_at, by)


def log_first_reply(reply: Reply, person: Person, answered_at: datetime, by: Any) -> None:
    answer = Answer.objects.create(
        owner=by,
        company_id=reply.listed_question.company_id,
        listed_question=reply.listed_question,
        person=person,
        channel=Interview.Channel.EMAIL,
        revision=1,
        answered_at=answered_at,
        said=reply.said,
        quality=reply.quality,
        rating=reply.rating,
    )
    AnswerRevision.objects.create(
        owner=by,
        company_id=answer.company_id,
        answer=answer,
        op=uuid4(),
        revision=1,
        base_revision=0,
        typed_at=answer.saved_at,
        saved_at=answer.saved_at,
        **capture.content_of(answer),
    )


def log_further_reply(answer: Answer, reply: Reply, answered_at: datetime, by: Any) -> None:
    """Below what they wrote before; what was open about that is answered now."""
    fields = {
        **capture.content_of(answer),
        "said": with_further_reply(answer.said, reply.said),
        "quality": reply.quality or answer.quality,
        "rating": reply.rating or answer.rating,
        "come_back": False,
        "refer_to": "" if reply.quality in SETTLING else answer.refer_to,
    }
    capture.record_revision(answer, fields, by=by, now=timezone.now())
    answer.answered_at = max(answer.answered_at, answered_at)
    answer.save(update_fields=["answered_at"])


def with_further_reply(said: str, further: str) -> str:
    """The same text sent twice stands there once."""
    if said == further or said.endswith(f"\n\n{further}"):
        return said
    return f"{said}\n\n{further}".strip()
