"""A company's follow-ups by who can answer, as their page shows them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from interviews import access, follow_ups
from interviews.follow_up_lines import Line, Rows
from interviews.follow_up_mail import Mail
from interviews.models import Company, FollowUp, Interview, Person
from questions.models import Question

PER_PAGE = 200


def questions_in(lines: Iterable[Line]) -> list[str]:
    """In the candidate's wording; two follow-ups may ask the same."""
    return list(dict.fromkeys(line.text for line in lines))


def single_person(lines: Sequence[Line]) -> Person | None:
    """Who all of them are for, where that is one person."""
    people = {person for line in lines for person in line.people}
    return people.pop() if len(people) == 1 and all(line.people for line in lines) else None


def mail_about(user: Any, company: Company, lines: Sequence[Line]) -> Mail:
    person = single_person(lines)
    met = access.last_interview_held(user, company, person)
    return Mail(
        role=company.role,
        questions=questions_in(lines),
        signature=[user.get_full_name(), user.email],
        to=person.name if person else "",
        met_on=met.starts_local.date() if met else None,
    )


@dataclass
class FollowUpsPage:
    """`asked` is the address’s query: page, closed. `chosen` are the keys sent, `refusal` why not done."""

    user: Any
    company: Company
    now: datetime
    asked: QueryDict
    chosen: Collection[str] = ()
    refusal: str = ""

    @cached_property
    def rows(self) -> Rows:
        return Rows(
            listed=list(access.questions_to_follow_up(self.user, [self.company])),
            answers=access.answers_to_questions(self.user, [self.company]),
            stored=list(access.follow_ups_of(self.user, [self.company])),
            people=list(access.people_of(self.user, self.company)),
            planned=access.planned_interviews(self.user, self.company),
        )

    @cached_property
    def by_key(self) -> dict[str, Line]:
        return {line.key: line for line in self.rows.lines}

    def lines_called(self, keys: Iterable[str]) -> list[Line]:
        """In the order of the page; a key that names nothing open is left out."""
        wanted = set(keys)
        return [line for key, line in self.by_key.items() if key in wanted]

    def questions_called(self, keys: Iterable[str]) -> list[str]:
        return questions_in(self.lines_called(keys))

    @property
    def count(self) -> int:
        return len(self.by_key)

    @cached_property
    def part(self) -> Page:
        """Of all lines, each with the number of its group."""
        items = [line.item for line in self.rows.lines]
        grouped = follow_ups.groups(items, self.rows.board.people, Question.Audience.values)
        numbered = [(number, item) for number, (_who, items) in enumerate(grouped) for item in items]
        lines = [(number, self.by_key[item.key]) for number, item in numbered]
        return Paginator(lines, PER_PAGE).get_page(self.asked.get("page"))

    @property
    def groups(self) -> list[list[Line]]:
        """Lines for the same people, or the same audiences; the last is for anyone."""
        return [[line for _n, line in pairs] for _n, pairs in groupby(self.part, key=lambda pair: pair[0])]

    @cached_property
    def coming(self) -> list[Interview]:
        return list(access.interviews_to_come_in(self.user, self.company))

    @property
    def next(self) -> Interview | None:
        """One that began within the last hours is still the next; else the last of those left open."""
        since = self.now - timedelta(hours=4)
        still = [interview for interview in self.coming if interview.starts_at >= since]
        return next(iter(still or self.coming[-1:]), None)

    @cached_property
    def closed(self) -> list[FollowUp]:
        """What was just let go, to offer it back."""
        numbers = self.asked.getlist("closed")
        return list(access.follow_ups_let_go(self.user, self.company, numbers)) if numbers else []
