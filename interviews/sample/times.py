"""Places the sample around now: what is past stays past, and there is always an interview to come."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

TIME_ZONE = "Europe/Amsterdam"
ZONE = ZoneInfo(TIME_ZONE)
MINUTES_AHEAD = 90


def day_of(now: datetime, days: int) -> date:
    return now.astimezone(ZONE).date() + timedelta(days=days)


def on_day(now: datetime, days: int, clock: str) -> datetime:
    """That clock time so many days from now; a weekend gives way to the working day that lies farther off."""
    day = day_of(now, days)
    while day.weekday() > 4:
        day += timedelta(days=1 if days > 0 else -1)
    return datetime.combine(day, time.fromisoformat(clock), tzinfo=ZONE)


def soon(now: datetime, minutes: int = MINUTES_AHEAD) -> datetime:
    """The first half hour that many minutes ahead; late in the evening the next quarter, to stay in today."""
    slot = rounded_up(now + timedelta(minutes=minutes), 30)
    if slot.date() == now.astimezone(ZONE).date():
        return slot
    return rounded_up(now + timedelta(minutes=1), 15)


def rounded_up(moment: datetime, minutes: int) -> datetime:
    step = minutes * 60
    return datetime.fromtimestamp(-(-moment.timestamp() // step) * step, ZONE)
