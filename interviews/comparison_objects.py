"""Model instances of rows loaded as values, made when asked for: a page shows a few of thousands."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from operator import itemgetter
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

from interviews.models import Answer, Company, ListedQuestion, Person

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

Made = TypeVar("Made", bound=Model)
Row = tuple[Any, ...]


class Objects(Mapping[int, list[Made]]):
    """By key, in the order of the rows."""

    def __init__(self, rows: Mapping[int, Sequence[Row]], make: Callable[[Row], Made]) -> None:
        self.rows, self.make = rows, make
        self.made: dict[int, list[Made]] = {}

    def __getitem__(self, key: int) -> list[Made]:
        if key not in self.made:
            self.made[key] = [self.make(row) for row in self.rows[key]]
        return self.made[key]

    def __contains__(self, key: object) -> bool:
        return key in self.rows

    def __iter__(self) -> Iterator[int]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def maker(model: type[Made], columns: Sequence[str]) -> Callable[[Row], Made]:
    """As `only` leaves instances: what is not among the columns is asked for when somebody wants it."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in columns]
    values = itemgetter(*map(columns.index, names))

    def make(row: Row) -> Made:
        return model.from_db(DEFAULT_DB_ALIAS, names, values(row))

    return make


def listed_maker(columns: Sequence[str], companies: Mapping[int, Company]) -> Callable[[Row], ListedQuestion]:
    """Each with its company, and what else the columns say of it."""
    make = maker(ListedQuestion, columns)
    others = [(name, place) for place, name in enumerate(columns) if name.startswith("is_")]

    def listed(row: Row) -> ListedQuestion:
        made = make(row)
        made.company = companies[made.company_id]
        for name, place in others:
            setattr(made, name, row[place])
        return made

    return listed


def answer_maker(columns: Sequence[str], people: Iterable[Row]) -> Callable[[Row], Answer]:
    """Each with its person; rows of people have their audience for a quality, and their name for words."""
    make, moment = maker(Answer, columns), columns.index("answered_at")
    named = itemgetter(*map(columns.index, ("id", "said", "quality")))
    by_pk = {
        row[0]: Person.from_db(DEFAULT_DB_ALIAS, ["id", "name", "audience"], named(row)) for row in people
    }

    def answer(row: Row) -> Answer:
        made = make(row)
        made.answered_at = EPOCH + timedelta(microseconds=row[moment])
        if made.person_id:
            made.person = by_pk[made.person_id]
        return made

    return answer
