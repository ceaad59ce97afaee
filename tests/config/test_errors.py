import pytest

from tests.config.running_site import Browser, free_port, running_site
from tests.conftest import RequestClient

JSON = {"Accept": "application/json"}


def test_what_is_not_there_is_said_on_a_page_with_a_way_back(client):
    response = client.get("/nothing/")
    assert response.status_code == 404
    assert "There is nothing here for you." in response.text
    assert '<a class="btn btn-primary" href="/">' in response.text


def test_what_is_not_there_is_said_in_json_where_json_was_asked(client):
    response = client.get("/nothing/", headers=JSON)
    assert response.status_code == 404
    assert response.json() == {"error": "There is nothing here for you."}


@pytest.mark.django_db
def test_a_form_from_too_old_a_page_is_refused_with_a_sentence():
    response = RequestClient(enforce_csrf_checks=True).post("/account/login/", {"login": "mara@example.org"})
    assert response.status_code == 403
    assert "This page is too old to be sent." in response.text


@pytest.mark.django_db
def test_a_save_from_too_old_a_page_is_refused_in_json():
    client = RequestClient(enforce_csrf_checks=True)
    response = client.post("/answers/save/", {}, content_type="application/json")
    assert response.status_code == 403
    assert response.json()["error"].startswith("This page is too old to be sent.")


def test_an_error_page_keeps_the_chosen_theme(client):
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in client.get("/nothing/").text


@pytest.fixture(scope="module")
def site_without_database():
    away = f"postgresql://nobody@127.0.0.1:{free_port()}/nothing"
    with running_site(DATABASE_URL=away) as site:
        yield site


def test_while_the_database_is_away_pages_say_when_to_come_back(site_without_database):
    page = Browser(site_without_database).open("/account/login/")
    assert (page.status, page.headers["Retry-After"]) == (503, "5")
    assert "The database is restarting. Try again in a moment." in page.text
    assert "Back in a moment" in page.text


def test_while_the_database_is_away_scripts_are_told_in_json(site_without_database):
    page = Browser(site_without_database).open("/account/login/", headers=JSON)
    assert (page.status, page.headers["Retry-After"]) == (503, "5")
    assert page.text == '{"error": "The database is restarting. Try again in a moment."}'


def test_whoever_is_signed_in_is_told_the_same_while_the_database_is_away(site_without_database):
    page = Browser(site_without_database).open("/companies/", headers={"Cookie": "sessionid=abc"})
    assert (page.status, page.headers["Retry-After"]) == (503, "5")


def test_the_process_is_up_even_while_the_database_is_away(site_without_database):
    assert Browser(site_without_database).open("/healthz").status == 200
    assert Browser(site_without_database).open("/readyz").status == 503
