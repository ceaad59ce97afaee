"""The piece of a text that a search shows: a true piece, with the right place marked."""

from time import monotonic

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from interviews.search_page import AROUND, SearchPage, plain, snippet

ACCENTS = st.text(alphabet="aeéEÈßæﬁœłİıǆ½™ \u0301\u0308\u200d👩‍🚀שלمKK%_\\\n…", max_size=300)
TEXTS = st.one_of(ACCENTS, st.text(max_size=300))
rule = settings(max_examples=300, deadline=None)


def shown(found):
    return found.before + found.found + found.after


def one(text, words):
    return snippet({"said": text}, words)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("We met in a café.", "cafe", "café"),
        ("We met in a cafe\u0301.", "cafe", "cafe\u0301"),
        ("We met in a cafe.", "CAFÉ", "cafe"),
        ("In der Hauptstraße", "strasse", "straße"),
        ("A Ligature: \ufb01nd it", "find", "\ufb01nd"),
        ("half of a ligature: \ufb01nd", "ind", "\ufb01nd"),
        ("smørrebrød og æbler", "aebler", "æbler"),
        ("İstanbul office", "istanbul", "İstanbul"),
        ("éééééé then the word", "word", "word"),
        ("one and two", "two one", "one"),
        ("on-call on", "on on-call", "on-call"),
        ("a+b is (not) [a] pattern", "(not)", "(not)"),
        ("הם אמרו שלום לכולם", "שלום", "שלום"),
        ("rocket 👩‍🚀 lands", "👩‍🚀", "👩‍🚀"),
    ],
)
def test_the_place_is_right(text, words, found):
    assert one(text, words).found == found


def test_the_first_text_that_has_a_word_is_shown_and_named():
    found = snippet(
        {"said": "Nothing here.", "impression": "A quincunx.", "refer_to": "Quincunx"}, "quincunx"
    )
    assert (found.field, found.before, found.found, found.after) == ("impression", "A ", "quincunx", ".")


def test_where_no_word_is_found_the_first_text_begins():
    found = snippet({"said": "", "impression": "b" * 500}, "nowhere")
    assert (found.field, found.before, found.found) == ("impression", "", "")
    assert found.after == "b" * 2 * AROUND + "…"
    assert shown(snippet({"said": "", "impression": ""}, "x")) == ""


def test_dots_stand_where_the_text_goes_on():
    found = one("a" * 200 + "WORD" + "b" * 200, "word")
    assert found.before == "…" + "a" * AROUND
    assert found.after == "b" * AROUND + "…"
    exact = one("a" * AROUND + "WORD" + "b" * AROUND, "word")
    assert shown(exact) == "a" * AROUND + "WORD" + "b" * AROUND


@rule
@given(TEXTS, TEXTS)
@example("\u0301\u0301", "\u0301")
@example("…", "…")
def test_a_snippet_is_always_a_piece_of_the_text(text, words):
    found = one(text, words)
    assert shown(found).removeprefix("…").removesuffix("…") in text
    assert found.found in text
    assert len(shown(found)) <= 2 * AROUND + 2 + len(found.found)


@rule
@given(ACCENTS, ACCENTS, st.text(alphabet="aeEéß\ufb01", min_size=1, max_size=8))
def test_a_word_that_is_there_is_marked(before, after, word):
    found = one(f"{before} {word} {after}", word)
    assert plain(word)[0] in plain(found.found)[0]


@rule
@given(TEXTS)
def test_every_character_knows_its_letters(text):
    letters, ends = plain(text)
    assert len(ends) == len(text)
    assert ends == sorted(ends)
    assert letters == "".join(plain(character)[0] for character in text)
    assert (ends or [0])[-1] == len(letters)


def test_the_longest_texts_are_searched_in_a_moment():
    text = "Große Pläne, keine Leute. " * 4000 + "quincunx"
    began = monotonic()
    assert one(text, "quincunx").found == "quincunx"
    assert monotonic() - began < 3


@rule
@given(st.text(alphabet=st.characters(), max_size=200))
@example("\ud800 half")
@example("\x00")
def test_words_are_short_and_without_nul(asked):
    words = SearchPage(user=None, asked=asked).words
    assert len(words) <= 100
    assert "\x00" not in words
    assert words == " ".join(words.split())
