"""Who goes before whom in every proposed agenda: heavy topics, what is not filed, what weighs nothing."""

from collections import Counter
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from interviews.agenda import Candidate, Coverage, Obstacle, ReasonKind, propose
from tests.interviews.agenda_plans import TOPICS, is_filler, pks, plans, plans_by_hand, property_test


@property_test
@given(plans_by_hand())
def test_what_weighs_nothing_takes_no_minute_from_what_weighs(plan):
    listed, slot, more = plan
    agenda = propose(listed, slot, **more)
    fillers = [
        one for one in agenda.chosen if ReasonKind.TIME_LEFT in {reason.kind for reason in one.reasons}
    ]
    proposed = {filler.pk for filler in fillers} - {*more["pinned"]}
    without = propose([one for one in listed if one.pk not in proposed], slot, **more)
    assert pks(without.chosen) == [pk for pk in pks(agenda.chosen) if pk not in proposed]
    for filler in fillers:
        assert is_filler(filler.candidate, slot, more["weights"])
        for left in agenda.left:
            assert (
                left.reason is not Obstacle.NO_ROOM or left.candidate.minutes > agenda.free + filler.minutes
            )


@property_test
@given(plans_by_hand())
def test_what_is_not_filed_pushes_out_nothing_that_presses(plan):
    listed, slot, more = plan
    agenda = propose(listed, slot, **more)

    def presses(one):
        unknown = not more["coverage"].get(one.topic, Coverage()).known
        return one.dealbreaker or (
            unknown and one.topic is not None and more["weights"].get(one.topic, 0) >= 4
        )

    waits = [left.candidate for left in agenda.left if left.reason is Obstacle.NO_ROOM]
    shortest = min((one.minutes for one in waits if one.topic is not None and presses(one)), default=None)
    for choice in agenda.chosen:
        one = choice.candidate
        by_turns = not (one.must_ask or one.dealbreaker or one.follow_up or one.pk in more["pinned"])
        if one.topic is None and by_turns and shortest:
            assert shortest > agenda.free + one.minutes


@property_test
@given(plans)
def test_topics_that_pull_the_same_share_the_agenda(plan):
    """Of fresh questions of one minute no topic gets two more than another that still has one waiting."""
    listed, slot, _ = plan
    even = [Candidate(one.pk, 1, one.position, one.topic or 0) for one in listed]
    agenda = propose(even, slot, weights=dict.fromkeys(TOPICS, 3), coverage={})
    count = Counter(choice.candidate.topic for choice in agenda.chosen)
    for left in agenda.left:
        assert max(count.values(), default=0) <= count[left.candidate.topic] + 1


@property_test
@given(plans, st.sampled_from(TOPICS))
def test_a_heavier_topic_never_loses_its_turn(plan, topic):
    """Of questions that take the same time a topic that weighs more gets at least as many."""
    listed, slot, more = plan
    even = [replace(one, minutes=2, must_ask=False, timing="", dealbreaker=False) for one in listed]
    weights = {**dict.fromkeys(TOPICS, 3), **more["weights"]}

    def count(weight):
        figures = {"weights": {**weights, topic: weight}, "coverage": more["coverage"]}
        return sum(choice.candidate.topic == topic for choice in propose(even, slot, **figures).chosen)

    counts = [count(weight) for weight in range(6)]
    assert counts == sorted(counts)
