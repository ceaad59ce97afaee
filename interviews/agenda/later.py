"""Where what stays unasked could still be asked."""

from collections.abc import Iterable, Mapping

from .plan import Left
from .reasons import obstacle_to
from .rows import Slot


def fits_later(left: Iterable[Left], slots: Mapping[int, Slot], weights: Mapping[int, int]) -> dict[int, int]:
    """Question → interview: the first of `slots` where it is due, someone can answer it, and it fits.

    `slots` holds the other interviews to come by their number, the soonest first, with the minutes that
    are still free. The first of `left` chooses first; minutes given to one are gone for the next.
    """
    free = {pk: slot.minutes for pk, slot in slots.items()}
    found = {}
    for one in left:
        for pk, slot in slots.items():
            if one.candidate.minutes <= free[pk] and obstacle_to(one.candidate, slot, weights) is None:
                free[pk] -= one.candidate.minutes
                found[one.pk] = pk
                break
    return found
