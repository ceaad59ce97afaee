"""What the library suggests for a company, in which order, and with which reasons."""

from dataclasses import replace

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from interviews.picking import Candidate, Reason, ReasonKind, Wanted, suggestions, suits
from interviews.sentences import why_offered
from questions.models import Question
from tests import factories
from tests.interviews.pages import dom, find_all, labelled, text_of
from tests.statements import get_statements

TOPICS = range(4)
LEVELS, FIELDS, MODES = Question.Level.values, Question.Field.values[:3], Question.WorkMode.values
AUDIENCES = Question.Audience.values[:3]


def some(values):
    return st.lists(st.sampled_from(values), unique=True, max_size=2).map(tuple)


candidates = st.builds(
    Candidate,
    pk=st.integers(1, 10_000),
    topic=st.sampled_from(TOPICS),
    audiences=some(AUDIENCES),
    levels=some(LEVELS),
    fields=some(FIELDS),
    work_modes=some(MODES),
    look_up_first=st.booleans(),
)
libraries = st.lists(candidates, max_size=12, unique_by=lambda candidate: candidate.pk)
weights = st.dictionaries(st.sampled_from(TOPICS), st.integers(0, 5))
lists = st.dictionaries(st.sampled_from(TOPICS), st.integers(0, 6))
wishes = st.builds(
    Wanted,
    level=st.sampled_from(["", *LEVELS]),
    field=st.sampled_from(["", *FIELDS]),
    work_mode=st.sampled_from(["", *MODES]),
    audiences=some(AUDIENCES),
    weights=st.none() | weights,
    listed=st.none() | lists,
    is_searched=st.booleans(),
)


def order(library, wanted):
    return [suggestion.pk for suggestion in suggestions(library, wanted)]


def scores(library, wanted):
    return {suggestion.pk: suggestion.score for suggestion in suggestions(library, wanted)}


# What always holds


@given(library=libraries, wanted=wishes, random=st.randoms(use_true_random=False))
def test_the_same_whatever_the_order_they_come_in(library, wanted, random):
    shuffled = library[:]
    random.shuffle(shuffled)
    assert suggestions(shuffled, wanted) == suggestions(library, wanted) == suggestions(library, wanted)


@given(library=libraries, wanted=wishes)
def test_exactly_what_suits_is_suggested_once(library, wanted):
    assert sorted(order(library, wanted)) == sorted(one.pk for one in library if suits(one, wanted))


@given(library=libraries, wanted=wishes)
def test_never_what_does_not_suit(library, wanted):
    suggested = set(order(library, wanted))
    for one in library:
        named = ((one.levels, wanted.level), (one.fields, wanted.field), (one.work_modes, wanted.work_mode))
        is_for_others = any(value and choices and value not in choices for choices, value in named)
        cannot_answer = wanted.audiences and one.audiences and not {*wanted.audiences} & {*one.audiences}
        is_hidden = wanted.weights is not None and one.topic not in wanted.weights
        if is_for_others or cannot_answer or is_hidden:
            assert one.pk not in suggested


@given(library=libraries, wanted=wishes)
def test_the_best_come_first_and_of_equals_the_lower_number(library, wanted):
    found = [(-suggestion.score, suggestion.pk) for suggestion in suggestions(library, wanted)]
    assert found == sorted(found)


@given(library=libraries, wanted=wishes, weights=weights, topic=st.sampled_from(TOPICS))
def test_a_heavier_weight_never_lowers_a_suggestion(library, wanted, weights, topic):
    light = replace(wanted, weights={**weights, topic: weights.get(topic, 0)})
    heavy = replace(light, weights={**light.weights, topic: min(5, light.weights[topic] + 1)})
    before, after = scores(library, light), scores(library, heavy)
    assert all(after[pk] >= score for pk, score in before.items())
    for one in library:
        if one.topic == topic and one.pk in before:
            assert place(one, library, heavy) <= place(one, library, light)


