"""What an offer says, in words: as written, nothing converted and nothing added up."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import OfferPay


def pay_in_words(part: OfferPay) -> str:
    """“EUR 72,000 a year”, without the words of the offer."""
    if part.amount is None:
        return ""
    said = f"{part.currency} {amount_in_words(part.amount)}"
    return f"{said} {part.get_period_display()}" if part.period else said


def amount_in_words(amount: Decimal) -> str:
    decimals = 0 if amount == amount.to_integral_value() else 2
    return number_format(amount, decimal_pos=decimals, force_grouping=True)


def is_soon(day: date | None, today: date) -> bool:
    return day is not None and 0 <= (day - today).days <= 7


def deadline_in_words(day: date, today: date) -> str:
    """“answer by Friday, 27 November, in 4 days”; the year where it is another one."""
    words = {"day": date_format(day, "l, j F" if day.year == today.year else "l, j F Y")}
    left = (day - today).days
    if left < 0:
        return past_deadline(-left, words)
    if left < 2:
        words["when"] = _("tomorrow") if left else _("today")
    else:
        words["when"] = _("in %(count)s days") % {"count": left}
    return _("answer by %(day)s, %(when)s") % words


def past_deadline(days: int, words: dict[str, str]) -> str:
    ago = ngettext("yesterday", "%(count)s days ago", days) % {"count": days}
    return _("the answer was due by %(day)s, %(ago)s") % {**words, "ago": ago}
