import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import JSONField, Model
from django.utils import timezone

from interviews.access.texts import TEXTS, longest, rows_with_texts_write
from interviews.forgetting import pattern_of, replaced
from interviews.models import Answer, Company, Person


def forget_person(
    *, person: Person, company: Company, spellings: Iterable[str], neutral_name: str, by: Any
) -> int:
    """Takes the name out of every text about the company; the answers and who gave them stay.

    Returns how many rows hold other words now. The company and the person are locked (access.company_write,
    access.people_write).
    """
    pattern = pattern_of(spellings)
    person.name, person.title, person.how_met = neutral_name, "", ""
    person.save(update_fields=["name", "title", "how_met"])
    changed = 0
    for model in TEXTS:
        rows = dict(rows_with_texts_write(by, company, model))
        new = {pk: without_name(model, texts, pattern, neutral_name) for pk, texts in rows.items()}
        differing = {pk: texts for pk, texts in new.items() if texts != rows[pk]}
        write_texts(model, differing, by)
        changed += len(differing)
    return changed


def without_name(
    model: type[Model], texts: Mapping[str, Any], pattern: re.Pattern[str], neutral_name: str
) -> dict[str, Any]:
    return {
        name: replaced_in(value, lambda text: replaced(text, pattern, neutral_name))
        if isinstance(value, list | dict)
        else replaced(value, pattern, neutral_name, longest(model, name))
        for name, value in texts.items()
    }


def replaced_in(value: Any, replace: Callable[[str], str]) -> Any:
    """Every text inside lists and objects; the keys of objects stay."""
    if isinstance(value, str):
        return replace(value)
    if isinstance(value, list):
        return [replaced_in(one, replace) for one in value]
    if isinstance(value, dict):
        return {key: replaced_in(one, replace) for key, one in value.items()}
    return value


def write_texts(model: type[Model], rows: Mapping[int, Mapping[str, Any]], by: Any) -> None:
    """All rows of a table in one statement. An answer is a revision further, so that a tab that has it open
    meets a conflict, where it would write the name back."""
    if not rows:
        return
    table, names = model._meta.db_table, TEXTS[model]
    columns = ", ".join(f'"{name}" {column_type(model, name)}' for name in names)
    sets = [f'"{name}" = new."{name}"' for name in names]
    if model is Answer:
        sets += ["revision = old.revision + 1", "saved_at = %(now)s"]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} old SET {', '.join(sets)}"  # noqa: S608 (names of our own tables and columns)
            f" FROM jsonb_to_recordset(%(rows)s::jsonb) AS new(id bigint, {columns})"
            " WHERE old.id = new.id AND old.owner_id = %(owner)s",
            {
                "rows": json.dumps([{"id": pk, **texts} for pk, texts in rows.items()]),
                "owner": by.pk,
                "now": timezone.now(),
            },
        )


def column_type(model: type[Model], name: str) -> str:
    types = {ArrayField: "text[]", JSONField: "jsonb"}
    return types.get(type(model._meta.get_field(name)), "text")
