"""The worked examples, to the exact fraction and to the decimal of the picture."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from interviews.comparison import (
    Answer,
    Company,
    HeadlineKind,
    ObstacleKind,
    Question,
    Verdict,
    compare,
    headline,
    obstacles,
    shown,
    shown_percent,
)
from tests.interviews.comparison_rows import START, make_company

AUTONOMY, GROWTH, COMMUNICATION, WORKLOAD, STABILITY = range(1, 6)
WEIGHTS = {AUTONOMY: 5, GROWTH: 4, COMMUNICATION: 3, WORKLOAD: 5, STABILITY: 4}


def halden(**more):
    topics = {
        AUTONOMY: ["3", ""],
        GROWTH: ["4", "4", "3"],
        COMMUNICATION: ["3", "4"],
        WORKLOAD: ["4", "3", "3", ""],
        STABILITY: ["3", "3"],
    }
    return make_company(1, "Halden Health", topics, **more)


def northwind():
    topics = {
        AUTONOMY: ["4", "4", "3"],
        GROWTH: ["3", "3"],
        COMMUNICATION: ["3", "4", ""],
        WORKLOAD: ["2", "41", "1"],
        STABILITY: ["", ""],
    }
    return make_company(2, "Northwind Energy", topics)


def quillworks():
    topics = {
        AUTONOMY: ["", "", ""],
        GROWTH: ["1", ""],
        COMMUNICATION: ["3", "", ""],
        WORKLOAD: ["4", "3"],
        STABILITY: ["4"],
    }
    return make_company(3, "Quillworks", topics)


@pytest.fixture(scope="module")
def picture():
    return compare([quillworks(), halden(), northwind()], WEIGHTS)


def test_first_worked_example():
    weights = {AUTONOMY: 5, GROWTH: 4, WORKLOAD: 5}
    only = make_company(1, "Northwind", {AUTONOMY: ["4", "3"], GROWTH: ["3", ""], WORKLOAD: ["12"]})
    comparison = compare([only], weights)
    cells = [comparison.cells[1, topic] for topic in weights]
    assert [cell.value for cell in cells] == [Fraction(5, 6), Fraction(2, 3), Fraction(1, 6)]
    assert [cell.share for cell in cells] == [1, Fraction(1, 2), 1]
    (row,) = comparison.ranking
    assert row.score == Fraction(23, 42)
    assert (row.low, row.high) == (Fraction(19, 42), Fraction(25, 42))
    assert row.coverage == Fraction(12, 14)
    assert shown(row.score) == Decimal("2.6")


def test_picture_ranking(picture):
    assert [
        (row.place, row.company.name, str(shown(row.score)), shown_percent(row.coverage))
        for row in picture.ranking
    ] == [
        (1, "Halden Health", "3.3", 82),
        (2, "Northwind Energy", "2.9", 76),
        (3, "Quillworks", "2.9", 57),
    ]
    assert picture.without_score == ()


def test_picture_cells(picture):
    table = {
        AUTONOMY: ["3.0 1 of 2", "3.7 3 of 3", "– 0 of 3"],
        GROWTH: ["3.7 3 of 3", "3.0 2 of 2", "1.0 1 of 2"],
        COMMUNICATION: ["3.5 2 of 2", "3.5 2 of 3", "3.0 1 of 3"],
        WORKLOAD: ["3.3 3 of 4", "1.8 3 of 3", "3.5 2 of 2"],
        STABILITY: ["3.0 2 of 2", "– 0 of 2", "4.0 1 of 1"],
    }
    for topic, row in table.items():
        cells = [picture.cells[pk, topic] for pk in (1, 2, 3)]
        assert [
            f"{'–' if cell.value is None else shown(cell.value)} {cell.known} of {cell.listed}"
            for cell in cells
        ] == row


def test_picture_headline(picture):
    assert picture.verdict is Verdict.LEANING
    assert [row.company.name for row in picture.challengers] == ["Quillworks"]
    said = headline(picture)
    assert said.kind is HeadlineKind.COULD_STILL_WIN
    assert said.leader.name == "Halden Health"
    assert [other.name for other in said.others] == ["Quillworks"]
    assert said.in_spite_of == ()
    (obstacle,) = obstacles(picture)
    assert obstacle.kind is ObstacleKind.OVERLAP
    assert [other.name for other in obstacle.companies] == ["Northwind Energy", "Quillworks"]


def test_picture_flips(picture):
    assert [
        (flip.topic, flip.current, flip.weight, flip.until, flip.leader.name) for flip in picture.weight_flips
    ] == [
        (GROWTH, 4, 1, 0, "Quillworks"),
        (WORKLOAD, 5, 1, 0, "Northwind Energy"),
    ]


def test_picture_ask_next(picture):
    first = picture.ask_next[0]
    assert (first.company.name, first.topic) == ("Quillworks", GROWTH)
    assert first.could_change_leader
    assert (first.place, first.place_if_best, first.moves_to) == (3, 1, 1)
    assert first.swing == Fraction(4, 21 * 2)
    assert not picture.ask_next[1].could_change_leader
    assert len(picture.ask_next) == 11


def test_picture_has_no_rating_flip_and_no_dominance(picture):
    assert picture.rating_flips == ()
    assert picture.dominance == ()


def test_leader_with_a_tripped_dealbreaker_leads_in_spite_of_it():
    comparison = compare([halden(dealbreakers_tripped=("On call",)), northwind()], WEIGHTS)
    assert headline(comparison).kind is HeadlineKind.LEADS
    assert headline(comparison).in_spite_of == ("On call",)
    assert obstacles(comparison)[-1].kind is ObstacleKind.TRIPPED
    assert obstacles(comparison)[-1].dealbreakers == ("On call",)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(0), "1.0"),
        (Fraction(1), "4.0"),
        (Fraction(23, 42), "2.6"),
        (Fraction(1, 60), "1.1"),  # 1.05: half goes up
        (Fraction(1, 12), "1.3"),  # 1.25: half goes up, not to the even digit
        (Fraction(1, 60) - Fraction(1, 10**9), "1.0"),
    ],
)
def test_shown_rounds_half_up(value, text):
    assert str(shown(value)) == text


def test_shown_percent_rounds_half_up():
    assert [shown_percent(Fraction(tenths, 1000)) for tenths in (5, 4, 25, 995, 1000)] == [1, 0, 3, 100, 100]


@pytest.mark.parametrize("rating", [0, 5])
def test_rating_off_the_scale_is_refused(rating):
    question = Question(1, GROWTH, "?", answers=(Answer(1, None, rating, "", START),))
    with pytest.raises(ValueError, match="1 to 4"):
        compare([Company(1, "Ash", questions=(question,))], WEIGHTS)


@pytest.mark.parametrize("weight", [-1, 6])
def test_weight_off_the_scale_is_refused(weight):
    with pytest.raises(ValueError, match="0 to 5"):
        compare([], {GROWTH: weight})


def test_company_given_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        compare([halden(), halden()], WEIGHTS)


def test_question_not_filed_is_outside(picture):
    unfiled = Question(999, None, "?", answers=(Answer(9999, 1, 1, "", START),))
    with_it = replace(halden(), questions=(*halden().questions, unfiled))
    comparison = compare([with_it, northwind(), quillworks()], WEIGHTS)
    assert [row.score for row in comparison.ranking] == [row.score for row in picture.ranking]
    assert [item.question.pk for item in comparison.ask_next] == [
        item.question.pk for item in picture.ask_next
    ]
