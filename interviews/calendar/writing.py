"""Interviews as calendars that other programs read.

Times are written in UTC: the right instant without a VTIMEZONE, which programs read differently. Whoever
subscribes sees them in their own zone, and fetches them again before the clocks of a country change.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import icalendar

from interviews.calendar.wording import clean

_PRODUCT = "-//Turnabout//Calendar//EN"
_REFRESH = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Event:
    """`uid` never changes; `sequence` rises with every change of time or place. Both times are aware."""

    uid: str
    sequence: int
    starts_at: datetime
    minutes: int
    summary: str
    changed_at: datetime
    location: str = ""
    description: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar_of_one(event: Event) -> bytes:
    """One interview to download. Without a METHOD, so that programs add it and answer to nobody."""
    calendar = _calendar()
    calendar.add_component(_component(event))
    return calendar.to_ical()


def feed(events: Iterable[Event], *, name: str) -> bytes:
    """A calendar to subscribe to, read again every hour. Without events it is still a calendar."""
    calendar = _calendar()
    calendar.add("METHOD", "PUBLISH")
    for key in ("NAME", "X-WR-CALNAME"):
        calendar.add(key, clean(name))
    calendar.add("REFRESH-INTERVAL", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT1H")
    for event in events:
        calendar.add_component(_component(event))
    return calendar.to_ical()


def _calendar() -> icalendar.Calendar:
    calendar = icalendar.Calendar()
    calendar.add("PRODID", _PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    return calendar


def _component(event: Event) -> icalendar.Event:
    starts_at = event.starts_at.astimezone(UTC)
    component = icalendar.Event()
    component.add("UID", clean(event.uid))
    component.add("SEQUENCE", event.sequence)
    component.add("DTSTAMP", event.changed_at.astimezone(UTC))
    component.add("LAST-MODIFIED", event.changed_at.astimezone(UTC))
    component.add("DTSTART", starts_at)
    component.add("DTEND", starts_at + timedelta(minutes=event.minutes))
    component.add("STATUS", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    for key, text in (
        ("SUMMARY", event.summary),
        ("LOCATION", event.location),
        ("DESCRIPTION", event.description),
    ):
        if clean(text):
            component.add(key, clean(text))
    if re.fullmatch(r"https?://[!-~]+", event.url):  # a URL is written unescaped: nothing may end its line
        component.add("URL", event.url)
    return component
