"""Lists, slots and plans as hypothesis makes them, and by hand what the planner says of a question."""

from hypothesis import settings
from hypothesis import strategies as st

from interviews.agenda import Candidate, Coverage, Slot
from interviews.models import Interview
from questions.models import Question

TOPICS = range(4)
AUDIENCES = Question.Audience.values[:3]
FOLLOW_UPS = ["", "", "", "contradiction", "come back", "vague", "refer", "declined", "claim"]
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
    heard_from=audiences,
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


def is_open(one):
    return bool(one.follow_up or not one.asked)


def is_heard_elsewhere(one, slot, weights):
    """By hand: answered, but as nothing that somebody met here speaks as, and it matters."""
    missing = {*slot.audiences} - {*one.heard_from}
    can_answer = {*one.audiences} & missing if one.audiences else missing
    matters = one.must_ask or (one.topic is not None and weights.get(one.topic, 0) >= 4)
    return bool(not is_open(one) and one.heard_from and can_answer and matters)


def is_filler(one, slot, weights):
    return weights.get(one.topic) == 0 and bool({*one.audiences} & {*slot.audiences})


def is_due(one, slot):
    """By hand: for somebody here, and not for a later kind of interview."""
    early = ["final round", "with an offer"] if slot.kind not in ("final", "offer call", "") else []
    early += ["with an offer"] if slot.kind == "final" else []
    can_answer = not one.audiences or not slot.audiences or set(one.audiences) & set(slot.audiences)
    return bool(can_answer and one.timing not in early)
