"""What the agenda says of its lines, in words."""

from collections.abc import Collection, Iterable, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews.agenda import Candidate, Choice, Left, Obstacle, Reason, ReasonKind
from interviews.models import Interview
from interviews.sentences import listed
from questions.models import Question

SHOWN_OTHERWISE = (ReasonKind.PINNED, ReasonKind.MUST_ASK)  # by a tag, by the heading above the line


def why_chosen(reasons: Iterable[Reason], topics: Mapping[int, str]) -> str:
    """“waits for the offer · nothing known about Pay (weight 5)”; `topics` has each topic's short name.

    Nothing of what a line's tag and heading say already.
    """
    return " · ".join(said(reason, topics) for reason in reasons if reason.kind not in SHOWN_OTHERWISE)


def said(reason: Reason, topics: Mapping[int, str]) -> str:
    if reason.kind is ReasonKind.FOLLOW_UP:
        return follow_up(reason.value)
    if reason.kind is ReasonKind.MOMENT:
        return moment(reason.value)
    sentences = {
        ReasonKind.DEALBREAKER: _("could settle a dealbreaker"),
        ReasonKind.HEARD_ELSEWHERE: _("not heard from %(people)s yet"),
        ReasonKind.NOTHING_KNOWN: _("nothing known about %(topic)s (weight %(weight)d)"),
        ReasonKind.LITTLE_KNOWN: _("%(known)d of %(listed)d known about %(topic)s (weight %(weight)d)"),
        ReasonKind.WEIGHT: _("more about %(topic)s (weight %(weight)d)"),
        ReasonKind.UNFILED: _("not under a topic yet"),
        ReasonKind.TIME_LEFT: _("there is time left"),
        ReasonKind.LOOK_UP_FIRST: _("look it up first"),
    }
    return sentences[reason.kind] % {
        "topic": topics[reason.topic] if reason.topic is not None else "",
        "weight": reason.weight,
        "known": reason.known,
        "listed": reason.listed,
        "people": some_of(reason.audiences),
    }


def follow_up(origin: str) -> str:
    sentences = {
        "contradiction": _("answers contradict each other"),
        "come back": _("you wanted to come back to it"),
        "vague": _("the answer was vague"),
        "refer": _("you were told to ask someone else"),
        "declined": _("they would not answer"),
        "claim": _("so far only read, not heard"),
    }
    return sentences[origin]


def moment(timing: str) -> str:
    sentences = {
        Question.Timing.FIRST_CALL: _("best asked in the first call"),
        Question.Timing.FINAL_ROUND: _("waits for the final round"),
        Question.Timing.OFFER: _("waits for the offer"),
    }
    return sentences[Question.Timing(timing)]


def why_left(left: Left, topics: Mapping[int, str], free: int) -> str:
    """“no room: 4 min, 1 left”; `free` are the minutes that the agenda leaves free as it stands.

    What would fit into them alone has no room only after what is worth more.
    """
    if left.reason is not Obstacle.NO_ROOM:
        return against(left.reason, left.candidate, topics)
    minutes = left.candidate.minutes
    if minutes <= free:
        return _("no room after these: %(minutes)d min") % {"minutes": minutes}
    return _("no room: %(minutes)d min, %(free)d left") % {"minutes": minutes, "free": free}


def what_is_against(choice: Choice, topics: Mapping[int, str]) -> str:
    """What speaks against a line that was put on by hand; empty when nothing does."""
    return against(choice.against, choice.candidate, topics) if choice.against else ""


def against(obstacle: Obstacle, candidate: Candidate, topics: Mapping[int, str]) -> str:
    if obstacle is Obstacle.LATER:
        return later(candidate.timing)
    sentences = {
        Obstacle.DROPPED: _("you took it off"),
        Obstacle.ANSWERED: _("answered"),
        Obstacle.HIDDEN: _("you hid %(topic)s"),
        Obstacle.NO_WEIGHT: _("%(topic)s weighs 0"),
        Obstacle.OTHER_AUDIENCE: _("%(people)s can answer this"),
    }
    return sentences[obstacle] % {
        "topic": topics[candidate.topic] if candidate.topic is not None else "",
        "people": some_of(candidate.audiences),
    }


def later(timing: str) -> str:
    return _("for when you have an offer") if timing == Question.Timing.OFFER else _("for the final round")


def some_of(audiences: Collection[str]) -> str:
    """“a peer or a report”, in the order of the library's audiences; “someone else” for unknown ones."""
    names = {
        Question.Audience.RECRUITER: _("a recruiter"),
        Question.Audience.HIRING_MANAGER: _("a hiring manager"),
        Question.Audience.PEER: _("a peer"),
        Question.Audience.REPORT: _("a report"),
        Question.Audience.EXECUTIVE: _("an executive"),
        Question.Audience.HR: _("HR"),
        Question.Audience.CUSTOMER: _("a customer or partner"),
    }
    known = (name for audience, name in names.items() if audience in audiences)
    return listed(known, _("or")) or _("someone else")


def could_fit(interview: str) -> str:
    """“still fits: technical, 4 August, 10:00”; `interview` as the page names it."""
    return _("still fits: %(interview)s") % {"interview": interview}


def said_of_agenda(added: int, interview: Interview) -> str:
    sentence = ngettext(
        "%(count)d question put on the agenda of %(day)s.",
        "%(count)d questions put on the agenda of %(day)s.",
        added,
    )
    if not added:
        sentence = _("On the agenda of %(day)s already.")
    return sentence % {"count": added, "day": date_format(interview.starts_local, "D j M")}
