"""Steps that write several rows or models. All run inside the request's transaction."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F, Max
from django.utils import timezone

from interviews import capture
from interviews.models import (
    AgendaItem,
    Answer,
    AnswerRevision,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    Interview,
    InterviewPerson,
    ListedQuestion,
    Person,
    Profile,
    Weight,
)
from interviews.models.answer import TEXT_LIMIT
from questions.access import acting_as
from questions.models import Question

COPIED = ("text", "why", "listen_for", "beware_of", "follow_ups", "audiences", "timing", "minutes")
ANCHOR_LENGTH = 240


def ensure_profile(*, by: Any) -> Profile:
    with acting_as(by):
        profile, _created = Profile.objects.get_or_create(owner=by)
    return profile


# The list


def next_position(rows: Any) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def list_question(*, company: Company, question: Question, by: Any) -> ListedQuestion:
    """Puts a copy of a library question on a list; one that was removed comes back where it was.

    The company is locked (access.company_write).
    """
    on_list = ListedQuestion.objects.of(by).in_company(company)
    there = on_list.filter(question=question).order_by(F("removed_at").desc(nulls_first=True), "pk").first()
    if there is not None:
        restore_listed_question(listed_question=there, by=by)
        return there
    copy = {name: getattr(question, name) for name in COPIED}
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


def swap_positions(rows: Any, row: Any, direction: str) -> bool:
    if direction == "up":
        neighbour = rows.filter(position__lt=row.position).order_by("-position").first()
    else:
        neighbour = rows.filter(position__gt=row.position).order_by("position").first()
    if neighbour is None:
        return False
    row.position, neighbour.position = neighbour.position, row.position
    type(row).objects.bulk_update([row, neighbour], ["position"])
    return True


# Interviews


def save_interview(*, interview: Interview, people: Iterable[Person], by: Any) -> Interview:
    interview.owner = by
    interview.save()
    present = InterviewPerson.objects.of(by).filter(interview=interview)
    wanted = {person.pk: person for person in people}
    present.exclude(person__in=wanted).delete()
    there = set(present.values_list("person_id", flat=True))
    InterviewPerson.objects.bulk_create(
        InterviewPerson(owner=by, company_id=interview.company_id, interview=interview, person=person)
        for pk, person in wanted.items()
        if pk not in there
    )
    return interview


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


def start_clock(*, interview: Interview, by: Any) -> None:
    if interview.started_at is None and interview.finished_at is None:
        interview.started_at = timezone.now()
        interview.save(update_fields=["started_at"])


def finish_interview(*, interview: Interview, by: Any) -> None:
    interview.finished_at = timezone.now()
    interview.save(update_fields=["finished_at", "impression", "note"])
    if interview.company.stage == Company.Stage.RESEARCHING:
        interview.company.stage = Company.Stage.INTERVIEWING
        interview.company.save(update_fields=["stage"])


def reopen_interview(*, interview: Interview, by: Any) -> None:
    interview.finished_at = None
    interview.save(update_fields=["finished_at"])


def add_what_came_up(*, interview: Interview, text: str, by: Any) -> ListedQuestion:
    """A question of the moment: on the list, unfiled, and on this agenda."""
    listed = add_own_question(company=interview.company, listed_question=ListedQuestion(text=text), by=by)
    put_on_agenda(interview=interview, listed_questions=[listed], by=by)
    return listed


# Answers


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


# Weights and dealbreakers


def set_weights(*, values: Mapping[int, int], by: Any) -> None:
    """Topic → 0–5; only what differs is written."""
    rows = [Weight(owner=by, topic_id=topic, value=value) for topic, value in values.items()]
    Weight.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["owner", "topic"], update_fields=["value"]
    )


def add_dealbreaker(*, dealbreaker: Dealbreaker, by: Any) -> Dealbreaker:
    dealbreaker.owner = by
    dealbreaker.position = next_position(Dealbreaker.objects.of(by))
    dealbreaker.save()
    return dealbreaker


def check_dealbreaker(
    *, dealbreaker: Dealbreaker, company: Company, verdict: str, answer: Answer | None, note: str, by: Any
) -> None:
    """An empty verdict takes the check back: unknown."""
    checks = DealbreakerCheck.objects.of(by)
    if not verdict:
        checks.filter(dealbreaker=dealbreaker, company=company).delete()
        return
    checks.update_or_create(
        dealbreaker=dealbreaker,
        company=company,
        defaults={"owner": by, "verdict": verdict, "answer": answer, "note": note},
    )
