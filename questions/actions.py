"""Steps that change several rows of the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.utils import timezone

from questions.library_files import LibraryQuestion, LibraryTopic
from questions.models import Question, Topic

TOPIC_FIELDS = ("name", "short", "description", "position", "default_weight")
PLAIN_FIELDS = ("text", "why", "listen_for", "beware_of", "timing", "minutes", "look_up_first")
LIST_FIELDS = ("follow_ups", "audiences", "levels", "fields", "work_modes")
QUESTION_FIELDS = ("topic_id", *PLAIN_FIELDS, *LIST_FIELDS, "archived_at")
LOADER_LOCK = 0x7475726E


@dataclass(frozen=True)
class LibraryChanges:
    """Numbers of questions, but for the last."""

    added: int
    updated: int
    archived: int
    unchanged: int
    topics_updated: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.updated or self.archived or self.topics_updated)


@transaction.atomic
def load_library(topics: Sequence[LibraryTopic]) -> LibraryChanges:
    """Brings the built-in topics and questions in line with the files, by key.

    What is no longer in the files is archived, never deleted: candidates' lists may point at it.
    """
    with connection.cursor() as cursor:  # two processes that start together would add the same keys
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADER_LOCK])
    stored_topics, topics_updated = _load_topics(topics)
    stored = {question.key: question for question in Question.objects.filter(owner=None)}
    added, changed, unchanged = [], [], 0
    for topic in topics:
        for entry in topic.questions:
            wanted = _wanted(entry, stored_topics[topic.key])
            question = stored.pop(entry.key, None)
            if question is None:
                added.append(Question(key=entry.key, **wanted))
            elif _take_over(question, wanted):
                changed.append(question)
            else:
                unchanged += 1
    Question.objects.bulk_create(added)
    Question.objects.bulk_update(changed, QUESTION_FIELDS)
    gone = [question.pk for question in stored.values()]
    archived = Question.objects.filter(pk__in=gone, archived_at=None).update(archived_at=timezone.now())
    return LibraryChanges(len(added), len(changed), archived, unchanged, topics_updated)


def _load_topics(topics: Sequence[LibraryTopic]) -> tuple[dict[str, Topic], int]:
    stored = {topic.key: topic for topic in Topic.objects.filter(owner=None)}
    added, changed = [], []
    for entry in topics:
        wanted = {name: getattr(entry, name) for name in TOPIC_FIELDS}
        topic = stored.get(entry.key)
        if topic is None:
            stored[entry.key] = Topic(key=entry.key, **wanted)
            added.append(stored[entry.key])
        elif _take_over(topic, wanted):
            changed.append(topic)
    Topic.objects.bulk_create(added)
    Topic.objects.bulk_update(changed, TOPIC_FIELDS)
    return stored, len(changed)


def _wanted(entry: LibraryQuestion, topic: Topic) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(entry, name) for name in PLAIN_FIELDS}
    values |= {name: list(getattr(entry, name)) for name in LIST_FIELDS}
    return values | {"topic_id": topic.pk, "archived_at": None}


def _take_over(row: Topic | Question, wanted: dict[str, object]) -> bool:
    different = [name for name, value in wanted.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, wanted[name])
    return bool(different)


COPIED = (
    "text",
    "why",
    "listen_for",
    "beware_of",
    "follow_ups",
    "audiences",
    "timing",
    "levels",
    "fields",
    "work_modes",
    "minutes",
    "look_up_first",
    "language",
)


def own_key() -> str:
    return f"own-{uuid4().hex}"


def save_own_question(*, question: Question, by: Any) -> Question:
    if question.pk is None:
        question.owner, question.key = by, own_key()
    question.save()
    return question


def make_it_mine(*, question: Question, by: Any) -> Question:
    """A copy of a built-in question to change at will; the library's own stays as it is."""
    copy = {name: getattr(question, name) for name in COPIED}
    return Question.objects.create(
        owner=by, key=own_key(), topic_id=question.topic_id, source_id=question.source_id, **copy
    )


def archive_question(*, question: Question, by: Any) -> None:
    question.archived_at = timezone.now()
    question.save(update_fields=["archived_at"])


def restore_question(*, question: Question, by: Any) -> None:
    """Undoes what was done last: a question that was deleted out of the archive returns to it."""
    if question.deleted_at:
        question.deleted_at = None
    else:
        question.archived_at = None
    question.save(update_fields=["archived_at", "deleted_at"])


def delete_question(*, question: Question, by: Any) -> None:
    """Kept for an undo; nothing shows it any more. What candidates listed of it stays on their lists."""
    question.deleted_at = timezone.now()
    question.save(update_fields=["deleted_at"])


def save_own_topic(*, topic: Topic, by: Any) -> Topic:
    if topic.pk is None:
        topic.owner, topic.key = by, own_key()
    topic.save()
    return topic


def archive_topic(*, topic: Topic, by: Any) -> None:
    """No longer offered; questions filed under it keep it, and it can come back."""
    topic.archived_at = timezone.now()
    topic.save(update_fields=["archived_at"])


def restore_topic(*, topic: Topic, by: Any) -> None:
    topic.archived_at = None
    topic.save(update_fields=["archived_at"])
