"""What to ask in one interview: a proposal within its minutes, and why. Pure: no request, query or clock."""

from .later import fits_later
from .plan import Agenda, Choice, Left, propose
from .reasons import Obstacle, Reason, ReasonKind, obstacle_to, reasons_for
from .rows import Candidate, Coverage, Slot

__all__ = [
    "Agenda",
    "Candidate",
    "Choice",
    "Coverage",
    "Left",
    "Obstacle",
    "Reason",
    "ReasonKind",
    "Slot",
    "fits_later",
    "obstacle_to",
    "propose",
    "reasons_for",
]
