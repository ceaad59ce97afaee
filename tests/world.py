"""A candidate with at least one row in every table that has an owner, each text of it recognisable."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.contrib.auth import get_user_model
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.utils import timezone

from interviews.models import (
    AgendaDrop,
    AgendaItem,
    Answer,
    AnswerRevision,
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
from interviews.models.profile import new_feed_token
from questions.models import Import, Question, Source, Topic
from tests import factories

MARK = "Quillmark"
OWNED_MODELS = [model for model in apps.get_models() if any(f.name == "owner" for f in model._meta.fields)]
SHARED_MODELS = [model for model in OWNED_MODELS if model._meta.get_field("owner").null]
NOT_FREE_TEXT = {"time_zone", "ics_recurrence", "currency", "token_hash"}


@dataclass(frozen=True)
class World:
    profile: Profile
    topic: Topic
    source: Source
    imported: Import
    question: Question
    archived_question: Question
    deleted_question: Question
    archived_topic: Topic
    weight: Weight
    weight_change: WeightChange
    dealbreaker: Dealbreaker
    company: Company
    stage_change: StageChange
    person: Person
    other_person: Person
    claim: Claim
    listed_question: ListedQuestion
    removed_question: ListedQuestion
    dropped_question: ListedQuestion
    interview: Interview
    interview_person: InterviewPerson
    agenda_item: AgendaItem
    agenda_drop: AgendaDrop
    answer: Answer
    deleted_answer: Answer
    kept_version: AnswerRevision
    dealbreaker_check: DealbreakerCheck
    follow_up: FollowUp
    signal: Signal
    offer: Offer
    offer_pay: OfferPay
    promise_check: PromiseCheck
    decision: Decision
    outcome: Outcome
    share: Share
    share_company: ShareCompany

    def row_of(self, model):
        return next((row for row in vars(self).values() if type(row) is model), None)


def make_world(owner) -> World:
    topic = factories.TopicFactory(owner=owner)
    source = Source.objects.create(owner=owner, title="A blog")
    imported = Import.objects.create(owner=owner, source=source, name="list.md", text="- Who decides?")
    question = factories.QuestionFactory(owner=owner, topic=topic, source=source, imported=imported)
    dealbreaker = factories.DealbreakerFactory(owner=owner, topic=topic)
    company = factories.CompanyFactory(owner=owner)
    person = factories.PersonFactory(company=company)
    claim = factories.ClaimFactory(company=company)
    listed = factories.ListedQuestionFactory(company=company, topic=topic, question=question, raised_by=claim)
    dropped = factories.ListedQuestionFactory(company=company, topic=topic)
    interview = factories.InterviewFactory(company=company)
    answer = factories.AnswerFactory(
        listed_question=listed, interview=interview, person=person, refer_to="Their architect", promise=True
    )
    return World(
        profile=profile_with_feed(owner),
        topic=topic,
        source=source,
        imported=imported,
        question=question,
        archived_question=factories.QuestionFactory(owner=owner, topic=topic, archived_at=timezone.now()),
        deleted_question=factories.QuestionFactory(owner=owner, topic=topic, deleted_at=timezone.now()),
        archived_topic=factories.TopicFactory(owner=owner, archived_at=timezone.now()),
        weight=factories.WeightFactory(owner=owner, topic=topic),
        weight_change=factories.WeightChangeFactory(owner=owner, topic=topic),
        dealbreaker=dealbreaker,
        company=company,
        stage_change=factories.StageChangeFactory(company=company),
        person=person,
        other_person=factories.PersonFactory(company=company),
        claim=answered_by(claim, listed),
        listed_question=listed,
        removed_question=factories.ListedQuestionFactory(
            company=company, topic=topic, removed_at=timezone.now()
        ),
        dropped_question=dropped,
        interview=interview,
        interview_person=factories.InterviewPersonFactory(interview=interview, person=person),
        agenda_item=factories.AgendaItemFactory(interview=interview, listed_question=listed),
        agenda_drop=factories.AgendaDropFactory(interview=interview, listed_question=dropped),
        answer=answer,
        deleted_answer=factories.AnswerFactory(listed_question=listed, deleted_at=timezone.now()),
        kept_version=make_revision(answer, kept_beside=True),
        dealbreaker_check=factories.DealbreakerCheckFactory(
            company=company, dealbreaker=dealbreaker, answer=answer
        ),
        follow_up=factories.FollowUpFactory(
            company=company,
            listed_question=listed,
            answer=answer,
            ask_person=person,
            origin=FollowUp.Origin.VAGUE,
        ),
        signal=factories.SignalFactory(company=company),
        **what_was_decided(company, answer),
    )


def what_was_decided(company, answer):
    offer = factories.OfferFactory(company=company)
    decision = factories.DecisionFactory(company=company, starts_on=timezone.localdate() - timedelta(days=40))
    share = factories.ShareFactory(owner=company.owner)
    return {
        "offer": offer,
        "offer_pay": factories.OfferPayFactory(offer=offer),
        "promise_check": factories.PromiseCheckFactory(offer=offer, answer=answer),
        "decision": decision,
        "outcome": factories.OutcomeFactory(decision=decision, answer=answer),
        "share": share,
        "share_company": factories.ShareCompanyFactory(company=company, share=share),
    }


def profile_with_feed(owner):
    profile = factories.ProfileFactory(owner=owner)
    profile.feed_token = new_feed_token()
    profile.save(update_fields=["feed_token"])
    return profile


def answered_by(claim, listed_question):
    """The claim raised the question and answers it too: the two refer to each other."""
    claim.listed_question = listed_question
    claim.save(update_fields=["listed_question"])
    return claim


def make_revision(answer, **fields):
    now = timezone.now()
    defaults = {
        "owner": answer.owner,
        "company": answer.company,
        "op": uuid4(),
        "revision": answer.revision,
        "base_revision": 0,
        "typed_at": now,
        "saved_at": now,
        "said": "Another version",
    }
    return AnswerRevision.objects.create(answer=answer, **(defaults | fields))


def marked(world) -> World:
    """The same rows, read again, with MARK and the row's number in every free text the owner has."""
    mark_texts(world.profile.owner)
    for row in vars(world).values():
        row.refresh_from_db()
    return world


def mark_texts(owner) -> None:
    for model in OWNED_MODELS:
        for row in model.objects.filter(owner=owner):
            model.objects.filter(pk=row.pk).update(**marked_texts_of(row))


def marked_texts_of(row):
    texts = {}
    for field in row._meta.concrete_fields:
        if isinstance(field, ArrayField):
            if not field.base_field.choices:
                texts[field.name] = [f"{MARK}{row.pk}"]
        elif isinstance(field, models.URLField):
            texts[field.name] = f"https://{MARK}{row.pk}.example/"
        elif is_free_text(field):
            texts[field.name] = f"{MARK}{row.pk}"
    return texts


def is_free_text(field) -> bool:
    is_text = isinstance(field, models.CharField | models.TextField)
    return is_text and not field.choices and field.name not in NOT_FREE_TEXT


def every_row_of(owner):
    """What the owner has, byte for byte."""
    tables = [(model._meta.db_table, "owner_id") for model in OWNED_MODELS]
    tables.append((get_user_model()._meta.db_table, "id"))
    rows = {}
    with connection.cursor() as cursor:
        for table, column in tables:
            cursor.execute(f"SELECT t::text FROM {table} t WHERE {column} = %s ORDER BY id", [owner.pk])
            rows[table] = [text for (text,) in cursor.fetchall()]
    return rows
