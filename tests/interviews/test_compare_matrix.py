"""The cells of the matrix as they are drawn by hand, for speed: nothing in them is trusted."""

from fractions import Fraction

from django.utils import translation

from interviews.compare_matrix import MatrixCell, MatrixRow, words_of
from interviews.comparison import Cell
from interviews.models import Company
from questions.models import Topic

CELL = Cell(Fraction(1, 2), 1, 2, 1, Fraction(0), single_source=True, claims_only=False)


def drawn(**fields):
    plain = {"value": "2.5", "shade": 3, "note": "1 of 2", "signs": (), "said": "half", "address": "/there/"}
    return MatrixRow(Topic(), 3, [MatrixCell(Company(), CELL, **{**plain, **fields})]).drawn


def test_a_cell_is_a_link_with_its_words():
    assert drawn() == (
        '<td class="cell s3" title="half"><a class="cell-link" href="/there/"><b>2.5</b>'
        ' <span class="cell-note">1 of 2</span><span class="visually-hidden"> half</span></a></td>'
    )


def test_everything_in_it_is_escaped():
    assert 'title="&quot;&lt;b&gt;{0}"' in drawn(said='"<b>{0}')
    assert "<b>&lt;i&gt;</b>" in drawn(value="<i>")
    assert '<span class="cell-note">&lt;i&gt;</span>' in drawn(note="<i>")
    assert 'href="/there/?company=1&amp;company=2&quot;"' in drawn(address='/there/?company=1&company=2"')


def test_a_row_has_its_cells_in_order():
    cells = [MatrixCell(Company(), CELL, str(n), n, "", (), "", "/") for n in (1, 2, 3)]
    text = MatrixRow(Topic(), 3, cells).drawn
    assert text.index("<b>1</b>") < text.index("<b>2</b>") < text.index("<b>3</b>")


def test_the_words_are_kept_by_language():
    note, signs, said = words_of(CELL, "en")
    assert (note, signs) == ("1 of 2 ¹~", ("¹", "~"))
    assert said == "1 of 2 questions rated, heard from one person only, none of it specific"
    assert words_of(CELL, "en") is words_of(CELL, "en")
    with translation.override("de"):
        assert words_of(CELL, "de") is not words_of(CELL, "en")
