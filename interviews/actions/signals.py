from typing import Any

from django.core import signing

from interviews.models import Company, Signal

UNDO_SALT = "interviews.signal.undo"
KEPT_FIELDS = ("kind", "text", "flag")


def delete_signal(*, signal: Signal, by: Any) -> str:
    """Returns what brings it back as it was: signed, and of use to its owner alone."""
    kept = signed_signal(signal, by=by)
    signal.delete()
    return kept


def signed_signal(signal: Signal, *, by: Any) -> str:
    kept = {name: getattr(signal, name) for name in KEPT_FIELDS}
    kept |= {"pk": signal.pk, "owner": by.pk, "company": signal.company_id}
    return signing.dumps({**kept, "noted_on": signal.noted_on.isoformat()}, salt=UNDO_SALT, compress=True)


def restore_signal(*, company: Company, kept: str, by: Any) -> Signal | None:
    """None where this was not signed for that candidate and company; a second press changes nothing."""
    try:
        fields = signing.loads(kept, salt=UNDO_SALT)
    except signing.BadSignature:
        return None
    pk = fields.pop("pk")
    if (fields.pop("owner"), fields.pop("company")) != (by.pk, company.pk):
        return None
    defaults = {"owner": by, "company": company, **fields}
    signal, _is_new = Signal.objects.of(by).get_or_create(pk=pk, defaults=defaults)
    return signal
