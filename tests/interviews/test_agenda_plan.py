"""What the planner proposes, and why it leaves the rest."""

import pytest

from interviews.agenda import Candidate, Coverage, Obstacle, Slot, propose

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
        ([ask(1, None), ask(2), ask(3), ask(4, follow_up="declined", asked=True)], [2, 4, 3, 1]),
        ([ask(1, None), ask(2, None), *(ask(pk, 2) for pk in (3, 4, 5))], [3, 1, 4, 2]),
        (
            [ask(1, follow_up="contradiction", **MUST), ask(2, **MUST), ask(3, dealbreaker=True, **MUST)],
            [1, 3, 2],
        ),
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
        "unfiled after all of a heavy topic nothing is known of",
        "unfiled by turns with a topic of middling weight",
        "of must-asks contradictions first, then those on a dealbreaker",
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


def manager(minutes=12, *others):
    return Slot(minutes, ["hiring manager", *others], "hiring manager")


def heard(pk, topic=1, by=("peer",), **more):
    return ask(pk, topic, asked=True, heard_from=by, **more)


@pytest.mark.parametrize(
    ("one", "slot", "is_asked"),
    [
        (heard(1), manager(), True),
        (heard(1, 2), manager(), False),
        (heard(1, 4), manager(), False),
        (heard(1, 4, **MUST), manager(), True),
        (heard(1, None, **MUST), manager(), True),
        (heard(1, 2, dealbreaker=True), manager(), False),
        (heard(1, by=["peer", "hiring manager"]), manager(), False),
        (heard(1, by=["peer", "hiring manager"]), manager(12, "executive"), True),
        (heard(1, by=[]), manager(), False),
        (heard(1, **MUST), Slot(12), False),
        (heard(1, audiences=["peer", "HR"]), manager(12, "peer"), False),
        (heard(1, audiences=["peer", "hiring manager"]), manager(), True),
        (heard(1, timing="final round"), manager(), False),
    ],
    ids=[
        "of a heavy topic",
        "not of a middling one",
        "not of a hidden one",
        "a must-ask whatever its topic weighs",
        "a must-ask not filed",
        "a dealbreaker alone is no reason",
        "not when somebody of the audience answered",
        "one of the audiences met is enough",
        "not when it is not known who answered",
        "not when it is not known who is met",
        "not when those missing cannot answer",
        "when those missing can answer",
        "not before its time",
    ],
)
def test_what_others_answered_is_heard_from_everyone(one, slot, is_asked):
    assert proposed([one], slot) == ([1] if is_asked else [])


def test_what_others_answered_comes_after_follow_ups_and_before_further_questions():
    listed = [heard(1), ask(2), ask(3), ask(4, 2, follow_up="vague", asked=True), ask(5, None)]
    assert proposed(listed, manager(15)) == [2, 4, 1, 3, 5]
    assert proposed(listed, manager(9)) == [2, 4, 1]


def test_a_must_ask_that_others_answered_is_not_taken_in_any_case():
    listed = [heard(1, 3, **MUST), ask(2, 3, **MUST), heard(3), ask(4)]
    assert proposed(listed, manager(9)) == [2, 1, 4]
    assert proposed(listed, manager(6)) == [2, 4]
    assert proposed(listed, manager(1)) == [2]


def test_topics_that_others_spoke_about_take_turns():
    weights = {1: 5, 2: 4}
    listed = [heard(1), heard(2), heard(3, 2), heard(4, 2)]
    assert proposed(listed, manager(), weights) == [1, 3, 2, 4]
    assert proposed(listed, manager(), weights, {1: Coverage(2, 2), 2: Coverage(3, 2)}) == [3, 4, 1, 2]


def test_what_weighs_nothing_fills_what_is_left():
    mine = {"audiences": ["hiring manager", "peer"]}
    listed = [ask(1, 3, **mine), ask(2, 3), ask(3, 3, 1, audiences=["HR"]), ask(4, 4, 1, **mine), ask(5, 2)]
    assert proposed(listed, manager(6)) == [5, 1]
    assert proposed(listed, manager(5)) == [5]
    assert proposed(listed, Slot(12)) == [5]


def test_what_weighs_nothing_is_in_the_way_of_what_weighs():
    filler = ask(1, 3, 3, audiences=["hiring manager"])

    def against(*others, minutes):
        plan = propose([filler, *others], manager(minutes), weights={1: 5, 3: 0}, coverage={}, pinned=[1])
        return plan.chosen[0].against

    assert against(minutes=3) is None
    assert against(ask(2, minutes=4), minutes=7) is None
    assert against(ask(2, minutes=4), minutes=6) is Obstacle.NO_WEIGHT
    assert against(ask(2, minutes=7), minutes=6) is None
    assert against(minutes=2) is Obstacle.NO_WEIGHT
