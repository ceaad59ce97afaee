"""Whatever is chosen, nothing leaves that was not: every text of every table, and which choices show it."""

from itertools import count

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.models import (
    Answer,
    Company,
    Dealbreaker,
    ListedQuestion,
    Offer,
    OfferPay,
    Person,
    Profile,
)
from questions.models import Topic
from tests.conftest import RequestClient
from tests.interviews.sharing import share_of, shared
from tests.world import OWNED_MODELS, is_free_text, make_world

CALM = settings(
    derandomize=True,
    deadline=None,
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SAID, OFFERED = "€77,777", "66,666.66"
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CHOICES = st.fixed_dictionaries(
    {name: st.booleans() for name in ("hide_names", "hide_pay", "with_answers", "with_offers")}
)
COMPANIES = st.sets(st.sampled_from(range(3)), min_size=1)


def tokens():
    """Words that stand in no page, none of them within another."""
    for number in count():
        yield "Zq" + "".join(LETTERS[number // 26**place % 26] for place in range(4)) + "x"


def told(row, new):
    """Field → a word of its own."""
    texts = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, ArrayField) and not field.base_field.choices:
            texts[field.name] = [next(new)]
        elif isinstance(field, models.URLField):
            texts[field.name] = f"https://{next(new)}.example/"
        elif is_free_text(field):
            texts[field.name] = next(new)
    return texts


class Everything:
    """Three companies of one candidate; `places` are the words, with where each stands."""

    def __init__(self, owner):
        self.worlds = [make_world(owner) for _ in range(3)]
        self.number = {world.company.pk: number for number, world in enumerate(self.worlds)}
        self.places, new = {}, tokens()
        for model in OWNED_MODELS:
            for row in model.objects.filter(owner=owner).order_by("pk"):
                texts = told(row, new)
                model.objects.filter(pk=row.pk).update(**texts)
                self.places |= {word_in(value): (row, name) for name, value in texts.items()}
        self.mention_everybody()
        OfferPay.objects.update(amount=OFFERED.replace(",", ""), currency="EUR")
        Answer.objects.update(rating=3)

    def mention_everybody(self):
        """Every answer and question names every company and person, and an amount."""
        names = [name for model in (Company, Person) for name in model.objects.values_list("name", flat=True)]
        for model, field in ((Answer, "said"), (ListedQuestion, "text")):
            for row in model.objects.all():
                others = f" {SAID} " + ", ".join(f"{name} {name.upper()}s {name.lower()}" for name in names)
                model.objects.filter(pk=row.pk).update(**{field: getattr(row, field) + others})

    def world_of(self, row):
        return self.number.get(row.pk if isinstance(row, Company) else getattr(row, "company_id", None))

    def is_shown(self, row, field, chosen, options):
        """The one list of what may leave; whatever is not in it never does."""
        number = self.world_of(row)
        is_chosen, world = number in chosen, self.worlds[number or 0]
        answers, offers = options["with_answers"], options["with_offers"]
        names, pay = not options["hide_names"], not options["hide_pay"]
        return {
            (Topic, "name"): True,  # it is of no company
            (Company, "name"): is_chosen and names,
            (Person, "name"): is_chosen and names and answers,
            (ListedQuestion, "text"): is_chosen and answers and row.pk == world.listed_question.pk,
            (Answer, "said"): is_chosen and answers and row.pk == world.answer.pk,
            (Dealbreaker, "text"): any(self.worlds[one].dealbreaker.pk == row.pk for one in chosen),
            (Offer, "leave"): is_chosen and offers,
            (Offer, "notice"): is_chosen and offers,
            (Offer, "remote"): is_chosen and offers,
            (Offer, "terms"): is_chosen and offers and pay,
            (OfferPay, "words"): is_chosen and offers and pay,
        }.get((type(row), field), False)


def word_in(value):
    text = value[0] if isinstance(value, list) else value
    return text.removeprefix("https://").removesuffix(".example/").casefold()


@pytest.fixture
def everything(mara):
    return Everything(mara)


@CALM
@given(COMPANIES, CHOICES)
def test_what_leaves_is_what_was_chosen(everything, mara, chosen, options):
    companies = [everything.worlds[number].company for number in sorted(chosen)]
    response = RequestClient().get(shared(*companies, **options))
    text = response.content.decode().casefold()
    for word, (row, field) in everything.places.items():
        expected = everything.is_shown(row, field, chosen, options)
        assert (word in text) == expected, (row, field, options)
    assert ("77,777" in text) == (options["with_answers"] and not options["hide_pay"])
    assert (OFFERED in text) == (options["with_offers"] and not options["hide_pay"])
    assert mara.email not in text


def test_every_text_of_every_table_was_asked_about(everything):
    asked = {type(row) for row, _field in everything.places.values()}
    assert {Company, Person, ListedQuestion, Answer, Offer, OfferPay, Topic, Profile, Dealbreaker} <= asked
    assert len(everything.places) > 150


def test_the_label_and_the_hash_stay(everything, mara):
    share, _token = share_of(everything.worlds[0].company, label="Zqfordana")
    text = RequestClient().get(shared(everything.worlds[0].company)).text
    assert "Zqfordana" not in text
    assert share.token_hash not in text
