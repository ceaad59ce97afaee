"""The company's list beside the library, as the page shows them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from interviews import access
from interviews.models import Company, ListedQuestion
from questions.models import Question, Topic

OFFERED = 8
ALL_OFFERED = 200


@dataclass
class ListBuilder:
    """`asked` is the address's query: q, audience, all."""

    user: Any
    company: Company
    asked: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def listed(self) -> list[ListedQuestion]:
        questions = access.listed_questions_of(self.user, self.company).with_answer_counts()
        planned = access.planned_interviews(self.user, self.company)
        listed = list(questions)
        for question in listed:
            question.planned = planned.get(question.pk)
        return listed

    @property
    def minutes(self) -> int:
        return sum(question.minutes for question in self.listed)

    @property
    def words(self) -> str:
        return self.asked.get("q", "").replace("\x00", "").strip()[:100]

    @property
    def audience(self) -> str:
        asked = self.asked.get("audience", "")
        return asked if asked in Question.Audience.values else ""

    @property
    def audiences(self) -> list[tuple[str, str]]:
        return Question.Audience.choices

    @cached_property
    def offered(self) -> list[Question]:
        """Fitting library questions that are not on the list: what is not covered first, then by weight."""
        questions = access.library_for(self.user, self.company, self.words, self.audience)
        on_list = {question.question_id for question in self.listed}
        offered = [question for question in questions if question.pk not in on_list]
        weight, covered = self.weights, {question.topic_id for question in self.listed}
        offered.sort(
            key=lambda q: (q.topic_id in covered, -weight.get(q.topic_id, 0), q.topic.position, q.pk)
        )
        return offered

    @property
    def shown(self) -> list[Question]:
        return self.offered[: ALL_OFFERED if self.asked.get("all") else OFFERED]

    @property
    def more(self) -> int:
        return len(self.offered) - len(self.shown)

    @cached_property
    def topics(self) -> list[Topic]:
        return list(access.topics_of(self.user))

    @cached_property
    def weights(self) -> dict[int, int]:
        return access.weights_of(self.user, self.topics)

    @property
    def uncovered(self) -> list[tuple[Topic, int]]:
        """Topics that weigh something and that nothing on the list is about, the heaviest first."""
        covered = {question.topic_id for question in self.listed}
        missing = [
            (topic, self.weights[topic.pk])
            for topic in self.topics
            if self.weights.get(topic.pk) and topic.pk not in covered
        ]
        return sorted(missing, key=lambda pair: -pair[1])[:4]
