"""What one number of the matrix is made of: the answers behind it, the arithmetic, and what is still open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Any

from interviews import access, cell_words, comparison
from interviews.answers_page import ClaimedAnswer
from interviews.comparison import Cell
from interviews.comparison.rows import counted
from interviews.models import Answer, Company, ListedQuestion
from questions.models import Topic


@dataclass
class EvidenceQuestion:
    """One listed question with everybody who answered it, and what claims say on it."""

    listed: ListedQuestion
    answers: list[Answer] = field(default_factory=list)
    claims: list[ClaimedAnswer] = field(default_factory=list)

    @cached_property
    def compared(self) -> comparison.Question:
        return comparison.Question(
            self.listed.pk,
            self.listed.topic_id,
            self.listed.text,
            self.listed.must_ask,
            tuple(
                comparison.Answer(one.pk, one.person_id, one.rating, one.quality, one.answered_at)
                for one in self.answers
            ),
            len(self.claims),
        )

    @cached_property
    def counted(self) -> set[int]:
        return {answer.pk for answer in counted(self.compared)}

    @property
    def lines(self) -> list[tuple[Answer, bool]]:
        """Each answer, and whether the same person rated it again later."""
        return [(one, bool(one.rating) and one.pk not in self.counted) for one in self.answers]

    @property
    def ratings(self) -> list[int]:
        return [one.rating for one in self.answers if one.pk in self.counted and one.rating]

    @property
    def value(self) -> Fraction | None:
        """On the scale of ratings."""
        return Fraction(sum(self.ratings), len(self.ratings)) if self.ratings else None

    @property
    def arithmetic(self) -> str:
        return cell_words.arithmetic_of_question(self.ratings)


@dataclass(frozen=True)
class EvidencePage:
    user: Any
    company: Company
    topic: Topic
    query: str = ""

    @cached_property
    def questions(self) -> list[EvidenceQuestion]:
        listed = access.listed_questions_on(self.user, self.company, self.topic)
        by_pk = {one.pk: EvidenceQuestion(one) for one in listed}
        for answer in access.answers_on(self.user, self.company, self.topic):
            if answer.listed_question_id in by_pk:
                by_pk[answer.listed_question_id].answers.append(answer)
        for claim in access.claims_on(self.user, self.company, self.topic):
            if claim.listed_question_id in by_pk:
                by_pk[claim.listed_question_id].claims.append(ClaimedAnswer(claim))
        return list(by_pk.values())

    @property
    def behind(self) -> list[EvidenceQuestion]:
        """Those that the number is made of."""
        return [one for one in self.questions if one.ratings]

    @property
    def unrated(self) -> list[EvidenceQuestion]:
        return [one for one in self.questions if one.answers and not one.ratings]

    @property
    def unanswered(self) -> list[EvidenceQuestion]:
        return [one for one in self.questions if not one.answers]

    @property
    def weight(self) -> int | None:
        """None for a topic that is hidden."""
        return access.weights_in([self.topic]).get(self.topic.pk)

    @cached_property
    def cell(self) -> Cell:
        questions = tuple(one.compared for one in self.questions)
        company = comparison.Company(self.company.pk, self.company.name, self.company.role, questions)
        weights = {self.topic.pk: self.weight or 0}
        return comparison.compare([company], weights).cells[self.company.pk, self.topic.pk]

    @property
    def confidence(self) -> str:
        return cell_words.confidence(self.cell)

    @property
    def arithmetic(self) -> str:
        values: Sequence[Fraction] = [one.value for one in self.behind if one.value is not None]
        return cell_words.arithmetic_of_cell(self.cell, values)

    @property
    def ending(self) -> str:
        """Of an address that keeps the choice of companies."""
        return f"?{self.query}" if self.query else ""
