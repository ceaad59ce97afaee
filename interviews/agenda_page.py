"""The agenda of one interview beside what is left of the list, as its page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

from django.utils import timezone

from interviews import access, agenda, agenda_words
from interviews.agenda import Agenda, Left, Obstacle, Slot
from interviews.agenda_lines import Line, chosen_line, left_line, named
from interviews.agenda_rows import AgendaRows
from interviews.models import Interview, ListedQuestion, Person

SETTLED = (Obstacle.ANSWERED, Obstacle.HIDDEN, Obstacle.NO_WEIGHT)


@dataclass
class AgendaPage:
    rows: AgendaRows

    @classmethod
    def of(cls, user: Any, interview: Interview) -> Self:
        return cls(AgendaRows(user, interview))

    def after(self, numbers: Sequence[int]) -> "AgendaPage":
        """The page once exactly these are on the agenda; this one is of no use then."""
        self.rows.are_planned(numbers)
        return AgendaPage(self.rows)

    @property
    def interview(self) -> Interview:
        return self.rows.interview

    @property
    def people(self) -> list[Person]:
        return self.rows.people

    @property
    def listed(self) -> dict[int, ListedQuestion]:
        return self.rows.listed

    @cached_property
    def on_agenda(self) -> list[ListedQuestion]:
        """Must-asks first, as they are asked."""
        there = [one for one in self.listed.values() if one.place is not None]
        return sorted(there, key=lambda one: (not one.must_ask, one.place, one.pk))

    @property
    def pinned(self) -> list[int]:
        return [one.pk for one in self.on_agenda if one.is_pinned]

    @property
    def dropped(self) -> set[int]:
        return {one.pk for one in self.listed.values() if one.is_dropped and one.place is None}

    def plan(self, pinned: Sequence[int], dropped: Iterable[int] = (), slot: Slot | None = None) -> Agenda:
        return agenda.propose(
            self.rows.candidates,
            slot or self.rows.slot,
            weights=self.rows.weights,
            coverage=self.rows.coverage,
            pinned=pinned,
            dropped={*self.dropped, *dropped},
        )

    def those_of(self, numbers: Iterable[str]) -> list[ListedQuestion]:
        """In the order given; what is not on this list is left out."""
        known = {str(pk): listed for pk, listed in self.listed.items()}
        return [known[number] for number in dict.fromkeys(numbers) if number in known]

    @property
    def proposal(self) -> list[int]:
        """What was put on by hand, or asked in this interview, stays; the rest is planned anew."""
        stays = [one.pk for one in self.on_agenda if one.is_pinned or one.pk in self.rows.asked_here]
        return [choice.pk for choice in self.plan(stays).chosen]

    def replacement_of(self, listed: ListedQuestion) -> int | None:
        """The best question to ask in its place; an agenda that is over its minutes gets no longer by it."""
        others = [one.pk for one in self.on_agenda if one.pk != listed.pk]
        slot = replace(self.rows.slot, minutes=max(self.rows.slot.minutes, self.minutes))
        new = [choice.pk for choice in self.plan(others, [listed.pk], slot).chosen if choice.pk not in others]
        return new[0] if new else None

    def neighbour_of(self, listed: ListedQuestion) -> int | None:
        """The line after it on the agenda, or else before it."""
        lines = [one.pk for one in self.on_agenda]
        place = lines.index(listed.pk) if listed.pk in lines else len(lines)
        return next(iter([*lines[place + 1 :], *reversed(lines[:place])]), None)

    def is_on_agenda(self, listed: ListedQuestion) -> bool:
        return listed.pk in {one.pk for one in self.on_agenda}

    @property
    def must_asks_missing(self) -> bool:
        return any(one.must_ask and one.place is None for one in self.listed.values())

    @cached_property
    def as_it_stands(self) -> Agenda:
        """What is on the agenda, and what would still fit."""
        return self.plan([one.pk for one in self.on_agenda])

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.on_agenda)

    @property
    def minutes_over(self) -> int:
        return max(self.minutes - self.interview.question_minutes, 0)

    @property
    def minutes_free(self) -> int:
        return max(self.interview.question_minutes - self.minutes, 0)

    @cached_property
    def lines(self) -> list[Line]:
        chosen = {choice.pk: choice for choice in self.as_it_stands.chosen}
        return [
            chosen_line(
                chosen[one.pk], one, self.rows.topic_names, number, is_asked=one.pk in self.rows.asked_here
            )
            for number, one in enumerate(self.on_agenda, start=1)
        ]

    @property
    def must_asks(self) -> list[Line]:
        return [line for line in self.lines if line.listed.must_ask]

    @property
    def others(self) -> list[Line]:
        return [line for line in self.lines if not line.listed.must_ask]

    @property
    def would_fit(self) -> list[Line]:
        """Worth asking here, and there is room."""
        return [
            chosen_line(choice, self.listed[choice.pk], self.rows.topic_names)
            for choice in self.as_it_stands.chosen
            if self.listed[choice.pk].place is None
        ]

    @cached_property
    def left(self) -> list[Line]:
        """Stays unasked here: why, and where it could still fit."""
        open_ones = [one for one in self.as_it_stands.left if one.reason not in SETTLED]
        coming = access.other_interviews_to_come(self.rows.user, self.interview, since=timezone.now())
        others = {one.pk: one for one in coming}
        slots = {
            pk: Slot(max(one.question_minutes - one.minutes_planned, 0), one.audiences, one.kind)
            for pk, one in others.items()
        }
        found = agenda.fits_later(open_ones, slots, self.rows.weights)
        fits = {question: agenda_words.could_fit(named(others[pk])) for question, pk in found.items()}
        return [self.left_line(one, fits.get(one.pk, "")) for one in open_ones]

    @property
    def settled(self) -> list[Line]:
        """Answered, or of a topic that weighs nothing."""
        return [self.left_line(one) for one in self.as_it_stands.left if one.reason in SETTLED]

    def left_line(self, left: Left, fits: str = "") -> Line:
        return left_line(left, self.listed[left.pk], self.rows.topic_names, self.minutes_free, fits)
