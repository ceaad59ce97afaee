"""Where a candidate opens, changes and stops the private address of their calendar."""

import re

import pytest
from django.urls import reverse

from interviews.models import Profile
from tests.interviews.pages import by_id, dom, fields_of, find_all, messages, text_of
from tests.statements import get_statements

PAGE, OPEN, CLOSE = (
    reverse(f"interviews:{name}")
    for name in ("calendar_settings", "calendar_feed_open", "calendar_feed_close")
)


def address(response):
    [field] = find_all(dom(response), "input", id="feed-address")
    return dict(field.attributes)["value"]


def links(response):
    return [dict(one.attributes)["href"] for one in find_all(by_id(dom(response), "main"), "a")]


def buttons(response):
    return [text_of(one) for one in find_all(by_id(dom(response), "main"), "button")]


@pytest.fixture
def profile(mara):
    return lambda: Profile.objects.get(owner=mara)


def test_there_is_no_address_before_it_is_asked_for(client, profile):
    response = client.get(PAGE)
    assert buttons(response) == ["Make the address"]
    assert "feed-address" not in response.text
    assert profile().feed_token is None


def test_an_address_is_made_and_shown_and_works(client, signed_out_client, profile):
    response = client.post(OPEN, follow=True)
    assert response.redirect_chain == [(PAGE, 302)]
    assert messages(response) == "Your calendar has an address."
    assert re.fullmatch(r"http://testserver/calendar/[\w-]{43}\.ics", address(response))
    assert profile().feed_token in address(response)
    assert signed_out_client.get(address(response)).status_code == 200


def test_a_link_opens_it_in_the_calendar_of_the_device(client):
    response = client.post(OPEN, follow=True)
    assert address(response).replace("http://", "webcal://") in links(response)


def test_behind_https_the_address_is_so_too(client):
    client.post(OPEN, secure=True)
    response = client.get(PAGE, secure=True)
    assert address(response).startswith("https://testserver/calendar/")
    assert address(response).replace("https://", "webcal://") in links(response)


def test_a_new_address_takes_the_place_of_the_one_before(client, signed_out_client):
    first = address(client.post(OPEN, follow=True))
    response = client.post(OPEN, follow=True)
    assert messages(response).endswith("A new address. The one before has stopped.")
    assert address(response) != first
    assert signed_out_client.get(first).status_code == 404


def test_an_address_is_stopped(client, signed_out_client, profile):
    first = address(client.post(OPEN, follow=True))
    response = client.post(CLOSE, follow=True)
    assert messages(response).endswith("The address has stopped. Calendars that read it will say so.")
    assert buttons(response) == ["Make the address"]
    assert signed_out_client.get(first).status_code == 404
    assert profile().feed_token is None


def test_stopping_twice_is_stopping(client, profile):
    assert [client.post(CLOSE).status_code for _time in range(2)] == [302, 302]
    assert profile().feed_token is None


def test_it_is_made_neutral_and_told_again(client, profile):
    client.post(OPEN)
    token = profile().feed_token
    assert "feed_is_neutral" not in fields_of(client.get(PAGE))
    response = client.post(PAGE, {"feed_is_neutral": "on"}, follow=True)
    assert messages(response).endswith("Calendar changed.")
    assert "feed_is_neutral" in fields_of(response)
    assert (profile().feed_is_neutral, profile().feed_token) == (True, token)
    client.post(PAGE, {})
    assert profile().feed_is_neutral is False


def test_what_is_not_in_the_form_cannot_be_sent(client, profile, stranger):
    client.post(PAGE, {"feed_token": "mine", "owner": stranger.pk, "time_zone": "Asia/Tokyo"})
    assert (profile().feed_token, profile().time_zone) == (None, "")


def test_the_address_is_nobody_elses(client, stranger_client):
    token = address(client.post(OPEN, follow=True))
    assert "feed-address" not in stranger_client.get(PAGE).text
    stranger_client.post(OPEN)
    stranger_client.post(CLOSE)
    assert address(client.get(PAGE)) == token


def test_the_page_is_not_kept_by_a_cache(client):
    assert client.get(PAGE)["Cache-Control"] == "no-store"


def test_a_tab_of_the_settings_leads_here(client):
    [tab] = [
        one for one in find_all(dom(client.get(PAGE)), "a", cls="nav-link") if text_of(one) == "Calendar"
    ]
    assert dict(tab.attributes)["aria-current"] == "page"
    assert PAGE in links(client.get(reverse("interviews:profile_edit")))
    assert reverse("interviews:invitation_import") in links(client.get(PAGE))


@pytest.mark.parametrize("name", ["home", "calendar_settings"])
def test_an_invitation_can_be_imported_from_here(client, name):
    assert reverse("interviews:invitation_import") in links(client.get(reverse(f"interviews:{name}")))


def test_the_page_asks_for_the_profile_once(client):
    client.post(OPEN)
    assert len(get_statements(client, PAGE)) <= 2
