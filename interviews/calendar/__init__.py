"""Calendars in and out (.ics): `read` for invitations, `calendar_of_one` and `feed` for one's own."""

from .errors import NotACalendar
from .invitation import Attendee, Invitation, Note, NoteKind
from .reading import read
from .writing import Event, calendar_of_one, feed

__all__ = [
    "Attendee",
    "Event",
    "Invitation",
    "NotACalendar",
    "Note",
    "NoteKind",
    "calendar_of_one",
    "feed",
    "read",
]
