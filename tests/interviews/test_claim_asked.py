"""“Ask about this”: the wording a claim gives, and the question that it gave rise to."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from interviews.models import Claim, ListedQuestion
from interviews.research_words import LONGEST_QUESTION, question_about
from tests import factories
from tests.interviews.pages import dom, find_all, labelled, sent_by


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


def add_address(company, query=""):
    return reverse("interviews:listed_question_add", args=[company.pk]) + query


def fields_of(response):
    forms = find_all(dom(response), "form", method="post")
    return sent_by(next(form for form in forms if find_all(form, "textarea", name="text")))


@pytest.mark.parametrize(
    ("kind", "wording"),
    [
        ("site", "Your site says “teams decide”. What does that look like in this team?"),
        ("job ad", "The job ad asks for “teams decide”. What would that be in the first months?"),
        ("news", "I read that “teams decide”. What changed for this team?"),
        ("review", "Somebody wrote that “teams decide”. How do you see it?"),
        ("reference", "I heard that “teams decide”. How do you see it?"),
    ],
)
def test_each_kind_has_its_wording(kind, wording):
    assert question_about(Claim(kind=kind, text="teams decide")) == wording


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("“Teams decide”", "“Teams decide”"),
        ('We call it "trust".', "“We call it ‘trust’”"),
        ("We call it “trust” here", "“We call it ‘trust’ here”"),
        ("„Wir entscheiden“.", "“‘Wir entscheiden‘”"),
        ("Teams decide. Always.", "“Teams decide. Always”"),
        ("one\n two\t three", "“one two three”"),
        ("example.org: an office in Ghent", "“an office in Ghent”"),
        ("אנחנו פותחים משרד", "“אנחנו פותחים משרד”"),
    ],
)
def test_a_quote_is_one_line_with_single_marks_inside(text, quoted):
    claim = Claim(kind="news", text=text, url="https://www.example.org/a")
    assert question_about(claim).startswith(f"I read that {quoted}.")


def test_a_long_quote_ends_with_a_word():
    wording = question_about(Claim(kind="site", text="every team decides for itself " * 20))
    assert len(wording) <= LONGEST_QUESTION
    assert "itself…”." in wording or "decides…”." in wording or "team…”." in wording


@given(st.sampled_from(Claim.Kind.values), st.text(min_size=1, max_size=400))
def test_a_wording_always_fits(kind, text):
    wording = question_about(Claim(kind=kind, text=text))
    assert len(wording) <= LONGEST_QUESTION
    assert [wording.count("“"), wording.count("”")] == [1, 1]


def test_the_wording_is_filled_in_and_the_claim_named(client, company):
    claim = factories.ClaimFactory(company=company, text="An <b>office</b> in Ghent", kind="news")
    response = client.get(add_address(company, f"?claim={claim.pk}"))
    assert fields_of(response)["text"] == (
        "I read that “An <b>office</b> in Ghent”. What changed for this team?"
    )
    assert "<b>office</b>" not in response.text
    assert "From your research:" in response.text


def test_the_question_remembers_what_gave_rise_to_it(client, company):
    claim = factories.ClaimFactory(company=company)
    address = add_address(company, f"?claim={claim.pk}")
    client.post(address, {**fields_of(client.get(address)), "text": "Why Ghent?"})
    listed = ListedQuestion.objects.get()
    assert (listed.text, listed.raised_by, listed.company) == ("Why Ghent?", claim, company)
    page = client.get(reverse("interviews:claim_list", args=[company.pk]))
    assert "Your question: Why Ghent?" in labelled(page, "claims-heading")


def test_a_refused_question_keeps_what_was_typed_and_why(client, company):
    claim = factories.ClaimFactory(company=company)
    response = client.post(add_address(company, f"?claim={claim.pk}"), {"text": "", "why": "Because"})
    assert response.status_code == 422
    assert fields_of(response)["why"] == "Because"
    assert "From your research:" in response.text


def test_without_a_claim_it_starts_empty(client, company):
    response = client.get(add_address(company))
    assert fields_of(response)["text"] == ""
    assert "From your research:" not in response.text


@pytest.mark.parametrize("query", ["?claim=x", "?claim=0", "?claim=%00", "?claim=-1"])
def test_a_claim_that_is_not_there_is_not_found(client, company, query):
    assert client.get(add_address(company, query)).status_code == 404


def test_anothers_claim_is_not_found(client, company, stranger):
    elsewhere = factories.ClaimFactory(company=factories.CompanyFactory())
    hers = factories.ClaimFactory(company=factories.CompanyFactory(owner=stranger))
    for claim in (elsewhere, hers):
        address = add_address(company, f"?claim={claim.pk}")
        for response in (client.get(address), client.post(address, {"text": "Why?", "minutes": 3})):
            assert response.status_code == 404
            assert claim.text not in response.text
    assert not ListedQuestion.objects.exists()
