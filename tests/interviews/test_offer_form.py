"""Adding and changing an offer: its terms and the parts of its pay on one page."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from interviews.models import Company, Offer, OfferPay, StageChange
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.at_once import at_once
from tests.interviews.offering import address, offer_body
from tests.interviews.pages import (
    HTMX,
    attribute,
    by_id,
    dom,
    feedback,
    fields_of,
    find_all,
    messages,
    text_of,
)

TERMS = {
    "leave": "28 days",
    "notice": "Three months",
    "remote": "Two days in the office",
    "starts_on": "2027-02-01",
    "expires_on": "2026-11-27",
    "terms": "A laptop\nof my choice",
}
SALARY = {"amount": "72.000"}
BONUS = {"kind": "bonus", "amount": "", "words": "Up to 10%"}


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(stage="interviewing")


def parts():
    names = ("kind", "amount", "currency", "period", "words", "position")
    return list(OfferPay.objects.order_by("position").values_list(*names))


def test_an_offer_is_added_with_its_pay(client, company, mara):
    response = client.post(address("offer_add", company), offer_body(SALARY, BONUS, **TERMS), follow=True)
    assert messages(response) == "Offer added."
    offer = Offer.objects.get()
    assert (offer.owner, offer.company, offer.dated_on) == (mara, company, date(2026, 11, 3))
    assert (offer.starts_on, offer.expires_on) == (date(2027, 2, 1), date(2026, 11, 27))
    assert {
        name: getattr(offer, name) for name in ("leave", "notice", "remote", "terms")
    }.items() <= TERMS.items()
    assert parts() == [
        ("salary", Decimal("72000.00"), "EUR", "year", "", 0),
        ("bonus", None, "EUR", "year", "Up to 10%", 1),
    ]


def test_an_offer_may_say_nothing_but_its_date(client, company):
    client.post(address("offer_add", company), offer_body({}, {"kind": "bonus"}))
    assert Offer.objects.get().leave == ""
    assert parts() == []


def test_what_has_neither_amount_nor_words_is_left_out(client, company):
    sent = offer_body({}, SALARY, {"kind": "equity", "currency": "nonsense", "words": " "}, BONUS)
    client.post(address("offer_add", company), sent)
    assert [(kind, position) for kind, *_rest, position in parts()] == [("salary", 0), ("bonus", 1)]


def test_an_offer_is_changed_and_its_pay_is_what_was_sent(client, company):
    offer = factories.OfferFactory(company=company, dated_on=date(2026, 3, 2), leave="28 days")
    factories.OfferPayFactory(offer=offer, kind="salary", amount=Decimal("72000.5"), currency="EUR", words="")
    factories.OfferPayFactory(offer=offer, kind="pension", position=1, words="6%")
    shown = fields_of(client.get(address("offer_change", offer)))
    assert (shown["pay-0-amount"], shown["pay-1-words"], shown["leave"]) == ("72000.50", "6%", "28 days")
    shown |= {"pay-0-amount": "", "leave": "30 days"}
    response = client.post(address("offer_change", offer), shown, follow=True)
    assert messages(response) == "Offer changed."
    offer.refresh_from_db()
    assert (offer.leave, offer.dated_on) == ("30 days", date(2026, 3, 2))
    assert [(kind, words) for kind, _a, _c, _p, words, _n in parts()] == [("pension", "6%")]


def test_saving_what_was_shown_changes_nothing(client, company):
    client.post(address("offer_add", company), offer_body(SALARY, BONUS, **{**TERMS, "terms": "A laptop"}))
    offer = Offer.objects.get()
    before = parts(), Offer.objects.values().get()
    client.post(address("offer_change", offer), fields_of(client.get(address("offer_change", offer))))
    assert (parts(), Offer.objects.values().get()) == before


def test_words_in_any_direction_and_any_markup_are_kept_as_typed(client, company):
    words = "خيارات أسهم <b>0.1%</b> =SUM(A1)"
    sent = offer_body({"words": words}, leave=words, terms=words)
    response = client.post(address("offer_add", company), sent, follow=True)
    assert (Offer.objects.get().leave, OfferPay.objects.get().words) == (words, words)
    assert "<b>0.1%" not in response.text


# What is refused


def refused(client, company, sent):
    response = client.post(address("offer_add", company), sent)
    assert response.status_code == 422
    assert not Offer.objects.exists()
    return response


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("amount", "much", "Write the amount in digits"),
        ("amount", "-5", "An amount is zero or more."),
        ("amount", "0.500", "This can be read as 500 or as 0.500."),
        ("amount", "1 2", "The groups of this amount are uneven. If it is 12, write that."),
        ("amount", "9" * 20, "This is more than fits: at most 999,999,999,999.99."),
        ("amount", "9" * 300, "This is too long for an amount."),
        ("amount", "1\x002", "Null characters are not allowed."),
        ("currency", "", "An amount needs its currency in three letters, like EUR."),
        ("currency", "EURO", "Write the currency in three letters, like EUR."),
        ("currency", "$", "Write the currency in three letters, like EUR."),
        ("currency", "ÄÖÜ", "Write the currency in three letters, like EUR."),
        ("currency", "E1R", "Write the currency in three letters, like EUR."),
        ("currency", "\x00", "Null characters are not allowed."),
        ("words", "x" * 241, "At most 240 characters fit here."),
        ("words", "a\x00", "Null characters are not allowed."),
        ("kind", "gold", "Select a valid choice. gold is not one of the available choices."),
        ("kind", "", "This field is required."),
        ("period", "moon", "Select a valid choice. moon is not one of the available choices."),
    ],
)
def test_a_refused_part_keeps_everything_that_was_typed(client, company, name, value, sentence):
    sent = offer_body({"amount": "1", "words": "as they say", name: value}, BONUS, **TERMS)
    response = refused(client, company, sent)
    assert sentence in feedback(response, f"pay-0-{name}")
    kept = {key: typed for key, typed in sent.items() if isinstance(typed, str) and key != f"pay-0-{name}"}
    assert kept.items() <= {**fields_of(response), "terms": TERMS["terms"]}.items()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("dated_on", "", "This field is required."),
        ("dated_on", "2026-02-30", "Enter a valid date."),
        ("dated_on", "9999-12-31", "This day is still to come."),
        ("expires_on", "2026-11-02", "This day is before the date of the offer."),
        ("expires_on", "soon", "Enter a valid date."),
        ("starts_on", "\x00", "Enter a valid date."),
        ("leave", "x" * 241, "At most 240 characters fit here."),
        ("notice", "x" * 241, "At most 240 characters fit here."),
        ("remote", "a\x00b", "Null characters are not allowed."),
        ("terms", "x" * 20_001, "At most 20,000 characters fit here."),
        ("terms", "a\x00b", "Null characters are not allowed."),
    ],
)
@pytest.mark.parametrize("is_new", [True, False], ids=["add", "change"])
def test_a_refused_term_keeps_everything_that_was_typed(client, company, name, value, sentence, is_new):
    offer = None if is_new else factories.OfferFactory(company=company)
    before = list(Offer.objects.values())
    sent = offer_body(SALARY, **{**TERMS, name: value})
    response = client.post(address("offer_add", company) if is_new else address("offer_change", offer), sent)
    assert response.status_code == 422
    assert sentence in feedback(response, name)
    kept = {key: one for key, one in sent.items() if isinstance(one, str) and key not in (name, "terms")}
    assert kept.items() <= fields_of(response).items()
    assert list(Offer.objects.values()) == before


def test_one_offer_per_company_and_day(client, company):
    factories.OfferFactory(company=company, dated_on=date(2026, 11, 3))
    factories.OfferFactory(company=factories.CompanyFactory(), dated_on=date(2026, 11, 4))
    response = client.post(address("offer_add", company), offer_body(SALARY))
    assert response.status_code == 422
    assert "You already have an offer of this company from this day." in feedback(response, "dated_on")
    client.post(address("offer_add", company), offer_body(SALARY, dated_on="2026-11-04"))
    assert Offer.objects.count() == 3


def test_tomorrow_may_have_begun_elsewhere(client, company):
    tomorrow = timezone.localdate() + timedelta(days=1)
    client.post(address("offer_add", company), offer_body(dated_on=tomorrow))
    assert Offer.objects.get().dated_on == tomorrow


def test_twenty_parts_fit_and_no_more(client, company):
    response = refused(client, company, offer_body(*[BONUS] * 21))
    assert "At most 20 parts of the pay fit into one offer." in text_of(by_id(dom(response), "offer-pay"))
    assert len(find_all(dom(response), "fieldset", cls="offer-part")) == 21
    response = refused(client, company, offer_body(*[BONUS] * 40))
    assert "At most 20 parts of the pay fit into one offer." in text_of(by_id(dom(response), "offer-pay"))
    client.post(address("offer_add", company), offer_body(*[BONUS] * 20))
    assert OfferPay.objects.count() == 20


@pytest.mark.parametrize("total", [None, "", "x", "-1", "\x00"])
def test_a_page_that_arrived_in_part_is_told_so(client, company, total):
    sent = offer_body(SALARY)
    sent = {key: value for key, value in sent.items() if key != "pay-TOTAL_FORMS"}
    response = refused(client, company, sent if total is None else {**sent, "pay-TOTAL_FORMS": total})
    assert "A part of this page did not arrive." in text_of(by_id(dom(response), "offer-pay"))


@pytest.mark.parametrize("name", ["leave", "terms", "pay-0-words", "pay-0-amount", "pay-0-currency"])
def test_the_browser_cuts_off_nothing_that_is_pasted(client, company, name):
    page = dom(client.get(address("offer_add", company)))
    [typed] = [*find_all(page, "input", name=name), *find_all(page, "textarea", name=name)]
    assert attribute(typed, "maxlength") is None


# Currencies


@pytest.mark.parametrize(("typed", "kept"), [("eur", "EUR"), (" usd ", "USD"), ("€", "EUR"), ("xyz", "XYZ")])
def test_a_currency_is_any_three_letters(client, company, typed, kept):
    client.post(address("offer_add", company), offer_body({"amount": "1", "currency": typed}))
    assert OfferPay.objects.get().currency == kept


def test_dinars_with_three_digits_are_asked_about(client, company):
    response = refused(client, company, offer_body({"amount": "1.500", "currency": "kwd"}))
    assert "can be read as 1500 or as 1.500" in feedback(response, "pay-0-amount")


def test_the_currencies_of_earlier_offers_are_suggested(client, company, stranger):
    assert fields_of(client.get(address("offer_add", company)))["pay-0-currency"] == ""
    for day, currency in enumerate(("CHF", "EUR", "CHF", "GBP"), 1):
        offer = factories.OfferFactory(company=company, dated_on=date(2026, 5, day))
        factories.OfferPayFactory(offer=offer, currency=currency, amount=1)
    theirs = factories.OfferFactory(company=factories.CompanyFactory(owner=stranger))
    factories.OfferPayFactory(offer=theirs, currency="SEK", amount=1)
    response = client.get(address("offer_add", company))
    assert fields_of(response)["pay-0-currency"] == "GBP"
    options = find_all(by_id(dom(response), "currencies"), "option")
    assert [attribute(one, "value") for one in options] == ["GBP", "CHF", "EUR"]


# One more part, one less


def typed_again(client, company, sent, **button):
    response = client.post(address("offer_add", company), {**sent, **button})
    assert response.status_code == 200
    assert not Offer.objects.exists()
    return response


def test_one_more_part_keeps_what_was_typed_and_checks_nothing(client, company):
    sent = offer_body(
        {"amount": "much", "currency": "chf"}, leave="x" * 300, dated_on="", to_offer_stage="on"
    )
    response = typed_again(client, company, sent, more="1")
    shown = fields_of(response)
    assert (shown["pay-0-amount"], shown["leave"], shown["dated_on"]) == ("much", "x" * 300, "")
    assert (shown["pay-TOTAL_FORMS"], shown["pay-1-kind"], shown["pay-1-currency"]) == ("2", "other", "chf")
    assert "invalid-feedback" not in response.text
    assert "to_offer_stage" in shown
    [kind] = find_all(dom(response), "select", name="pay-1-kind")
    assert "autofocus" in dict(kind.attributes)


def test_the_stage_stays_unticked(client, company):
    response = typed_again(client, company, offer_body(SALARY), more="1")
    assert "to_offer_stage" not in fields_of(response)


def test_one_part_is_taken_off(client, company):
    sent = offer_body({"amount": "1"}, {"amount": "2"}, {"amount": "3"})
    shown = fields_of(typed_again(client, company, sent, less="1"))
    assert [shown["pay-0-amount"], shown["pay-1-amount"], shown["pay-TOTAL_FORMS"]] == ["1", "3", "2"]


@pytest.mark.parametrize("less", ["", "x", "-1", "99", "9" * 30, "\x00"])
def test_a_part_that_is_not_there_is_not_taken_off(client, company, less):
    shown = fields_of(typed_again(client, company, offer_body(SALARY, BONUS), less=less))
    assert shown["pay-TOTAL_FORMS"] == "2"


@pytest.mark.parametrize(("there", "then"), [("20", "20"), ("5000", "20"), ("x", "1"), ("9" * 30, "1")])
def test_there_are_never_more_rows_than_fit(client, company, there, then):
    sent = {**offer_body(), "pay-TOTAL_FORMS": there}
    assert fields_of(typed_again(client, company, sent, more="1"))["pay-TOTAL_FORMS"] == then


@pytest.mark.parametrize("button", [{"more": "1"}, {"less": "0"}], ids=["more", "less"])
def test_htmx_gets_the_rows_that_the_page_shows(client, company, button):
    sent = {**offer_body(SALARY, BONUS), **button}
    fragment = client.post(address("offer_add", company), sent, headers=HTMX)
    page = client.post(address("offer_add", company), sent)
    assert fragment.status_code == 200
    assert dom(fragment) == by_id(dom(page), "offer-pay")


def test_a_part_is_added_while_an_offer_is_changed(client, company):
    offer = factories.OfferFactory(company=company)
    factories.OfferPayFactory(offer=offer, words="6%")
    response = client.post(address("offer_change", offer), {**offer_body(BONUS), "more": "1"})
    assert fields_of(response)["pay-TOTAL_FORMS"] == "2"
    assert OfferPay.objects.get().words == "6%"


def test_enter_saves(client, company):
    """It presses the first button of a form, which must not be one that takes a part off."""
    [form] = [
        one
        for one in find_all(dom(client.get(address("offer_add", company))), "form", method="post")
        if find_all(one, "input", name="dated_on")
    ]
    assert attribute(find_all(form, "button")[0], "name") is None


# The stage


@pytest.mark.parametrize(("ticked", "stage"), [({"to_offer_stage": "on"}, "offer"), ({}, "interviewing")])
def test_adding_an_offer_may_move_the_company_to_that_stage(client, company, ticked, stage):
    assert "to_offer_stage" in fields_of(client.get(address("offer_add", company)))
    client.post(address("offer_add", company), offer_body(SALARY, **ticked))
    company.refresh_from_db()
    assert company.stage == stage
    assert StageChange.objects.filter(company=company, stage="offer").exists() == (stage == "offer")


@pytest.mark.parametrize("stage", ["offer", "accepted", "declined"])
def test_a_company_that_is_there_already_is_not_moved(client, company, stage):
    Company.objects.update(stage=stage)
    assert "to_offer_stage" not in fields_of(client.get(address("offer_add", company)))
    client.post(address("offer_add", company), offer_body(SALARY, to_offer_stage="on"))
    assert Company.objects.get(pk=company.pk).stage == stage


def test_changing_an_offer_moves_nothing(client, company):
    offer = factories.OfferFactory(company=company)
    assert "to_offer_stage" not in fields_of(client.get(address("offer_change", offer)))
    client.post(address("offer_change", offer), offer_body(SALARY, to_offer_stage="on"))
    assert Company.objects.get(pk=company.pk).stage == "interviewing"


# Others


def test_a_stranger_adds_and_changes_nothing(stranger_client, company):
    offer = factories.OfferFactory(company=company, leave="28 days")
    for there in (address("offer_add", company), address("offer_change", offer)):
        assert stranger_client.get(there).status_code == 404
        assert stranger_client.post(there, offer_body(SALARY)).status_code == 404
    assert list(Offer.objects.values_list("leave", flat=True)) == ["28 days"]


@pytest.mark.django_db(transaction=True)
def test_of_two_that_are_saved_at_once_the_second_gets_the_sentence():
    mara = factories.UserFactory()
    company = factories.CompanyFactory(owner=mara)

    def save():
        client = RequestClient()
        client.force_login(mara)
        return client.post(address("offer_add", company), offer_body(SALARY)).status_code

    assert sorted(at_once([save, save])) == [302, 422]
    assert (Offer.objects.count(), OfferPay.objects.count()) == (1, 1)
