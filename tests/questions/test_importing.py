"""Reading lists: a corpus whose expectations were written before the importer, and any text at all."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.importing.lines import Refused
from questions.importing.reading import read_list, read_text
from tests.questions.import_quality import Score, beside, cases, score

CASES = list(cases())
READABLE = [case for case in CASES if not case[1].get("refused")]
REFUSED = [case for case in CASES if case[1].get("refused")]

# What lists are made of, so that chance finds the seams between them.
MARKS = [
    "# ",
    "- ",
    "* ",
    "1. ",
    "  - ",
    "\t- ",
    "> ",
    "```\n",
    "---\n",
    "| a | b |\n",
    "|---|---|\n",
    "[x](y)",
    "**",
]
WORDS = [
    "?",
    "？",
    "؟",
    ":",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    " ",
    "\u200f",
    "\ufeff",
    "Why",
    "Who decides",
    "Tell me",
]
DATA = [
    "{",
    "}",
    '"',
    "[",
    "]",
    ",",
    ";",
    "\t",
    "<p>",
    "<!--",
    "-->",
    "+++\n",
    "question,topic\n",
    "= ",
    "Tips:",
]
PIECES = st.sampled_from([*MARKS, *WORDS, *DATA])
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


def physical_lines(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def read_or_refusal(reader, *arguments):
    try:
        return reader(*arguments)
    except Refused as refusal:
        return str(refusal)


@pytest.mark.parametrize(("path", "expected"), READABLE, ids=lambda value: getattr(value, "name", ""))
def test_a_list_is_read_as_whoever_brought_it_would_want(path, expected):
    data = path.read_bytes()
    try:
        read = read_list(data, path.name)
    except Refused:
        assert expected.get("refusal_acceptable")
        return
    found = score(read, expected)
    assert (found.slips, beside(read, expected, data)) == ([], [])


def test_over_the_corpus_nearly_every_question_is_found_and_hardly_anything_else():
    total = Score()
    for path, expected in READABLE:
        total.add(score(read_list(path.read_bytes(), path.name), expected))
    assert total.there > 700
    assert total.recall >= 0.98
    assert total.precision >= 0.98


@pytest.mark.parametrize(("path", "expected"), REFUSED, ids=lambda value: getattr(value, "name", ""))
def test_what_cannot_be_read_is_refused_with_a_sentence(path, expected):
    with pytest.raises(Refused) as refusal:
        read_list(path.read_bytes(), path.name)
    assert refusal.value.code == expected["refused"]
    assert str(refusal.value).endswith(".")


@given(TEXTS, st.sampled_from(["", "list.md", "list.txt", "list.csv", "list.json", "list.toml", "list.html"]))
@settings(max_examples=400, deadline=None)
def test_no_text_breaks_the_reader_and_every_line_is_accounted_for(text, name):
    read = read_or_refusal(read_text, text, name)
    if isinstance(read, str):
        assert read.endswith(".")
        return
    assert {line.line for line in read.lines} == set(range(1, len(physical_lines(text)) + 1))
    taken = [line.line for line in read.lines if line.taken]
    assert all(line.follow_up_of is None or line.follow_up_of in taken for line in read.lines)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_bytes_break_the_reader(data):
    read = read_or_refusal(read_list, data)
    assert not isinstance(read, str) or read.endswith(".")
