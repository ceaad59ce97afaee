"""Large, deep and overlong lists, and what is said of every line."""

import pytest

from questions.importing.lines import Refused
from questions.importing.reading import read_list, read_text
from questions.importing.reasons import REFUSALS, SENTENCES, Reason
from tests.questions import large_lists
from tests.questions.import_quality import Score, cases, score

READABLE = [case for case in cases() if not case[1].get("refused")]


def count_lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1


@pytest.mark.parametrize(("path", "expected"), READABLE, ids=lambda value: getattr(value, "name", ""))
def test_a_line_is_said_once_unless_it_holds_several_questions(path, expected):
    data = path.read_bytes()
    read = read_list(data, path.name)
    numbers = [line.line for line in read.lines]
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, count_lines(data.decode(read.encoding, "replace")) + 1))
    assert all(line.taken for line in read.lines if numbers.count(line.line) > 1)


@pytest.mark.parametrize(("path", "expected"), READABLE, ids=lambda value: getattr(value, "name", ""))
def test_pasting_a_list_reads_it_as_its_file(path, expected):
    read = read_list(path.read_bytes(), path.name)
    pasted = read_text(path.read_bytes().decode(read.encoding, "replace"), path.name)
    assert pasted.lines == read.lines


def test_topics_and_follow_ups_of_the_corpus_are_where_they_belong():
    total = Score()
    for path, expected in READABLE:
        total.add(score(read_list(path.read_bytes(), path.name), expected))
    assert total.topics >= 0.98 * total.found
    assert total.follow_ups >= 0.98 * total.found


def test_a_syntax_refusal_names_the_line():
    with pytest.raises(Refused, match=r"^Line 2 is not valid JSON\. ") as refusal:
        read_list(b'["Who?",\n "Why?" "How?"]', "list.json")
    assert refusal.value.line == 2


def test_five_thousand_lines_of_every_kind_are_read_without_a_slip():
    text, expected = large_lists.of_every_kind()
    found = score(read_list(text.encode()), expected)
    assert (found.recall, found.precision, found.slips) == (1, 1, [])


def test_five_thousand_questions_are_taken_and_one_more_is_refused():
    assert len(read_list(large_lists.one_a_line(5000).encode()).questions()) == 5000
    with pytest.raises(Refused, match="5001 questions; 5,000 are the most"):
        read_list(large_lists.one_a_line(5001).encode())


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"# Much\n" + b"word " * 450_000, "too large"),
        (b"-\n" * 50_001, "too long"),
        (b"PK\x03\x04" + bytes(range(256)), "binary"),
        (b"Who?\x00 asks?", "NUL"),
    ],
)
def test_what_is_too_much_or_no_text_is_refused(data, code):
    with pytest.raises(Refused) as refusal:
        read_list(data)
    assert refusal.value.code == code


def test_pasted_text_is_held_to_the_same_limits():
    with pytest.raises(Refused, match="larger than 2 MB"):
        read_text("é" * 1_100_000)
    with pytest.raises(Refused, match="Line 2 holds half a character"):
        read_text("Who?\nWhy \ud800?")


@pytest.mark.parametrize("name", [name for name in large_lists.DEEP if not name.endswith("json")])
def test_deep_and_wide_lists_are_read(name):
    text = large_lists.DEEP[name]
    read = read_list(text.encode(), name)
    assert {line.line for line in read.lines} == set(range(1, count_lines(text) + 1))


@pytest.mark.parametrize("name", [name for name in large_lists.DEEP if name.endswith("json")])
def test_deep_json_is_refused(name):
    with pytest.raises(Refused, match="not valid JSON"):
        read_list(large_lists.DEEP[name].encode(), name)


def test_every_reason_and_every_refusal_has_its_sentence():
    assert set(SENTENCES) == set(Reason)
    assert all(str(sentence).endswith(".") for sentence in [*SENTENCES.values(), *REFUSALS.values()])
