from typing import Any

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from interviews.access.listed_questions import listed_questions_of
from interviews.access.numbers import number_or_404
from interviews.models import Claim, Company
from interviews.models.listed_question import ListedQuestionQuerySet
from interviews.models.research import ClaimQuerySet


def claim_read(user: Any, pk: int) -> Claim:
    claims = Claim.objects.of(user).select_related("company", "listed_question")
    return get_object_or_404(claims, pk=pk)


def claim_write(user: Any, pk: int) -> Claim:
    claims = Claim.objects.of(user).select_related("company").select_for_update(of=("self",))
    return get_object_or_404(claims, pk=pk)


def claim_in(user: Any, company: Company, pk: str) -> Claim:
    return get_object_or_404(Claim.objects.of(user).in_company(company), pk=number_or_404(pk))


def claims_of(user: Any, company: Company) -> ClaimQuerySet:
    return Claim.objects.of(user).in_company(company).select_related("listed_question").latest_first()


def claims_by_question(user: Any, company: Company) -> dict[int, list[Claim]]:
    """Listed question → the claims that answer it, the newest first."""
    claims = Claim.objects.of(user).in_company(company).exclude(listed_question=None).latest_first()
    by_question: dict[int, list[Claim]] = {}
    for claim in claims:
        by_question.setdefault(claim.listed_question_id, []).append(claim)
    return by_question


def listed_questions_with_claims(user: Any, company: Company) -> ListedQuestionQuerySet:
    """Each with its answers counted, and whether any claim answers it in `.is_claimed`."""
    claims = Claim.objects.of(user).filter(listed_question=OuterRef("pk"))
    return listed_questions_of(user, company).with_answer_counts().annotate(is_claimed=Exists(claims))
