"""The one way to each row of a candidate: for everybody else it does not exist (404)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import get_object_or_404

from interviews.models import (
    AgendaItem,
    Answer,
    AnswerRevision,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    Interview,
    ListedQuestion,
    Person,
    Profile,
    Weight,
)
from interviews.models.answer import AnswerQuerySet
from interviews.models.company import CompanyQuerySet, PersonQuerySet
from interviews.models.dealbreaker import DealbreakerQuerySet
from interviews.models.interview import InterviewQuerySet
from interviews.models.listed_question import ListedQuestionQuerySet
from questions.models import Topic


def profile_read(user: Any) -> Profile:
    return Profile.objects.of(user).first() or Profile(owner=user)


def company_read(user: Any, pk: int) -> Company:
    return get_object_or_404(Company.objects.of(user), pk=pk)


def company_write(user: Any, pk: int) -> Company:
    """Locked: positions of its questions move only under this lock."""
    return get_object_or_404(Company.objects.of(user).select_for_update(), pk=pk)


def person_read(user: Any, pk: int) -> Person:
    return get_object_or_404(Person.objects.of(user).select_related("company"), pk=pk)


def listed_question_read(user: Any, pk: int) -> ListedQuestion:
    questions = ListedQuestion.objects.of(user).select_related("company", "topic", "question")
    return get_object_or_404(questions, pk=pk)


def listed_question_write(user: Any, pk: int) -> ListedQuestion:
    """Its company is locked first, so that two moves at once come one after the other."""
    listed_question = listed_question_read(user, pk)
    company_write(user, listed_question.company_id)
    return listed_question_read(user, pk)


def interview_read(user: Any, pk: int) -> Interview:
    return get_object_or_404(Interview.objects.of(user).select_related("company"), pk=pk)


def interview_write(user: Any, pk: int) -> Interview:
    interviews = Interview.objects.of(user).select_related("company").select_for_update(of=("self",))
    return get_object_or_404(interviews, pk=pk)


def answer_read(user: Any, pk: int) -> Answer:
    answers = (
        Answer.objects.of(user).live().select_related("company", "listed_question", "interview", "person")
    )
    return get_object_or_404(answers, pk=pk)


def answer_write(user: Any, pk: int) -> Answer:
    answers = Answer.objects.of(user).live().select_for_update(of=("self",))
    return get_object_or_404(answers, pk=pk)


def kept_version_write(user: Any, answer: Answer, pk: int) -> AnswerRevision:
    versions = AnswerRevision.objects.of(user).beside(answer).select_for_update(of=("self",))
    return get_object_or_404(versions, pk=pk)


def dealbreaker_read(user: Any, pk: int) -> Dealbreaker:
    return get_object_or_404(Dealbreaker.objects.of(user), pk=pk)


def number_or_404(value: Any) -> int:
    """A row's number out of a body or an address."""
    text = str(value)
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)


def weights_of(user: Any, topics: Iterable[Topic]) -> dict[int, int]:
    """Topic → weight, the defaults filled in; a hidden topic is left out."""
    rows = {row.topic_id: row for row in Weight.objects.of(user)}
    weights = {}
    for topic in topics:
        row = rows.get(topic.pk)
        if row is None or not row.hidden:
            weights[topic.pk] = topic.default_weight if row is None else row.value
    return weights


def topics_of(user: Any) -> QuerySet[Topic]:
    return Topic.objects.of(user).order_by("position", "name", "pk")


def companies_of(user: Any) -> CompanyQuerySet:
    return Company.objects.of(user).live()


def archived_companies_of(user: Any) -> CompanyQuerySet:
    return Company.objects.of(user).exclude(archived_at=None).by_name()


def listed_questions_of(user: Any, company: Company) -> ListedQuestionQuerySet:
    listed = ListedQuestion.objects.of(user).in_company(company).live()
    return listed.select_related("topic", "question").in_order()


def people_of(user: Any, company: Company) -> PersonQuerySet:
    return Person.objects.of(user).in_company(company).by_name()


def interviews_of(user: Any, company: Company) -> InterviewQuerySet:
    return Interview.objects.of(user).in_company(company).prefetch_related("people").soonest_first()


def answers_of(user: Any, company: Company) -> AnswerQuerySet:
    answers = Answer.objects.of(user).live().on_live_questions().in_company(company)
    return answers.select_related("person", "interview", "listed_question").latest_first()


def dealbreakers_of(user: Any) -> DealbreakerQuerySet:
    return Dealbreaker.objects.of(user).select_related("topic").in_order()


def company_with_counts(user: Any, pk: int) -> Company:
    """With what its tabs say."""
    companies = Company.objects.of(user).annotate(
        tab_question_count=count_in_company(ListedQuestion.objects.live()),
        tab_person_count=count_in_company(Person.objects.all()),
        tab_interview_count=count_in_company(Interview.objects.all()),
        tab_answer_count=count_in_company(Answer.objects.live().on_live_questions()),
    )
    return get_object_or_404(companies, pk=pk)


def count_in_company(rows: QuerySet[Any]) -> Coalesce:
    """A subquery each, since joins of several lists would multiply."""
    per_company = rows.filter(company=OuterRef("pk")).order_by().values("company")
    return Coalesce(Subquery(per_company.annotate(count=Count("pk")).values("count")), 0)


