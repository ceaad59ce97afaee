import pytest
from django.urls import reverse

from interviews.models import Answer, Claim, Company, Interview, ListedQuestion, Person, StageChange
from tests import factories
from tests.interviews.pages import dom, feedback, fields_of, find_all, messages
from tests.statements import get_statements, statements

ALL = {"research": "on", "people": "on", "questions": "on"}


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(
        name="Northwind", role="Engineer", level="senior", location="Rotterdam", stage="offer", is_sample=True
    )


def url(company):
    return reverse("interviews:company_duplicate", args=[company.pk])


def duplicate(client, company, **sent):
    response = client.post(url(company), {"role": "Tech lead", **sent}, follow=True)
    assert response.status_code == 200
    return Company.objects.get(role="Tech lead")


def test_the_form_takes_research_and_people_unless_told_otherwise(client, company):
    response = client.get(url(company))
    assert set(fields_of(response)) == {"role", "people", "research"}
    assert find_all(dom(response), "input", name="questions", type="checkbox")
    assert url(company) in client.get(reverse("interviews:company_edit", args=[company.pk])).text


def test_the_second_company_is_the_same_employer_with_another_role(client, company, mara):
    response = client.post(url(company), {"role": " Tech lead "}, follow=True)
    copy = Company.objects.get(role="Tech lead")
    assert response.redirect_chain[0][0] == reverse("interviews:company_detail", args=[copy.pk])
    assert messages(response) == "This is the second company. The first one stays as it was."
    assert (copy.owner, copy.name, copy.level, copy.location) == (mara, "Northwind", "senior", "Rotterdam")
    assert (copy.stage, copy.is_sample, copy.archived_at) == ("researching", False, None)
    assert list(StageChange.objects.values_list("company", "stage")) == [(copy.pk, "researching")]


def test_people_come_with_what_is_known_of_them_and_without_what_they_said(client, company):
    person = factories.PersonFactory(company=company, title="Head", audience="peer", how_met="At a meetup")
    factories.AnswerFactory(listed_question=factories.ListedQuestionFactory(company=company), person=person)
    copy = duplicate(client, company, people="on")
    twin = Person.objects.get(company=copy)
    assert (twin.name, twin.title, twin.audience, twin.how_met) == (
        person.name,
        "Head",
        "peer",
        "At a meetup",
    )
    assert not Answer.objects.filter(company=copy).exists()
    assert not Interview.objects.filter(company=copy).exists()


def test_research_comes_with_its_date_and_without_a_link_to_a_list_that_stayed(client, company):
    listed = factories.ListedQuestionFactory(company=company)
    claim = factories.ClaimFactory(
        company=company, kind="news", url="https://a.example/", listed_question=listed
    )
    copy = duplicate(client, company, research="on")
    twin = Claim.objects.get(company=copy)
    assert (twin.text, twin.kind, twin.url, twin.seen_on) == (claim.text, "news", claim.url, claim.seen_on)
    assert twin.listed_question is None
    assert not ListedQuestion.objects.filter(company=copy).exists()


def test_the_list_comes_in_order_and_wording_and_claims_lead_to_the_copies(client, company):
    library = factories.QuestionFactory(text="As in the library?")
    claim = factories.ClaimFactory(company=company)
    second = factories.ListedQuestionFactory(
        company=company, position=7, question=library, text="Tailored?", must_ask=True, anchor_high="A story"
    )
    first = factories.ListedQuestionFactory(company=company, position=3, raised_by=claim, agreement="differs")
    factories.ListedQuestionFactory(company=company, position=5, removed_at="2026-01-01T00:00Z")
    factories.ClaimFactory(company=company, listed_question=second)
    factories.AnswerFactory(listed_question=second)
    copy = duplicate(client, company, **ALL)
    one, two = ListedQuestion.objects.filter(company=copy).order_by("position")
    assert [(one.text, one.position), (two.text, two.position)] == [(first.text, 3), ("Tailored?", 7)]
    assert (two.question, two.topic, two.must_ask, two.anchor_high) == (
        library,
        second.topic,
        True,
        "A story",
    )
    assert (one.agreement, one.raised_by.company, one.raised_by.text) == ("", copy, claim.text)
    assert Claim.objects.get(company=copy, listed_question=two)
    assert not Answer.objects.filter(company=copy).exists()


def test_questions_without_research_forget_which_claim_raised_them(client, company):
    factories.ListedQuestionFactory(company=company, raised_by=factories.ClaimFactory(company=company))
    copy = duplicate(client, company, questions="on")
    assert ListedQuestion.objects.get(company=copy).raised_by is None


def test_the_first_company_stays_as_it_was(client, company):
    factories.ListedQuestionFactory(company=company, raised_by=factories.ClaimFactory(company=company))
    before = [list(model.objects.values()) for model in (Company, Claim, ListedQuestion)]
    copy = duplicate(client, company, **ALL)
    copy.delete()
    assert [list(model.objects.values()) for model in (Company, Claim, ListedQuestion)] == before


@pytest.mark.parametrize(
    ("role", "sentence"),
    [
        ("", "This field is required."),
        ("x" * 161, "Ensure this value has at most 160 characters (it has 161)."),
        ("a\x00", "Null characters are not allowed."),
        ("ENGINEER", "You already have this company with this role."),
    ],
)
def test_a_refused_role_keeps_the_choices_and_makes_nothing(client, company, role, sentence):
    response = client.post(url(company), {"role": role, "questions": "on"})
    assert response.status_code == 422
    assert sentence in feedback(response, "role")
    shown = fields_of(response)
    assert ("questions" in shown, "people" in shown) == (True, False)
    assert Company.objects.count() == 1


def test_right_to_left_and_long_roles_are_kept_as_typed(client, company):
    for role in ("מהנדסת תוכנה", "W" * 160):
        client.post(url(company), {"role": role})
        assert Company.objects.filter(role=role, name="Northwind").exists()


def test_a_long_company_takes_as_many_statements_as_a_short_one(client, mara):
    def needed(size):
        company = factories.CompanyFactory(role=f"Role {size}")
        for _ in range(size):
            claim = factories.ClaimFactory(company=company)
            factories.ListedQuestionFactory(company=company, raised_by=claim)
            factories.PersonFactory(company=company)
        assert len(get_statements(client, url(company))) <= 2
        with statements() as found:
            client.post(url(company), {"role": f"Other {size}", **ALL})
        return len(found)

    assert needed(3) == needed(60) <= 14


def test_how_they_ran_their_process_what_they_offered_and_what_was_decided_stay_with_the_first(
    client, company
):
    factories.SignalFactory(company=company)
    offer = factories.OfferFactory(company=company)
    factories.OfferPayFactory(offer=offer)
    factories.DecisionFactory(company=company)
    factories.ShareCompanyFactory(company=company)
    copy = duplicate(client, company, **ALL)
    related = ("signal", "offer", "offerpay", "decision", "sharecompany")
    assert not any(getattr(copy, f"{name}_set").exists() for name in related)
    assert all(getattr(company, f"{name}_set").exists() for name in related)
