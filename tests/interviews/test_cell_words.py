"""What a cell says in words: how sure it is, and how its number is worked out."""

from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviews import cell_words, comparison
from interviews.comparison import Answer, Company, Question

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def cell(*questions):
    """Of questions given as (person, rating, quality) per answer, or as a number of claims."""
    made = []
    for pk, given_ in enumerate(questions):
        claims = given_ if isinstance(given_, int) else 0
        answers = () if isinstance(given_, int) else given_
        rows = tuple(
            Answer(100 * pk + place, person, rating, quality, NOON)
            for place, (person, rating, quality) in enumerate(answers)
        )
        made.append(Question(pk, 1, "?", False, rows, claims))
    return comparison.compare([Company(1, "Aurora", "", tuple(made))], {1: 3}).cells[1, 1]


ASKED = (1, 4, "specific")


@pytest.mark.parametrize(
    ("questions", "note", "said"),
    [
        ([], "0 of 0", "no question listed"),
        ([()], "0 of 1", "0 of 1 question rated, heard from nobody"),
        ([1], "0 of 1 †", "0 of 1 question rated, only claims, heard from nobody"),
        (
            [[ASKED], ()],
            "1 of 2 ¹",
            "1 of 2 questions rated, heard from one person only, all of it specific",
        ),
        (
            [[ASKED, (2, 1, "vague")]],
            "1 of 1",
            "1 of 1 question rated, heard from 2 people, 50% of it specific",
        ),
        (
            [[(1, 4, "vague")], [(2, None, "vague")]],
            "1 of 2 ¹~",
            "1 of 2 questions rated, heard from 2 people, rated of one only, none of it specific",
        ),
        ([[(1, None, "vague")]], "0 of 1", "0 of 1 question rated, heard from 1 person"),
        (
            [[ASKED], [(2, 3, "general")], [(2, 3, "general")]],
            "3 of 3 ~",
            "3 of 3 questions rated, heard from 2 people, 33% of it specific",
        ),
    ],
)
def test_a_cell_in_short_and_in_words(questions, note, said):
    found = cell(*questions)
    assert (cell_words.note(found), cell_words.confidence(found)) == (note, said)


def test_the_legend_explains_only_what_stands_there():
    assert cell_words.legend(()) == ""
    assert cell_words.legend({"~", "¹"}) == "¹ heard from one person only · ~ less than half of it specific"
    assert cell_words.legend({"†"}) == "† read, not heard: only claims"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(Fraction(3), "3"), (Fraction(7, 2), "3.5"), (Fraction(11, 3), "3.67"), (Fraction(2005, 1000), "2.01")],
)
def test_a_number_has_at_most_two_decimals(value, shown):
    assert cell_words.number(value) == shown


@pytest.mark.parametrize(
    ("ratings", "said"),
    [([], ""), ([4], "4"), ([4, 1], "(4 + 1) / 2 = 2.5"), ([4, 4, 3], "(4 + 4 + 3) / 3 = 3.67")],
)
def test_a_question_is_worked_out(ratings, said):
    assert cell_words.arithmetic_of_question(ratings) == said


def test_a_cell_is_worked_out_from_its_questions():
    found = cell([ASKED, (2, 4, "")], [(1, 4, ""), (2, 3, "")])
    assert cell_words.arithmetic_of_cell(found, [Fraction(4), Fraction(7, 2)]) == (
        "3.8: two questions, (4 + 3.5) / 2"
    )
    assert cell_words.arithmetic_of_cell(cell([ASKED]), [Fraction(4)]) == "4.0: one question, 4"
    assert cell_words.arithmetic_of_cell(cell(()), []).startswith("No number yet")


def test_very_many_questions_are_not_all_written_out():
    found = cell(*[[ASKED]] * 100)
    said = cell_words.arithmetic_of_cell(found, [Fraction(4)] * 100)
    assert said.endswith("+ 4 + 88 more) / 100")
    assert len(said) < 100


@given(st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4), min_size=1, max_size=12))
def test_the_sum_written_out_comes_to_the_number_shown(ratings):
    """As somebody with a pencil would work it out, up to the rounding of what is written."""
    found = cell(*[[(person, rating, "") for person, rating in enumerate(rated)] for rated in ratings])
    values = [Fraction(sum(rated), len(rated)) for rated in ratings]
    said = cell_words.arithmetic_of_cell(found, values)
    shown, _, rest = said.partition(": ")
    if "(" in rest:
        terms, _, count = rest[rest.index("(") + 1 :].partition(") / ")
        worked_out = sum(Decimal(term) for term in terms.split(" + ")) / int(count)
    else:
        worked_out = Decimal(rest.split(", ")[1])
    assert abs(worked_out - Decimal(shown)) <= Decimal("0.055")
    assert shown == str(comparison.shown(found.value))
