from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.core import signing
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from interviews.actions.companies import change_stage
from interviews.models import Answer, Company, FollowUp, Offer, OfferPay, PromiseCheck

UNDO_SALT = "interviews.offer.undo"
TERMS = ("leave", "notice", "remote", "terms")
DAYS = ("dated_on", "starts_on", "expires_on")
PAY = ("kind", "currency", "period", "words", "position")
LONGEST_FOLLOW_UP = 500
QUOTED = 180
TO_FOLLOW_UP = (PromiseCheck.Status.DIFFERS, PromiseCheck.Status.ABSENT)


def save_offer(*, offer: Offer, pay: Sequence[OfferPay], to_offer_stage: bool = False, by: Any) -> Offer:
    """Its pay is what is given here, in this order. The company is locked (access.company_write)."""
    offer.owner = by
    offer.save()
    OfferPay.objects.of(by).filter(offer=offer).delete()
    add_pay(offer, pay, by)
    if to_offer_stage:
        change_stage(company=offer.company, stage=Company.Stage.OFFER, by=by)
    return offer


def add_pay(offer: Offer, pay: Sequence[OfferPay], by: Any) -> None:
    for position, part in enumerate(pay):
        part.owner, part.offer, part.company_id, part.position = by, offer, offer.company_id, position
    OfferPay.objects.bulk_create(pay)


def delete_offer(*, offer: Offer, by: Any) -> str:
    """Returns what brings it back with its pay and checks: signed, and of use to its owner alone."""
    kept = signed_offer(offer, by=by)
    offer.delete()
    return kept


def signed_offer(offer: Offer, *, by: Any) -> str:
    checks = PromiseCheck.objects.of(by).filter(offer=offer).order_by("pk")
    pay = OfferPay.objects.of(by).filter(offer=offer).order_by("position", "pk")
    kept = {name: getattr(offer, name) for name in TERMS}
    for name in DAYS:
        day = getattr(offer, name)
        kept[name] = day.isoformat() if day else None
    kept |= {"pk": offer.pk, "owner": by.pk, "company": offer.company_id}
    kept["pay"] = [
        {
            **{name: getattr(part, name) for name in PAY},
            "amount": None if part.amount is None else str(part.amount),
        }
        for part in pay
    ]
    kept["checks"] = list(checks.values_list("answer_id", "status", "note"))
    return signing.dumps(kept, salt=UNDO_SALT, compress=True)


def restore_offer(*, company: Company, kept: str, by: Any) -> Offer | None:
    """None where this was not signed for that candidate and company, or that day has another offer by now.

    It comes back under its own number; a second press changes nothing. The company is locked.
    """
    try:
        fields = signing.loads(kept, salt=UNDO_SALT)
    except signing.BadSignature:
        return None
    pk, pay, checks = fields.pop("pk"), fields.pop("pay"), fields.pop("checks")
    if (fields.pop("owner"), fields.pop("company")) != (by.pk, company.pk):
        return None
    fields |= {name: date.fromisoformat(fields[name]) if fields[name] else None for name in DAYS}
    offers = Offer.objects.of(by).in_company(company)
    there = offers.filter(pk=pk).first()
    if there or offers.filter(dated_on=fields["dated_on"]).exists():
        return there
    offer = Offer.objects.create(pk=pk, owner=by, company=company, **fields)
    add_pay(offer, [pay_of(part) for part in pay], by)
    restore_checks(offer, checks, by)
    return offer


def pay_of(kept: dict[str, Any]) -> OfferPay:
    amount = kept.pop("amount")
    return OfferPay(**kept, amount=None if amount is None else Decimal(amount))


def restore_checks(offer: Offer, checks: Sequence[Sequence[Any]], by: Any) -> None:
    """Of answers that are still there."""
    answers = Answer.objects.of(by).in_company(offer.company).filter(pk__in=[pk for pk, *_rest in checks])
    there = set(answers.values_list("pk", flat=True))
    PromiseCheck.objects.bulk_create(
        PromiseCheck(
            owner=by, company_id=offer.company_id, offer=offer, answer_id=pk, status=status, note=note
        )
        for pk, status, note in checks
        if pk in there
    )


def check_promise(*, check: PromiseCheck, status: str, note: str, by: Any) -> None:
    """No status: it is open again. The offer is locked (access.offer_write)."""
    if not status:
        PromiseCheck.objects.of(by).filter(pk=check.pk).delete()
        return
    check.owner, check.status, check.note = by, status, note
    check.save()


def follow_up_promise(*, check: PromiseCheck, by: Any) -> FollowUp | None:
    """The candidate's own follow-up, worded as it can be sent; an open one is not written twice.

    None where the promise was kept or nobody looked. The company is locked.
    """
    if check.pk is None or check.status not in TO_FOLLOW_UP:
        return None
    answer = check.answer
    place = {"company_id": check.company_id, "answer": answer, "origin": FollowUp.Origin.MANUAL}
    there = FollowUp.objects.of(by).filter(**place, done_at=None).order_by("pk").first()
    return there or FollowUp.objects.create(
        owner=by,
        listed_question_id=answer.listed_question_id,
        text=asked_about(check)[:LONGEST_FOLLOW_UP],
        ask_person_id=answer.person_id,
        **place,
    )


def asked_about(check: PromiseCheck) -> str:
    answer = check.answer
    words = {"said": in_short(answer.quote), "offer": in_short(check.note)}
    words["question"] = in_short(answer.listed_question.text)
    told = _("You told me: “%(said)s”") if words["said"] else _("We spoke about “%(question)s”")
    if check.status == PromiseCheck.Status.ABSENT:
        asked = _("I do not find it in the offer. Can it be put in writing?")
    elif check.note:
        asked = _("The offer says: “%(offer)s”. Which of the two holds?")
    else:
        asked = _("The offer says something else. Which of the two holds?")
    return f"{told % words}. {asked % words}".replace(".”.", "”.").replace("…”.", "…”")


def in_short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(QUOTED)