def removed_question_of(user: Any, company: Company, pk: str) -> ListedQuestion | None:
    removed = ListedQuestion.objects.of(user).in_company(company).exclude(removed_at=None)
    return removed.filter(pk=number_or_404(pk)).first()


def listed_question_in(user: Any, company: Company, pk: int | str) -> ListedQuestion:
    listed = ListedQuestion.objects.of(user).in_company(company).live().select_related("topic")
    return get_object_or_404(listed, pk=number_or_404(pk))


def asked_question_in(user: Any, company: Company, pk: str) -> ListedQuestion:
    """Though it was taken off the list meanwhile: what was typed for it must still be shown."""
    listed = ListedQuestion.objects.of(user).in_company(company).select_related("topic")
    return get_object_or_404(listed, pk=number_or_404(pk))


def planned_interviews(user: Any, company: Company) -> dict[int, Interview]:
    """Listed question → the soonest interview to come that has it on its agenda."""
    items = AgendaItem.objects.of(user).filter(company=company, interview__in=Interview.objects.to_come())
    items = items.select_related("interview").order_by("-interview__starts_at", "-pk")
    return {item.listed_question_id: item.interview for item in items}


def person_in(user: Any, company: Company, pk: str) -> Person | None:
    known = Person.objects.of(user).in_company(company)
    return known.filter(pk=pk).first() if pk.isdecimal() else None


def people_in(user: Any, interview: Interview) -> PersonQuerySet:
    return Person.objects.of(user).filter(interviewperson__interview=interview).by_name()


def agenda_of(user: Any, interview: Interview) -> QuerySet[ListedQuestion]:
    listed = ListedQuestion.objects.of(user).live().filter(agendaitem__interview=interview)
    return listed.select_related("topic").order_by("agendaitem__position", "pk")


def answers_in(user: Any, interview: Interview) -> AnswerQuerySet:
    answers = Answer.objects.of(user).live().filter(interview=interview)
    return answers.select_related("person", "listed_question__topic").order_by("answered_at", "pk")


def interviews_to_come(user: Any, since: datetime) -> InterviewQuerySet:
    coming = Interview.objects.of(user).to_come().filter(starts_at__gte=since, company__archived_at=None)
    return coming.select_related("company").soonest_first()


def quotes_on(user: Any, listed_questions: Iterable[int]) -> dict[ListedQuestion, list[Answer]]:
    """Listed question → its live answers, the first said first."""
    wanted = list(listed_questions)
    answers = Answer.objects.of(user).live().filter(listed_question__in=wanted)
    answers = answers.select_related("listed_question__company", "person").order_by("answered_at", "pk")
    quotes: dict[ListedQuestion, list[Answer]] = {}
    for answer in answers if wanted else []:
        quotes.setdefault(answer.listed_question, []).append(answer)
    return dict(sorted(quotes.items(), key=lambda pair: (pair[0].company_id, pair[0].position)))


def answers_to_follow_up(user: Any) -> AnswerQuerySet:
    answers = (
        Answer.objects.of(user).needing_follow_up().on_live_questions().filter(company__archived_at=None)
    )
    return answers.select_related("company", "listed_question", "person").latest_first()


def checks_by_dealbreaker(user: Any, company: Company) -> dict[int, DealbreakerCheck]:
    checks = DealbreakerCheck.objects.of(user).filter(company=company).select_related("answer__person")
    return {check.dealbreaker_id: check for check in checks}


def dealbreaker_check_of(user: Any, dealbreaker: Dealbreaker, company: Company) -> dict[str, Any]:
    """What the form starts from; empty while the check is unknown."""
    checks = DealbreakerCheck.objects.of(user).filter(dealbreaker=dealbreaker, company=company)
    return checks.values("verdict", "answer", "note").first() or {}


def deleted_answer_write(user: Any, pk: int) -> Answer:
    deleted = Answer.objects.of(user).exclude(deleted_at=None).select_for_update(of=("self",))
    return get_object_or_404(deleted, pk=pk)


def kept_versions_of(user: Any, answer: Answer) -> QuerySet[AnswerRevision]:
    return AnswerRevision.objects.of(user).beside(answer).order_by("saved_at", "pk")


def history_of(user: Any, answer: Answer) -> QuerySet[AnswerRevision]:
    return AnswerRevision.objects.of(user).filter(answer=answer).order_by("-saved_at", "-pk")[:50]


def uses_of_question(user: Any, question: Any) -> list[tuple[ListedQuestion, list[Answer]]]:
    """Where a library question is listed, with the live answers it got."""
    listed = ListedQuestion.objects.of(user).live().filter(question=question)
    answers = Answer.objects.of(user).live().filter(listed_question__question=question)
    by_question: dict[int, list[Answer]] = {}
    for answer in answers.select_related("person", "listed_question").latest_first():
        by_question.setdefault(answer.listed_question_id, []).append(answer)
    rows = listed.select_related("company", "question").order_by("company__name", "pk")
    return [(row, by_question.get(row.pk, [])) for row in rows]
