"""A list on its way into the library and back out, as the request's role on real PostgreSQL."""

import json

import pytest
from django.utils import timezone

from questions import imports
from questions.access import acting_as
from questions.importing.decoding import LARGEST
from questions.importing.lines import Refused
from questions.models import Import, Question, Source, Topic
from tests import factories
from tests.statements import statements

LIST = """# Questions for the other side

License: CC BY 4.0
Source: https://lists.example.org/reverse

## Pay and benefits

- How is a raise decided here?
  - Who has the last word?
  - When was the last one?
- What does the bonus depend on?

## Zebras

- Which of the zebras bites the most?

## Links

- [Another list](https://example.org)
"""


@pytest.fixture
def pay(mara):
    factories.TopicFactory(name="Role and expectations", position=1)
    return factories.TopicFactory(name="Pay and benefits", short="Pay", key="pay", position=2)


@pytest.fixture
def as_mara(mara, pay):
    with acting_as(mara):
        yield mara


def draft(by, text=LIST, **fields):
    return imports.start_import(by=by, data=text, **fields)


def bring(by, text=LIST, **fields):
    import_ = draft(by, text, **fields)
    return import_, imports.apply_import(import_=import_, by=by)


def choose(import_, *, shown=(), on=(), topics=None, by):
    imports.choose(import_=import_, shown=shown, on=on, topics=topics or {}, by=by)


def texts(by):
    return list(Question.objects.of(by).there().order_by("pk").values_list("text", flat=True))


def taken(import_, by):
    return [line.line.text for line in imports.preview(import_, by=by).questions]


QUESTIONS = [
    "How is a raise decided here?",
    "What does the bonus depend on?",
    "Which of the zebras bites the most?",
]


# The draft


def test_a_draft_holds_the_text_and_nothing_reaches_the_library(as_mara):
    import_ = draft(as_mara)
    assert (import_.owner, import_.text, import_.choices) == (as_mara, LIST, {})
    assert import_.name == "Questions for the other side"
    assert taken(import_, as_mara) == QUESTIONS
    assert texts(as_mara) == []
    assert not Source.objects.of(as_mara).exists()


def test_a_file_goes_by_its_name_however_long(as_mara):
    assert draft(as_mara, name="list.md").name == "list.md"
    long = draft(as_mara, json.dumps([{"question": "Who decides?"}]), name="x" * 300 + ".json")
    assert (len(long.name), long.name[-5:]) == (200, ".json")
    assert taken(long, as_mara) == ["Who decides?"]


def test_a_heading_that_looks_like_a_files_name_is_none(as_mara):
    import_ = draft(as_mara, "# package.json\n\n- Who decides here?\n")
    assert taken(import_, as_mara) == ["Who decides here?"]
    assert import_.name == "package"


@pytest.mark.parametrize(
    "text",
    ["a\x00b?", "half \ud800 of it?", "x" * (LARGEST + 1), "\n".join(f"Who is {n}?" for n in range(5001))],
)
def test_what_cannot_be_stored_is_refused(as_mara, text):
    with pytest.raises(Refused):
        draft(as_mara, text)
    assert not Import.objects.exists()


def test_line_ends_of_a_browser_are_no_other_list(as_mara):
    assert draft(as_mara, LIST.replace("\n", "\r\n")).checksum == draft(as_mara).checksum


# The preview


def test_follow_ups_lie_beneath_their_question(as_mara):
    preview = imports.preview(draft(as_mara), by=as_mara)
    beneath = {line.line.text: preview.lines[line.under].line.text for line in preview.lines if line.under}
    assert beneath == dict.fromkeys(["Who has the last word?", "When was the last one?"], QUESTIONS[0])
    assert (len(preview.taken), preview.follow_up_count) == (5, 2)


def test_every_line_is_there_with_a_sentence(as_mara):
    preview = imports.preview(draft(as_mara), by=as_mara)
    assert {line.line.line for line in preview.lines} == set(range(1, len(LIST.split("\n")) + 1))
    assert all(line.why for line in preview.lines)


def name_of(import_, by, text):
    return next(line.name for line in imports.preview(import_, by=by).lines if line.line.text == text)


