"""A proposed agenda: what it takes, what it keeps, and the way back."""

import pytest
from django.utils import timezone

from interviews.models import AgendaDrop, AgendaItem
from tests import factories
from tests.interviews.agenda_steps import (
    agenda,
    does,
    home_of,
    lines,
    lists,
    page,
    plans,
    puts_on,
    rest,
    sent_back,
    url,
    weighing,
    why,
)
from tests.interviews.pages import HTMX, by_id, dom, find_all, labelled, text_of


@pytest.fixture
def interview(mara):
    return plans()


@pytest.fixture
def topic(mara):
    return weighing(5, "Autonomy")


def test_a_proposal_fills_the_minutes_and_no_more(client, interview, topic):
    for number in range(8):
        lists(interview, f"Question {number}?", topic, minutes=4)
    message, found = does(client, "propose", interview)
    assert message == "An agenda, with the reasons."
    assert found == ["Question 0?", "Question 1?"]
    assert "about 8 of 10 min" in labelled(page(client, interview), "agenda-heading")


def test_must_asks_come_first_and_all_of_them(client, interview, topic):
    lists(interview, "Nice to know?", topic)
    for number in range(4):
        lists(interview, f"Must {number}?", weighing(0), must_ask=True)
    assert does(client, "propose", interview)[1] == [f"Must {number}?" for number in range(4)]
    assert "2 min more than you expect to have" in page(client, interview).text


def test_what_was_pinned_stays_in_the_order_made_by_hand(client, interview, topic):
    first, _second, third, other = (lists(interview, f"{n}?", topic, minutes=2) for n in "1234")
    puts_on(interview, third, first, other, pinned=[third, first])
    _message, found = does(client, "propose", interview)
    assert found[:2] == ["3?", "1?"]
    assert set(found) == {"1?", "2?", "3?", "4?"}
    assert set(AgendaItem.objects.filter(is_pinned=True).values_list("listed_question", flat=True)) == {
        first.pk,
        third.pk,
    }


def test_what_was_taken_off_is_not_proposed_again(client, interview, topic):
    kept, dropped = (lists(interview, text, topic) for text in ("Kept?", "Dropped?"))
    puts_on(interview, kept, dropped)
    assert does(client, "remove", interview, dropped.pk) == ("Taken off the agenda.", ["Kept?"])
    assert does(client, "propose", interview)[1] == ["Kept?"]
    assert rest(client, interview) == {"Dropped?": "Autonomy · you took it off"}

    # until it is added again
    assert does(client, "add", interview, dropped.pk) == ("On the agenda.", ["Kept?", "Dropped?"])
    assert not AgendaDrop.objects.exists()
    assert does(client, "propose", interview)[1] == ["Dropped?", "Kept?"]


def test_what_was_asked_in_this_interview_stays_on_its_agenda(client, interview, topic):
    asked, planned = (lists(interview, text, topic, minutes=5) for text in ("Asked?", "Planned?"))
    new = lists(interview, "New?", weighing(5), minutes=5)
    puts_on(interview, asked, planned)
    factories.AnswerFactory(listed_question=asked, interview=interview)
    interview.started_at = timezone.now()
    interview.save()
    assert does(client, "propose", interview)[1] == ["Asked?", new.text]
    line = find_all(by_id(dom(page(client, interview)), "agenda"), "li", cls="row-line")[0]
    assert "5 min · Autonomy · answered" in text_of(line)
    assert not find_all(line, "span", cls="text-mid")


def test_an_answer_of_another_interview_speaks_against_a_line(client, interview, topic):
    asked = lists(interview, "Asked?", topic)
    puts_on(interview, asked)
    factories.AnswerFactory(listed_question=asked)
    (line,) = find_all(dom(page(client, interview)), "span", cls="text-mid")
    assert text_of(line) == "answered"
    assert does(client, "propose", interview) == (
        "Nothing to propose: beside each question stands why.",
        ["Asked?"],
    )


def test_without_minutes_only_must_asks_are_proposed(client, interview, topic):
    interview.question_minutes = 0
    interview.save()
    lists(interview, "Nice to know?", topic)
    assert "You expect no minutes for your questions" in page(client, interview).text
    assert does(client, "propose", interview) == (
        "Nothing to propose: beside each question stands why.",
        [],
    )
    assert rest(client, interview) == {"Nice to know?": "Autonomy · no room: 3 min, 0 left"}
    lists(interview, "Must?", topic, must_ask=True)
    assert does(client, "propose", interview)[1] == ["Must?"]
    assert "3 min more than you expect" in page(client, interview).text


def test_with_nobody_known_everybody_can_be_asked(client, interview, topic):
    for audience in ("HR", "peer"):
        lists(interview, f"For {audience}?", topic, audiences=[audience])
    assert does(client, "propose", interview)[1] == ["For HR?", "For peer?"]


