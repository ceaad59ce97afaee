"""What the pages about one person show before and after two entries are merged."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interviews import access
from interviews.models import Answer, AnswerRevision, Person


@dataclass
class MergePreview:
    user: Any
    kept: Person
    other: Person

    @cached_property
    def places(self) -> dict[int, set[tuple[int, int | None]]]:
        """Person → the questions answered in an interview."""
        places: dict[int, set[tuple[int, int | None]]] = {self.kept.pk: set(), self.other.pk: set()}
        for person, question, interview in access.places_of(self.user, [self.kept, self.other]):
            places[person].add((question, interview))
        return places

    @property
    def answer_count(self) -> int:
        return len(self.places[self.other.pk])

    @property
    def clash_count(self) -> int:
        return len(self.places[self.kept.pk] & self.places[self.other.pk])

    @cached_property
    def interview_count(self) -> int:
        attended = access.attended_by(self.user, [self.other])
        return len({interview for _person, interview in attended})


@dataclass
class SettlePage:
    user: Any
    person: Person

    @cached_property
    def answers(self) -> list[tuple[Answer, list[AnswerRevision]]]:
        """Each answer that waits, with the versions beside it."""
        answers = list(access.answers_to_settle(self.user, self.person))
        versions: dict[int, list[AnswerRevision]] = {answer.pk: [] for answer in answers}
        for version in access.unsettled_of(self.user, answers):
            versions[version.answer_id].append(version)
        return [(answer, versions[answer.pk]) for answer in answers]
