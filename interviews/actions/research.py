from typing import Any

from django.core import signing

from interviews.actions.listed_questions import list_question
from interviews.models import Claim, Company, ListedQuestion
from questions.models import Question

UNDO_SALT = "interviews.claim.undo"
KEPT_FIELDS = ("text", "kind", "url", "listed_question_id")


def save_claim(*, claim: Claim, looked_up: Question | None, by: Any) -> Claim:
    """With a library question that was looked up: it goes on the list, answered by this claim.

    The company is locked then (access.company_write).
    """
    if looked_up is not None:
        claim.listed_question = list_question(company=claim.company, question=looked_up, by=by)
    claim.owner = by
    claim.save()
    return claim


def delete_claim(*, claim: Claim, by: Any) -> str:
    """Returns what brings it back as it was: signed, and of use to its owner alone."""
    kept = signed_claim(claim, by=by)
    claim.delete()
    return kept


def signed_claim(claim: Claim, *, by: Any) -> str:
    raised = ListedQuestion.objects.of(by).filter(raised_by=claim).order_by("pk")
    kept = {name: getattr(claim, name) for name in KEPT_FIELDS}
    kept |= {
        "pk": claim.pk,
        "owner": claim.owner_id,
        "company": claim.company_id,
        "seen_on": claim.seen_on.isoformat(),
        "raised": list(raised.values_list("pk", flat=True)),
    }
    return signing.dumps(kept, salt=UNDO_SALT, compress=True)


def restore_claim(*, company: Company, kept: str, by: Any) -> Claim | None:
    """None where this was not signed for that candidate and company.

    It comes back under its own number, so that a second press changes nothing.
    """
    try:
        fields = signing.loads(kept, salt=UNDO_SALT)
    except signing.BadSignature:
        return None
    pk, raised = fields.pop("pk"), fields.pop("raised")
    if (fields.pop("owner"), fields.pop("company")) != (by.pk, company.pk):
        return None
    on_list = ListedQuestion.objects.of(by).in_company(company)
    if not on_list.filter(pk=fields["listed_question_id"]).exists():
        fields["listed_question_id"] = None
    claim, is_new = Claim.objects.of(by).get_or_create(
        pk=pk, defaults={"owner": by, "company": company, **fields}
    )
    if is_new:
        on_list.filter(pk__in=raised, raised_by=None).update(raised_by=claim)
    return claim
