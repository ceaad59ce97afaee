"""What stands on the home page: the next interview, the companies, what to ask and what to follow up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from interviews import access
from interviews.compare_page import ComparePage, compare_page
from interviews.interview_page import InterviewPage
from interviews.models import Answer, Company, Interview

COMPARED_AT_MOST = 8
ASK_NEXT = 3
FOLLOW_UPS = 5


@dataclass
class HomePage:
    user: Any
    now: datetime

    @cached_property
    def companies(self) -> list[Company]:
        return list(access.companies_of(self.user).with_answer_counts().by_stage())

    @cached_property
    def today(self) -> datetime:
        return timezone.localtime(self.now)

    @cached_property
    def coming(self) -> list[Interview]:
        """Interviews not finished; one that began within the last hours is still the next."""
        return list(access.interviews_to_come(self.user, since=self.now - timedelta(hours=4)))

    @property
    def this_week(self) -> int:
        return sum(1 for interview in self.coming if interview.starts_at <= self.now + timedelta(days=7))

    @cached_property
    def next(self) -> InterviewPage | None:
        return InterviewPage(user=self.user, interview=self.coming[0]) if self.coming else None

    @property
    def has_begun(self) -> bool:
        return bool(self.coming) and self.coming[0].starts_at <= self.now

    @cached_property
    def first_dates(self) -> dict[int, Interview]:
        """The next interview of each company."""
        return {interview.company_id: interview for interview in reversed(self.coming)}

    @property
    def company_rows(self) -> list[tuple[Company, Interview | None]]:
        return [(company, self.first_dates.get(company.pk)) for company in self.companies]

    @cached_property
    def comparison(self) -> ComparePage:
        open_stages = {Company.Stage.RESEARCHING, Company.Stage.INTERVIEWING, Company.Stage.OFFER}
        compared = [company for company in self.companies if company.stage in open_stages]
        return compare_page(self.user, compared[:COMPARED_AT_MOST], list(access.topics_of(self.user)))

    @property
    def ask_next(self):
        moving = [one for one in self.comparison.ask_next if one.question.could_change_order]
        return moving[:ASK_NEXT]

    @cached_property
    def follow_ups(self) -> list[Answer]:
        return list(access.answers_to_follow_up(self.user))[:FOLLOW_UPS]

    @property
    def has_samples(self) -> bool:
        return any(company.is_sample for company in self.companies)
