from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Left
from django.shortcuts import get_object_or_404

from interviews.models import Answer, Company, Decision, Offer, Outcome, PromiseCheck
from interviews.models.answer import AnswerQuerySet
from interviews.models.decision import DecisionQuerySet
from interviews.outcomes import DAYS

QUOTE_LENGTH = 300
CAN_BE_PROVED = Q(promise=True) | Q(rating__isnull=False)


def standing_decision(user: Any) -> Decision | None:
    """The latest that was not taken back, with its company."""
    return decisions_of(user).standing().first()


def decisions_of(user: Any) -> DecisionQuerySet:
    """Without what the comparison said then, which is long."""
    return Decision.objects.of(user).select_related("company").defer("snapshot").latest_first()


def decision_read(user: Any, pk: int) -> Decision:
    return get_object_or_404(Decision.objects.of(user).select_related("company"), pk=pk)


def decision_write(user: Any, pk: int) -> Decision:
    decisions = Decision.objects.of(user).select_related("company").select_for_update(of=("self",))
    return get_object_or_404(decisions, pk=pk)


def decision_to_prove(user: Any, pk: int) -> Decision:
    """A standing one: of what was taken back nothing is asked."""
    return get_object_or_404(decisions_of(user).standing(), pk=pk)


def declined_among(user: Any, pks: Iterable[int]) -> list[Company]:
    declined = Company.objects.of(user).filter(pk__in=list(pks), stage=Company.Stage.DECLINED)
    return list(declined.by_name())


def offered_first_days(user: Any, companies: Iterable[Company]) -> dict[int, date]:
    """Company → the first day that its latest offer names, where it names one."""
    offers = Offer.objects.of(user).filter(company__in=list(companies))
    latest = offers.order_by("company", "-dated_on", "-pk").distinct("company")
    return {pk: day for pk, day in latest.values_list("company", "starts_on") if day}


def open_promises(user: Any, companies: Iterable[Company]) -> dict[int, int]:
    """Company → how many promises no offer has been checked for."""
    checks = PromiseCheck.objects.of(user).filter(answer=OuterRef("pk"))
    promises = Answer.objects.of(user).live().on_live_questions().filter(promise=True)
    counted = promises.filter(~Exists(checks), company__in=list(companies)).order_by().values("company")
    return dict(counted.annotate(count=Count("pk")).values_list("company", "count"))


def decisions_to_prove(user: Any) -> DecisionQuerySet:
    """Those that stand, with `to_ask` answers, and of each round `noted_30` … and `latest_30` …"""
    kept = Q(outcome__answer__promise=True) | Q(outcome__answer__rating__isnull=False)
    noted = kept & Q(outcome__answer__deleted_at=None)
    figures: dict[str, Any] = {}
    for days in DAYS:
        of_round = noted & Q(outcome__days=days)
        figures[f"noted_{days}"] = Count("outcome", filter=of_round)
        figures[f"latest_{days}"] = Max("outcome__noted_at", filter=of_round)
    answers = Answer.objects.live().filter(CAN_BE_PROVED, company=OuterRef("company")).order_by()
    to_ask = answers.values("company").annotate(count=Count("pk")).values("count")
    return decisions_of(user).standing().annotate(to_ask=Coalesce(Subquery(to_ask), 0), **figures)


def answers_to_prove(user: Any, decision: Decision) -> AnswerQuerySet:
    """Promises, rated answers and what has a verdict; of what was said, the beginning in `.words`."""
    noted = Outcome.objects.of(user).filter(decision=decision, answer=OuterRef("pk"))
    answers = Answer.objects.of(user).live().in_company(decision.company_id)
    answers = answers.filter(CAN_BE_PROVED | Exists(noted)).annotate(words=Left("said", QUOTE_LENGTH))
    fields = ("company", "promise", "rating", "answered_at", "listed_question__text", "person__name")
    answers = answers.select_related("listed_question", "person").only(*fields)
    return answers.order_by("-promise", "listed_question__position", "answered_at", "pk")


def answer_to_prove(user: Any, decision: Decision, pk: int) -> Answer:
    return get_object_or_404(answers_to_prove(user, decision), pk=pk)


def outcomes_of(user: Any, decision: Decision) -> dict[int, dict[int, Outcome]]:
    """Answer → days → what was found then."""
    found: dict[int, dict[int, Outcome]] = {}
    for outcome in Outcome.objects.of(user).filter(decision=decision).order_by("days"):
        found.setdefault(outcome.answer_id, {})[outcome.days] = outcome
    return found


def proved_answers(user: Any, questions: Iterable[Any]) -> QuerySet[Outcome]:
    """What became of the answers to library questions: of each answer the latest that was noted."""
    outcomes = Outcome.objects.of(user).filter(
        answer__deleted_at=None, answer__listed_question__question__in=[one.pk for one in questions]
    )
    latest = outcomes.order_by("answer", "-days", "-noted_at", "-pk").distinct("answer")
    outcomes = latest.select_related("company", "decision", "answer__listed_question")
    return outcomes.defer("decision__snapshot")