@given(library=libraries, wanted=wishes, listed=lists, topic=st.sampled_from(TOPICS))
def test_more_on_the_list_never_raises_a_suggestion(library, wanted, listed, topic):
    few = replace(wanted, listed=listed)
    more = replace(wanted, listed={**listed, topic: listed.get(topic, 0) + 1})
    before, after = scores(library, few), scores(library, more)
    assert all(after[pk] <= score for pk, score in before.items())
    for one in library:
        if one.topic == topic and one.pk in before:
            assert place(one, library, more) >= place(one, library, few)


def place(one, library, wanted):
    """Among the questions of other topics, which neither weight nor list of its own touches."""
    others = [other for other in library if other.topic != one.topic]
    return order([*others, one], wanted).index(one.pk)


@given(one=candidates, wanted=wishes)
def test_what_is_known_of_the_company_only_narrows(one, wanted):
    unknown = replace(wanted, level="", field="", work_mode="", audiences=())
    assert suits(one, unknown) or not suits(one, wanted)


@given(library=libraries, wanted=wishes)
def test_words_show_what_weighs_nothing_too(library, wanted):
    asked, unasked = (set(order(library, replace(wanted, is_searched=value))) for value in (True, False))
    weights = wanted.weights or {}
    assert unasked <= asked
    assert all(weights.get(one.topic) == 0 for one in library if one.pk in asked - unasked)


@given(library=libraries, wanted=wishes)
def test_every_reason_is_true(library, wanted):
    by_number = {one.pk: one for one in library}
    for suggestion in suggestions(library, wanted):
        one = by_number[suggestion.pk]
        reasons = {reason.kind: reason for reason in suggestion.reasons}
        assert len(reasons) == len(suggestion.reasons)
        fits = reasons.get(ReasonKind.FITS, Reason(ReasonKind.FITS)).values
        assert {*fits} <= {wanted.level, wanted.field, wanted.work_mode}
        assert {*fits} <= {*one.levels, *one.fields, *one.work_modes}
        weight = (wanted.weights or {}).get(one.topic, 0)
        assert (ReasonKind.WEIGHT in reasons) == bool(weight)
        assert (ReasonKind.LOOK_UP_FIRST in reasons) == one.look_up_first
        listed = (wanted.listed or {}).get(one.topic, 0)
        assert (ReasonKind.UNCOVERED in reasons) == (wanted.listed is not None and listed == 0)
        assert (ReasonKind.THINLY_COVERED in reasons) == (listed == 1)


# In words

ENGINEER = Wanted(
    level="senior",
    field="engineering",
    work_mode="hybrid",
    audiences=("hiring manager",),
    weights={1: 5, 2: 3, 3: 0},
    listed={2: 1},
)


@pytest.mark.parametrize(
    ("one", "wanted", "sentence"),
    [
        (
            Candidate(1, topic=1, work_modes=("hybrid",), audiences=("hiring manager", "peer")),
            ENGINEER,
            "fits: hybrid; for: hiring manager; weight 5, nothing on your list yet",
        ),
        (
            Candidate(1, topic=2, levels=("senior", "lead"), fields=("engineering",)),
            ENGINEER,
            "fits: senior, engineering; weight 3, one on your list",
        ),
        (Candidate(1, topic=1), replace(ENGINEER, listed={1: 2}), "weight 5"),
        (
            Candidate(1, topic=1, look_up_first=True),
            replace(ENGINEER, listed={1: 9}),
            "weight 5; look it up first",
        ),
        (Candidate(1, topic=3), replace(ENGINEER, is_searched=True), "nothing on your list yet"),
        (Candidate(1, topic=1, audiences=("peer",)), Wanted(audiences=("HR", "peer")), "for: peer"),
        (Candidate(1, topic=1), Wanted(), ""),
    ],
)
def test_reasons_are_said(one, wanted, sentence):
    [suggestion] = suggestions([one], wanted)
    assert why_offered(suggestion.reasons) == sentence


