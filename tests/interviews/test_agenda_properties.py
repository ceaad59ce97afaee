"""What holds for every proposed agenda, whatever is on the list."""

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from interviews.agenda import Candidate, Coverage, Obstacle, ReasonKind, Slot, fits_later, propose
from interviews.models import Interview
from questions.models import Question

TOPICS = range(4)
AUDIENCES = Question.Audience.values[:3]
FOLLOW_UPS = ["", "", "", "contradiction", "come back", "vague", "refer", "declined", "claim", "manual"]
property_test = settings(deadline=None)  # a slow machine is not a failed rule

audiences = st.lists(st.sampled_from(AUDIENCES), unique=True, max_size=2).map(tuple)
candidates = st.builds(
    Candidate,
    pk=st.integers(1, 40),
    minutes=st.integers(1, 30) | st.integers(1, 4),
    position=st.integers(0, 3),
    topic=st.sampled_from([*TOPICS, None]),
    must_ask=st.sampled_from([False, False, False, True]),
    audiences=audiences,
    timing=st.sampled_from(["", *Question.Timing.values]),
    asked=st.booleans(),
    follow_up=st.sampled_from(FOLLOW_UPS),
    dealbreaker=st.sampled_from([False, False, True]),
    look_up_first=st.booleans(),
)
lists = st.lists(candidates, max_size=14, unique_by=lambda candidate: candidate.pk)
slots = st.builds(
    Slot,
    minutes=st.integers(0, 40),
    audiences=audiences,
    kind=st.sampled_from(["", *Interview.Kind.values]),
)
weights = st.dictionaries(st.sampled_from(TOPICS), st.integers(0, 5))
coverages = st.dictionaries(
    st.sampled_from(TOPICS),
    st.integers(0, 6).flatmap(lambda listed: st.builds(Coverage, st.just(listed), st.integers(0, listed))),
)
figures = st.fixed_dictionaries({"weights": weights, "coverage": coverages})
plans = st.tuples(lists, slots, figures)
numbers = st.lists(st.integers(1, 40), max_size=6)


@st.composite
def plans_by_hand(draw):
    pinned, dropped = draw(numbers), draw(numbers)
    by_hand = {"pinned": [pk for pk in pinned if pk not in dropped], "dropped": dropped}
    return draw(lists), draw(slots), {**draw(figures), **by_hand}


def pks(lines):
    return [line.pk for line in lines]


def is_due(one, slot):
    """By hand: open, for somebody here, and not for a later kind of interview."""
    early = ["final round", "with an offer"] if slot.kind not in ("final", "offer call", "") else []
    early += ["with an offer"] if slot.kind == "final" else []
    can_answer = not one.audiences or not slot.audiences or set(one.audiences) & set(slot.audiences)
    return bool((one.follow_up or not one.asked) and can_answer and one.timing not in early)


@property_test
@given(plans_by_hand())
def test_every_question_is_chosen_or_left_once(plan):
    listed, slot, more = plan
    agenda = propose(listed, slot, **more)
    assert sorted(pks(agenda.chosen) + pks(agenda.left)) == sorted(pks(listed))


@property_test
@given(plans_by_hand(), st.randoms(use_true_random=False))
def test_the_same_whatever_the_order_they_come_in(plan, random):
    listed, slot, more = plan
    shuffled = listed[:]
    random.shuffle(shuffled)
    assert propose(shuffled, slot, **more) == propose(listed, slot, **more)


@property_test
@given(plans_by_hand())
def test_over_the_minutes_only_by_what_must_be_on_it(plan):
    listed, slot, more = plan
    agenda = propose(listed, slot, **more)
    assert agenda.minutes == sum(choice.minutes for choice in agenda.chosen)
    assert agenda.minutes - agenda.over + agenda.free == slot.minutes
    if agenda.over:
        assert all(choice.pk in more["pinned"] or choice.candidate.must_ask for choice in agenda.chosen)


@property_test
@given(plans_by_hand())
def test_a_must_ask_that_is_due_is_on_it_and_stands_first(plan):
    listed, slot, more = plan
    chosen = propose(listed, slot, **more).chosen
    due = {one.pk for one in listed if one.must_ask and is_due(one, slot)}
    assert due - {*more["dropped"]} <= {*pks(chosen)}
    must_asks = [choice.candidate.must_ask for choice in chosen]
    assert must_asks == sorted(must_asks, reverse=True)


@property_test
@given(plans_by_hand())
def test_pinned_stays_in_its_order_and_dropped_never_comes(plan):
    listed, slot, more = plan
    chosen = propose(listed, slot, **more).chosen
    pinned = [pk for pk in dict.fromkeys(more["pinned"]) if pk in pks(listed)]
    assert not {*pks(chosen)} & {*more["dropped"]}
    for group in (True, False):
        line = [choice.pk for choice in chosen if choice.candidate.must_ask is group]
        mine = [pk for pk in pinned if pk in line]
        assert line[: len(mine)] == mine
    assert {*pinned} <= {*pks(chosen)}


