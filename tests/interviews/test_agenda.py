"""What will be asked in one interview: added, moved, taken off, as a form and through htmx."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.interviews.pages import HTMX, dom, find_all, fragment, labelled, messages, text_of


@pytest.fixture
def interview(mara):
    return factories.InterviewFactory(question_minutes=10)


@pytest.fixture
def three(interview):
    """Two on the agenda, the third only on the list."""
    listed = [
        factories.ListedQuestionFactory(company=interview.company, text=f"Question {n}?", position=n)
        for n in (1, 2, 3)
    ]
    for position, question in enumerate(listed[:2], start=1):
        factories.AgendaItemFactory(interview=interview, listed_question=question, position=position)
    return listed


def url(name, interview, *args):
    return reverse(f"interviews:agenda_{name}", args=[interview.pk, *args])


def page(client, interview):
    return client.get(reverse("interviews:interview_detail", args=[interview.pk]))


def agenda(interview):
    return [question.text for question in interview.agenda.order_by("agendaitem__position")]


def on_page(client, interview):
    lines = find_all(dom(page(client, interview)), "ol", cls="rows")
    return [text_of(find_all(item, "bdi")[0]) for one in lines for item in find_all(one, "li")]


@pytest.mark.parametrize(
    ("change", "message", "expected"),
    [
        ("add", "On the agenda.", [1, 2, 3]),
        ("remove", "Taken off the agenda.", [2]),
        ("up", "Question moved.", [2, 1]),
        ("down", "Question moved.", [2, 1]),
        ("add_must_asks", "Must-asks are on the agenda.", [1, 2, 3]),
    ],
)
class TestBothWays:
    @pytest.fixture
    def address(self, interview, three, change):
        three[2].must_ask = True
        three[2].save()
        return {
            "add": url("add", interview, three[2].pk),
            "remove": url("remove", interview, three[0].pk),
            "up": url("move", interview, three[1].pk, "up"),
            "down": url("move", interview, three[0].pk, "down"),
            "add_must_asks": url("add_must_asks", interview),
        }[change]

    def test_a_form_comes_back_to_the_page(self, client, interview, address, message, expected):
        response = client.post(address, follow=True)
        assert response.redirect_chain == [(reverse("interviews:interview_detail", args=[interview.pk]), 302)]
        assert messages(response) == message
        assert agenda(interview) == [f"Question {n}?" for n in expected]

    def test_htmx_gets_the_very_part_of_the_page(self, client, interview, address, message, expected):
        response = client.post(address, headers=HTMX)
        assert response.status_code == 200
        swapped = [one for one in find_all(dom(response), "div") if "hx-swap-oob" in dict(one.attributes)]
        assert [text_of(one) for one in swapped] == [message]
        assert fragment(response, "agenda") == fragment(page(client, interview), "agenda")


def test_an_empty_agenda_says_what_to_do(client, interview):
    assert "Nothing on the agenda yet" in page(client, interview).text


def test_must_asks_stand_first(client, interview, three):
    three[1].must_ask = True
    three[1].save()
    assert on_page(client, interview) == ["Question 2?", "Question 1?"]


def test_moving_stays_within_must_asks_or_the_rest(client, interview, three):
    three[1].must_ask = True
    three[1].save()
    client.post(url("move", interview, three[1].pk, "down"))
    client.post(url("move", interview, three[0].pk, "up"))
    assert on_page(client, interview) == ["Question 2?", "Question 1?"]


def test_the_minutes_are_counted_against_those_there(client, interview, three):
    for question in three:
        question.minutes = 6
        question.save()
    response = page(client, interview)
    assert "about 12 of 10 min" in labelled(response, "agenda-heading")
    assert "2 min more than you expect to have" in response.text


def test_added_twice_it_is_there_once(client, interview, three):
    for _ in range(2):
        client.post(url("add", interview, three[0].pk))
    assert agenda(interview) == ["Question 1?", "Question 2?"]


def test_what_must_be_asked_is_said_to_be_there_already(client, interview, three):
    response = client.post(url("add_must_asks", interview), follow=True)
    assert messages(response) == "Every must-ask is on the agenda already."


def test_the_rest_tells_what_these_people_can_answer_from_what_they_cannot(client, interview):
    factories.InterviewPersonFactory(interview=interview, person__audience="peer")
    for text, audiences, must_ask in (
        ("For HR?", ["HR"], False),
        ("For peers?", ["peer"], False),
        ("For anyone?", [], False),
        ("For HR, must?", ["HR"], True),
    ):
        topic = factories.WeightFactory().topic
        factories.ListedQuestionFactory(
            company=interview.company, text=text, audiences=audiences, must_ask=must_ask, topic=topic
        )
    here, unasked = find_all(dom(page(client, interview)), "ul", cls="rows")
    assert [text_of(one) for one in find_all(here, "bdi")] == ["For peers?", "For anyone?"]
    assert [text_of(one) for one in find_all(unasked, "bdi")] == ["For HR, must?", "For HR?"]


def test_a_removed_question_is_neither_shown_nor_added(client, interview, three):
    three[2].removed_at = timezone.now()
    three[2].save()
    assert "Question 3?" not in page(client, interview).text
    assert client.post(url("add", interview, three[2].pk)).status_code == 404


def test_a_question_of_another_company_of_mine_is_not_there(client, interview, mara):
    elsewhere = factories.ListedQuestionFactory()
    for address in (
        url("add", interview, elsewhere.pk),
        url("remove", interview, elsewhere.pk),
        url("move", interview, elsewhere.pk, "up"),
    ):
        assert client.post(address).status_code == 404
    assert agenda(interview) == []


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_a_question_that_is_none_is_not_there(client, interview, pk):
    assert client.post(f"/interviews/{interview.pk}/agenda/add/{pk}/").status_code == 404


def test_moving_what_is_not_on_the_agenda_changes_nothing(client, interview, three):
    client.post(url("move", interview, three[2].pk, "up"))
    assert agenda(interview) == ["Question 1?", "Question 2?"]


def test_a_question_moves_past_one_that_was_taken_off_the_list(client, interview, three):
    factories.AgendaItemFactory(interview=interview, listed_question=three[2], position=3)
    three[1].removed_at = timezone.now()
    three[1].save()
    client.post(url("move", interview, three[2].pk, "up"))
    assert on_page(client, interview) == ["Question 3?", "Question 1?"]


def test_two_hundred_go_on_at_once(client, interview):
    for position in range(200):
        factories.ListedQuestionFactory(company=interview.company, must_ask=True, position=position)
    client.post(url("add_must_asks", interview))
    assert len(on_page(client, interview)) == 200
