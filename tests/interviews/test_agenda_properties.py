"""What holds for every proposed agenda, whatever is on the list."""

from hypothesis import assume, given
from hypothesis import strategies as st

from interviews.agenda import Candidate, Obstacle, ReasonKind, Slot, fits_later, propose
from tests.interviews.agenda_plans import (
    is_due,
    is_filler,
    is_heard_elsewhere,
    is_open,
    pks,
    plans,
    plans_by_hand,
    property_test,
    slots,
)


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
        for choice in agenda.chosen:
            assert choice.pk in more["pinned"] or (choice.candidate.must_ask and is_open(choice.candidate))


@property_test
@given(plans_by_hand())
def test_a_must_ask_that_is_due_is_on_it_and_stands_first(plan):
    listed, slot, more = plan
    chosen = propose(listed, slot, **more).chosen
    due = {one.pk for one in listed if one.must_ask and is_open(one) and is_due(one, slot)}
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
            assert is_open(one) or is_heard_elsewhere(one, slot, more["weights"])
            fills = is_filler(one, slot, more["weights"])
            assert weight or asked_for or (weight == 0 and its_moment) or fills


@property_test
@given(plans_by_hand())
def test_what_has_no_room_is_longer_than_what_is_left(plan):
    listed, slot, more = plan
    agenda = propose(listed, slot, **more)
    for left in agenda.left:
        if left.reason is Obstacle.NO_ROOM:
            assert left.candidate.minutes > agenda.free
            assert is_due(left.candidate, slot)
            heard_elsewhere = is_heard_elsewhere(left.candidate, slot, more["weights"])
            assert heard_elsewhere or (is_open(left.candidate) and not left.candidate.must_ask)


@property_test
@given(plans_by_hand())
def test_the_must_asks_open_with_what_contradicts_itself_and_end_with_what_others_answered(plan):
    listed, slot, more = plan
    chosen = [choice.candidate for choice in propose(listed, slot, **more).chosen]
    must_asks = [one for one in chosen if one.must_ask and one.pk not in more["pinned"]]
    ranks = [2 if not is_open(one) else one.follow_up != "contradiction" for one in must_asks]
    assert ranks == sorted(ranks)


@property_test
@given(plans_by_hand(), st.integers(0, 60))
def test_the_minutes_never_decide_about_a_must_ask(plan, minutes):
    listed, slot, more = plan
    other = Slot(minutes, slot.audiences, slot.kind)
    asked, asked_then = (
        {
            choice.pk
            for choice in propose(listed, each, **more).chosen
            if choice.candidate.must_ask and (choice.pk in more["pinned"] or is_open(choice.candidate))
        }
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
    for left in agenda.left:
        if left.reason is Obstacle.ANSWERED and left.pk in found:
            assert is_heard_elsewhere(left.candidate, later[found[left.pk]], more["weights"])


def test_a_heavy_day_is_planned_at_once():
    listed = [
        Candidate(pk, 1 + pk % 7, 1, pk % 50, follow_up="vague" if pk % 9 == 0 else "") for pk in range(300)
    ]
    agenda = propose(listed, Slot(600), weights=dict.fromkeys(range(50), 3), coverage={})
    assert (agenda.minutes, agenda.free, agenda.over) == (600, 0, 0)
