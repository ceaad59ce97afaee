"""What the topics weigh, since when, and what happened right before a weight was changed."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import DateTimeField, Exists, F, Func, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject, Least
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews.models import Company, Interview, Offer, Profile, Weight, WeightChange

MOST_CHANGES = 8
RIGHT_BEFORE = timedelta(days=30)


def weights_set_by(user: Any) -> Exists:
    """Whether the candidate has said what weighs how much, or that all weigh the same."""
    is_said = Exists(Profile.objects.of(user).exclude(weights_set_at=None).values("pk"))
    return is_said | Exists(Weight.objects.of(user).values("pk"))  # type: ignore[return-value]


def weights_are_set(topics: Iterable[Any]) -> bool:
    """From `topics_of`: no statement of its own. Without a topic there is nothing to weigh."""
    return all(topic.weights_are_set for topic in topics)


def weight_changes_of(user: Any) -> list[WeightChange]:
    """The latest first, each with its topic and, in `after_what`, what came right before: one statement."""
    changes = WeightChange.objects.of(user).select_related("topic").order_by("-changed_at", "-pk")
    changes = changes.annotate(offer=latest_offer(user), interview=latest_interview(user))[:MOST_CHANGES]
    return [with_what_came_before(change) for change in changes]


def latest_offer(user: Any) -> Subquery:
    """An offer is known when it is written down, or when the day that it is dated on is over."""
    zone, midnight = Value(timezone.get_current_timezone_name()), F("dated_on") + timedelta(days=1)
    day_is_over = Func(zone, midnight, function="timezone", output_field=DateTimeField())
    return latest_before(Offer.objects.of(user).annotate(at=Least("created_at", day_is_over)))


def latest_interview(user: Any) -> Subquery:
    held = Interview.objects.of(user).filter(cancelled_at=None)
    return latest_before(held.annotate(at=F("finished_at")))


def latest_before(events: QuerySet[Any]) -> Subquery:
    """As {"company": its name, "at": when}."""
    earliest = OuterRef("changed_at") - RIGHT_BEFORE
    before = events.filter(at__lte=OuterRef("changed_at"), at__gte=earliest).order_by("-at", "-pk")
    return Subquery(before.values(found=JSONObject(company="company__name", at="at"))[:1])


def with_what_came_before(change: Any) -> Any:
    offer, interview = change.offer, change.interview
    if offer and (not interview or moment(offer) >= moment(interview)):
        change.after_what = _("after %(company)s’s offer") % {"company": short(offer)}
    elif interview:
        change.after_what = _("after the interview with %(company)s") % {"company": short(interview)}
    else:
        change.after_what = ""
    return change


def moment(event: dict[str, str]) -> datetime:
    return datetime.fromisoformat(event["at"])


def short(event: dict[str, str]) -> str:
    return Company(name=event["company"]).short_name
