import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Person
from tests import factories
from tests.interviews.pages import dom, feedback, fields_of, find_all, messages, text_of

NUL = "Null characters are not allowed."


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


def url(name, row):
    return reverse(f"interviews:person_{name}", args=[row.pk])


def fields(**changed):
    return {"name": "Ilse Brandt", "audience": "hiring manager", **changed}


def lines(response):
    return [text_of(one) for one in find_all(dom(response), "li", cls="row-line")]


def test_nobody_yet_says_what_to_do(client, company):
    response = client.get(url("list", company))
    assert "Nobody yet" in response.text
    assert url("add", company) in response.text


def test_a_person_is_added(client, company, mara):
    response = client.post(
        url("add", company), fields(title="Head of platform", audience="peer"), follow=True
    )
    assert messages(response) == "Person added."
    person = Person.objects.get()
    assert (person.owner, person.company, person.name) == (mara, company, "Ilse Brandt")
    assert "Ilse Brandt Head of platform · peer" in lines(response)[0]


def test_a_person_is_changed(client, company):
    person = factories.PersonFactory(company=company, name="I.")
    shown = fields_of(client.get(url("edit", person)))
    response = client.post(url("edit", person), {**shown, "name": "Ilse"}, follow=True)
    assert messages(response) == "Person changed."
    assert lines(response)[0].startswith("Ilse ")


def test_they_stand_by_name_with_their_live_answers(client, company):
    zoe, adam = (factories.PersonFactory(company=company, name=name) for name in ("zoe", "Adam"))
    factories.AnswerFactory(person=zoe, listed_question=factories.ListedQuestionFactory(company=company))
    factories.AnswerFactory(
        person=zoe,
        listed_question=factories.ListedQuestionFactory(company=company),
        deleted_at=timezone.now(),
    )
    shown = lines(client.get(url("list", company)))
    assert [text.split()[0] for text in shown] == ["Adam", "zoe"]
    assert ["0 answers" in shown[0], "1 answer " in shown[1]] == [True, True]
    assert adam.answer_set.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "This field is required."),
        ("name", " ", "This field is required."),
        ("name", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("name", "\x00", NUL),
        ("title", "a\x00b", NUL),
        ("title", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("audience", "wizard", "Select a valid choice. wizard is not one of the available choices."),
        ("audience", "\x00", "Select a valid choice."),
    ],
)
@pytest.mark.parametrize("is_new", [True, False], ids=["add", "edit"])
def test_a_refused_person_keeps_what_was_typed(client, company, field, value, sentence, is_new):
    person = None if is_new else factories.PersonFactory(company=company)
    before = list(Person.objects.values())
    kept = {"title": "kept"} if field != "title" else {"name": "kept"}
    address = url("add", company) if is_new else url("edit", person)
    response = client.post(address, fields(**{**kept, field: value}))
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert kept.items() <= fields_of(response).items()
    assert list(Person.objects.values()) == before


@pytest.mark.parametrize("name", ["אילסה ברנדט", "<img src=x>", "=cmd", "W" * 120, "👩🏽‍💻"])
def test_a_name_is_stored_as_typed_and_shown_safe(client, company, name):
    response = client.post(url("add", company), fields(name=name), follow=True)
    assert Person.objects.get().name == name
    assert "<img src=x>" not in response.text
    assert name in lines(response)[0]


def test_two_hundred_are_all_there(client, company):
    for _ in range(200):
        factories.PersonFactory(company=company)
    assert len(lines(client.get(url("list", company)))) == 200