@property_test
@given(plans_by_hand())
def test_every_line_has_a_reason_of_its_own(plan):
    listed, slot, more = plan
    for choice in propose(listed, slot, **more).chosen:
        kinds = [reason.kind for reason in choice.reasons]
        assert len({*kinds}) == len(kinds)
        assert (ReasonKind.PINNED in kinds) == (choice.pk in more["pinned"])
        if choice.against is None:
            assert {*kinds} - {ReasonKind.PINNED, ReasonKind.LOOK_UP_FIRST}
        else:
            assert choice.pk in more["pinned"]


@property_test
@given(plans_by_hand())
def test_what_is_proposed_is_due_and_counts(plan):
    listed, slot, more = plan
    for choice in propose(listed, slot, **more).chosen:
        one, weight = choice.candidate, more["weights"].get(choice.candidate.topic)
        if choice.pk not in more["pinned"]:
            asked_for = one.must_ask or one.dealbreaker or one.follow_up == "come back" or one.topic is None
            its_moment = (slot.kind, one.timing) in {
                ("recruiter call", "first call"),
                ("final", "final round"),
                ("offer call", "with an offer"),
            }
            assert is_due(one, slot)
            assert weight or asked_for or (weight == 0 and its_moment)


@property_test
@given(plans_by_hand())
def test_what_has_no_room_is_longer_than_what_is_left(plan):
    listed, slot, more = plan
    agenda = propose(listed, slot, **more)
    for left in agenda.left:
        if left.reason is Obstacle.NO_ROOM:
            assert left.candidate.minutes > agenda.free
            assert is_due(left.candidate, slot)
            assert not left.candidate.must_ask


@property_test
@given(plans_by_hand(), st.integers(0, 60))
def test_the_minutes_never_decide_about_a_must_ask(plan, minutes):
    listed, slot, more = plan
    other = Slot(minutes, slot.audiences, slot.kind)
    asked, asked_then = (
        {one.pk for one in propose(listed, each, **more).chosen if one.candidate.must_ask}
        for each in (slot, other)
    )
    assert asked == asked_then


@property_test
@given(plans)
def test_proposed_again_with_all_pinned_nothing_moves(plan):
    listed, slot, more = plan
    agenda = propose(listed, slot, **more)
    again = propose(listed, slot, **more, pinned=pks(agenda.chosen))
    assert pks(again.chosen) == pks(agenda.chosen)
    assert again.left == agenda.left


@property_test
@given(plans, st.data())
def test_swapping_one_never_adds_to_what_is_over(plan, data):
    listed, slot, more = plan
    before = propose(listed, slot, **more)
    assume(before.chosen)
    gone = data.draw(st.sampled_from(pks(before.chosen)))
    kept = [pk for pk in pks(before.chosen) if pk != gone]
    after = propose(listed, slot, **more, pinned=kept, dropped=[gone])
    assert after.over <= before.over
    assert pks(after.chosen)[: len(kept)] == kept or any(one.candidate.must_ask for one in after.chosen)
    assert {*kept} <= {*pks(after.chosen)}


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
    even = [Candidate(one.pk, 2, one.position, one.topic) for one in listed]
    weights = {**dict.fromkeys(TOPICS, 3), **more["weights"]}

    def count(weight):
        figures = {"weights": {**weights, topic: weight}, "coverage": more["coverage"]}
        return sum(choice.candidate.topic == topic for choice in propose(even, slot, **figures).chosen)

    counts = [count(weight) for weight in range(6)]
    assert counts == sorted(counts)


@property_test
@given(plans, st.lists(slots, max_size=4))
def test_what_fits_later_is_proposable_there_and_never_overfills(plan, to_come):
    listed, slot, more = plan
    agenda = propose(listed, slot, **more)
    later = dict(enumerate(to_come, start=100))
    found = fits_later(agenda.left, later, more["weights"])
    by_pk = {one.pk: one for one in listed}
    for number, other in later.items():
        there = [by_pk[pk] for pk, place in found.items() if place == number]
        assert sum(one.minutes for one in there) <= other.minutes
        reasons = [left.reason for left in propose(there, other, **more).left]
        assert reasons == []
    assert {*found} <= {*pks(agenda.left)}
    assert not {*found} & {left.pk for left in agenda.left if left.reason is Obstacle.ANSWERED}


def test_a_heavy_day_is_planned_at_once():
    listed = [
        Candidate(pk, 1 + pk % 7, 1, pk % 50, follow_up="vague" if pk % 9 == 0 else "") for pk in range(300)
    ]
    agenda = propose(listed, Slot(600), weights=dict.fromkeys(range(50), 3), coverage={})
    assert (agenda.minutes, agenda.free, agenda.over) == (600, 0, 0)
