"""Interviews as they stand in the candidate's own calendar."""

from datetime import datetime

from django.utils.translation import gettext as _

from interviews.calendar import Event
from interviews.models import Interview


def event_of(
    interview: Interview, *, host: str, address: str, now: datetime, is_neutral: bool = False
) -> Event:
    """`address` is its page here. A neutral one tells whoever looks over the shoulder only that it is."""
    return Event(
        uid=f"{interview.pk}@{host}",
        sequence=int(now.timestamp() // 60),
        starts_at=interview.starts_at,
        minutes=interview.minutes,
        summary=_("Appointment") if is_neutral else summary_of(interview),
        changed_at=now,
        location="" if is_neutral else interview.place,
        description="" if is_neutral else description_of(interview),
        url="" if is_neutral else address,
        is_cancelled=interview.cancelled_at is not None,
    )


def summary_of(interview: Interview) -> str:
    return _("%(company)s: %(kind)s") % {
        "company": interview.company.name,
        "kind": interview.get_kind_display(),
    }


def description_of(interview: Interview) -> str:
    people = [
        f"{person.name}, {person.title}" if person.title else person.name for person in interview.people.all()
    ]
    minutes = _("%(n)d minutes for your questions") % {"n": interview.question_minutes}
    return "\n".join([*people, minutes])
