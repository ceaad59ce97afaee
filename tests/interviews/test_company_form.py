from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse

from interviews.models import Company, Profile
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.pages import feedback, fields_of, messages

ADD = reverse("interviews:company_add")
NUL = "Null characters are not allowed."


def fields(**changed):
    return {"name": "Northwind Energy", "role": "Engineer", "stage": "researching", **changed}


def edit(company):
    return reverse("interviews:company_edit", args=[company.pk])


def test_a_company_is_added_and_its_list_opened(client, mara):
    sent = fields(
        level="senior",
        field="engineering",
        work_mode="hybrid",
        industry="Energy",
        location="Rotterdam",
        website="northwind.example",
        stage="interviewing",
    )
    response = client.post(ADD, sent, follow=True)
    company = Company.objects.get()
    assert response.redirect_chain == [(reverse("interviews:company_detail", args=[company.pk]), 302)]
    assert messages(response) == "Company added. Now build your list of questions."
    assert company.owner == mara
    assert company.website == "https://northwind.example"
    assert {name: str(getattr(company, name)) for name in sent} == sent | {"website": company.website}


def test_a_new_company_starts_from_the_profile(client, mara):
    Profile.objects.update(role="Tech lead", level="lead", field="data", work_mode="remote")
    shown = fields_of(client.get(ADD))
    assert (shown["role"], shown["level"], shown["field"], shown["work_mode"]) == (
        "Tech lead",
        "lead",
        "data",
        "remote",
    )


def test_a_company_is_changed(client, mara):
    company = factories.CompanyFactory(name="Nothwind", stage="offer")
    shown = fields_of(client.get(edit(company)))
    response = client.post(edit(company), {**shown, "name": "Northwind"}, follow=True)
    assert messages(response) == "Company changed."
    company.refresh_from_db()
    assert (company.name, company.stage) == ("Northwind", "offer")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "This field is required."),
        ("name", "   ", "This field is required."),
        ("name", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("name", "a\x00b", NUL),
        ("role", "", "This field is required."),
        ("role", "a\x00b", NUL),
        ("role", "x" * 161, "Ensure this value has at most 160 characters (it has 161)."),
        ("industry", "\x00x", NUL),
        ("location", "\x00x", NUL),
        ("website", "not an address", "Enter a valid URL."),
        ("website", "https://a.example/\x00", NUL),
        ("website", "javascript:alert(1)", "Enter a valid URL."),
        ("website", "https://[", "Enter a valid URL."),
        ("level", "wizard", "Select a valid choice. wizard is not one of the available choices."),
        ("stage", "", "This field is required."),
    ],
)
@pytest.mark.parametrize("is_new", [True, False], ids=["add", "edit"])
def test_a_refused_company_keeps_what_was_typed(client, mara, field, value, sentence, is_new):
    company = None if is_new else factories.CompanyFactory(name="Before")
    address = ADD if is_new else edit(company)
    response = client.post(address, fields(**{"location": "Here", field: value}))
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    if field != "location":
        assert fields_of(response)["location"] == "Here"
    assert not Company.objects.filter(location="Here").exists()


@pytest.mark.parametrize(
    ("name", "role"),
    [("Northwind", "Engineer"), ("NORTHWIND", "engineer"), ("  Northwind ", "Engineer")],
)
def test_the_same_company_and_role_twice_is_refused(client, mara, name, role):
    factories.CompanyFactory(name="Northwind", role="Engineer")
    response = client.post(ADD, fields(name=name, role=role))
    assert response.status_code == 422
    assert feedback(response, "role") == "You already have this company with this role."
    assert Company.objects.count() == 1


@pytest.mark.parametrize(("there", "typed"), [("\u212aelvin", "kelvin"), ("ÉCOLE", "école"), ("İz", "i̇z")])
def test_what_the_database_holds_for_the_same_name_is_never_a_broken_page(client, mara, there, typed):
    factories.CompanyFactory(name=there, role="Engineer")
    assert client.post(ADD, fields(name=typed)).status_code in {302, 422}


def test_another_role_at_the_same_employer_is_another_company(client, mara):
    factories.CompanyFactory(name="Northwind", role="Engineer")
    assert client.post(ADD, fields(name="Northwind", role="Tech lead")).status_code == 302


def test_the_company_of_a_stranger_is_no_obstacle(client, stranger):
    factories.CompanyFactory(owner=stranger, name="Northwind", role="Engineer")
    assert client.post(ADD, fields(name="Northwind")).status_code == 302


def test_a_company_may_be_saved_unchanged(client, mara):
    company = factories.CompanyFactory()
    assert client.post(edit(company), fields_of(client.get(edit(company)))).status_code == 302


@pytest.mark.parametrize(
    "name", ["שלום", "👩🏽‍💻 & Sons", "<script>alert(1)</script>", "=cmd|' /C'!A0", "W" * 120]
)
def test_a_name_is_stored_as_typed_and_shown_safe(client, mara, name):
    response = client.post(ADD, fields(name=name), follow=True)
    assert Company.objects.get().name == name
    assert "<script>alert" not in response.text


def test_what_is_not_in_the_form_cannot_be_sent(client, mara, stranger):
    client.post(ADD, fields(owner=stranger.pk, is_sample="true", archived_at="2026-01-01"))
    company = Company.objects.get()
    assert (company.owner, company.is_sample, company.archived_at) == (mara, False, None)


@pytest.mark.django_db(transaction=True)
def test_of_two_that_save_the_same_company_at_once_one_is_told_to_try_again(mara):
    """Both forms are valid when they are checked: only the database sees the second."""
    start = Barrier(2)

    def post(_number):
        client = RequestClient(raise_request_exception=False)
        client.force_login(mara)
        start.wait()
        try:
            return client.post(ADD, fields(name="At once")).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        statuses = list(threads.map(post, range(2)))
    assert Company.objects.filter(name="At once").count() == 1
    assert sorted(statuses) in ([302, 409], [302, 422])