def test_a_line_is_switched_on_and_another_off(as_mara):
    import_ = draft(as_mara)
    link, zebras = (name_of(import_, as_mara, text) for text in ("Another list", QUESTIONS[2]))
    choose(import_, shown=[link, zebras], on=[link], by=as_mara)
    assert taken(import_, as_mara) == [*QUESTIONS[:2], "Another list"]
    whys = {line.name: line.why for line in imports.preview(import_, by=as_mara).lines}
    assert (whys[link], whys[zebras]) == ("Your choice.", "Your choice.")

    choose(import_, shown=[link, zebras], on=[zebras], by=as_mara)
    assert taken(import_, as_mara) == QUESTIONS
    assert Import.objects.get(pk=import_.pk).choices == {"on": [], "off": [], "topics": {}}


def test_only_lines_that_the_page_showed_change(as_mara):
    import_ = draft(as_mara)
    first, last = (name_of(import_, as_mara, text) for text in (QUESTIONS[0], QUESTIONS[2]))
    choose(import_, shown=[first], on=[], by=as_mara)
    choose(import_, shown=[last], on=[], by=as_mara)
    assert import_.choices["off"] == sorted([first, last])


def test_follow_ups_of_a_question_that_is_left_out_stand_for_themselves(as_mara):
    import_ = draft(as_mara)
    choose(import_, shown=[name_of(import_, as_mara, QUESTIONS[0])], on=[], by=as_mara)
    assert imports.apply_import(import_=import_, by=as_mara) == 4
    assert texts(as_mara) == ["Who has the last word?", "When was the last one?", *QUESTIONS[1:]]
    assert not Question.objects.of(as_mara).exclude(follow_ups=[]).exists()


def test_a_list_of_nothing_but_follow_ups_can_be_taken(as_mara):
    import_ = draft(as_mara, "- Who decides here?\n  - When was it so?\n")
    choose(import_, shown=["1"], on=[], by=as_mara)
    assert imports.apply_import(import_=import_, by=as_mara) == 1
    assert texts(as_mara) == ["When was it so?"]


ONE_LINE = json.dumps(
    [
        {"question": "Who decides here?", "follow_ups": ["For example?"]},
        {"question": "What do you pay?", "follow_ups": ["How often?"]},
    ]
)


def test_questions_of_one_line_keep_their_own_follow_ups(as_mara):
    bring(as_mara, ONE_LINE, name="list.json")
    found = dict(Question.objects.of(as_mara).values_list("text", "follow_ups"))
    assert found == {"Who decides here?": ["For example?"], "What do you pay?": ["How often?"]}


def test_questions_of_one_line_are_switched_one_by_one(as_mara):
    import_ = draft(as_mara, ONE_LINE, name="list.json")
    assert name_of(import_, as_mara, "What do you pay?") == "1.3"
    choose(import_, shown=["1", "1.2", "1.3", "1.4"], on=["1", "1.2", "1.4"], by=as_mara)
    imports.apply_import(import_=import_, by=as_mara)
    found = dict(Question.objects.of(as_mara).values_list("text", "follow_ups"))
    assert found == {"Who decides here?": ["For example?"], "How often?": []}


def test_a_line_longer_than_a_question_cannot_be_taken(as_mara):
    long = "Why " + "so " * 400 + "long?"
    import_ = draft(as_mara, f"- Who decides here?\n- {long}\n")
    choose(import_, shown=["1", "2"], on=["1", "2"], by=as_mara)
    line = imports.preview(import_, by=as_mara).lines[1]
    assert (line.taken, line.can_be_switched) == (False, False)
    assert line.why == "Longer than the 1,000 characters of a question."


def test_names_and_headings_that_the_list_does_not_have_are_not_kept(as_mara):
    import_ = draft(as_mara)
    choose(import_, shown=["999", "3.7"], on=["999", "3.7"], topics={"Nowhere\x00": "own"}, by=as_mara)
    assert import_.choices == {"on": [], "off": [], "topics": {}}


# Topics


def chosen_topics(import_, by):
    return {choice.heading: choice.chosen for choice in imports.preview(import_, by=by).topics}


def test_a_heading_goes_to_the_topic_of_its_name_and_else_becomes_ones_own(as_mara, pay):
    assert chosen_topics(draft(as_mara), as_mara) == {"Pay and benefits": str(pay.pk), "Zebras": "own"}


