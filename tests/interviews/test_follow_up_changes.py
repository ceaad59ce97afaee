"""Follow-ups put on an agenda, let go, changed and added."""

from datetime import date, timedelta

import pytest
import time_machine

from interviews.models import AgendaItem, FollowUp, ListedQuestion
from tests import factories
from tests.interviews.follow_ups import NOW, Talks, chosen, headings, key_of, keys, line, refusal, url
from tests.interviews.pages import attribute, by_id, dom, feedback, fields_of, find_all, messages, text_of
from tests.world import every_row_of

NUL = "Null characters are not allowed."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def talks(mara):
    return Talks()


def send(client, talks, name, *chosen_keys, **body):
    return client.post(url(name, talks.company), {"item": chosen_keys or [talks.key], **body}, follow=True)


def open_keys(client, talks):
    return keys(client.get(url("list", talks.company)))


# Onto an agenda


def agenda(interview):
    return [item.listed_question.text for item in AgendaItem.objects.filter(interview=interview).in_order()]


def test_the_chosen_go_onto_the_agenda_and_say_so(client, talks):
    response = send(client, talks, "agenda", interview=talks.coming.pk)
    assert messages(response) == "1 question put on the agenda of Thu 26 Nov."
    assert agenda(talks.coming) == ["What does on-call look like?"]
    assert "on the agenda of Thu" in line(response, talks.key)


def test_a_question_goes_there_once(client, talks):
    again = talks.answer(talks.on_call, come_back=True, interview=None)
    both = talks.key, key_of("come-back", talks.on_call, again)
    response = send(client, talks, "agenda", *both, interview=talks.coming.pk)
    assert messages(response) == "1 question put on the agenda of Thu 26 Nov."
    response = send(client, talks, "agenda", *both, interview=talks.coming.pk)
    assert messages(response) == "On the agenda of Thu 26 Nov already."
    assert len(agenda(talks.coming)) == 1


def test_a_note_becomes_a_question_of_ones_own_on_the_way(client, talks, mara):
    note = talks.note("Who pays for the phone?", ask_person=talks.ilse)
    response = send(client, talks, "agenda", talks.key, f"manual-{note.pk}", interview=talks.coming.pk)
    assert messages(response) == "2 questions put on the agenda of Thu 26 Nov."
    assert agenda(talks.coming) == ["What does on-call look like?", "Who pays for the phone?"]
    assert all(talks.coming.agendaitem_set.values_list("is_pinned", flat=True))
    note.refresh_from_db()
    assert (note.listed_question.owner, note.listed_question.company) == (mara, talks.company)
    send(client, talks, "agenda", f"manual-{note.pk}", interview=talks.coming.pk)
    assert ListedQuestion.objects.count() == 2


def test_a_note_about_a_question_taken_off_the_list_is_asked_anew(client, talks):
    gone = talks.question("Who decides?", removed_at=NOW)
    note = talks.note("", listed_question=gone)
    send(client, talks, "agenda", f"manual-{note.pk}", interview=talks.coming.pk)
    assert agenda(talks.coming) == ["Who decides?"]
    assert AgendaItem.objects.get().listed_question != gone


@pytest.mark.parametrize("which", ["held", "cancelled", "elsewhere", "nothing", "x", "9" * 30, "\x00"])
def test_only_an_interview_to_come_of_this_company_takes_them(client, talks, mara, which):
    cancelled = talks.interview(starts_at=NOW + timedelta(days=1), cancelled_at=NOW)
    elsewhere = factories.InterviewFactory()
    named = {"held": talks.held.pk, "cancelled": cancelled.pk, "elsewhere": elsewhere.pk, "nothing": ""}
    before = every_row_of(mara)
    response = send(client, talks, "agenda", interview=named.get(which, which))
    assert (response.status_code, refusal(response)) == (422, "Choose an interview that is still to come.")
    assert chosen(response) == [talks.key]
    assert every_row_of(mara) == before


# Let go


def test_what_is_let_go_is_gone_and_comes_back(client, talks):
    note = talks.note("Thank Ilse")
    response = send(client, talks, "close", talks.key, f"manual-{note.pk}")
    assert "Let go: 2 follow-ups." in text_of(dom(response))
    assert keys(response) == []
    undo = fields_of_all(response, url("reopen", talks.company))
    response = client.post(url("reopen", talks.company), undo, follow=True)
    assert messages(response) == "Open again."
    assert sorted(keys(response)) == sorted([talks.key, f"manual-{note.pk}"])


def fields_of_all(response, address):
    [form] = [one for one in find_all(dom(response), "form") if attribute(one, "action") == address]
    return {"closed": [attribute(one, "value") for one in find_all(form, "input", name="closed")]}


def test_letting_go_writes_one_row_that_stays(client, talks):
    send(client, talks, "close")
    row = FollowUp.objects.get()
    assert (row.origin, row.listed_question, row.answer, row.done_at) == (
        "vague",
        talks.on_call,
        talks.vague,
        NOW,
    )
    client.post(url("reopen", talks.company), {"closed": [row.pk]})
    send(client, talks, "close")
    assert FollowUp.objects.get().pk == row.pk


