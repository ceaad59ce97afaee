from typing import Any

from django.core import signing

from interviews.actions.positions import next_position
from interviews.models import Answer, Company, Dealbreaker, DealbreakerCheck
from questions.models import Topic

UNDO_SALT = "interviews.dealbreaker.undo"
CHECK_FIELDS = ("company_id", "verdict", "answer_id", "note")


def add_dealbreaker(*, dealbreaker: Dealbreaker, by: Any) -> Dealbreaker:
    dealbreaker.owner = by
    dealbreaker.position = next_position(Dealbreaker.objects.of(by))
    dealbreaker.save()
    return dealbreaker


def check_dealbreaker(
    *, dealbreaker: Dealbreaker, company: Company, verdict: str, answer: Answer | None, note: str, by: Any
) -> None:
    """An empty verdict takes the check back: unknown."""
    checks = DealbreakerCheck.objects.of(by)
    if not verdict:
        checks.filter(dealbreaker=dealbreaker, company=company).delete()
        return
    checks.update_or_create(
        dealbreaker=dealbreaker,
        company=company,
        defaults={"owner": by, "verdict": verdict, "answer": answer, "note": note},
    )


def delete_dealbreaker(*, dealbreaker: Dealbreaker, by: Any) -> str:
    """Returns what brings it back with its checks: signed, and of use to its owner alone."""
    kept = signed_dealbreaker(dealbreaker, by=by)
    dealbreaker.delete()
    return kept


def signed_dealbreaker(dealbreaker: Dealbreaker, *, by: Any) -> str:
    checks = DealbreakerCheck.objects.of(by).filter(dealbreaker=dealbreaker).order_by("pk")
    kept = {
        "pk": dealbreaker.pk,
        "owner": by.pk,
        "text": dealbreaker.text,
        "topic": dealbreaker.topic_id,
        "position": dealbreaker.position,
        "checks": list(checks.values(*CHECK_FIELDS)),
    }
    return signing.dumps(kept, salt=UNDO_SALT, compress=True)


def restore_dealbreaker(*, kept: str, by: Any) -> Dealbreaker | None:
    """None where this was not signed for that candidate. A second press changes nothing."""
    try:
        fields = signing.loads(kept, salt=UNDO_SALT)
    except signing.BadSignature:
        return None
    if fields["owner"] != by.pk:
        return None
    defaults = {name: fields[name] for name in ("text", "position")}
    defaults |= {"owner": by, "topic": Topic.objects.of(by).filter(pk=fields["topic"]).first()}
    dealbreaker, is_new = Dealbreaker.objects.of(by).get_or_create(pk=fields["pk"], defaults=defaults)
    if is_new:
        restore_checks(dealbreaker, fields["checks"], by)
    return dealbreaker


def restore_checks(dealbreaker: Dealbreaker, checks: list[dict[str, Any]], by: Any) -> None:
    """At the companies that are still there; a proof that is gone meanwhile is left out."""
    companies = Company.objects.of(by).filter(pk__in=[check["company_id"] for check in checks])
    there = set(companies.values_list("pk", flat=True))
    proofs = Answer.objects.of(by).filter(pk__in=[check["answer_id"] for check in checks])
    answers = set(proofs.values_list("pk", flat=True))
    DealbreakerCheck.objects.bulk_create(
        DealbreakerCheck(
            **{**check, "answer_id": check["answer_id"] if check["answer_id"] in answers else None},
            owner=by,
            dealbreaker=dealbreaker,
        )
        for check in checks
        if check["company_id"] in there
    )
