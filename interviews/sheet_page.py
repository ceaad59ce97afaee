"""One interview on paper: what stands on each page of its sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from interviews import access, sheet_layout
from interviews.interview_page import AgendaLine, InterviewPage
from interviews.models import Answer, Interview, Person, Profile
from interviews.sheet_layout import Ask, Density, Frame, Layout, Text

NAMED = 6
HEAD = 17  # mm: role or company, when and how, the legend of the ratings
TITLE, PERSON = 17, 10  # points
AGAIN, DATE = 6, 70  # mm: the second page's head beside its title, and the width its date takes
CAME_UP = range(2)
END = 27


@dataclass(frozen=True)
class SheetQuestion:
    number: int
    line: AgendaLine | None = None
    probes: Sequence[str] = ()


@dataclass(frozen=True)
class PaperPage:
    """What one piece of paper holds: questions in full, then the short list."""

    number: int
    full: list[SheetQuestion]
    short: list[SheetQuestion]
    rules: range
    is_last: bool


@dataclass
class SheetPage(InterviewPage):
    """`paper_asked` comes from the address; a size there is not gives way to the profile's."""

    paper_asked: str = ""
    is_neutral: bool = False

    @cached_property
    def paper(self) -> str:
        if self.paper_asked in Profile.PaperSize.values:
            return self.paper_asked
        return access.profile_read(self.user).paper_size

    @property
    def papers(self) -> list[tuple[str, str]]:
        return Profile.PaperSize.choices

    @property
    def title(self) -> str:
        """The first heading; without the company it says only what kind of talk it is."""
        kind = self.interview.get_kind_display().capitalize()
        return kind if self.is_neutral else self.interview.company.name

    @property
    def named(self) -> list[Person]:
        return self.people[:NAMED]

    @property
    def unnamed(self) -> int:
        return len(self.people[NAMED:])

    @cached_property
    def layout(self) -> Layout:
        return sheet_layout.lay_out([ask_of(line) for line in self.agenda], self.frame)

    @property
    def density(self) -> Density:
        return self.layout.density

    @property
    def frame(self) -> Frame:
        paper = sheet_layout.PAPERS[self.paper]
        people = [
            Text(f"{person.name}, {person.title} {person.get_audience_display()}") for person in self.named
        ]
        head = HEAD + Text(self.title).height(paper.width, TITLE)
        head += Text(self.interview.company.role).height(paper.width, PERSON)
        head += sum(text.height(paper.width, PERSON) for text in people) if people else 8
        labels = [str(label) for label in Answer.Quality.labels]
        rows = sheet_layout.box_rows(labels, _("Rating"), sheet_layout.beside_marks(paper))
        again = AGAIN + Text(self.title).height(paper.width - DATE, sheet_layout.SMALL)
        return Frame(paper, head, again, END, rows)

    @cached_property
    def pages(self) -> list[PaperPage]:
        pages = self.layout.pages
        return [
            PaperPage(
                number=number,
                full=[self.question_at(place) for place in page.full],
                short=[self.question_at(place) for place in page.short],
                rules=range(page.rules),
                is_last=number == len(pages),
            )
            for number, page in enumerate(pages, start=1)
        ]

    def question_at(self, place: int) -> SheetQuestion:
        if not self.agenda:
            return SheetQuestion(place + 1)
        line = self.agenda[place]
        return SheetQuestion(line.number, line, self.density.probes_of(line.listed.follow_ups))

    @property
    def listed_short(self) -> list[SheetQuestion]:
        return [question for page in self.pages for question in page.short]

    @property
    def left_out(self) -> list[AgendaLine]:
        return [self.agenda[place] for place in self.layout.left_out]

    @property
    def qualities(self) -> list[str]:
        return Answer.Quality.labels

    @property
    def flags(self) -> list[str]:
        return Answer.Flag.labels

    @property
    def ratings(self) -> list[tuple[int, str]]:
        return Answer.RATINGS

    @property
    def impressions(self) -> list[str]:
        return Interview.Impression.labels

    @property
    def came_up(self) -> range:
        return CAME_UP


def ask_of(line: AgendaLine) -> Ask:
    listed = line.listed
    topic = listed.topic.short if listed.topic else ""
    behind = f"{topic} · {listed.minutes} min · {_('must ask')}"
    anchors = [text for text in (listed.anchor_low, listed.anchor_high) if text]
    sounds = " · ".join(f"1 {_('sounds like')} {text}" for text in anchors)
    return Ask(Text(listed.text), Text(f"{listed.text} {behind}"), listed.follow_ups, Text(sounds))
