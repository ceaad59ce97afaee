"""The company's list beside the library, as the page shows them."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from interviews import access, list_grouping, picking, sentences
from interviews.models import Company, ListedQuestion
from questions import search
from questions.access import languages_in, questions_in_order, topics_with_languages
from questions.models import Question, Topic

OFFERED = 8
ALL_OFFERED = 200
PAGE_LENGTH = 200
KEPT = ("q", "audience", "group", "page", "all")
# What can be worded for one company, in the words that name it.
TAILORED = {
    "text": _("wording"),
    "follow_ups": _("follow-ups"),
    "audiences": _("who to ask"),
    "timing": _("when"),
    "minutes": _("minutes"),
    "why": _("why"),
    "listen_for": _("listen for"),
    "beware_of": _("be wary of"),
}


@dataclass
class ListBuilder:
    """`asked` is the address's query or what the forms of the page carry on of it: see KEPT."""

    user: Any
    company: Company
    asked: Mapping[str, str] = field(default_factory=dict)
    picked: Collection[str] = ()

    @cached_property
    def listed(self) -> list[ListedQuestion]:
        planned = access.planned_interviews(self.user, self.company)
        listed = list(access.listed_questions_to_build(self.user, self.company))
        for question in listed:
            question.planned = planned.get(question.pk)
            question.tailored = tailored_in(question)
        return listed

    @property
    def minutes(self) -> int:
        return sum(question.minutes for question in self.listed)

    # How the list is shown

    @cached_property
    def address(self) -> str:
        """What the address of every listed question begins with: reversing each took a third of the page."""
        return reverse("interviews:listed_question_edit", args=[0]).removesuffix("0/edit/")

    @property
    def group(self) -> str:
        asked = self.asked.get("group", "")
        return asked if asked in {"topic", "person"} else ""

    @cached_property
    def groups(self) -> list[list_grouping.Group]:
        """What stands on this page, under its headings; in the list's own order there is one, without."""
        if self.group == "topic":
            groups = list_grouping.by_topic(self.listed, self.topics, self.weights)
        elif self.group == "person":
            groups = list_grouping.by_person(self.listed, self.audiences)
        else:
            groups = [list_grouping.Group(None, questions=self.listed)]
        return list_grouping.page_of(groups, self.start, PAGE_LENGTH)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.listed) // PAGE_LENGTH))

    @cached_property
    def page(self) -> int:
        asked = self.asked.get("page", "")
        number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 9 else 1
        return min(max(number, 1), self.pages)

    @property
    def page_numbers(self) -> range:
        return range(1, self.pages + 1)

    @property
    def start(self) -> int:
        return (self.page - 1) * PAGE_LENGTH

    @property
    def next_page_begins_with(self) -> ListedQuestion | None:
        """Dropped at the end of this page, a question comes before it."""
        end = self.start + PAGE_LENGTH
        return self.listed[end] if end < len(self.listed) else None

    @cached_property
    def kept(self) -> QueryDict:
        """What every form and link of the page carries on, so that nothing that was asked for is lost."""
        values = {
            "q": self.words,
            "audience": self.audience,
            "group": self.group,
            "page": str(self.page) if self.page > 1 else "",
            "all": "1" if self.is_all else "",
        }
        kept = QueryDict(mutable=True)
        kept.update({name: value for name, value in values.items() if value})
        return kept

    # What the library offers

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

    # What the list covers

    @cached_property
    def topics(self) -> list[Topic]:
        return list(access.with_weights(self.user, topics_with_languages(self.user)))

    @cached_property
    def weights(self) -> dict[int, int]:
        return access.weights_in(self.topics)

    @cached_property
    def coverage(self) -> list["Coverage"]:
        """The topics that weigh something: first those without a question, and the heaviest of each first."""
        rows = {
            topic.pk: Coverage(topic, self.weights[topic.pk])
            for topic in self.topics
            if self.weights.get(topic.pk)
        }
        for question in self.listed:
            if question.topic_id in rows:
                rows[question.topic_id].count += 1
                rows[question.topic_id].minutes += question.minutes
        return sorted(rows.values(), key=lambda row: (bool(row.count), -row.weight))

    @property
    def covered(self) -> int:
        return sum(bool(row.count) for row in self.coverage)

    @property
    def uncovered(self) -> list["Coverage"]:
        return [row for row in self.coverage if not row.count][:4]


@dataclass
class Coverage:
    topic: Topic
    weight: int
    count: int = 0
    minutes: int = 0


def tailored_in(listed: ListedQuestion) -> list[str]:
    """The names of what is not as in the library; of an own question nothing."""
    library = listed.question
    if library is None:
        return []
    return [word for name, word in TAILORED.items() if getattr(listed, name) != getattr(library, name)]


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
