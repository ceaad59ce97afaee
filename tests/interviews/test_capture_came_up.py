"""A save that names a question of the moment: made in the browser, perhaps without a network."""

from uuid import uuid4

import pytest
from django.urls import reverse

from interviews.models import AgendaItem, Answer, ListedQuestion
from tests import factories
from tests.interviews.at_once import at_once
from tests.interviews.pages import dom, find_all
from tests.interviews.saves import Tab, conversation, history
from tests.statements import statements

TEXT = "Who signs off a new supplier?"


@pytest.fixture
def talk(mara):
    return conversation()


@pytest.fixture
def tab(client, talk):
    return tab_of_the_moment(client, talk)


def tab_of_the_moment(client, talk, text=TEXT, person=None, question_client_id=None):
    """A tab that shows a question which only this browser knows."""
    interview, question, first = talk
    tab = Tab(client, question, interview, person or first)
    tab.place |= {
        "listed_question": "",
        "question_client_id": question_client_id or str(uuid4()),
        "question_text": text,
    }
    return tab


def came_up():
    return ListedQuestion.objects.exclude(client_id=None).get()


def test_question_agenda_item_and_answer_are_made_at_once(tab, talk, mara):
    interview, planned, person = talk
    response = tab.save("Purchasing does.", rating=2)
    assert response.status_code == 200
    question, answer = came_up(), Answer.objects.get()
    assert (question.text, question.owner, question.company) == (TEXT, mara, interview.company)
    assert (question.topic, question.question) == (None, None)
    assert str(question.client_id) == tab.place["question_client_id"]
    assert list(interview.agenda.order_by("agendaitem__position")) == [planned, question]
    assert (answer.listed_question, answer.interview, answer.person) == (question, interview, person)
    assert response.json()["listed_question"] == question.pk


def test_the_same_save_again_changes_nothing(tab):
    body = tab.body("Purchasing does.")
    first, second = tab.send(body), tab.send(body)
    assert (second.status_code, second.json()) == (200, first.json())
    assert (ListedQuestion.objects.count(), AgendaItem.objects.count()) == (2, 2)
    assert history() == [(1, "Purchasing does.", False)]


def test_a_later_save_finds_the_question_though_it_was_reworded(tab):
    tab.save("Purchasing")
    ListedQuestion.objects.exclude(client_id=None).update(text="Who signs off suppliers?")
    response = tab.save("Purchasing does.")
    assert (response.json()["revision"], response.json()["listed_question"]) == (2, came_up().pk)
    assert came_up().text == "Who signs off suppliers?"


def test_a_later_save_by_its_number_goes_on(tab):
    reply = tab.save("Purchasing").json()
    tab.place = {**tab.place, "listed_question": reply["listed_question"]}
    assert tab.save("Purchasing does.").json()["revision"] == 2


def test_a_question_taken_off_the_list_meanwhile_keeps_its_answer(tab, client):
    tab.save("Purchasing")
    client.post(reverse("interviews:listed_question_remove", args=[came_up().pk]))
    assert tab.save("Purchasing does.").status_code == 200
    assert Answer.objects.get().said == "Purchasing does."


def test_two_people_answer_the_same_question(client, talk, tab):
    other = factories.InterviewPersonFactory(interview=talk[0]).person
    tab.save("Purchasing does.")
    theirs = tab_of_the_moment(client, talk, person=other, question_client_id=tab.place["question_client_id"])
    assert theirs.save("Nobody does.").status_code == 200
    assert Answer.objects.filter(listed_question=came_up()).count() == 2


def test_asked_and_not_answered_yet_it_is_on_the_agenda_without_an_answer(tab, talk, client):
    body = tab.body()
    response = tab.send(body)
    assert response.status_code == 200
    assert (response.json()["op"], response.json()["revision"]) == (body["op"], 0)
    assert came_up() in talk[0].agenda.all()
    assert not Answer.objects.exists()
    page = client.get(reverse("interviews:capture", args=[talk[0].pk]))
    assert TEXT in page.text
    assert tab.save("Purchasing does.").json()["revision"] == 1


