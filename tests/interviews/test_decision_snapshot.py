"""What was kept of a comparison is drawn again as it was, and read without trusting it."""

import json
from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.comparison import Answer, Company, Question, compare
from interviews.decision_snapshot import VERSION, read, snapshot_of, stages_before

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
TOPICS = {1: "Autonomy", 2: "Growth", 3: "Workload"}
NAMES = {pk: f"Short {pk}" for pk in range(1, 9)}
BY_EXAMPLE = settings(derandomize=True, max_examples=200, deadline=None)


def company(pk, ratings, **more):
    """Ratings by topic, a question each; None is listed and not rated."""
    questions, number = [], pk * 1000
    for topic, rated in ratings.items():
        for rating in rated:
            number += 1
            said = (Answer(number, 1, rating, "specific", NOON),) if rating else ()
            questions.append(Question(number, topic, "Who decides?", answers=said))
    return Company(pk, f"Company {pk}", "Engineer", tuple(questions), **more)


ratings = st.dictionaries(
    st.sampled_from(list(TOPICS)), st.lists(st.one_of(st.none(), st.integers(1, 4)), max_size=4)
)
comparisons = st.builds(
    lambda rated, weights: compare([company(pk, one) for pk, one in enumerate(rated, 1)], weights),
    st.lists(ratings, min_size=1, max_size=5),
    st.fixed_dictionaries({topic: st.integers(0, 5) for topic in TOPICS}),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def two():
    first = company(1, {1: [4, 3], 2: [3, None]}, dealbreakers_tripped=("No travel",))
    second = company(2, {1: [2], 2: []}, dealbreakers_unknown=("On call one week in six",))
    return compare([second, first], {1: 5, 2: 4, 3: 0})


@BY_EXAMPLE
@given(comparisons)
def test_every_number_comes_back_exactly(result):
    kept = json.loads(json.dumps(snapshot_of(result, TOPICS, headline="Company 1 leads", names=NAMES)))
    then = read(kept)
    by_pk = {score.company.pk: score for score in result.ranking}
    assert [one.pk for one in then.companies[: len(by_pk)]] == list(by_pk)
    assert {one.pk for one in then.companies[len(by_pk) :]} == {one.pk for one in result.without_score}
    for one in then.companies:
        score = by_pk.get(one.pk)
        numbers = (score.score, score.low, score.high, score.coverage) if score else (None,) * 4
        assert (one.score, one.low, one.high, one.coverage) == numbers
    pks = {name: pk for pk, name in TOPICS.items()}
    for topic in then.topics:
        assert topic.weight == result.weights[pks[topic.name]]
        expected = [result.cells[one.pk, pks[topic.name]] for one in then.companies]
        assert list(topic.cells) == expected


def test_it_keeps_the_words_of_that_moment(two):
    then = read(
        snapshot_of(
            two,
            TOPICS,
            headline="Company leads",
            names=NAMES,
            in_the_way=["one thing"],
            sentences=["A flip."],
        )
    )
    assert (then.headline, then.in_the_way, then.sentences) == ("Company leads", ("one thing",), ("A flip.",))
    assert [one.tripped for one in then.companies] == [("No travel",), ()]
    assert [one.unknown for one in then.companies] == [(), ("On call one week in six",)]


def test_it_keeps_the_names_of_that_moment(two):
    then = read(snapshot_of(two, TOPICS, headline="", names=NAMES))
    assert [(one.name, one.short, one.role) for one in then.companies] == [
        ("Company 1", "Short 1", "Engineer"),
        ("Company 2", "Short 2", "Engineer"),
    ]
    assert read({"version": VERSION, "companies": [{"name": "Halden"}]}).companies[0].short == "Halden"


def test_topics_without_weight_stand_apart(two):
    then = read(snapshot_of(two, TOPICS, headline="", names=NAMES))
    assert [topic.name for topic in then.weighing] == ["Autonomy", "Growth"]
    assert [topic.name for topic in then.weightless] == ["Workload"]


def test_a_hidden_topic_is_left_out(two):
    then = read(snapshot_of(two, {**TOPICS, 9: "Hidden"}, headline="", names=NAMES))
    assert [topic.name for topic in then.topics] == ["Autonomy", "Growth", "Workload"]


def test_only_plain_json_is_kept(two):
    kept = snapshot_of(two, TOPICS, headline="Company leads", names=NAMES)
    assert json.loads(json.dumps(kept)) == kept
    assert kept["version"] == VERSION


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "text",
        {},
        {"version": VERSION},
        {"version": VERSION, "companies": []},
        {"version": VERSION + 1, "companies": [{"name": "Halden"}]},
        {"version": "1", "companies": [{"name": "Halden"}]},
        {"version": True, "companies": [{"name": "Halden"}]},
    ],
)
def test_there_is_nothing_to_draw_where_nothing_was_kept(kept):
    assert read(kept) is None


@BY_EXAMPLE
@given(st.fixed_dictionaries({"version": st.just(VERSION), "companies": st.lists(json_values, min_size=1)}))
def test_whatever_stands_there_is_read(kept):
    assert len(read(kept).companies) == len(kept["companies"])


@BY_EXAMPLE
@given(json_values)
def test_anything_at_all_is_read_without_an_error(kept):
    read(kept)
    read({"version": VERSION, "companies": [kept], "topics": [kept], "in_the_way": kept, "headline": kept})
    stages_before(kept)
    stages_before({"stages": kept})


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("19/42", Fraction(19, 42)),
        ("0", Fraction(0)),
        ("1", Fraction(1)),
        ("3/2", None),
        ("-1/2", None),
        ("1/0", None),
        ("1e-999999999", None),
        ("0.5", None),
        ("١/٢", None),
        ("9" * 500 + "/" + "9" * 500, None),
        (1, None),
        (None, None),
    ],
)
def test_a_number_is_a_fraction_from_0_to_1_or_none(text, value):
    kept = {"version": VERSION, "companies": [{"coverage": text}]}
    assert read(kept).companies[0].coverage == value


def test_numbers_that_contradict_each_other_are_no_score():
    score = {"low": "1/2", "score": "1/4", "high": "3/4"}
    then = read({"version": VERSION, "companies": [score]})
    assert (then.companies[0].low, then.companies[0].score, then.companies[0].high) == (None,) * 3


def test_a_row_has_as_many_cells_as_there_are_companies():
    companies = [{"name": "Halden"}, {"name": "Quillworks"}]
    topics = [{"name": "Growth", "cells": [{"value": "1/3"}]}, {"name": "Pay", "cells": [{}, {}, {}]}]
    then = read({"version": VERSION, "companies": companies, "topics": topics})
    assert [len(topic.cells) for topic in then.topics] == [2, 2]
    assert then.topics[0].cells[1].value is None


def test_stages_are_read_by_company():
    kept = {"stages": {"12": "offer", "x": "offer", "3": None, "9" * 40: "offer", "4": "interviewing"}}
    assert stages_before(kept) == {12: "offer", 4: "interviewing"}
