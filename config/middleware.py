from zoneinfo import ZoneInfo

from django.db import DatabaseError, transaction
from django.utils import timezone

from config.errors import transaction_failed
from interviews.accounts import TIME_ZONE_IN_SESSION
from questions.access import enter_request_role

WITHOUT_DATABASE = {"/healthz", "/readyz"}


def no_store(get_response):
    """Signed-in pages are nobody's cache's business; the browser's back button asks again."""

    def middleware(request):
        response = get_response(request)
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response["Cache-Control"] = "no-store"
        return response

    return middleware


def time_zone(get_response):
    """Times are shown in the candidate's zone, which the session carries so that no page asks for it."""

    def middleware(request):
        name = request.session.get(TIME_ZONE_IN_SESSION)
        with timezone.override(ZoneInfo(name) if name else None):
            return get_response(request)

    return middleware


def request_transaction(get_response):
    """The request's only transaction: opened as its candidate, committed before the answer leaves.

    Errors were turned into responses further in, so a failed view is known by its status alone.
    """

    def middleware(request):
        if request.path in WITHOUT_DATABASE:
            return get_response(request)
        owner_id = request.user.pk if request.user.is_authenticated else None
        try:
            with transaction.atomic():
                enter_request_role(owner_id)
                response = get_response(request)
                if response.status_code >= 500:
                    transaction.set_rollback(True)
        except DatabaseError as error:
            return transaction_failed(request, error)
        return response

    return middleware
