import re
from collections import Counter
from functools import cache
from itertools import combinations, pairwise, product

import pytest
from django.db import connection

from questions import library_files
from questions.library_files import LibraryError, read_library
from questions.management.commands.load_library import FOLDER
from questions.models import Question

TOPIC = """
[topic]
key = "pay"
name = "Pay and benefits"
short = "Pay"
description = "What you would be paid."
position = 1
default_weight = 3
"""

QUESTION = """
[[questions]]
key = "last-rise"
text = "How was the last round of pay rises decided?"
why = "Starting pay you negotiate once."
listen_for = "A month and an average."
beware_of = "Rises follow performance."
follow_ups = ["When was a round last skipped?", "Who had a say?"]
audiences = ["HR", "hiring manager"]
timing = "final round"
minutes = 3
"""

INVITATIONS = ("Tell me about ", "Walk me through ")
ADVICE_TO_EMPLOYERS = re.compile(
    r"\b(employers? (should|must|can)|your (candidates?|applicants?|employees|hiring)|as an employer"
    r"|ask (the|your) (candidate|applicant)|the (candidate|applicant)('s)? (answers?|should|responses?)"
    r"|interviewees?|good hires?|hire (them|someone|people) who|shows? (that )?the candidate)\b",
    re.IGNORECASE,
)


def write(folder, body, name="pay.toml"):
    (folder / name).write_text(body, encoding="utf-8")
    return folder


@cache
def library_questions():
    return [question for topic in read_library(FOLDER) for question in topic.questions]


@cache
def trigrams(text):
    """As pg_trgm does: letters and digits only, in lower case, two spaces before a word and one behind."""
    padded = [f"  {word} " for word in re.findall(r"[^\W_]+", text.lower())]
    return frozenset(word[at : at + 3] for word in padded for at in range(len(word) - 2))


def similarity(one, other):
    shared = len(trigrams(one) & trigrams(other))
    return shared / (len(trigrams(one)) + len(trigrams(other)) - shared)


class TestReading:
    def test_topic_and_question(self, tmp_path):
        [topic] = read_library(write(tmp_path, TOPIC + QUESTION))
        [question] = topic.questions
        assert (topic.key, topic.short, topic.position, topic.default_weight) == ("pay", "Pay", 1, 3)
        assert question.follow_ups == ("When was a round last skipped?", "Who had a say?")
        assert question.audiences == ("HR", "hiring manager")
        assert (question.timing, question.minutes) == ("final round", 3)

    def test_absent_lists_mean_any_and_nothing_to_look_up(self, tmp_path):
        [topic] = read_library(write(tmp_path, TOPIC + QUESTION))
        [question] = topic.questions
        assert (question.levels, question.fields, question.work_modes) == ((), (), ())
        assert question.look_up_first is False

    def test_topics_come_by_position(self, tmp_path):
        write(tmp_path, TOPIC.replace("position = 1", "position = 2") + QUESTION)
        other = TOPIC.replace('"pay"', '"hiring"') + QUESTION.replace("last-rise", "who-signs")
        write(tmp_path, other, "hiring.toml")
        assert [topic.key for topic in read_library(tmp_path)] == ["hiring", "pay"]

    def test_empty_folder(self, tmp_path):
        with pytest.raises(LibraryError, match="There are no library files"):
            read_library(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("minutes = 3", "", 'pay.toml, question "last-rise": the field "minutes" is missing.'),
        ("minutes = 3", "minutes = 3\nmood = 1", 'pay.toml, question "last-rise": there is no field "mood".'),
        ("minutes = 3", 'minutes = "3"', '"minutes" is not a whole number.'),
        ("minutes = 3", "minutes = true", '"minutes" is not a whole number.'),
        ("minutes = 3", "minutes = 7", '"minutes" is 7, not 1 to 6.'),
        ("minutes = 3", "minutes = 3\nlook_up_first = 1", '"look_up_first" is not true or false.'),
        ("final round", "final", '"final" is no choice for "timing"'),
        ('"HR", ', '"boss", ', '"boss" is no choice for "audiences"'),
        ('["HR", "hiring manager"]', "[]", '"audiences" is empty.'),
        ('"HR", ', "1, ", '"audiences" is not a list of texts.'),
        ('"HR", ', '"hiring manager", ', '"audiences" says the same thing twice.'),
        ("minutes = 3", 'minutes = 3\nlevels = "mid"', '"levels" is not a list of texts.'),
        ("How was", "How " + "very " * 30 + "was", '"text" has 194 characters, more than 160.'),
        ("Who had", "Who " + "really " * 20 + "had", '"follow_ups" has 154 characters, more than 120.'),
        (', "Who had a say?"', "", '"follow_ups" has 1 entries, not 2 to 4.'),
        ("A month and an average.", " ", '"listen_for" is empty.'),
        ("A month and", "A month\\nand", '"listen_for" has spaces around it or more than one line.'),
        ('"last-rise"', '"Last rise"', 'the key "Last rise" is not made of lower-case words'),
        ('key = "last-rise"', "", 'pay.toml, a question: the field "key" is missing.'),
        ("default_weight = 3", "default_weight = 6", 'pay.toml, [topic]: "default_weight" is 6, not 0 to 5.'),
        ('short = "Pay"', "", 'pay.toml, [topic]: the field "short" is missing.'),
        ('key = "pay"', 'key = "money"', 'the key "money" differs from the name of the file.'),
        ("[topic]", "[subject]", 'pay.toml: the field "topic" is missing.'),
        ("[[questions]]", "[questions]", 'pay.toml: "questions" is not a list of tables.'),
        ("[topic]", 'title = "Pay"\n[topic]', 'pay.toml: there is no field "title".'),
        ("position = 1", "position = one", "pay.toml: the file is not valid TOML:"),
    ],
)
def test_a_wrong_file_gets_a_sentence(tmp_path, old, new, sentence):
    body = TOPIC + QUESTION
    assert old in body
    with pytest.raises(LibraryError) as caught:
        read_library(write(tmp_path, body.replace(old, new, 1)))
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("pay.toml")


