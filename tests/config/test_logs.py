"""What the log never holds."""

import logging

import pytest

from config.logs import WithoutSecrets


def logged(message, *arguments):
    record = logging.LogRecord("django.request", logging.WARNING, __file__, 1, message, arguments, None)
    assert WithoutSecrets().filter(record)
    return record.getMessage()


@pytest.mark.parametrize("address", ["/calendar/Zx-9_abc.ics", "http://localhost/calendar/Zx-9_abc.ics?a=1"])
def test_the_address_of_a_calendar_is_masked(address):
    line = logged("%s: %s", "Not Found", address)
    assert "Zx-9_abc" not in line
    assert "/calendar/….ics" in line


@pytest.mark.parametrize(
    "address", ["/shared/Zx-9_abc/", "http://localhost/shared/Zx-9_abc?a=1", "/shared/Zx-9_abc"]
)
def test_the_address_of_a_shared_view_is_masked(address):
    line = logged("%s: %s", "Not Found", address)
    assert "Zx-9_abc" not in line
    assert "/shared/…" in line


@pytest.mark.parametrize(
    "message", ["100 % of it", "Not Found: /interviews/7/calendar/", "Not Found: /settings/calendar/"]
)
def test_everything_else_is_logged_as_it_is(message):
    assert logged(message.replace("%", "%%"), *()) in (message, message.replace("%", "%%"))


def test_the_console_has_the_filter(settings):
    assert settings.LOGGING["handlers"]["console"]["filters"] == ["secrets"]
