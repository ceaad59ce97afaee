"""What an invitation from somebody's calendar means for the interviews there are."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from interviews.calendar import Attendee, Invitation
from interviews.models import Interview

NOTE_LENGTH = 2_000
QUESTION_MINUTES = 10
Kind = Interview.Kind
# The first that is found in the title decides.
KIND_WORDS = (
    (Kind.OFFER_CALL, ("offer",)),
    (Kind.COFFEE, ("coffee", "lunch")),
    (Kind.FINAL, ("final", "executive", "founder", "ceo")),
    (Kind.PANEL, ("panel", "onsite", "on-site", "loop", "round table")),
    (
        Kind.TECHNICAL,
        ("technical", "coding", "pairing", "system design", "architecture", "take-home", "case study"),
    ),
    (Kind.TEAM, ("team(?!s? lead)", "peer", "peers", "colleagues")),
    (Kind.RECRUITER, ("recruiter", "screen", "intro", "first call", "talent", "hr")),
)


class Standing(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"
    OLDER = "older"
    CANCELS = "cancels"
    CANCELS_NOTHING = "cancels nothing"
    OVER = "over"

    @property
    def is_to_plan(self) -> bool:
        return self in (Standing.NEW, Standing.CHANGED)

    @property
    def sentence(self) -> Promise | str:
        return SENTENCES.get(self, "")


SENTENCES: dict[Standing, Promise] = {
    Standing.KNOWN: _("You have this one already."),
    Standing.OLDER: _("This is an older version of an invitation that you have; nothing was changed."),
    Standing.CANCELS_NOTHING: _("It cancels an appointment that is not here."),
    Standing.OVER: _("It cancels a series whose dates here have passed; nothing was changed."),
}


@dataclass(frozen=True)
class Brought:
    """An invitation as it travels, signed, from the page that read it to the page that keeps it."""

    uid: str
    recurrence: str
    sequence: int
    stamp: str
    is_cancelled: bool
    summary: str
    description: str
    place: str
    channel: str
    starts: str
    zone: str
    is_all_day: bool
    minutes: int
    people: list[list[str]]
    notes: list[str]

    @classmethod
    def of(cls, invitation: Invitation) -> Self:
        return cls(
            uid=invitation.uid,
            recurrence=invitation.recurrence,
            sequence=invitation.sequence,
            stamp=invitation.stamp.isoformat() if invitation.stamp else "",
            is_cancelled=invitation.is_cancelled,
            summary=invitation.summary,
            description=invitation.description[:NOTE_LENGTH],
            place=invitation.link or invitation.location,
            channel=invitation.channel,
            starts=invitation.starts.isoformat() if invitation.starts else "",
            zone=invitation.zone,
            is_all_day=invitation.is_all_day,
            minutes=invitation.minutes,
            people=[[called(one), one.email] for one in invitation.people],
            notes=[str(note) for note in invitation.notes],
        )

    @property
    def stamped_at(self) -> datetime | None:
        return datetime.fromisoformat(self.stamp) if self.stamp else None

    @property
    def starts_local(self) -> datetime | None:
        """As the clock there shows it."""
        return datetime.fromisoformat(self.starts) if self.starts else None

    @property
    def zone_shown(self) -> str:
        return self.zone.replace("_", " ")

    @property
    def names(self) -> list[str]:
        return list(dict.fromkeys(name for name, _address in self.people if name))

    @property
    def origin(self) -> dict[str, Any]:
        """What an interview keeps of it, to know the next version by."""
        return {
            "ics_uid": self.uid,
            "ics_recurrence": self.recurrence,
            "ics_sequence": min(self.sequence, 2**31 - 1),
            "ics_stamp": self.stamped_at,
        }

    @property
    def kind(self) -> str:
        words = f" {self.summary.casefold()} "
        found = (
            kind for kind, signs in KIND_WORDS if any(re.search(rf"\b{sign}\b", words) for sign in signs)
        )
        return next(found, Kind.HIRING_MANAGER)

    def clock(self, own_zone: str) -> dict[str, Any]:
        """When it starts, as far as it is told. A time in UTC is a program's, not a person's: it is shown as
        the clock in `own_zone` shows it."""
        told: dict[str, Any] = {"time_zone": self.zone} if self.zone else {}
        if self.starts_local is None or self.is_all_day:
            return told
        starts = self.starts_local
        if self.zone == "UTC" and own_zone:
            starts = starts.replace(tzinfo=UTC).astimezone(ZoneInfo(own_zone)).replace(tzinfo=None)
            told["time_zone"] = own_zone
        return {**told, "starts_at": starts}

    def form_values(self, own_zone: str = "") -> dict[str, Any]:
        """What the form of a new interview starts from; what nobody can know is left out."""
        return {
            **self.clock(own_zone),
            "kind": self.kind,
            "channel": self.channel or Interview.Channel.VIDEO,
            "minutes": self.minutes,
            "question_minutes": min(self.minutes, QUESTION_MINUTES),
            "place": self.place[:500],
            "note": "\n\n".join(text for text in (self.summary, self.description) if text),
        }

    def changes(self, interview: Interview) -> dict[str, Any]:
        """What a newer version changes of an interview there is; the rest is the candidate's.

        The hour of an interview that was moved to another day, and no hour said, is empty.
        """
        told = self.clock(interview.time_zone)
        if self.is_all_day:
            is_moved = self.starts_local and self.starts_local.date() != interview.starts_local.date()
            return {"starts_at": None} if is_moved else {}
        return {**told, "minutes": self.minutes, **({"place": self.place[:500]} if self.place else {})}


def called(attendee: Attendee) -> str:
    """“Ilse Brandt” out of “Brandt, Ilse” or ilse.brandt@…; people do not sign with a comma."""
    name = attendee.name or re.sub(r"[._+]+", " ", attendee.email.partition("@")[0]).title()
    last, comma, first = name.partition(",")
    name = f"{first.strip()} {last.strip()}" if comma else name
    return " ".join(name.replace(",", " ").split())[:120].rstrip()


def standing_of(brought: Brought, known: Interview | None) -> Standing:
    if known is None:
        return Standing.CANCELS_NOTHING if brought.is_cancelled else Standing.NEW
    age, known_age = (brought.sequence, brought.stamped_at), (known.ics_sequence, known.ics_stamp)
    if is_older(age, known_age):
        return Standing.OLDER
    if brought.is_cancelled:
        return Standing.CANCELS if known.cancelled_at is None else Standing.KNOWN
    return Standing.KNOWN if age == known_age else Standing.CHANGED


def is_older(age: tuple[int, datetime | None], than: tuple[int, datetime | None]) -> bool:
    if age[0] != than[0]:
        return age[0] < than[0]
    return age[1] is not None and than[1] is not None and age[1] < than[1]


@dataclass(frozen=True)
class Pair:
    """An invitation with the interviews that it is about: one, none, or the dates of a cancelled series."""

    brought: Brought
    interviews: tuple[Interview, ...]
    standing: Standing

    @property
    def interview(self) -> Interview | None:
        return next(iter(self.interviews), None)


def pair_up(brought: Brought, known: Mapping[tuple[str, str], Interview], now: datetime) -> Pair:
    """`known` by (uid, recurrence), the soonest first."""
    interview = known.get((brought.uid, brought.recurrence))
    if interview is None and brought.is_cancelled and not brought.recurrence:
        return pair_with_series(brought, [row for key, row in known.items() if key[0] == brought.uid], now)
    return Pair(brought, (interview,) if interview else (), standing_of(brought, interview))


def pair_with_series(brought: Brought, dates: list[Interview], now: datetime) -> Pair:
    """A series that is cancelled as a whole: what was held of it stays as it is."""
    to_come = [row for row in dates if row.starts_at >= now and row.finished_at is None]
    cancelled = tuple(row for row in to_come if standing_of(brought, row) is Standing.CANCELS)
    if cancelled or not dates:
        return Pair(brought, cancelled, Standing.CANCELS if cancelled else Standing.CANCELS_NOTHING)
    standing = standing_of(brought, dates[-1])
    return Pair(brought, (dates[-1],), Standing.OVER if standing is Standing.CANCELS else standing)
