"""Pasting a link or a paragraph is one step."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Claim
from tests import factories
from tests.interviews.pages import HTMX, by_id, dom, feedback, fields_of, fragment, messages, text_at, text_of
from tests.interviews.test_claim_list import claims

LINK = "https://example.org/we-are-opening-an-office-in-ghent"
SAID = "We are opening an office in Ghent."


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(website="https://www.northwind.example/")


@pytest.fixture
def paste(client, company):
    def paste(text, **more):
        return client.post(reverse("interviews:claim_paste", args=[company.pk]), {"pasted": text}, **more)

    return paste


def test_a_paragraph_with_its_link_is_kept(paste, company, mara):
    response = paste(f"{SAID}\n{LINK}?utm_source=mail", follow=True)
    assert messages(response) == "Claim added."
    claim = Claim.objects.get()
    assert (claim.owner, claim.company, claim.text, claim.url) == (mara, company, SAID, LINK)
    assert (claim.kind, claim.seen_on, claim.listed_question) == ("news", timezone.localdate(), None)
    assert claims(response)[0].startswith(SAID)


def test_a_link_alone_becomes_words(paste):
    paste(LINK)
    assert Claim.objects.get().text == "example.org: we are opening an office in ghent"


def test_the_companys_own_host_is_known(paste):
    paste(f"{SAID} https://blog.northwind.example/office")
    assert Claim.objects.get().kind == "site"


def test_words_without_a_link_are_kept_too(paste):
    paste("  One.\r\n\r\nTwo. ")
    claim = Claim.objects.get()
    assert (claim.text, claim.url, claim.kind) == ("One.\n\nTwo.", "", "site")


def test_with_htmx_the_list_changes_in_place_as_the_page_shows_it(paste, client, company):
    response = paste(SAID, headers=HTMX)
    page = client.get(reverse("interviews:claim_list", args=[company.pk]))
    assert fragment(response, "research") == fragment(page, "research")
    assert messages_of(response) == "Claim added."
    assert text_at(response, "research-count") == text_at(page, "research-count") == "1"


def messages_of(response):
    [swapped] = [
        one
        for one in by_id(dom(response), "research").children
        if not isinstance(one, str) and ("hx-swap-oob", "innerHTML:#messages") in one.attributes
    ]
    return text_of(swapped)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste a link or write what you found."),
        (" \n ", "Paste a link or write what you found."),
        ("x" * 5001, "At most 5,000 characters fit into one claim."),
        ("x" * 50_000, "At most 5,000 characters fit into one claim."),
        (f"{SAID} https://example.org/{'a' * 1000}", "This address is longer than 1,000 characters."),
        (f"https://example.org/{'a' * 3000}", "This address is longer than 1,000 characters."),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_what_is_refused_is_kept_in_the_box(paste, text, sentence, headers):
    response = paste(text, headers=headers)
    assert response.status_code == 422
    assert sentence in feedback(response, "pasted")
    assert Claim.objects.count() == 0
    if text.strip():
        assert fields_of(response, response.wsgi_request.path)["pasted"] == text


def test_the_longest_text_with_the_longest_address_fits(paste):
    text, address = "x" * 5000, "https://example.org/" + "a" * 980
    paste(f"{text} {address}")
    claim = Claim.objects.get()
    assert (claim.text, claim.url) == (text, address)


@pytest.mark.parametrize("text", ["javascript:alert(1)", "<script>alert(1)</script>", "data:text/html,<b>x"])
def test_what_is_no_web_address_is_words_and_shown_safe(paste, text):
    response = paste(text, follow=True)
    assert (Claim.objects.get().text, Claim.objects.get().url) == (text, "")
    assert "<script>alert" not in response.text


def test_a_stranger_pastes_nothing_into_it(stranger_client, company):
    response = stranger_client.post(reverse("interviews:claim_paste", args=[company.pk]), {"pasted": SAID})
    assert response.status_code == 404
    assert Claim.objects.count() == 0
