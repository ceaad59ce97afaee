"""What matters to the candidate of the sample: weights and dealbreakers."""

from datetime import datetime
from typing import Any

from interviews.models import Dealbreaker, Profile, Weight
from interviews.sample.files import checks_of, read_preferences
from interviews.sample.library import Library


def add_weights(library: Library, by: Any, now: datetime) -> None:
    values = read_preferences()["weights"]
    for key in values:
        library.topic(key)
    Weight.objects.bulk_create(
        Weight(owner=by, topic=topic, value=values.get(key, 0)) for key, topic in library.topics.items()
    )
    Profile.objects.of(by).update(weights_set_at=now)


def add_dealbreakers(sheets: list[dict[str, Any]], library: Library, by: Any) -> dict[str, Dealbreaker]:
    """By key, those that a company here is judged by; one that the candidate has already stays theirs."""
    rows = list(Dealbreaker.objects.of(by))
    texts = {row.text.lower() for row in rows}
    position = max((row.position for row in rows), default=-1) + 1
    used = {check["dealbreaker"] for sheet in sheets for check in checks_of(sheet)}
    added: dict[str, Dealbreaker] = {}
    for entry in read_preferences()["dealbreakers"]:
        if entry["key"] in used and entry["text"].lower() not in texts:
            topic = library.topic(entry["topic"])
            row = Dealbreaker(owner=by, text=entry["text"], topic=topic, position=position + len(added))
            added[entry["key"]] = row
    Dealbreaker.objects.bulk_create(added.values())
    return added