def test_nothing_else_is_opened_again(client, talks):
    elsewhere = factories.FollowUpFactory(done_at=NOW)
    response = client.post(url("reopen", talks.company), {"closed": [elsewhere.pk, "x", ""]}, follow=True)
    assert messages(response) == ""
    elsewhere.refresh_from_db()
    assert elsewhere.done_at == NOW


def test_nothing_is_offered_back_that_is_open(client, talks):
    note = talks.note("Thank Ilse")
    assert "Let go:" not in client.get(f"{url('list', talks.company)}?closed={note.pk}").text


# Changed


def edit(client, talks, key, **fields):
    return client.post(url("edit", talks.company), {"item": key, **fields}, follow=True)


def test_wording_who_and_when_are_the_candidates(client, talks):
    shown = fields_of(client.get(f"{url('edit', talks.company)}?item={talks.key}"))
    assert shown == {"item": talks.key, "text": "", "ask": "", "due_on": ""}
    fields = {"text": "How many calls?", "ask": f"person-{talks.jonas.pk}", "due_on": "2026-12-01"}
    response = edit(client, talks, talks.key, **fields)
    assert messages(response) == "Follow-up changed."
    assert headings(response) == ["Jonas Weil peer"]
    assert "How many calls?" in line(response, talks.key)
    shown = fields_of(client.get(f"{url('edit', talks.company)}?item={talks.key}"))
    assert shown == {"item": talks.key, **fields}
    row = FollowUp.objects.get()
    assert (row.origin, row.answer, row.due_on) == ("vague", talks.vague, date(2026, 12, 1))


def test_an_audience_and_nobody_can_be_chosen_too(client, talks):
    assert headings(edit(client, talks, talks.key, ask="audience-HR")) == ["HR"]
    assert headings(edit(client, talks, talks.key, ask="")) == ["Ilse Brandt hiring manager"]
    assert FollowUp.objects.count() == 1


def test_a_note_is_changed(client, talks):
    note = talks.note("Thank her", ask_audience="HR")
    response = edit(client, talks, f"manual-{note.pk}", text="", listed_question=talks.on_call.pk)
    assert "What does on-call look like?" in line(response, f"manual-{note.pk}")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "x" * 501, "at most 500 characters"),
        ("text", "a\x00", NUL),
        ("ask", "person-1", "Select a valid choice."),
        ("ask", "audience-wizard", "Select a valid choice."),
        ("due_on", "soon", "Enter a valid date."),
    ],
)
def test_a_refused_change_keeps_what_was_typed(client, talks, field, value, sentence):
    kept = {"text": "Kept words"} if field != "text" else {"due_on": "2026-12-01"}
    response = edit(client, talks, talks.key, **{**kept, field: value})
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert {**kept, "item": talks.key}.items() <= fields_of(response).items()
    assert not FollowUp.objects.exists()


def test_a_person_of_another_company_cannot_be_asked(client, talks):
    elsewhere = factories.PersonFactory()
    response = edit(client, talks, talks.key, ask=f"person-{elsewhere.pk}")
    assert "Select a valid choice." in feedback(response, "ask")


def test_a_change_of_something_closed_is_refused_with_its_words(client, talks):
    response = edit(client, talks, "vague-1-1", text="How many?")
    assert response.status_code == 422
    assert refusal(response) == "That follow-up is not open any more. You wrote: “How many?”"
    assert not FollowUp.objects.exists()


# Added


def add(client, talks, **fields):
    return client.post(url("add", talks.company), fields, follow=True)


def test_one_of_ones_own_is_added(client, talks, mara):
    response = add(client, talks, text="Thank Ilse", ask=f"person-{talks.ilse.pk}", due_on="2026-11-24")
    assert messages(response) == "Follow-up added."
    row = FollowUp.objects.get()
    assert (row.owner, row.company, row.origin, row.listed_question) == (mara, talks.company, "manual", None)
    assert line(response, f"manual-{row.pk}").startswith("Thank Ilse by 24 Nov 2026 your own")


def test_one_about_a_question_needs_no_words_and_may_stand_twice(client, talks):
    talks.question("Who decides?", audiences=["peer"])
    listed = ListedQuestion.objects.latest("pk")
    for _ in range(2):
        response = add(client, talks, listed_question=listed.pk)
    assert headings(response) == ["Ilse Brandt hiring manager", "Peer"]
    assert FollowUp.objects.filter(listed_question=listed).count() == 2


def test_nothing_is_not_added(client, talks):
    response = add(client, talks, text="  ")
    assert response.status_code == 422
    assert feedback(response, "text") == "Write what to find out or do, or choose a question."
    assert not FollowUp.objects.exists()


def test_a_question_of_another_company_or_off_the_list_cannot_be_chosen(client, talks):
    for listed in (factories.ListedQuestionFactory(), talks.question("Gone?", removed_at=NOW)):
        response = add(client, talks, listed_question=listed.pk, text="Kept")
        assert response.status_code == 422
        assert "Select a valid choice." in feedback(response, "listed_question")
        assert text_of(by_id(dom(response), "id_text")) == "Kept"
    assert not FollowUp.objects.exists()


def test_before_any_interview_ones_own_stand_alone(client, mara):
    company = factories.CompanyFactory()
    factories.ListedQuestionFactory(company=company, must_ask=True)
    response = client.post(url("add", company), {"text": "Read the report"}, follow=True)
    assert keys(response) == [f"manual-{FollowUp.objects.get().pk}"]
