from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Prefetch, QuerySet, TextField
from django.db.models.functions import Cast, JSONObject, Left
from django.shortcuts import get_object_or_404

from interviews.models import Answer, Company, Offer, OfferPay, Person, Share, ShareCompany
from interviews.models.company import CompanyQuerySet
from interviews.models.share import ShareQuerySet, hash_of

# What is read of an answer: more than is shown, so that no name stands at the end cut in two.
SAID_READ = 2_500
OFFER_FIELDS = ("dated_on", "leave", "notice", "remote", "starts_on", "expires_on", "terms")


def shares_of(user: Any) -> ShareQuerySet:
    companies = Prefetch("companies", Company.objects.of(user).order_by("pk"))
    return Share.objects.of(user).latest_first().prefetch_related(companies)


def share_write(user: Any, pk: int) -> Share:
    return get_object_or_404(Share.objects.of(user).select_for_update(), pk=pk)


def open_share(token: str) -> tuple[Any, int] | None:
    """(whose, which) of the address while it is open; None for any other. Nobody is signed in here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner, share FROM open_share(%s)", [hash_of(token)])
        found = cursor.fetchone()
    return (get_user_model()(pk=found[0]), found[1]) if found else None


def share_read(user: Any, pk: int) -> Share | None:
    """With its owner and the owner's profile; None where the account is closed."""
    shares = Share.objects.of(user).filter(pk=pk, owner__is_active=True)
    return shares.select_related("owner__profile").first()


def companies_beside(share: Share) -> CompanyQuerySet:
    """Every company of the owner, since a text may name any: `is_shown`, `people_there` (rows of pk, name and
    audience); and of those shown what was chosen: `offers` (the latest), `words` (pk, said, answered_at).

    One statement for all, as a page may ask eight.
    """
    here = OuterRef("pk")
    shown = ShareCompany.objects.of(share.owner).filter(share=share)
    people = Person.objects.of(share.owner).filter(company=here).order_by("pk")
    companies = Company.objects.of(share.owner).order_by("pk")
    companies = companies.annotate(
        is_shown=Exists(shown.filter(company=here)),
        people_there=ArraySubquery(people.values(row=JSONObject(pk="pk", name="name", audience="audience"))),
    )
    shown_here = {"company": here, "company__in": shown.values("company")}
    if share.with_answers:
        said = Answer.objects.of(share.owner).live().on_live_questions().filter(**shown_here)
        words = said.values(row=JSONObject(pk="pk", said=Left("said", SAID_READ), answered_at="answered_at"))
        companies = companies.annotate(words=ArraySubquery(words))
    if share.with_offers:
        companies = companies.annotate(offers=ArraySubquery(offers_as_rows(share.owner, shown_here)))
    return companies


def offers_as_rows(user: Any, wanted: dict[str, Any]) -> QuerySet[Any, Any]:
    """The latest, with its pay; amounts as text, since JSON would make them floating."""
    pay = OfferPay.objects.of(user).filter(offer=OuterRef("pk")).order_by("position", "pk")
    parts = JSONObject(
        kind="kind", amount=Cast("amount", TextField()), currency="currency", period="period", words="words"
    )
    row = JSONObject(**{name: name for name in OFFER_FIELDS}, pay=ArraySubquery(pay.values(row=parts)))
    return Offer.objects.of(user).filter(**wanted).latest_first().values(row=row)[:1]
