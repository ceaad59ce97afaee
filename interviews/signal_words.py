"""Process signals in a few words, a line a company."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.models import Company, Signal
from interviews.models.answer import Recorded

MOST_PARTS = 4


@dataclass(frozen=True)
class Noted:
    """What was noted of one company, the latest first."""

    company: Company
    signals: list[Signal]

    @property
    def parts(self) -> list[str]:
        return list(parts_of(self.signals))[:MOST_PARTS]

    @property
    def more(self) -> int:
        return len(list(parts_of(self.signals))) - len(self.parts)

    @property
    def has_red_flag(self) -> bool:
        return any(signal.flag == Recorded.Flag.RED_FLAG for signal in self.signals)


def parts_of(signals: Iterable[Signal]) -> Iterator[str]:
    """“silent for days: nine, after the panel”, “rescheduled twice”: the same without words is counted."""
    kept = list(signals)
    counts: dict[str, int] = {}
    for signal in kept:
        if not signal.text:
            counts[signal.kind] = counts.get(signal.kind, 0) + 1
    for signal in kept:
        if signal.text:
            yield said_of(signal)
        elif count := counts.pop(signal.kind, 0):
            yield times(str(signal.get_kind_display()), count)


def said_of(signal: Signal) -> str:
    if signal.kind == Signal.Kind.OTHER:
        return signal.text
    return _("%(kind)s: %(text)s") % {"kind": signal.get_kind_display(), "text": signal.text}


def times(kind: str, count: int) -> str:
    if count == 1:
        return kind
    if count == 2:
        return _("%(kind)s twice") % {"kind": kind}
    return ngettext("%(kind)s %(count)d time", "%(kind)s %(count)d times", count) % {
        "kind": kind,
        "count": count,
    }
