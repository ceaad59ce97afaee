"""The save protocol: what the server does with one save of one answer.

Nothing that was acknowledged is ever overwritten or dropped: a save typed on the newest revision becomes the
next one, any other is kept beside it, and the same save again gets the same reply.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from interviews.models import Answer, AnswerRevision, Interview, ListedQuestion, Person
from interviews.models.answer import RECORDED_FIELDS

OLDEST_TYPING = timedelta(days=7)
ANSWER_FIELDS = [field.attname for field in Answer._meta.concrete_fields]
ANSWER_COLUMNS = ", ".join(f'answer."{field.column}"' for field in Answer._meta.concrete_fields)
LOCKING_READ = f"""
SELECT {ANSWER_COLUMNS}, seen.revision, seen.kept_beside, seen.saved_at, seen.id
FROM interviews_answer answer LEFT JOIN (
    SELECT id, answer_id, revision, kept_beside, saved_at FROM interviews_answerrevision
    WHERE owner_id = %(owner)s AND op = %(op)s LIMIT 1
) seen ON seen.answer_id = answer.id
WHERE answer.owner_id = %(owner)s AND (answer.client_id = %(client_id)s OR (
    answer.listed_question_id = %(listed_question)s
    AND answer.interview_id IS NOT DISTINCT FROM %(interview)s::bigint
    AND answer.person_id IS NOT DISTINCT FROM %(person)s::bigint
    AND answer.deleted_at IS NULL
))
ORDER BY answer.client_id = %(client_id)s DESC, answer.id LIMIT 1 FOR UPDATE OF answer
"""  # noqa: S608 (names of our own columns)


@dataclass(frozen=True)
class Save:
    """One save as the browser sent it, checked: see forms.SaveForm."""

    op: UUID
    base: int
    client_id: UUID
    listed_question: int | None
    interview: int | None
    person: int | None
    fields: dict[str, Any]
    age_ms: int = 0
    tab: str = ""
    device: str = ""
    question_client_id: UUID | None = None
    question_text: str = ""

    @property
    def is_nothing(self) -> bool:
        """Nothing typed where nothing was: an answer must not come from leafing through the questions."""
        return self.base == 0 and not any(self.fields.values())


@dataclass(frozen=True)
class Saved:
    """status: 200 saved · 404 not there · 409 kept beside · 410 deleted · 422 belongs to another question."""

    status: int
    answer: Answer | None = None
    revision: int = 0
    saved_at: datetime | None = None
    version: int | None = None


def save(save: Save, *, by: Any) -> Saved:
    """Stores one save inside the request's transaction; at most five statements."""
    answer, seen = locked_answer(save, by)
    if answer is None:
        if save.is_nothing:
            return Saved(200, saved_at=timezone.now())
        place = found_place(save, by)
        if place is None:
            return Saved(404)
        answer = unsaved_answer(save, place, by)
        if inserted(answer):
            return first_saved(answer, save, by)
        answer, seen = locked_answer(save, by)  # another request began it at the same moment
    if answer is None:
        return Saved(404)
    if answer.deleted_at is not None:
        return Saved(410)
    if not same_place(answer, save):
        return Saved(422)
    return seen or stored(answer, save, by)


def locked_answer(save: Save, by: Any) -> tuple[Answer | None, Saved | None]:
    """The one read: locks the row, and has the reply that this op got if it was seen.

    Where two tabs began an answer at once, the later one's client id is unknown and its place is taken.
    By hand, for it is what a save costs most: built from querysets it takes thrice the time, and walks all
    revisions of the answer instead of looking the op up.
    """
    parameters = {
        "owner": by.pk,
        "op": save.op,
        "client_id": save.client_id,
        "listed_question": save.listed_question,
        "interview": save.interview,
        "person": save.person,
    }
    with connection.cursor() as cursor:
        cursor.execute(LOCKING_READ, parameters)
        row = cursor.fetchone()
    if row is None:
        return None, None
    answer = Answer.from_db(connection.alias, ANSWER_FIELDS, row[:-4])
    revision, kept_beside, saved_at, version = row[-4:]
    if revision is None:
        return answer, None
    return answer, Saved(409 if kept_beside else 200, answer, revision, saved_at, version)


def unsaved_answer(save: Save, place: tuple[int, str], by: Any) -> Answer:
    company_id, channel = place
    return Answer(
        owner=by,
        company_id=company_id,
        client_id=save.client_id,
        listed_question_id=save.listed_question or 0,
        interview_id=save.interview,
        person_id=save.person,
        channel=channel,
        revision=1,
        answered_at=typed_at(save),
        **save.fields,
    )


def first_saved(answer: Answer, save: Save, by: Any) -> Saved:
    record = record_of(answer, save, by, revision=1, kept_beside=False, saved_at=answer.saved_at)
    if inserted(record):
        return Saved(200, answer, 1, answer.saved_at)
    transaction.set_rollback(True)  # this very op has saved another answer: this one was never begun
    return Saved(422)


def found_place(save: Save, by: Any) -> tuple[int, str] | None:
    """(company, channel), where question, interview and person are this candidate's and of one company."""
    people = Person.objects.of(by).filter(pk=save.person, company=OuterRef("company"))
    interviews = Interview.objects.of(by).filter(pk=save.interview, company=OuterRef("company"))
    found = (
        ListedQuestion.objects.of(by)
        .filter(pk=save.listed_question)
        .annotate(
            person_found=Subquery(people.values("pk")[:1]),
            interview_found=Subquery(interviews.values("pk")[:1]),
            channel=Subquery(interviews.values("channel")[:1]),
        )
        .values_list("company_id", "person_found", "interview_found", "channel")
        .first()
    )
    if found is None or found[1:3] != (save.person, save.interview):
        return None
    return found[0], found[3] or Interview.Channel.EMAIL


