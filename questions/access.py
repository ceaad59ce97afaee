"""Whose rows a statement may see: the request role, and the one way to each library row."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from questions.models import Import, Question, Source, Topic
from questions.schema import REQUEST_ROLE

STATEMENT_TIMEOUT = "5s"
LOCK_TIMEOUT = "3s"

User = AbstractBaseUser | AnonymousUser | Any


def enter_request_role(owner_id: int | None) -> None:
    """One statement, all of it local to the transaction: nothing outlives it on a pooled connection."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('app.owner', %s, true),"
            " set_config('statement_timeout', %s, true), set_config('lock_timeout', %s, true)",
            [REQUEST_ROLE, "" if owner_id is None else str(owner_id), STATEMENT_TIMEOUT, LOCK_TIMEOUT],
        )


@contextmanager
def acting_as(user: User) -> Iterator[None]:
    """Sees and writes this candidate's rows, where there is no signed-in request yet or no more."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('role'), coalesce(current_setting('app.owner', true), ''),"
                " set_config('role', %s, true), set_config('app.owner', %s, true)",
                [REQUEST_ROLE, str(user.pk)],
            )
            role, owner, *_ = cursor.fetchone()
        yield
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT set_config('role', %s, true), set_config('app.owner', %s, true)", [role, owner]
            )


def question_read(user: User, pk: int) -> Question:
    questions = Question.objects.of(user).there().select_related("topic", "source")
    return get_object_or_404(questions, pk=pk)


def question_write(user: User, pk: int) -> Question:
    """Own ones only: a built-in question is changed by making it yours."""
    own = Question.objects.of(user).filter(owner=user).there().select_related("topic", "source")
    return get_object_or_404(own.select_for_update(of=("self",)), pk=pk)


def question_to_restore(user: User, pk: int) -> Question:
    """Own ones, archived or deleted."""
    own = Question.objects.of(user).filter(owner=user).select_for_update(of=("self",))
    return get_object_or_404(own, pk=pk)


def questions_in_order(user: User, pks: list[int]) -> list[Question]:
    found = Question.objects.of(user).filter(pk__in=pks).select_related("topic").in_bulk() if pks else {}
    return [found[pk] for pk in pks if pk in found]


def topic_write(user: User, pk: int) -> Topic:
    return get_object_or_404(Topic.objects.of(user).filter(owner=user).select_for_update(), pk=pk)


def topics_of(user: User) -> list[Topic]:
    return list(Topic.objects.of(user).live().in_order())


def own_topics_of(user: User) -> QuerySet[Topic]:
    counted = Count("question", filter=Q(question__deleted_at=None))
    return Topic.objects.of(user).filter(owner=user).annotate(question_count=counted).order_by("name", "pk")


def topics_with_languages(user: User) -> QuerySet[Topic]:
    """The topics, each with what the candidate's own questions are written in, in `.languages`: one
    statement for both."""
    languages = Question.objects.filter(owner=user.pk).order_by("language").values("language").distinct()
    return Topic.objects.of(user).live().in_order().annotate(languages=ArraySubquery(languages))


def topics_with_sources(user: User) -> QuerySet[Topic]:
    """And with the candidate's imported sources in `.sources`."""
    sources = Source.objects.filter(owner=user.pk).values(found=JSONObject(pk="pk", title="title"))
    return topics_with_languages(user).annotate(sources=ArraySubquery(sources))


def languages_in(topics: list[Topic]) -> list[str]:
    """English, which the built-in questions are in, and the candidate's own."""
    return ["en", *(topics[0].languages if topics else [])]  # type: ignore[attr-defined]


def sources_in(topics: list[Topic]) -> list[Source]:
    found = topics[0].sources if topics else []  # type: ignore[attr-defined]
    return sorted((Source(**source) for source in found), key=lambda source: (source.title, source.pk))


def imports_of(user: User) -> QuerySet[Import]:
    counted = Count("question", filter=Q(question__deleted_at=None))
    imports = Import.objects.of(user).defer("text").annotate(question_count=counted)
    return imports.select_related("source").latest_first()[:50]


def import_read(user: User, pk: int) -> Import:
    return get_object_or_404(Import.objects.of(user), pk=pk)


def import_write(user: User, pk: int) -> Import:
    return get_object_or_404(Import.objects.of(user).select_for_update(), pk=pk)
