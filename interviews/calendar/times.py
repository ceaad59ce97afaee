"""When an appointment starts and how long it takes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Event

from interviews.calendar.invitation import FEWEST_MINUTES, MOST_MINUTES, USUAL_MINUTES, Note, NoteKind
from interviews.calendar.people import values
from interviews.calendar.structure import ZONE
from interviews.calendar.zones import Zones, clock_change

EARLIEST, LATEST = 1970, 2200


@dataclass(frozen=True, slots=True)
class When:
    """Wall time, and the zone it is meant in as far as it is known."""

    wall: datetime
    zone: str = ""
    written: str = ""
    is_day: bool = False
    is_guessed: bool = False
    is_default: bool = False

    def known(self) -> date | datetime:
        """For icalendar: a day, a moment in its zone, or a floating one."""
        if self.is_day:
            return self.wall.date()
        return self.wall.replace(tzinfo=ZoneInfo(self.zone)) if self.zone else self.wall

    def at(self, wall: datetime) -> "When":
        return When(wall, self.zone, self.written, self.is_day, self.is_guessed, self.is_default)

    def alike(self, start: "When") -> "When":
        """The same in a series' own terms: a bare day at its hour, a wall time without a zone in its zone."""
        if start.is_day:
            return start.at(datetime.combine(self.wall.date(), time()))
        if self.is_day:
            return start.at(datetime.combine(self.wall.date(), start.wall.time()))
        if not self.zone or not start.zone or self.zone == start.zone:
            return start.at(self.wall)
        return start.at(self.instant().astimezone(ZoneInfo(start.zone)).replace(tzinfo=None))

    def instant(self) -> datetime:
        """In UTC; a floating or unknown wall time is taken as UTC itself."""
        return self.wall.replace(tzinfo=ZoneInfo(self.zone or "UTC")).astimezone(UTC)

    def key(self) -> str:
        """What tells one date of a series from another; see Invitation.recurrence."""
        if self.is_day:
            return f"{self.wall:%Y%m%d}"
        return f"{self.instant():%Y%m%dT%H%M%SZ}" if self.zone else f"{self.wall:%Y%m%dT%H%M%S}"

    def notes(self) -> list[Note]:
        if self.is_day:
            return [Note(NoteKind.ALL_DAY)]
        found = []
        if not self.zone:
            found.append(
                Note(NoteKind.ZONE_UNKNOWN, self.written) if self.written else Note(NoteKind.FLOATING)
            )
        elif self.is_guessed:
            found.append(Note(NoteKind.ZONE_GUESSED, self.written))
        elif self.is_default:
            found.append(Note(NoteKind.ZONE_OF_CALENDAR, self.zone))
        change = clock_change(self.wall, self.zone)
        if change:
            found.append(Note(NoteKind.HOUR_SKIPPED if change == "skipped" else NoteKind.HOUR_DOUBLED))
        return found


def when(value: Any, zones: Zones, written: str = "") -> When | None:
    """What a date of icalendar's means, without its own idea of the zone; None for no date of our times."""
    if isinstance(value, tuple):
        value = value[0]
    if not isinstance(value, date) or not EARLIEST <= value.year <= LATEST:
        return None
    if not isinstance(value, datetime):
        return When(datetime.combine(value, time()), is_day=True)
    if value.tzinfo is not None:
        return When(value.replace(tzinfo=None), "UTC", written or "Z")
    if written:
        zone, is_guessed = zones.find(written[:200], value)
        return When(value, zone, written[:200], is_guessed=is_guessed)
    return When(value, zones.default, is_default=bool(zones.default))


def whens(event: Event, name: str, zones: Zones, most: int = 500) -> list[When]:
    """Every date of a property, in the order of the text."""
    found = []
    for value in values(event, name):
        written = str(getattr(value, "params", {}).get(ZONE, ""))
        dates = [one.dt for one in value.dts] if hasattr(value, "dts") else [getattr(value, "dt", None)]
        found += [one for one in (when(date, zones, written) for date in dates[:most]) if one]
    return found[:most]


def start(event: Event, zones: Zones) -> When | None:
    """The start; a day where Outlook says that its midnight means the whole day."""
    found = next(iter(whens(event, "DTSTART", zones, 1)), None)
    all_day = [str(value).strip().upper() for value in values(event, "X-MICROSOFT-CDO-ALLDAYEVENT")]
    if found and "TRUE" in all_day and found.wall.time() == time():
        return When(found.wall, is_day=True)
    return found


def minutes(event: Event, begins: When | None, zones: Zones) -> tuple[int, list[Note]]:
    """Whole minutes from 5 to 600, and what was assumed."""
    told = None if begins is None or begins.is_day else _told(event, begins, zones)
    if begins is not None and begins.is_day:
        return USUAL_MINUTES, []
    if told is None or told <= timedelta():
        return USUAL_MINUTES, [Note(NoteKind.MINUTES_ASSUMED)] if begins else []
    count = round(told.total_seconds() / 60)
    kept = min(MOST_MINUTES, max(FEWEST_MINUTES, count))
    return kept, [] if kept == count else [Note(NoteKind.MINUTES_CLIPPED, str(count))]


def _told(event: Event, begins: When, zones: Zones) -> timedelta | None:
    end = next(iter(whens(event, "DTEND", zones, 1)), None)
    if end is not None and not end.is_day:
        return end.instant() - begins.instant() if begins.zone and end.zone else end.wall - begins.wall
    told = [getattr(value, "dt", None) for value in values(event, "DURATION")]
    return next((one for one in told if isinstance(one, timedelta)), None)