def typed_at(save: Save) -> datetime:
    """By the server's clock and the age of the typing: a device's clock may be anything."""
    age = timedelta(milliseconds=min(max(save.age_ms, 0), OLDEST_TYPING // timedelta(milliseconds=1)))
    return timezone.now() - age


def same_place(answer: Answer, save: Save) -> bool:
    return (answer.listed_question_id, answer.interview_id, answer.person_id) == (
        save.listed_question,
        save.interview,
        save.person,
    )


def same_content(answer: Answer, save: Save) -> bool:
    return all(getattr(answer, name) == value for name, value in save.fields.items())


def stored(answer: Answer, save: Save, by: Any) -> Saved:
    unchanged = same_content(answer, save)
    kept_beside = save.base != answer.revision and not unchanged
    revision = answer.revision if unchanged or kept_beside else answer.revision + 1
    now = timezone.now()
    record = record_of(answer, save, by, revision=revision, kept_beside=kept_beside, saved_at=now)
    is_stored = inserted(record) if unchanged or kept_beside else is_next_revision(answer, record)
    if not is_stored:
        return reply_of_other_request(answer, save, by)
    if kept_beside:
        return Saved(409, answer, revision, now, record.pk)
    return Saved(200, answer, revision, now)


def record_of(
    answer: Answer, save: Save, by: Any, *, revision: int, kept_beside: bool, saved_at: datetime
) -> AnswerRevision:
    return AnswerRevision(
        owner=by,
        company_id=answer.company_id,
        answer=answer,
        op=save.op,
        revision=revision,
        base_revision=save.base,
        typed_at=typed_at(save),
        saved_at=saved_at,
        tab=save.tab,
        device=save.device,
        kept_beside=kept_beside,
        **save.fields,
    )


def write_revision(answer: Answer, fields: dict[str, Any], revision: int, saved_at: datetime) -> None:
    for name, value in fields.items():
        setattr(answer, name, value)
    answer.revision = revision
    answer.saved_at = saved_at
    Answer.objects.filter(pk=answer.pk).update(**fields, revision=revision, saved_at=saved_at)


def is_next_revision(answer: Answer, record: AnswerRevision) -> bool:
    """Both rows in one statement, which is what most saves are; False where another request has this op."""
    insert, values = insert_of(record)
    changed = {name: getattr(record, name) for name in (*RECORDED_FIELDS, "revision", "saved_at")}
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH record AS ({insert}) UPDATE interviews_answer"  # noqa: S608 (names of our own columns)
            f" SET {', '.join(f'{name} = %s' for name in changed)}"
            " FROM record WHERE interviews_answer.id = %s RETURNING record.id",
            [*values, *changed.values(), answer.pk],
        )
        found = cursor.fetchone()
    if found is None:
        return False
    record.pk = found[0]
    for name, value in changed.items():
        setattr(answer, name, value)
    return True


def insert_of(row: Answer | AnswerRevision) -> tuple[str, list[Any]]:
    """Does nothing where a row that must be the only one is there already."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(f'"{field.column}"' for field in fields)
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    sql = (
        f"INSERT INTO {row._meta.db_table} ({columns})"  # noqa: S608 (names of our own columns)
        f" VALUES ({', '.join(['%s'] * len(fields))}) ON CONFLICT DO NOTHING RETURNING id"
    )
    return sql, values


def inserted(row: Answer | AnswerRevision) -> bool:
    """False where a row that must be the only one is there already.

    The locking read cannot tell of an op: after its wait it sees the answer as it is now, but not what was
    inserted meanwhile into another table. And an error here would end the request's only transaction.
    """
    with connection.cursor() as cursor:
        cursor.execute(*insert_of(row))
        found = cursor.fetchone()
    if found is not None:
        row.pk = found[0]
        row._state.adding = False
    return found is not None


def reply_of_other_request(answer: Answer, save: Save, by: Any) -> Saved:
    record = AnswerRevision.objects.of(by).get(op=save.op)
    if record.answer_id != answer.pk:
        return Saved(422)
    return Saved(409 if record.kept_beside else 200, answer, record.revision, record.saved_at, record.pk)


def told(answer: Answer) -> dict[str, Any]:
    """An answer as the page's script reads it."""
    return {
        "client_id": str(answer.client_id),
        "listed_question": answer.listed_question_id,
        "person": answer.person_id,
        "revision": answer.revision,
        "saved_at": answer.saved_at.isoformat(),
        "fields": content_of(answer),
    }


def content_of(row: Answer | AnswerRevision) -> dict[str, Any]:
    return {name: getattr(row, name) for name in RECORDED_FIELDS}


def record_revision(answer: Answer, fields: dict[str, Any], *, by: Any, now: datetime) -> None:
    """A change made on a page of ours rather than typed into a form: the next revision, with its record."""
    revision = answer.revision + 1
    AnswerRevision.objects.create(
        owner=by,
        company_id=answer.company_id,
        answer=answer,
        op=uuid4(),
        revision=revision,
        base_revision=answer.revision,
        typed_at=now,
        saved_at=now,
        **fields,
    )
    write_revision(answer, fields, revision, now)
