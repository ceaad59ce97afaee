"""Terms in words: as written."""

from datetime import date
from decimal import Decimal

import pytest

from interviews.models import OfferPay
from interviews.offer_words import deadline_in_words, is_soon, pay_in_words

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 23), "answer by Monday, 23 November, today"),
        (date(2026, 11, 24), "answer by Tuesday, 24 November, tomorrow"),
        (date(2026, 11, 27), "answer by Friday, 27 November, in 4 days"),
        (date(2027, 1, 4), "answer by Monday, 4 January 2027, in 42 days"),
        (date(9999, 12, 31), "answer by Friday, 31 December 9999, in 2912116 days"),
        (date(2026, 11, 22), "the answer was due by Sunday, 22 November, yesterday"),
        (date(2026, 11, 20), "the answer was due by Friday, 20 November, 3 days ago"),
        (date(2025, 12, 31), "the answer was due by Wednesday, 31 December 2025, 327 days ago"),
    ],
)
def test_a_deadline_says_the_day_and_how_far_it_is(day, said):
    assert deadline_in_words(day, MONDAY) == said


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (None, False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
        (date(2026, 11, 30), True),
        (date(2026, 12, 1), False),
    ],
)
def test_soon_is_within_a_week(day, expected):
    assert is_soon(day, MONDAY) is expected


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ({"amount": Decimal("72000.00"), "currency": "EUR", "period": "year"}, "EUR 72,000 a year"),
        ({"amount": Decimal("72000.50"), "currency": "CHF", "period": "month"}, "CHF 72,000.50 a month"),
        ({"amount": Decimal("0"), "currency": "USD", "period": "once"}, "USD 0 once"),
        ({"amount": Decimal("999999999999.99"), "currency": "IDR"}, "IDR 999,999,999,999.99"),
        ({"words": "A thirteenth month"}, ""),
    ],
)
def test_pay_is_said_as_it_stands(part, said):
    assert pay_in_words(OfferPay(**part)) == said