class TestAcrossFiles:
    def test_key_used_twice_in_one_file(self, tmp_path):
        with pytest.raises(LibraryError, match=r'question "last-rise": the key is already used in pay\.toml'):
            read_library(write(tmp_path, TOPIC + QUESTION * 2))

    def test_key_used_in_two_files(self, tmp_path):
        write(tmp_path, TOPIC + QUESTION)
        other = TOPIC.replace('"pay"', '"stability"').replace("position = 1", "position = 2")
        write(tmp_path, other + QUESTION, "stability.toml")
        with pytest.raises(LibraryError, match=r"stability\.toml.* already used in pay\.toml"):
            read_library(tmp_path)

    def test_position_taken(self, tmp_path):
        write(tmp_path, TOPIC + QUESTION)
        write(tmp_path, TOPIC.replace('"pay"', '"hiring"') + QUESTION, "hiring.toml")
        with pytest.raises(LibraryError, match=r"position 1 is taken by hiring\.toml"):
            read_library(tmp_path)

    def test_no_questions(self, tmp_path):
        with pytest.raises(LibraryError, match='"questions" is empty'):
            read_library(write(tmp_path, "questions = []\n" + TOPIC))

    def test_not_utf_8(self, tmp_path):
        (tmp_path / "pay.toml").write_bytes(b'[topic]\nname = "Gehalt f\xfcr alle"')
        with pytest.raises(LibraryError, match=r"pay\.toml: the file is not UTF-8 text"):
            read_library(tmp_path)


def test_choices_are_those_of_the_model():
    assert list(library_files.AUDIENCES) == Question.Audience.values
    assert list(library_files.TIMINGS) == Question.Timing.values
    assert list(library_files.LEVELS) == Question.Level.values
    assert list(library_files.FIELDS) == Question.Field.values
    assert list(library_files.WORK_MODES) == Question.WorkMode.values


class TestStarterLibrary:
    def test_thirteen_topics_of_which_hiring_weighs_nothing(self):
        topics = read_library(FOLDER)
        assert [topic.position for topic in topics] == list(range(1, 14))
        assert {topic.key: topic.default_weight for topic in topics if topic.default_weight != 3} == {
            "hiring": 0
        }

    def test_enough_questions_in_every_topic(self):
        assert len(library_questions()) >= 240
        assert [topic.key for topic in read_library(FOLDER) if len(topic.questions) < 14] == []

    @pytest.mark.parametrize(
        ("naming", "names", "fewest"),
        [
            ("audiences", library_files.AUDIENCES, 30),
            ("fields", library_files.FIELDS, 10),
            ("levels", library_files.LEVELS, 10),
            ("work_modes", library_files.WORK_MODES, 5),
        ],
    )
    def test_enough_that_name_each_audience_field_level_and_mode(self, naming, names, fewest):
        counts = Counter(name for question in library_questions() for name in getattr(question, naming))
        assert {name: counts[name] for name in names if counts[name] < fewest} == {}

    def test_something_for_every_time(self):
        assert {question.timing for question in library_questions()} == set(library_files.TIMINGS)

    def test_every_text_is_one_question_or_an_invitation(self):
        def is_fine(text):
            if text.startswith(INVITATIONS):
                return text.endswith(".") and "?" not in text
            return text.endswith("?") and text.count("?") == 1

        assert [question.key for question in library_questions() if not is_fine(question.text)] == []

    def test_follow_ups_end_like_questions_and_signs_like_sentences(self):
        for question in library_questions():
            assert all(probe.endswith("?") for probe in question.follow_ups), question.key
            signs = (question.why, question.listen_for, question.beware_of)
            assert all(sign.endswith(".") for sign in signs), question.key

    def test_no_two_texts_are_nearly_the_same(self):
        pairs = combinations(library_questions(), 2)
        near = [(one.key, other.key) for one, other in pairs if similarity(one.text, other.text) >= 0.6]
        assert near == []

    def test_no_follow_up_is_another_question(self):
        questions = library_questions()
        probes = [(question.key, probe) for question in questions for probe in question.follow_ups]
        near = [
            (question.key, key)
            for question, (key, probe) in product(questions, probes)
            if similarity(question.text, probe) >= 0.6
        ]
        assert near == []

    def test_nothing_reads_like_advice_to_an_employer(self):
        for question in library_questions():
            lines = (
                question.text,
                question.why,
                question.listen_for,
                question.beware_of,
                *question.follow_ups,
            )
            assert [line for line in lines if ADVICE_TO_EMPLOYERS.search(line)] == [], question.key


@pytest.mark.django_db
def test_similarity_is_that_of_pg_trgm():
    texts = [question.text for question in library_questions()]
    pairs = [
        *pairwise(sorted(texts)),
        ("word", "two words"),
        ("Don't!", "dont"),
        ("Wörter, ß_2", "wörter ß 2"),
    ]
    ones, others = zip(*pairs, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT similarity(one, other) FROM unnest(%s::text[], %s::text[]) AS pair(one, other)",
            [list(ones), list(others)],
        )
        expected = [value for (value,) in cursor.fetchall()]
    assert [similarity(*pair) for pair in pairs] == pytest.approx(expected, abs=1e-6)
