"""An interview that was called off, and one that takes place after all."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Answer, Interview
from tests import factories
from tests.interviews.pages import by_id, dom, find_all, labelled, messages, text_of


@pytest.fixture
def interview(mara):
    """Tomorrow, with one question on its agenda and one person to answer it."""
    interview = factories.InterviewFactory(starts_at=timezone.now() + timedelta(days=1), kind="technical")
    factories.InterviewPersonFactory(interview=interview, person__name="Ilse")
    factories.AgendaItemFactory(interview=interview, listed_question__text="On call?", position=1)
    return interview


def url(name, interview):
    return reverse(f"interviews:{name}", args=[interview.pk])


def cancels(client, interview):
    return client.post(url("interview_cancel", interview), follow=True)


def detail(client, interview):
    return client.get(url("interview_detail", interview))


def actions_in_head(response):
    head = find_all(dom(response), "div", cls="page-head")[0]
    return [text_of(one) for tag in ("a", "button") for one in find_all(head, tag)]


def test_it_is_called_off_from_the_form(client, interview):
    assert url("interview_cancel", interview) in client.get(url("interview_edit", interview)).text
    response = cancels(client, interview)
    assert response.redirect_chain == [(url("interview_detail", interview), 302)]
    assert messages(response) == "Interview cancelled. What you prepared is kept."
    assert "Cancelled on" in response.text
    interview.refresh_from_db()
    assert interview.cancelled_at is not None


def test_the_page_of_a_cancelled_one_leads_back_and_not_into_interview_mode(client, interview):
    shown = actions_in_head(cancels(client, interview))
    assert "It takes place after all" in shown
    assert "Open interview mode" not in shown


def test_it_keeps_its_people_and_its_agenda(client, interview):
    response = cancels(client, interview)
    assert "On call?" in labelled(response, "agenda-heading")
    assert "Ilse" in response.text
    assert interview.agenda.get().text == "On call?"


def test_its_agenda_can_still_be_planned(client, interview):
    cancels(client, interview)
    client.post(url("agenda_propose", interview))
    assert "Cancelled on" in detail(client, interview).text
    assert by_id(dom(detail(client, interview)), "agenda")


def test_it_takes_place_after_all(client, interview):
    cancels(client, interview)
    response = client.post(url("interview_uncancel", interview), follow=True)
    assert messages(response) == "Interview is on again."
    assert "Cancelled on" not in response.text
    assert "Open interview mode" in actions_in_head(response)
    interview.refresh_from_db()
    assert interview.cancelled_at is None


def test_neither_changes_anything_but_whether_it_is_cancelled(client, interview):
    before = Interview.objects.values().get()
    cancels(client, interview)
    client.post(url("interview_uncancel", interview))
    assert Interview.objects.values().get() == before


def test_home_does_not_offer_it_as_the_next(client, interview):
    home = reverse("interviews:home")
    assert url("capture", interview) in client.get(home).text
    cancels(client, interview)
    assert url("capture", interview) not in client.get(home).text


def test_the_one_after_it_is_the_next_then(client, interview):
    later = factories.InterviewFactory(
        company=interview.company, kind="final", starts_at=timezone.now() + timedelta(days=2)
    )
    assert "technical" in labelled(client.get(reverse("interviews:home")), "next-heading")
    cancels(client, interview)
    assert "final" in labelled(client.get(reverse("interviews:home")), "next-heading")
    assert url("capture", later) in client.get(reverse("interviews:home")).text


def test_a_question_is_no_longer_planned_with_it(client, interview):
    page = url("company_detail", interview.company)
    day = f"planned {timezone.localtime(interview.starts_at):%a}"
    assert day in client.get(page).text
    cancels(client, interview)
    assert day not in client.get(page).text


def test_a_follow_up_is_not_put_on_its_agenda(client, interview):
    other = factories.ListedQuestionFactory(company=interview.company, text="Vague?")
    factories.AnswerFactory(listed_question=other, quality="vague")
    cancels(client, interview)
    page = client.get(url("follow_up_list", interview.company)).text
    assert "Vague?" in page
    assert f'<option value="{interview.pk}"' not in page


def test_the_list_of_interviews_still_has_it_and_does_not_lead_into_it(client, interview):
    listed = url("interview_list", interview.company)
    assert url("capture", interview) in client.get(listed).text
    cancels(client, interview)
    (line,) = find_all(dom(client.get(listed)), "li", cls="row-line")
    assert "Technical" in text_of(line)
    assert [text_of(tag) for tag in find_all(line, "span", cls="tag")] == ["cancelled"]
    assert url("capture", interview) not in client.get(listed).text


# When it took place all the same


def test_what_was_said_in_a_cancelled_one_is_kept(client, interview):
    """An answer is worth more than a mark on the interview."""
    cancels(client, interview)
    assert client.get(url("capture", interview)).status_code == 200
    listed = interview.agenda.get()
    factories.AnswerFactory(listed_question=listed, interview=interview, said="One week in six.")
    response = client.post(url("interview_finish", interview), {"impression": "3"}, follow=True)
    assert response.status_code == 200
    assert "One week in six." in response.text
    assert Answer.objects.get().interview == interview


@pytest.mark.parametrize("name", ["capture_start", "interview_finish"])
def test_one_that_takes_place_is_not_cancelled(client, interview, name):
    cancels(client, interview)
    client.post(url(name, interview), {"impression": "3"})
    interview.refresh_from_db()
    assert interview.cancelled_at is None
    assert interview.started_at or interview.finished_at


def test_the_clock_of_one_that_was_stopped_by_cancelling_goes_on(client, interview):
    client.post(url("capture_start", interview))
    started = Interview.objects.get().started_at
    cancels(client, interview)
    client.post(url("capture_start", interview))
    interview.refresh_from_db()
    assert (interview.started_at, interview.cancelled_at) == (started, None)


def test_one_that_took_place_is_not_cancelled_afterwards(client, interview):
    client.post(url("interview_finish", interview), {"impression": "3"}, follow=True)
    response = cancels(client, interview)
    assert messages(response) == "This interview took place. To cancel it all the same, open it again first."
    assert "Cancelled on" not in response.text
    interview.refresh_from_db()
    assert interview.cancelled_at is None
    client.post(url("interview_reopen", interview))
    cancels(client, interview)
    interview.refresh_from_db()
    assert interview.cancelled_at


def test_cancelled_twice_it_is_cancelled_once(client, interview):
    cancels(client, interview)
    assert messages(cancels(client, interview)) == "Interview cancelled. What you prepared is kept."
    client.post(url("interview_uncancel", interview))
    interview.refresh_from_db()
    assert interview.cancelled_at is None


@pytest.mark.parametrize("name", ["interview_cancel", "interview_uncancel"])
def test_a_strangers_interview_is_not_touched(stranger_client, interview, name):
    assert stranger_client.post(url(name, interview)).status_code == 404
    interview.refresh_from_db()
    assert interview.cancelled_at is None


@pytest.mark.parametrize("name", ["interview_cancel", "interview_uncancel"])
def test_looking_changes_nothing(client, interview, name):
    assert client.get(url(name, interview)).status_code == 405
    interview.refresh_from_db()
    assert interview.cancelled_at is None
