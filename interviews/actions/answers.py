from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from interviews import capture
from interviews.models import (
    Answer,
    AnswerRevision,
)
from interviews.models.answer import TEXT_LIMIT

IMPRESSIONS_APART = " · "  # the field for it has one line, and would glue words where a line ends


def delete_answer(*, answer: Answer, by: Any) -> None:
    answer.deleted_at = timezone.now()
    answer.save(update_fields=["deleted_at"])


def restore_answer(*, answer: Answer, by: Any) -> bool:
    """False where another answer of the same person has taken its place meanwhile."""
    taken = (
        Answer.objects.of(by)
        .live()
        .filter(
            listed_question=answer.listed_question_id, interview=answer.interview_id, person=answer.person_id
        )
    )
    if taken.exists():
        return False
    answer.deleted_at = None
    answer.save(update_fields=["deleted_at"])
    return True


def restore_version(*, answer: Answer, version: AnswerRevision, by: Any) -> bool:
    """An earlier version becomes the newest; what stood there stays in the history. False where it stands."""
    now = timezone.now()
    is_kept_beside = AnswerRevision.objects.of(by).beside(answer).filter(pk=version.pk).exists()
    if is_kept_beside:
        settle_with_its_drafts(version, by, now)
    return became(answer, capture.content_of(version), by, now)


def settle_kept_version(*, answer: Answer, version: AnswerRevision, choice: str, by: Any) -> bool:
    """`use` it instead, keep `both` texts one below the other, or `discard` it; the history keeps all.

    False where both are longer than one answer may be.
    """
    now = timezone.now()
    if choice != "discard":
        both = choice == "both"
        fields = joined(answer, version) if both else capture.content_of(version)
        if any(len(fields[name]) > TEXT_LIMIT for name in ("said", "impression")):
            return False
        became(answer, fields, by, now)
    settle_with_its_drafts(version, by, now)
    return True


def joined(ours: Answer | AnswerRevision, kept: Answer | AnswerRevision) -> dict[str, Any]:
    """Both texts, ours first; of what there is only one of, ours, or theirs where ours is empty."""
    mine, theirs = capture.content_of(ours), capture.content_of(kept)
    return {
        **{name: mine[name] or theirs[name] for name in mine},
        "said": one_below_the_other(ours.said, kept.said, "\n\n"),
        "impression": one_below_the_other(ours.impression, kept.impression, IMPRESSIONS_APART),
    }


def one_below_the_other(ours: str, kept: str, between: str) -> str:
    """Nothing twice: where one text goes on from the other, or holds it as a part of its own, it is both."""
    if not kept.strip() or ours.startswith(kept) or is_part(kept, ours, between):
        return ours
    if not ours.strip() or kept.startswith(ours) or is_part(ours, kept, between):
        return kept
    return f"{ours}{between}{kept}"


def is_part(text: str, whole: str, between: str) -> bool:
    return f"{between}{text}{between}" in f"{between}{whole}{between}"


def became(answer: Answer, fields: dict[str, Any], by: Any, now: datetime) -> bool:
    """False where that is what it is already: no revision without a change."""
    if fields == capture.content_of(answer):
        return False
    capture.record_revision(answer, fields, by=by, now=now)
    return True


def settle_with_its_drafts(version: AnswerRevision, by: Any, now: datetime) -> None:
    """With it go the versions it grew from: a tab that types on in a conflict leaves one every few seconds.

    Those of the same tab on the same base; what that tab lost in another conflict is another text.
    """
    kept = AnswerRevision.objects.of(by).beside(version.answer_id)
    grown = Q(tab=version.tab, base_revision=version.base_revision, pk__lt=version.pk) & ~Q(tab="")
    kept.filter(Q(pk=version.pk) | grown).update(settled_at=now)
