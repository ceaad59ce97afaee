"""Names of time zones, as calendars write them, as IANA names; "" for what cannot be told surely."""

import re
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from interviews.calendar.offsets import Rule, noon_of_each_half_month, offset_at, rules

# Where only the hours are known: the zone that most people mean by them. The first that fits is taken.
_LIKELY = (
    *("Europe/Berlin", "Europe/London", "America/New_York", "America/Chicago", "America/Denver"),
    *(
        "America/Los_Angeles",
        "Asia/Kolkata",
        "Europe/Helsinki",
        "Europe/Istanbul",
        "Asia/Dubai",
        "Asia/Tokyo",
    ),
    *("Asia/Singapore", "Australia/Sydney", "America/Sao_Paulo", "Africa/Johannesburg", "Africa/Lagos"),
    *("America/Halifax", "America/Phoenix", "America/Bogota", "America/Anchorage", "America/St_Johns"),
    *("Asia/Karachi", "Asia/Dhaka", "Asia/Bangkok", "Asia/Kathmandu", "Asia/Jerusalem", "Asia/Tehran"),
    *("Australia/Brisbane", "Australia/Adelaide", "Pacific/Auckland", "Pacific/Honolulu", "America/Caracas"),
)
_UTC = frozenset(
    (
        *("z", "utc", "gmt", "etc/utc", "etc/gmt", "zulu", "utc+0", "gmt+0", "tzone://microsoft/utc"),
        *("coordinated universal time", "greenwich mean time (utc)"),
    )
)
# What Outlook shows for a zone that no city of ours stands in.
_SHOWN = {
    "eastern time (us & canada)": "America/New_York",
    "central time (us & canada)": "America/Chicago",
    "mountain time (us & canada)": "America/Denver",
    "pacific time (us & canada)": "America/Los_Angeles",
    "atlantic time (canada)": "America/Halifax",
    "newfoundland": "America/St_Johns",
    "indiana (east)": "America/Indiana/Indianapolis",
    "arizona": "America/Phoenix",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "saskatchewan": "America/Regina",
    "brasilia": "America/Sao_Paulo",
    "west central africa": "Africa/Lagos",
    "new delhi": "Asia/Kolkata",
    "beijing": "Asia/Shanghai",
    "abu dhabi": "Asia/Dubai",
    "islamabad": "Asia/Karachi",
    "edinburgh": "Europe/London",
}
# Names of today for what the table of Windows names still calls by its old one.
_RENAMED = {
    "America/Buenos_Aires": "America/Argentina/Buenos_Aires",
    "America/Indianapolis": "America/Indiana/Indianapolis",
    "America/Godthab": "America/Nuuk",
    "Asia/Calcutta": "Asia/Kolkata",
    "Asia/Katmandu": "Asia/Kathmandu",
    "Asia/Rangoon": "Asia/Yangon",
    "Europe/Kiev": "Europe/Kyiv",
}
_WINTER, _SUMMER = datetime(2026, 1, 1), datetime(2026, 7, 1)  # noqa: DTZ001
_AHEAD = re.compile(r"^\(?(?:UTC|GMT)\s*(?:([+\-−])\s*(\d{1,2})(?:[:.]?(\d{2}))?)?\)?\s*", re.I)


@cache
def _names() -> dict[str, str]:
    return {name.casefold(): name for name in available_timezones() - {"Factory", "localtime"}}


@cache
def _windows() -> dict[str, str]:
    return {name.casefold(): _RENAMED.get(zone, zone) for name, zone in WINDOWS_TO_OLSON.items()}


@cache
def _cities() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in sorted(available_timezones()):
        if "/" in name and not name.startswith(("Etc/", "SystemV/", "posix/", "US/")):
            found.setdefault(name.rsplit("/", 1)[1].replace("_", " ").casefold(), name)
    return found


