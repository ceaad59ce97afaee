"""A claim is deleted at once and comes back whole."""

from datetime import date

import pytest
from django.core import signing
from django.urls import reverse

from interviews.actions import signed_claim
from interviews.models import Claim
from tests import factories
from tests.interviews.pages import HTMX, attribute, by_id, dom, fields_of, find_all, messages, text_of


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def claim(company):
    claim = factories.ClaimFactory(
        company=company,
        text="Um escritório\nem <b>Ghent</b> " + "x" * 4000,
        kind="news",
        url="https://example.org/a",
        seen_on=date(2026, 11, 3),
        listed_question=factories.ListedQuestionFactory(company=company),
    )
    for _ in range(2):
        factories.ListedQuestionFactory(company=company, raised_by=claim)
    return claim


def delete(client, claim, **more):
    return client.post(reverse("interviews:claim_delete", args=[claim.pk]), **more)


def restore_address(company):
    return reverse("interviews:claim_restore", args=[company.pk])


def restore(client, company, kept, **more):
    return client.post(restore_address(company), {"kept": kept}, **more)


def kept_in(response, company):
    return fields_of(response, restore_address(company))["kept"]


def everything(company):
    return [
        list(company.claim_set.order_by("pk").values()),
        list(company.listedquestion_set.order_by("pk").values()),
    ]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_undo_brings_everything_back(client, company, claim, headers):
    before = everything(company)
    response = delete(client, claim, headers=headers)
    assert response.status_code == 200
    assert not Claim.objects.exists()
    assert "Ghent" in response.text
    restored = restore(client, company, kept_in(response, company), follow=True)
    assert messages(restored) == "Claim is back."
    assert everything(company) == before


def test_pressing_undo_twice_changes_nothing(client, company, claim):
    kept = kept_in(delete(client, claim), company)
    restore(client, company, kept)
    Claim.objects.update(text="changed meanwhile")
    restore(client, company, kept)
    assert Claim.objects.get().text == "changed meanwhile"


def test_the_undo_stands_where_the_claim_stood_and_keeps_the_focus(client, company):
    for text in ("first", "second", "third"):
        last = factories.ClaimFactory(company=company, text=text)
    middle = Claim.objects.get(text="second")
    page = by_id(dom(delete(client, middle, headers=HTMX)), "research")
    lines = [text_of(line).split()[0:2] for line in find_all(page, "li", cls="row-line")]
    assert [line[0] for line in lines] == ["third", "Deleted:", "first"]
    button = by_id(page, f"delete-or-undo-{middle.pk}")
    assert (button.name, text_of(button)) == ("button", "Undo")
    assert text_of(by_id(page, f"delete-or-undo-{last.pk}")).startswith("Delete")


def test_the_only_claim_can_come_back_too(client, company):
    claim = factories.ClaimFactory(company=company, text="alone")
    response = delete(client, claim, headers=HTMX)
    assert kept_in(response, company)
    assert "Nothing looked up yet" not in response.text


def test_the_page_stays_the_one_that_was_shown(client, company):
    for n in range(202):
        factories.ClaimFactory(company=company, text=f"claim {n}.")
    oldest = Claim.objects.order_by("pk").first()
    address = reverse("interviews:claim_delete", args=[oldest.pk])
    assert f'hx-post="{address}?page=2"' in client.get(claim_list(company) + "?page=2").text
    response = client.post(f"{address}?page=2", headers=HTMX)
    lines = find_all(by_id(dom(response), "research"), "li", cls="row-line")
    assert [text_of(line).split()[0] for line in lines[:2]] == ["claim", "Deleted:"]


def claim_list(company):
    return reverse("interviews:claim_list", args=[company.pk])


def test_a_question_that_was_asked_for_another_reason_meanwhile_keeps_it(client, company, claim):
    kept = kept_in(delete(client, claim), company)
    other = factories.ClaimFactory(company=company)
    asked = company.listedquestion_set.order_by("pk").last()
    asked.raised_by = other
    asked.save(update_fields=["raised_by"])
    restore(client, company, kept)
    asked.refresh_from_db()
    assert asked.raised_by == other
    assert claim.questions_raised.count() == 1


def test_an_answered_question_that_is_gone_is_left_out(client, company, claim):
    kept = kept_in(delete(client, claim), company)
    company.listedquestion_set.all().delete()
    restore(client, company, kept)
    assert Claim.objects.get().listed_question is None


def tampered(kept):
    return kept[:-1] + ("A" if kept[-1] != "A" else "B")


@pytest.mark.parametrize(
    "change",
    [tampered, lambda kept: "", lambda kept: "x", lambda kept: "\x00", lambda kept: signing.dumps({"pk": 1})],
    ids=["tampered", "empty", "short", "null", "another salt"],
)
def test_only_what_was_signed_here_comes_back(client, company, claim, change):
    kept = kept_in(delete(client, claim), company)
    response = restore(client, company, change(kept), follow=True)
    assert messages(response) == "There was nothing to bring back."
    assert not Claim.objects.exists()


def test_it_comes_back_in_its_own_company_only(client, company, claim):
    kept = kept_in(delete(client, claim), company)
    other = factories.CompanyFactory()
    assert messages(restore(client, other, kept, follow=True)) == "There was nothing to bring back."
    assert not Claim.objects.exists()


def test_what_is_kept_is_of_no_use_to_a_stranger(stranger_client, company, claim, stranger, mara):
    kept = signed_claim(claim, by=mara)
    hers = factories.CompanyFactory(owner=stranger)
    assert restore(stranger_client, company, kept).status_code == 404
    response = restore(stranger_client, hers, kept, follow=True)
    assert messages(response) == "There was nothing to bring back."
    assert "Ghent" not in response.text
    assert Claim.objects.get() == claim


def test_a_stranger_deletes_nothing(stranger_client, claim):
    assert delete(stranger_client, claim).status_code == 404
    assert Claim.objects.get() == claim


def test_the_text_is_shown_safe_in_the_undo(client, company, claim):
    for response in (
        delete(client, claim),
        delete(client, factories.ClaimFactory(text="<b>x"), headers=HTMX),
    ):
        assert "<b>" not in response.text
    [hidden] = find_all(dom(response), "input", name="kept")
    assert attribute(hidden, "type") == "hidden"
