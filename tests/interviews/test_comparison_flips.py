"""What would flip it, against brute force: every change tried, every score worked out by hand."""

from random import Random

import pytest
from hypothesis import assume, given

from interviews.comparison import compare
from tests.interviews.comparison_rows import (
    company_lists,
    make_company,
    property_test,
    scores_by_hand,
    weight_sets,
    with_rating,
)


def overtakers(comparison, scores):
    """pks with the highest score, if that is strictly above the leader's; None if someone lost theirs."""
    compared = [row.company.pk for row in comparison.ranking]
    if any(scores[pk] is None for pk in compared):
        return None
    best = max(scores[pk] for pk in compared)
    return {pk for pk in compared if scores[pk] == best > scores[compared[0]]}


@property_test
@given(company_lists(min_size=2), weight_sets)
def test_weight_flips_are_all_those_of_brute_force(companies, weights):
    comparison = compare(companies, weights)
    assume(comparison.ranking)
    expected = set()
    for topic, current in weights.items():
        leads = {
            weight: overtakers(comparison, scores_by_hand(companies, {**weights, topic: weight}))
            for weight in range(6)
        }
        near = min((abs(weight - current) for weight, lead in leads.items() if lead), default=None)
        expected |= {(topic, weight) for weight in leads if leads[weight] and abs(weight - current) == near}
    assert {(flip.topic, flip.weight) for flip in comparison.weight_flips} == expected
    assert len(comparison.weight_flips) == len(expected)


@property_test
@given(company_lists(min_size=2), weight_sets)
def test_weight_flips_name_who_leads_and_how_far(companies, weights):
    comparison = compare(companies, weights)
    compared = [row.company.pk for row in comparison.ranking]
    for flip in comparison.weight_flips:
        assert flip.current == weights[flip.topic]
        step = 1 if flip.weight > flip.current else -1

        def leads(weight, flip=flip):
            changed = {**weights, flip.topic: weight}
            if not overtakers(comparison, scores_by_hand(companies, changed)):
                return False
            ranking = compare(companies, changed).ranking
            first = next(row.company.pk for row in ranking if row.company.pk in compared)
            return first == flip.leader.pk

        assert all(leads(weight) for weight in range(flip.weight, flip.until + step, step))
        assert not 0 <= flip.until + step <= 5 or not leads(flip.until + step)


@property_test
@given(company_lists(min_size=2), weight_sets)
def test_rating_flips_are_all_those_of_brute_force(companies, weights):
    comparison = compare(companies, weights)
    assume(len(comparison.ranking) > 1)
    expected = set()
    for row in (row for c in companies for q in c.questions for row in q.answers if row.rating):
        for becomes in {row.rating - 1, row.rating + 1} - {0, 5}:
            changed = scores_by_hand(with_rating(companies, row.pk, becomes), weights)
            if overtakers(comparison, changed):
                ranking = compare(with_rating(companies, row.pk, becomes), weights).ranking
                expected.add((row.pk, row.rating, becomes, ranking[0].company.pk))
    found = [(flip.answer, flip.rating, flip.becomes, flip.leader.pk) for flip in comparison.rating_flips]
    assert set(found) == expected
    assert len(found) == len(expected)


def level_race(random, companies=6, questions=10):
    """As much as a page holds, and so even that little decides it: three people each, some not rated."""
    found = []
    for pk in range(companies):
        topics = {topic: [] for topic in range(5)}
        for number in range(questions):
            ratings = random.choices("2333344", k=random.choice((0, 1, 2, 3, 3)))
            topics[number % 5].append("".join(ratings))
        found.append(make_company(pk, f"Company {pk}", topics))
    return found, {topic: random.randint(0, 5) for topic in range(5)}


