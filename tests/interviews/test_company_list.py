from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Company
from tests import factories
from tests.interviews.pages import dom, find_all, messages, text_of

ADDRESS = reverse("interviews:company_list")


def row(response, company):
    rows = find_all(dom(response), "li", cls="row-line")
    return next(text for text in map(text_of, rows) if company.name in text)


def names(response):
    rows = find_all(dom(response), "li", cls="row-line")
    return [text_of(find_all(one, "a")[0]) for one in rows]


def test_without_companies_it_says_what_to_do(client):
    response = client.get(ADDRESS)
    assert "No companies yet" in response.text
    assert reverse("interviews:company_add") in response.text


def test_they_stand_by_stage_then_name(client, mara):
    for name, stage in (
        ("Zeta", "interviewing"),
        ("beta", "researching"),
        ("Alpha", "researching"),
        ("Gamma", "offer"),
        ("Delta", "declined"),
    ):
        factories.CompanyFactory(name=name, stage=stage)
    assert names(client.get(ADDRESS)) == ["Zeta", "Gamma", "Alpha", "beta", "Delta"]


def test_progress_and_flags(client, mara):
    company = factories.CompanyFactory()
    answered, _open, removed = (factories.ListedQuestionFactory(company=company) for _ in range(3))
    factories.AnswerFactory(listed_question=answered, flag="good sign")
    factories.AnswerFactory(
        listed_question=answered, flag="red flag", person=factories.PersonFactory(company=company)
    )
    factories.AnswerFactory(
        listed_question=answered, flag="red flag", deleted_at=timezone.now(), interview=None
    )
    factories.AnswerFactory(listed_question=removed, flag="red flag")
    removed.removed_at = timezone.now()
    removed.save()
    text = row(client.get(ADDRESS), company)
    assert "1/2" in text
    assert "1 good" in text
    assert "1 red" in text


def test_the_next_interview_of_each(client, mara):
    planned, idle = factories.CompanyFactory(), factories.CompanyFactory()
    factories.InterviewFactory(
        company=planned, starts_at=timezone.now() + timedelta(days=2), kind="technical"
    )
    response = client.get(ADDRESS)
    assert "technical" in row(response, planned)
    assert "nothing planned" in row(response, idle)


def test_two_hundred_are_all_there(client, mara):
    for _ in range(200):
        factories.CompanyFactory()
    assert len(names(client.get(ADDRESS))) == 200


def test_long_and_right_to_left_names_are_shown_as_typed(client, mara):
    for name in ("W" * 120, "חברה בע״מ", "<b>&amp;</b>"):
        factories.CompanyFactory(name=name)
    assert set(names(client.get(ADDRESS))) == {"W" * 120, "חברה בע״מ", "<b>&amp;</b>"}


@pytest.mark.parametrize("query", ["page=abc", "company=99999999999999999999", "x=%00"])
def test_odd_addresses_are_harmless(client, query):
    assert client.get(f"{ADDRESS}?{query}").status_code == 200


def test_archiving_takes_it_off_the_list_and_can_be_undone(client, mara):
    company = factories.CompanyFactory(name="Old Ltd")
    answer = factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(company=company), said="kept"
    )
    response = client.post(reverse("interviews:company_archive", args=[company.pk]), follow=True)
    assert messages(response) == "Company archived. Its answers are kept."
    assert names(response) == []
    assert "1 archived company" in response.text
    edit = reverse("interviews:company_edit", args=[company.pk])
    assert "Bring back from the archive" in client.get(edit).text
    response = client.post(reverse("interviews:company_unarchive", args=[company.pk]), follow=True)
    assert messages(response) == "Company is back."
    assert Company.objects.live().get() == company
    answer.refresh_from_db()
    assert answer.said == "kept"
