"""How long a shared view stays open."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from interviews.share_until import PERIODS, USUAL, end_of, last_day


@pytest.mark.parametrize(
    ("period", "today", "day"),
    [
        ("1 day", date(2026, 12, 31), date(2027, 1, 1)),
        ("1 week", date(2026, 11, 23), date(2026, 11, 30)),
        ("2 weeks", date(2026, 11, 23), date(2026, 12, 7)),
        ("1 month", date(2027, 1, 31), date(2027, 2, 28)),
        ("1 month", date(2026, 12, 5), date(2027, 1, 5)),
        ("3 months", date(2027, 11, 30), date(2028, 2, 29)),
    ],
)
def test_it_is_open_until_the_end_of_a_day(period, today, day):
    assert last_day(period, today) == day


def test_the_usual_is_one_of_those_there_are():
    assert USUAL in PERIODS
    with pytest.raises(KeyError):
        last_day("for ever", date(2026, 11, 23))


@pytest.mark.parametrize(
    ("zone", "end"),
    [
        ("Pacific/Kiritimati", datetime(2026, 10, 25, 9, 59, 59, tzinfo=UTC)),
        ("Europe/Berlin", datetime(2026, 10, 25, 22, 59, 59, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 10, 26, 6, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_day_ends_where_the_candidate_is(zone, end):
    assert end_of(date(2026, 10, 25), ZoneInfo(zone)) == end
