"""What the app's database holds: one candidate with much to show, among many others."""

import random
from datetime import timedelta
from itertools import product
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.utils import timezone

from interviews.capture import content_of
from interviews.models import (
    AgendaItem,
    Answer,
    AnswerRevision,
    Company,
    Interview,
    InterviewPerson,
    ListedQuestion,
    Person,
    Profile,
)
from interviews.sample import load_sample
from questions.models import Question
from tests.load.employers import Employers

COPIED = ("text", "why", "listen_for", "beware_of", "follow_ups", "audiences", "timing", "minutes")

SAID = "We decide that in the team, and the last time it took two days; then somebody writes down why. "
QUALITIES = ("specific", "specific", "general", "vague", "declined")


def make_user(number):
    name = f"candidate-{number}"
    return get_user_model()(username=name, email=f"{name}@example.org", password="!")


def to_save(answer):
    """As the autosaving script names it."""
    return {
        "client_id": str(answer.client_id),
        "base": answer.revision,
        "listed_question": answer.listed_question_id,
        "interview": answer.interview_id,
        "person": answer.person_id,
    }


class World:
    def __init__(self, size):
        self.size = size
        self.random = random.Random(20)
        self.library = list(Question.objects.filter(owner=None).order_by("pk")[: size.questions])
        users = get_user_model().objects.bulk_create(make_user(number) for number in range(size.others + 2))
        Profile.objects.bulk_create(Profile(owner=user) for user in users)
        self.candidate, self.comparing, *others = users
        load_sample(by=self.candidate, now=timezone.now())
        names = [f"Employer {number}" for number in range(size.companies)]
        self.companies = Company.objects.bulk_create(
            Company(owner=self.candidate, name=name, role="Engineer", stage="interviewing") for name in names
        )
        of_others = Company.objects.bulk_create(
            Company(owner=other, name="Employer", role="Engineer") for other in others
        )
        self.fill(self.companies, size.questions)
        self.fill(of_others, size.questions_of_others)
        asked = Question.objects.filter(owner=None).order_by("topic__position", "pk")
        every = max(1, asked.count() // size.compared_questions)
        self.employers = Employers(self.comparing, asked[::every][: size.compared_questions], size.compared)

    def fill(self, companies, question_count):
        """Each question is answered by two of four people; half the agenda's in the interview to come."""
        people, interviews = self.people_and_interviews(companies)
        listed = ListedQuestion.objects.bulk_create(
            self.listed_question(company, question, position)
            for company in companies
            for position, question in enumerate(self.library[:question_count])
        )
        answers = Answer.objects.bulk_create(
            self.answer(question, interviews[question.company_id][when], people[question.company_id][who])
            for question in listed
            for who, when in enumerate((0, 1) if question.position < self.size.agenda // 2 else (1, 2))
        )
        AnswerRevision.objects.bulk_create(self.first_revision(answer) for answer in answers)
        if companies is self.companies:
            self.plan(interviews, people, listed)
            self.answers = [answer for answer in answers if answer.company_id == companies[0].pk]
        else:
            self.answers_of_others = {answer.owner: answer for answer in answers}

    def people_and_interviews(self, companies):
        people, interviews, now = {}, {}, timezone.now()
        for company in companies:
            own = {"owner_id": company.owner_id, "company": company}
            people[company.pk] = [Person(**own, name=f"Person {number}") for number in range(4)]
            interviews[company.pk] = [
                Interview(**own, starts_at=now + timedelta(days=days)) for days in (3, -9, -2)
            ]
        Person.objects.bulk_create(row for rows in people.values() for row in rows)
        Interview.objects.bulk_create(row for rows in interviews.values() for row in rows)
        return people, interviews

    def listed_question(self, company, question, position):
        return ListedQuestion(
            owner=company.owner,
            company=company,
            question=question,
            topic_id=question.topic_id,
            position=position,
            must_ask=position % 10 == 0,
            **{name: getattr(question, name) for name in COPIED},
        )

    def answer(self, question, interview, person):
        return Answer(
            owner=question.owner,
            company_id=question.company_id,
            listed_question=question,
            interview=interview,
            person=person,
            revision=1,
            said=SAID * self.random.randint(1, 5),
            quality=self.random.choice(QUALITIES),
            rating=self.random.choice((None, 1, 2, 3, 3, 4)),
            flag=self.random.choice(("", "", "good sign", "red flag")),
        )

    def first_revision(self, answer):
        return AnswerRevision(
            owner_id=answer.owner_id,
            company_id=answer.company_id,
            answer=answer,
            op=uuid4(),
            revision=1,
            base_revision=0,
            typed_at=answer.answered_at,
            saved_at=answer.saved_at,
            **content_of(answer),
        )

    def plan(self, interviews, people, listed):
        """The measured interview: two people, a dozen questions, some of them answered in it already."""
        company = self.companies[0]
        own = {"owner": self.candidate, "company": company}
        self.interview = interviews[company.pk][0]
        self.people = people[company.pk]
        self.listed = [question for question in listed if question.company_id == company.pk]
        InterviewPerson.objects.bulk_create(
            InterviewPerson(**own, interview=self.interview, person=person) for person in self.people[:2]
        )
        AgendaItem.objects.bulk_create(
            AgendaItem(**own, interview=self.interview, listed_question=question, position=position)
            for position, question in enumerate(self.listed[: self.size.agenda])
        )

    def answers_to_save(self, count):
        """One a typist, none of them the same."""
        return [to_save(answer) for answer in self.answers[:count]]

    def free_places(self):
        """Where nobody has answered yet: nobody said anything outside the interviews."""
        companions = product(self.listed, [None, *(person.pk for person in self.people)])
        return [
            {"listed_question": question.pk, "interview": None, "person": person}
            for question, person in companions
        ]
