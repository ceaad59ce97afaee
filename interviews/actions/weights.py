from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from interviews.access.settings import with_weights
from interviews.access.weights import weights_set_by
from interviews.models import Profile, Weight, WeightChange
from questions.models import Topic

ONE_CHANGE = timedelta(minutes=2)


def set_weights(*, values: Mapping[int, int], by: Any) -> None:
    """Topic → 0–5. What differs from before is logged, unless this is the first time: then it is no change.

    Without any value, all topics keep what they weigh, and that is what the candidate has said.
    """
    profile, said_before = profile_with_weights_write(by)
    if said_before:
        log_changes(values, by)
    Weight.objects.bulk_create(
        [Weight(owner=by, topic_id=topic, value=value) for topic, value in values.items()],
        update_conflicts=True,
        unique_fields=["owner", "topic"],
        update_fields=["value"],
    )
    if profile.weights_set_at is None:
        profile.weights_set_at = timezone.now()
        profile.save(update_fields=["weights_set_at"])


def profile_with_weights_write(by: Any) -> tuple[Profile, bool]:
    """Locked, so that of two changes at once each knows what was before; and whether weights are set."""
    profiles = Profile.objects.of(by).annotate(weights_are_set=weights_set_by(by))
    profile = profiles.select_for_update(of=("self",)).first()
    if profile is None:
        return Profile.objects.create(owner=by), Weight.objects.of(by).exists()
    return profile, profile.weights_are_set


def log_changes(values: Mapping[int, int], by: Any) -> None:
    """Before the weights are written. A slider moved to and fro within two minutes has made one change, or
    none where it is back at its beginning."""
    changes = changed(values, by)
    if not changes:
        return
    now = timezone.now()
    rows = WeightChange.objects.of(by)
    recent = rows.filter(topic__in=changes, changed_at__gt=now - ONE_CHANGE).order_by("changed_at", "pk")
    last = {row.topic_id: row for row in recent.select_for_update()}
    for topic, (_before, after) in changes.items():
        if topic in last:
            last[topic].after, last[topic].changed_at = after, now
    undone = [row.pk for row in last.values() if row.before == row.after]
    rows.filter(pk__in=undone).delete()
    WeightChange.objects.bulk_update(last.values(), ["after", "changed_at"])
    WeightChange.objects.bulk_create(
        WeightChange(owner=by, topic_id=topic, before=before, after=after, changed_at=now)
        for topic, (before, after) in changes.items()
        if topic not in last
    )


def changed(values: Mapping[int, int], by: Any) -> dict[int, tuple[int, int]]:
    """Topic → what it weighs, and what it is to weigh, where that is not the same."""
    topics: QuerySet[Any] = with_weights(by, Topic.objects.of(by).filter(pk__in=values))
    weighs = {
        topic.pk: topic.default_weight if topic.own_value is None else topic.own_value for topic in topics
    }
    return {topic: (before, values[topic]) for topic, before in weighs.items() if before != values[topic]}
