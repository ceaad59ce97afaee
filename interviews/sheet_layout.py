"""Which questions stand on which page of a paper sheet, and with how much room: decided without a browser.

Lengths are millimetres and type sizes are points. static/css/sheet.css sets the same sizes; what is measured
here is on the safe side, and the lines to write on grow into what is left.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from interviews.sheet_text import POINT, Text

GUTTER = 9  # the number stands in it
SMALL, LIST_SIZE = 8.5, 9  # points: probes, anchors and boxes; the short list
EDGES = 5  # above and below a question
BOX_ROW, BOX_SIZE, BOX, CIRCLES = 5.6, 8, 7.4, 24  # a row, its type, a box with its gap, the four of a rating
MARKS_WIDTH, MARKS_HEIGHT = 29, 22  # at the side of a question
RULE = 6.6  # from one line to write on to the next
LIST_HEAD = 11
NOTICE = 6
BLANK_QUESTIONS, BLANK_LINE = 6, 7
SPARE_RULES = 3
MOST_LISTED = 60  # in a column; no page is taller


@dataclass(frozen=True)
class Paper:
    """What is left of a page within its margins."""

    width: float
    height: float


PAPERS = {"A4": Paper(182, 268), "Letter": Paper(187.9, 250.4)}


def beside_marks(paper: Paper) -> float:
    return paper.width - GUTTER - MARKS_WIDTH


def box_rows(labels: Sequence[str], rating: str, width: float) -> int:
    """How many rows the boxes under a question take: one with each label, then the rating's."""
    count, used = 1, 0.0
    for label, beside in [*((label, BOX) for label in labels), (rating, CIRCLES)]:
        takes = Text(label).ems * BOX_SIZE * POINT + beside
        if used and used + takes > width:
            count, used = count + 1, 0.0
        used += takes
    return count


@dataclass(frozen=True)
class Density:
    """How a sheet is set; `name` is its class in the stylesheet."""

    name: str
    pages: int
    size: float
    rules: int
    probes: int | None = None
    has_anchors: bool = False
    has_topic: bool = True

    def probes_of(self, probes: Sequence[str]) -> Sequence[str]:
        return probes if self.probes is None else probes[: self.probes]


DENSITIES = (
    Density("roomy", 1, 12, 3, has_anchors=True),
    Density("usual", 1, 11, 2),
    Density("close", 1, 10.5, 2, probes=2),
    Density("roomy", 2, 12, 3, has_anchors=True),
    Density("usual", 2, 11, 2),
    Density("close", 2, 10.5, 2, probes=2),
    Density("tight", 2, 10, 1, probes=2, has_topic=False),
    Density("tight", 2, 10, 1, probes=1, has_topic=False),
    Density("tight", 2, 10, 1, probes=0, has_topic=False),
)
BLANK = Density("usual", 1, 11, 2)
FULL = DENSITIES[-1]


@dataclass(frozen=True)
class Ask:
    """What a question brings: its text, alone and with what stands behind it, its probes, its anchors."""

    text: Text
    with_topic: Text
    probes: Sequence[str] = ()
    anchors: Text = field(default_factory=lambda: Text(""))

    def height(self, density: Density, width: float, box_rows: int) -> float:
        """All but the lines to write on, in a column of `width`."""
        probes = Text(" ".join(f"•• {probe}" for probe in density.probes_of(self.probes)))
        anchors = self.anchors.height(width, SMALL) if density.has_anchors else 0
        text = (self.with_topic if density.has_topic else self.text).height(width, density.size)
        height = EDGES + box_rows * BOX_ROW + text + probes.height(width, SMALL) + anchors
        return max(height, MARKS_HEIGHT - density.rules * RULE)

    def list_height(self, width: float) -> float:
        """In the short list, which has two columns."""
        return self.text.height((width - 8) / 2 - GUTTER, LIST_SIZE) + 1.2


@dataclass(frozen=True)
class Frame:
    """What stands around the questions: paper, heads of its pages, end of the last, rows of boxes."""

    paper: Paper
    head: float
    second_head: float
    end: float
    box_rows: int

    @property
    def first(self) -> float:
        return self.paper.height - self.head

    @property
    def second(self) -> float:
        return self.paper.height - self.second_head - self.end


