from collections.abc import Iterable
from typing import Any

from django.db.models import F, FilteredRelation, Q, QuerySet
from django.shortcuts import get_object_or_404

from interviews.access.weights import weights_set_by
from interviews.models import (
    Company,
    Dealbreaker,
    DealbreakerCheck,
    Profile,
)
from interviews.models.dealbreaker import DealbreakerQuerySet
from questions.models import Topic


def profile_read(user: Any) -> Profile:
    return Profile.objects.of(user).first() or Profile(owner=user)


def dealbreaker_read(user: Any, pk: int) -> Dealbreaker:
    return get_object_or_404(Dealbreaker.objects.of(user), pk=pk)


def dealbreaker_write(user: Any, pk: int) -> Dealbreaker:
    return get_object_or_404(Dealbreaker.objects.of(user).select_for_update(of=("self",)), pk=pk)


def topics_of(user: Any) -> QuerySet[Topic]:
    """Each with its weight, and in `weights_are_set` whether the candidate has set any."""
    topics = Topic.objects.of(user).order_by("position", "name", "pk")
    return with_weights(user, topics).annotate(weights_are_set=weights_set_by(user))


def profile_write(user: Any) -> Profile:
    return get_object_or_404(Profile.objects.of(user).select_for_update(), owner=user)


def with_weights(user: Any, topics: QuerySet[Topic]) -> QuerySet[Topic]:
    """Each topic with the candidate's own weight for it, for `weights_in`: one statement for both."""
    own = FilteredRelation("weight", condition=Q(weight__owner=user.pk))
    return topics.annotate(own=own).annotate(own_value=F("own__value"), own_hidden=F("own__hidden"))


def weights_in(topics: Iterable[Any]) -> dict[int, int]:
    """Topic → weight, the defaults filled in; a hidden topic is left out."""
    return {
        topic.pk: topic.default_weight if topic.own_value is None else topic.own_value
        for topic in topics
        if not topic.own_hidden
    }


def dealbreakers_of(user: Any) -> DealbreakerQuerySet:
    return Dealbreaker.objects.of(user).select_related("topic").in_order()


def checks_by_dealbreaker(user: Any, company: Company) -> dict[int, DealbreakerCheck]:
    checks = DealbreakerCheck.objects.of(user).filter(company=company).select_related("answer__person")
    return {check.dealbreaker_id: check for check in checks}


def dealbreaker_check_of(user: Any, dealbreaker: Dealbreaker, company: Company) -> dict[str, Any]:
    """What the form starts from; empty while the check is unknown."""
    checks = DealbreakerCheck.objects.of(user).filter(dealbreaker=dealbreaker, company=company)
    return checks.values("verdict", "answer", "note").first() or {}
