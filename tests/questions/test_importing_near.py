"""Tidy texts and near-duplicates, for any text."""

from hypothesis import given
from hypothesis import strategies as st

from questions.importing.near import near_duplicates, similarity
from questions.importing.wording import tidy

TEXTS = st.text("abc ?", max_size=12)


@given(st.text(max_size=80))
def test_tidying_twice_changes_nothing_more(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.lists(TEXTS, max_size=12), st.lists(TEXTS, max_size=6))
def test_near_duplicates_are_those_that_measure_so(texts, known):
    every = [*known, *texts]
    for place, near in enumerate(near_duplicates(texts, known)):
        index = len(known) + place
        if near is None:
            assert all(similarity(every[index], other) < 0.6 for other in every[:index])
        else:
            assert near < index
            assert similarity(every[index], every[near]) >= 0.6


def test_similarity_is_measured_as_the_database_does():
    assert similarity("word", "two words") == 4 / 11
    assert similarity("Who?", "who") == 1
    assert similarity("?", "?") == 0
