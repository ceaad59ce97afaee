"""What stands under which heading, whatever the list."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from interviews.list_grouping import by_person, by_topic, page_of

AUDIENCES = [("recruiter", "recruiter"), ("peer", "peer"), ("HR", "HR")]


@dataclass(frozen=True)
class Topic:
    pk: int
    short: str = ""


@dataclass(frozen=True)
class Question:
    pk: int
    topic: Topic | None
    audiences: tuple[str, ...]
    minutes: int = 3

    @property
    def topic_id(self):
        return self.topic and self.topic.pk


TOPICS = [Topic(n, f"Topic {n}") for n in range(4)]
ARCHIVED = Topic(9, "Archived")
questions = st.builds(
    Question,
    pk=st.integers(1, 10_000),
    topic=st.sampled_from([None, ARCHIVED, *TOPICS]),
    audiences=st.lists(st.sampled_from(["peer", "HR", "recruiter"]), unique=True).map(tuple),
    minutes=st.integers(1, 30),
)
lists = st.lists(questions, unique_by=lambda question: question.pk, max_size=30)


def topics_of(listed):
    return by_topic(listed, TOPICS, {1: 4})


def people_of(listed):
    return by_person(listed, AUDIENCES)


@given(listed=lists)
def test_each_stands_in_full_once_and_in_the_order_of_the_list(listed):
    for groups in (topics_of(listed), people_of(listed)):
        stood = [question for group in groups for question in group.questions]
        assert sorted(stood, key=lambda one: one.pk) == sorted(listed, key=lambda one: one.pk)
        for group in groups:
            assert group.questions == [one for one in listed if one in group.questions]
            assert group.minutes == sum(one.minutes for one in group.questions)


@given(listed=lists)
def test_topics_in_their_order_then_archived_ones_and_what_is_not_filed_last(listed):
    keys = [group.key for group in topics_of(listed)]
    rank = {**{topic.pk: place for place, topic in enumerate(TOPICS)}, 9: 10, None: 11}
    assert keys == sorted(keys, key=rank.__getitem__)
    assert all(one.topic_id == group.key for group in topics_of(listed) for one in group.questions)


@given(listed=lists)
def test_whoever_can_answer_it_has_it_in_full_or_is_pointed_to_it(listed):
    groups = {group.key: group for group in people_of(listed)}
    order = [value for value, _name in AUDIENCES]
    assert [*groups] == sorted(groups, key=[*order, ""].index)
    for one in listed:
        able = sorted(one.audiences, key=order.index) or [""]
        assert one in groups[able[0]].questions
        assert [key for key, group in groups.items() if one in group.also] == able[1:]


@given(listed=lists, length=st.integers(1, 12))
def test_pages_show_everything_once_in_the_same_order(listed, length):
    whole = [one for group in people_of(listed) for one in group.questions]
    shown = []
    for start in range(0, max(len(listed), 1), length):
        page = page_of(people_of(listed), start, length)
        here = [one for group in page for one in group.shown]
        assert len(here) <= length
        shown += here
    assert shown == whole


def test_a_heading_says_the_weight_of_its_topic():
    groups = topics_of([Question(1, TOPICS[1], ()), Question(2, TOPICS[2], ()), Question(3, None, ())])
    assert [(group.name, group.weight) for group in groups] == [("Topic 1", 4), ("Topic 2", None), ("", None)]
