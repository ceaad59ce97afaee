"""What somebody has who compares: employers, all asked the same by three people each."""

import random
from datetime import timedelta

from django.utils import timezone

from interviews.models import (
    Answer,
    Claim,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    Interview,
    ListedQuestion,
    Person,
    Weight,
)
from questions.models import Topic

QUALITIES = ("specific", "specific", "general", "general", "vague", "declined")
SAID = "We ship on Thursdays, and whoever wrote it watches it for a day; nobody is woken at night. "
DEALBREAKERS = ("On call every other week", "No written salary band", "Five days in the office")
PEOPLE = 3


class Employers:
    """Every question is answered by everybody; one in five is rated by nobody, one in fifty contradicts."""

    def __init__(self, user, library, count):
        self.user, self.random = user, random.Random(7)
        self.companies = Company.objects.bulk_create(
            Company(owner=user, name=f"Employer {number}", role="Engineer", stage="interviewing")
            for number in range(count)
        )
        listed = ListedQuestion.objects.bulk_create(
            self.listed_question(company, question, position)
            for company in self.companies
            for position, question in enumerate(library)
        )
        self.answer_all(listed)
        Claim.objects.bulk_create(
            Claim(owner=user, company=one.company, listed_question=one, text=SAID) for one in listed[::10]
        )
        self.weigh_and_refuse()

    def listed_question(self, company, question, position):
        return ListedQuestion(
            owner=self.user,
            company=company,
            question=question,
            topic_id=question.topic_id,
            position=position,
            must_ask=position % 10 == 0,
            text=question.text,
            audiences=question.audiences,
            agreement="contradicts" if position % 50 == 0 else "",
        )

    def answer_all(self, listed):
        now, people, interviews = timezone.now(), {}, {}
        for company in self.companies:
            own = {"owner": self.user, "company": company}
            people[company] = [Person(**own, name=f"Person {number}") for number in range(PEOPLE)]
            interviews[company] = [
                Interview(**own, starts_at=now - timedelta(days=9 - number)) for number in range(PEOPLE)
            ]
        Person.objects.bulk_create(row for rows in people.values() for row in rows)
        Interview.objects.bulk_create(row for rows in interviews.values() for row in rows)
        Answer.objects.bulk_create(
            self.answer(question, interviews[question.company][number], people[question.company][number])
            for question in listed
            for number in range(PEOPLE)
        )

    def answer(self, question, interview, person):
        is_rated = question.position % 5 or question.company is self.companies[0]
        return Answer(
            owner=self.user,
            company=question.company,
            listed_question=question,
            interview=interview,
            person=person,
            revision=1,
            said=SAID * self.random.randint(1, 5),
            quality=self.random.choice(QUALITIES),
            rating=self.random.choice((None, 1, 2, 3, 3, 4)) if is_rated else None,
        )

    def weigh_and_refuse(self):
        topics = Topic.objects.filter(owner=None).order_by("pk")
        Weight.objects.bulk_create(
            Weight(owner=self.user, topic=topic, value=1 + number % 5) for number, topic in enumerate(topics)
        )
        refused = Dealbreaker.objects.bulk_create(
            Dealbreaker(owner=self.user, text=text, position=place) for place, text in enumerate(DEALBREAKERS)
        )
        DealbreakerCheck.objects.bulk_create(
            DealbreakerCheck(
                owner=self.user,
                company=company,
                dealbreaker=dealbreaker,
                verdict="tripped" if company is self.companies[-1] else "clear",
            )
            for company in self.companies
            for dealbreaker in refused[:2]
        )
