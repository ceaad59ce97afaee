"""Which day is due when, and what the app brings up by itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.models import Outcome
from interviews.outcomes import DAYS, Noted, Round, asked_now, reached, rounds

FIRST = date(2026, 1, 15)
BY_EXAMPLE = settings(derandomize=True, max_examples=200, deadline=None)


def on_day(number):
    return FIRST + timedelta(days=number)


def asked_on(number, to_ask=3, **noted):
    """The days of the round that is brought up so many days after the first; `d30=(count, day)`."""
    found = {int(days[1:]): Noted(count, on_day(day)) for days, (count, day) in noted.items()}
    now = asked_now(FIRST, on_day(number), to_ask, found)
    return now and now.days


def test_the_days_are_those_that_the_database_takes():
    assert DAYS == Outcome.DAYS


def test_each_round_is_so_many_days_after_the_first():
    assert rounds(FIRST) == (
        Round(30, date(2026, 2, 14)),
        Round(90, date(2026, 4, 15)),
        Round(180, date(2026, 7, 14)),
    )


@pytest.mark.parametrize(
    ("day", "days"),
    [(-400, []), (0, []), (29, []), (30, [30]), (89, [30]), (90, [30, 90]), (180, [30, 90, 180])],
)
def test_a_round_is_reached_on_its_day(day, days):
    assert [one.days for one in reached(FIRST, on_day(day))] == days


def test_there_is_no_day_after_the_last_of_the_calendar():
    assert rounds(date.max) == ()
    assert [one.days for one in rounds(date.max - timedelta(days=100))] == [30, 90]
    assert asked_now(date.max, date.max, 3, {}) is None


@pytest.mark.parametrize(
    ("day", "asked"),
    [(29, None), (30, 30), (89, 30), (90, 90), (179, 90), (180, 180), (360, 180), (361, None)],
)
def test_the_latest_round_is_brought_up_and_the_last_not_for_ever(day, asked):
    assert asked_on(day) == asked


def test_nothing_is_asked_where_nothing_was_promised_or_rated():
    assert asked_on(30, to_ask=0) is None


def test_a_round_is_over_when_everything_is_noted():
    assert asked_on(31, d30=(3, 31)) is None
    assert asked_on(31, d30=(2, 31)) == 30


def test_what_was_begun_can_be_gone_on_with_for_a_week():
    assert asked_on(37, d30=(1, 31)) == 30
    assert asked_on(38, d30=(1, 31)) is None


def test_an_earlier_round_does_not_close_a_later_one():
    assert asked_on(90, d30=(3, 31)) == 90
    assert asked_on(90, d30=(1, 89)) == 90


@BY_EXAMPLE
@given(st.dates(), st.dates(), st.integers(0, 5), st.dictionaries(st.sampled_from(DAYS), st.integers(0, 5)))
def test_only_a_round_whose_day_has_come_is_brought_up(first, today, to_ask, counts):
    now = asked_now(first, today, to_ask, {days: Noted(count) for days, count in counts.items()})
    if now is not None:
        assert now.on <= today
        assert now == reached(first, today)[-1]
        assert counts.get(now.days, 0) < to_ask
