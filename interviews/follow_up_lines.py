"""Open follow-ups with the rows they are about, and what they say in words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from interviews import follow_ups
from interviews.follow_ups import CONTRADICTION, MANUAL, REFER, STRENGTH, UNASKED, Board, Item, Who
from interviews.models import Answer, Company, FollowUp, Interview, ListedQuestion, Person
from interviews.sentences import listed as in_words
from questions.models import Question

QUOTES = 2


@dataclass(frozen=True)
class Line:
    """One open follow-up with its rows. `quoted` are the answers it is about."""

    item: Item
    company_id: int
    question: ListedQuestion | None
    stored: FollowUp | None
    quoted: Sequence[Answer]
    who: str
    people: Sequence[Person]
    planned: Interview | None = None

    @property
    def key(self) -> str:
        return self.item.key

    @property
    def text(self) -> str:
        """In the candidate's wording for this occasion, else as it stands on the list."""
        if self.item.text:
            return self.item.text
        asked = self.question or (self.stored.listed_question if self.stored else None)
        return asked.text if asked else ""

    @property
    def is_note(self) -> bool:
        return self.item.origin == MANUAL

    @property
    def is_contradiction(self) -> bool:
        return self.item.origin == CONTRADICTION

    @property
    def tag(self) -> str:
        if self.item.origin == UNASKED:
            return _("not asked yet")
        if self.item.origin == REFER and self.quoted[0].quality != Answer.Quality.DID_NOT_KNOW:
            return _("ask someone else")
        return str(FollowUp.Origin(self.item.origin).label)

    @property
    def stands_out(self) -> bool:
        return self.is_contradiction or self.item.origin == UNASKED

    @property
    def heading(self) -> str:
        """Names stay as written."""
        return (capfirst(self.who) if self.item.who.audiences else self.who) or _("Anyone")

    @property
    def is_overdue(self) -> bool:
        return self.item.due_on is not None and self.item.due_on < timezone.localdate()

    @property
    def is_for_others(self) -> bool:
        """Not just for whoever gave the answer, which the quote says."""
        answered = [one.person for one in self.quoted if one.person]
        return (
            bool(self.who) and not self.is_contradiction and (not answered or answered != list(self.people))
        )


@dataclass(frozen=True)
class Rows:
    """What was loaded, of one company or of several."""

    listed: Collection[ListedQuestion]
    answers: Collection[Answer]
    stored: Collection[FollowUp]
    people: Collection[Person] = ()
    planned: Mapping[int, Interview] = field(default_factory=dict)

    @cached_property
    def listed_by_pk(self) -> dict[int, ListedQuestion]:
        return {one.pk: one for one in self.listed}

    @cached_property
    def stored_by_pk(self) -> dict[int, FollowUp]:
        return {row.pk: row for row in self.stored}

    @cached_property
    def answers_by_question(self) -> dict[int, list[Answer]]:
        found: dict[int, list[Answer]] = defaultdict(list)
        for answer in self.answers:
            found[answer.listed_question_id].append(answer)
        return found

    @cached_property
    def people_by_pk(self) -> dict[int, Person]:
        """Also those who answered or are to be asked, where the people were not loaded."""
        found = {answer.person.pk: answer.person for answer in self.answers if answer.person}
        found |= {row.ask_person.pk: row.ask_person for row in self.stored if row.ask_person}
        return found | {person.pk: person for person in self.people}

    @cached_property
    def board(self) -> Board:
        return Board(
            questions=[question_row(listed) for listed in self.listed],
            answers=[answer_row(answer) for answer in self.answers],
            people=[follow_ups.Person(one.pk, one.name) for one in self.people_by_pk.values()],
            stored=[stored_row(row) for row in self.stored],
            is_held=any(listed.is_held for listed in self.listed),
            audiences={str(label).casefold(): value for value, label in Question.Audience.choices},
        )

    @cached_property
    def lines(self) -> list[Line]:
        return [self.line(item) for item in follow_ups.open_items(self.board)]

    def line(self, item: Item) -> Line:
        stored = self.stored_by_pk.get(item.stored or 0)
        question = self.listed_by_pk.get(item.question or 0)
        return Line(
            item=item,
            company_id=question.company_id if question else stored.company_id,
            question=question,
            stored=stored,
            quoted=self.quoted(item),
            who=who_in_words(item.who, self.people_by_pk),
            people=named(item.who, self.people_by_pk),
            planned=self.planned.get(item.question or 0),
        )

    def quoted(self, item: Item) -> list[Answer]:
        answers = self.answers_by_question.get(item.question or 0, [])
        if item.origin == CONTRADICTION:
            return answers[:QUOTES]
        return [answer for answer in answers if answer.pk == item.answer]


def question_row(listed: ListedQuestion) -> follow_ups.Question:
    return follow_ups.Question(
        pk=listed.pk,
        position=listed.position,
        must_ask=listed.must_ask,
        contradicts=listed.agreement == ListedQuestion.Agreement.CONTRADICTS,
        is_claimed=listed.is_claimed,
        audiences=tuple(listed.audiences),
    )


def answer_row(answer: Answer) -> follow_ups.Answer:
    return follow_ups.Answer(
        pk=answer.pk,
        question=answer.listed_question_id,
        answered_at=answer.answered_at,
        quality=answer.quality,
        come_back=answer.come_back,
        refer_to=answer.refer_to,
        person=answer.person_id,
        interview=answer.interview_id,
    )


def stored_row(row: FollowUp) -> follow_ups.Stored:
    return follow_ups.Stored(
        pk=row.pk,
        origin=row.origin,
        question=row.listed_question_id,
        answer=row.answer_id,
        text=row.text,
        ask_person=row.ask_person_id,
        ask_audience=row.ask_audience,
        due_on=row.due_on,
        is_done=row.done_at is not None,
    )


def named(who: Who, people: Mapping[int, Person]) -> list[Person]:
    return sorted((people[pk] for pk in who.people), key=lambda person: (person.name.casefold(), person.pk))


def who_in_words(who: Who, people: Mapping[int, Person]) -> str:
    """“Ilse Brandt or Jonas Weil”, “recruiter or peer”; nothing for anyone."""
    if who.people:
        return in_words((person.name for person in named(who, people)), _("or"))
    if who.words:
        return who.words
    speaking = [label for value, label in Question.Audience.choices if value in who.audiences]
    return in_words(map(str, speaking), _("or"))


def home_lines(
    companies: Iterable[Company],
    listed: Iterable[ListedQuestion],
    answers: Iterable[Answer],
    stored: Iterable[FollowUp],
) -> list[tuple[Company, Line]]:
    """The most urgent first, of rows as access.questions_to_follow_up and its neighbours load them."""
    by_company: dict[int, tuple[list, list, list]] = defaultdict(lambda: ([], [], []))
    for place, rows in enumerate((listed, answers, stored)):
        for row in rows:
            by_company[row.company_id][place].append(row)
    lines = [(company, line) for company in companies for line in Rows(*by_company[company.pk]).lines]
    return sorted(lines, key=lambda pair: urgency(pair[1]))


def urgency(line: Line) -> tuple[date, int]:
    return line.item.due_on or date.max, STRENGTH.index(line.item.origin)
