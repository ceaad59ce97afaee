"""Was it true? The promises and rated answers of a chosen company, with what was noted of each so far."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from interviews import access, outcomes
from interviews.decision_page import first_day_of
from interviews.models import Answer, Decision, Outcome
from interviews.outcomes import Noted, Round


@dataclass(frozen=True)
class ToProve:
    """An answer in one round; `earlier` is what the other rounds found. `form` is what was refused."""

    answer: Answer
    noted: Outcome | None = None
    earlier: list[Outcome] = field(default_factory=list)
    form: Any = None

    @property
    def verdict(self) -> str:
        if self.form is not None:
            return self.form.data.get("verdict", "")
        return self.noted.verdict if self.noted else ""

    @property
    def note(self) -> str:
        if self.form is not None:
            return self.form.data.get("note", "")
        return self.noted.note if self.noted else ""


@dataclass
class OutcomePage:
    """`days` is the round asked for; without it, or before its day, it is the present one."""

    user: Any
    decision: Decision
    days: str = ""
    refused: Any = None
    refused_answer: int | None = None

    @property
    def verdicts(self) -> list[tuple[str, Any]]:
        """What can be said of an answer; to say nothing is the last."""
        return [*Outcome.Verdict.choices, ("", _("skip"))]

    @cached_property
    def today(self) -> date:
        return timezone.localdate()

    @property
    def first_day(self) -> date:
        return first_day_of(self.decision)

    @property
    def rounds(self) -> tuple[Round, ...]:
        return outcomes.rounds(self.first_day)

    @cached_property
    def reached(self) -> tuple[Round, ...]:
        return outcomes.reached(self.first_day, self.today)

    @cached_property
    def round(self) -> Round | None:
        asked = next((one for one in self.reached if str(one.days) == self.days), None)
        return asked or (self.reached[-1] if self.reached else None)

    @cached_property
    def found(self) -> dict[int, dict[int, Outcome]]:
        return access.outcomes_of(self.user, self.decision)

    @cached_property
    def rows(self) -> list[ToProve]:
        return [self.row_of(one) for one in access.answers_to_prove(self.user, self.decision)]

    def address_of(self, answer: Answer) -> str:
        """The page at that answer, in the present round."""
        address = reverse("interviews:outcome_list", args=[self.decision.pk])
        days = f"?days={self.round.days}" if self.round else ""
        return f"{address}{days}#answer-{answer.pk}"

    @property
    def noted_count(self) -> int:
        return sum(1 for row in self.rows if row.noted)

    def row_of(self, answer: Answer) -> ToProve:
        days = self.round.days if self.round else 0
        found = self.found.get(answer.pk, {})
        return ToProve(
            answer=answer,
            noted=found.get(days),
            earlier=[outcome for other, outcome in found.items() if other != days],
            form=self.refused if answer.pk == self.refused_answer else None,
        )


@dataclass(frozen=True)
class DueRound:
    """What the home page asks for; `left` answers have no verdict yet."""

    decision: Decision
    round: Round
    left: int
    is_begun: bool


def due_rounds(user: Any, today: date) -> list[DueRound]:
    asked = (due_round(decision, today) for decision in access.decisions_to_prove(user))
    return [one for one in asked if one]


def due_round(decision: Any, today: date) -> DueRound | None:
    """`decision` with the figures of access.decisions_to_prove."""
    noted = {days: noted_in(decision, days) for days in outcomes.DAYS}
    now = outcomes.asked_now(first_day_of(decision), today, decision.to_ask, noted)
    if now is None:
        return None
    count = noted[now.days].count
    return DueRound(decision, now, decision.to_ask - count, bool(count))


def noted_in(decision: Any, days: int) -> Noted:
    latest = getattr(decision, f"latest_{days}")
    return Noted(getattr(decision, f"noted_{days}"), timezone.localdate(latest) if latest else None)


@dataclass(frozen=True)
class Truth:
    """What became of the answers to one library question, the latest verdict on each."""

    outcomes: tuple[Outcome, ...]

    @property
    def true_count(self) -> int:
        return sum(1 for one in self.outcomes if one.verdict == Outcome.Verdict.TRUE)

    @property
    def partly_count(self) -> int:
        return sum(1 for one in self.outcomes if one.verdict == Outcome.Verdict.PARTLY)


def truths_of(user: Any, questions: Iterable[Any]) -> dict[int, Truth]:
    """Library question → what became of its answers; one without a verdict is left out."""
    found: dict[int, list[Outcome]] = {}
    for outcome in access.proved_answers(user, questions):
        found.setdefault(outcome.answer.listed_question.question_id or 0, []).append(outcome)
    return {question: Truth(tuple(rows)) for question, rows in found.items()}
