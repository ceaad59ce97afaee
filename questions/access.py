"""Whose rows a statement may see: the request role, and the one way to each library row."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import connection, transaction
from django.shortcuts import get_object_or_404

from questions.models import Question, QuestionQuerySet, Topic
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
    return get_object_or_404(Question.objects.of(user).select_related("topic", "source"), pk=pk)


def topic_read(user: User, pk: int) -> Topic:
    return get_object_or_404(Topic.objects.of(user), pk=pk)


def topics_of(user: User) -> list[Topic]:
    return list(Topic.objects.of(user).order_by("position", "name", "pk"))


def library_of(user: User, *, words: str = "", topic: str = "", audience: str = "") -> QuestionQuerySet:
    """The live questions of the library, narrowed by what is given."""
    questions = Question.objects.of(user).live().saying(words)
    if topic:
        questions = questions.in_topic(topic)
    if audience:
        questions = questions.fitting_audience(audience)
    return questions.in_library_order()
