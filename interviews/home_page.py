"""What stands on the home page: the next interview, the companies, what to ask and what to follow up."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.utils import timezone

from interviews import access, comparison_rows
from interviews.compare_page import ComparePage, compare_page
from interviews.comparison_rows import ComparisonRows
from interviews.follow_up_lines import Line, home_lines
from interviews.models import Company, Interview
from interviews.offer_words import deadline_in_words, is_soon
from interviews.outcome_page import DueRound, due_rounds
from questions.models import Topic

OPEN_STAGES = {Company.Stage.RESEARCHING, Company.Stage.INTERVIEWING, Company.Stage.OFFER}
COMPARED_AT_MOST = 8
ASK_NEXT = 3
FOLLOW_UPS = 5


@dataclass
class HomePage:
    user: Any
    now: datetime

    @cached_property
    def companies(self) -> list[Company]:
        return list(access.with_deadlines(access.companies_of(self.user).with_answer_counts().by_stage()))

    @cached_property
    def today(self) -> datetime:
        return timezone.localtime(self.now)

    @cached_property
    def coming(self) -> list[Interview]:
        """Interviews not finished; one that began within the last hours is still the next."""
        return list(
            access.interviews_to_come(self.user, since=self.now - timedelta(hours=4)).with_preparation()
        )

    @property
    def this_week(self) -> int:
        return sum(1 for interview in self.coming if interview.starts_at <= self.now + timedelta(days=7))

    @property
    def next(self) -> Interview | None:
        return self.coming[0] if self.coming else None

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
    def rows(self) -> ComparisonRows:
        return comparison_rows.load(self.user, self.companies, for_follow_ups=True)

    @cached_property
    def comparison(self) -> ComparePage:
        compared = [company for company in self.companies if company.stage in OPEN_STAGES]
        compared = compared[:COMPARED_AT_MOST]
        return compare_page(compared, self.topics, self.rows.of(compared))

    @cached_property
    def topics(self) -> list[Topic]:
        return list(access.topics_of(self.user))

    @property
    def weighs_first(self) -> bool:
        """Before the weights are set, nothing tells who leads: not what an answer could change either."""
        return bool(self.comparison.ranking) and not access.weights_are_set(self.topics)

    @property
    def ask_next(self):
        moving = [one for one in self.comparison.ask_next if one.question.could_change_order]
        return moving[:ASK_NEXT]

    @cached_property
    def follow_ups(self) -> list[tuple[Company, Line]]:
        listed = [one for rows in self.rows.listed.values() for one in rows]
        asked = {one.pk for one in listed}
        answers = [one for pk, rows in self.rows.answers.items() if pk in asked for one in rows]
        stored = access.follow_ups_of(self.user, self.companies)
        return home_lines(self.companies, listed, answers, stored)[:FOLLOW_UPS]

    @property
    def deadlines(self) -> list[tuple[Company, str]]:
        """Of open companies whose latest offer wants its answer within a week, soonest first."""
        today = self.today.date()
        soon = [one for one in self.companies if one.stage in OPEN_STAGES and is_soon(one.answer_by, today)]
        soon.sort(key=lambda company: company.answer_by)
        return [(company, deadline_in_words(company.answer_by, today)) for company in soon]

    @cached_property
    def outcomes_due(self) -> list[DueRound]:
        return due_rounds(self.user, self.today.date())

    @property
    def has_samples(self) -> bool:
        return any(company.is_sample for company in self.companies)
