from typing import Any

from interviews.models import Claim, Company, ListedQuestion, Person, StageChange
from interviews.models.listed_question import FROM_LIBRARY

ABOUT_COMPANY = ("name", "level", "field", "work_mode", "industry", "location", "website")
ABOUT_PERSON = ("name", "title", "audience", "how_met")
ABOUT_CLAIM = ("text", "kind", "url", "seen_on")
ABOUT_QUESTION = (
    *FROM_LIBRARY,
    "question_id",
    "topic_id",
    "position",
    "must_ask",
    "anchor_low",
    "anchor_high",
)


def add_company(*, company: Company, by: Any) -> Company:
    company.owner = by
    company.save()
    StageChange.objects.create(owner=by, company=company, stage=company.stage, changed_at=company.created_at)
    return company


def save_company(*, company: Company, by: Any) -> None:
    """Everything that its form holds; the stage by the one way that tells the timeline."""
    company.save(update_fields=["role", *ABOUT_COMPANY])
    change_stage(company=company, stage=company.stage, by=by)


def change_stage(*, company: Company, stage: str, by: Any) -> bool:
    """False where it was the stage already; of two that set the same one at once, the second finds it set."""
    changed = Company.objects.of(by).filter(pk=company.pk).exclude(stage=stage).update(stage=stage)
    company.stage = stage
    if changed:
        StageChange.objects.create(owner=by, company=company, stage=stage)
    return bool(changed)


def duplicate_company(
    *, company: Company, role: str, research: bool, people: bool, questions: bool, by: Any
) -> Company:
    """The same employer with another role, and what is known of it; nothing that was asked or answered there.

    The company is locked (access.company_write).
    """
    about = {name: getattr(company, name) for name in ABOUT_COMPANY}
    copy = add_company(company=Company(role=role, **about), by=by)
    if people:
        copy_people(company, copy, by)
    listed = copy_questions(company, copy, by) if questions else {}
    claims = copy_research(company, copy, listed, by) if research else {}
    raise_by_copies(listed, claims)
    return copy


def copy_people(company: Company, copy: Company, by: Any) -> None:
    people = Person.objects.of(by).in_company(company).order_by("pk")
    Person.objects.bulk_create(
        Person(owner=by, company=copy, **{name: getattr(person, name) for name in ABOUT_PERSON})
        for person in people
    )


def copy_questions(company: Company, copy: Company, by: Any) -> dict[int, ListedQuestion]:
    """Listed question → its copy; `raised_by` still names the claim of the first company."""
    there = list(ListedQuestion.objects.of(by).in_company(company).live().in_order())
    rows = [
        ListedQuestion(owner=by, company=copy, **{name: getattr(listed, name) for name in ABOUT_QUESTION})
        for listed in there
    ]
    copies = dict(zip((listed.pk for listed in there), ListedQuestion.objects.bulk_create(rows), strict=True))
    for listed in there:
        copies[listed.pk].raised_by_id = listed.raised_by_id
    return copies


def copy_research(
    company: Company, copy: Company, listed: dict[int, ListedQuestion], by: Any
) -> dict[int, Claim]:
    """Claim → its copy; it answers the copied question, where the list is copied too."""
    there = list(Claim.objects.of(by).in_company(company).order_by("pk"))
    rows = [
        Claim(
            owner=by,
            company=copy,
            listed_question=listed.get(claim.listed_question_id or 0),
            **{name: getattr(claim, name) for name in ABOUT_CLAIM},
        )
        for claim in there
    ]
    return dict(zip((claim.pk for claim in there), Claim.objects.bulk_create(rows), strict=True))


def raise_by_copies(listed: dict[int, ListedQuestion], claims: dict[int, Claim]) -> None:
    raised = [question for question in listed.values() if question.raised_by_id in claims]
    for question in raised:
        question.raised_by = claims[question.raised_by_id or 0]
    if raised:
        ListedQuestion.objects.bulk_update(raised, ["raised_by"])
