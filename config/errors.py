import logging
import sys

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, IntegrityError, InterfaceError, OperationalError, transaction
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from config.context import theme

logger = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = "5"


def wants_json(request) -> bool:
    return request.content_type == "application/json" or request.headers.get("Accept") == "application/json"


def page_or_json(request, template: str, status: int, error: str) -> HttpResponse:
    """Rendered without context processors: the database, and with it the session, may be gone."""
    if wants_json(request):
        return JsonResponse({"error": error}, status=status)
    return HttpResponse(render_to_string(template, {"error": error, **theme(request)}), status=status)


@login_not_required
def csrf_failure(request, reason=""):
    error = _("This page is too old to be sent. Go back, reload it, and send it again.")
    return page_or_json(request, "403_csrf.html", 403, error)


def bad_request(request, exception=None):
    return page_or_json(request, "400.html", 400, _("This request cannot be read."))


def not_found(request, exception=None):
    return page_or_json(request, "404.html", 404, _("There is nothing here for you."))


def unavailable(request, error):
    response = page_or_json(request, "503.html", 503, error)
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response


def transaction_failed(request, error):
    """The database was away when the transaction began, or could not keep it when it ended."""
    logger.exception("The transaction of %s %s failed", request.method, request.path)
    if isinstance(error, OperationalError | InterfaceError):
        return unavailable(request, _("The database is restarting. Try again in a moment."))
    return unavailable(request, _("The database could not keep this. Nothing was saved; try again."))


def server_error(request):
    """A database that is away for a moment is not an error of ours: come back soon."""
    kind = sys.exc_info()[0]
    if kind is not None and issubclass(kind, OperationalError | InterfaceError):
        return unavailable(request, _("The database is restarting. Try again in a moment."))
    if kind is not None and issubclass(kind, IntegrityError):
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
        error = _("Something else changed at the same moment. Nothing was saved: go back and try again.")
        return page_or_json(request, "409.html", 409, error)
    if kind is not None and issubclass(kind, DatabaseError):
        return page_or_json(
            request, "500.html", 500, _("This was refused by the database. Nothing was saved.")
        )
    return page_or_json(request, "500.html", 500, _("Something is broken on our side. Nothing was saved."))