@dataclass(frozen=True)
class Page:
    """Questions by place on the agenda, from 0; `rules` is the most lines to write on under one in full."""

    full: range
    rules: int
    short: range = range(0)


@dataclass(frozen=True)
class Layout:
    """One or two pages; what is `left_out` has no place on them."""

    density: Density
    pages: list[Page]
    left_out: range = range(0)


def lay_out(asks: Sequence[Ask], frame: Frame) -> Layout:
    """The roomiest way that fits; where none does, the later questions are listed short, then left out."""
    if not asks:
        return blank(frame)
    for density in DENSITIES:
        heights = heights_within(asks, density, frame)
        arranged = one_page if density.pages == 1 or len(asks) == 1 else two_pages
        if len(heights) == len(asks) and (pages := arranged(heights, density, frame)):
            return Layout(density, pages)
    return crowded(asks, frame)


def blank(frame: Frame) -> Layout:
    """Numbers with a line each to write the question on, for those that one page takes."""
    room = frame.first - frame.end
    height = EDGES + BLANK_LINE + frame.box_rows * BOX_ROW
    count = min(BLANK_QUESTIONS, max(int(room / (height + BLANK.rules * RULE)), 1))
    return Layout(BLANK, [page_of(range(count), [height] * count, room)])


def heights_within(asks: Sequence[Ask], density: Density, frame: Frame) -> list[float]:
    """Of as many questions as two pages could hold at most; the rest needs no measuring."""
    heights: list[float] = []
    left = frame.first + frame.second
    for ask in asks:
        heights.append(ask.height(density, beside_marks(frame.paper), frame.box_rows))
        left -= heights[-1] + density.rules * RULE
        if left < 0:
            return heights[:-1]
    return heights


def page_of(full: range, heights: Sequence[float], room: float) -> Page:
    """With as many lines to write on as could fill the room: the stylesheet shows those that have it."""
    free = room - sum(heights[place] for place in full)
    return Page(full, ceil(free / len(full) / RULE) + SPARE_RULES if full else 0)


def one_page(heights: list[float], density: Density, frame: Frame) -> list[Page]:
    room = frame.first - frame.end
    if sum(heights) + len(heights) * density.rules * RULE > room:
        return []
    return [page_of(range(len(heights)), heights, room)]


def two_pages(heights: list[float], density: Density, frame: Frame) -> list[Page]:
    """Turned where both pages leave most to write on."""
    best, turn = 0.0, 0
    for place in range(1, len(heights)):
        free = min(
            (frame.first - sum(heights[:place])) / place,
            (frame.second - sum(heights[place:])) / (len(heights) - place),
        )
        if free >= max(best, density.rules * RULE):
            best, turn = free, place
    if not turn:
        return []
    first, second = range(turn), range(turn, len(heights))
    return [page_of(first, heights, frame.first), page_of(second, heights, frame.second)]


def crowded(asks: Sequence[Ask], frame: Frame) -> Layout:
    """A first page of questions in full; on the second as many in full as leave room to list the others."""
    heights = heights_within(asks, FULL, frame)
    needs = [height + RULE for height in heights]
    turn = fitting(needs, frame.first)
    most = turn + fitting(needs[turn:], frame.second)
    for full in range(most, turn - 1, -1):
        room = frame.second - sum(needs[turn:full]) - LIST_HEAD - (NOTICE if full == turn else 0)
        listed = full + fitting_in_columns(asks[full:], room, frame.paper.width)
        if listed == len(asks) or full == turn:
            break
    second = page_of(range(turn, full), heights, sum(needs[turn:full]))
    first = page_of(range(turn), heights, frame.first)
    second = Page(second.full, second.rules, range(full, listed))
    return Layout(FULL, [first, second], range(listed, len(asks)))


def fitting(heights: Sequence[float], room: float) -> int:
    for count, height in enumerate(heights):
        room -= height
        if room < 0:
            return count
    return len(heights)


def fitting_in_columns(asks: Sequence[Ask], room: float, width: float) -> int:
    """How many fit into two columns, the first filled before the second."""
    first = fitting([ask.list_height(width) for ask in asks[:MOST_LISTED]], room)
    return first + fitting([ask.list_height(width) for ask in asks[first : first + MOST_LISTED]], room)
