"""Invitations (.ics) as they are sent by Google, Outlook, Teams, Zoom, Apple and recruiting tools."""

from collections.abc import Iterable
from datetime import UTC, datetime

from icalendar import Event

from interviews.calendar import links, occurrences, people
from interviews.calendar.drafts import Draft, drafts, first
from interviews.calendar.errors import NotACalendar
from interviews.calendar.invitation import MOST_ATTENDEES, Invitation, Note, NoteKind
from interviews.calendar.structure import MOST_EVENTS, Sheet, sheet
from interviews.calendar.text import calendars
from interviews.calendar.times import When
from interviews.calendar.wording import clean, one_line, plain

LONGEST = {"summary": 200, "location": 500, "description": 5000}
MOST_SERIES = 40
_ANSWERS = frozenset(("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"))


def read(data: bytes | str, *, now: datetime, own_email: str = "") -> list[Invitation]:
    """What a file or a pasted text invites to, the soonest first.

    Of each appointment the newest version (SEQUENCE, then DTSTAMP, then place in the text); of a series at
    most ten dates from `now` (aware) on, or its last one. `own_email` is left out of the people.
    Raises NotACalendar, whose text is for the reader, and nothing else, whatever comes in.
    """
    sheets = [sheet(lines) for lines in calendars(data)]
    _refuse_what_invites_to_nothing(sheets)
    newest: dict[tuple[str, str], Draft] = {}
    for draft in (draft for one in sheets if one.method not in _ANSWERS for draft in drafts(one)):
        key = (draft.uid, draft.recurrence)
        if key not in newest or draft.age >= newest[key].age:
            newest[key] = draft
    found = [told for one in _by_uid(newest.values(), now.astimezone(UTC)) for told in one]
    usable = [one for one in found if one[1] is not None or one[0].is_cancelled]
    if not usable:
        raise _without_start(found[0][0])
    invitations = [_invitation(*one, own_email) for one in usable]
    return sorted(invitations, key=lambda one: (one.starts or datetime.max, one.uid, one.recurrence))  # noqa: DTZ901


def _refuse_what_invites_to_nothing(sheets: list[Sheet]) -> None:
    if all(one.version.startswith("1.") for one in sheets):
        raise NotACalendar("old")
    if all(one.method in _ANSWERS for one in sheets):
        raise NotACalendar("answer")
    count = sum(len(one.events) for one in sheets if one.method not in _ANSWERS)
    if count == 0:
        raise NotACalendar("no events")
    if count > MOST_EVENTS:
        raise NotACalendar("too many", count=count)


def _without_start(draft: Draft) -> NotACalendar:
    written = draft.written_start
    return NotACalendar("bad start", text=written) if written else NotACalendar("no start")


_Told = tuple[Draft, When | None, str, list[Note]]


def _by_uid(newest: Iterable[Draft], now: datetime) -> Iterable[list[_Told]]:
    """Each appointment's dates: the draft that tells of it, when, the date's key, and what to note."""
    groups: dict[str, list[Draft]] = {}
    for draft in newest:
        groups.setdefault(draft.uid, []).append(draft)
    left = MOST_SERIES
    for group in groups.values():
        master = next((one for one in group if not one.original), None)
        changed = [one for one in group if one.original]
        if master is None or not master.repeats or master.is_cancelled or master.starts is None:
            yield [(one, one.starts, one.recurrence, []) for one in group]
        else:
            yield (
                _dates(master, master.starts, changed, now)
                if left > 0
                else _one_date(master, master.starts, changed)
            )
            left -= 1


def _dates(master: Draft, starts: When, changed: list[Draft], now: datetime) -> list[_Told]:
    told = occurrences.upcoming(master, starts, changed, now)
    if told is None:
        return _one_date(master, starts, changed)
    over = [Note(NoteKind.SERIES_OVER)] if len(told) == 1 and told[0][1].instant() < now else []
    found: list[_Told] = [(draft, begins, key, over) for draft, begins, key in told]
    taken = {id(draft) for draft, *_ in told}
    return found + [
        (one, one.starts, one.original.alike(starts).key(), [])
        for one in changed
        if one.original and one.is_cancelled and id(one) not in taken
    ]


def _one_date(master: Draft, starts: When, changed: list[Draft]) -> list[_Told]:
    note = [Note(NoteKind.NOT_REPEATED)]
    others: list[_Told] = [(one, one.starts, one.recurrence, []) for one in changed]
    return [(master, starts, starts.key(), note), *others]


def _invitation(
    draft: Draft, begins: When | None, recurrence: str, notes: list[Note], own_email: str
) -> Invitation:
    event = draft.event
    texts, shortened = _texts(event)
    attendees = people.attendees(event, own_email)
    link = _link(event, texts)
    found = [*(begins.notes() if begins else []), *draft.notes, *notes, *shortened]
    if len(attendees) > MOST_ATTENDEES:
        found.append(Note(NoteKind.PEOPLE_LEFT_OUT, str(len(attendees))))
    if _changes_later_ones(event):
        found.append(Note(NoteKind.LATER_TOO))
    return Invitation(
        uid=draft.uid,
        sequence=draft.sequence,
        stamp=draft.stamp,
        recurrence=recurrence,
        is_cancelled=draft.is_cancelled,
        **texts,
        link=link,
        channel=links.channel(link, texts["location"], texts["description"]),
        starts=begins.wall if begins else None,
        zone=begins.zone if begins else "",
        zone_as_written=begins.written if begins else "",
        is_all_day=bool(begins and begins.is_day),
        is_floating=bool(begins and not begins.is_day and not begins.zone and not begins.written),
        minutes=draft.minutes,
        organizer=people.organizer(event, own_email),
        attendees=attendees[:MOST_ATTENDEES],
        notes=tuple(found),
    )


def _texts(event: Event) -> tuple[dict[str, str], list[Note]]:
    whole = {
        "summary": one_line(first(event, "SUMMARY")),
        "location": one_line(first(event, "LOCATION")),
        "description": plain(first(event, "DESCRIPTION")),
    }
    notes = [Note(NoteKind.SHORTENED, name) for name, text in whole.items() if len(text) > LONGEST[name]]
    return {name: text[: LONGEST[name]].rstrip() for name, text in whole.items()}, notes


def _link(event: Event, texts: dict[str, str]) -> str:
    names = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE")
    conference = [clean(str(value)) for name in names for value in people.values(event, name)[:10]]
    description = plain(first(event, "DESCRIPTION"))
    return links.video_link(conference, first(event, "URL"), texts["location"], description)


def _changes_later_ones(event: Event) -> bool:
    return any("RANGE" in getattr(value, "params", {}) for value in people.values(event, "RECURRENCE-ID"))
