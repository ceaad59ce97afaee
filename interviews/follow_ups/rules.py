"""Which follow-ups are open, and who each of them is for."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from .rows import (
    CLAIM,
    COME_BACK,
    CONTRADICTION,
    DECLINED,
    DID_NOT_KNOW,
    MANUAL,
    REFER,
    SETTLING,
    STRENGTH,
    UNASKED,
    VAGUE,
    Answer,
    Board,
    Item,
    Question,
    Stored,
    Who,
)


def open_items(board: Board) -> list[Item]:
    """Everything open, what is due first in front; beside notes at most one item per question and answer."""
    items = [item for question in board.questions for item in items_on(question, board)]
    items += [note(row, board) for row in board.stored if row.origin == MANUAL and not row.is_done]
    return sorted(items, key=lambda item: urgency(item, board))


def urgency(item: Item, board: Board) -> tuple[bool, date, int, tuple[int, ...]]:
    question = board.questions_by_pk.get(item.question) if item.question else None
    place = (question.position, question.pk) if question else (0, 0)
    rest = (*place, item.answer or 0, item.stored or 0)
    return item.due_on is None, item.due_on or date.max, STRENGTH.index(item.origin), rest


def items_on(question: Question, board: Board) -> Iterator[Item]:
    answers = board.answers_by_question.get(question.pk, [])
    whole = origin_of_question(question, answers, board.is_held)
    if whole:
        yield from item_at(whole, question, None, Who(people=who_answered(answers)), board)
    for place, answer in enumerate(answers):
        origin = origin_of_answer(answer, answers[place + 1 :])
        if origin:
            yield from item_at(origin, question, answer.pk, whom_it_points_to(answer, origin, board), board)


def origin_of_question(question: Question, answers: Collection[Answer], is_held: bool) -> str:
    if question.contradicts:
        return CONTRADICTION
    if answers or not is_held:
        return ""
    if question.must_ask:
        return UNASKED
    return CLAIM if question.is_claimed else ""


def origin_of_answer(answer: Answer, later: Collection[Answer]) -> str:
    """The strongest reason to ask again, or none. `later` are the answers to the same question since."""
    if answer.come_back and not any(is_come_back(other, answer) for other in later):
        return COME_BACK
    if any(other.quality in SETTLING for other in later):
        return ""
    if answer.quality == DID_NOT_KNOW or answer.refer_to.strip():
        return REFER
    return answer.quality if answer.quality in (VAGUE, DECLINED) else ""


def is_come_back(later: Answer, answer: Answer) -> bool:
    return later.interview is None or later.interview != answer.interview


def item_at(
    origin: str, question: Question, answer: int | None, points_to: Who, board: Board
) -> Iterator[Item]:
    """Nothing where the candidate let it go.

    What they decided about an answer holds whatever the reason to ask again is by now; about a question as a
    whole each reason stands for itself.
    """
    rows = board.rows_by_place.get((question.pk, answer), [])
    exact = [row for row in rows if row.origin == origin]
    about = exact if answer is None else exact + [row for row in rows if row.origin != origin]
    if any(row.is_done for row in about):
        return
    row = about[0] if about else Stored(pk=0, origin=origin)
    yield Item(
        origin=origin,
        question=question.pk,
        answer=answer,
        who=chosen_by_candidate(row) or points_to or Who(audiences=question.audiences),
        text=row.text,
        due_on=row.due_on,
        stored=row.pk or None,
    )


def note(row: Stored, board: Board) -> Item:
    """The candidate's own; about no question where theirs was taken off the list."""
    question = board.questions_by_pk.get(row.question) if row.question else None
    return Item(
        origin=MANUAL,
        question=question.pk if question else None,
        answer=row.answer,
        who=chosen_by_candidate(row) or Who(audiences=question.audiences if question else ()),
        text=row.text,
        due_on=row.due_on,
        stored=row.pk,
    )


def chosen_by_candidate(row: Stored) -> Who:
    if row.ask_person is not None:
        return Who(people=(row.ask_person,))
    return Who(audiences=(row.ask_audience,) if row.ask_audience else ())


def whom_it_points_to(answer: Answer, origin: str, board: Board) -> Who:
    """Who was named; else who answered, unless they are the one who did not know."""
    if words := answer.refer_to.strip():
        return who_is_called(words, board)
    return Who(people=(answer.person,) if answer.person is not None and origin != REFER else ())


def who_is_called(words: str, board: Board) -> Who:
    """A person by the whole name, else by its first word where only one has it; else an audience; else the
    words as written."""
    wanted = words.casefold()
    for found in (
        [one.pk for one in board.people if one.name.strip().casefold() == wanted],
        [one.pk for one in board.people if one.name.casefold().split()[:1] == [wanted]],
    ):
        if len(found) == 1:
            return Who(people=(found[0],))
    audience = board.audiences.get(wanted)
    return Who(audiences=(audience,)) if audience else Who(words=words)


def who_answered(answers: Iterable[Answer]) -> tuple[int, ...]:
    return tuple(sorted({answer.person for answer in answers if answer.person is not None}))


def stays_open_after(item: Item, quality: str) -> bool:
    """Whether a reply of that quality, "" for one that was not judged, leaves it to be closed by hand."""
    if item.origin in (CONTRADICTION, MANUAL):
        return True
    return item.origin not in (UNASKED, CLAIM) and not quality
