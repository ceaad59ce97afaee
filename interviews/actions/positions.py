from typing import Any

from django.db.models import Max


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
