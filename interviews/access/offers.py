from collections.abc import Iterable
from typing import Any

from django.db.models import Case, Count, IntegerField, OuterRef, Prefetch, Q, Subquery, Value, When
from django.db.models.functions import Left
from django.shortcuts import get_object_or_404

from interviews.models import Answer, Company, FollowUp, Offer, OfferPay, PromiseCheck
from interviews.models.answer import AnswerQuerySet
from interviews.models.company import CompanyQuerySet
from interviews.models.offer import OfferQuerySet

PROMISE_QUOTED = 600
FINDINGS_OPEN_FIRST = ("differs", "absent", "in writing")


def offer_write(user: Any, pk: int) -> Offer:
    offers = Offer.objects.of(user).select_related("company").select_for_update(of=("self",))
    return get_object_or_404(with_pay(user, offers), pk=pk)


def with_pay(user: Any, offers: OfferQuerySet) -> OfferQuerySet:
    parts = OfferPay.objects.of(user).order_by("position", "pk")
    return offers.prefetch_related(Prefetch("pay", parts))


def offers_of(user: Any, company: Company) -> OfferQuerySet:
    """Without what may be long."""
    return Offer.objects.of(user).in_company(company).defer("terms").latest_first()


def offer_in_full(user: Any, company: Company, pk: int) -> Offer:
    return get_object_or_404(with_pay(user, Offer.objects.of(user).in_company(company)), pk=pk)


def currencies_of(user: Any) -> list[str]:
    """Those of the candidate's offers, the one used last in front."""
    parts = OfferPay.objects.of(user).exclude(currency="").order_by("-offer__dated_on", "-pk")
    return list(dict.fromkeys(parts.values_list("currency", flat=True)[:200]))


def promises_of(user: Any, company: Company) -> AnswerQuerySet:
    """Also to a question that was taken off the list: it was promised all the same."""
    return Answer.objects.of(user).live().in_company(company).filter(promise=True)


def promises_beside(user: Any, offer: Offer) -> AnswerQuerySet:
    """Each with `status`, `note`, `follow_up` (the number of an open one); open ones first.

    Of what was said only the beginning.
    """
    found = PromiseCheck.objects.of(user).filter(offer=offer, answer=OuterRef("pk"))
    noted = FollowUp.objects.of(user).filter(
        answer=OuterRef("pk"), origin=FollowUp.Origin.MANUAL, done_at=None
    )
    place = [When(status=status, then=Value(n)) for n, status in enumerate(FINDINGS_OPEN_FIRST, 1)]
    promises = promises_of(user, offer.company).annotate(
        status=Subquery(found.values("status")),
        note=Subquery(found.values("note")),
        follow_up=Subquery(noted.order_by("pk").values("pk")[:1]),
        said_start=Left("said", PROMISE_QUOTED),
        place=Case(*place, default=Value(0), output_field=IntegerField()),
    )
    promises = promises.select_related("person", "listed_question").defer("said", "impression")
    return promises.order_by("place", "-answered_at", "-pk")


def promise_in(user: Any, company: Company, pk: int) -> Answer:
    promises = promises_of(user, company).select_related("listed_question", "person")
    return get_object_or_404(promises, pk=pk)


def promise_beside(user: Any, offer: Offer, pk: int) -> Answer:
    return get_object_or_404(promises_beside(user, offer), pk=pk)


def promise_check_of(user: Any, offer: Offer, answer: Answer) -> PromiseCheck:
    """A new one where nothing was found yet."""
    place = {"company": offer.company, "offer": offer, "answer": answer}
    found = PromiseCheck.objects.of(user).filter(**place).first()
    return found or PromiseCheck(owner=user, **place)


def promise_counts(user: Any, offer: Offer) -> dict[str, int]:
    """What was found → how many promises; open ones under an empty word."""
    found = PromiseCheck.objects.of(user).filter(offer=offer, answer=OuterRef("pk")).values("status")
    counted = promises_of(user, offer.company).annotate(status=Subquery(found)).order_by()
    counts = counted.values_list("status").annotate(count=Count("pk"))
    return {status or "": count for status, count in counts}


def companies_with_offers(user: Any) -> CompanyQuerySet:
    """Each with `promise_count`."""
    with_offers = Company.objects.of(user).live().filter(pk__in=Offer.objects.of(user).values("company"))
    promises = Q(answer__promise=True, answer__deleted_at=None)
    return with_offers.annotate(promise_count=Count("answer", filter=promises, distinct=True)).by_name()


def offers_in(user: Any, companies: Iterable[Company]) -> OfferQuerySet:
    """Of each company all, the latest first, without what may be long."""
    offers = Offer.objects.of(user).filter(company__in=[company.pk for company in companies])
    return offers.defer("terms").latest_first()


def offers_beside(user: Any, offers: Iterable[Offer]) -> OfferQuerySet:
    """In full, with their pay; `in_writing`, `differing` and `absent` count the promises that still stand."""
    chosen = Offer.objects.of(user).filter(pk__in=[offer.pk for offer in offers]).select_related("company")
    stands = Q(promisecheck__answer__promise=True, promisecheck__answer__deleted_at=None)

    def found(status: str) -> Count:
        return Count("promisecheck", filter=stands & Q(promisecheck__status=status))

    status = PromiseCheck.Status
    counted = chosen.annotate(
        in_writing=found(status.IN_WRITING), differing=found(status.DIFFERS), absent=found(status.ABSENT)
    )
    return with_pay(user, counted)


def offers_in_time(user: Any, company: Company) -> OfferQuerySet:
    return offers_of(user, company).order_by("dated_on", "pk")


def with_deadlines(companies: CompanyQuerySet) -> CompanyQuerySet:
    """`answer_by` is the day by which the latest offer of each wants an answer."""
    latest = Offer.objects.filter(company=OuterRef("pk"), owner=OuterRef("owner")).latest_first()
    return companies.annotate(answer_by=Subquery(latest.values("expires_on")[:1]))
