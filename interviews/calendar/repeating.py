"""Which rules of repetition are followed: those of calendars' own menus, which soon meet a day.

dateutil, which works them out, would look for the 30th of February until the year 9999.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import vRecur

from interviews.calendar.times import When

_INTERVALS = {"DAILY": 366, "WEEKLY": 52, "MONTHLY": 60, "YEARLY": 10}
_PARTS = {
    "DAILY": {"BYDAY"},
    "WEEKLY": {"BYDAY"},
    "MONTHLY": {"BYDAY", "BYMONTHDAY", "BYSETPOS"},
    "YEARLY": {"BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"},
}
_ALWAYS = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}


def followed(written: vRecur, start: When) -> str | None:
    """The rule with its end in the start's own terms; None if it is not followed."""
    rule = {name.upper(): list(parts) for name, parts in written.items()}
    if not _is_followed(rule):
        return None
    ends = rule.pop("UNTIL", None)
    text = vRecur(rule).to_ical().decode()  # type: ignore[no-untyped-call]
    if ends is None:
        return str(text)
    last = _until(ends[0], start)
    return f"{text};UNTIL={last}" if last else None


def _until(value: object, start: When) -> str:
    if not isinstance(value, date) or not 1970 <= value.year <= 9998:
        return ""
    if not isinstance(value, datetime):
        value = datetime.combine(value, time() if start.is_day else time(23, 59, 59))
    if start.is_day:
        return f"{value:%Y%m%d}"
    if not start.zone:
        return f"{value:%Y%m%dT%H%M%S}"
    value = value if value.tzinfo else value.replace(tzinfo=ZoneInfo(start.zone))
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _is_followed(rule: dict[str, list[Any]]) -> bool:
    """Whether a rule is one of those that calendars' own menus make, all of which soon meet a day."""
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    if frequency not in _INTERVALS or set(rule) - _PARTS[frequency] - {
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "WKST",
    }:
        return False
    interval = rule.get("INTERVAL", [1])[0]
    days = [str(day).upper() for day in rule.get("BYDAY", [])]
    checks: tuple[Callable[[], bool], ...] = (
        lambda: all(len(parts) <= 31 for parts in rule.values()),
        lambda: 1 <= interval <= _INTERVALS[frequency],
        lambda: rule.get("COUNT", [1])[0] >= 1 and not ("COUNT" in rule and "UNTIL" in rule),
        lambda: frequency != "DAILY" or not days or interval == 1,
        lambda: frequency in ("MONTHLY", "YEARLY") or all(day.isalpha() for day in days),
        lambda: frequency != "YEARLY" or not days or "BYMONTH" in rule,
        lambda: not days or "BYMONTHDAY" not in rule,  # the first Monday is never the 20th
        lambda: all(
            abs(_place(day)) <= 4 or (_place(day) in (5, -5) and frequency == "MONTHLY") for day in days
        ),
        lambda: all(
            abs(day) <= 28 or (interval == 1 and frequency == "MONTHLY") for day in rule.get("BYMONTHDAY", [])
        ),
        lambda: _has_place(rule, days),
    )
    return all(check() for check in checks)


def _place(day: str) -> int:
    return int(day[:-2] or 0)


def _has_place(rule: dict[str, list[Any]], days: list[str]) -> bool:
    """BYSETPOS only picks one of the first or last four days of plain weekdays."""
    places = rule.get("BYSETPOS", [])
    return not places or (
        bool(days) and all(day.isalpha() for day in days) and all(1 <= abs(place) <= 4 for place in places)
    )
