from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from interviews.actions.weights import profile_with_weights_write
from interviews.capture import content_of
from interviews.models import (
    AgendaItem,
    Answer,
    AnswerRevision,
    Claim,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    FollowUp,
    Interview,
    InterviewPerson,
    ListedQuestion,
    Person,
    StageChange,
)
from interviews.models.answer import RECORDED_FIELDS
from interviews.sample.files import read_companies
from interviews.sample.library import Library
from interviews.sample.preferences import add_dealbreakers, add_weights
from interviews.sample.times import MINUTES_AHEAD, TIME_ZONE, day_of, on_day, soon

# What the first version of each sample answer says of itself: whether the weights came with the sample.
TAB, TAB_WITH_WEIGHTS = "sample", "sample with weights"

COPIED = ("text", "why", "listen_for", "beware_of", "follow_ups", "audiences", "timing", "minutes")
OWN_WORDS = ("must_ask", "agreement", "anchor_low", "anchor_high")


def load_sample(*, by: Any, now: datetime) -> int:
    """Number of companies added: 0 where samples are there already.

    A company that the candidate has under the same name and role is left out, with all that is in it.
    Raises SampleError where the built-in topics and questions are not loaded.
    """
    _profile, weights_are_set = profile_with_weights_write(by)  # the second of two clicks waits here
    companies = Company.objects.of(by)
    if companies.samples().exists():
        return 0
    taken = {(name.lower(), role.lower()) for name, role in companies.values_list("name", "role")}
    sheets = [sheet for sheet in read_companies() if name_and_role(sheet) not in taken]
    library = Library.of(by)
    # Weights set the candidate's whole comparison: they come only to somebody with nothing of their own.
    with_weights = not taken and not weights_are_set
    if with_weights:
        add_weights(library, by, now)
    dealbreakers = add_dealbreakers(sheets, library, by)
    for sheet in sheets:
        Loading(by, now, library, dealbreakers, TAB_WITH_WEIGHTS if with_weights else TAB).add(sheet)
    return len(sheets)


def name_and_role(sheet: dict[str, Any]) -> tuple[str, str]:
    return sheet["company"]["name"].lower(), sheet["company"]["role"].lower()


