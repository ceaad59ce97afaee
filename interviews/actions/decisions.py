from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils import timezone

from interviews.actions.companies import change_stage
from interviews.actions.settings import ensure_profile
from interviews.decision_snapshot import stages_before
from interviews.models import Answer, Company, Decision, Outcome, Profile, StageChange

CHOSEN, DECLINED = Company.Stage.ACCEPTED, Company.Stage.DECLINED


def decide_one_at_a_time(*, by: Any) -> None:
    """Two tabs that choose at once come one after the other: the second sees what the first did."""
    profile = ensure_profile(by=by)
    Profile.objects.of(by).select_for_update().get(pk=profile.pk)


def choose_company(
    *, decision: Decision, declined: Iterable[Company], instead_of: Decision | None, by: Any
) -> Decision:
    """With the stages of that moment, for the day on which it is taken back."""
    if instead_of is not None:
        take_back_decision(decision=instead_of, undecline=(), by=by)
        decision.company.refresh_from_db(fields=["stage"])
    turned_down = list(declined)
    decision.owner = by
    stages = {str(company.pk): company.stage for company in [decision.company, *turned_down]}
    decision.snapshot = {**decision.snapshot, "stages": stages}
    decision.save()
    change_stage(company=decision.company, stage=CHOSEN, by=by)
    for company in turned_down:
        change_stage(company=company, stage=DECLINED, by=by)
    return decision


def take_back_decision(*, decision: Decision, undecline: Collection[int], by: Any) -> list[Company]:
    """It stays in the history. Returns the companies whose stage is as it was before: the one chosen, and
    those to undecline, where nobody has changed theirs since. The decision is locked (access.decision_write).
    """
    decision.taken_back_at = timezone.now()
    decision.save(update_fields=["taken_back_at"])
    stages = stages_before(decision.snapshot)
    set_then = {pk: DECLINED for pk in undecline if pk in stages} | {decision.company_id: CHOSEN}
    companies = Company.objects.of(by).filter(pk__in=set_then).select_for_update(no_key=True).by_name()
    changed_since = more_than_once_since(decision, by)
    back = []
    for company in companies:
        is_as_set = company.stage == set_then[company.pk] and company.pk not in changed_since
        before = stages.get(company.pk, "")
        if is_as_set and before in Company.Stage and change_stage(company=company, stage=before, by=by):
            back.append(company)
    return back


def set_first_day(*, decision: Decision, starts_on: date | None, by: Any) -> None:
    Decision.objects.of(by).filter(pk=decision.pk).update(starts_on=starts_on)
    decision.starts_on = starts_on


def more_than_once_since(decision: Decision, by: Any) -> set[int]:
    """The companies whose stage somebody changed after the decision had set it."""
    changes: dict[int, int] = {}
    since = StageChange.objects.of(by).filter(changed_at__gte=decision.decided_at)
    for company in since.values_list("company", flat=True):
        changes[company] = changes.get(company, 0) + 1
    return {company for company, count in changes.items() if count > 1}


def note_outcome(
    *, decision: Decision, answer: Answer, days: int, verdict: str, note: str, by: Any
) -> Outcome | None:
    """An empty verdict is none: the row goes. Of two tabs at once the later one stands."""
    if not verdict:
        Outcome.objects.of(by).filter(decision=decision, answer=answer, days=days).delete()
        return None
    outcome = Outcome(
        owner=by,
        company_id=decision.company_id,
        decision=decision,
        answer=answer,
        days=days,
        verdict=verdict,
        note=note,
    )
    Outcome.objects.bulk_create(
        [outcome],
        update_conflicts=True,
        unique_fields=["decision", "answer", "days"],
        update_fields=["verdict", "note", "noted_at"],
    )
    return outcome
