"""The smallest valid row of each table. Rows of a company take its owner; the owner is Mara unless told."""

from datetime import UTC, date, datetime, timedelta

import factory
from django.contrib.auth import get_user_model
from django.utils import timezone
from factory.django import DjangoModelFactory

from interviews.models import (
    AgendaDrop,
    AgendaItem,
    Answer,
    Claim,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    Decision,
    FollowUp,
    Interview,
    InterviewPerson,
    ListedQuestion,
    Offer,
    OfferPay,
    Outcome,
    Person,
    Profile,
    PromiseCheck,
    Share,
    ShareCompany,
    Signal,
    StageChange,
    Weight,
    WeightChange,
)
from interviews.models.share import hash_of, new_share_token
from questions.models import Question, Topic

PASSWORD = "a long enough phrase"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()
        django_get_or_create = ("username",)
        skip_postgeneration_save = True

    username = "mara"
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    profile = factory.RelatedFactory("tests.factories.ProfileFactory", factory_related_name="owner")

    @factory.post_generation
    def password(user, create, extracted, **kwargs):  # noqa: N805 (factory_boy hands the user over)
        if user.password and not extracted:
            return  # was there before; a new hash would end its sessions
        user.set_password(extracted or PASSWORD)
        user.save(update_fields=["password"])


class ProfileFactory(DjangoModelFactory):
    class Meta:
        model = Profile
        django_get_or_create = ("owner",)

    owner = factory.SubFactory(UserFactory, profile=None)


class TopicFactory(DjangoModelFactory):
    class Meta:
        model = Topic

    owner = None
    key = factory.Sequence(lambda n: f"topic-{n}")
    name = factory.Sequence(lambda n: f"Topic {n}")
    short = factory.SelfAttribute("name")
    position = factory.Sequence(lambda n: n % 30000)


class QuestionFactory(DjangoModelFactory):
    class Meta:
        model = Question

    owner = None
    topic = factory.SubFactory(TopicFactory)
    key = factory.Sequence(lambda n: f"question-{n}")
    text = factory.Sequence(lambda n: f"What happened the last time, number {n}?")


class OwnedFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    owner = factory.SubFactory(UserFactory)


class WeightFactory(OwnedFactory):
    class Meta:
        model = Weight

    topic = factory.SubFactory(TopicFactory)
    value = 3


class DealbreakerFactory(OwnedFactory):
    class Meta:
        model = Dealbreaker

    text = "On call more than one week in six"


class CompanyFactory(OwnedFactory):
    class Meta:
        model = Company

    name = factory.Sequence(lambda n: f"Company {n}")
    role = "Engineer"


class OfCompanyFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    company = factory.SubFactory(CompanyFactory)
    owner = factory.SelfAttribute("company.owner")


class StageChangeFactory(OfCompanyFactory):
    class Meta:
        model = StageChange

    stage = Company.Stage.INTERVIEWING


class PersonFactory(OfCompanyFactory):
    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")


class ListedQuestionFactory(OfCompanyFactory):
    class Meta:
        model = ListedQuestion

    topic = factory.SubFactory(TopicFactory)
    text = factory.Sequence(lambda n: f"What did you decide alone, number {n}?")
    position = factory.Sequence(lambda n: n)


class ClaimFactory(OfCompanyFactory):
    class Meta:
        model = Claim

    text = factory.Sequence(lambda n: f"Teams decide for themselves, says page {n}.")


class InterviewFactory(OfCompanyFactory):
    class Meta:
        model = Interview

    starts_at = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)


class InterviewPersonFactory(OfCompanyFactory):
    class Meta:
        model = InterviewPerson

    company = factory.SelfAttribute("interview.company")
    interview = factory.SubFactory(InterviewFactory)
    person = factory.SubFactory(PersonFactory, company=factory.SelfAttribute("..company"))


class AgendaItemFactory(OfCompanyFactory):
    class Meta:
        model = AgendaItem

    company = factory.SelfAttribute("interview.company")
    interview = factory.SubFactory(InterviewFactory)
    listed_question = factory.SubFactory(ListedQuestionFactory, company=factory.SelfAttribute("..company"))
    position = factory.Sequence(lambda n: n)


class AgendaDropFactory(OfCompanyFactory):
    class Meta:
        model = AgendaDrop

    company = factory.SelfAttribute("interview.company")
    interview = factory.SubFactory(InterviewFactory)
    listed_question = factory.SubFactory(ListedQuestionFactory, company=factory.SelfAttribute("..company"))


class AnswerFactory(OfCompanyFactory):
    class Meta:
        model = Answer

    company = factory.SelfAttribute("listed_question.company")
    listed_question = factory.SubFactory(ListedQuestionFactory)
    said = "We decide that ourselves."
    revision = 1


class DealbreakerCheckFactory(OfCompanyFactory):
    class Meta:
        model = DealbreakerCheck

    dealbreaker = factory.SubFactory(DealbreakerFactory, owner=factory.SelfAttribute("..company.owner"))
    verdict = DealbreakerCheck.Verdict.TRIPPED


class FollowUpFactory(OfCompanyFactory):
    class Meta:
        model = FollowUp

    text = factory.Sequence(lambda n: f"Find out who signs off, number {n}")


class WeightChangeFactory(OwnedFactory):
    class Meta:
        model = WeightChange

    topic = factory.SubFactory(TopicFactory)
    before = 3
    after = 5


class SignalFactory(OfCompanyFactory):
    class Meta:
        model = Signal

    kind = Signal.Kind.RESCHEDULED


class OfferFactory(OfCompanyFactory):
    class Meta:
        model = Offer

    dated_on = factory.Sequence(lambda n: date(2026, 1, 1) + timedelta(days=n))


class OfferPayFactory(OfCompanyFactory):
    class Meta:
        model = OfferPay

    company = factory.SelfAttribute("offer.company")
    offer = factory.SubFactory(OfferFactory)
    words = "A thirteenth month"


class PromiseCheckFactory(OfCompanyFactory):
    class Meta:
        model = PromiseCheck

    company = factory.SelfAttribute("offer.company")
    offer = factory.SubFactory(OfferFactory)
    answer = factory.SubFactory(
        AnswerFactory, promise=True, listed_question__company=factory.SelfAttribute("...company")
    )
    status = PromiseCheck.Status.IN_WRITING


class DecisionFactory(OfCompanyFactory):
    class Meta:
        model = Decision

    reason = "They decide for themselves, and they told me how."


class OutcomeFactory(OfCompanyFactory):
    class Meta:
        model = Outcome

    company = factory.SelfAttribute("decision.company")
    decision = factory.SubFactory(DecisionFactory)
    answer = factory.SubFactory(AnswerFactory, listed_question__company=factory.SelfAttribute("...company"))
    days = 30
    verdict = Outcome.Verdict.TRUE


class ShareFactory(OwnedFactory):
    class Meta:
        model = Share

    token_hash = factory.LazyFunction(lambda: hash_of(new_share_token()))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))


class ShareCompanyFactory(OfCompanyFactory):
    class Meta:
        model = ShareCompany

    share = factory.SubFactory(ShareFactory, owner=factory.SelfAttribute("..company.owner"))
