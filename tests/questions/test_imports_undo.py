"""An import is taken back as a whole, or not at all."""

import pytest
from django.utils import timezone

from interviews.models import Weight
from questions import imports
from questions.access import acting_as
from questions.models import Import, Question, Source, Topic
from tests import factories

LIST = "# Zebras\n\n- Which of the zebras bites?\n- Which of the zebras kicks?\n"


@pytest.fixture
def brought(mara):
    factories.TopicFactory(name="Pay")
    with acting_as(mara):
        import_ = imports.start_import(by=mara, data=LIST)
        imports.apply_import(import_=import_, by=mara)
    return import_


def undo(import_, mara):
    import_.refresh_from_db()
    with acting_as(mara):
        return imports.undo_import(import_=import_, by=mara)


def what_is_left(mara):
    return [model.objects.filter(owner=mara).count() for model in (Question, Topic, Source)]


def test_questions_topics_and_source_go_and_the_import_says_so(brought, mara):
    assert undo(brought, mara)
    assert what_is_left(mara) == [0, 0, 0]
    kept = Import.objects.get()
    assert (kept.text, kept.source) == (LIST, None)
    assert kept.undone_at is not None


def test_undone_once_it_is_not_undone_again(brought, mara):
    assert undo(brought, mara)
    assert not undo(brought, mara)


def test_a_draft_cannot_be_undone(mara):
    with acting_as(mara):
        draft = imports.start_import(by=mara, data=LIST)
        assert not imports.undo_import(import_=draft, by=mara)


def test_the_list_can_be_brought_anew(brought, mara):
    undo(brought, mara)
    with acting_as(mara):
        again = imports.start_import(by=mara, data=LIST)
        assert imports.apply_import(import_=again, by=mara) == 2


def test_it_is_refused_as_a_whole_while_one_question_is_listed(brought, mara):
    question = Question.objects.filter(imported=brought).first()
    listed = factories.ListedQuestionFactory(question=question, topic=question.topic)
    assert not undo(brought, mara)
    assert what_is_left(mara) == [2, 1, 1]
    listed.removed_at = timezone.now()
    listed.save(update_fields=["removed_at"])
    assert undo(brought, mara)
    listed.refresh_from_db()
    assert (listed.question_id, listed.topic_id) == (None, None)


def test_a_topic_with_other_questions_or_a_weight_of_its_own(brought, mara):
    topic = Topic.objects.get(owner=mara)
    factories.WeightFactory(topic=topic)
    other = factories.QuestionFactory(owner=mara, topic=topic)
    assert undo(brought, mara)
    assert list(Question.objects.filter(owner=mara)) == [other]
    assert list(Topic.objects.filter(owner=mara)) == [topic]
    assert Weight.objects.filter(topic=topic).exists()


def test_a_topic_that_was_weighed_goes_with_its_weight(brought, mara):
    factories.WeightFactory(topic=Topic.objects.get(owner=mara))
    assert undo(brought, mara)
    assert what_is_left(mara) == [0, 0, 0]


def test_copies_and_questions_of_other_lists_stay(brought, mara):
    with acting_as(mara):
        other = imports.start_import(by=mara, data="# Pay\n\n- How is a raise decided here?\n")
        imports.apply_import(import_=other, by=mara)
    assert undo(brought, mara)
    assert [question.imported for question in Question.objects.filter(owner=mara)] == [other]


def test_what_was_deleted_or_archived_meanwhile_goes_too(brought, mara):
    first, second = Question.objects.filter(imported=brought)
    Question.objects.filter(pk=first.pk).update(deleted_at=timezone.now())
    Question.objects.filter(pk=second.pk).update(archived_at=timezone.now())
    assert undo(brought, mara)
    assert what_is_left(mara) == [0, 0, 0]
