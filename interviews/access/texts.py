"""Every text that a candidate wrote about one company, to look for a name in."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator
from django.db.models import F, Func, JSONField, Model, TextField

from interviews.models import (
    Answer,
    AnswerRevision,
    Claim,
    Company,
    DealbreakerCheck,
    Decision,
    FollowUp,
    Interview,
    ListedQuestion,
    Offer,
    OfferPay,
    Outcome,
    Person,
    PromiseCheck,
    Signal,
)

TEXTS: dict[type[Model], tuple[str, ...]] = {
    Answer: ("said", "impression", "refer_to"),
    AnswerRevision: ("said", "impression", "refer_to"),
    Interview: ("place", "note"),
    ListedQuestion: ("text", "why", "listen_for", "beware_of", "anchor_low", "anchor_high", "follow_ups"),
    Claim: ("text",),
    FollowUp: ("text",),
    DealbreakerCheck: ("note",),
    Person: ("title", "how_met"),
    Signal: ("text",),
    Offer: ("leave", "notice", "remote", "terms"),
    OfferPay: ("words",),
    PromiseCheck: ("note",),
    Decision: ("reason", "override", "snapshot"),
    Outcome: ("note",),
}
# Every word inside, as an array; only the keys of an object are not the candidate's.
WORDS_IN_JSON = """ARRAY(
    SELECT word #>> '{}' FROM jsonb_path_query(%(expressions)s, 'strict $.** ? (@.type() == "string")') word
)"""
ABOUT_ITSELF = ("name", "role", "industry", "location", "website")


def texts_about(user: Any, company: Company) -> Iterator[str]:
    """In one statement, some hundred rows at a time."""
    first, *rest = (
        rows_about(user, company, model)
        .annotate(texts=as_array(model, names))
        .values_list("texts", flat=True)
        for model, names in TEXTS.items()
    )
    for texts in first.union(*rest, all=True).iterator(chunk_size=200):
        yield from filter(None, texts)


def as_array(model: type[Model], names: Iterable[str]) -> Func:
    lists = [as_list(model, name) for name in names if not is_text(model, name)]
    array = Func(
        *(name for name in names if is_text(model, name)), function="", template="ARRAY[%(expressions)s]"
    )
    for one in lists:
        array = Func(array, one, function="array_cat")
    array.output_field = ArrayField(TextField())
    return array


def as_list(model: type[Model], name: str) -> Any:
    if isinstance(model._meta.get_field(name), ArrayField):
        return F(name)
    return Func(name, function="", template=WORDS_IN_JSON, output_field=ArrayField(TextField()))


def is_text(model: type[Model], name: str) -> bool:
    return not isinstance(model._meta.get_field(name), ArrayField | JSONField)


def longest(model: type[Model], name: str) -> int | None:
    limits = [
        validator.limit_value
        for validator in getattr(model._meta.get_field(name), "validators", [])
        if isinstance(validator, MaxLengthValidator)
    ]
    return min(map(int, limits), default=None)


def rows_about(user: Any, company: Company, model: type[Model]) -> Any:
    return model.objects.of(user).filter(company=company).order_by()  # type: ignore[attr-defined]


def rows_with_texts_write(
    user: Any, company: Company, model: type[Model]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """(pk, its texts by name), locked."""
    names = TEXTS[model]
    rows = rows_about(user, company, model).order_by("pk").select_for_update(of=("self",))
    for pk, *texts in rows.values_list("pk", *names):
        yield pk, dict(zip(names, texts, strict=True))


def left_alone(user: Any, company: Company) -> list[str]:
    """What names and addresses things: the company's own words, and the addresses of its claims."""
    claims = Claim.objects.of(user).in_company(company).exclude(url="").order_by("pk")
    return [*(getattr(company, name) for name in ABOUT_ITSELF), *claims.values_list("url", flat=True)]
