"""Amounts of money as people write them: read where there is one reading, asked about where there are two."""

import re
from decimal import Decimal

from django.utils.translation import gettext as _

LONGEST = 40
LARGEST = Decimal("999999999999.99")
SPACES = " '’"
GROUPS = r"\d{1,3}(?:S\d{3})+|\d{1,2}(?:S\d{2})+S\d{3}"  # by thousands, or by lakhs
PLAIN = re.compile(r"\d+")
IN_THOUSANDTHS = frozenset({"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"})


class AmountError(ValueError):
    """Its text is the sentence for whoever typed it."""


def read_amount(typed: str, currency: str = "") -> Decimal:
    """The number that was meant, 0 to LARGEST, at most two decimals: from “72.000”, “72,000.50”, “72 000,5”.

    Raises AmountError where it is no such number or could be two. `currency` matters only where a currency
    has a thousand parts: there one mark before three digits says nothing.
    """
    text = " ".join(typed.split())
    if len(text) > LONGEST:
        raise AmountError(_("This is too long for an amount. Put the words under “as written”."))
    text = text.replace("−", "-").replace("٬", "'").replace("٫", "," if "." in text else ".")
    if text.startswith("-") and text[1:].strip()[:1].isdecimal():
        raise AmountError(
            _("An amount is zero or more. What is taken off goes under “as written”, in words.")
        )
    if not re.fullmatch(rf"\d[\d.,{SPACES}]*", text) or not text[-1].isdecimal():
        raise AmountError(
            _("Write the amount in digits, like 72,000 or 72.000,50. Words go under “as written”.")
        )
    amount = Decimal(plain_number(text, currency))
    if amount > LARGEST:
        raise AmountError(_("This is more than fits: at most 999,999,999,999.99. Put it under “as written”."))
    return amount


def plain_number(text: str, currency: str) -> str:
    """With a point and without groups."""
    spaces = {mark for mark in text if mark in SPACES}
    marks = [mark for mark in text if mark in ".,"]
    if not marks:
        return whole_number(text, spaces)
    last = marks[-1]
    whole, _mark, decimals = text.rpartition(last)
    if marks.count(last) > 1 or not decimals.isdecimal():
        return whole_number(text, {last} | spaces | set(marks))
    groups = spaces | (set(marks) - {last})
    if len(decimals) == 3 and not groups:
        return one_mark_and_three_digits(whole, decimals, currency)
    whole = whole_number(whole, groups)
    if len(decimals) > 2:
        raise AmountError(both_ways(whole + decimals, f"{whole}.{decimals}"))
    return f"{whole}.{decimals}"


def one_mark_and_three_digits(whole: str, decimals: str, currency: str) -> str:
    """Money has two decimals, so this is thousands; unless it begins with 0, or is in dinars."""
    is_thousands = len(whole) <= 3 and not whole.startswith("0") and currency.upper() not in IN_THOUSANDTHS
    if not is_thousands:
        raise AmountError(both_ways(f"{whole}{decimals}".lstrip("0") or "0", f"{whole}.{decimals}"))
    return whole + decimals


def whole_number(text: str, marks: set[str]) -> str:
    digits = re.sub(r"\D", "", text)
    if not marks or PLAIN.fullmatch(text):
        return digits
    mark = re.escape(next(iter(marks)))
    if len(marks) == 1 and not text.startswith("0") and re.fullmatch(GROUPS.replace("S", mark), text):
        return digits
    raise AmountError(
        _("The groups of this amount are uneven. If it is %(digits)s, write that.") % {"digits": digits}
    )


def both_ways(one: str, other: str) -> str:
    asked = _(
        "This can be read as %(one)s or as %(other)s."
        " Write %(one)s if you mean that, else at most two decimals."
    )
    return asked % {"one": one, "other": other}
