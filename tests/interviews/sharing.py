"""What tests of shared views start from: companies that say something, and an address that shows them."""

from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils import timezone

from interviews import actions
from interviews.models import Share
from tests import factories
from tests.world import OWNED_MODELS, marked_texts_of

USUAL = {"hide_names": True, "hide_pay": True, "with_answers": True, "with_offers": True}


def share_of(*companies, ends_in=timedelta(days=14), **options):
    """The share and its token, which is nowhere else."""
    share = Share(expires_at=timezone.now() + ends_in, **(USUAL | options))
    token = actions.share_comparison(share=share, companies=companies, by=companies[0].owner)
    return share, token


def address_of(token):
    return reverse("interviews:shared", args=[token])


def shared(*companies, **options):
    _share, token = share_of(*companies, **options)
    return address_of(token)


def says(company, said, *, topic, who="Ilse Brandt", text="What did you decide alone?", **answer):
    """Somebody there says it, to a question about the topic; a person is made once."""
    person = company.person_set.filter(name=who).first() if who else None
    if who and person is None:
        person = factories.PersonFactory(company=company, name=who, audience="hiring manager")
    listed = factories.ListedQuestionFactory(company=company, topic=topic, text=text)
    recorded = {"rating": 4, "quality": "specific"} | answer
    return factories.AnswerFactory(listed_question=listed, person=person, said=said, **recorded)


def offers(company, **fields):
    offer = factories.OfferFactory(company=company, **fields)
    pay = partial(factories.OfferPayFactory, offer=offer)
    pay(kind="salary", amount="85000.00", currency="EUR", period="year", words="in twelve parts", position=0)
    pay(kind="bonus", amount=None, currency="", words="a tenth of it", position=1)
    return offer


def mark_company(company):
    """A word that is nowhere else, in every text of the company's."""
    type(company).objects.filter(pk=company.pk).update(**marked_texts_of(company))
    for model in OWNED_MODELS:
        if any(field.name == "company" for field in model._meta.fields):
            for row in model.objects.filter(company=company):
                model.objects.filter(pk=row.pk).update(**marked_texts_of(row))
