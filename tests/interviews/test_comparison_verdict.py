"""Verdict, headline, dominance and ask next: every rule against its definition."""

from fractions import Fraction

import pytest
from hypothesis import given

from interviews.comparison import HeadlineKind, ObstacleKind, Verdict, compare, headline, obstacles
from tests.interviews.comparison_rows import (
    company_lists,
    latest,
    make_company,
    property_test,
    topic_by_hand,
    weight_sets,
    with_answer,
)


@property_test
@given(company_lists(min_size=2), weight_sets)
def test_dominance_is_as_defined(companies, weights):
    comparison = compare(companies, weights)
    scored = [row.company for row in comparison.ranking]
    expected = set()
    for one in scored:
        for other in scored:
            pairs = [
                (topic_by_hand(one, topic)[0], topic_by_hand(other, topic)[0], weight)
                for topic, weight in weights.items()
                if weight
            ]
            both = [pair for pair in pairs if None not in pair]
            if (
                all(mine >= theirs for mine, theirs, _ in both)
                and any(mine > theirs for mine, theirs, _ in both)
                and sum(weight for *_, weight in both) * 2 >= sum(weights.values())
            ):
                expected.add((one.pk, other.pk))
    assert {(pair.company.pk, pair.over.pk) for pair in comparison.dominance} == expected


def test_equals_do_not_dominate_each_other():
    twins = [make_company(1, "Ash", {0: ["3"]}), make_company(2, "Elm", {0: ["3"]})]
    assert compare(twins, {0: 3}).dominance == ()


def test_dominance_needs_half_of_the_weight():
    better, worse = make_company(1, "Ash", {0: ["4"], 1: [""]}), make_company(2, "Elm", {0: ["3"], 1: ["3"]})
    assert [pair.company.pk for pair in compare([better, worse], {0: 3, 1: 3}).dominance] == [1]
    assert compare([better, worse], {0: 2, 1: 3}).dominance == ()


@property_test
@given(company_lists(), weight_sets)
def test_verdict_is_the_first_rule_that_holds(companies, weights):
    comparison = compare(companies, weights)
    ranking = comparison.ranking
    if len(ranking) < 2 or not any(weights.values()):
        expected = Verdict.NOTHING
    elif 3 * (ranking[0].score - ranking[1].score) < Fraction(15, 100) or 2 * ranking[0].coverage < 1:
        expected = Verdict.TOO_CLOSE
    else:
        first = ranking[0]
        apart = all(first.low >= other.high for other in ranking[1:])
        doubt = first.company.dealbreakers_tripped + first.company.dealbreakers_unknown
        expected = Verdict.CLEAR if apart and not doubt else Verdict.LEANING
    assert comparison.verdict is expected
    assert (obstacles(comparison) == ()) == (expected is Verdict.CLEAR)
    assert [row for row in ranking[1:] if row.high > ranking[0].score] == list(comparison.challengers)


def verdict_and_headline(*companies, weights=None):
    comparison = compare(companies, weights or {0: 3})
    kinds = [obstacle.kind for obstacle in obstacles(comparison)]
    return comparison.verdict, headline(comparison).kind, kinds


def test_each_verdict_with_its_headline_and_obstacles():
    high, low = make_company(1, "Ash", {0: ["4"]}), make_company(2, "Elm", {0: ["3"]})
    assert verdict_and_headline(high, low) == (Verdict.CLEAR, HeadlineKind.CLEAR, [])
    assert verdict_and_headline(high) == (
        Verdict.NOTHING,
        HeadlineKind.TOO_FEW_SCORES,
        [ObstacleKind.TOO_FEW_SCORES],
    )
    assert verdict_and_headline(high, low, weights={0: 0}) == (
        Verdict.NOTHING,
        HeadlineKind.NO_WEIGHT,
        [ObstacleKind.NO_WEIGHT],
    )
    tripped = make_company(1, "Ash", {0: ["4"]}, dealbreakers_tripped=("On call",))
    assert verdict_and_headline(tripped, low) == (
        Verdict.LEANING,
        HeadlineKind.LEADS,
        [ObstacleKind.TRIPPED],
    )
    unknown = make_company(1, "Ash", {0: ["4"]}, dealbreakers_unknown=("On call",))
    assert verdict_and_headline(unknown, low) == (
        Verdict.LEANING,
        HeadlineKind.LEADS,
        [ObstacleKind.UNKNOWN],
    )
    open_high = make_company(1, "Ash", {0: ["4", "", ""]})
    assert verdict_and_headline(open_high, low) == (
        Verdict.TOO_CLOSE,
        HeadlineKind.TOO_LITTLE_KNOWN,
        [ObstacleKind.LOW_COVERAGE, ObstacleKind.OVERLAP],
    )


