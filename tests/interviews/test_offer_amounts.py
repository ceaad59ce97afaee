"""Amounts as people write them: one reading, or a question."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.amounts import LARGEST, AmountError, read_amount

WHOLE = st.integers(0, int(LARGEST))
CENTS = st.decimals(0, LARGEST, places=2, allow_nan=False, allow_infinity=False)


def grouped(number, mark):
    return f"{number:,}".replace(",", mark)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("72000", "72000"),
        ("72.000", "72000"),
        ("72,000", "72000"),
        ("72 000", "72000"),
        ("72\u00a0000", "72000"),
        ("72\u202f000", "72000"),
        ("72’000", "72000"),
        ("72'000.50", "72000.50"),
        ("72000.50", "72000.50"),
        ("72000,5", "72000.5"),
        ("72.000,50", "72000.50"),
        ("72,000.50", "72000.50"),
        ("72 000,50", "72000.50"),
        ("1.234.567", "1234567"),
        ("1,234,567.89", "1234567.89"),
        ("12,34,567", "1234567"),
        ("  72,50 ", "72.50"),
        ("0", "0"),
        ("0,5", "0.5"),
        ("٧٢٠٠٠", "72000"),
        ("٧٢٬٠٠٠٫٥", "72000.5"),
        ("999999999999.99", "999999999999.99"),
    ],
)
def test_what_has_one_reading_is_read(typed, amount):
    assert read_amount(typed) == Decimal(amount)


@pytest.mark.parametrize(
    ("typed", "one", "other"),
    [
        ("0.500", "500", "0.500"),
        ("72000.500", "72000500", "72000.500"),
        ("72 000.500", "72000500", "72000.500"),
        ("1,234.567", "1234567", "1234.567"),
        ("1.2345", "12345", "1.2345"),
    ],
)
def test_what_has_two_readings_is_asked_about(typed, one, other):
    with pytest.raises(
        AmountError, match=rf"can be read as {one} or as {other}\. Write {one} if you mean that"
    ):
        read_amount(typed)


@pytest.mark.parametrize("currency", ["KWD", "bhd", "TND"])
def test_in_dinars_a_mark_before_three_digits_says_nothing(currency):
    with pytest.raises(AmountError, match=r"1500 or as 1\.500"):
        read_amount("1.500", currency)
    assert read_amount("1500", currency) == 1500
    assert read_amount("1.500", "EUR") == 1500


@pytest.mark.parametrize(
    "typed", ["1 2", "72 00", "7.20.00", "1.234,567.8", "0. 0", "5.1 000", "1,23,45", "0,000,500", "72 0000"]
)
def test_uneven_groups_are_asked_about(typed):
    with pytest.raises(AmountError, match="groups of this amount are uneven"):
        read_amount(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "much",
        "72k",
        "€72",
        "1e5",
        "NaN",
        "Infinity",
        ".50",
        "72.",
        "72,-",
        "+5",
        "½",
        "七",
        "-",
        "1\x002",
        "٫",
    ],
)
def test_what_is_no_amount_is_told_how_to_write_one(typed):
    with pytest.raises(AmountError, match="Write the amount in digits"):
        read_amount(typed)


@pytest.mark.parametrize("typed", ["-5", "- 5", "−72.000"])
def test_an_amount_below_zero_belongs_into_words(typed):
    with pytest.raises(AmountError, match="An amount is zero or more"):
        read_amount(typed)


@pytest.mark.parametrize("typed", ["1000000000000", "999.999.999.999.999", "9" * 40])
def test_what_does_not_fit_is_said(typed):
    with pytest.raises(AmountError, match=r"more than fits: at most 999,999,999,999\.99"):
        read_amount(typed)


def test_a_long_text_is_no_amount():
    with pytest.raises(AmountError, match="too long for an amount"):
        read_amount("1" * 41)


@given(WHOLE, st.sampled_from([".", ",", " ", "'", "’", "\u202f"]))
def test_every_way_to_group_by_thousands_is_read_alike(number, mark):
    assert read_amount(grouped(number, mark)) == number


@given(CENTS, st.sampled_from([(".", ","), (",", "."), (" ", ","), (" ", "."), ("’", ".")]))
def test_every_pair_of_marks_is_read_alike(amount, marks):
    thousands, decimal = marks
    whole, cents = f"{amount:.2f}".split(".")
    assert read_amount(f"{grouped(int(whole), thousands)}{decimal}{cents}") == amount


@given(CENTS)
def test_what_is_shown_in_the_form_is_read_back(amount):
    assert read_amount(f"{amount:f}".removesuffix(".00")) == amount


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=50), st.text("0123456789.,' -", max_size=20)))
def test_any_text_is_an_amount_that_fits_or_a_sentence(typed):
    try:
        amount = read_amount(typed)
    except AmountError:
        return
    assert 0 <= amount <= LARGEST
    assert -amount.as_tuple().exponent <= 2
