"""What contradicts itself, by the candidate's own marks: the first few quoted, the others counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from interviews.comparison_rows import COMPANY, ComparisonRows
from interviews.models import Answer, ListedQuestion

QUOTED = 3


@dataclass(frozen=True, slots=True)
class Unquoted:
    """How many more a company has, and where they are read."""

    name: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Contradictions:
    quoted: Sequence[tuple[ListedQuestion, list[Answer]]]
    unquoted: Sequence[Unquoted]

    @property
    def more(self) -> int:
        return sum(one.count for one in self.unquoted)


def contradictions_of(rows: ComparisonRows, names: Mapping[int, str]) -> Contradictions:
    """In the order of the rows; the names are those of the companies."""
    found = rows.contradicting
    more = Counter(row[COMPANY] for row in found[QUOTED:])
    return Contradictions(
        [(rows.listed.make(row), rows.answers[row[0]]) for row in found[:QUOTED]],
        [
            Unquoted(names[pk], count, reverse("interviews:answer_list", args=[pk]))
            for pk, count in more.items()
        ],
    )
