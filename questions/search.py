"""Finding questions by words: full text with the last word as a prefix, and trigrams only where that finds
nothing, so that a misspelling still does.

One statement finds what the words say among the candidate's own and the built-in questions, as light rows;
filters, facet counts, order and pages come from those.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from questions.text_search import LANGUAGES, WORDS, stems

ENOUGH_ALIKE = 0.5
LONGEST_SEARCH = 100
NOT_IN_A_QUERY = str.maketrans(dict.fromkeys("'\\\x00", " "))

# Text search operators are not leakproof: under row-level security the plan starts from its condition, the
# owner's rows by the index on owner, and never from an index over everybody's words. Our own condition says
# the same once more; written as CASE the planner does not multiply both, and so expects more than one row.
MINE = """
    SELECT question.id, question.owner_id, question.source_id, question.topic_id, question.audiences,
        question.timing, question.levels, question.fields, question.work_modes, question.look_up_first,
        question.archived_at IS NOT NULL AS is_archived, {score} AS score, topic.position, topic.name
    FROM questions_question question JOIN questions_topic topic ON topic.id = question.topic_id {join}
    WHERE CASE WHEN question.owner_id = %(owner)s THEN true ELSE question.owner_id IS NULL END
        AND question.deleted_at IS NULL {condition}
"""
VECTOR = "(question.vector || setweight(public.library_lexemes(question.language, topic.name), 'D'))"
TEXTS = (
    "public.unaccent(concat_ws(' ', question.text, array_to_string(question.follow_ups, ' '), topic.name))"
)
PLAIN = "public.unaccent(%(plain)s)"
ALIKE = f"public.word_similarity({PLAIN}, {TEXTS})"
A_PIECE = f"strpos(lower({TEXTS}), lower({PLAIN})) > 0"  # of a script that puts no spaces between words
BY_SCORE = "ORDER BY score DESC, position, name, id"

ALL = MINE.format(score="0", join="", condition="") + "ORDER BY topic.position, topic.name, question.id"


def said_or_alike(typed: list[str], languages: list[str], parameters: dict[str, Any]) -> str:
    """Each question is asked in its own language: what its stems and stop words are, that language says."""
    queries = {language: query_of(typed, language, parameters) for language in languages}
    columns = "".join(f"{query} AS {language}, " for language, query in queries.items())
    cases = "".join(f" WHEN '{language}' THEN query.{language}" for language in languages)
    of_language = "split_part(lower(question.language), '-', 1)"
    asked = f"CASE {of_language}{cases} ELSE query.others END" if cases else "query.others"
    said = MINE.format(
        score=f"ts_rank({VECTOR}, {asked})",
        join=f"CROSS JOIN (SELECT {columns}{query_of(typed, '', parameters)} AS others) query",
        condition=f"AND {VECTOR} @@ {asked}",
    )
    is_found = f"{ALIKE} >= %(enough)s"
    if not parameters["plain"].isascii():
        is_found = f"({is_found} OR {A_PIECE})"
    alike = MINE.format(
        score=f"{ALIKE} + public.word_similarity({PLAIN}, public.unaccent(question.text))",
        join="",
        condition=f"AND NOT EXISTS (SELECT FROM said) AND {is_found}",
    )
    return f"WITH said AS MATERIALIZED ({said}) SELECT * FROM said UNION ALL ({alike}) {BY_SCORE}"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Hit:
    """What narrows a question, and nothing else of it."""

    pk: int
    owner: int | None
    source: int | None
    topic: int
    audiences: Sequence[str]
    timing: str
    levels: Sequence[str]
    fields: Sequence[str]
    work_modes: Sequence[str]
    look_up_first: bool
    is_archived: bool


def find(owner: Any, words: str, languages: Iterable[str] = ("en",)) -> list[Hit]:
    """Every question that the words find, the best first; all in library order where nothing is asked.

    `languages` are those of the questions; one that is not among them is found by its words as typed.
    """
    with connection.cursor() as cursor:
        cursor.execute(*statement_of(owner, words, languages))
        return [Hit(*row[:11]) for row in cursor.fetchall()]


def statement_of(owner: Any, words: str, languages: Iterable[str]) -> tuple[str, dict[str, Any]]:
    typed = words.translate(NOT_IN_A_QUERY)[:LONGEST_SEARCH].split()
    parameters: dict[str, Any] = {"owner": owner.pk, "enough": ENOUGH_ALIKE, "plain": " ".join(typed)}
    if not typed:
        return ALL, parameters
    asked = dict.fromkeys(language.lower().split("-")[0] for language in languages)
    return said_or_alike(typed, [one for one in asked if one in LANGUAGES], parameters), parameters


def query_of(typed: list[str], language: str, parameters: dict[str, Any]) -> str:
    """The words as one tsquery: each as typed or by its stem, the last also as the beginning of a word.

    A prefix of a stem would find nothing: “decisio” begins no stem of “decision”.
    """
    parts = []
    for place, word in enumerate(typed):
        parameters[f"word{place}"] = word
        part = f"plainto_tsquery('{WORDS}', %(word{place})s)"
        stem = f"plainto_tsquery('{stems(language)}', %(word{place})s)" if language else ""
        if stem:
            part = f"({stem} || {part})"
        if place == len(typed) - 1:
            parameters["prefix"] = f"'{word}':*"
            part = f"({part} || to_tsquery('{WORDS}', %(prefix)s))"
        elif stem:  # “what decisions can I make” asks for decisions
            part = f"CASE WHEN numnode({stem}) = 0 THEN ''::tsquery ELSE {part} END"
        parts.append(part)
    return " && ".join(parts)


# What a filter compares: an empty list on a question means any.
NARROWING: dict[str, Callable[[Hit, str, Any], bool]] = {
    "topic": lambda hit, value, owner: str(hit.topic) == value,
    "audience": lambda hit, value, owner: value in hit.audiences or not hit.audiences,
    "timing": lambda hit, value, owner: hit.timing == value,
    "level": lambda hit, value, owner: value in hit.levels or not hit.levels,
    "field": lambda hit, value, owner: value in hit.fields or not hit.fields,
    "work_mode": lambda hit, value, owner: value in hit.work_modes or not hit.work_modes,
    "source": lambda hit, value, owner: str(hit.source) == value,
    "whose": lambda hit, value, owner: (hit.owner == owner.pk) == (value == "mine"),
}


def narrowed(hits: Iterable[Hit], filters: Mapping[str, str], owner: Any, *, besides: str = "") -> list[Hit]:
    asked = [(NARROWING[name], value) for name, value in filters.items() if value and name != besides]
    return [hit for hit in hits if all(fits(hit, value, owner) for fits, value in asked)]


def facets(
    hits: list[Hit], filters: Mapping[str, str], owner: Any, choices: Mapping[str, Sequence[str]]
) -> dict[str, Counter[str]]:
    """Filter → choice → how many there would be with that choice and all other filters as they are."""
    counts: dict[str, Counter[str]] = {}
    for name, values in choices.items():
        others = narrowed(hits, filters, owner, besides=name)
        fits = NARROWING[name]
        counts[name] = Counter({value: sum(fits(hit, value, owner) for hit in others) for value in values})
    return counts
