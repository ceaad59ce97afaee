"""How questions are laid out on paper, before a browser draws them."""

from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.sheet_layout import (
    DENSITIES,
    LIST_HEAD,
    PAPERS,
    RULE,
    Ask,
    Density,
    Frame,
    beside_marks,
    box_rows,
    lay_out,
)
from interviews.sheet_text import Text

FRAME = Frame(PAPERS["A4"], head=38, second_head=10, end=27, box_rows=1)
KNOWN = settings(derandomize=True, deadline=None, max_examples=60)


def ask(text="Who decided that the last time?", probes=(), anchors=""):
    return Ask(Text(text), Text(f"{text} Autonomy · 3 min"), probes, Text(anchors))


some_asks = st.lists(
    st.builds(
        ask,
        st.text(min_size=1, max_size=1000),
        st.lists(st.text(max_size=200), max_size=12),
        st.text(max_size=240),
    ),
    min_size=1,
    max_size=50,
)


# Text


def test_a_line_takes_what_its_width_allows():
    assert Text("word " * 10).lines(width=200, size=10) == 1
    assert Text("word " * 100).lines(width=200, size=10) > 4
    assert Text("").lines(width=200, size=10) == 0
    assert Text(" \n ").lines(width=200, size=10) == 0


def test_a_word_longer_than_a_line_is_broken():
    assert Text("n" * 400).lines(width=100, size=10) == 9  # 400 × .58 em of 3.528 mm are 819 mm
    assert Text("Who? " + "n" * 400).lines(width=100, size=10) == 10


def test_characters_count_by_their_kind():
    widths = [Text(text * 20).ems for text in ("i", "n", "N", "W", "漢", "🎉")]
    assert widths == sorted(widths)
    assert Text("e\u0301" * 20).ems == Text("e" * 20).ems


def test_text_without_spaces_breaks_between_ideographs():
    lone, mixed = Text("漢" * 100), Text("abc " + "漢" * 100)
    assert lone.lines(width=100, size=10) == 4
    assert mixed.lines(width=100, size=10) == 4


@KNOWN
@given(st.text(max_size=300), st.text(max_size=300))
def test_more_text_never_takes_fewer_lines(text, more):
    assert Text(f"{text} {more}").lines(150, 10) >= Text(text).lines(150, 10)


@KNOWN
@given(st.text(max_size=1000), st.floats(8, 17), st.floats(60, 190))
def test_lines_hold_at_least_the_widths_of_the_words(text, size, width):
    measured = Text(text)
    assert measured.lines(width, size) * width >= sum(measured.words) * size * 0.3528 - 0.001


def test_boxes_take_another_row_where_the_words_are_longer():
    assert box_rows(["specific", "general", "vague", "declined", "didn’t know"], "Rating", 144) == 1
    assert box_rows(["ausweichend beantwortet"] * 5, "Bewertung", 144) == 2


# Layout


def fills(density: Density, page, asks, frame):
    heights = [asks[place].height(density, beside_marks(frame.paper), frame.box_rows) for place in page.full]
    return sum(heights) + len(heights) * density.rules * RULE


@KNOWN
@given(some_asks, st.sampled_from(list(PAPERS.values())), st.integers(30, 90), st.integers(1, 2))
def test_nothing_is_lost_doubled_or_more_than_a_page_holds(asks, paper, head, rows):
    frame = Frame(paper, head, 10, 27, rows)
    layout = lay_out(asks, frame)
    shown = [place for page in layout.pages for place in (*page.full, *page.short)]
    assert [*shown, *layout.left_out] == list(range(len(asks)))
    assert 1 <= len(layout.pages) <= 2
    first, *second = layout.pages
    assert fills(layout.density, first, asks, frame) <= frame.first - (0 if second else frame.end)
    for page in second:
        short = sum(asks[place].list_height(paper.width) for place in page.short)
        room = frame.second - (LIST_HEAD if page.short else 0)
        assert fills(layout.density, page, asks, frame) + short / 2 <= room
    assert first.full


@KNOWN
@given(some_asks)
def test_each_question_in_full_has_the_lines_its_density_promises(asks):
    layout = lay_out(asks, FRAME)
    assert all(page.rules >= layout.density.rules for page in layout.pages if page.full)


def test_few_questions_are_set_roomily_and_more_closely():
    agendas = [[ask(probes=["Who was asked?"] * 3)] * count for count in (5, 6, 10, 14, 16, 20)]
    densities = [lay_out(asks, FRAME).density for asks in agendas]
    assert [density.pages for density in densities] == [1, 1, 2, 2, 2, 2]
    assert [density.name for density in densities] == ["roomy", "usual", "roomy", "usual", "tight", "tight"]


def test_the_denser_way_is_taken_only_where_the_roomier_does_not_fit():
    order = [(density.pages, density.name, density.probes) for density in DENSITIES]
    places = []
    for count in range(1, 17):
        density = lay_out([ask(probes=["Who was asked?"] * 3)] * count, FRAME).density
        places.append(order.index((density.pages, density.name, density.probes)))
    assert places == sorted(places)


def test_two_pages_are_turned_where_both_have_room_to_write():
    first, second = lay_out([ask()] * 10, FRAME).pages
    assert (first.full, second.full) == (range(5), range(5, 10))


def test_one_question_that_fills_a_page_stays_alone_on_it():
    layout = lay_out([ask("W" * 1000, ["W" * 1000] * 2)], FRAME)
    assert [page.full for page in layout.pages] == [range(1)]
    assert layout.density.probes_of(["first", "second"]) == []


def test_fewer_probes_come_before_no_probes():
    assert Density("close", 2, 10, 1, probes=1).probes_of(["first", "second"]) == ["first"]
    assert Density("roomy", 2, 10, 1).probes_of(["first", "second"]) == ["first", "second"]


def test_an_empty_agenda_gives_a_page_of_numbers():
    layout = lay_out([], FRAME)
    assert [page.full for page in layout.pages] == [range(6)]
    assert layout.left_out == range(0)


def test_an_empty_agenda_with_a_long_head_has_fewer_numbers():
    tall = Frame(PAPERS["Letter"], head=120, second_head=10, end=27, box_rows=2)
    assert len(lay_out([], tall).pages[0].full) < 6
