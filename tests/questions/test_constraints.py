"""What the database itself holds of the library's rules, both ways."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import RestrictedError

from questions.models import Import, Question, Source, Topic
from tests.factories import DealbreakerFactory, ListedQuestionFactory, QuestionFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(mara, stranger):
    return {"own": mara, "foreign": stranger, "built in": None}


def refused(make, **fields):
    """The name of the rule that refused it."""
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        make(**fields)
    return refusal.value.__cause__.diag.constraint_name or str(refusal.value)


def make_source(**fields):
    return Source.objects.create(title="A book", **fields)


def make_import(**fields):
    return Import.objects.create(text="- Who decides?", **fields)


# Ranges and texts

TAKEN = [
    (TopicFactory, "default_weight", 0),
    (TopicFactory, "default_weight", 5),
    (QuestionFactory, "minutes", 1),
    (QuestionFactory, "minutes", 30),
    (QuestionFactory, "text", "x"),
]
REFUSED = [
    (
        TopicFactory,
        "default_weight",
        6,
        "topic_default_weight_0_to_5",
        "A weight is a whole number from 0 to 5.",
    ),
    (QuestionFactory, "minutes", 0, "question_minutes_1_to_30", "Minutes are a whole number from 1 to 30."),
    (QuestionFactory, "minutes", 31, "question_minutes_1_to_30", "Minutes are a whole number from 1 to 30."),
    (QuestionFactory, "text", "", "question_text_not_empty", "Write the question."),
]


@pytest.mark.parametrize(("factory", "field", "value"), TAKEN)
def test_a_value_within_its_limits_is_taken(factory, field, value):
    row = factory(**{field: value})
    row.full_clean()
    row.refresh_from_db()
    assert getattr(row, field) == value


@pytest.mark.parametrize(("factory", "field", "value", "rule", "sentence"), REFUSED)
def test_a_value_outside_its_limits_is_refused(factory, field, value, rule, sentence):
    assert refused(factory, **{field: value}) == rule


@pytest.mark.parametrize(("factory", "field", "value", "rule", "sentence"), REFUSED)
def test_a_value_outside_its_limits_is_named_in_a_sentence(factory, field, value, rule, sentence):
    row = factory()
    setattr(row, field, value)
    with pytest.raises(ValidationError) as refusal:
        row.validate_constraints()
    assert refusal.value.messages == [sentence]
    with pytest.raises(ValidationError):
        row.full_clean()


@pytest.mark.parametrize(
    ("factory", "field"), [(TopicFactory, "default_weight"), (QuestionFactory, "minutes")]
)
def test_a_negative_number_is_refused(factory, field):
    assert refused(factory, **{field: -1}).endswith(("_check", "_0_to_5", "_1_to_30"))


def test_every_rule_with_a_sentence_is_tested_here():
    constraints = [*Topic._meta.constraints, *Question._meta.constraints, *Source._meta.constraints]
    named = {
        rule.name
        for rule in constraints
        if rule.violation_error_message != rule.default_violation_error_message
    }
    assert named == {rule for *_, rule, _ in REFUSED}


# Keys


@pytest.mark.parametrize(
    ("factory", "rule"), [(TopicFactory, "topic_key_unique"), (QuestionFactory, "question_key_unique")]
)
@pytest.mark.parametrize("whose", ["own", "built in"])
def test_a_key_is_there_once_per_owner(people, factory, rule, whose):
    owner = people[whose]
    factory(owner=owner, key="pay")
    assert refused(factory, owner=owner, key="pay") == rule
    assert factory(owner=owner, key="pay-2").key == "pay-2"


@pytest.mark.parametrize("factory", [TopicFactory, QuestionFactory])
def test_each_owner_may_have_the_same_key(people, factory):
    rows = [factory(owner=owner, key="pay") for owner in people.values()]
    assert len({row.pk for row in rows}) == 3


# What a question refers to is its owner's own or built in

PARENTS = {"topic": TopicFactory, "source": make_source}
parents = pytest.mark.parametrize("name", PARENTS)


@parents
@pytest.mark.parametrize(
    ("whose", "parents"),
    [("own", "own"), ("own", "built in"), ("built in", "built in")],
)
def test_a_question_takes_a_parent_of_its_owner_or_a_built_in_one(people, name, whose, parents):
    parent = PARENTS[name](owner=people[parents])
    question = QuestionFactory(owner=people[whose], **{name: parent})
    question.refresh_from_db()
    assert getattr(question, name) == parent


@parents
@pytest.mark.parametrize(
    ("whose", "parents"),
    [("own", "foreign"), ("built in", "own")],
)
def test_a_question_refuses_a_parent_of_somebody_else(people, name, whose, parents):
    parent = PARENTS[name](owner=people[parents])
    refusal = refused(QuestionFactory, owner=people[whose], **{name: parent})
    assert refusal.startswith(f"questions_{name} {parent.pk} does not belong to the owner of this row")


@parents
def test_a_question_cannot_be_moved_to_a_foreign_parent(people, name):
    own, built_in, foreign = (PARENTS[name](owner=people[whose]) for whose in ("own", "built in", "foreign"))
    question = QuestionFactory(owner=people["own"], **{name: own})
    rows = Question.objects.filter(pk=question.pk)
    assert rows.update(**{name: built_in}) == 1
    with pytest.raises(IntegrityError, match="does not belong to the owner"), transaction.atomic():
        rows.update(**{name: foreign})


@pytest.mark.parametrize(("child", "name"), [(QuestionFactory, "imported"), (make_import, "source")])
def test_an_import_refers_and_is_referred_to_by_its_owners_rows(people, child, name):
    parents = {"imported": make_import, "source": make_source}
    own, foreign = (parents[name](owner=people[whose]) for whose in ("own", "foreign"))
    assert getattr(child(owner=people["own"], **{name: own}), name) == own
    refusal = refused(child, owner=people["own"], **{name: foreign})
    assert "does not belong to the owner of this row" in refusal


def test_a_built_in_question_is_nobodys_import(people):
    refusal = refused(QuestionFactory, owner=None, imported=make_import(owner=people["own"]))
    assert "does not belong to the owner of this row" in refusal


def test_a_question_needs_no_source(people):
    assert QuestionFactory(owner=people["own"], source=None).source is None


# Owners

FACTORIES = {"topic": TopicFactory, "question": QuestionFactory, "source": make_source}
CHANGES = [("own", "foreign"), ("own", "built in"), ("built in", "own")]


@pytest.mark.parametrize(
    ("factory", "before", "after"),
    [
        *(pytest.param(make, *change, id=name) for name, make in FACTORIES.items() for change in CHANGES),
        pytest.param(make_import, "own", "foreign", id="import"),
    ],
)
def test_the_owner_of_a_row_never_changes(people, factory, before, after):
    row = factory(owner=people[before])
    rows = type(row).objects.filter(pk=row.pk)
    with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
        rows.update(owner=people[after])
    assert rows.update(owner=people[before]) == 1


# What goes when a row goes


def test_a_topic_with_questions_stays():
    topic = QuestionFactory().topic
    with pytest.raises(RestrictedError):
        topic.delete()


def test_a_source_may_go_and_its_questions_stay():
    question = QuestionFactory(source=make_source())
    question.source.delete()
    question.refresh_from_db()
    assert question.source is None


def test_an_import_may_go_and_its_questions_stay(people):
    imported = make_import(owner=people["own"])
    question = QuestionFactory(owner=people["own"], imported=imported)
    imported.delete()
    question.refresh_from_db()
    assert question.imported is None


def test_a_question_may_go_and_its_copies_stay(people):
    question = QuestionFactory()
    listed = ListedQuestionFactory(question=question)
    question.delete()
    listed.refresh_from_db()
    assert listed.question is None


def test_a_topic_may_go_and_what_was_filed_under_it_stays(people):
    topic = TopicFactory(owner=people["own"])
    rows = [DealbreakerFactory(topic=topic), ListedQuestionFactory(topic=topic)]
    topic.delete()
    for row in rows:
        row.refresh_from_db()
        assert row.topic is None


def test_every_trigger_of_the_library_is_tested_here():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger"
            " WHERE NOT tgisinternal AND tgrelid::regclass::text LIKE 'questions_%'"
        )
        triggers = {name for (name,) in cursor.fetchall()}
    assert triggers == {
        *(f"questions_question_{name}_id_own_or_built_in" for name in PARENTS),
        *(f"questions_{name}_stays_put" for name in (*FACTORIES, "import")),
        "questions_question_imported_id_own_or_built_in",
        "questions_import_source_id_own_or_built_in",
    }
