"""For every rule of uniqueness: a first row, the same again, and what makes it another one."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests import factories
from tests.world import make_revision

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
COMPANY, PERSON = factories.CompanyFactory, factories.PersonFactory
LISTED, INTERVIEW = factories.ListedQuestionFactory, factories.InterviewFactory
ANSWER, WEIGHT, DEALBREAKER = factories.AnswerFactory, factories.WeightFactory, factories.DealbreakerFactory


def first_listed():
    return LISTED(question=factories.QuestionFactory())


def listed_again(first, **fields):
    return LISTED(**({"company": first.company, "question": first.question} | fields))


def agenda_again(first, **fields):
    return factories.AgendaItemFactory(
        **({"interview": first.interview, "listed_question": LISTED(company=first.company)} | fields)
    )


def company_again(first, **fields):
    return COMPANY(**({"owner": first.owner, "name": first.name, "role": first.role} | fields))


def answer_of_someone():
    company = COMPANY()
    return ANSWER(
        listed_question=LISTED(company=company),
        interview=INTERVIEW(company=company),
        person=PERSON(company=company),
    )


def answer_again(first, **fields):
    place = {name: getattr(first, name) for name in ("listed_question", "interview", "person")}
    return ANSWER(**(place | fields))


def first_invited():
    return INTERVIEW(ics_uid="one@calendar.example", ics_recurrence="")


def invited_again(first, **fields):
    invitation = {name: getattr(first, name) for name in ("company", "ics_uid", "ics_recurrence")}
    return INTERVIEW(**(invitation | fields))


def first_follow_up():
    listed = LISTED()
    return factories.FollowUpFactory(company=listed.company, listed_question=listed, origin="unasked")


def follow_up_again(first, **fields):
    place = {name: getattr(first, name) for name in ("company", "listed_question", "answer", "origin")}
    return factories.FollowUpFactory(**(place | fields))


def drop_again(first, **fields):
    return factories.AgendaDropFactory(
        **({"interview": first.interview, "listed_question": first.listed_question} | fields)
    )


def check_again(first, **fields):
    return factories.DealbreakerCheckFactory(
        **({"company": first.company, "dealbreaker": first.dealbreaker} | fields)
    )


def presence_again(first, **fields):
    return factories.InterviewPersonFactory(
        **({"interview": first.interview, "person": first.person} | fields)
    )


def promise_again(first, **fields):
    return factories.PromiseCheckFactory(
        **({"company": first.company, "offer": first.offer, "answer": first.answer} | fields)
    )


def outcome_again(first, **fields):
    place = {name: getattr(first, name) for name in ("company", "decision", "answer", "days")}
    return factories.OutcomeFactory(**(place | fields))


def answer_in(company):
    return ANSWER(listed_question=LISTED(company=company))


def first_revision():
    return make_revision(ANSWER())


def foreign_user():
    return factories.UserFactory(username="stranger")


def foreign_answer():
    return ANSWER(listed_question=LISTED(company=COMPANY(owner=foreign_user())))


# rule: (the first row, the same again, what makes it another one)
ONCE = {
    "company_once_per_name_and_role": (
        COMPANY,
        company_again,
        [
            lambda first: {"role": "Another role"},
            lambda first: {"name": "Another name"},
            lambda first: {"owner": foreign_user()},
        ],
    ),
    "weight_one_per_topic": (
        WEIGHT,
        lambda first, **fields: WEIGHT(**({"owner": first.owner, "topic": first.topic} | fields)),
        [lambda first: {"owner": foreign_user()}, lambda first: {"topic": factories.TopicFactory()}],
    ),
    "listed_question_once_per_company": (
        first_listed,
        listed_again,
        [
            lambda first: {"removed_at": NOON},
            lambda first: {"company": COMPANY()},
            lambda first: {"question": factories.QuestionFactory()},
        ],
    ),
    "listed_question_client_id_once": (
        lambda: LISTED(client_id=uuid4()),
        lambda first, **fields: LISTED(**({"client_id": first.client_id} | fields)),
        [
            lambda first: {"client_id": uuid4()},
            lambda first: {"client_id": None},
            lambda first: {"company": COMPANY(owner=foreign_user())},
        ],
    ),
    "listed_question_position_once": (
        LISTED,
        lambda first, **fields: LISTED(**({"company": first.company, "position": first.position} | fields)),
        [lambda first: {"position": first.position + 1}, lambda first: {"company": COMPANY()}],
    ),
    "interview_person_once": (
        factories.InterviewPersonFactory,
        presence_again,
        [
            lambda first: {"person": PERSON(company=first.company)},
            lambda first: {"interview": INTERVIEW(company=first.company)},
        ],
    ),
    "interview_once_per_invitation": (
        first_invited,
        invited_again,
        [
            lambda first: {"ics_uid": "two@calendar.example"},
            lambda first: {"ics_uid": "ONE@calendar.example"},
            lambda first: {"ics_recurrence": "20261124T090000Z"},
            lambda first: {"company": COMPANY(owner=foreign_user())},
        ],
    ),
    "agenda_drop_once": (
        factories.AgendaDropFactory,
        drop_again,
        [
            lambda first: {"listed_question": LISTED(company=first.company)},
            lambda first: {"interview": INTERVIEW(company=first.company)},
        ],
    ),
    "follow_up_once_per_question_answer_and_origin": (
        first_follow_up,
        follow_up_again,
        [
            lambda first: {"origin": "manual"},
            lambda first: {"origin": "contradiction"},
            lambda first: {"answer": ANSWER(listed_question=first.listed_question)},
            lambda first: {"listed_question": LISTED(company=first.company)},
        ],
    ),
    "agenda_item_question_once": (
        factories.AgendaItemFactory,
        lambda first, **fields: agenda_again(first, **({"listed_question": first.listed_question} | fields)),
        [
            lambda first: {"listed_question": LISTED(company=first.company)},
            lambda first: {"interview": INTERVIEW(company=first.company)},
        ],
    ),
    "agenda_item_position_once": (
        factories.AgendaItemFactory,
        lambda first, **fields: agenda_again(first, **({"position": first.position} | fields)),
        [
            lambda first: {"position": first.position + 1},
            lambda first: {"interview": INTERVIEW(company=first.company)},
        ],
    ),
    "answer_one_live_per_question_interview_person": (
        answer_of_someone,
        answer_again,
        [
            lambda first: {"deleted_at": NOON},
            lambda first: {"person": None},
            lambda first: {"interview": None},
            lambda first: {"person": PERSON(company=first.company)},
            lambda first: {"interview": INTERVIEW(company=first.company)},
            lambda first: {"listed_question": LISTED(company=first.company)},
        ],
    ),
    "answer_client_id_once": (
        ANSWER,
        lambda first, **fields: ANSWER(**({"client_id": first.client_id} | fields)),
        [
            lambda first: {"client_id": uuid4()},
            lambda first: {"listed_question": foreign_answer().listed_question, "deleted_at": NOON},
        ],
    ),
    "answer_revision_op_once": (
        first_revision,
        lambda first, **fields: make_revision(
            fields.pop("answer", first.answer), **({"op": first.op} | fields)
        ),
        [lambda first: {"op": uuid4()}, lambda first: {"answer": foreign_answer()}],
    ),
    "dealbreaker_check_once_per_company": (
        factories.DealbreakerCheckFactory,
        check_again,
        [lambda first: {"company": COMPANY()}, lambda first: {"dealbreaker": DEALBREAKER()}],
    ),
    "offer_one_per_company_and_date": (
        factories.OfferFactory,
        lambda first, **fields: factories.OfferFactory(
            **({"company": first.company, "dated_on": first.dated_on} | fields)
        ),
        [
            lambda first: {"dated_on": first.dated_on + timedelta(days=1)},
            lambda first: {"company": COMPANY()},
        ],
    ),
    "promise_check_once_per_offer": (
        factories.PromiseCheckFactory,
        promise_again,
        [
            lambda first: {"offer": factories.OfferFactory(company=first.company)},
            lambda first: {"answer": answer_in(first.company)},
        ],
    ),
    "decision_one_standing_per_company": (
        factories.DecisionFactory,
        lambda first, **fields: factories.DecisionFactory(**({"company": first.company} | fields)),
        [lambda first: {"taken_back_at": NOON}, lambda first: {"company": COMPANY()}],
    ),
    "outcome_once_per_answer_and_time": (
        factories.OutcomeFactory,
        outcome_again,
        [
            lambda first: {"days": 90},
            lambda first: {"answer": answer_in(first.company)},
            lambda first: {"decision": factories.DecisionFactory(company=first.company, taken_back_at=NOON)},
        ],
    ),
    "share_company_once": (
        factories.ShareCompanyFactory,
        lambda first, **fields: factories.ShareCompanyFactory(
            **({"share": first.share, "company": first.company} | fields)
        ),
        [lambda first: {"share": factories.ShareFactory()}, lambda first: {"company": COMPANY()}],
    ),
}
