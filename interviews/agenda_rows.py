"""What one interview's agenda is planned from, loaded once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interviews import access
from interviews.agenda import Candidate, Coverage, Slot
from interviews.follow_up_lines import Line as FollowUpLine
from interviews.follow_up_lines import Rows
from interviews.follow_ups import MANUAL, REFER, STRENGTH, UNASKED
from interviews.models import Interview, ListedQuestion, Person
from questions.models import Topic


@dataclass
class AgendaRows:
    user: Any
    interview: Interview

    @cached_property
    def everybody(self) -> list[Person]:
        return list(access.people_with_presence(self.user, self.interview))

    @property
    def people(self) -> list[Person]:
        return [person for person in self.everybody if person.is_met]

    @cached_property
    def audiences(self) -> list[str]:
        return sorted({person.audience for person in self.people})

    @cached_property
    def slot(self) -> Slot:
        return Slot(self.interview.question_minutes, self.audiences, self.interview.kind)

    @cached_property
    def listed(self) -> dict[int, ListedQuestion]:
        return {one.pk: one for one in access.questions_for_agenda(self.user, self.interview)}

    @cached_property
    def follow_up_rows(self) -> Rows:
        companies = [self.interview.company]
        return Rows(
            listed=self.listed.values(),
            answers=access.answers_to_questions(self.user, companies),
            stored=access.follow_ups_of(self.user, companies),
            people=self.everybody,
        )

    @cached_property
    def follow_ups(self) -> dict[int, FollowUpLine]:
        """Question that was asked → the strongest reason to ask it again."""
        found: dict[int, FollowUpLine] = {}
        lines = sorted(self.follow_up_rows.lines, key=lambda line: STRENGTH.index(line.item.origin))
        for line in lines:
            if line.item.question and line.item.origin not in (MANUAL, UNASKED):
                found.setdefault(line.item.question, line)
        return found

    @cached_property
    def asked_here(self) -> set[int]:
        answers = self.follow_up_rows.answers
        return {one.listed_question_id for one in answers if one.interview_id == self.interview.pk}

    @cached_property
    def topics(self) -> list[Topic]:
        return list(access.topics_of(self.user))

    @cached_property
    def weights(self) -> dict[int, int]:
        return access.weights_in(self.topics)

    @cached_property
    def topic_names(self) -> dict[int, str]:
        return {topic.pk: topic.short for topic in self.topics}

    @cached_property
    def coverage(self) -> dict[int, Coverage]:
        """Known is what somebody has answered, rated or not: here it is about asking."""
        answered = self.follow_up_rows.answers_by_question
        listed = Counter(one.topic_id for one in self.listed.values())
        known = Counter(one.topic_id for one in self.listed.values() if one.pk in answered)
        return {topic: Coverage(listed[topic], known[topic]) for topic in listed if topic}

    @cached_property
    def candidates(self) -> list[Candidate]:
        in_question = access.topics_of_unknown_dealbreakers(self.user, self.interview)
        return [self.candidate(one, one.topic_id in in_question) for one in self.listed.values()]

    def candidate(self, listed: ListedQuestion, dealbreaker: bool) -> Candidate:
        again = self.follow_ups.get(listed.pk)
        audiences = listed.audiences
        if again and again.item.origin == REFER and again.people:
            audiences = [person.audience for person in again.people]
        return Candidate(
            pk=listed.pk,
            minutes=listed.minutes,
            position=listed.position,
            topic=listed.topic_id,
            must_ask=listed.must_ask,
            audiences=audiences,
            timing=listed.timing,
            asked=listed.pk in self.follow_up_rows.answers_by_question,
            heard_from=self.heard_from(listed),
            follow_up=again.item.origin if again else "",
            dealbreaker=dealbreaker,
            look_up_first=bool(listed.question and listed.question.look_up_first),
        )

    def heard_from(self, listed: ListedQuestion) -> set[str]:
        """Nobody where one answer does not say whose it is: it may be anybody's.

        What was asked in this interview, everybody in it has heard.
        """
        answers = self.follow_up_rows.answers_by_question.get(listed.pk, [])
        if any(answer.person is None for answer in answers):
            return set()
        heard = {answer.person.audience for answer in answers if answer.person}
        return heard.union(self.audiences) if listed.pk in self.asked_here else heard

    def are_planned(self, numbers: Iterable[int]) -> None:
        """The agenda is exactly these now, in this order; nothing is read again."""
        places = {pk: place for place, pk in enumerate(numbers)}
        for pk, listed in self.listed.items():
            listed.place = places.get(pk)
            listed.is_pinned = listed.is_pinned and pk in places
            listed.is_dropped = listed.is_dropped and pk not in places
