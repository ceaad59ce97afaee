"""What an invitation says, and what was assumed while reading it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FEWEST_MINUTES, MOST_MINUTES, USUAL_MINUTES = 5, 600, 45
MOST_ATTENDEES = 20


class NoteKind(StrEnum):
    ZONE_UNKNOWN = "zone unknown"
    ZONE_GUESSED = "zone guessed"
    ZONE_OF_CALENDAR = "zone of calendar"
    FLOATING = "floating"
    ALL_DAY = "all day"
    HOUR_SKIPPED = "hour skipped"
    HOUR_DOUBLED = "hour doubled"
    MINUTES_ASSUMED = "minutes assumed"
    MINUTES_CLIPPED = "minutes clipped"
    SHORTENED = "shortened"
    PEOPLE_LEFT_OUT = "people left out"
    NOT_REPEATED = "not repeated"
    LATER_TOO = "later too"
    SERIES_OVER = "series over"


SENTENCES: dict[NoteKind, Promise] = {
    NoteKind.ZONE_UNKNOWN: _("The time zone “%(detail)s” is not known. Choose the one that is meant."),
    NoteKind.ZONE_GUESSED: _("The time zone “%(detail)s” was told by its hours. Check that it is right."),
    NoteKind.ZONE_OF_CALENDAR: _("The time zone is the whole calendar's, %(detail)s."),
    NoteKind.FLOATING: _("The invitation names no time zone. Choose the one that is meant."),
    NoteKind.ALL_DAY: _("The invitation is for the whole day. Enter when the interview starts."),
    NoteKind.HOUR_SKIPPED: _("The clocks go forward and skip this time. Ask when the interview starts."),
    NoteKind.HOUR_DOUBLED: _("The clocks go back and this time comes twice. The first was taken."),
    NoteKind.MINUTES_ASSUMED: _("The invitation does not say how long it takes. 45 minutes were assumed."),
    NoteKind.MINUTES_CLIPPED: _("The invitation says %(detail)s minutes; 5 to 600 can be kept."),
    NoteKind.SHORTENED: _("A text was too long and is shortened: %(detail)s."),
    NoteKind.PEOPLE_LEFT_OUT: _("%(detail)s people are invited; the first 20 are offered."),
    NoteKind.NOT_REPEATED: _("It repeats in a way that is not followed here. Only this date was taken."),
    NoteKind.LATER_TOO: _("This date and all later ones were changed. Check the later ones."),
    NoteKind.SERIES_OVER: _("All dates of this series have passed."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Note:
    """As a string, the sentence a person reads."""

    kind: NoteKind
    detail: str = ""

    def __str__(self) -> str:
        return str(SENTENCES[self.kind]) % {"detail": self.detail}


@dataclass(frozen=True, slots=True)
class Attendee:
    """`name` is empty where only an address is given, `email` (in small letters) where only a name is."""

    name: str
    email: str
    is_organizer: bool = False
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Invitation:
    """One appointment, or one date of a series.

    `recurrence` tells the dates of a series apart: their original start in UTC (20260310T090000Z), the wall
    time where the zone is not known, the day (20260310) where it is all day; "" for a single appointment and
    for a series that is cancelled as a whole. `starts` is wall time in `zone`, midnight for all day, and
    None only for a cancellation that names no time. `zone` is an IANA name or "", which means: ask.
    """

    uid: str
    sequence: int
    stamp: datetime | None
    recurrence: str
    is_cancelled: bool
    summary: str
    description: str
    location: str
    link: str
    channel: str  # "video", "phone", "in person", or "" where nothing tells
    starts: datetime | None
    zone: str
    zone_as_written: str
    is_all_day: bool
    is_floating: bool
    minutes: int
    organizer: Attendee | None
    attendees: tuple[Attendee, ...]
    notes: tuple[Note, ...]

    @property
    def starts_at(self) -> datetime | None:
        """The instant in UTC; None where the hour or the zone is not known."""
        if self.starts is None or self.is_all_day or not self.zone:
            return None
        return self.starts.replace(tzinfo=ZoneInfo(self.zone)).astimezone(UTC)

    @property
    def people(self) -> tuple[Attendee, ...]:
        """The organizer and the attendees, each once."""
        if self.organizer is None or any(one.is_organizer for one in self.attendees):
            return self.attendees
        return (self.organizer, *self.attendees)
