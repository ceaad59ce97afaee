"""On the Answers tab a claim stands under its question as a claim, never as something heard."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.interviews.pages import attribute, by_id, dom, find_all, labelled, text_of
from tests.statements import get_statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def listed(company):
    return factories.ListedQuestionFactory(company=company, text="Where are your offices?")


def address(company):
    return reverse("interviews:answer_list", args=[company.pk])


def claimed(listed, **fields):
    return factories.ClaimFactory(company=listed.company, listed_question=listed, **fields)


def question_on(response, listed):
    return by_id(dom(response), f"question-{listed.pk}")


def test_a_question_with_a_claim_alone_is_not_answered_yet(client, company, listed):
    claimed(listed, text="Ghent and Riga", kind="site", seen_on=date(2026, 11, 3))
    response = client.get(address(company))
    text = labelled(response, "unanswered-heading")
    assert "only claimed Where are your offices?" in text
    assert "claim Claimed on their own site, seen 3 Nov 2026 : “ Ghent and Riga ”" in text
    assert "No answers yet" in response.text


def test_a_claim_stands_below_what_people_said(client, company, listed):
    factories.AnswerFactory(listed_question=listed, said="Ghent alone.")
    claimed(listed, text="Ghent and Riga", kind="news", url="https://www.example.org/a")
    response = client.get(address(company))
    text = text_of(question_on(response, listed))
    assert text.index("Ghent alone.") < text.index("Claimed in the news ( example.org")
    assert "only claimed" not in response.text
    assert "Ghent and Riga" not in text_of(find_all(question_on(response, listed), "article")[0])


def test_a_claim_is_no_second_voice_to_agree_with(client, company, listed):
    factories.AnswerFactory(listed_question=listed)
    claimed(listed)
    assert reverse("interviews:agreement_mark", args=[listed.pk]) not in client.get(address(company)).text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("site", "Claimed on their own site"),
        ("job ad", "Claimed in the job ad"),
        ("news", "Claimed in the news"),
        ("review", "Claimed in a review"),
        ("reference", "Claimed by somebody who knows them"),
    ],
)
def test_each_says_where_it_is_claimed(client, company, listed, kind, words):
    claimed(listed, kind=kind)
    assert words in text_of(question_on(client.get(address(company)), listed))


def test_a_question_without_a_claim_says_nothing_of_one(client, company, listed):
    factories.ClaimFactory(company=company)
    text = text_of(question_on(client.get(address(company)), listed))
    assert text == listed.text


def test_a_claim_of_a_question_taken_off_is_not_shown(client, company, listed):
    claimed(listed, text="Ghent and Riga")
    listed.removed_at = timezone.now()
    listed.save(update_fields=["removed_at"])
    assert "Ghent and Riga" not in client.get(address(company)).text


@pytest.mark.parametrize("text", ["<img src=x>", "משרד", "W" * 200])
def test_a_claim_is_shown_safe(client, company, listed, text):
    claimed(listed, text=text, url="javascript:alert(1)")
    response = client.get(address(company))
    assert "<img src=x>" not in response.text
    found = question_on(response, listed)
    assert text in text_of(found)
    assert not find_all(found, "a", target="_blank")


def test_a_long_claim_leads_to_the_whole_of_it(client, company, listed):
    claim = claimed(listed, text="word " * 900)
    links = find_all(question_on(client.get(address(company)), listed), "a")
    research = reverse("interviews:claim_list", args=[company.pk])
    assert f"{research}#claim-{claim.pk}" in [attribute(link, "href") for link in links]


def test_other_companies_claims_are_not_shown(client, company, listed, stranger):
    claimed(factories.ListedQuestionFactory(company=factories.CompanyFactory()), text="Riga")
    claimed(factories.ListedQuestionFactory(company=factories.CompanyFactory(owner=stranger)), text="Riga")
    assert "Riga" not in client.get(address(company)).text


def test_the_statements_are_as_many_for_three_hundred_as_for_three(client, company):
    def fill(count):
        for _ in range(count):
            listed = factories.ListedQuestionFactory(company=company)
            claimed(listed)
            factories.AnswerFactory(listed_question=listed)

    fill(3)
    few = get_statements(client, address(company))
    fill(297)
    assert len(get_statements(client, address(company))) == len(few) <= 8


def test_interview_mode_shows_no_claims(client, company, listed):
    claimed(listed, text="Ghent and Riga")
    interview = factories.InterviewFactory(company=company)
    factories.AgendaItemFactory(interview=interview, listed_question=listed)
    response = client.get(reverse("interviews:capture", args=[interview.pk]))
    assert listed.text in response.text
    assert "Ghent and Riga" not in response.text
