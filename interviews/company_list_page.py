"""The companies as their list shows them: grouped by stage, those in the archive last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from interviews import access
from interviews.models import Company, Interview

PAGE_LENGTH = 200


@dataclass
class StageGroup:
    """`count` is of all pages; `is_archive` where the group is not a stage."""

    name: str
    count: int
    rows: list[tuple[Company, Interview | None]]
    is_archive: bool = False


@dataclass
class CompanyListPage:
    user: Any
    now: datetime
    asked_page: str | None = None

    @cached_property
    def page(self) -> Page[Company]:
        companies = access.companies_in_order(self.user).with_answer_counts()
        paginator = Paginator(companies, PAGE_LENGTH)
        paginator.count = sum(self.counts.values())
        return paginator.get_page(self.asked_page)

    @cached_property
    def counts(self) -> dict[str, int]:
        return access.stage_counts(self.user)

    @cached_property
    def next_interviews(self) -> dict[int, Interview]:
        coming = access.interviews_to_come(self.user, since=self.now - timedelta(hours=4))
        return {interview.company_id: interview for interview in reversed(coming)}

    @property
    def groups(self) -> list[StageGroup]:
        return [
            StageGroup(
                name=str(Company.Stage(stage).label) if stage else _("In the archive"),
                count=self.counts.get(stage, 0),
                rows=[(company, self.next_interviews.get(company.pk)) for company in companies],
                is_archive=not stage,
            )
            for stage, companies in groupby(
                self.page, lambda company: "" if company.archived_at else company.stage
            )
        ]
