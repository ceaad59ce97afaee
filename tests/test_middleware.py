"""The request's transaction and headers, through small views of our own."""

from traceback import extract_tb

import psycopg
import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import IntegrityError, OperationalError, connection
from django.http import HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import include, path

from interviews.models import Company
from tests.conftest import RequestClient
from tests.factories import UserFactory

JSON = {"Accept": "application/json"}
NAMES = ("role", "app.owner", "statement_timeout", "lock_timeout")


def execute(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone() if cursor.description else None


def current_settings():
    columns = ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in NAMES)
    return execute(f"SELECT {columns}")


def elsewhere(sql, *values):
    """As another connection sees it: only what was committed."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        return other.execute(sql, values).fetchone()


def companies_elsewhere():
    [count] = elsewhere("SELECT count(*) FROM interviews_company")
    return count


def add_company(request):
    return Company.objects.create(owner=request.user, name="Acme", role="Engineer")


# Views


def settings_shown(request):
    return JsonResponse(dict(zip(NAMES, current_settings(), strict=True)))


def answered_with(request, status):
    add_company(request)
    return HttpResponse("An answer", status=status)


def failing(request):
    add_company(request)
    raise RuntimeError


def streaming(request):
    """Runs when the answer leaves."""
    add_company(request)

    def pieces():
        yield f"{companies_elsewhere()} {connection.in_atomic_block} {current_settings()[0]}"

    return StreamingHttpResponse(pieces())


def failing_at_commit(request):
    """A person of a company that is not there; the key that refuses it waits, for once, until the commit."""
    first = add_company(request)
    execute("SET CONSTRAINTS ALL DEFERRED")
    execute(
        "INSERT INTO interviews_person (owner_id, company_id, name, title, how_met, audience)"
        " VALUES (%s, %s, 'Mo', '', '', 'peer')",
        request.user.pk,
        first.pk + 1,
    )
    return HttpResponse("Saved")


def database_away(request):
    raise OperationalError("the connection is lost")


def too_slow(request):
    add_company(request)
    execute("SELECT set_config('statement_timeout', '20ms', true)")
    execute("SELECT pg_sleep(5)")


def locked_out(request):
    add_company(request)
    execute("SELECT set_config('lock_timeout', '20ms', true)")
    execute("SELECT 1 FROM auth_user FOR UPDATE")


def cut_off(request):
    add_company(request)
    [number] = execute("SELECT pg_backend_pid()")
    elsewhere("SELECT pg_terminate_backend(%s)", number)
    execute("SELECT 1")


def forbidden(request):
    raise PermissionDenied


def suspicious(request):
    raise SuspiciousOperation


urlpatterns = [
    path("test/settings/", settings_shown),
    path("test/public/", login_not_required(settings_shown)),
    path("test/answered/<int:status>/", answered_with),
    path("test/failing/", failing),
    path("test/streaming/", streaming),
    path("test/commit/", failing_at_commit),
    path("test/away/", database_away),
    path("test/slow/", too_slow),
    path("test/locked/", locked_out),
    path("test/cut-off/", cut_off),
    path("test/forbidden/", forbidden),
    path("test/suspicious/", suspicious),
    path("", include("config.urls")),
]
handler400 = "config.errors.bad_request"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"

pytestmark = pytest.mark.urls(__name__)


@pytest.fixture
def client(mara):
    return signed_in(mara)


@pytest.fixture
def committing_client(transactional_db):
    """Its requests commit for good; what is left over is cleared away after the test."""
    return signed_in(UserFactory())


def signed_in(user):
    client = RequestClient(raise_request_exception=False)
    client.force_login(user)
    client.user = user
    return client


# One transaction


def test_a_request_runs_as_its_candidate_with_time_limits(client, mara):
    assert client.get("/test/settings/").json() == {
        "role": "turnabout_request",
        "app.owner": str(mara.pk),
        "statement_timeout": "5s",
        "lock_timeout": "3s",
    }


def test_a_signed_out_request_runs_as_nobody(signed_out_client):
    shown = signed_out_client.get("/test/public/").json()
    assert (shown["role"], shown["app.owner"]) == ("turnabout_request", "")


def test_nothing_of_a_request_stays_on_the_connection(committing_client):
    committing_client.get("/test/settings/")
    assert current_settings() == ("none", "", "0", "0")
    assert not connection.in_atomic_block


@pytest.mark.parametrize(("status", "kept"), [(200, 1), (302, 1), (404, 1), (422, 1), (500, 0), (503, 0)])
def test_what_a_view_wrote_is_kept_unless_it_answers_with_an_error_of_ours(committing_client, status, kept):
    assert committing_client.get(f"/test/answered/{status}/").status_code == status
    assert companies_elsewhere() == kept


def test_what_a_view_wrote_before_it_failed_is_rolled_back(committing_client):
    assert committing_client.get("/test/failing/").status_code == 500
    assert companies_elsewhere() == 0


def test_the_commit_comes_before_the_answer_leaves(committing_client):
    assert committing_client.get("/test/streaming/").getvalue() == b"1 False none"


def test_the_next_request_after_a_failed_one_works(committing_client):
    committing_client.get("/test/failing/")
    assert committing_client.get("/test/answered/200/").status_code == 200
    assert companies_elsewhere() == 1


def test_a_commit_that_fails_is_a_503_and_saves_nothing(committing_client):
    response = committing_client.get("/test/commit/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert "Nothing was saved" in response.text
    assert companies_elsewhere() == 0


def test_that_page_comes_from_the_commit_and_from_nothing_before(committing_client, caplog):
    committing_client.get("/test/commit/")
    (logged,) = [record for record in caplog.records if record.name == "config.errors"]
    kind, _error, traceback = logged.exc_info
    assert kind is IntegrityError
    assert "commit" in [frame.name for frame in extract_tb(traceback)]


def test_a_commit_that_fails_is_told_in_json_where_json_was_asked(committing_client):
    response = committing_client.get("/test/commit/", headers=JSON)
    assert response.status_code == 503
    assert response.json() == {"error": "The database could not keep this. Nothing was saved; try again."}


# A database that is away, slow or busy

AWAY = "The database is restarting. Try again in a moment."


def test_a_lost_database_is_a_503_with_a_time_to_come_back(client):
    response = client.get("/test/away/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert AWAY in response.text


def test_a_lost_database_is_told_in_json_where_json_was_asked(client):
    response = client.get("/test/away/", headers=JSON)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert response.json() == {"error": AWAY}


@pytest.mark.parametrize("address", ["/test/slow/", "/test/cut-off/"])
def test_what_the_database_ends_is_a_503_and_saves_nothing(committing_client, address):
    response = committing_client.get(address)
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert companies_elsewhere() == 0
    assert committing_client.get("/test/answered/200/").status_code == 200


def test_a_lock_that_another_holds_is_a_503(committing_client):
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT 1 FROM auth_user FOR UPDATE")
        response = committing_client.get("/test/locked/")
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert companies_elsewhere() == 0


# Headers

POLICY = {"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"}
EVERY_KIND = {
    "/": 200,
    "/healthz": 200,
    "/companies/add": 301,
    "/nothing/": 404,
    "/theme/": 405,
    "/test/answered/302/": 302,
    "/test/suspicious/": 400,
    "/test/forbidden/": 403,
    "/test/failing/": 500,
    "/test/away/": 503,
}


@pytest.mark.parametrize(("address", "status"), EVERY_KIND.items())
def test_every_answer_carries_the_content_security_policy(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert set(response["Content-Security-Policy"].split("; ")) >= POLICY
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["/", "/account/login/", "/nothing/"])
def test_so_do_the_answers_to_somebody_signed_out(signed_out_client, address):
    assert set(signed_out_client.get(address)["Content-Security-Policy"].split("; ")) >= POLICY


@pytest.mark.parametrize(
    "address",
    ["/", "/companies/", "/settings/", "/account/email/", "/nothing/", "/test/failing/", "/test/away/"],
)
def test_no_cache_keeps_what_a_candidate_was_shown(client, address):
    assert client.get(address)["Cache-Control"] == "no-store"


def test_the_health_of_the_process_needs_no_database(django_db_blocker):
    with django_db_blocker.block():
        assert RequestClient().get("/healthz").json() == {"process": "up"}
