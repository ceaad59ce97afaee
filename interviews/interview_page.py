"""One interview with its agenda, people and answers, as its pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews import access, capture
from interviews.models import Answer, AnswerRevision, Interview, ListedQuestion, Person
from interviews.models.answer import OPEN_QUALITIES

KEYS = [
    (("Ctrl", "↵"), _("next question")),
    (("Ctrl", "↑", "↓"), _("previous, next")),
    (("/",), _("find any question of this company")),
    (("Alt", "1…4"), _("rating; the same again takes it back")),
    (("Alt", "Q"), _("quality of the answer")),
    (("Alt", "G"), _("good sign")),
    (("Alt", "R"), _("red flag")),
    (("Alt", "B"), _("come back to this")),
    (("Alt", "P"), _("promise")),
    (("Alt", "I"), _("next person")),
    (("Alt", "N"), _("what came up")),
    (("Esc", "Esc"), _("hide the page; again to return")),
    (("?",), _("these keys")),
]


@dataclass
class AgendaLine:
    listed: ListedQuestion
    number: int
    answers: list[Answer]
    is_current: bool = False

    @property
    def is_brief(self) -> bool:
        """Off the agenda, and not being asked: there are many of them, and most are never looked at."""
        return not (self.number or self.is_current)

    @property
    def mark(self) -> str:
        """What the dot before it shows in interview mode."""
        return {"red flag": "red", "open": "open"}.get(self.state, "done")

    @property
    def state(self) -> str:
        """What the dot before it says: open, answered, or answered with a flag."""
        if not self.answers:
            return "open"
        flags = {answer.flag for answer in self.answers}
        if Answer.Flag.RED_FLAG in flags:
            return "red flag"
        return "good sign" if Answer.Flag.GOOD_SIGN in flags else "answered"


@dataclass
class InterviewPage:
    user: Any
    interview: Interview

    @cached_property
    def people(self) -> list[Person]:
        return list(access.people_in(self.user, self.interview))

    @cached_property
    def answers(self) -> list[Answer]:
        return list(access.answers_in(self.user, self.interview))

    @cached_property
    def agenda(self) -> list[AgendaLine]:
        """Must-asks first, as they are shown; what came up and was answered off the agenda last."""
        listed = list(access.agenda_of(self.user, self.interview))
        on_agenda = {question.pk for question in listed}
        extra = {answer.listed_question_id: answer.listed_question for answer in self.answers}
        listed.sort(key=lambda question: not question.must_ask)
        listed += [question for pk, question in extra.items() if pk not in on_agenda]
        return [
            AgendaLine(question, number, [a for a in self.answers if a.listed_question_id == question.pk])
            for number, question in enumerate(listed, start=1)
        ]

    @property
    def must_asks(self) -> list[AgendaLine]:
        return [line for line in self.agenda if line.listed.must_ask]

    @property
    def others(self) -> list[AgendaLine]:
        return [line for line in self.agenda if not line.listed.must_ask]

    @property
    def unasked(self) -> list[AgendaLine]:
        return [line for line in self.agenda if not line.answers]

    @property
    def to_follow_up(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.needs_follow_up]

    @property
    def open_qualities(self) -> tuple[str, ...]:
        return OPEN_QUALITIES

    @property
    def contradictions(self) -> int:
        return sum(1 for line in self.agenda if line.listed.agreement == ListedQuestion.Agreement.CONTRADICTS)

    @property
    def minutes(self) -> int:
        return sum(line.listed.minutes for line in self.agenda)

    @property
    def minutes_over(self) -> int:
        return max(self.minutes - self.interview.question_minutes, 0)


@dataclass
class CapturePage(InterviewPage):
    """Interview mode at one question and one person; `question` and `person` come from the address."""

    question: str = ""
    person: str = ""
    typed: Mapping[str, Any] | None = None
    loaded_at: datetime = field(default_factory=timezone.now)

    @cached_property
    def lines(self) -> list[AgendaLine]:
        """Every question of the company: first the agenda, then the rest, which has no number."""
        numbered = {line.listed.pk for line in self.agenda}
        listed = access.listed_questions_of(self.user, self.interview.company)
        rest = [AgendaLine(one, 0, []) for one in listed if one.pk not in numbered]
        shown = [] if self.current is None or self.current in self.agenda else [self.current]
        rest = [line for line in rest if line.listed.pk not in {one.listed.pk for one in shown}]
        for line in (*self.agenda, *shown, *rest):
            line.is_current = self.current is not None and line.listed.pk == self.current.listed.pk
        return [*self.agenda, *shown, *rest]

    def numbered(self, number: str) -> AgendaLine | None:
        """By its number on the paper sheet, which is its place on the agenda."""
        asked = int(number) if number.strip().isdecimal() and len(number) < 9 else None
        return next((line for line in self.agenda if line.number == asked), None)

    @property
    def answers_told(self) -> list[dict[str, Any]]:
        return [capture.told(answer) for answer in self.answers]

    @property
    def keys(self) -> list[tuple[tuple[str, ...], str]]:
        return KEYS

    @cached_property
    def current(self) -> AgendaLine | None:
        """The question in the address, on the agenda or not; else the first that has no answer yet."""
        for line in self.agenda:
            if str(line.listed.pk) == self.question:
                return line
        if self.question:
            listed = access.asked_question_in(self.user, self.interview.company, self.question)
            return AgendaLine(listed, 0, [])
        return next(iter(self.unasked or self.agenda), None)

    @cached_property
    def current_person(self) -> Person | None:
        if self.person == "none":
            return None
        for person in self.people:
            if str(person.pk) == self.person:
                return person
        taken_off = access.person_in(self.user, self.interview.company, self.person)
        if taken_off is not None:
            return taken_off
        answered = [answer.person for answer in self.current.answers] if self.current else []
        return next(iter(answered or self.people), None)

    @property
    def may_answer(self) -> list[Person]:
        """Those of the interview, and the one shown, though they were taken off it meanwhile."""
        shown = self.current_person
        return self.people if shown is None or shown in self.people else [*self.people, shown]

    @cached_property
    def answer(self) -> Answer:
        """The answer there is, or an empty one under a new client id."""
        for answer in self.current.answers if self.current else []:
            if answer.person_id == (self.current_person.pk if self.current_person else None):
                return answer
        return Answer(
            listed_question=self.current.listed if self.current else None, person=self.current_person
        )

    @property
    def shown(self) -> Mapping[str, Any]:
        """What the fields hold: what was typed where a save was refused, else what is recorded."""
        return self.typed if self.typed is not None else capture.content_of(self.answer)

    @cached_property
    def kept_beside(self) -> list[AnswerRevision]:
        return list(access.kept_versions_of(self.user, self.answer)) if self.answer.pk else []

    @property
    def op(self) -> UUID:
        return uuid4()

    @property
    def previous(self) -> AgendaLine | None:
        return self.neighbour(-1)

    @property
    def next(self) -> AgendaLine | None:
        """From a question off the agenda the way leads back to it."""
        if self.current not in self.agenda:
            return next(iter(self.unasked or self.agenda), None)
        return self.neighbour(1)

    def neighbour(self, step: int) -> AgendaLine | None:
        if self.current is None or self.current not in self.agenda:
            return None
        place = self.agenda.index(self.current) + step
        return self.agenda[place] if 0 <= place < len(self.agenda) else None

    @cached_property
    def device_key(self) -> str:
        return access.profile_read(self.user).device_key

    @property
    def qualities(self) -> list[tuple[str, str]]:
        return Answer.Quality.choices

    @property
    def ratings(self) -> list[tuple[int, str, str]]:
        """1 and 4 in the candidate's own words where they wrote them, before they met anyone."""
        listed = self.current.listed if self.current else None
        own = {1: listed.anchor_low, 4: listed.anchor_high} if listed else {}
        return [(value, own.get(value) or label, label) for value, label in Answer.RATINGS]
