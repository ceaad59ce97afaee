import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests import factories


def pytest_configure(config):
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.PASSWORD_HASHERS.insert(0, "django.contrib.auth.hashers.MD5PasswordHasher")
    settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")


class RequestClient(Client):
    """The request's settings are local to its transaction, which in a test is only a savepoint: the test's
    own transaction would go on as the candidate, and hide what leaks."""

    def request(self, **request):
        try:
            return super().request(**request)
        finally:
            if connection.in_atomic_block and not connection.needs_rollback:
                leave_request_role()


def leave_request_role():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', 'none', true), set_config('app.owner', '', true),"
            " set_config('statement_timeout', '0', true), set_config('lock_timeout', '0', true)"
        )


@pytest.fixture
def mara(db):
    return factories.UserFactory(username="mara", email="mara@example.org")


@pytest.fixture
def stranger(db):
    return factories.UserFactory(username="stranger", email="stranger@example.org")


@pytest.fixture
def client(mara):
    """Signed in as Mara, whose rows the factories make unless told otherwise."""
    client = RequestClient()
    client.force_login(mara)
    return client


@pytest.fixture
def stranger_client(stranger):
    client = RequestClient()
    client.force_login(stranger)
    return client


@pytest.fixture
def signed_out_client(db):
    return RequestClient()
