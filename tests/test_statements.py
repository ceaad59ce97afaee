"""What a request costs in SQL statements: a fixed number, however many rows there are."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Answer
from questions.models import Import, Source
from tests import factories
from tests.statements import get_statements, statements
from tests.world import make_revision

FEW, MANY = 3, 30
# name: the view, and which row of a busy candidate it shows
PAGES = {
    "home": ("interviews:home", None),
    "company list": ("interviews:company_list", None),
    "company page": ("interviews:company_detail", "company"),
    "company page, searched": ("interviews:company_detail", "company"),
    "company edit": ("interviews:company_edit", "company"),
    "company timeline": ("interviews:company_timeline", "company"),
    "research": ("interviews:claim_list", "company"),
    "follow-ups": ("interviews:follow_up_list", "company"),
    "list copy": ("interviews:list_copy", "company"),
    "planning an interview": ("interviews:interview_add", "company"),
    "sheet": ("interviews:interview_sheet", "interview"),
    "person list": ("interviews:person_list", "company"),
    "interview list": ("interviews:interview_list", "company"),
    "interview detail": ("interviews:interview_detail", "interview"),
    "interview finish": ("interviews:interview_finish", "interview"),
    "interview mode": ("interviews:capture", "interview"),
    "interview mode at a question": ("interviews:capture", "interview"),
    "answers": ("interviews:answer_list", "company"),
    "answer detail": ("interviews:answer_detail", "answer"),
    "compare": ("interviews:compare", None),
    "compare, two of them": ("interviews:compare", None),
    "evidence": ("interviews:evidence", "company"),
    "open questions of a range": ("interviews:company_range", "company"),
    "library": ("questions:question_list", None),
    "library, searched": ("questions:question_list", None),
    "question page": ("questions:question_detail", "question"),
    "own topics": ("questions:topic_list", None),
    "imports": ("questions:import_list", None),
    "topic weights": ("interviews:topic_weights", None),
    "dealbreakers": ("interviews:dealbreaker_list", None),
}
BUDGETS = {**dict.fromkeys(PAGES, 8), "library": 4, "library, searched": 4}
MOST_OF_A_SAVE = 6


class Busy:
    """One company with everything in it, among others; grows when asked."""

    def __init__(self):
        self.company = factories.CompanyFactory(stage="interviewing")
        starts_at = timezone.now() + timedelta(hours=1)
        self.interview = factories.InterviewFactory(company=self.company, starts_at=starts_at)
        self.answer = self.other = None
        self.question = factories.QuestionFactory(owner=self.company.owner)
        self.size = 0

    def grow_to(self, size):
        for number in range(self.size, size):
            self.answer = self.add(number)
        self.size = size

    def add(self, number):
        """One more of everything, and one more company with one of everything."""
        question = factories.QuestionFactory()
        factories.QuestionFactory(topic=question.topic)
        self.add_own(number)
        factories.WeightFactory(topic=question.topic, value=4)
        dealbreaker = factories.DealbreakerFactory(topic=question.topic, text=f"Never {number}")
        answer = self.add_answer(self.company, self.interview, question, dealbreaker)
        self.add_preparation(answer)
        for n in range(2):
            make_revision(answer, kept_beside=bool(n))
        other = self.other = factories.CompanyFactory(stage="offer")
        interview = factories.InterviewFactory(company=other, starts_at=self.interview.starts_at)
        self.add_answer(other, interview, question, dealbreaker)
        factories.CompanyFactory(archived_at=timezone.now())
        factories.InterviewFactory(
            company=self.company, starts_at=timezone.now() + timedelta(days=number + 1)
        )
        return answer

    def add_preparation(self, answer):
        """A claim, what it gave rise to, follow-ups of one's own and one that was closed, a drop, a stage."""
        listed = answer.listed_question
        claim = factories.ClaimFactory(company=self.company, listed_question=listed)
        raised = factories.ListedQuestionFactory(company=self.company, raised_by=claim, must_ask=True)
        factories.FollowUpFactory(company=self.company, text="Thank them", ask_person=answer.person)
        factories.FollowUpFactory(
            company=self.company,
            listed_question=listed,
            answer=answer,
            origin="come back",
            done_at=timezone.now(),
        )
        factories.AgendaDropFactory(interview=self.interview, listed_question=raised)
        factories.StageChangeFactory(company=self.company)

    def add_own(self, number):
        """One more topic, source, import and question of one's own, and one more list and answer of one."""
        owner = self.company.owner
        topic = factories.TopicFactory(owner=owner)
        source = Source.objects.create(owner=owner, title=f"Source {number}")
        imported = Import.objects.create(owner=owner, source=source, name=f"List {number}", text="- Who?")
        factories.QuestionFactory(owner=owner, topic=topic, source=source, imported=imported)
        listed = factories.ListedQuestionFactory(
            company=factories.CompanyFactory(), topic=topic, question=self.question
        )
        person = factories.PersonFactory(company=listed.company)
        factories.AnswerFactory(listed_question=listed, person=person)

    def add_answer(self, company, interview, question, dealbreaker):
        listed = factories.ListedQuestionFactory(
            company=company,
            topic=question.topic,
            question=question,
            agreement="contradicts",
            must_ask=bool(question.pk % 2),
        )
        unasked = factories.ListedQuestionFactory(company=company, topic=question.topic)
        person = factories.PersonFactory(company=company)
        factories.InterviewPersonFactory(interview=interview, person=person)
        for asked in (listed, unasked):
            factories.AgendaItemFactory(interview=interview, listed_question=asked)
        given = {"listed_question": listed, "interview": interview, "person": person}
        answer = factories.AnswerFactory(rating=2, come_back=True, **given)
        factories.AnswerFactory(listed_question=listed, person=person, rating=4, flag="red flag")
        factories.DealbreakerCheckFactory(company=company, dealbreaker=dealbreaker, answer=answer)
        return answer

    def address(self, name):
        view, row = PAGES[name]
        address = reverse(view, args=[getattr(self, row).pk, *self.beside(name)] if row else [])
        if name.endswith(", searched"):
            return f"{address}?q=what last&audience=peer"
        if name.endswith(", two of them"):
            return f"{address}?company={self.company.pk}&company={self.other.pk}&flips=all"
        if name.endswith(" at a question"):
            return f"{address}?question={self.answer.listed_question_id}&person={self.answer.person_id}"
        return address

    def beside(self, name):
        """What else an address names."""
        return [self.answer.listed_question.topic_id] if name == "evidence" else []


