from typing import Any

from interviews.models import Profile
from questions.access import acting_as


def ensure_profile(*, by: Any) -> Profile:
    with acting_as(by):
        profile, _created = Profile.objects.get_or_create(owner=by)
    return profile
