from collections.abc import Iterable
from typing import Any

from django.shortcuts import get_object_or_404

from interviews.models import Company, Signal
from interviews.models.signal import SignalQuerySet
from interviews.signal_words import Noted


def signal_read(user: Any, pk: int) -> Signal:
    return get_object_or_404(Signal.objects.of(user).select_related("company"), pk=pk)


def signal_write(user: Any, pk: int) -> Signal:
    signals = Signal.objects.of(user).select_related("company").select_for_update(of=("self",))
    return get_object_or_404(signals, pk=pk)


def signals_in(user: Any, company: Company) -> SignalQuerySet:
    return Signal.objects.of(user).in_company(company).latest_first()


def signals_of(user: Any, companies: Iterable[Company]) -> list[Noted]:
    """Of each company that has any, in the order of the companies: one statement."""
    by_pk = {company.pk: Noted(company, []) for company in companies}
    for signal in Signal.objects.of(user).filter(company__in=by_pk).latest_first():
        by_pk[signal.company_id].signals.append(signal)
    return [noted for noted in by_pk.values() if noted.signals]
