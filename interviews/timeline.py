"""What happened with a company, the newest first: told from the rows that its other pages show."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cached_property
from itertools import chain, groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import access
from interviews.models import Answer, Claim, Company, FollowUp, Offer, Signal, StageChange

PAGE_LENGTH = 200
LONGEST_QUOTE = 160


class Kind(StrEnum):
    ADDED = "added"
    STAGE = "stage"
    CLAIM = "claim"
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    MAIL = "mail"
    FOLLOW_UP = "follow-up"
    SIGNAL = "signal"
    OFFER = "offer"


@dataclass(frozen=True)
class Event:
    """`said` and `notes` are the program's words, `quoted` and `names` the candidate's own."""

    when: datetime
    day: date
    kind: Kind
    said: str
    quoted: str = ""
    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    link: str = ""
    signal: Signal | None = None

    @property
    def month(self) -> date:
        return self.day.replace(day=1)


@dataclass
class Timeline:
    user: Any
    company: Company
    now: datetime
    asked_page: str | None = None

    @cached_property
    def page(self) -> Page[Event]:
        return Paginator(self.events, PAGE_LENGTH).get_page(self.asked_page)

    @property
    def months(self) -> list[tuple[date, list[Event]]]:
        return [(month, list(events)) for month, events in groupby(self.page, lambda event: event.month)]

    @cached_property
    def events(self) -> list[Event]:
        return newest_first(
            company_and_stages(self.company, access.stage_changes_of(self.user, self.company)),
            map(claim_seen, access.claims_in_time(self.user, self.company)),
            map(noted, access.signals_in(self.user, self.company)),
            map(offered, access.offers_in_time(self.user, self.company)),
            (met(interview, self.now) for interview in access.interviews_in_time(self.user, self.company)),
            map(answered_by_mail, access.answers_by_mail(self.user, self.company)),
            map(followed_up, access.closed_follow_ups(self.user, self.company)),
        )


def newest_first(*lists: Iterable[Event]) -> list[Event]:
    """By day, then by hour; of one moment, what was given later stands higher."""
    events = list(chain.from_iterable(lists))
    events.reverse()
    return sorted(events, key=lambda event: (event.day, event.when), reverse=True)


def company_and_stages(company: Company, changes: Iterable[StageChange]) -> Iterator[Event]:
    """The stage that a company began with is no event of its own."""
    rest = list(changes)
    first = rest.pop(0) if rest and rest[0].changed_at == company.created_at else None
    notes = (str(first.get_stage_display()),) if first else ()
    yield event_at(company.created_at, Kind.ADDED, _("Company added"), notes=notes)
    for change in rest:
        said = _("Stage: %(stage)s") % {"stage": change.get_stage_display()}
        yield event_at(change.changed_at, Kind.STAGE, said)


def claim_seen(claim: Claim) -> Event:
    return Event(
        when=beginning_of(claim.seen_on),
        day=claim.seen_on,
        kind=Kind.CLAIM,
        said=_("Claim seen"),
        quoted=shortened(claim.text),
        notes=(str(claim.get_kind_display()),),
        link=f"{reverse('interviews:claim_list', args=[claim.company_id])}#claim-{claim.pk}",
    )


def noted(signal: Signal) -> Event:
    """In the candidate's own words alone, where it is none of the kinds."""
    is_other = signal.kind == Signal.Kind.OTHER
    return Event(
        when=beginning_of(signal.noted_on),
        day=signal.noted_on,
        kind=Kind.SIGNAL,
        said=_("Process") if is_other else _("Process: %(kind)s") % {"kind": signal.get_kind_display()},
        quoted=shortened(signal.text),
        signal=signal,
    )


def offered(offer: Offer) -> Event:
    answer_by = offer.expires_on and date_format(offer.expires_on, "j M Y")
    return Event(
        when=beginning_of(offer.dated_on),
        day=offer.dated_on,
        kind=Kind.OFFER,
        said=_("Offer"),
        notes=(_("answer by %(day)s") % {"day": answer_by},) if answer_by else (),
        link=f"{reverse('interviews:offer_list', args=[offer.company_id])}?offer={offer.pk}",
    )


def beginning_of(day: date) -> datetime:
    """What is known to the day stands below what has an hour on that day."""
    return timezone.make_aware(datetime.combine(day, time.min))


def met(interview: Any, now: datetime) -> Event:
    """Planned, held or cancelled; on the day as the calendar there has it. `named` as access gives it."""
    kind = Kind.HELD if interview.finished_at or interview.starts_at <= now else Kind.PLANNED
    if interview.cancelled_at:
        kind = Kind.CANCELLED
    words = {
        Kind.PLANNED: _("Interview planned: %(kind)s"),
        Kind.HELD: _("Interview: %(kind)s"),
        Kind.CANCELLED: _("Interview cancelled: %(kind)s"),
    }
    return Event(
        when=interview.starts_at,
        day=interview.starts_local.date(),
        kind=kind,
        said=words[kind] % {"kind": interview.get_kind_display()},
        names=tuple(sorted(interview.named)),
        notes=tuple(notes_on(interview, kind)),
        link=reverse("interviews:interview_detail", args=[interview.pk]),
    )


def notes_on(interview: Any, kind: Kind) -> Iterator[str]:
    """`answer_count` comes with access.interviews_in_time."""
    if kind is not Kind.HELD:
        return
    if not interview.finished_at:
        yield _("not finished yet")
    count = interview.answer_count
    yield ngettext("%(count)d answer", "%(count)d answers", count) % {"count": count}
    if interview.impression:
        yield _("your impression: %(impression)s") % {"impression": interview.get_impression_display()}


def answered_by_mail(answer: Answer) -> Event:
    return event_at(
        answer.answered_at,
        Kind.MAIL,
        _("Answer by e-mail"),
        quoted=shortened(answer.listed_question.text),
        names=(answer.person.name,) if answer.person else (),
        link=reverse("interviews:answer_detail", args=[answer.pk]),
    )


def followed_up(follow_up: FollowUp) -> Event:
    question = follow_up.listed_question
    return event_at(
        follow_up.done_at or follow_up.created_at,
        Kind.FOLLOW_UP,
        _("Follow-up closed"),
        quoted=shortened(follow_up.text or (question.text if question else "")),
        names=(follow_up.ask_person.name,) if follow_up.ask_person else (),
        notes=(str(follow_up.get_origin_display()),),
        link=reverse("interviews:follow_up_list", args=[follow_up.company_id]),
    )


def event_at(when: datetime, kind: Kind, said: str, **rest: Any) -> Event:
    return Event(when=when, day=timezone.localdate(when), kind=kind, said=said, **rest)


def shortened(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LONGEST_QUOTE)
