"""Making a secret address: what it will show, until when, and the address, once."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.urls import reverse

from interviews.models import Share, ShareCompany
from interviews.models.share import hash_of
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.pages import by_id, dom, feedback, fields_of, find_all, text_at
from tests.statements import get_statements

ADDRESS = reverse("interviews:share_add")
NOW = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def companies(mara):
    return [factories.CompanyFactory(name=name) for name in ("Halden Health", "Northwind", "Quillworks")]


def body(*companies, **more):
    return {"companies": [one.pk for one in companies], "period": "2 weeks"} | more


def ticked(response):
    boxes = find_all(dom(response), "input", name="companies")
    return [dict(box.attributes)["value"] for box in boxes if "checked" in dict(box.attributes)]


def address_in(response):
    return dict(by_id(dom(response), "share-address").attributes)["value"]


# The form


def test_it_hides_names_and_pay_and_shows_nothing_more_unless_told(client, companies):
    sent = fields_of(client.get(ADDRESS))
    assert set(sent) == {"companies", "hide_names", "hide_pay", "period", "label"}
    assert sent["period"] == "2 weeks"


def test_the_companies_of_the_address_are_ticked(client, companies):
    wanted = [str(companies[0].pk), str(companies[2].pk)]
    assert ticked(client.get(ADDRESS, {"company": wanted})) == wanted
    assert ticked(client.get(ADDRESS)) == [str(company.pk) for company in companies]


def test_the_way_back_keeps_the_companies(client, companies):
    response = client.get(ADDRESS, {"company": companies[1].pk})
    links = [dict(link.attributes)["href"] for link in find_all(dom(response), "a")]
    assert f"{reverse('interviews:compare')}?company={companies[1].pk}" in links


@pytest.mark.parametrize(
    ("zone", "until"),
    [("UTC", "2 weeks, until Mon 7 Dec 2026"), ("Asia/Tokyo", "2 weeks, until Tue 8 Dec 2026")],
)
def test_the_day_is_the_candidates(client, companies, zone, until):
    client.post(reverse("interviews:time_zone_set"), {"time_zone": zone})
    session = client.session
    session["time_zone"] = zone
    session.save()
    assert until in text_at(client.get(ADDRESS), "main")


def test_it_says_what_cannot_be_found(client, companies):
    said = text_at(client.get(ADDRESS), "main")
    for word in ("nicknames", "misspellings", "amounts in words stay"):
        assert word in said


def test_without_companies_there_is_nothing_to_share(client):
    assert "Nothing to share yet" in text_at(client.get(ADDRESS), "main")


# What it makes


def test_it_shows_the_address_once_and_keeps_its_hash(client, companies):
    response = client.post(ADDRESS, body(*companies[:2], label="Dana", with_answers="on"))
    assert response.status_code == 200
    share = Share.objects.get()
    token = address_in(response).removeprefix("http://testserver/shared/").removesuffix("/")
    assert share.token_hash == hash_of(token)
    assert (share.label, share.hide_names, share.with_answers, share.with_offers) == (
        "Dana",
        False,
        True,
        False,
    )
    assert share.expires_at == datetime(2026, 12, 7, 23, 59, 59, tzinfo=UTC)
    assert "open until Mon 7 Dec 2026" in text_at(response, "main")
    assert token not in client.get(reverse("interviews:share_list")).text


def test_the_address_opens_what_was_chosen(client, companies):
    address = address_in(client.post(ADDRESS, body(companies[0], companies[2])))
    page = RequestClient().get(address).text
    assert "Halden" in page
    assert "Quillworks" in page
    assert "Northwind" not in page


def test_every_address_is_another(client, companies):
    made = {address_in(client.post(ADDRESS, body(*companies))) for _ in range(3)}
    assert len(made) == Share.objects.count() == 3


@pytest.mark.parametrize(
    ("period", "until"),
    [("1 day", 24), ("1 week", 30), ("2 weeks", 7), ("1 month", 23), ("3 months", 23)],
)
def test_it_ends_when_it_was_said(client, companies, period, until):
    client.post(ADDRESS, body(*companies, period=period))
    assert Share.objects.get().expires_at.day == until


# What it refuses


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"companies": []}, "companies", "Choose at least one company."),
        ({"companies": ["0"]}, "companies", "Select a valid choice."),
        ({"companies": ["x"]}, "companies", "is not a valid value"),
        ({"period": ""}, "period", "This field is required."),
        ({"period": "for ever"}, "period", "Select a valid choice."),
        ({"label": "x" * 121}, "label", "at most 120 characters"),
        ({"label": "a\0b"}, "label", "Null characters are not allowed."),
    ],
)
def test_it_says_what_is_wrong_and_keeps_the_rest(client, companies, change, field, sentence):
    response = client.post(ADDRESS, body(companies[1], with_offers="on") | change)
    assert response.status_code == 422
    assert sentence in feedback(response, field) + text_at(response, "main")
    assert "with_offers" in fields_of(response)
    assert not Share.objects.exists()


def test_eight_companies_are_the_most(client, companies):
    more = [factories.CompanyFactory() for _ in range(6)]
    response = client.post(ADDRESS, body(*companies, *more))
    assert response.status_code == 422
    assert "Eight companies at most can be shared: take some off." in text_at(response, "main")
    assert client.post(ADDRESS, body(*companies, *more[:5])).status_code == 200
    assert ShareCompany.objects.count() == 8


def test_a_strangers_company_and_an_archived_one_cannot_be_chosen(client, companies, stranger):
    theirs = factories.CompanyFactory(owner=stranger, name="The stranger’s")
    archived = factories.CompanyFactory(archived_at=NOW)
    for other in (theirs, archived):
        response = client.post(ADDRESS, body(companies[0], other))
        assert response.status_code == 422
        assert "The stranger’s" not in response.text
    assert not Share.objects.exists()


def test_three_hundred_companies_are_asked_for_as_three_are(client, companies):
    first = len(get_statements(client, ADDRESS))
    for _ in range(297):
        factories.CompanyFactory()
    assert len(get_statements(client, ADDRESS)) == first <= 8