def test_ones_own_topics_are_made_and_chosen_ones_are_used(as_mara, pay):
    import_ = draft(as_mara)
    choose(import_, topics={"Pay and benefits": "own", "Zebras": str(pay.pk)}, by=as_mara)
    imports.apply_import(import_=import_, by=as_mara)
    where = dict(Question.objects.of(as_mara).values_list("text", "topic__name"))
    assert where == dict.fromkeys(QUESTIONS, "Pay and benefits")  # the name is there: no second one is made
    assert not Topic.objects.filter(owner=as_mara).exists()


def test_a_heading_without_a_topic_like_it_becomes_one(as_mara):
    bring(as_mara)
    topic = Topic.objects.get(owner=as_mara)
    assert (topic.name, topic.short) == ("Zebras", "Zebras")
    assert [question.text for question in topic.question_set.all()] == QUESTIONS[2:]


def test_headings_that_differ_by_capitals_alone_are_one_topic(as_mara):
    bring(as_mara, "# Zebras\n\n- Do they bite?\n\n# ZEBRAS\n\n- Do they kick?\n")
    assert Topic.objects.filter(owner=as_mara).count() == 1


def test_questions_under_no_heading_go_to_the_first_topic(as_mara):
    bring(as_mara, "- Who decides here?\n- Who pays here?\n")
    assert set(Question.objects.of(as_mara).values_list("topic__name", flat=True)) == {
        "Role and expectations"
    }


def test_a_choice_that_is_no_topic_any_more_is_proposed_anew(as_mara, pay):
    import_ = draft(as_mara)
    mine = Topic.objects.create(owner=as_mara, key="mine", name="Mine", short="Mine")
    choose(import_, topics={"Zebras": str(mine.pk)}, by=as_mara)
    assert chosen_topics(import_, as_mara)["Zebras"] == str(mine.pk)
    mine.archived_at = timezone.now()
    mine.save(update_fields=["archived_at"])
    assert chosen_topics(import_, as_mara)["Zebras"] == "own"


def test_without_any_topic_the_questions_get_one_of_their_own(mara):
    with acting_as(mara):
        assert bring(mara, "- Who decides here?\n")[1] == 1
        assert Topic.objects.get(owner=mara).name == "Imported"


# What is there already


def test_what_is_nearly_there_is_pointed_out_and_taken(as_mara, pay):
    Question.objects.create(owner=as_mara, topic=pay, key="a", text="How is a pay raise decided here?")
    preview = imports.preview(draft(as_mara), by=as_mara)
    near = {line.line.text: line.near for line in preview.lines if line.near}
    assert near == {QUESTIONS[0]: "How is a pay raise decided here?"}
    assert (preview.near_count, len(preview.questions)) == (1, 3)


def test_near_repeats_within_the_list_are_pointed_out(as_mara):
    again = "- How is a raise decided here?\n- How is a raise decided around here?\n"
    preview = imports.preview(draft(as_mara, again), by=as_mara)
    assert [line.near for line in preview.questions] == ["", "How is a raise decided here?"]


def test_what_is_there_word_for_word_is_not_taken_nor_are_its_follow_ups(as_mara, pay):
    Question.objects.create(owner=as_mara, topic=pay, key="a", text="how is a raise decided here")
    preview = imports.preview(draft(as_mara), by=as_mara)
    known = [line for line in preview.lines if line.known]
    assert [line.line.text for line in known] == [
        QUESTIONS[0],
        "Who has the last word?",
        "When was the last one?",
    ]
    assert [line.why for line in known[:2]] == [
        "You have this question already.",
        "Beneath a question that you have already.",
    ]
    assert not any(line.can_be_switched for line in known)
    assert preview.known_count == 1


def test_a_built_in_question_is_known_too(mara, pay):
    factories.QuestionFactory(topic=pay, text=QUESTIONS[1])
    with acting_as(mara):
        assert bring(mara)[1] == 2


# Applying


def test_a_question_carries_where_it_came_from(as_mara, pay):
    import_, added = bring(as_mara)
    assert added == 3
    question = Question.objects.select_related("source").get(text=QUESTIONS[0])
    assert (question.owner, question.topic, question.imported) == (as_mara, pay, import_)
    assert question.follow_ups == ["Who has the last word?", "When was the last one?"]
    assert question.language == "en"
    source = question.source
    assert (source.title, source.url) == (
        "Questions for the other side",
        "https://lists.example.org/reverse",
    )
    assert (source.owner, source.licence, source.checksum) == (as_mara, "CC BY 4.0", import_.checksum)
    assert import_.source == source
    assert import_.applied_at is not None


