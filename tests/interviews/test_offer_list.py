"""A company's offers: one in full, the others by date, and the way back from a deletion."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.core import signing

from interviews.actions import signed_offer
from interviews.models import Offer, OfferPay, PromiseCheck
from tests import factories
from tests.interviews.offering import a_promise, address, offer_body
from tests.interviews.pages import (
    HTMX,
    attribute,
    by_id,
    dom,
    fields_of,
    find_all,
    labelled,
    messages,
    text_of,
)
from tests.statements import get_statements

MONDAY = datetime(2026, 11, 23, 12)


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def offer(company):
    offer = factories.OfferFactory(
        company=company,
        dated_on=date(2026, 11, 18),
        leave="28 days",
        notice="Three months",
        remote="From anywhere",
        starts_on=date(2027, 2, 1),
        expires_on=date(2026, 11, 27),
        terms="Um portátil\n<b>novo</b>",
    )
    factories.OfferPayFactory(
        offer=offer,
        kind="signing",
        amount=Decimal("3500.50"),
        currency="CHF",
        period="once",
        words="at first",
    )
    factories.OfferPayFactory(offer=offer, kind="bonus", words="Up to 10%", position=1)
    for status in ("in writing", "differs"):
        factories.PromiseCheckFactory(offer=offer, answer=a_promise(company), status=status, note="Page 2")
    return offer


def the_list(client, company, query=""):
    return client.get(address("offer_list", company) + query)


def shown(response):
    return labelled(response, "offer-heading")


@time_machine.travel(MONDAY)
def test_the_offer_says_every_term_as_written(client, company, offer):
    response = the_list(client, company)
    assert shown(response).startswith(
        "Offer of 18 Nov 2026 Add an offer Answer by Friday, 27 November, in 4 days"
        " Signing bonus CHF 3,500.50 once at first Bonus Up to 10%"
        " Paid leave 28 days Notice period Three months Where you work From anywhere"
        " First day Monday, 1 February 2027 Anything else Um portátil"
    )
    assert "<b>novo" not in response.text


def test_an_offer_that_says_nothing_is_no_blank(client, company):
    factories.OfferFactory(company=company)
    assert "Nothing is written down yet." in shown(the_list(client, company))


def test_the_latest_is_shown_and_the_others_are_a_link_away(client, company):
    old, new = (factories.OfferFactory(company=company, dated_on=date(2026, 5, day)) for day in (2, 3))
    elsewhere = factories.OfferFactory(company=factories.CompanyFactory(), dated_on=date(2026, 5, 4))
    response = the_list(client, company)
    assert shown(response).startswith("Offer of 3 May 2026 latest")
    assert labelled(response, "others-heading") == "Earlier offers Offer of 2 May 2026"
    response = the_list(client, company, f"?offer={old.pk}")
    assert shown(response).startswith("Offer of 2 May 2026 Add")
    assert labelled(response, "others-heading") == "Their other offers Offer of 3 May 2026"
    for other in (elsewhere.pk, "x", "", "9" * 30, "%00"):
        assert shown(the_list(client, company, f"?offer={other}")).startswith("Offer of 3 May 2026")
    assert new.pk != old.pk


def test_without_an_offer_the_page_says_what_it_is_for(client, company):
    response = the_list(client, company)
    assert "No offer yet" in response.text
    assert address("offer_add", company) in response.text


def test_the_tab_counts_the_offers_of_the_company(client, company, offer):
    factories.OfferFactory(company=factories.CompanyFactory())
    assert text_of(by_id(dom(client.get(address("company_detail", company))), "offer-count")) == "1"


def test_the_timeline_tells_of_the_offer(client, company, offer):
    response = client.get(address("company_timeline", company))
    [event] = [one for one in find_all(dom(response), "li", cls="event") if "Offer" in text_of(one)]
    assert text_of(event) == "Wed 18 Nov Offer answer by 27 Nov 2026"
    assert f"?offer={offer.pk}" in response.text


@pytest.mark.parametrize("size", [3, 300])
def test_the_page_stays_within_eight_statements(client, company, size):
    for day in range(size):
        offer = factories.OfferFactory(company=company, dated_on=date(2025, 1, 1) + timedelta(days=day))
        factories.OfferPayFactory(offer=offer)
    listed = factories.ListedQuestionFactory(company=company)
    for number in range(size):
        answer = factories.AnswerFactory(
            listed_question=listed, person=factories.PersonFactory(company=company), promise=True
        )
        if number % 2:
            factories.PromiseCheckFactory(offer=offer, answer=answer, status="absent")
            factories.FollowUpFactory(company=company, listed_question=listed, answer=answer)
    for name, row in (("offer_list", company), ("offer_add", company), ("offer_change", offer)):
        assert len(get_statements(client, address(name, row))) <= 8, name


def test_a_stranger_sees_nothing(stranger_client, company, offer):
    assert the_list(stranger_client, company).status_code == 404


# Deleted and brought back


def delete(client, offer, **more):
    return client.post(address("offer_delete", offer), **more)


def restore(client, company, kept, **more):
    return client.post(address("offer_restore", company), {"kept": kept}, follow=True, **more)


def kept_in(response, company):
    return fields_of(response, address("offer_restore", company))["kept"]


def everything():
    names = ("kind", "amount", "currency", "period", "words", "position")
    pay = OfferPay.objects.order_by("position").values(*names)
    checks = PromiseCheck.objects.order_by("answer").values("offer", "answer", "status", "note")
    offers = list(Offer.objects.values())
    for one in offers:
        del one["created_at"]
    return offers, list(pay), list(checks)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_undo_brings_everything_back(client, company, offer, headers):
    before = everything()
    response = delete(client, offer, headers=headers)
    assert response.status_code == 200
    assert everything() == ([], [], [])
    assert messages(restore(client, company, kept_in(response, company))) == "Offer is back."
    assert everything() == before


def test_the_undo_keeps_the_focus_and_says_which_offer(client, company, offer):
    response = delete(client, offer, headers=HTMX)
    page = by_id(dom(response), "offers")
    button = by_id(page, f"delete-or-undo-{offer.pk}")
    assert (button.name, text_of(button)) == ("button", "Undo")
    assert "Deleted: the offer of 18 November 2026" in text_of(page)
    assert text_of(by_id(page, "offer-count")) == "0"


def test_the_fragment_is_the_one_of_the_page(client, company, offer):
    older = factories.OfferFactory(company=company, dated_on=date(2026, 1, 1))
    page = by_id(dom(the_list(client, company)), "offers")
    reply = by_id(dom(delete(client, older, headers=HTMX)), "offers")
    assert [attribute(one, "aria-labelledby") for one in find_all(page, "section")] == [
        "offer-heading",
        "others-heading",
        "promises-heading",
    ]
    assert [attribute(one, "aria-labelledby") for one in find_all(reply, "section")] == [
        "offer-heading",
        "promises-heading",
    ]


def test_pressing_undo_twice_changes_nothing(client, company, offer):
    kept = kept_in(delete(client, offer), company)
    restore(client, company, kept)
    Offer.objects.update(leave="30 days")
    assert messages(restore(client, company, kept)) == "Offer is back."
    assert Offer.objects.get().leave == "30 days"
    assert OfferPay.objects.count() == 2


def test_another_offer_of_that_day_stays(client, company, offer):
    kept = kept_in(delete(client, offer), company)
    client.post(address("offer_add", company), offer_body(dated_on="2026-11-18"))
    response = restore(client, company, kept)
    assert messages(response).endswith(
        "There was nothing to bring back, or that day has another offer by now."
    )
    assert Offer.objects.get().pk != offer.pk


def test_what_was_found_about_an_answer_that_is_gone_is_left_out(client, company, offer):
    kept = kept_in(delete(client, offer), company)
    company.answer_set.order_by("pk").first().delete()
    restore(client, company, kept)
    assert PromiseCheck.objects.get().status == "differs"


@pytest.mark.parametrize(
    "change",
    [
        lambda kept: kept[:-1] + ("A" if kept[-1] != "A" else "B"),
        lambda kept: "",
        lambda kept: "\x00",
        lambda kept: signing.dumps({"pk": 1}),
    ],
    ids=["tampered", "empty", "null", "another salt"],
)
def test_only_what_was_signed_here_comes_back(client, company, offer, change):
    kept = kept_in(delete(client, offer), company)
    assert "nothing to bring back" in messages(restore(client, company, change(kept)))
    assert not Offer.objects.exists()


def test_what_is_kept_is_of_no_use_elsewhere(client, stranger_client, company, offer, stranger, mara):
    kept = signed_offer(offer, by=mara)
    Offer.objects.all().delete()
    hers = factories.CompanyFactory(owner=stranger)
    assert restore(stranger_client, company, kept).status_code == 404
    assert "nothing to bring back" in messages(restore(stranger_client, hers, kept))
    assert "nothing to bring back" in messages(restore(client, factories.CompanyFactory(), kept))
    assert not Offer.objects.exists()


def test_a_stranger_deletes_nothing(stranger_client, offer):
    assert delete(stranger_client, offer).status_code == 404
    assert Offer.objects.get() == offer
