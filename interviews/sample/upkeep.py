from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F

from interviews.models import (
    Answer,
    AnswerRevision,
    Company,
    Dealbreaker,
    FollowUp,
    Interview,
    Profile,
    Weight,
)
from interviews.sample.files import read_preferences
from interviews.sample.loading import TAB_WITH_WEIGHTS
from interviews.sample.times import ZONE, soon


def remove_sample(*, by: Any) -> int:
    """Number of companies removed, each with everything inside it, whoever wrote it there.

    Dealbreakers go where they have the sample's words, a sample company was judged by them and no other was.
    Weights go where the sample brought them, the value is still the sample's and no company is left; without
    any weight left, the candidate has set none.
    """
    samples = Company.objects.of(by).samples()
    brought = AnswerRevision.objects.of(by).filter(company__in=samples, tab=TAB_WITH_WEIGHTS).exists()
    remove_dealbreakers(by)
    # First: when people go, their answers to one question would for a moment all be from nobody, and clash.
    Answer.objects.of(by).filter(company__in=samples).delete()
    _rows, removed = samples.delete()
    if brought and not Company.objects.of(by).exists():
        remove_weights(by)
    return int(removed.get(Company._meta.label, 0))


def remove_dealbreakers(by: Any) -> None:
    texts = [entry["text"] for entry in read_preferences()["dealbreakers"]]
    judged = Dealbreaker.objects.of(by).filter(text__in=texts, dealbreakercheck__company__is_sample=True)
    judged.exclude(dealbreakercheck__company__is_sample=False).delete()


def remove_weights(by: Any) -> None:
    values = read_preferences()["weights"]
    rows = Weight.objects.of(by).filter(topic__owner=None, hidden=False).select_related("topic")
    untouched = [row.pk for row in rows if row.value == values.get(row.topic.key, 0)]
    Weight.objects.of(by).filter(pk__in=untouched).delete()
    if not Weight.objects.of(by).exists():
        Profile.objects.of(by).update(weights_set_at=None)


def move_sample_forward(*, by: Any, now: datetime) -> int:
    """Number of interviews moved: the next one to soon, the others by as many days, where it is over by now.

    What is to be followed up by a day moves with them. Only for the demo, whose data would otherwise age;
    interviews that were finished or called off stay.
    """
    samples = Company.objects.of(by).samples()
    to_come = Interview.objects.of(by).filter(company__in=samples).to_come()
    interviews = list(to_come.select_for_update(of=("self",)).soonest_first())
    if not interviews or interviews[0].starts_at + timedelta(minutes=interviews[0].minutes) > now:
        return 0
    first, *others = interviews
    days = (soon(now).date() - first.starts_at.astimezone(ZONE).date()).days
    first.starts_at = soon(now)
    for interview in others:
        local = interview.starts_at.astimezone(ZoneInfo(interview.time_zone))
        interview.starts_at = local + timedelta(days=days)
    for interview in interviews:
        interview.started_at = None
    Interview.objects.bulk_update(interviews, ["starts_at", "started_at"])
    due = FollowUp.objects.of(by).filter(company__in=samples, done_at=None).exclude(due_on=None)
    due.update(due_on=F("due_on") + timedelta(days=days))
    return len(interviews)
