"""A company's list under headings: by topic, or by who can answer.

Pure: no request, no query, no clock.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

ANYONE = ""


@dataclass(slots=True)
class Group:
    """`questions` stand here in full, `shown` of them on this page; `also` stand under an earlier heading
    and could stand here."""

    key: Any
    name: str = ""
    weight: int | None = None
    questions: list[Any] = field(default_factory=list)
    also: list[Any] = field(default_factory=list)
    shown: list[Any] = field(default_factory=list)

    @property
    def minutes(self) -> int:
        return sum(question.minutes for question in self.questions)


def by_topic(listed: Iterable[Any], topics: Iterable[Any], weights: Mapping[int, int]) -> list[Group]:
    """In the topics' order; under an archived topic next, and what is not filed last."""
    groups = {topic.pk: Group(topic.pk, topic.short, weights.get(topic.pk)) for topic in topics}
    unfiled = Group(None)
    for question in listed:
        if question.topic is None:
            unfiled.questions.append(question)
        else:
            named = Group(question.topic_id, question.topic.short)
            groups.setdefault(question.topic_id, named).questions.append(question)
    return [group for group in (*groups.values(), unfiled) if group.questions]


def by_person(listed: Iterable[Any], audiences: Sequence[tuple[str, str]]) -> list[Group]:
    """In the order of the audiences, and what anyone can answer last.

    A question stands in full once, under the first who can answer it, and under the others in `also`.
    """
    groups = {value: Group(value, name) for value, name in audiences}
    anyone = Group(ANYONE)
    for question in listed:
        fitting = [groups[value] for value in groups if value in question.audiences] or [anyone]
        fitting[0].questions.append(question)
        for group in fitting[1:]:
            group.also.append(question)
    return [group for group in (*groups.values(), anyone) if group.questions or group.also]


def page_of(groups: Iterable[Group], start: int, length: int) -> list[Group]:
    """The groups with, in `shown`, what stands at those places in all of them; without those that end
    before or begin after."""
    place, found = 0, []
    for group in groups:
        first, place = place, place + len(group.questions)
        group.shown = group.questions[max(start - first, 0) : max(start + length - first, 0)]
        if group.shown or (not group.questions and start <= first < start + length):
            found.append(group)
    return found
