"""Somebody else is in the room."""

import pytest
from django.urls import reverse

from interviews.models import InterviewPerson, Person
from tests import factories
from tests.interviews.pages import feedback, fields_of
from tests.interviews.saves import conversation


@pytest.fixture
def talk(mara):
    return conversation()


def address(interview, **asked):
    return reverse("interviews:capture_person", args=[interview.pk], query=asked)


def meet(client, interview, name="Jonas Vik", **fields):
    asked = fields.pop("asked", {})
    return client.post(address(interview, **asked), {"name": name, "audience": "peer", **fields})


def test_who_is_added_may_answer_and_is_shown_at_the_question(client, talk):
    interview, question, _person = talk
    response = meet(client, interview, title="Developer", asked={"question": question.pk})
    person = Person.objects.get(name="Jonas Vik")
    assert (person.company, person.title, person.audience) == (interview.company, "Developer", "peer")
    assert person in interview.people.all()
    live = reverse("interviews:capture", args=[interview.pk])
    assert response.url == f"{live}?question={question.pk}&person={person.pk}"
    fields = fields_of(client.get(response.url), reverse("interviews:capture_form_save", args=[interview.pk]))
    assert (fields["listed_question"], fields["person"]) == (str(question.pk), str(person.pk))


def test_a_known_name_is_not_doubled(client, talk):
    interview, _question, _person = talk
    known = factories.PersonFactory(company=interview.company, name="Jonas Vik")
    for name in ("Jonas Vik", "jonas vik"):
        meet(client, interview, name)
    assert Person.objects.filter(name__icontains="jonas").count() == 1
    assert InterviewPerson.objects.filter(interview=interview, person=known).count() == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "This field is required."),
        (" \t", "This field is required."),
        ("a\x00b", "Null characters are not allowed."),
    ],
)
def test_without_a_name_the_form_comes_back_with_what_was_typed(client, talk, name, sentence):
    response = meet(client, talk[0], name, title="Developer")
    assert response.status_code == 422
    assert sentence in feedback(response, "name")
    assert 'value="Developer"' in response.text
    assert talk[0].people.count() == 1


@pytest.mark.parametrize("question", ["x", "-1", "²", "new%20abc", "%00", "9" * 5000, "٣"])
def test_an_odd_question_to_come_back_to_is_harmless(client, talk, question):
    interview, _question, _person = talk
    response = client.post(
        f"{address(interview)}?question={question}", {"name": "Jonas Vik", "audience": "peer"}
    )
    assert client.get(response.url).status_code == 200


def test_the_title_of_the_tab_stays_neutral(client, talk):
    assert "<title>Notes</title>" in client.get(address(talk[0])).text


def test_the_way_back_leads_to_the_question(client, talk):
    interview, question, _person = talk
    page = client.get(address(interview, question=question.pk))
    assert f'href="/interviews/{interview.pk}/live/?question={question.pk}"' in page.text
