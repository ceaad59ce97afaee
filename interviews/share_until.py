"""How long a shared view stays open, in whole days of the candidate."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext_lazy as _

USUAL = "2 weeks"
PERIODS = {
    "1 day": _("1 day"),
    "1 week": _("1 week"),
    "2 weeks": _("2 weeks"),
    "1 month": _("1 month"),
    "3 months": _("3 months"),
}


def last_day(period: str, today: date) -> date:
    """The last day on which it is open; KeyError for a period that is none."""
    days = {"1 day": 1, "1 week": 7, "2 weeks": 14}
    return (
        today + timedelta(days[period])
        if period in days
        else months_later(today, {"1 month": 1, "3 months": 3}[period])
    )


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or its last where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def end_of(day: date, zone: tzinfo) -> datetime:
    """Its last second there."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone)
