from collections.abc import Collection, Iterable, Mapping, Sequence

from .rows import Item, Person, Who

Place = tuple[int, tuple[tuple[str, int], ...], tuple[int, ...]]


def groups(
    items: Iterable[Item], people: Collection[Person], audiences: Sequence[str] = ()
) -> list[tuple[Who, list[Item]]]:
    """By who can answer: people by name, then audiences as they stand in `audiences`, then anyone.

    The items keep their order within a group.
    """
    names = {person.pk: person.name.casefold() for person in people}
    found: dict[Place, tuple[Who, list[Item]]] = {}
    for item in items:
        found.setdefault(place_of(item.who, names, audiences), (item.who, []))[1].append(item)
    return [found[place] for place in sorted(found)]


def place_of(who: Who, names: Mapping[int, str], audiences: Sequence[str]) -> Place:
    called = sorted((names.get(pk, ""), pk) for pk in who.people) or [(who.words.casefold(), 0)]
    speaking = sorted(audiences.index(one) if one in audiences else len(audiences) for one in who.audiences)
    kind = 0 if who.people or who.words else 1 if speaking else 2
    return kind, tuple(called), tuple(speaking)
