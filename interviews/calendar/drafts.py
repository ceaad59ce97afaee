"""One appointment of the text, read but not yet told apart into the dates of its series."""

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from icalendar import Event
from icalendar.prop import vBroken

from interviews.calendar import times
from interviews.calendar.invitation import Note
from interviews.calendar.people import as_written, values
from interviews.calendar.structure import Sheet, event
from interviews.calendar.times import When
from interviews.calendar.wording import one_line
from interviews.calendar.zones import Zones

LONGEST_UID = 255
MOST_SEQUENCE = 2**31 - 1


@dataclass(slots=True)
class Draft:
    event: Event
    zones: Zones
    uid: str
    sequence: int
    stamp: datetime | None
    starts: When | None
    original: When | None  # its RECURRENCE-ID
    minutes: int
    is_cancelled: bool
    notes: list[Note] = field(default_factory=list)

    @property
    def recurrence(self) -> str:
        return self.original.key() if self.original else ""

    @property
    def age(self) -> tuple[int, float]:
        return self.sequence, self.stamp.timestamp() if self.stamp else 0

    @property
    def repeats(self) -> bool:
        return bool(values(self.event, "RRULE") or values(self.event, "RDATE"))

    @property
    def written_start(self) -> str:
        """The start as far as it can be shown, for what says that it is none."""
        return one_line(" ".join(map(_shown, as_written(self.event, "DTSTART"))))[:60]


def _shown(value: Any) -> str:
    return str(value if isinstance(value, vBroken) else getattr(value, "dt", value))


def drafts(sheet: Sheet) -> list[Draft]:
    """Every appointment of one calendar."""
    zones = Zones(sheet.zones, sheet.zone)
    return [_draft(event(lines), lines, zones, sheet.method) for lines in sheet.events]


def _draft(read: Event, lines: list[str], zones: Zones, method: str) -> Draft:
    starts = times.start(read, zones)
    minutes, notes = times.minutes(read, starts, zones)
    status = one_line(first(read, "STATUS")).upper()
    return Draft(
        event=read,
        zones=zones,
        uid=_uid(read, lines),
        sequence=_sequence(read),
        stamp=_stamp(read),
        starts=starts,
        original=next(iter(times.whens(read, "RECURRENCE-ID", zones, 1)), None),
        minutes=minutes,
        is_cancelled=method == "CANCEL" or status in ("CANCELLED", "CANCELED"),
        notes=notes,
    )


def first(read: Event, name: str) -> str:
    return str(next(iter(values(read, name)), ""))


def _uid(read: Event, lines: list[str]) -> str:
    """As written; one made of the content where there is none, or none that can be kept."""
    written = one_line(first(read, "UID"))
    if 0 < len(written) <= LONGEST_UID:
        return written
    told = [line for line in lines if line.upper().startswith(("DTSTART", "SUMMARY", "ORGANIZER"))]
    source = written or "\n".join(sorted(told))
    return f"{hashlib.sha256(source.encode()).hexdigest()[:40]}@turnabout"


def _sequence(read: Event) -> int:
    value = next(iter(values(read, "SEQUENCE")), 0)
    return min(MOST_SEQUENCE, max(0, value)) if isinstance(value, int) else 0


def _stamp(read: Event) -> datetime | None:
    value = getattr(next(iter(values(read, "DTSTAMP")), None), "dt", None)
    if not isinstance(value, datetime) or not times.EARLIEST <= value.year <= times.LATEST:
        return None
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