@pytest.fixture
def busy(mara):
    return Busy()


def costs(client, busy, names):
    return {name: len(get_statements(client, busy.address(name))) for name in names}


def test_every_page_costs_the_same_for_few_rows_and_for_many(client, busy):
    busy.grow_to(FEW)
    few = costs(client, busy, PAGES)
    busy.grow_to(MANY)
    assert costs(client, busy, PAGES) == few


def test_every_page_stays_within_its_budget(client, busy):
    busy.grow_to(MANY)
    found = costs(client, busy, BUDGETS)
    assert {name: count for name, count in found.items() if not 0 < count <= BUDGETS[name]} == {}


def test_a_finished_interview_costs_the_same_for_few_rows_and_for_many(client, busy):
    busy.interview.started_at = busy.interview.finished_at = timezone.now()
    busy.interview.save()
    busy.grow_to(FEW)
    few = get_statements(client, busy.address("interview detail"))
    busy.grow_to(MANY)
    assert len(get_statements(client, busy.address("interview detail"))) == len(few)


# Saves


def save_statements(client, mara, **body):
    headers = {"X-Device-Key": mara.profile.device_key}
    with statements() as found:
        response = client.post(
            "/answers/save/", {"op": str(uuid4()), **body}, content_type="application/json", headers=headers
        )
    return response.status_code, found


@pytest.mark.parametrize("size", [FEW, MANY])
@pytest.mark.parametrize(
    ("base", "status"),
    [pytest.param(1, 200, id="newest"), pytest.param(0, 409, id="kept beside")],
)
def test_a_save_stays_within_its_budget(client, mara, busy, size, base, status):
    busy.grow_to(size)
    answer = busy.answer
    answered, found = save_statements(
        client,
        mara,
        base=base,
        client_id=str(answer.client_id),
        listed_question=answer.listed_question_id,
        interview=answer.interview_id,
        person=answer.person_id,
        said="Other words",
    )
    assert answered == status
    assert len(found) <= MOST_OF_A_SAVE, "\n".join(found)


def test_a_first_save_stays_within_its_budget(client, mara, busy):
    busy.grow_to(FEW)
    listed = factories.ListedQuestionFactory(company=busy.company)
    answered, found = save_statements(
        client,
        mara,
        base=0,
        client_id=str(uuid4()),
        listed_question=listed.pk,
        interview=busy.interview.pk,
        said="First words",
    )
    assert answered == 200
    assert Answer.objects.get(listed_question=listed).said == "First words"
    assert len(found) <= MOST_OF_A_SAVE, "\n".join(found)


def test_the_same_save_again_stays_within_its_budget(client, mara, busy):
    busy.grow_to(FEW)
    answer = busy.answer
    again = {
        "op": str(uuid4()),
        "base": 1,
        "client_id": str(answer.client_id),
        "listed_question": answer.listed_question_id,
        "interview": answer.interview_id,
        "person": answer.person_id,
        "said": "Twice",
    }
    save_statements(client, mara, **again)
    answered, found = save_statements(client, mara, **again)
    assert answered == 200
    assert len(found) <= MOST_OF_A_SAVE
