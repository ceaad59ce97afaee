"""A question on an agenda, or left off it, with what speaks for or against it in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from interviews import agenda_words
from interviews.agenda import Choice, Left, Obstacle, ReasonKind
from interviews.models import Interview, ListedQuestion

NAMING_THE_TOPIC = (Obstacle.HIDDEN, Obstacle.NO_WEIGHT)


@dataclass(frozen=True)
class Line:
    """`topic` is empty where `why` names it; `fits` is the interview where it could still be asked."""

    listed: ListedQuestion
    topic: str
    why: str
    number: int = 0
    fits: str = ""
    is_unfit: bool = False


def chosen_line(
    choice: Choice,
    listed: ListedQuestion,
    topics: Mapping[int, str],
    number: int = 0,
    *,
    is_asked: bool = False,
) -> Line:
    """`is_asked`: in this very interview, so that nothing speaks against it."""
    if against := agenda_words.what_is_against(choice, topics):
        return Line(listed, topic_beside(choice.against, listed), against, number, is_unfit=not is_asked)
    says_topic = any(one.topic is not None or one.kind is ReasonKind.UNFILED for one in choice.reasons)
    why = agenda_words.why_chosen(choice.reasons, topics)
    return Line(listed, "" if says_topic else topic_of(listed), why, number)


def left_line(
    left: Left, listed: ListedQuestion, topics: Mapping[int, str], free: int, fits: str = ""
) -> Line:
    why = agenda_words.why_left(left, topics, free)
    return Line(listed, topic_beside(left.reason, listed), why, fits=fits)


def topic_beside(obstacle: Obstacle | None, listed: ListedQuestion) -> str:
    return "" if obstacle in NAMING_THE_TOPIC else topic_of(listed)


def topic_of(listed: ListedQuestion) -> str:
    return listed.topic.short if listed.topic else _("not filed yet")


def named(interview: Interview) -> str:
    day = date_format(timezone.localtime(interview.starts_at), "D j M")
    return f"{interview.get_kind_display()}, {day}"
