"""What is said beside the sum and stays outside it: confidence, dealbreakers, and those without a score."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from interviews.comparison import HeadlineKind, Verdict, compare, headline, shown, shown_percent
from tests.interviews.comparison_rows import (
    TOPICS,
    answer,
    company_lists,
    latest,
    property_test,
    weight_sets,
)


def counted_by_hand(question):
    """Of each person the latest answer that is rated."""
    found = {}
    for row in sorted(question.answers, key=lambda row: (row.answered_at, row.pk)):
        if row.rating is not None:
            found[row.person] = row
    return list(found.values())


@property_test
@given(company_lists(), weight_sets)
def test_confidence_is_as_defined(companies, weights):
    comparison = compare(companies, weights)
    for company in companies:
        for topic in TOPICS:
            cell = comparison.cells[company.pk, topic]
            listed = [question for question in company.questions if question.topic == topic]
            everybody = [row.person for question in listed for row in question.answers]
            behind = [row for question in listed for row in counted_by_hand(question)]
            assert (cell.listed, cell.known) == (len(listed), sum(1 for one in listed if latest(one)))
            assert cell.heard == len(set(everybody))
            if behind:
                specific = [row for row in behind if row.quality == "specific"]
                assert cell.specific == Fraction(len(specific), len(behind))
            else:
                assert cell.specific is None
            assert cell.single_source == (len({row.person for row in behind}) == 1)
            assert cell.claims_only == (any(one.claims for one in listed) and not everybody)


@property_test
@given(company_lists(), weight_sets, st.sampled_from(["specific", "general", "declined", ""]))
def test_quality_claims_and_dealbreakers_stay_outside_the_sum(companies, weights, quality):
    def otherwise(question):
        answers = tuple(row._replace(quality=quality) for row in question.answers)
        return question._replace(answers=answers, claims=question.claims + 1)

    changed = [
        replace(
            company,
            questions=tuple(map(otherwise, company.questions)),
            dealbreakers_tripped=("On call",),
            dealbreakers_unknown=("Five days",),
        )
        for company in companies
    ]
    one, other = compare(companies, weights), compare(changed, weights)
    assert figures(one) == figures(other)
    assert [flip_of(flip) for flip in one.weight_flips] == [flip_of(flip) for flip in other.weight_flips]
    assert len(one.rating_flips) == len(other.rating_flips)
    assert [item.question.pk for item in one.ask_next] == [item.question.pk for item in other.ask_next]


def figures(comparison):
    return [(row.company.pk, row.score, row.low, row.high, row.coverage) for row in comparison.ranking]


def flip_of(flip):
    return flip.topic, flip.weight, flip.until, flip.leader.pk


@property_test
@given(company_lists(), weight_sets)
def test_no_rule_judges_who_has_no_score(companies, weights):
    comparison = compare(companies, weights)
    without = {company.pk for company in comparison.without_score}
    scored = compare([company for company in companies if company.pk not in without], weights)
    assert figures(comparison) == figures(scored)
    assert comparison.verdict is scored.verdict
    for name in ("challengers", "weight_flips", "rating_flips", "dominance"):
        assert getattr(comparison, name) == getattr(scored, name)
    asked = [item for item in comparison.ask_next if item.company.pk not in without]
    assert asked == list(scored.ask_next)


@property_test
@given(company_lists(), weight_sets)
def test_headline_says_the_verdict_and_names_who_could_still_win(companies, weights):
    comparison = compare(companies, weights)
    said, ranking = headline(comparison), comparison.ranking
    if comparison.verdict is Verdict.NOTHING:
        weighted = any(weights.values())
        assert said.kind is (HeadlineKind.TOO_FEW_SCORES if weighted else HeadlineKind.NO_WEIGHT)
        assert (said.leader, said.others) == (None, ())
        return
    leader, rest = ranking[0], ranking[1:]
    could_win = [row.company for row in rest if row.high > leader.score]
    close = [row.company for row in rest if 3 * (leader.score - row.score) < Fraction(15, 100)]
    expected = {
        Verdict.CLEAR: (HeadlineKind.CLEAR, could_win),
        Verdict.TOO_CLOSE: (HeadlineKind.TOO_CLOSE, close)
        if close
        else (HeadlineKind.TOO_LITTLE_KNOWN, could_win),
        Verdict.LEANING: (HeadlineKind.COULD_STILL_WIN if could_win else HeadlineKind.LEADS, could_win),
    }
    assert (said.kind, list(said.others)) == expected[comparison.verdict]
    assert said.leader == leader.company
    assert said.in_spite_of == leader.company.dealbreakers_tripped


@property_test
@given(company_lists(), weight_sets)
def test_place_worth_naming_is_one_that_an_answer_leads_to(companies, weights):
    for item in compare(companies, weights).ask_next:
        after = {item.place_if_best, item.place_if_worst}
        if item.place is None:
            assert item.moves_to == item.place_if_best
        elif after == {item.place}:
            assert item.moves_to is None
        else:
            assert item.moves_to in after - {item.place}
            if item.place_if_best == 1 != item.place:
                assert item.moves_to == 1


@property_test
@given(st.fractions(0, 1))
def test_shown_is_the_exact_value_rounded_half_up(value):
    with localcontext(prec=200):
        exact = Decimal((1 + 3 * value).numerator) / Decimal((1 + 3 * value).denominator)
        percent = Decimal(100 * value.numerator) / Decimal(value.denominator)
        assert str(shown(value)) == str(exact.quantize(Decimal("0.1"), ROUND_HALF_UP))
        assert shown_percent(value) == int(percent.quantize(Decimal(1), ROUND_HALF_UP))


@property_test
@given(company_lists(min_size=1), weight_sets, st.data())
def test_rating_off_the_scale_is_refused_wherever_it_is(companies, weights, data):
    company = data.draw(st.sampled_from(companies))
    off = answer(10**6, data.draw(st.sampled_from([-1, 0, 5])), person=99)
    placed = [question for question in company.questions if question.topic is not None]
    assume(placed)
    question = data.draw(st.sampled_from(placed))
    wrong = question._replace(answers=(*question.answers, off))
    questions = tuple(wrong if one is question else one for one in company.questions)
    changed = [replace(one, questions=questions) if one is company else one for one in companies]
    with pytest.raises(ValueError, match="1 to 4"):
        compare(changed, weights)
