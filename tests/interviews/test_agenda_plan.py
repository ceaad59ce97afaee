"""What the planner proposes, and why it leaves the rest."""

import pytest

from interviews.agenda import Candidate, Coverage, Slot, propose

MUST = {"must_ask": True}


def ask(pk, topic=1, minutes=3, **more):
    return Candidate(pk, minutes, more.pop("position", pk), topic, **more)


def proposed(listed, slot, weights=None, coverage=None, **by_hand):
    """Topic 1 weighs 5, topic 2 weighs 3, topic 3 weighs 0, and topic 4 is hidden."""
    plan = propose(listed, slot, weights=weights or {1: 5, 2: 3, 3: 0}, coverage=coverage or {}, **by_hand)
    return [choice.pk for choice in plan.chosen]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ([ask(1), ask(2, 3, **MUST)], [2, 1]),
        ([ask(1, 2, **MUST), ask(2, 4, dealbreaker=True, **MUST), ask(3, **MUST)], [2, 3, 1]),
        ([ask(1, minutes=30, **MUST), ask(2, 2, 30, **MUST), ask(3, 1, 1)], [1, 2]),
        ([ask(1, 2), ask(2, 2), ask(3, 4, dealbreaker=True), ask(4, 4, dealbreaker=True)], [3, 1, 4, 2]),
        ([ask(1), ask(2, 4, dealbreaker=True), ask(3, 4, dealbreaker=True, **MUST)], [3, 1, 2]),
        ([ask(1, follow_up="vague", asked=True), ask(2, follow_up="contradiction"), ask(3, 2)], [3, 2, 1]),
        ([ask(1, None), ask(2), ask(3), ask(4, follow_up="declined", asked=True)], [2, 4, 1, 3]),
        ([ask(1, follow_up="claim"), ask(2, 2)], [1, 2]),
        ([ask(1, minutes=9), ask(2, 2, 4), ask(3, 1, 3)], [1, 3]),
        ([ask(1, look_up_first=True), ask(2)], [2, 1]),
        ([ask(1, position=2), ask(2, position=1), ask(3, position=1)], [2, 3, 1]),
        ([*(ask(pk) for pk in range(1, 7)), *(ask(pk, 2) for pk in range(7, 10))], [1, 7, 2, 3]),
    ],
    ids=[
        "must-asks first",
        "of must-asks those on a dealbreaker, then by weight",
        "must-asks may go over, nothing else then",
        "one for a dealbreaker before any topic, then as the heaviest topic",
        "a must-ask is that one",
        "contradictions before other follow-ups, after a topic nothing is known of",
        "unfiled after follow-ups, before a second of a topic",
        "a claim has not been asked about",
        "what fits where a longer one does not",
        "look up first comes last in its topic",
        "by position, then number",
        "many of one topic wait for the others",
    ],
)
def test_the_order_of_a_proposal(listed, expected):
    assert proposed(listed, Slot(12)) == expected


def test_what_is_known_of_a_topic_lets_others_go_first():
    listed, contradiction = [ask(1), ask(2, 2)], ask(3, follow_up="contradiction")
    assert proposed(listed, Slot(9), coverage={1: Coverage(4, 1)}) == [1, 2]
    assert proposed(listed, Slot(9), coverage={1: Coverage(8, 4)}) == [2, 1]
    assert proposed([*listed, contradiction], Slot(9), coverage={1: Coverage(8, 4)}) == [2, 3, 1]
    assert proposed([*listed, contradiction], Slot(9), coverage={1: Coverage(9, 4)}) == [2, 1, 3]
    known = {4: Coverage(4, 3)}
    assert proposed([ask(1), ask(2, 4, dealbreaker=True)], Slot(9), coverage=known) == [2, 1]


def test_what_is_pinned_leads_and_counts():
    listed = [ask(1), ask(2, 2), ask(3, 3, asked=True), ask(4, **MUST), ask(5, minutes=2)]
    assert proposed(listed, Slot(11), pinned=[3, 2, 99]) == [4, 3, 2, 5]
    assert proposed(listed, Slot(1), pinned=[3]) == [4, 3]
    assert proposed([ask(1), ask(2, 2), ask(3, asked=True)], Slot(9), pinned=[3]) == [3, 1, 2]
    assert proposed(listed, Slot(11), dropped=[4, 1, 99]) == [5, 2]


@pytest.mark.parametrize(
    ("listed", "by_hand", "message"),
    [([ask(1), ask(1, 2)], {}, "given twice"), ([ask(1)], {"pinned": [1], "dropped": [1]}, "pinned and")],
)
def test_what_contradicts_itself_is_refused(listed, by_hand, message):
    with pytest.raises(ValueError, match=message):
        proposed(listed, Slot(9), **by_hand)
