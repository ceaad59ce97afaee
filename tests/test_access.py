"""Every route, asked as its owner, as a stranger, signed out, and by the wrong method."""

from io import StringIO
from itertools import combinations
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.urls import get_resolver, reverse

from config import middleware
from tests.routes import OWN_ACCOUNT_ROUTES, PUBLIC_ACCOUNT_ROUTES, ROUTES, SECRET_ROUTES, nothing
from tests.world import MARK, every_row_of, make_world, marked

LOGIN = "/account/login/"
ANSWERED = {200, 204, 302}


def named(routes):
    return pytest.mark.parametrize("route", routes, ids=lambda route: route.name)


def asked(routes):
    """Each with each of its methods."""
    return pytest.mark.parametrize(
        ("route", "method"),
        [pytest.param(r, m, id=f"{m} {r.name}") for r in routes for m in sorted(r.methods)],
    )


PRIVATE = [route for route in ROUTES if not route.is_public]
NAMING = [route for route in ROUTES if route.objects]


@pytest.fixture(autouse=True)
def library(request, db):
    """The sample is made of library questions."""
    if "interviews:sample_load" in request.node.name:
        call_command("load_library", stdout=StringIO())


@pytest.fixture
def maras(mara):
    return marked(make_world(mara))


@pytest.fixture
def strangers(stranger):
    return make_world(stranger)


def send(route, client, method, address, world):
    """By GET, or with a body that holds the ids of that world."""
    return route.send(client, method, address, route.body(world) if method == "POST" else None, world.profile)


def routes_of(patterns, prefix=""):
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            namespace = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from routes_of(pattern.url_patterns, namespace)
        else:
            yield f"{prefix}{pattern.name}", pattern


def test_every_route_has_a_row_here():
    there = sorted(name for name, _ in routes_of(get_resolver().url_patterns))
    rows = [*(route.name for route in ROUTES), *PUBLIC_ACCOUNT_ROUTES, *OWN_ACCOUNT_ROUTES]
    rows += SECRET_ROUTES
    assert there == sorted(rows)


def test_every_argument_of_an_address_is_a_row_or_a_word_here():
    arguments = {
        name: set(pattern.pattern.converters) for name, pattern in routes_of(get_resolver().url_patterns)
    }
    assert {route.name: {*route.objects, *route.words} for route in ROUTES} == {
        route.name: arguments[route.name] for route in ROUTES
    }


# The owner


@asked(ROUTES)
def test_the_owner_is_answered(client, maras, route, method):
    response = send(route, client, method, route.address(maras), maras)
    assert response.status_code in ANSWERED


@asked([route for route in ROUTES if route.query is not nothing])
def test_the_owner_may_name_rows_in_the_query(client, maras, route, method):
    address = f"{route.address(maras)}?{urlencode(route.query(maras))}"
    assert send(route, client, method, address, maras).status_code in ANSWERED


@asked(PRIVATE)
def test_a_method_that_a_route_does_not_have_is_refused(client, maras, route, method):
    wrong = "GET" if method == "POST" else "POST"
    for other in {wrong, "PUT", "DELETE", "PATCH"} - route.methods:
        assert client.generic(other, route.address(maras)).status_code == 405, other


# A stranger


@pytest.fixture(params=["both locks", "owner filters alone"])
def locks(request, monkeypatch):
    """Row-level security hides a forgotten filter; tests/test_row_security.py has it stand alone."""
    if request.param == "owner filters alone":
        monkeypatch.setattr(middleware, "enter_request_role", lambda owner_id: None)


def mixtures(objects):
    """Every choice of arguments that name a row of hers, at least one."""
    return [set(some) for n in range(1, len(objects) + 1) for some in combinations(objects, n)]


@asked(NAMING)
def test_for_a_stranger_her_rows_do_not_exist(locks, stranger_client, maras, strangers, route, method):
    before = every_row_of(maras.profile.owner)
    for hers in mixtures(route.objects):
        address = route.address(strangers, **dict.fromkeys(hers, maras))
        response = send(route, stranger_client, method, address, strangers)
        assert response.status_code == 404, hers
        assert MARK not in response.text
    assert every_row_of(maras.profile.owner) == before


@asked(PRIVATE)
def test_a_stranger_who_names_her_rows_in_body_and_query_sees_and_changes_nothing(
    locks, stranger_client, maras, strangers, route, method
):
    before = every_row_of(maras.profile.owner)
    address = f"{route.address(strangers)}?{urlencode(route.query(maras))}"
    body = route.body(maras) if method == "POST" else None
    response = route.send(stranger_client, method, address, body, strangers.profile)
    assert response.status_code in ANSWERED | {404, 422}
    assert MARK not in response.text
    assert every_row_of(maras.profile.owner) == before


@asked([route for route in PRIVATE if not route.objects])
def test_what_a_stranger_has_shows_nothing_of_hers(locks, stranger_client, maras, strangers, route, method):
    before = every_row_of(maras.profile.owner)
    response = send(route, stranger_client, method, route.address(strangers), strangers)
    assert response.status_code in ANSWERED
    assert MARK not in response.text
    assert every_row_of(maras.profile.owner) == before


def test_a_save_from_another_candidates_page_is_refused(stranger_client, maras, strangers):
    before = every_row_of(maras.profile.owner)
    [route] = [route for route in ROUTES if route.name == "interviews:answer_save"]
    response = route.send(
        stranger_client, "POST", route.address(strangers), route.body(strangers), maras.profile
    )
    assert response.status_code == 412
    assert MARK not in response.text
    assert every_row_of(maras.profile.owner) == before


# Signed out


@asked([route for route in PRIVATE if not route.is_json])
def test_whoever_is_signed_out_is_sent_to_the_sign_in(signed_out_client, maras, route, method):
    before = every_row_of(maras.profile.owner)
    address = route.address(maras)
    response = send(route, signed_out_client, method, address, maras)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{LOGIN}?{urlencode({'next': address}, safe='/')}",
    )
    assert every_row_of(maras.profile.owner) == before


@asked([route for route in PRIVATE if route.is_json])
def test_a_script_that_is_signed_out_is_told_so_in_json(signed_out_client, maras, route, method):
    before = every_row_of(maras.profile.owner)
    response = send(route, signed_out_client, method, route.address(maras), maras)
    assert (response.status_code, response.json()) == (401, {"error": "You are signed out."})
    assert every_row_of(maras.profile.owner) == before


@named([route for route in ROUTES if route.is_public])
def test_the_public_routes_need_no_sign_in(signed_out_client, maras, route):
    response = signed_out_client.get(route.address(maras))
    assert response.status_code == 200
    assert MARK not in response.text


@pytest.mark.parametrize(("name", "words"), PUBLIC_ACCOUNT_ROUTES.items())
def test_the_routes_before_the_sign_in_are_open(signed_out_client, maras, name, words):
    address = reverse(name, kwargs=words)
    response = signed_out_client.get(address)
    assert response.status_code in {200, 302}
    assert response.headers.get("Location") != f"{LOGIN}?next={address}"
    assert MARK not in response.text


@pytest.mark.parametrize("name", OWN_ACCOUNT_ROUTES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_routes_about_ones_own_account_ask_for_the_sign_in(signed_out_client, name, method):
    response = signed_out_client.generic(method, reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith(LOGIN)


@pytest.mark.parametrize("name", OWN_ACCOUNT_ROUTES)
def test_the_routes_about_ones_own_account_show_nobody_elses(stranger_client, maras, mara, name):
    response = stranger_client.get(reverse(name))
    assert response.status_code in {200, 302}
    assert MARK not in response.text
    assert mara.email not in response.text
