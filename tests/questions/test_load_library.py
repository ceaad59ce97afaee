from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from questions.actions import LibraryChanges, load_library
from questions.library_files import LibraryQuestion, LibraryTopic, read_library
from questions.management.commands.load_library import FOLDER
from questions.models import Question, Topic
from tests import factories

pytestmark = pytest.mark.django_db


def question(key, **changes):
    entry = LibraryQuestion(
        key=key,
        text=f"What happened to {key}?",
        why="It happened.",
        listen_for="A date.",
        beware_of="No date.",
        follow_ups=("When?", "Who was there?"),
        audiences=("peer",),
        timing="interviews",
        levels=("senior",),
        fields=(),
        work_modes=("remote",),
        minutes=2,
        look_up_first=False,
    )
    return replace(entry, **changes)


def topic(*questions, key="growth", **changes):
    entry = LibraryTopic(
        key=key,
        name="Growth and recognition",
        short="Growth",
        description="What you would learn.",
        position=4,
        default_weight=3,
        questions=questions,
    )
    return replace(entry, **changes)


def command(*args):
    out = StringIO()
    call_command("load_library", *args, stdout=out)
    return out.getvalue()


class TestLoading:
    def test_adds_topics_and_questions_that_nobody_owns(self):
        changes = load_library([topic(question("promotion"))])
        assert changes == LibraryChanges(added=1, updated=0, archived=0, unchanged=0)
        stored = Question.objects.select_related("topic").get()
        assert (stored.owner, stored.topic.owner, stored.topic.key) == (None, None, "growth")
        assert stored.follow_ups == ["When?", "Who was there?"]
        assert (stored.levels, stored.fields, stored.work_modes) == (["senior"], [], ["remote"])
        assert (stored.timing, stored.minutes, stored.language) == ("interviews", 2, "en")

    def test_a_second_run_changes_nothing(self):
        load_library([topic(question("promotion"))])
        before = Question.objects.values().get()
        changes = load_library([topic(question("promotion"))])
        assert changes == LibraryChanges(added=0, updated=0, archived=0, unchanged=1)
        assert not changes
        assert Question.objects.values().get() == before

    def test_an_edited_text_updates_the_row(self):
        load_library([topic(question("promotion"), question("praise"))])
        pk = Question.objects.get(key="promotion").pk
        edited = question("promotion", text="Who was promoted last?", follow_ups=("By whom?", "When?"))
        changes = load_library([topic(edited, question("praise"))])
        assert changes == LibraryChanges(added=0, updated=1, archived=0, unchanged=1)
        stored = Question.objects.get(pk=pk)
        assert (stored.text, stored.follow_ups) == ("Who was promoted last?", ["By whom?", "When?"])

    def test_a_question_can_move_to_another_topic(self):
        load_library([topic(question("promotion"), question("praise"))])
        pay = topic(question("promotion"), key="pay", position=11)
        changes = load_library([topic(question("praise")), pay])
        assert changes.updated == 1
        assert Question.objects.get(key="promotion").topic.key == "pay"

    def test_an_edited_topic_updates_the_row(self):
        load_library([topic(question("promotion"))])
        changes = load_library([topic(question("promotion"), name="Growth", default_weight=4)])
        assert (changes.updated, changes.topics_updated) == (0, 1)
        assert Topic.objects.values_list("name", "default_weight").get() == ("Growth", 4)


class TestArchiving:
    def test_a_removed_key_archives_the_question_once(self):
        load_library([topic(question("promotion"), question("praise"))])
        changes = load_library([topic(question("praise"))])
        assert changes == LibraryChanges(added=0, updated=0, archived=1, unchanged=1)
        archived_at = Question.objects.get(key="promotion").archived_at
        assert archived_at is not None
        assert not load_library([topic(question("praise"))])
        assert Question.objects.get(key="promotion").archived_at == archived_at

    def test_a_returning_key_brings_the_same_row_back(self):
        load_library([topic(question("promotion"), question("praise"))])
        pk = Question.objects.get(key="promotion").pk
        load_library([topic(question("praise"))])
        changes = load_library([topic(question("promotion"), question("praise"))])
        assert changes == LibraryChanges(added=0, updated=1, archived=0, unchanged=1)
        assert Question.objects.live().get(key="promotion").pk == pk


def test_candidates_rows_are_left_alone(mara):
    own_topic = factories.TopicFactory(owner=mara, key="growth", name="My growth")
    factories.QuestionFactory(owner=mara, topic=own_topic, key="promotion", text="Mine?")
    own_rows = list(Question.objects.filter(owner=mara).values())
    load_library([topic(question("promotion"))])
    load_library([topic(question("praise"))])
    assert list(Question.objects.filter(owner=mara).values()) == own_rows
    assert Topic.objects.get(owner=mara).name == "My growth"


def test_what_a_candidate_listed_does_not_change():
    load_library([topic(question("promotion"), question("praise"))])
    source = Question.objects.get(key="promotion")
    listed = factories.ListedQuestionFactory(question=source, topic=source.topic, text=source.text)
    load_library([topic(question("promotion", text="Who was promoted last?"), question("praise"))])
    load_library([topic(question("praise"))])
    listed.refresh_from_db()
    assert (listed.text, listed.question_id) == ("What happened to promotion?", source.pk)


def test_nothing_is_half_loaded(monkeypatch):
    load_library([topic(question("promotion"))])

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("django.db.models.query.QuerySet.bulk_update", fail)
    with pytest.raises(RuntimeError):
        load_library([topic(question("praise"), name="Growth")])
    assert Question.objects.values_list("key", flat=True).get() == "promotion"


def test_statements_do_not_grow_with_the_library(django_assert_max_num_queries):
    topics = [topic(*(question(f"happening-{n}") for n in range(200)))]
    load_library(topics)
    with django_assert_max_num_queries(6):
        load_library(topics)


class TestCommand:
    def test_says_what_it_did(self):
        size = sum(len(topic.questions) for topic in read_library(FOLDER))
        expected = f"Library: {size} questions in 13 topics; {size} added, 0 updated, 0 archived.\n"
        assert command() == expected
        assert Question.objects.count() == size

    def test_a_second_run_says_that_nothing_changed(self):
        command()
        assert command().endswith("in 13 topics; nothing changed.\n")

    def test_rows_are_valid(self):
        command()
        for row in Question.objects.select_related("topic"):
            row.full_clean()
        for row in Topic.objects.all():
            row.full_clean()

    def test_report_counts_topics_audiences_fields_and_levels(self):
        lines = command("--report").splitlines()
        for line in ("Topics", "Audiences", "Fields", "Levels"):
            assert line in lines
        customers = Question.objects.filter(audiences__contains=["customer or partner"]).count()
        assert f"{customers:5}  customer or partner" in lines

    def test_a_wrong_file_is_named_and_nothing_is_loaded(self, tmp_path):
        (tmp_path / "pay.toml").write_text("[topic]\n", encoding="utf-8")
        with pytest.raises(CommandError, match=r'pay\.toml.*"questions"|pay\.toml.*"key"'):
            command("--folder", str(tmp_path))
        assert not Question.objects.exists()