@pytest.mark.parametrize(("people", "verdict"), [(20, Verdict.CLEAR), (21, Verdict.TOO_CLOSE)])
def test_lead_of_exactly_the_limit_is_not_too_close(people, verdict):
    """Three steps apart for one of 20 people is 3/20 = 0.15 on the 1–4 scale; of 21 it is less."""
    ahead = make_company(1, "Ash", {0: ["4" * people]})
    behind = make_company(2, "Elm", {0: ["4" * (people - 1) + "1"]})
    assert compare([ahead, behind], {0: 3}).verdict is verdict


def test_coverage_of_exactly_half_is_enough():
    half, low = make_company(1, "Ash", {0: ["4", ""]}), make_company(2, "Elm", {0: ["1"]})
    assert compare([half, low], {0: 3}).verdict is Verdict.CLEAR


@property_test
@given(company_lists(), weight_sets)
def test_ask_next_tells_what_an_answer_does(companies, weights):
    comparison = compare(companies, weights)
    rows = {row.company.pk: row for row in comparison.ranking}
    for item in comparison.ask_next:
        before = rows.get(item.company.pk)
        width = before.high - before.low if before else 1
        places, leaders = {}, set()
        for rating in (1, 2, 3, 4):
            ranking = compare(with_answer(companies, item.question.pk, rating), weights).ranking
            row = next(row for row in ranking if row.company.pk == item.company.pk)
            assert width - (row.high - row.low) == item.swing
            places[rating] = row.place
            if rating in (1, 4):
                leaders.add(ranking[0].company.pk)
        assert (item.place_if_worst, item.place_if_best) == (places[1], places[4])
        assert item.place == (before.place if before else None)
        assert item.could_change_order == (before is not None and {places[1], places[4]} != {item.place})
        first = {row.company.pk for row in comparison.ranking[:1]}
        assert item.could_change_leader == (before is not None and leaders != first)


@property_test
@given(company_lists(), weight_sets)
def test_ask_next_is_every_open_question_in_order(companies, weights):
    comparison = compare(companies, weights)
    expected = {
        question.pk
        for company in companies
        for question in company.questions
        if question.topic is not None and weights[question.topic] and not latest(question)
    }
    items = comparison.ask_next
    assert {item.question.pk for item in items} == expected
    assert len(items) == len(expected)
    order = [row.company.pk for row in comparison.ranking] + [c.pk for c in comparison.without_score]
    keys = [
        (
            -item.could_change_leader,
            -item.could_change_order,
            -item.swing,
            order.index(item.company.pk),
            item.question.pk,
        )
        for item in items
    ]
    assert keys == sorted(keys)


def test_first_score_gives_a_place_but_changes_no_lead():
    scored = make_company(1, "Ash", {0: ["3"]})
    comparison = compare([scored, make_company(2, "Elm", {0: ["", ""]})], {0: 3})
    first = comparison.ask_next[0]
    assert (first.place, first.place_if_best, first.place_if_worst, first.moves_to) == (None, 1, 2, 1)
    assert not first.could_change_leader
    assert not first.could_change_order


def test_place_worth_naming():
    """Ash at 4.0 with one of two rated falls behind Elm at 3.0 on a 1; Elm can pass Ash on nothing."""
    ash, elm = make_company(1, "Ash", {0: ["4", ""]}), make_company(2, "Elm", {0: ["3", "", ""]})
    leader, follower = compare([ash, elm], {0: 3}).ask_next[:2]
    assert (leader.company.name, leader.place, leader.place_if_best, leader.moves_to) == ("Ash", 1, 1, 2)
    assert leader.could_change_leader
    assert (follower.company.name, follower.place, follower.moves_to) == ("Elm", 2, None)
    assert not follower.could_change_order


def test_further_place_is_named_when_the_leader_stays():
    """Oak's 4 takes it from third to second, its 1 changes nothing; Elm's 1 lets Oak pass."""
    ash = make_company(1, "Ash", {0: ["4", "4"]})
    elm, oak = make_company(2, "Elm", {0: ["23"], 1: [""]}), make_company(3, "Oak", {0: ["2", ""]})
    items = {item.company.name: item for item in compare([ash, elm, oak], {0: 4, 1: 4}).ask_next}
    assert (items["Oak"].place, items["Oak"].place_if_best, items["Oak"].place_if_worst) == (3, 2, 3)
    assert items["Oak"].moves_to == 2
    assert (items["Elm"].place, items["Elm"].place_if_worst, items["Elm"].moves_to) == (2, 3, 3)
    assert not items["Oak"].could_change_leader


def test_answer_that_only_ties_can_win_by_the_coverage_it_brings():
    """Cedar is known for a third, Birch for a half; after a 4 at Cedar it is two thirds."""
    birch, cedar = make_company(4, "Birch", {0: ["4", ""]}), make_company(5, "Cedar", {0: ["4", "", ""]})
    items = [item for item in compare([birch, cedar], {0: 3}).ask_next if item.company is cedar]
    assert [(item.place, item.place_if_best) for item in items] == [(2, 1), (2, 1)]
