import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.forgetting import TOO_LONG_WITH_NAME, pattern_of, replaced, spellings_of

WORDS = st.text(st.characters(categories=["Lu", "Ll", "Lo"]), min_size=1, max_size=12)
SENTENCES = st.text(max_size=60)
CALM = settings(derandomize=True, deadline=None, max_examples=200)


def without(name, text):
    return replaced(text, pattern_of([name]), "X")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ilse Brandt", {"Ilse Brandt": True, "Ilse": False, "Brandt": True}),
        ("  Ilse   Brandt ", {"Ilse Brandt": True, "Ilse": False, "Brandt": True}),
        (
            "Jan van der Berg",
            {"Jan van der Berg": True, "Jan": False, "van": False, "der": False, "Berg": True},
        ),
        ("Ana Lee-Soto", {"Ana Lee-Soto": True, "Ana": False, "Lee-Soto": True, "Lee": True, "Soto": True}),
        ("Dr. Bo Li (CTO)", {"Dr. Bo Li (CTO)": True, "CTO": True}),
        ("I. B.", {"I. B.": True}),
        ("Ilse ilse", {"Ilse ilse": True, "Ilse": False}),
        ("山田 太郎", {"山田 太郎": True, "山田": True, "太郎": True}),
        ("דנה כהן", {"דנה כהן": True, "דנה": False, "כהן": True}),
        ("👩🏽‍💻", {"👩🏽‍💻": True}),
    ],
)
def test_spellings_are_the_name_and_its_longer_words(name, expected):
    assert spellings_of(name) == expected


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("Ann", "Ann, ann; ANN's Annual _Ann_ Ann2", "X, X; X's Annual _X_ Ann2"),
        ("Ilse Brandt", "Ilse\u00a0Brandt, Ilse\n Brandt, IlseBrandt", "X, X, IlseBrandt"),
        ("Özil", "ÖZIL özil Ozil", "X X Ozil"),
        ("Jose", "Jose\u0301 is another", "Jose\u0301 is another"),
        ("राम", "राम रामा", "X रामा"),
        ("김철수", "김철수가 말했다", "X가 말했다"),
        ("สมชาย", "คุณสมชายพูด", "คุณXพูด"),
        ("كريم", "قال لكريم وكريم كريمة", "قال لX وX كريمة"),
        ("ברנדט", "שברנדט ברנדטית", "שX ברנדטית"),
        ("C++", "C++ and C++er", "X and Xer"),
        ("Ilse Brandt", "ilse.brandt+jobs@northwind.example, ilse_brandt", "X, X"),
        (
            "Brandt",
            "Mail <i.brandt@northwind.example>, not hr@northwind.example.",
            "Mail <X>, not hr@northwind.example.",
        ),
        ("Brandt", "brandtner@northwind.example", "brandtner@northwind.example"),
        ("Brandt", "jobs@brandt.example", "jobs@X.example"),
    ],
)
def test_a_name_is_found_as_a_whole_word(name, text, expected):
    assert without(name, text) == expected


def test_a_long_run_of_letters_is_read_once():
    assert without("Brandt", "a." * 500_000) == "a." * 500_000


def test_the_longest_spelling_comes_first():
    pattern = pattern_of(["Brandt", "Ilse", "Ilse Brandt"])
    assert replaced("Ilse Brandt and Brandt", pattern, "X") == "X and X"


@pytest.mark.parametrize("spellings", [[], [""], [" \t"]])
def test_nothing_to_look_for_finds_nothing(spellings):
    assert replaced("any thing", pattern_of(spellings), "X") == "any thing"


def test_what_would_be_too_long_has_a_dot():
    pattern = pattern_of(["Al"])
    assert replaced("Al, Al", pattern, "Somebody", limit=12) == f"{TOO_LONG_WITH_NAME}, {TOO_LONG_WITH_NAME}"
    assert replaced("Al", pattern, "Somebody", limit=8) == "Somebody"


@CALM
@given(WORDS, SENTENCES, SENTENCES)
def test_a_name_between_spaces_is_always_found(name, before, after):
    for form in (name, unicodedata.normalize("NFD", name)):
        assert replaced(f"{before} {form} {after}", pattern_of([name]), "\x01").count("\x01") >= 1


@CALM
@given(WORDS, SENTENCES, st.integers(0, 80))
def test_nothing_grows_beyond_its_limit(name, text, limit):
    shown = replaced(text, pattern_of([name]), "A hiring manager", limit)
    assert len(shown) <= max(limit, len(text))


@CALM
@given(st.lists(SENTENCES, max_size=4), SENTENCES)
def test_any_spelling_makes_a_pattern(spellings, text):
    assert isinstance(replaced(text, pattern_of(spellings), "X"), str)


@CALM
@given(st.text(min_size=1, max_size=40).filter(str.strip))
def test_the_whole_name_is_always_among_its_spellings(name):
    assert spellings_of(name)[" ".join(name.split())]
