from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection

from interviews.models import Interview
from interviews.models.interview import InterviewQuerySet

MOST_IN_FEED = 500
FEED_LOOKS_BACK = timedelta(days=90)


def interviews_of_invitations(user: Any, uids: Iterable[str]) -> dict[tuple[str, str], Interview]:
    """(uid, recurrence) → the interview that came from it."""
    uids = [uid for uid in uids if uid]
    interviews = Interview.objects.of(user).filter(ics_uid__in=uids).select_related("company")
    return {(one.ics_uid, one.ics_recurrence): one for one in interviews.order_by("starts_at", "pk")}


def interviews_of_invitation_write(user: Any, uid: str) -> dict[tuple[str, str], Interview]:
    """The same of one uid, locked: more than one where it is a series."""
    interviews = Interview.objects.of(user).filter(ics_uid=uid).exclude(ics_uid="")
    locked = interviews.select_related("company").select_for_update(of=("self",))
    return {(one.ics_uid, one.ics_recurrence): one for one in locked.order_by("starts_at", "pk")}


def owner_of_feed(token: str) -> Any:
    """The candidate whose calendar has this address; None for any other. Nobody is signed in here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT owner_of_feed(%s)", [token])
        (pk,) = cursor.fetchone()
    return get_user_model().objects.filter(pk=pk, is_active=True).first() if pk else None


def interviews_in_feed(user: Any, now: datetime) -> InterviewQuerySet:
    recent = Interview.objects.of(user).filter(
        starts_at__gte=now - FEED_LOOKS_BACK, company__archived_at=None
    )
    return recent.select_related("company").prefetch_related("people").soonest_first()[:MOST_IN_FEED]
