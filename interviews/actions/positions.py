from collections.abc import Sequence
from typing import Any

from django.db.models import Case, F, Max, Min, Value, When


def next_position(rows: Any) -> int:
    return (rows.aggregate(last=Max("position"))["last"] or 0) + 1


def swap_positions(rows: Any, row: Any, direction: str) -> bool:
    if direction == "up":
        neighbour = rows.filter(position__lt=row.position).order_by("-position").first()
    else:
        neighbour = rows.filter(position__gt=row.position).order_by("position").first()
    if neighbour is None:
        return False
    row.position, neighbour.position = neighbour.position, row.position
    type(row).objects.bulk_update([row, neighbour], ["position"])
    return True


def place_before(rows: Any, row: Any, other: Any | None) -> None:
    """`row` stands right before `other`, or last; what lies between moves by one, all in one statement.

    `rows` are all that share the positions, among them what is not shown.
    """
    if other is None:
        rows.filter(pk=row.pk).update(position=next_position(rows))
    elif other.position < row.position:
        between = rows.filter(position__range=(other.position, row.position))
        between.update(position=put(row, other.position, otherwise=F("position") + 1))
    elif other.position > row.position:
        between = rows.filter(position__range=(row.position, other.position - 1))
        between.update(position=put(row, other.position - 1, otherwise=F("position") - 1))


def put(row: Any, position: int, otherwise: Any) -> Case:
    return Case(When(pk=row.pk, then=Value(position)), default=otherwise)


def to_top(rows: Any, moved: Sequence[Any]) -> None:
    """`moved` stand first, in the order given, and everything else after them."""
    first = rows.aggregate(first=Min("position"))["first"] or 0
    rows.update(position=one_after_another(moved, first, otherwise=F("position") + len(moved)))


def to_end(rows: Any, moved: Sequence[Any]) -> None:
    start = next_position(rows)
    rows.filter(pk__in=[row.pk for row in moved]).update(position=one_after_another(moved, start))


def one_after_another(rows: Sequence[Any], start: int, otherwise: Any = None) -> Case:
    places = [When(pk=row.pk, then=Value(start + place)) for place, row in enumerate(rows)]
    return Case(*places, default=otherwise)
