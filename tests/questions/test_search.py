"""What words find: by stems, beginnings, misspellings, in which order, and among whose questions."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions import search
from questions.access import acting_as
from questions.models import Question
from tests import factories

DECISIONS = "What decisions can I make on my own in the first three months?"


@pytest.fixture
def library(db):
    call_command("load_library", stdout=StringIO())


@pytest.fixture
def topic(db):
    return factories.TopicFactory(name="Pay")


@pytest.fixture
def ask(mara):
    """The texts that words find for Mara, the best first."""

    def found(words, languages=("en",)):
        texts = dict(Question.objects.values_list("pk", "text"))
        return [texts[hit.pk] for hit in search.find(mara, words, languages)]

    return found


def question(topic, text, **fields):
    return factories.QuestionFactory(topic=topic, text=text, **fields)


# In the library


@pytest.mark.parametrize("words", ["decision", "decisons", "approval"])
def test_what_decisions_can_i_make_is_found(library, ask, words):
    assert DECISIONS in ask(words)


def test_what_decisions_can_i_make_comes_first_for_its_own_words(library, ask):
    for words in (DECISIONS, "what decisions can I make", "decisions on my own", "decisons"):
        assert ask(words)[0] == DECISIONS, words


@pytest.mark.parametrize(
    ("begun", "whole"), [("decisio", "decision"), ("communica", "communicate"), ("promo", "promoted")]
)
def test_what_is_typed_so_far_finds_what_the_whole_word_finds(library, ask, begun, whole):
    assert ask(whole)
    assert set(ask(whole)) <= set(ask(begun))


@pytest.mark.parametrize(
    ("misspelled", "word"),
    [("decisons", "decisions"), ("comunication", "communication"), ("manageer", "manager")],
)
def test_a_misspelling_finds_what_is_meant(library, ask, misspelled, word):
    assert set(ask(word)[:3]) & set(ask(misspelled))


def test_every_question_is_found_by_its_own_text(library, mara, ask):
    for row in Question.objects.all():
        assert row.text in ask(row.text), row.key


def test_nothing_asked_is_everything_in_the_librarys_order(library, mara, ask):
    library = Question.objects.of(mara).live().order_by("topic__position", "topic__name", "pk")
    expected = list(library.values_list("text", flat=True))
    assert ask("") == ask("  ") == ask("'\x00\\") == expected


# Words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Who decides here?", "deciding"),
        ("Who decides here?", "DECIDE"),
        ("Whose decision was it?", "decisions"),
        ("Who was promoted last?", "promotion promoted"),
        ("What do you do on-call?", "on-call"),
        ("What do you do on-call?", "call"),
        ("Do you write C++ or C#?", "c++"),
        ("Who owns 24/7 support?", "24/7"),
        ("Who was at the café?", "cafe"),
        ("Who was at the cafe?", "café"),
        ("Wie groß ist das Büro?", "buro"),
        ("Wie groß ist das Büro?", "gross"),
        ("מה השתנה השנה?", "השתנה"),
        ("Что изменилось в этом году?", "изменилось"),
        ("ما الذي تغير هذا العام؟", "تغير"),
        ("你们的团队如何做出决定？", "团队"),
        ("チームは最近何を決めましたか？", "最近"),
    ],
)
def test_words_find_the_question(topic, ask, text, words):
    question(topic, "Something else entirely?")
    question(topic, text, why="Promotion")
    assert ask(words) == [text]


@pytest.mark.parametrize("words", ["overtime xylophone", "xylophone", "_", "100%", "?", "x", "'; DROP TABLE"])
def test_words_that_stand_nowhere_find_nothing(topic, ask, words):
    question(topic, "Who works overtime?")
    assert ask(words) == []


def test_every_word_must_stand_somewhere_whatever_the_part(topic, ask):
    wanted = question(
        topic,
        "Who stays late?",
        follow_ups=["How often?"],
        why="Hours.",
        listen_for="Rarely.",
        beware_of="Vague.",
    )
    question(topic, "Who stays?")
    assert ask("late often hours rarely vague pay") == [wanted.text]


@pytest.mark.parametrize("words", ["what about the decision", "is there a decision", "decision in the"])
def test_stop_words_ask_for_nothing(topic, ask, words):
    question(topic, "Whose decision was the last one in this team?")
    assert ask(words) == ["Whose decision was the last one in this team?"]


def test_only_the_last_word_is_a_beginning(topic, ask):
    question(topic, "Who communicates decisions?")
    assert ask("communicates decisio") == ["Who communicates decisions?"]
    question(topic, "What com decisions are there?")
    assert ask("com decisions") == ["What com decisions are there?"]


def test_a_question_is_found_by_the_name_of_its_topic(topic, ask):
    question(topic, "Who decides?")
    question(factories.TopicFactory(name="Growth"), "Who learns?")
    assert ask("pay") == ["Who decides?"]
    assert ask("pay decides") == ["Who decides?"]


def test_a_topic_that_is_renamed_is_found_by_its_new_name(topic, ask):
    question(topic, "Who decides?")
    topic.name = "Money"
    topic.save()
    assert ask("money") == ["Who decides?"]
    assert ask("pay") == []


def test_a_question_that_is_edited_is_found_by_its_new_words(topic, ask):
    edited = question(topic, "Who decides?")
    edited.text = "Who chooses?"
    edited.save()
    assert ask("choosing") == ["Who chooses?"]
    assert ask("decides") == []


# Misspellings


def test_a_misspelling_is_read_only_where_the_words_find_nothing(topic, ask):
    question(topic, "Who decides about decisons?")
    question(topic, "Whose decisions were they?")
    assert ask("decisons") == ["Who decides about decisons?"]


def test_a_misspelling_in_the_question_comes_before_one_in_its_follow_ups(topic, ask):
    question(topic, "Who was asked?", follow_ups=["Which decisions?"])
    question(topic, "Which decisions?")
    assert ask("decisons") == ["Which decisions?", "Who was asked?"]


def test_a_misspelling_with_an_accent(topic, ask):
    question(topic, "Who wrote the résumé?")
    assert ask("resumme") == ["Who wrote the résumé?"]


# Languages

GERMAN = "Welche Entscheidungen trifft das Team allein?"


def test_a_question_is_found_by_the_stems_of_its_own_language(topic, ask):
    question(topic, GERMAN, language="de-AT")
    question(topic, "Entscheidungen in English?", language="en")
    assert ask("Entscheidung allein", ["en", "de"]) == [GERMAN]
    assert ask("die Entscheidung hat das Team allein", ["en", "de"]) == [GERMAN]


def test_each_language_leaves_out_its_own_stop_words(topic, ask):
    question(topic, GERMAN, language="de")
    question(topic, "When did this team die out?", language="en")
    assert ask("die team", ["en", "de"]) == ["When did this team die out?", GERMAN]


@pytest.mark.parametrize("language", ["xx", "", "zh-Hant", "x' OR true --"])
def test_a_language_without_stems_is_found_by_its_words_as_typed(topic, ask, language):
    question(topic, "Decisions ya team?", language=language)
    assert ask("decisions team", ["en", language]) == ["Decisions ya team?"]
    assert ask("team decisi", ["en", language]) == ["Decisions ya team?"]


def test_every_language_has_its_stems(topic, ask):
    for language in search.LANGUAGES:
        question(topic, f"Team {language}?", language=language)
    assert len(ask("team", search.LANGUAGES)) == len(search.LANGUAGES)


# Order


def test_the_question_itself_weighs_more_than_what_surrounds_it(topic, ask):
    question(factories.TopicFactory(name="Overtime"), "In the topic?")
    question(topic, "In the sign?", listen_for="Overtime.")
    question(topic, "In the follow-up?", follow_ups=["Overtime?"])
    question(topic, "Overtime?")
    assert ask("overtime") == ["Overtime?", "In the follow-up?", "In the sign?", "In the topic?"]


def test_of_equals_the_librarys_order_decides(ask):
    second, first = factories.TopicFactory(position=2), factories.TopicFactory(position=1)
    for topic, text in (
        (second, "Overtime, third?"),
        (first, "Overtime, first?"),
        (first, "Overtime, second?"),
    ):
        question(topic, text)
    assert ask("overtime") == ["Overtime, first?", "Overtime, second?", "Overtime, third?"]


# Whose


def test_own_questions_are_found_and_a_strangers_are_not(topic, ask, mara, stranger):
    question(topic, "Built in, overtime?")
    question(topic, "Mine, overtime?", owner=mara)
    question(topic, "A stranger's, overtime?", owner=stranger)
    expected = ["Built in, overtime?", "Mine, overtime?"]
    assert ask("overtime") == ask("overtmie") == ask("") == expected


def test_row_level_security_alone_keeps_a_strangers_questions_back(topic, mara, stranger):
    question(topic, "Mine, overtime?", owner=mara)
    with acting_as(stranger):
        for words in ("", "overtime", "overtmie"):
            assert search.find(mara, words) == []


def test_what_was_deleted_is_gone_and_what_was_archived_says_so(topic, mara, ask):
    question(topic, "Deleted overtime?", owner=mara, deleted_at=timezone.now())
    question(topic, "Archived overtime?", owner=mara, archived_at=timezone.now())
    for words in ("overtime", "overtmie", ""):
        assert [hit.is_archived for hit in search.find(mara, words)] == [True]
        assert ask(words) == ["Archived overtime?"]


# Anything can be typed

OPERATORS = [
    "a & b",
    "!",
    "a | !b",
    "(",
    "a:*",
    "a <-> b",
    "'a",
    "''",
    "\\",
    "\\'",
    "a\x00b",
    "%s",
    "%(owner)s",
    "--",
]


@pytest.mark.parametrize("words", OPERATORS)
def test_operators_are_words_like_any(topic, ask, words):
    question(topic, "What is it, a or b?")
    assert ask(words) in (["What is it, a or b?"], [])


def test_an_operator_neither_denies_nor_chooses(topic, ask):
    question(topic, "Who works overtime?")
    question(topic, "Who works?")
    assert ask("!overtime") == ["Who works overtime?"]
    assert ask("overtime | works") == ["Who works overtime?"]
    assert ask("works & overtime:*") == ["Who works overtime?"]


@pytest.fixture
def typed(topic, mara):
    question(topic, "Who decides, and how (on <b>what</b>)?")
    return mara


@given(words=st.text(max_size=120), languages=st.lists(st.text(max_size=5) | st.sampled_from(["de", "tr"])))
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_is_refused(typed, words, languages):
    assert len(search.find(typed, words, languages)) <= 1


@given(
    words=st.text(alphabet="ab'\\:*&|!()<>-% \x00\"", max_size=30).map(lambda text: f"{text} decides"),
)
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_sign_changes_what_is_asked(typed, words):
    has_words = any(letter in words.removesuffix(" decides") for letter in "ab")
    assert has_words or len(search.find(typed, words)) == 1
