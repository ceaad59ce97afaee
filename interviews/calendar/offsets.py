"""What a VTIMEZONE says of the clocks, read without trust: the offset at a wall time, or None if unsure."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_OFFSET = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?")
_TIME = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z?")
_BYDAY = re.compile(r"([+-]?[1-5])?(MO|TU|WE|TH|FR|SA|SU)")


@dataclass(slots=True)
class Rule:
    """One STANDARD or DAYLIGHT part: from when on which offset holds, and when that comes again."""

    offset: timedelta | None = None
    starts: datetime | None = None
    repeats: dict[str, str] = field(default_factory=dict)
    also: list[datetime] = field(default_factory=list)

    def onset(self, year: int) -> datetime | None:
        """The onset of one year. Raises ValueError for a rule that is not followed here."""
        if self.starts is None or year < self.starts.year:
            return None
        if not self.repeats:
            return self.starts if year == self.starts.year else None
        if year > int((self.repeats.get("UNTIL") or "9999")[:4]):
            return None
        if self.repeats.get("FREQ") != "YEARLY" or self.repeats.get("INTERVAL", "1") != "1":
            raise ValueError("not a yearly rule")
        month = int(self.repeats.get("BYMONTH") or self.starts.month)
        return datetime.combine(self._day(year, month, self.starts.day), self.starts.time())

    def _day(self, year: int, month: int, day_of_start: int) -> date:
        if not (byday := self.repeats.get("BYDAY")):
            return date(year, month, int(self.repeats.get("BYMONTHDAY") or day_of_start))
        match = _BYDAY.fullmatch(byday)
        days = [int(day) for day in self.repeats.get("BYMONTHDAY", "").split(",") if day]
        if match is None or (not match[1] and not days):
            raise ValueError("not one day of the year")
        of_month = [date(year, month, 1) + timedelta(days=at) for at in range(31)]
        fitting = [
            day for day in of_month
            if day.month == month and day.weekday() == _DAYS.index(match[2]) and (not days or day.day in days)
        ]  # fmt: skip
        place = int(match[1]) if match[1] else 1
        if abs(place) > len(fitting):
            raise ValueError("no such day")
        return fitting[place - 1 if place > 0 else place]


def rules(lines: list[str]) -> list[Rule]:
    """The parts of a VTIMEZONE, of which at most forty are read; what cannot be read is left out."""
    found: list[Rule] = []
    for line in lines:
        head, _, value = line.strip().upper().partition(":")
        name = head.partition(";")[0]
        if name == "BEGIN":
            found.append(Rule())
        elif found and name == "TZOFFSETTO":
            found[-1].offset = _offset(value)
        elif found and name == "DTSTART":
            found[-1].starts = _moment(value)
        elif found and name == "RRULE":
            found[-1].repeats = dict(part.split("=", 1) for part in value.split(";") if "=" in part)
        elif found and name == "RDATE":
            found[-1].also += [one for one in map(_moment, value.split(",")[:200]) if one]
        if len(found) > 40:
            break
    return [rule for rule in found if rule.offset is not None]


def offset_at(parts: list[Rule], wall: datetime) -> timedelta | None:
    """The offset of the part that began last before the wall time; None where that cannot be told."""
    if len(parts) == 1 and not parts[0].repeats:
        return parts[0].offset
    latest: tuple[datetime, timedelta] | None = None
    for part in parts:
        try:
            onsets = [*part.also, *filter(None, map(part.onset, (wall.year - 1, wall.year)))]
        except (ValueError, OverflowError):
            return None
        if part.starts and not part.repeats and part.starts.year < wall.year - 1:
            onsets.append(part.starts)
        for onset in onsets:
            if onset <= wall and part.offset is not None and (latest is None or onset > latest[0]):
                latest = (onset, part.offset)
    return latest[1] if latest else None


def _offset(value: str) -> timedelta | None:
    match = _OFFSET.fullmatch(value.strip())
    if match is None or int(match[2]) > 15 or int(match[3]) > 59:
        return None
    size = timedelta(hours=int(match[2]), minutes=int(match[3]), seconds=min(59, int(match[4] or 0)))
    return -size if match[1] == "-" else size


def _moment(value: str) -> datetime | None:
    match = _TIME.fullmatch(value.strip())
    try:
        return datetime(*(int(part) for part in match.groups())) if match else None  # type: ignore[arg-type]  # noqa: DTZ001
    except ValueError:
        return None


def noon_of_each_half_month(year: int) -> list[datetime]:
    return [datetime.combine(date(year, month, day), time(12)) for month in range(1, 13) for day in (1, 15)]