class Zones:
    """The zones of one calendar: `blocks` are the lines of each VTIMEZONE by its TZID."""

    def __init__(self, blocks: dict[str, list[str]], default: str = "") -> None:
        self._blocks = blocks
        self._rules: dict[str, list[Rule]] = {}
        self._named: dict[str, str] = {}
        self.default = by_name(default) if default else ""

    def find(self, written: str, wall: datetime) -> tuple[str, bool]:
        """The IANA name and whether it was only guessed, by its hours around that wall time."""
        if written not in self._named:
            self._named[written] = by_name(written) or self._by_place(written)
        name = self._named[written]
        parts = self._parts(written)
        if name and not self._contradicts(name, parts, wall):
            return name, False
        guess = by_hours(parts, wall)
        return (guess, True) if guess else (name if "/" in name else "", False)

    def _by_place(self, written: str) -> str:
        for line in self._blocks.get(written, ()):
            name, _, value = line.partition(":")
            if name.strip().upper() == "X-LIC-LOCATION" and (zone := by_name(value)):
                return zone
        return ""

    def _parts(self, written: str) -> list[Rule]:
        if written not in self._rules:
            self._rules[written] = rules(self._blocks.get(written, []))
        return self._rules[written]

    @staticmethod
    def _contradicts(name: str, parts: list[Rule], wall: datetime) -> bool:
        """Whether a bare abbreviation, such as the EST that IANA keeps without summer time, means another."""
        if "/" in name or name == "UTC" or not parts:
            return False
        return any(offset_at(parts, at) != _offset(name, at) for at in noon_of_each_half_month(wall.year))


def by_name(written: str) -> str:
    """The zone that a name alone tells, or ""."""
    name = re.sub(r"\s+", " ", written.replace("\\", "").strip(" \t\"'"))[:200]
    low = name.casefold()
    if low in _UTC:
        return "UTC"
    plain = low.removesuffix(" 1")
    found = _names().get(low.replace(" ", "_")) or _windows().get(plain) or _shown(name)
    return found or _after_prefix(low)


def _after_prefix(low: str) -> str:
    """What follows a vendor's prefix, as in /mozilla.org/20050126_1/Europe/Berlin."""
    parts = low.strip("/").split("/")[-5:]
    for at in range(1, len(parts)):
        rest = "/".join(parts[at:]).replace(" ", "_")
        if "/" in rest and rest in _names():
            return _names()[rest]
    return "UTC" if len(parts) > 1 and parts[-1] == "utc" else ""


def _shown(name: str) -> str:
    """From what Windows shows: (UTC+01:00) Amsterdam, Berlin, Bern, Rome."""
    match = _AHEAD.match(name)
    if match is None:
        return ""
    rest = name[match.end() :].casefold()
    hours, minutes = int(match[2] or 0), int(match[3] or 0)
    ahead = timedelta(hours=hours, minutes=minutes) * (1 if match[1] in ("+", None) else -1)
    if not rest:
        return _whole_hours(ahead)
    if rest in _UTC:
        return "UTC"
    places = [rest, *(place.strip().removeprefix("city of ") for place in rest.split(","))]
    for place in places:
        zone = _SHOWN.get(place) or _cities().get(place, "")
        if zone and ahead in (_offset(zone, day) for day in (_WINTER, _SUMMER)):
            return zone
    return ""


def _whole_hours(ahead: timedelta) -> str:
    hours, rest = divmod(int(ahead.total_seconds()), 3600)
    if rest or not -12 <= hours <= 14:
        return ""
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"  # POSIX: the sign is turned round


def by_hours(parts: list[Rule], wall: datetime) -> str:
    """The likeliest zone whose clocks agree with a VTIMEZONE all through the year, or ""."""
    if not parts:
        return ""
    at = [wall, *noon_of_each_half_month(wall.year)]
    told = [offset_at(parts, one) for one in at]
    if None in told:
        return ""
    for zone in _LIKELY:
        if all(offset == _offset(zone, one) for one, offset in zip(at, told, strict=True)):
            return zone
    return ""


def _offset(zone: str, wall: datetime) -> timedelta | None:
    return wall.replace(tzinfo=ZoneInfo(zone)).utcoffset()


def clock_change(wall: datetime, zone: str) -> str:
    """ "skipped" or "doubled" where the clocks of the zone change over that wall time, else ""."""
    if not zone:
        return ""
    first = wall.replace(tzinfo=ZoneInfo(zone), fold=0).utcoffset()
    second = wall.replace(tzinfo=ZoneInfo(zone), fold=1).utcoffset()
    if first is None or second is None or first == second:
        return ""
    return "skipped" if first < second else "doubled"