@pytest.mark.parametrize("seed", [2, 3, 5, 6])
def test_every_flip_of_a_large_comparison_is_found_and_true(seed):
    """All single weights 0 to 5 and all single ratings a step up or down, each by comparing again."""
    companies, weights = level_race(Random(seed))
    comparison = compare(companies, weights)

    def passes(changed_companies, changed_weights):
        """The pk of the one that then has a higher score than who leads now; None for none."""
        again = compare(changed_companies, changed_weights)
        scores = {row.company.pk: row.score for row in again.ranking}
        if scores.keys() != {row.company.pk for row in comparison.ranking}:
            return None
        first = again.ranking[0]
        return first.company.pk if first.score > scores[comparison.ranking[0].company.pk] else None

    weighed = {
        (topic, weight): passer
        for topic in weights
        for weight in range(6)
        if (passer := passes(companies, {**weights, topic: weight})) is not None
    }
    nearest = {
        (topic, weight): passer
        for (topic, weight), passer in weighed.items()
        if abs(weight - weights[topic]) == min(abs(w - weights[t]) for t, w in weighed if t == topic)
    }
    assert nearest
    assert {(flip.topic, flip.weight): flip.leader.pk for flip in comparison.weight_flips} == nearest
    rated = {
        (row.pk, becomes): passer
        for row in (row for company in companies for one in company.questions for row in one.answers)
        for becomes in {row.rating - 1, row.rating + 1} - {0, 5}
        if (passer := passes(with_rating(companies, row.pk, becomes), weights)) is not None
    }
    assert {(flip.answer, flip.becomes): flip.leader.pk for flip in comparison.rating_flips} == rated


def outline(flips):
    return [(flip.topic, flip.weight, flip.until, flip.leader.name) for flip in flips]


def test_two_equally_near_weights_are_both_told():
    """All three stand level at 3 and 3; either way somebody passes Ash."""
    ash = make_company(1, "Ash", {0: ["3"], 1: ["3"]})
    elm = make_company(2, "Elm", {0: ["4"], 1: ["2"]})
    oak = make_company(3, "Oak", {0: ["2"], 1: ["4"]})
    flips = compare([oak, elm, ash], {0: 3, 1: 3}).weight_flips
    assert outline(flips) == [(0, 2, 0, "Oak"), (0, 4, 5, "Elm"), (1, 2, 0, "Elm"), (1, 4, 5, "Oak")]


def test_weight_that_takes_a_score_away_is_no_flip():
    """At weight 0 Elm would lead, but Ash would have no score at all."""
    ash = make_company(1, "Ash", {0: ["4"], 1: [""]})
    elm = make_company(2, "Elm", {0: ["3"], 1: ["3"]})
    assert compare([ash, elm], {0: 3, 1: 3}).weight_flips == ()


def test_topic_without_weight_can_flip():
    ash = make_company(1, "Ash", {0: ["4"], 1: ["1"]})
    elm = make_company(2, "Elm", {0: ["3"], 1: ["4"]})
    assert outline(compare([ash, elm], {0: 3, 1: 0}).weight_flips) == [(1, 2, 5, "Elm")]


def test_another_leader_further_on_ends_the_flip():
    """From 3 down Elm is ahead of Ash, but at 0 Oak, best in the other topic, passes both."""
    ash = make_company(1, "Ash", {0: ["4"], 1: ["1"]})
    elm = make_company(2, "Elm", {0: ["3"], 1: ["3"]})
    oak = make_company(3, "Oak", {0: ["1"], 1: ["4"]})
    flips = compare([ash, elm, oak], {0: 5, 1: 2}).weight_flips
    assert outline(flips) == [(1, 3, 5, "Elm"), (0, 3, 1, "Elm")]


def test_of_two_that_would_lead_level_the_better_known_by_then_is_named():
    """Elm is the better known of topic 0, Oak of topic 1; which counts more changes with the weight."""
    ash = make_company(1, "Ash", {0: ["4"], 1: ["1"]})
    elm = make_company(2, "Elm", {0: ["3"], 1: ["3", "", ""]})
    oak = make_company(3, "Oak", {0: ["3", ""], 1: ["3"]})
    flips = compare([ash, elm, oak], {0: 5, 1: 1}).weight_flips
    assert outline(flips) == [(1, 3, 3, "Elm"), (0, 1, 0, "Oak")]
