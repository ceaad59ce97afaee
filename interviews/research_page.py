"""What a company's research page shows: the claims, and what to look up before anybody is asked."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator

from interviews import access, picking, sentences
from interviews.list_builder import candidate_of
from interviews.models import Claim, Company, ListedQuestion
from interviews.pasting import host_of
from questions import search
from questions.access import languages_in, questions_in_order, topics_with_languages
from questions.models import Question, Topic

PAGE_LENGTH = 200
OFFERED = 6
HEAD_LINES = 6
HEAD_LENGTH = 480
SENTENCE_ENDS = (". ", "! ", "? ", ".\n", "。", "\n")


@dataclass(frozen=True)
class ClaimRow:
    """A claim with the live questions it gave rise to; one just deleted has in `kept` what undoes that."""

    claim: Claim
    raised: list[ListedQuestion]
    kept: str = ""

    @property
    def host(self) -> str:
        return host_of(self.claim.url)

    @cached_property
    def folded(self) -> tuple[str, str]:
        return folded(self.claim.text)

    @property
    def order(self) -> tuple[date, int]:
        return self.claim.seen_on, self.claim.pk


@dataclass
class ResearchPage:
    """`asked` is the query of the address; `deleted` is a claim just deleted, with what undoes it."""

    user: Any
    company: Company
    asked: Mapping[str, str] = field(default_factory=dict)
    deleted: tuple[Claim, str] | None = None

    @cached_property
    def listed(self) -> list[ListedQuestion]:
        return list(access.listed_questions_with_claims(self.user, self.company))

    @cached_property
    def page(self) -> Page[Claim]:
        return Paginator(access.claims_of(self.user, self.company), PAGE_LENGTH).get_page(
            self.asked.get("page")
        )

    @cached_property
    def rows(self) -> list[ClaimRow]:
        """The page's claims; the one just deleted stands where it was, to be brought back."""
        raised: dict[int, list[ListedQuestion]] = {}
        for listed in self.listed:
            if listed.raised_by_id:
                raised.setdefault(listed.raised_by_id, []).append(listed)
        rows = [ClaimRow(claim, raised.get(claim.pk, [])) for claim in self.page.object_list]
        if self.deleted:
            rows.append(ClaimRow(self.deleted[0], [], self.deleted[1]))
            rows.sort(key=lambda row: row.order, reverse=True)
        return rows

    @property
    def to_look_up(self) -> list[ListedQuestion]:
        """On the list, looked up nowhere yet and asked of nobody."""
        return [
            listed
            for listed in self.listed
            if listed.question
            and listed.question.look_up_first
            and not listed.is_claimed
            and not listed.answer_count
        ]

    @cached_property
    def suggestions(self) -> list[picking.Suggestion]:
        on_list = {listed.question_id for listed in self.listed}
        found = search.find(self.user, "", languages_in(self.topics))
        hits = [hit for hit in found if hit.look_up_first and not hit.is_archived and hit.pk not in on_list]
        wanted = picking.Wanted(
            level=self.company.level,
            field=self.company.field,
            work_mode=self.company.work_mode,
            weights=access.weights_in(self.topics),
            listed=Counter(listed.topic_id for listed in self.listed if listed.topic_id),
        )
        return picking.suggestions(map(candidate_of, hits), wanted)[:OFFERED]

    @cached_property
    def offered(self) -> list[tuple[Question, str]]:
        """Library questions that fit and that the company itself has often answered in public, with why."""
        reasons = {suggestion.pk: suggestion.reasons for suggestion in self.suggestions}
        questions = questions_in_order(self.user, list(reasons))
        return [(question, why(reasons[question.pk])) for question in questions]

    @cached_property
    def topics(self) -> list[Topic]:
        return list(access.with_weights(self.user, topics_with_languages(self.user)))


def why(reasons: tuple[picking.Reason, ...]) -> str:
    """Without what the panel's own heading says."""
    return sentences.why_offered(
        reason for reason in reasons if reason.kind is not picking.ReasonKind.LOOK_UP_FIRST
    )


def folded(text: str) -> tuple[str, str]:
    """What is shown at once, and the rest: both together are the text."""
    lines = text.split("\n")
    head = "\n".join(lines[:HEAD_LINES])
    if len(head) > HEAD_LENGTH + HEAD_LENGTH // 4:
        middle = HEAD_LENGTH // 2
        end = max(head.rfind(mark, middle, HEAD_LENGTH) for mark in SENTENCE_ENDS) + 1
        head = head[: end or head.rfind(" ", middle, HEAD_LENGTH) + 1 or HEAD_LENGTH]
    elif len(lines) <= HEAD_LINES + 1:
        head = text if len(text) <= HEAD_LENGTH + HEAD_LENGTH // 4 else head
    return head, text[len(head) :]