def test_an_address_that_is_none_is_not_kept(as_mara, monkeypatch):
    read = imports.read_text

    def with_script(*args):
        return imports.replace(read(*args), source_url="javascript:alert(1)")

    monkeypatch.setattr(imports, "read_text", with_script)
    bring(as_mara)
    assert Source.objects.get(owner=as_mara).url == ""


def test_applied_twice_it_adds_nothing(as_mara):
    import_, _added = bring(as_mara)
    assert imports.apply_import(import_=import_, by=as_mara) == 0
    assert len(texts(as_mara)) == 3


def test_brought_again_the_list_adds_nothing(as_mara):
    bring(as_mara)
    again, added = bring(as_mara)
    assert (added, len(texts(as_mara)), again.applied_at) == (0, 3, None)
    assert Source.objects.of(as_mara).count() == 1


def test_a_question_that_was_changed_since_is_not_brought_again(as_mara):
    bring(as_mara)
    Question.objects.filter(text=QUESTIONS[0]).update(text="Who gets more money?")
    again = draft(as_mara)
    assert taken(again, as_mara) == []
    assert imports.apply_import(import_=again, by=as_mara) == 0


def test_only_what_is_new_of_a_longer_list_is_added(as_mara):
    bring(as_mara)
    _longer, added = bring(as_mara, LIST + "\n## Hours\n\n- When do people go home?\n")
    assert (added, texts(as_mara)[-1]) == (1, "When do people go home?")


def test_a_deleted_question_comes_back(as_mara):
    bring(as_mara)
    Question.objects.filter(text=QUESTIONS[0]).update(deleted_at=timezone.now())
    again, added = bring(as_mara)
    assert added == 1
    assert Question.objects.get(text=QUESTIONS[0]).imported == again
    assert sorted(texts(as_mara)) == sorted(QUESTIONS)


def test_an_archived_question_stays_archived(as_mara):
    bring(as_mara)
    Question.objects.filter(text=QUESTIONS[0]).update(archived_at=timezone.now())
    assert bring(as_mara)[1] == 0
    assert Question.objects.get(text=QUESTIONS[0]).archived_at is not None


def test_an_error_half_way_leaves_nothing(mara, pay, monkeypatch):
    with acting_as(mara):
        import_ = draft(mara)

    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr(imports, "brought_back", fail)
    with pytest.raises(RuntimeError), acting_as(mara):
        imports.apply_import(import_=import_, by=mara)
    assert not Question.objects.filter(owner=mara).exists()
    assert not Topic.objects.filter(owner=mara).exists()
    assert not Source.objects.filter(owner=mara).exists()
    assert Import.objects.get().applied_at is None


@pytest.mark.parametrize("script", ["Кто здесь решает?", "من يقرر هنا؟", "谁在这里做决定？", "מי מחליט כאן?"])
def test_any_language_is_stored_as_it_is(as_mara, script):
    bring(as_mara, f"- {script}\n")
    assert texts(as_mara) == [script]


def test_another_candidate_is_untouched(mara, stranger, pay):
    with acting_as(stranger):
        bring(stranger)
        hers = list(Question.objects.order_by("pk").values())
    with acting_as(mara):
        import_, added = bring(mara)
        assert added == 3
        assert imports.undo_import(import_=import_, by=mara)
    with acting_as(stranger):
        assert list(Question.objects.order_by("pk").values()) == hers
        assert Source.objects.count() == 1


# Many


def many(count, headings=1):
    lines = []
    for number in range(count):
        if number % (count // headings) == 0:
            lines.append(f"\n## Zebra {number}\n")
        lines.append(f"- What happened to zebra number {number} in year {number * 7}?")
    return "\n".join(lines)


def test_5000_questions_are_stored_in_few_statements(as_mara):
    import_ = draft(as_mara, many(5000, headings=500))
    with statements() as found:
        assert imports.apply_import(import_=import_, by=as_mara) == 5000
    assert len(found) <= 25
    assert Topic.objects.filter(owner=as_mara).count() == 500


def test_5000_questions_are_taken_back_in_few_statements(as_mara):
    import_, _added = bring(as_mara, many(5000, headings=50))
    with statements() as found:
        assert imports.undo_import(import_=import_, by=as_mara)
    assert len(found) <= 75
    assert texts(as_mara) == []
