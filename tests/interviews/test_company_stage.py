from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.urls import reverse

from interviews.models import Company, StageChange
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.pages import dom, fields_of, find_all, messages, text_of
from tests.statements import statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(stage="researching")


def url(company):
    return reverse("interviews:company_stage", args=[company.pk])


def stages():
    return list(StageChange.objects.order_by("pk").values_list("stage", flat=True))


@pytest.mark.parametrize(
    "page", ["company_detail", "person_list", "interview_list", "answer_list", "company_timeline"]
)
def test_every_page_of_a_company_changes_its_stage_and_comes_back(client, company, page):
    address = reverse(f"interviews:{page}", args=[company.pk])
    shown = fields_of(client.get(address), url(company))
    assert shown == {"next": address, "stage": "researching"}
    response = client.post(url(company), {**shown, "stage": "offer"}, follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert messages(response) == "Stage: Offer."
    assert fields_of(response, url(company))["stage"] == "offer"
    assert stages() == ["offer"]


def test_the_select_has_a_name_and_the_button_stands_without_script(client, company):
    page = dom(client.get(reverse("interviews:company_detail", args=[company.pk])))
    form = find_all(page, "form", action=url(company))[0]
    assert find_all(form, "select", **{"aria-label": "Stage"})
    assert text_of(find_all(form, "button")[0]) == "Set stage"


def test_the_same_stage_again_is_no_change(client, company):
    response = client.post(url(company), {"stage": "researching"}, follow=True)
    assert messages(response) == ""
    assert stages() == []


@pytest.mark.parametrize("stage", ["", "hired", "\x00", None, "x" * 5000])
def test_what_is_no_stage_gets_a_sentence(client, company, stage):
    response = client.post(url(company), {} if stage is None else {"stage": stage})
    assert response.status_code == 422
    assert "Choose one of the stages." in response.text
    company.refresh_from_db()
    assert (company.stage, stages()) == ("researching", [])


@pytest.mark.parametrize(
    "back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_it_leads_nowhere_else(client, company, back):
    response = client.post(url(company), {"stage": "offer", "next": back})
    assert response.url == reverse("interviews:company_detail", args=[company.pk])


def test_a_new_company_begins_with_a_stage(client, mara):
    client.post(reverse("interviews:company_add"), {"name": "New", "role": "Lead", "stage": "interviewing"})
    change = StageChange.objects.get()
    assert (change.owner, change.company.name, change.stage) == (mara, "New", "interviewing")


def test_a_refused_company_begins_nothing(client, mara):
    client.post(reverse("interviews:company_add"), {"name": "", "role": "Lead", "stage": "interviewing"})
    assert stages() == []


@pytest.mark.parametrize(("stage", "expected"), [("researching", []), ("withdrawn", ["withdrawn"])])
def test_the_form_of_the_company_tells_a_stage_that_changed(client, company, stage, expected):
    edit = reverse("interviews:company_edit", args=[company.pk])
    sent = {**fields_of(client.get(edit)), "stage": stage, "location": "Lisbon"}
    client.post(edit, sent)
    company.refresh_from_db()
    assert (company.stage, company.location, stages()) == (stage, "Lisbon", expected)


@pytest.mark.parametrize(("stage", "expected"), [("researching", ["interviewing"]), ("offer", [])])
def test_the_first_interview_that_is_finished_tells_it_too(client, mara, stage, expected):
    interview = factories.InterviewFactory(company=factories.CompanyFactory(stage=stage))
    client.post(reverse("interviews:interview_finish", args=[interview.pk]), {"impression": 3})
    assert stages() == expected


def test_it_takes_three_statements(client, company):
    with statements() as found:
        client.post(url(company), {"stage": "offer"})
    assert len(found) <= 3


@pytest.mark.django_db(transaction=True)
def test_of_two_that_set_the_same_stage_at_once_one_writes_it_down(mara):
    company = factories.CompanyFactory()
    start = Barrier(2)

    def post(_number):
        client = RequestClient()
        client.force_login(mara)
        start.wait()
        try:
            return client.post(url(company), {"stage": "offer"}).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(post, range(2))) == [302, 302]
    assert stages() == ["offer"]
    assert Company.objects.get().stage == "offer"