def test_an_empty_first_save_of_any_question_makes_no_answer(client, talk):
    tab = Tab(client, talk[1], talk[0], talk[2])
    response = tab.save()
    assert (response.status_code, response.json()["revision"]) == (200, 0)
    assert not Answer.objects.exists()
    assert tab.save("begun").json()["revision"] == 1


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 1001, "Ensure this value has at most 1000 characters (it has 1001)."),
        ("a\x00b", "Null characters are not allowed."),
        ("half \ud83d", "This text holds half a character, which cannot be stored."),
    ],
)
def test_a_text_that_is_no_question_is_refused_with_a_sentence(client, talk, text, sentence):
    tab = tab_of_the_moment(client, talk, text)
    body = tab.body("kept")
    response = tab.send(body)
    assert (response.status_code, response.json()) == (422, {"op": body["op"], "error": sentence})
    assert not Answer.objects.exists()
    assert ListedQuestion.objects.count() == 1


@pytest.mark.parametrize(
    "place",
    [
        {"question_text": ""},
        {"question_text": " \n "},
        {"question_client_id": ""},
        {"question_client_id": "new"},
        {"interview": None},
    ],
)
def test_without_its_words_its_id_or_its_interview_it_is_malformed(tab, place):
    assert tab.send({**tab.body("x"), **place}).status_code == 400
    assert ListedQuestion.objects.count() == 1


def test_in_an_interview_of_a_stranger_it_is_not_there(tab, stranger):
    theirs = factories.InterviewFactory(company=factories.CompanyFactory(owner=stranger))
    body = {**tab.body("x"), "interview": theirs.pk}
    response = tab.send(body)
    assert response.status_code == 404
    assert response.json() == {
        "op": body["op"],
        "error": "The question, the interview or the person is not there any more.",
    }
    assert ListedQuestion.objects.count() == 1


def test_a_strangers_id_for_a_question_is_free_to_use(tab, stranger):
    factories.ListedQuestionFactory(
        company=factories.CompanyFactory(owner=stranger),
        client_id=tab.place["question_client_id"],
        text="Theirs?",
    )
    assert tab.save("mine").status_code == 200
    assert Answer.objects.get().listed_question.text == TEXT


def test_right_to_left_and_markup_come_up_as_typed(client, talk):
    text = "למה <b>עכשיו</b>? =cmd 👩🏽‍💻"
    tab_of_the_moment(client, talk, text).save("x")
    assert came_up().text == text
    shown = find_all(dom(client.get(reverse("interviews:capture", args=[talk[0].pk]))), "b")
    assert "עכשיו" not in [child for bold in shown for child in bold.children]


def test_a_later_save_of_it_costs_no_more_than_any_other(tab):
    tab.save("Purchasing")
    with statements() as found:
        tab.save("Purchasing does.")
    assert len(found) <= 6, "\n".join(found)


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_the_same_first_save_eight_times(self, client, talk):
        tab = tab_of_the_moment(client, talk)
        body = tab.body("Purchasing does.")
        responses = at_once([lambda: tab.send(body)] * 8)
        assert [response.status_code for response in responses] == [200] * 8
        assert len({response.content for response in responses}) == 1
        assert (
            Answer.objects.get().listed_question
            == AgendaItem.objects.latest("pk").listed_question
            == came_up()
        )
        assert history() == [(1, "Purchasing does.", False)]

    def test_the_answers_of_eight_people_make_one_question(self, client, talk):
        people = [factories.InterviewPersonFactory(interview=talk[0]).person for _ in range(8)]
        made = str(uuid4())
        tabs = [tab_of_the_moment(client, talk, person=person, question_client_id=made) for person in people]
        responses = at_once([lambda tab=tab: tab.save(tab.client_id) for tab in tabs])
        assert [response.status_code for response in responses] == [200] * 8
        assert Answer.objects.filter(listed_question=came_up()).count() == 8
