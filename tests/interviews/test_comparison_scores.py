"""Properties of values, scores, ranges and the ranking, against the same rules done by hand."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from interviews.comparison import Company, Question, Verdict, compare
from tests.interviews.comparison_rows import (
    TOPICS,
    answer,
    by_hand,
    company_lists,
    latest,
    make_company,
    property_test,
    topic_by_hand,
    weight_sets,
    with_rating,
)


def everything_rated(company):
    """The company without its open questions, and with a question in every topic."""
    rated = [question for question in company.questions if latest(question)]
    missing = set(TOPICS) - {question.topic for question in rated}
    extra = [
        Question(10**6 + topic, topic, "?", answers=(answer(10**6 + topic, 1 + topic),)) for topic in missing
    ]
    return replace(company, questions=(*rated, *extra))


def figures(comparison):
    return {row.company.pk: (row.score, row.low, row.high, row.coverage) for row in comparison.ranking}


@property_test
@given(company_lists(), weight_sets)
def test_figures_are_those_worked_out_by_hand(companies, weights):
    comparison = compare(companies, weights)
    expected = {company.pk: by_hand(company, weights) for company in companies}
    scored = {pk: figure for pk, figure in expected.items() if figure and figure[0] is not None}
    assert figures(comparison) == scored
    assert {company.pk for company in comparison.without_score} == expected.keys() - scored.keys()
    for company in companies:
        for topic in TOPICS:
            cell = comparison.cells[company.pk, topic]
            assert (cell.value, cell.share) == topic_by_hand(company, topic)


@property_test
@given(company_lists(), weight_sets)
def test_score_is_inside_its_range_and_coverage_a_share(companies, weights):
    for row in compare(companies, weights).ranking:
        assert 0 <= row.low <= row.score <= row.high <= 1
        assert 0 < row.coverage <= 1
        assert row.high - row.low == 1 - row.coverage


@property_test
@given(company_lists(min_size=1), weight_sets)
def test_full_coverage_leaves_no_range(companies, weights):
    assume(any(weights.values()))
    comparison = compare([everything_rated(company) for company in companies], weights)
    assert len(comparison.ranking) == len(companies)
    for row in comparison.ranking:
        assert row.coverage == 1
        assert row.low == row.score == row.high
    assert comparison.ask_next == ()


@property_test
@given(company_lists(min_size=1), weight_sets, st.sampled_from(TOPICS))
def test_one_more_open_question_never_narrows_the_range(companies, weights, topic):
    longer = [
        replace(company, questions=(*company.questions, Question(10**6 + company.pk, topic, "?")))
        for company in companies
    ]
    before, after = figures(compare(companies, weights)), figures(compare(longer, weights))
    assert before.keys() == after.keys()
    for pk, (score, low, high, coverage) in before.items():
        assert after[pk][0] == score
        assert after[pk][1] <= low
        assert after[pk][2] >= high
        assert after[pk][3] <= coverage


@property_test
@given(company_lists(), weight_sets, st.randoms(use_true_random=False))
def test_order_of_the_input_does_not_matter(companies, weights, random):
    def mixed(rows):
        return tuple(random.sample(list(rows), len(rows)))

    shuffled = [
        replace(
            company,
            questions=mixed(
                [question._replace(answers=mixed(question.answers)) for question in company.questions]
            ),
        )
        for company in mixed(companies)
    ]
    one, other = compare(companies, weights), compare(shuffled, dict(mixed(weights.items())))
    assert figures(one) == figures(other)
    assert one.cells == other.cells
    assert one.verdict is other.verdict
    for name in ("ranking", "without_score", "challengers", "weight_flips", "rating_flips", "dominance"):
        assert [outline(item) for item in getattr(one, name)] == [
            outline(item) for item in getattr(other, name)
        ]
    assert [outline(item) for item in one.ask_next] == [outline(item) for item in other.ask_next]


def outline(item):
    """The item's fields, with companies and questions as their pk: these hold rows in the order given."""
    if isinstance(item, Company):
        return item.pk
    values = (getattr(item, name) for name in item.__dataclass_fields__)
    return [value.pk if isinstance(value, Company | Question) else value for value in values]


