"""What is still to be found out at one company, and who can answer. Pure: no request, query or clock.

Most follow-ups follow from the answers, so they close themselves when a settling answer arrives; a stored
row is the candidate's own note, or what they decided about one that follows.
"""

from .groups import groups
from .rows import (
    COME_BACK,
    CONTRADICTION,
    MANUAL,
    REFER,
    SETTLING,
    STRENGTH,
    UNASKED,
    Answer,
    Board,
    Item,
    Person,
    Question,
    Stored,
    Who,
)
from .rules import open_items, stays_open_after

__all__ = [
    "COME_BACK",
    "CONTRADICTION",
    "MANUAL",
    "REFER",
    "SETTLING",
    "STRENGTH",
    "UNASKED",
    "Answer",
    "Board",
    "Item",
    "Person",
    "Question",
    "Stored",
    "Who",
    "groups",
    "open_items",
    "stays_open_after",
]
