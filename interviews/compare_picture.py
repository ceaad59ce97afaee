"""Two companies beside each other, topic by topic: what the picture and its table are drawn from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from interviews import comparison, sentences
from interviews.compare_matrix import MatrixCell, MatrixRow
from interviews.models import Company
from questions.models import Topic


@dataclass(frozen=True, slots=True)
class PictureRow:
    """Places in per cent of the scale of ratings; None where nothing is known."""

    topic: Topic
    weight: int
    first: MatrixCell
    second: MatrixCell
    first_at: float | None
    second_at: float | None
    said: str

    @property
    def spans(self) -> tuple[float, float] | None:
        if self.first_at is None or self.second_at is None or self.first_at == self.second_at:
            return None
        return min(self.first_at, self.second_at), max(self.first_at, self.second_at)


@dataclass(frozen=True, slots=True)
class Picture:
    first: Company
    second: Company
    first_name: str
    second_name: str
    rows: list[PictureRow]


def picture_of(
    matrix: Sequence[MatrixRow], pair: tuple[Company, Company] | None, names: Mapping[int, str]
) -> Picture | None:
    if pair is None or not matrix:
        return None
    first, second = names[pair[0].pk], names[pair[1].pk]
    rows = []
    for row in matrix:
        cells = {cell.company.pk: cell for cell in row.cells}
        one, other = cells[pair[0].pk], cells[pair[1].pk]
        said = sentences.difference(one.cell, other.cell, first, second)
        rows.append(PictureRow(row.topic, row.weight, one, other, place_of(one), place_of(other), said))
    return Picture(*pair, first, second, rows)


def place_of(cell: MatrixCell) -> float | None:
    return None if cell.cell.value is None else percent(cell.cell.value)


def percent(share: Fraction) -> float:
    return round(float(share * 100), 1)


def pair_of(
    companies: Sequence[Company], result: comparison.Comparison, asked: Iterable[str]
) -> tuple[Company, Company] | None:
    """The two that the address asks for, filled up with the first of the ranking; None where there is one."""
    ranked = [score.company.pk for score in result.ranking]
    by_pk = {company.pk: company for company in companies}
    numbers = [number for text in asked for number in text.split(",")]
    wanted = [pk for number in numbers for pk in by_pk if str(pk) == number.strip()]
    both = list(dict.fromkeys([*wanted[:2], *ranked, *by_pk]))[:2]
    return (by_pk[both[0]], by_pk[both[1]]) if len(both) == 2 else None
