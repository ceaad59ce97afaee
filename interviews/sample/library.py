from dataclasses import dataclass
from typing import Any

from interviews.sample.files import SampleError
from questions.models import Question, Topic


@dataclass(frozen=True)
class Library:
    topics: dict[str, Topic]
    questions: dict[str, Question]

    @classmethod
    def of(cls, by: Any) -> "Library":
        topics = Topic.objects.of(by).filter(owner=None)
        questions = Question.objects.of(by).filter(owner=None).select_related("topic")
        return cls({row.key: row for row in topics}, {row.key: row for row in questions})

    def topic(self, key: str) -> Topic:
        if key not in self.topics:
            raise SampleError(f'The library has no topic "{key}".')
        return self.topics[key]

    def question(self, key: str) -> Question:
        if key not in self.questions:
            raise SampleError(f'The library has no question "{key}".')
        return self.questions[key]
