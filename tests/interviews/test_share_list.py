"""The addresses a candidate made: what each shows, until when, and stopping one."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from interviews.models import Share
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.pages import dom, find_all, messages, text_at, text_of
from tests.interviews.sharing import address_of, share_of
from tests.statements import get_statements

ADDRESS = reverse("interviews:share_list")
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def then():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def halden(mara):
    return factories.CompanyFactory(name="Halden Health")


@pytest.fixture
def quillworks(mara):
    return factories.CompanyFactory(name="Quillworks")


def lines(response):
    return [text_of(one) for one in find_all(dom(response), "li", cls="row-line")]


def revoke(client, share):
    return client.post(reverse("interviews:share_revoke", args=[share.pk]), follow=True)


def test_an_empty_list_says_what_it_is_for(client):
    assert "You have shared nothing" in text_at(client.get(ADDRESS), "main")


def test_it_says_which_letter_is_which_company(client, halden, quillworks):
    share_of(quillworks, halden, label="Dana", with_offers=False)
    [line] = lines(client.get(ADDRESS))
    assert line == (
        "Dana Company A: Halden Health , Company B: Quillworks names hidden pay hidden with what was said"
        " Open until Mon 7 Dec 2026 Revoke Dana"
    )


def test_without_hidden_names_it_names_the_companies(client, halden):
    share_of(halden, hide_names=False, hide_pay=False, with_answers=False)
    [line] = lines(client.get(ADDRESS))
    assert (
        line == "Made on 23 Nov 2026 Halden Health with offers Open until Mon 7 Dec 2026 Revoke 23 Nov 2026"
    )


def test_revoking_stops_the_address_at_once(client, halden):
    share, token = share_of(halden, label="Dana")
    anyone = RequestClient()
    assert anyone.get(address_of(token)).status_code == 200
    response = revoke(client, share)
    assert "Revoked. The address shows nothing any more." in messages(response)
    assert "Revoked on 23 Nov 2026" in lines(response)[0]
    assert anyone.get(address_of(token)).status_code == 404


def test_revoking_again_changes_nothing(client, halden):
    share, _token = share_of(halden)
    revoke(client, share)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        revoke(client, share)
    assert Share.objects.get().revoked_at == NOW


def test_one_address_stops_and_the_others_stay(client, halden):
    share, token = share_of(halden)
    _other, other_token = share_of(halden)
    revoke(client, share)
    asked = [RequestClient().get(address_of(one)).status_code for one in (token, other_token)]
    assert asked == [404, 200]


def test_what_ended_stands_below_and_cannot_be_revoked(client, halden):
    share_of(halden, label="Ended", ends_in=timedelta(days=1))
    share_of(halden, label="Open")
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        response = client.get(ADDRESS)
    first, second = lines(response)
    assert (first.split()[0], second.split()[0]) == ("Open", "Ended")
    assert "Ended on Tue 24 Nov 2026" in second
    assert "Revoke" not in second


def test_a_share_without_a_company_says_that_it_is_empty(client, halden):
    share_of(halden)
    halden.delete()
    assert "Its companies are deleted: it shows nothing." in lines(client.get(ADDRESS))[0]


def test_a_strangers_shares_are_nobody_elses(client, halden, stranger):
    theirs, token = share_of(factories.CompanyFactory(owner=stranger), label="Theirs")
    assert "Theirs" not in client.get(ADDRESS).text
    assert revoke(client, theirs).status_code == 404
    assert Share.objects.get().revoked_at is None
    assert RequestClient().get(address_of(token)).status_code == 200


def test_three_hundred_shares_are_asked_for_as_three_are(client, halden, quillworks):
    counts = []
    for more in (3, 297):
        for _ in range(more):
            share_of(halden, quillworks)
        counts.append(len(get_statements(client, ADDRESS)))
    assert counts[0] == counts[1] <= 8
