"""What a browser has of the site without a network, and what it keeps until the server has it."""

import re

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.urls import reverse

from tests.interviews.pages import attribute, dom, find_all, text_of
from tests.world import MARK, make_world, marked


@pytest.fixture
def maras(mara):
    return marked(make_world(mara))


def names_of_files(text):
    return re.findall(r'"(.*?)"', re.search(r"const FILES = \[(.*?)\]", text)[1])


# The service worker


def test_the_worker_is_a_script_from_the_root_that_is_asked_for_anew(signed_out_client):
    response = signed_out_client.get("/sw.js")
    assert response["Content-Type"].split(";")[0] == "text/javascript"
    assert response["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in response.headers


def test_the_worker_keeps_files_that_exist_and_one_page(signed_out_client):
    *files, page = [
        name.replace("\\u002D", "-") for name in names_of_files(signed_out_client.get("/sw.js").text)
    ]
    assert page == reverse("interviews:offline")
    assert files
    for name in files:
        assert name.startswith(settings.STATIC_URL), name
        assert finders.find(name.removeprefix(settings.STATIC_URL)), name


def test_everything_the_offline_page_loads_is_kept(signed_out_client):
    kept = [name.replace("\\u002D", "-") for name in names_of_files(signed_out_client.get("/sw.js").text)]
    page = dom(signed_out_client.get(reverse("interviews:offline")))
    sheets = [attribute(one, "href") for one in find_all(page, "link") if attribute(one, "media") != "print"]
    scripts = [attribute(one, "src") for one in find_all(page, "script")]
    assert {*sheets, *filter(None, scripts)} <= set(kept)


def test_the_worker_is_the_same_for_everybody(client, signed_out_client, maras):
    assert client.get("/sw.js").content == signed_out_client.get("/sw.js").content


# The page without a network


def test_the_offline_page_is_open_and_says_nothing_of_anybody(signed_out_client, maras):
    response = signed_out_client.get(reverse("interviews:offline"))
    assert response.status_code == 200
    for words in (MARK, maras.profile.device_key, maras.profile.owner.email):
        assert words not in response.text


def test_the_offline_page_names_neither_product_nor_person_in_its_title(signed_out_client):
    page = dom(signed_out_client.get(reverse("interviews:offline")))
    assert text_of(find_all(page, "title")[0]) == "No connection"


# Not sent yet


def not_sent(response):
    return next(one for one in find_all(dom(response), "div") if attribute(one, "data-save"))


def test_the_page_of_what_is_not_sent_knows_whose_it_is(client, maras):
    root = not_sent(client.get(reverse("interviews:not_sent")))
    assert attribute(root, "data-device-key") == maras.profile.device_key
    assert attribute(root, "data-save") == reverse("interviews:answer_save")


def test_the_page_of_what_is_not_sent_shows_nothing_that_the_server_has(client, maras):
    page = client.get(reverse("interviews:not_sent")).text
    assert MARK not in page.replace(maras.profile.device_key, "")


def test_whoever_has_no_profile_yet_is_shown_it_too(client, mara):
    assert client.get(reverse("interviews:not_sent")).status_code == 200


def test_it_is_one_click_away_on_every_page(client, mara):
    assert f'href="{reverse("interviews:not_sent")}"' in client.get(reverse("interviews:home")).text


# Signing out


def test_signing_out_knows_whose_texts_to_look_for(client, mara):
    session = client.session
    session["device_key"] = mara.profile.device_key
    session.save()
    page = dom(client.get(reverse("account_logout")))
    (form,) = [one for one in find_all(page, "form") if "data-sign-out" in dict(one.attributes)]
    assert attribute(form, "data-device-key") == mara.profile.device_key
    assert attribute(form, "data-save") == reverse("interviews:answer_save")


def test_the_warning_of_unsent_texts_waits_hidden(client, mara):
    page = dom(client.get(reverse("account_logout")))
    (warning,) = [one for one in find_all(page, "div") if "data-unsent" in dict(one.attributes)]
    assert "hidden" in dict(warning.attributes)
    assert find_all(warning, "a")[0].attributes == [("href", reverse("interviews:not_sent"))]


def test_whoever_is_signed_out_already_loads_no_script_for_it(signed_out_client):
    assert "sign_out.js" not in signed_out_client.get(reverse("account_logout"), follow=True).text
