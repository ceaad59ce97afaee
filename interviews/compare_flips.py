"""What would put another company in the lead, each with the place where that can be looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from interviews import comparison, sentences
from questions.models import Topic

NAMED_AT_FIRST = 5


@dataclass(frozen=True, slots=True)
class WeightFlipLine:
    """“Quillworks would lead if Growth counted 1 or less”, with the slider's place on the page."""

    leader: str
    topic: str
    weight: str
    slider: str


@dataclass(frozen=True, slots=True)
class RatingFlipLine:
    """One answer, rated one step up or down, and who would lead then."""

    company: str
    question: str
    rating: int
    becomes: int
    leader: str
    address: str


@dataclass(frozen=True)
class Flips:
    """`is_all` names every rating, not only the first few."""

    result: comparison.Comparison
    names: Mapping[int, str]
    topics: Mapping[int, Topic]
    query: str = ""
    is_all: bool = False

    @property
    def can_flip(self) -> bool:
        return len(self.result.ranking) > 1

    @property
    def weights(self) -> list[WeightFlipLine]:
        return [
            WeightFlipLine(
                self.names[flip.leader.pk],
                self.topics[flip.topic].short,
                sentences.weight_range(flip),
                f"weight-{flip.topic}",
            )
            for flip in self.result.weight_flips
        ]

    @property
    def ratings(self) -> list[RatingFlipLine]:
        flips = self.result.rating_flips if self.is_all else self.result.rating_flips[:NAMED_AT_FIRST]
        return [self.rating_line(flip) for flip in flips]

    @property
    def ratings_unnamed(self) -> int:
        return 0 if self.is_all else max(len(self.result.rating_flips) - NAMED_AT_FIRST, 0)

    @property
    def on_ratings(self) -> str:
        return sentences.rating_flips(self.result)

    def rating_line(self, flip: comparison.RatingFlip) -> RatingFlipLine:
        start = reverse("interviews:evidence", args=[flip.company.pk, flip.question.topic])
        ending = f"?{self.query}" if self.query else ""
        return RatingFlipLine(
            self.names[flip.company.pk],
            flip.question.text,
            flip.rating,
            flip.becomes,
            self.names[flip.leader.pk],
            f"{start}{ending}#answer-{flip.answer}",
        )


def dominances(result: comparison.Comparison, names: Mapping[int, str]) -> Sequence[str]:
    return [
        _("%(better)s is at least as good as %(worse)s in everything known of both")
        % {"better": names[one.company.pk], "worse": names[one.over.pk]}
        for one in result.dominance
    ]
