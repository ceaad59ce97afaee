"""The lines of a calendar as what is needed of it: its method, its zones, and each appointment on its own.

Each appointment goes to icalendar alone and with known properties only, so that a slip in one, or in an alarm
or an attachment, costs no more than itself. Zones never reach icalendar: it would keep a made-up one for the
whole process under the name that a stranger chose, and reads an unknown name as no zone.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from icalendar import Event

from interviews.calendar.errors import NotACalendar

MOST_EVENTS = 500
ZONE = "X-ZONE"
_DATES = frozenset(("DTSTART", "DTEND", "RECURRENCE-ID", "EXDATE", "RDATE"))
_WANTED = _DATES | frozenset(
    (
        *("UID", "SEQUENCE", "DTSTAMP", "STATUS", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "DURATION"),
        *("RRULE", "ATTENDEE", "ORGANIZER", "CONFERENCE", "X-GOOGLE-CONFERENCE"),
        *("X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-CDO-ALLDAYEVENT"),
    )
)
_NAME = re.compile(r"\s*([A-Za-z0-9-]+)\s*[:;]")
_TZID = re.compile(r';\s*TZID\s*=\s*("[^"]*"|[^;]*)', re.I)
_IN_QUOTES = re.compile(r'["\x00-\x1f\x7f]')


@dataclass(slots=True)
class Sheet:
    """One calendar. `zones` holds the lines of each VTIMEZONE by its TZID."""

    method: str = ""
    version: str = ""
    zone: str = ""
    events: list[list[str]] = field(default_factory=list)
    zones: dict[str, list[str]] = field(default_factory=dict)


def sheet(lines: Iterable[str]) -> Sheet:
    found = Sheet()
    inside = ""
    alarm = 0
    block: list[str] = []
    for line in lines:
        name, value = _split(line)
        opened = value.strip().upper() if name in ("BEGIN", "END") else ""
        if opened in ("VEVENT", "VTIMEZONE"):
            _keep(found, inside, block)
            inside, alarm, block = (opened if name == "BEGIN" else ""), 0, []
        elif inside == "VTIMEZONE":
            block.append(line)
        elif opened:
            alarm = max(0, alarm + (1 if name == "BEGIN" else -1))
        elif inside and not alarm and name in _WANTED:
            block.append(dated(name, line) if name in _DATES else line.strip())
        elif not inside and not alarm:
            _say(found, name, value.strip())
    _keep(found, inside, block)
    return found


def _split(line: str) -> tuple[str, str]:
    match = _NAME.match(line)
    return (match[1].upper(), line.partition(":")[2]) if match else ("", "")


def _keep(found: Sheet, inside: str, block: list[str]) -> None:
    if inside == "VEVENT":
        found.events.append(block)
    elif inside == "VTIMEZONE":
        name = next((_split(line)[1] for line in block if _split(line)[0] == "TZID"), "")
        found.zones.setdefault(name.strip().strip('"'), block)


def _say(found: Sheet, name: str, value: str) -> None:
    if name == "METHOD":
        found.method = value.upper()
    elif name == "VERSION":
        found.version = value
    elif name == "X-WR-TIMEZONE":
        found.zone = value


def dated(name: str, line: str) -> str:
    """The line with the zone's name, which may hold colons and commas without quotes, set aside for us."""
    head, _, value = line.rpartition(":")
    zone = _TZID.search(head)
    rest = (head[: zone.start()] + head[zone.end() :] if zone else head).upper()
    parameters = ";VALUE=PERIOD" if "/" in value else ""
    if "THISANDFUTURE" in rest:
        parameters += ";RANGE=THISANDFUTURE"
    if zone and (written := _IN_QUOTES.sub("", zone[1]).strip()):
        parameters += f';{ZONE}="{written}"'
    return f"{name}{parameters}:{value.strip()}"


def event(lines: list[str]) -> Event:
    """What icalendar makes of one appointment; a property that it cannot read is left out of it."""
    read = Event.from_ical("\r\n".join(["BEGIN:VEVENT", *lines, "END:VEVENT", ""]))
    if not isinstance(read, Event):
        raise NotACalendar("no events")
    return read