@pytest.mark.parametrize(
    "one",
    [
        Candidate(1, topic=3),
        Candidate(1, topic=4),
        Candidate(1, topic=1, levels=("entry",)),
        Candidate(1, topic=1, fields=("sales",)),
        Candidate(1, topic=1, work_modes=("remote", "on site")),
        Candidate(1, topic=1, audiences=("HR",)),
    ],
    ids=["weighs nothing", "hidden", "level", "field", "working mode", "audience"],
)
def test_what_does_not_suit_is_left_out(one):
    assert suggestions([one], ENGINEER) == []


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (Candidate(9, topic=1), Candidate(1, topic=2)),
        (Candidate(9, topic=2, levels=("senior",)), Candidate(1, topic=2)),
        (Candidate(9, topic=2, audiences=("hiring manager",)), Candidate(1, topic=2)),
        (Candidate(9, topic=2), Candidate(1, topic=2, look_up_first=True)),
        (Candidate(1, topic=2), Candidate(9, topic=2)),
    ],
    ids=["weight", "fit", "audience", "look up first", "number"],
)
def test_all_else_equal_the_better_comes_first(better, worse):
    assert order([worse, better], replace(ENGINEER, listed={})) == [better.pk, worse.pk]


def test_of_topics_that_weigh_the_same_the_uncovered_comes_first():
    wanted = Wanted(weights={1: 3, 2: 3}, listed={1: 1})
    assert order([Candidate(1, topic=1), Candidate(2, topic=2)], wanted) == [2, 1]


# On the page


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(level="senior", field="engineering", work_mode="hybrid")


def offered(client, company, **query):
    """The text of each line of the library's panel."""
    response = client.get(reverse("interviews:company_detail", args=[company.pk]), query)
    [panel] = [
        one
        for one in find_all(dom(response), "section")
        if dict(one.attributes).get("aria-labelledby") == "library-heading"
    ]
    return [text_of(one) for one in find_all(panel, "li", cls="row-line")]


def test_the_list_builder_says_why(client, company):
    topic = factories.TopicFactory(name="Autonomy")
    factories.WeightFactory(topic=topic, value=5)
    question = factories.QuestionFactory(
        topic=topic, text="Who decides?", work_modes=["hybrid"], audiences=["hiring manager"]
    )
    why = "fits: hybrid; for: hiring manager; weight 5, nothing on your list yet"
    [line] = offered(client, company, audience="hiring manager")
    assert line == f"Who decides? Autonomy · hiring manager · {why} Add"
    factories.ListedQuestionFactory(company=company, topic=topic)
    assert "fits: hybrid; weight 5, one on your list" in offered(client, company)[0]
    client.post(reverse("interviews:listed_question_take", args=[company.pk, question.pk]))
    assert offered(client, company) == ["Nothing that fits is left. Try other words, or write your own."]


def test_words_find_what_weighs_nothing(client, company):
    factories.QuestionFactory(topic=factories.TopicFactory(default_weight=0), text="Who signs the offer?")
    assert "Who signs the offer?" not in offered(client, company)[0]
    assert "Who signs the offer?" in offered(client, company, q="sign")[0]


def test_own_questions_are_suggested_like_any(client, company, mara):
    factories.QuestionFactory(owner=mara, text="Wer entscheidet über Entscheidungen?", language="de")
    assert "Wer entscheidet" in offered(client, company)[0]
    assert "Wer entscheidet" in offered(client, company, q="die Entscheidung wer")[0]


def test_more_than_a_page_holds_is_said_and_not_linked(client, company):
    topic = factories.TopicFactory()
    Question.objects.bulk_create(
        Question(topic=topic, key=f"question-{number}", text=f"Number {number}?") for number in range(205)
    )
    assert len(offered(client, company, all="1")) == 200
    response = client.get(reverse("interviews:company_detail", args=[company.pk]), {"all": "1"})
    assert labelled(response, "library-heading").endswith("5 more fit. Search to find them.")


@pytest.mark.parametrize("query", ["", "?q=what", "?q=waht&audience=peer", "?all=1"])
def test_the_page_stays_within_its_budget(client, company, query):
    for _ in range(30):
        factories.ListedQuestionFactory(company=company)
        factories.QuestionFactory()
    address = reverse("interviews:company_detail", args=[company.pk])
    assert len(get_statements(client, address + query)) <= 8