@property_test
@given(company_lists(min_size=1), weight_sets, st.data())
def test_a_better_rating_never_lowers_anything(companies, weights, data):
    rows = [row for company in companies for question in company.questions for row in question.answers]
    rows = [row for row in rows if row.rating not in (None, 4)]
    assume(rows)
    row = data.draw(st.sampled_from(rows))
    before = figures(compare(companies, weights))
    after = figures(compare(with_rating(companies, row.pk, row.rating + 1), weights))
    for pk, (score, low, high, coverage) in before.items():
        assert after[pk][0] >= score
        assert after[pk][1] >= low
        assert after[pk][2] >= high
        assert after[pk][3] == coverage


@property_test
@given(company_lists(), weight_sets, st.sampled_from(TOPICS))
def test_topic_without_weight_is_outside(companies, weights, topic):
    weights[topic] = 0
    without = [
        replace(company, questions=tuple(q for q in company.questions if q.topic != topic))
        for company in companies
    ]
    fewer = {key: weight for key, weight in weights.items() if key != topic}
    comparison = compare(companies, weights)
    assert figures(comparison) == figures(compare(without, weights))
    assert figures(comparison) == figures(compare(companies, fewer))
    assert all(item.topic != topic for item in comparison.ask_next)
    assert all(item.question.topic != topic for item in comparison.rating_flips)


@property_test
@given(company_lists(), weight_sets)
def test_ranking_order(companies, weights):
    ranking = compare(companies, weights).ranking
    assert [row.place for row in ranking] == list(range(1, len(ranking) + 1))
    keys = [
        (-row.score, -row.coverage, row.company.name.lower(), row.company.role.lower(), row.company.pk)
        for row in ranking
    ]
    assert keys == sorted(keys)


def test_equal_scores_go_by_coverage_then_name_then_role():
    rows = [
        make_company(1, "Yew", {0: ["3", ""]}),
        make_company(2, "Elm", {0: ["3"]}),
        make_company(3, "ash", {0: ["3"]}, role="Lead"),
        make_company(4, "ash", {0: ["3"]}),
        make_company(5, "Ash", {0: ["3"]}),
        make_company(6, "Ash", {0: ["", "3", ""]}),
        make_company(7, "Ash", {0: [""]}),
    ]
    comparison = compare(rows, {0: 3})
    assert [row.company.pk for row in comparison.ranking] == [4, 5, 3, 2, 1, 6]
    assert [row.pk for row in comparison.without_score] == [7]


@property_test
@given(company_lists())
def test_no_weight_compares_nothing(companies):
    comparison = compare(companies, dict.fromkeys(TOPICS, 0))
    assert comparison.verdict is Verdict.NOTHING
    assert len(comparison.without_score) == len(companies)
    assert comparison.weight_flips == comparison.rating_flips == comparison.ask_next == ()


def cell(*answers, claims=0):
    question = Question(1, 0, "?", answers=answers, claims=claims)
    return compare([Company(1, "Ash", questions=(question,))], {0: 3}).cells[1, 0]


def test_only_the_latest_rated_answer_of_a_person_counts():
    rows = [
        answer(1, 1, person=7, minute=0),
        answer(2, 4, person=7, minute=5),
        answer(3, None, person=7, minute=9),
        answer(4, 2, person=8, minute=1),
    ]
    assert cell(*rows).value == (1 + Fraction(1, 3)) / 2


def test_answers_without_a_name_count_as_one_further_person():
    rows = [answer(1, 1, person=None), answer(2, 4, person=None, minute=1), answer(3, 1, person=7)]
    assert cell(*rows).value == Fraction(1, 2)
    assert cell(*rows).heard == 2


def test_confidence():
    one = cell(answer(1, 4, person=7, quality="specific"), answer(2, None, person=8, quality="declined"))
    assert (one.heard, one.specific, one.single_source, one.claims_only) == (2, 1, True, False)
    two = cell(answer(1, 4, person=7, quality="specific"), answer(2, 3, person=8, quality="vague"))
    assert (two.heard, two.specific, two.single_source) == (2, Fraction(1, 2), False)
    claimed = cell(claims=1)
    assert (claimed.heard, claimed.specific, claimed.single_source, claimed.claims_only) == (
        0,
        None,
        False,
        True,
    )
    assert not cell().claims_only
    assert not cell(answer(1, None), claims=1).claims_only