def test_an_empty_list_leads_to_the_library_instead(client, interview):
    response = page(client, interview)
    assert "Your list for this company is empty." in response.text
    assert url("propose", interview) not in response.text
    assert does(client, "propose", interview)[1] == []


def test_two_hundred_questions_are_planned_and_shown(client, interview):
    topics = [weighing(number % 6, f"Topic {number}") for number in range(12)]
    for number in range(200):
        lists(interview, f"Question {number}?", topics[number % 12], minutes=1 + number % 5)
    _, found = does(client, "propose", interview)
    response = page(client, interview)
    assert list(lines(response, "agenda-heading")) == found
    assert len(found) + len(lines(response, "rest-heading")) == 200


def test_questions_of_another_company_are_never_proposed(client, interview, topic):
    factories.ListedQuestionFactory(topic=topic, text="Elsewhere?", must_ask=True)
    assert does(client, "propose", interview)[1] == []


# Undo


@pytest.fixture
def replaced(client, interview, topic):
    """An agenda of two that a proposal has replaced by two others: its address, and what was there."""
    old = [lists(interview, f"Old {n}?", topic, minutes=5, position=n + 10) for n in range(2)]
    new = [lists(interview, f"New {n}?", topic, minutes=5, position=n) for n in range(2)]
    puts_on(interview, *reversed(old))
    response = client.post(url("propose", interview))
    assert agenda(interview) == [one.text for one in new]
    return response.url, old, new


def test_undo_without_script_brings_back_the_former_agenda(client, interview, replaced):
    address, old, _new = replaced
    assert address == f"{home_of(interview)}?before={old[1].pk}-{old[0].pk}"
    sent = sent_back(client.get(address))
    assert does(client, "put_back", interview, listed=sent) == (
        "The agenda is as it was.",
        ["Old 1?", "Old 0?"],
    )


def test_undo_after_htmx_brings_back_the_former_agenda(client, interview, replaced):
    _address, _old, new = replaced
    AgendaItem.objects.filter(listed_question=new[1]).update(is_pinned=True)
    AgendaDrop.objects.create(
        owner=interview.owner, company=interview.company, interview=interview, listed_question=new[0]
    )
    AgendaItem.objects.filter(listed_question=new[0]).delete()
    response = client.post(url("propose", interview), headers=HTMX)
    assert sent_back(response) == [str(new[1].pk)]
    assert agenda(interview) == ["New 1?", "Old 0?"]
    does(client, "put_back", interview, listed=sent_back(response))
    (item,) = interview.agendaitem_set.all()
    assert (item.listed_question, item.is_pinned) == (new[1], True)
    assert AgendaDrop.objects.get().listed_question == new[0]


def test_undo_brings_back_an_empty_agenda(client, interview, topic):
    lists(interview, "New?", topic)
    address = client.post(url("propose", interview)).url
    assert address == f"{home_of(interview)}?before=none"
    response = client.get(address)
    assert sent_back(response) == []
    assert "A proposal. Change every line as you like." in response.text
    assert does(client, "put_back", interview) == ("The agenda is as it was.", [])


def test_undo_is_offered_after_a_proposal_only(client, interview, replaced):
    for response in (page(client, interview), client.post(url("put_back", interview), follow=True)):
        assert 'id="put-back"' not in response.text


ODD = ["0", "-1", "99999999999999999999999", "9" * 5000, "x", "", " ", "\x00", "٣", "1e3", "1.0"]


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_question_of_the_list_is_left_out(client, interview, replaced, odd):
    _address, old, _new = replaced
    elsewhere = str(factories.ListedQuestionFactory().pk)
    sent = [odd, str(old[0].pk), elsewhere, str(old[0].pk)]
    response = client.get(home_of(interview), {"before": "-".join(sent)})
    assert sent_back(response) == [str(old[0].pk)]
    assert does(client, "put_back", interview, listed=sent)[1] == ["Old 0?"]


def test_a_question_of_somebody_else_is_left_out(client, interview, stranger):
    theirs = factories.ListedQuestionFactory(company=factories.CompanyFactory(owner=stranger))
    assert does(client, "put_back", interview, listed=[theirs.pk])[1] == []
    assert sent_back(page(client, interview, f"?before={theirs.pk}")) == []


def test_a_question_taken_off_the_list_keeps_its_place_for_when_it_is_back(client, interview, replaced):
    _address, _old, new = replaced
    new[0].removed_at = timezone.now()
    new[0].save()
    does(client, "propose", interview)
    assert list(why(client, interview)) == ["New 1?", "Old 0?"]
    new[0].removed_at = None
    new[0].save()
    assert list(why(client, interview)) == ["New 0?", "New 1?", "Old 0?"]
