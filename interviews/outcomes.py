"""When to ask whether it was true: 30, 90 and 180 days after the first day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

DAYS = (30, 90, 180)
LEFT_ALONE = timedelta(days=7)
LAST_ROUND_LASTS = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Round:
    """One time of asking: so many days after the first, due on that day."""

    days: int
    on: date


@dataclass(frozen=True, slots=True)
class Noted:
    """What was noted of one round: how many answers, and the day of the latest note."""

    count: int = 0
    last_on: date | None = None


NOTHING = Noted()


def rounds(first: date) -> tuple[Round, ...]:
    """In order of time; one that would be after the last day of the calendar is left out."""
    room = date.max - first
    return tuple(Round(days, first + timedelta(days)) for days in DAYS if timedelta(days) <= room)


def reached(first: date, today: date) -> tuple[Round, ...]:
    """Those whose day has come; the last of them is the present one."""
    return tuple(one for one in rounds(first) if one.on <= today)


def asked_now(first: date, today: date, to_ask: int, noted: Mapping[int, Noted]) -> Round | None:
    """The round that the app brings up by itself; `noted` is by days, `to_ask` how many answers there are.

    Only the present round, until everything is noted; one that was begun and left alone for a week is taken
    as done, since whatever is skipped leaves no row. The last one ends half a year after its day.
    """
    come = reached(first, today)
    if not come:
        return None
    now = come[-1]
    so_far = noted.get(now.days, NOTHING)
    is_over = today - now.on > LAST_ROUND_LASTS
    is_left = so_far.last_on is not None and today - so_far.last_on >= LEFT_ALONE
    return None if is_over or is_left or so_far.count >= to_ask else now
