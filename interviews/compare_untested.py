"""What rests on the word of one person: a line a company."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from interviews import comparison, sentences
from interviews.compare_matrix import MatrixRow
from interviews.comparison_rows import ComparisonRows
from questions.models import Question, Topic


@dataclass(frozen=True, slots=True)
class Untested:
    """`address` is that of the first such cell."""

    name: str
    said: str
    address: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who said everything on a topic, None for somebody whose name was not noted; and what they speak as."""

    person: int | None
    speaks_as: str


def untested_of(
    matrix: Iterable[MatrixRow], rows: ComparisonRows, names: Mapping[int, str]
) -> list[Untested]:
    """In the order of the matrix; a company where nothing rests on one person is left out."""
    companies = {company.pk: company for company in rows.companies}
    topics: dict[int, dict[Speaker, list[Topic]]] = {}
    addresses: dict[int, str] = {}
    for row in matrix:
        for cell in row.cells:
            by_speaker = topics.setdefault(cell.company.pk, {})
            if cell.cell.single_source:
                speaker = speaker_of(last_rated(companies[cell.company.pk], row.topic.pk), rows)
                by_speaker.setdefault(speaker, []).append(row.topic)
                addresses.setdefault(cell.company.pk, cell.address)
    return [
        Untested(names[pk], sentences.untested(shorts_by_role(by_speaker)), addresses[pk])
        for pk, by_speaker in topics.items()
        if by_speaker
    ]


def shorts_by_role(by_speaker: Mapping[Speaker, Iterable[Topic]]) -> list[tuple[str, list[str]]]:
    return [(speaker.speaks_as, [topic.short for topic in topics]) for speaker, topics in by_speaker.items()]


def last_rated(company: comparison.Company, topic: int) -> comparison.Question:
    """The last listed question on the topic with a rated answer: of a cell with a value there is one."""
    return next(one for one in reversed(company.questions) if one.topic == topic and first_rated(one))


def first_rated(question: comparison.Question) -> comparison.Answer | None:
    return next((answer for answer in question.answers if answer.rating), None)


def speaker_of(question: comparison.Question, rows: ComparisonRows) -> Speaker:
    rated = first_rated(question)
    loaded = rows.answers.get(question.pk, ())
    person = next((one.person for one in loaded if rated and one.pk == rated.pk), None)
    speaks_as = str(Question.Audience(person.audience).label).lower() if person and person.audience else ""
    return Speaker(rated.person if rated else None, speaks_as)
