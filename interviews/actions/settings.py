from collections.abc import Mapping
from typing import Any

from interviews.actions.positions import next_position
from interviews.models import (
    Answer,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    Profile,
    Weight,
)
from questions.access import acting_as


def ensure_profile(*, by: Any) -> Profile:
    with acting_as(by):
        profile, _created = Profile.objects.get_or_create(owner=by)
    return profile


def set_weights(*, values: Mapping[int, int], by: Any) -> None:
    """Topic → 0–5; only what differs is written."""
    rows = [Weight(owner=by, topic_id=topic, value=value) for topic, value in values.items()]
    Weight.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["owner", "topic"], update_fields=["value"]
    )


def add_dealbreaker(*, dealbreaker: Dealbreaker, by: Any) -> Dealbreaker:
    dealbreaker.owner = by
    dealbreaker.position = next_position(Dealbreaker.objects.of(by))
    dealbreaker.save()
    return dealbreaker


def check_dealbreaker(
    *, dealbreaker: Dealbreaker, company: Company, verdict: str, answer: Answer | None, note: str, by: Any
) -> None:
    """An empty verdict takes the check back: unknown."""
    checks = DealbreakerCheck.objects.of(by)
    if not verdict:
        checks.filter(dealbreaker=dealbreaker, company=company).delete()
        return
    checks.update_or_create(
        dealbreaker=dealbreaker,
        company=company,
        defaults={"owner": by, "verdict": verdict, "answer": answer, "note": note},
    )
