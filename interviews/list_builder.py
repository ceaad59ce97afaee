"""The company's list beside the library, as the page shows them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from interviews import access, picking, sentences
from interviews.models import Company, ListedQuestion
from questions import search
from questions.access import languages_in, questions_in_order, topics_with_languages
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
    def hits(self) -> list[search.Hit]:
        """What the words find in the library, without what is on the list."""
        on_list = {question.question_id for question in self.listed}
        found = search.find(self.user, self.words, languages_in(self.topics))
        return [hit for hit in found if not hit.is_archived and hit.pk not in on_list]

    @cached_property
    def suggestions(self) -> list[picking.Suggestion]:
        wanted = picking.Wanted(
            level=self.company.level,
            field=self.company.field,
            work_mode=self.company.work_mode,
            audiences=(self.audience,) if self.audience else (),
            weights=self.weights,
            listed=Counter(question.topic_id for question in self.listed if question.topic_id),
            is_searched=bool(self.words),
        )
        return picking.suggestions((candidate_of(hit) for hit in self.hits), wanted)

    @property
    def is_all(self) -> bool:
        return bool(self.asked.get("all"))

    @cached_property
    def shown(self) -> list[tuple[Question, str]]:
        """Library questions, the most fitting first, each with why it is offered."""
        length = ALL_OFFERED if self.is_all else OFFERED
        reasons = {suggestion.pk: suggestion.reasons for suggestion in self.suggestions[:length]}
        questions = questions_in_order(self.user, list(reasons))
        return [(question, sentences.why_offered(reasons[question.pk])) for question in questions]

    @property
    def more(self) -> int:
        return len(self.suggestions) - len(self.shown)

    @cached_property
    def topics(self) -> list[Topic]:
        return list(topics_with_languages(self.user))

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


def candidate_of(hit: search.Hit) -> picking.Candidate:
    return picking.Candidate(
        pk=hit.pk,
        topic=hit.topic,
        audiences=hit.audiences,
        levels=hit.levels,
        fields=hit.fields,
        work_modes=hit.work_modes,
        timing=hit.timing,
        look_up_first=hit.look_up_first,
    )
