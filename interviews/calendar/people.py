"""Who is invited, as people: rooms, equipment and shared calendars are left out."""

import re
from collections.abc import Iterator
from typing import Any

from icalendar import Event
from icalendar.prop import vBroken

from interviews.calendar.invitation import Attendee
from interviews.calendar.wording import one_line

LONGEST_NAME, LONGEST_EMAIL = 200, 254
_NO_PERSON = ("resource.calendar.google.com", "group.calendar.google.com", "import.calendar.google.com")


def values(event: Event, name: str) -> list[Any]:
    """Every value of a property that icalendar could read, in the order of the text."""
    return [one for one in as_written(event, name) if not isinstance(one, vBroken)]


def as_written(event: Event, name: str) -> list[Any]:
    found = event.get(name)
    return found if isinstance(found, list) else [] if found is None else [found]


def organizer(event: Event, own_email: str) -> Attendee | None:
    return next((_person(one, True) for one in _people(event, "ORGANIZER", own_email)), None)


def attendees(event: Event, own_email: str) -> tuple[Attendee, ...]:
    """Everyone once, but for the invited candidate; the organizer is marked where invited too."""
    head = organizer(event, own_email)
    found: dict[str, Attendee] = {}
    for value in _people(event, "ATTENDEE", own_email):
        one = _person(value, False)
        if head and (one.email == head.email if one.email else one.name == head.name):
            one = Attendee(one.name or head.name, one.email, True, one.is_optional)
        found.setdefault(one.email or one.name, one)
    return tuple(found.values())


def _people(event: Event, name: str, own_email: str) -> Iterator[Any]:
    for value in values(event, name):
        kind = _parameter(value, "CUTYPE").upper()
        email = _email(value)
        if kind in ("ROOM", "RESOURCE", "GROUP") or email.endswith(_NO_PERSON):
            continue
        if email and email == own_email.strip().casefold():
            continue
        if email or _parameter(value, "CN"):
            yield value


def _person(value: Any, is_organizer: bool) -> Attendee:
    email = _email(value)
    name = one_line(_parameter(value, "CN")).strip("\"'").strip()[:LONGEST_NAME]
    if name.casefold() == email or ("@" in name and " " not in name):
        name = ""
    is_optional = _parameter(value, "ROLE").upper() in ("OPT-PARTICIPANT", "NON-PARTICIPANT")
    return Attendee(name, email, is_organizer, is_optional)


def _parameter(value: Any, name: str) -> str:
    found = getattr(value, "params", {}).get(name, "")
    return str(found[0] if isinstance(found, list) and found else found or "")


def _email(value: Any) -> str:
    address = one_line(re.sub(r"^\s*mailto:", "", str(value), flags=re.I)).casefold()
    is_address = re.fullmatch(r"[^@\s<>]+@[^@\s<>]+", address) and len(address) <= LONGEST_EMAIL
    return address if is_address else ""
