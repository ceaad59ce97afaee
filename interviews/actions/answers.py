from typing import Any

from django.utils import timezone

from interviews import capture
from interviews.models import (
    Answer,
    AnswerRevision,
)
from interviews.models.answer import TEXT_LIMIT


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


def settle_kept_version(*, answer: Answer, version: AnswerRevision, choice: str, by: Any) -> bool:
    """`use` it instead, keep `both` texts one below the other, or `discard` it; the history keeps all.

    False where both are longer than one answer may be.
    """
    now = timezone.now()
    if choice != "discard":
        fields = capture.content_of(version)
        if choice == "both":
            fields = {**capture.content_of(answer), "said": f"{answer.said}\n\n{version.said}".strip()}
        if len(fields["said"]) > TEXT_LIMIT:
            return False
        capture.record_revision(answer, fields, by=by, now=now)
    version.settled_at = now
    version.save(update_fields=["settled_at"])
    return True
