"""The dates of a series that are still to come, with bounded work.

recurring-ical-events gets a series that is written anew from what was read: one zone throughout, plain
values, and only rules that repeating.py vouches for.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import Any

import recurring_ical_events
from icalendar import Calendar, Event, vRecur

from interviews.calendar.drafts import Draft
from interviews.calendar.people import values
from interviews.calendar.repeating import followed
from interviews.calendar.times import When, whens

MOST_DATES = 10
SOON, HORIZON = timedelta(days=30), timedelta(days=400)
OLDEST = 10  # years; an older daily series is no interview
_NUMBER = "X-NUMBER"

_Date = tuple[Draft, When, str]
_Change = tuple[Draft, When, When]  # with when it is now, and when it was


def upcoming(master: Draft, starts: When, changed: Iterable[Draft], now: datetime) -> list[_Date] | None:
    """At most ten dates from `now` on, each with the draft that tells about it and its key; the last date
    where all have passed. None where the rule is not followed here."""
    rule = _rule(master, starts, now)
    if rule is None:
        return None
    changes = [
        (one, one.starts, one.original.alike(starts)) for one in changed if one.starts and one.original
    ]
    query = recurring_ical_events.of(_calendar(master, starts, rule, changes))

    def between(first: datetime, span: timedelta) -> list[_Date]:
        found = (_date(one, master, starts, changes) for one in query.between(first, first + span))
        return sorted(found, key=lambda date: date[1].instant())

    for first in sorted({now, max(now, starts.instant())}):
        found = between(first, SOON)
        if len(found) >= MOST_DATES or (found := between(first, HORIZON)):
            return found[:MOST_DATES]
    return between(now - HORIZON, HORIZON)[-1:] or [(master, starts, starts.key())]


def _date(found: Any, master: Draft, starts: When, changes: Sequence[_Change]) -> _Date:
    if number := int(found[_NUMBER]):
        draft, begins, original = changes[number - 1]
        return draft, begins, original.key()
    value = found["DTSTART"].dt
    wall = value.replace(tzinfo=None) if isinstance(value, datetime) else datetime.combine(value, time())
    begins = starts.at(wall)
    return master, begins, begins.key()


def _calendar(master: Draft, starts: When, rule: str, changes: Sequence[_Change]) -> Calendar:
    calendar = Calendar()
    series = _event(starts, master.minutes, 0)
    if rule:
        series.add("RRULE", vRecur.from_ical(rule))
    for name in ("EXDATE", "RDATE"):
        for moment in whens(master.event, name, master.zones):
            series.add(name, moment.alike(starts).known())
    calendar.add_component(series)
    for number, (draft, begins, original) in enumerate(changes, 1):
        event = _event(begins.alike(starts), draft.minutes, number)
        event.add("RECURRENCE-ID", original.known())
        calendar.add_component(event)
    return calendar


def _event(begins: When, minutes: int, number: int) -> Event:
    event = Event()
    event.add("UID", "series")
    event.add("DTSTART", begins.known())
    if not begins.is_day:
        event.add("DURATION", timedelta(minutes=minutes))
    event.add(_NUMBER, str(number))
    return event


def _rule(master: Draft, starts: When, now: datetime) -> str | None:
    """ "" for a series of listed dates, None for a rule that is not followed here."""
    found = values(master.event, "RRULE")
    if not found:
        return ""
    if len(found) > 1 or not isinstance(found[0], vRecur) or now.year - starts.wall.year > OLDEST:
        return None
    return followed(found[0], starts)
