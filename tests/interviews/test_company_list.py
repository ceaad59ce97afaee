from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Company
from tests import factories
from tests.interviews.pages import dom, find_all, messages, text_of
from tests.statements import get_statements

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


def test_each_stage_has_a_heading_with_how_many_there_are(client, mara):
    for stage in ("offer", "researching", "researching"):
        factories.CompanyFactory(stage=stage)
    factories.CompanyFactory(stage="offer", archived_at=timezone.now())
    headings = [text_of(one) for one in find_all(dom(client.get(ADDRESS)), "h2")]
    assert headings == ["Offer 1", "Preparing 2"]


def test_the_archive_stands_at_the_end_and_gives_back(client, mara):
    factories.CompanyFactory(name="Zeta", stage="withdrawn")
    factories.CompanyFactory(name="Alpha", stage="interviewing", archived_at=timezone.now())
    response = client.get(ADDRESS)
    assert names(response) == ["Zeta", "Alpha"]
    back = reverse("interviews:company_unarchive", args=[Company.objects.get(name="Alpha").pk])
    assert find_all(dom(response), "form", action=back)


def test_more_than_two_hundred_are_on_pages_and_the_headings_count_them_all(client, mara):
    for number in range(201):
        factories.CompanyFactory(name=f"Company {number:03}")
    first, second = client.get(ADDRESS), client.get(ADDRESS, {"page": 2})
    assert (len(names(first)), names(second)) == (200, ["Company 200"])
    assert "Page 1 of 2" in first.text
    for response in (first, second):
        assert [text_of(one) for one in find_all(dom(response), "h2")] == ["Preparing 201"]


def test_many_take_as_many_statements_as_few(client, mara):
    def needed(size):
        for _ in range(size):
            factories.InterviewFactory(starts_at=timezone.now() + timedelta(days=1))
            factories.CompanyFactory(archived_at=timezone.now())
        return len(get_statements(client, ADDRESS))

    assert needed(3) == needed(40) <= 8


@pytest.mark.parametrize(
    "query",
    ["page=abc", "page=-1", "page=99999999999999999999", "page=%00", "company=99999999999999999999", "x=%00"],
)
def test_odd_addresses_are_harmless(client, query):
    assert client.get(f"{ADDRESS}?{query}").status_code == 200


def test_archiving_takes_it_off_the_list_and_can_be_undone(client, mara):
    company = factories.CompanyFactory(name="Old Ltd")
    answer = factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(company=company), said="kept"
    )
    response = client.post(reverse("interviews:company_archive", args=[company.pk]), follow=True)
    assert messages(response) == "Company archived. Its answers are kept."
    archive = find_all(dom(response), "details", cls="fold")[0]
    assert text_of(archive).startswith("1 archived company Old Ltd")
    assert "Bring back Old Ltd" in text_of(archive)
    edit = reverse("interviews:company_edit", args=[company.pk])
    assert "Bring back from the archive" in client.get(edit).text
    response = client.post(reverse("interviews:company_unarchive", args=[company.pk]), follow=True)
    assert messages(response) == "Company is back."
    assert Company.objects.live().get() == company
    answer.refresh_from_db()
    assert answer.said == "kept"