@dataclass
class Loading:
    """One company being written; the names of the file lead to the rows made so far."""

    by: Any
    now: datetime
    library: Library
    dealbreakers: dict[str, Dealbreaker]
    tab: str
    people: dict[str, Person] = field(default_factory=dict)
    interviews: dict[str, Interview] = field(default_factory=dict)
    questions: dict[str, ListedQuestion] = field(default_factory=dict)
    checks: list[DealbreakerCheck] = field(default_factory=list)

    def add(self, sheet: dict[str, Any]) -> None:
        company = Company.objects.create(owner=self.by, is_sample=True, **sheet["company"])
        self.own = {"owner": self.by, "company": company}
        self.add_stages(company, sheet["stages"])
        self.people = {entry["name"]: Person(**self.own, **entry) for entry in sheet["people"]}
        Person.objects.bulk_create(self.people.values())
        self.interviews = {entry["key"]: self.interview(entry) for entry in sheet["interviews"]}
        Interview.objects.bulk_create(self.interviews.values())
        for position, entry in enumerate(sheet["questions"]):
            self.questions[entry.get("id") or entry["question"]] = self.listed_question(entry, position)
        ListedQuestion.objects.bulk_create(self.questions.values())
        self.add_claims(sheet["claims"])
        self.add_follow_ups(sheet.get("follow_ups", []))
        self.add_plans(sheet["interviews"])
        self.add_answers(sheet["questions"])
        for check in sheet.get("checks", []):
            self.judge(check)
        DealbreakerCheck.objects.bulk_create(self.checks)

    def add_stages(self, company: Company, entries: list[dict[str, Any]]) -> None:
        """The company is as old as its first stage, and stands at the last."""
        moments = [on_day(self.now, entry["days"], entry["clock"]) for entry in entries]
        StageChange.objects.bulk_create(
            StageChange(**self.own, stage=entry["stage"], changed_at=moment)
            for entry, moment in zip(entries, moments, strict=True)
        )
        company.stage, company.created_at = entries[-1]["stage"], moments[0]
        company.save(update_fields=["stage", "created_at"])

    def interview(self, entry: dict[str, Any]) -> Interview:
        given = ("kind", "minutes", "question_minutes", "channel", "place", "impression", "note")
        interview = Interview(**self.own, time_zone=TIME_ZONE, **said_of(entry, given))
        if "days" not in entry:
            interview.starts_at = soon(self.now, entry.get("minutes_ahead", MINUTES_AHEAD))
            return interview
        interview.starts_at = on_day(self.now, entry["days"], entry["clock"])
        if entry["days"] < 0:
            interview.started_at = interview.starts_at + timedelta(minutes=1)
            interview.finished_at = interview.starts_at + timedelta(minutes=interview.minutes + 3)
        return interview

    def listed_question(self, entry: dict[str, Any], position: int) -> ListedQuestion:
        """What the file does not say is copied from the library."""
        question = self.library.question(entry["question"]) if "question" in entry else None
        copied = {name: getattr(question, name) for name in COPIED} if question else {}
        topic = self.library.topic(entry["topic"]) if "topic" in entry else None
        return ListedQuestion(
            **self.own,
            question=question,
            topic=topic or (question.topic if question else None),
            position=position,
            **(copied | said_of(entry, (*COPIED, *OWN_WORDS))),
        )

    def add_claims(self, entries: list[dict[str, Any]]) -> None:
        claims = [
            Claim(
                **self.own,
                seen_on=day_of(self.now, entry["days"]),
                listed_question=self.question_named(entry.get("answers")),
                **said_of(entry, ("text", "kind", "url")),
            )
            for entry in entries
        ]
        Claim.objects.bulk_create(claims)
        raised = []
        for claim, entry in zip(claims, entries, strict=True):
            if question := self.question_named(entry.get("raises")):
                question.raised_by = claim
                raised.append(question)
        ListedQuestion.objects.bulk_update(raised, ["raised_by"])

    def add_follow_ups(self, entries: list[dict[str, Any]]) -> None:
        FollowUp.objects.bulk_create(
            FollowUp(
                **self.own,
                listed_question=self.question_named(entry.get("about")),
                due_on=day_of(self.now, entry["due_in"]),
                **said_of(entry, ("text", "ask_audience")),
            )
            for entry in entries
        )

    def question_named(self, key: str | None) -> ListedQuestion | None:
        return self.questions[key] if key else None

    def add_plans(self, entries: list[dict[str, Any]]) -> None:
        present, planned = [], []
        for entry in entries:
            of_interview = {**self.own, "interview": self.interviews[entry["key"]]}
            present += [InterviewPerson(**of_interview, person=self.people[name]) for name in entry["people"]]
            planned += [
                AgendaItem(
                    **of_interview,
                    listed_question=self.questions[key],
                    position=position,
                    is_pinned=key in entry.get("pinned", []),
                )
                for position, key in enumerate(entry.get("agenda", []))
            ]
        InterviewPerson.objects.bulk_create(present)
        AgendaItem.objects.bulk_create(planned)

    def add_answers(self, entries: list[dict[str, Any]]) -> None:
        answers, spoken = [], Counter[str]()
        for entry in entries:
            listed_question = self.questions[entry.get("id") or entry["question"]]
            for given in entry.get("answers", []):
                answer = self.answer(listed_question, given, spoken)
                answers.append(answer)
                if "check" in given:
                    self.judge(given["check"], answer)
        Answer.objects.bulk_create(answers)
        AnswerRevision.objects.bulk_create(self.first_revision(answer) for answer in answers)

    def answer(self, listed_question: ListedQuestion, given: dict[str, Any], spoken: Counter[str]) -> Answer:
        key = given.get("interview", "")
        interview = self.interviews.get(key)
        if interview:
            before = interview.minutes - interview.question_minutes + 2 * spoken[key]
            answered_at = interview.starts_at + timedelta(minutes=before)
            spoken[key] += 1
        else:
            answered_at = on_day(self.now, given["days"], given["clock"])
        return Answer(
            **self.own,
            listed_question=listed_question,
            interview=interview,
            person=self.people[given["person"]],
            channel=interview.channel if interview else Interview.Channel.EMAIL,
            revision=1,
            answered_at=answered_at,
            saved_at=answered_at,
            **said_of(given, RECORDED_FIELDS),
        )

    def first_revision(self, answer: Answer) -> AnswerRevision:
        return AnswerRevision(
            **self.own,
            answer=answer,
            op=uuid4(),
            revision=1,
            base_revision=0,
            typed_at=answer.answered_at,
            saved_at=answer.saved_at,
            tab=self.tab,
            **content_of(answer),
        )

    def judge(self, check: dict[str, Any], answer: Answer | None = None) -> None:
        dealbreaker = self.dealbreakers.get(check["dealbreaker"])
        if dealbreaker:
            found = {"verdict": check["verdict"], "note": check["note"], "answer": answer}
            self.checks.append(DealbreakerCheck(**self.own, dealbreaker=dealbreaker, **found))


def said_of(entry: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: entry[name] for name in names if name in entry}
