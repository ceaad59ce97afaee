"""The short mail: what it says, and the page that shows it to copy."""

from datetime import date, timedelta
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pytest
import time_machine

from interviews.follow_up_mail import Mail
from interviews.models import FollowUp
from tests import factories
from tests.interviews.follow_ups import HELD, NOW, Talks, chosen, key_of, keys, refusal, url
from tests.interviews.pages import attribute, dom, find_all, messages

ONE = Mail(
    role="Engineer",
    questions=["Who decides?"],
    signature=["Mara Lund", "mara@example.org"],
    to="Ilse Brandt",
    met_on=date(2026, 11, 18),
)
MANY = Mail(role="Engineer", questions=["Who\n decides?", "Who leaves?"], signature=["", "mara@example.org"])


def test_a_mail_to_one_person_about_one_question():
    assert ONE.subject == "One more question about the role: Engineer"
    assert ONE.body == (
        "Hello Ilse Brandt,\n\n"
        "Thank you for the conversation on Wednesday 18 November.\n\n"
        "Going through my notes, I found one question still open:\n\n"
        "1. Who decides?\n\n"
        "A line or two is plenty. If somebody else knows better, tell me whom to ask.\n\n"
        "Best wishes\nMara Lund\nmara@example.org"
    )


def test_a_mail_to_nobody_in_particular_about_several():
    assert MANY.subject == "A few more questions about the role: Engineer"
    assert MANY.body == (
        "Hello,\n\n"
        "Thank you for your time.\n\n"
        "Going through my notes, I found these questions still open:\n\n"
        "1. Who decides?\n2. Who leaves?\n\n"
        "A line or two on each is plenty. If somebody else knows better, tell me whom to ask.\n\n"
        "Best wishes\nmara@example.org"
    )


@pytest.mark.parametrize(
    "mail", [ONE, MANY, Mail(role="R&D? + “ü” = 100 %", questions=["א & ב?"], signature=[])]
)
def test_the_mail_program_gets_subject_and_body_whole(mail):
    parts = urlsplit(mail.address)
    assert (parts.scheme, parts.path) == ("mailto", "")
    assert " " not in mail.address
    assert "+" not in mail.address
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields == {"subject": [mail.subject], "body": [mail.body.replace("\n", "\r\n")]}
    assert unquote(parts.query).count("\r\n") == mail.body.count("\n")


# The page


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def talks(mara):
    return Talks()


def choose(client, talks, keys, go="mail", **how):
    return client.post(url("choose", talks.company), {"item": keys, "go": go}, **how)


def mail_about(client, talks, *keys):
    return client.get(f"{url('mail', talks.company)}?{urlencode({'item': keys}, doseq=True)}")


def test_choosing_leads_to_a_mail_to_who_can_answer(client, talks):
    response = choose(client, talks, [talks.key], follow=True)
    assert response.redirect_chain[0][0].startswith(url("mail", talks.company))
    text = response.text
    for words in (
        "Hello Ilse Brandt,",
        "Thank you for the conversation on Wednesday 18 November.",
        "1. What does on-call look like?",
        "mara@example.org</textarea>",
    ):
        assert words in text


def test_the_mail_is_in_the_candidates_wording_and_asks_each_thing_once(client, talks):
    note = talks.note("How many calls a week?", ask_person=talks.ilse)
    talks.answer(talks.on_call, quality="declined", come_back=True, interview=None)
    again = key_of("come-back", talks.on_call, talks.on_call.answer_set.latest("pk"))
    text = mail_about(client, talks, talks.key, again, f"manual-{note.pk}").text
    assert "1. What does on-call look like?\n2. How many calls a week?\n\n" in text


@pytest.mark.parametrize("asked", ["ask_person", "ask_audience"])
def test_a_mail_to_several_greets_nobody_by_name(client, talks, asked):
    who = talks.jonas if asked == "ask_person" else "HR"
    note = talks.note("Thank them", **{asked: who})
    assert "Hello,\n" in mail_about(client, talks, talks.key, f"manual-{note.pk}").text


def test_someone_never_met_is_not_thanked_for_a_conversation(client, talks):
    note = talks.note("Thank them", ask_person=talks.jonas)
    text = mail_about(client, talks, f"manual-{note.pk}").text
    assert "Hello Jonas Weil,\n\nThank you for your time.\n" in text


def test_the_last_conversation_with_that_person_is_the_one_to_thank_for(client, talks):
    for days, people in ((9, [talks.jonas]), (4, [talks.jonas]), (1, [])):
        held = talks.interview(starts_at=NOW - timedelta(days=days), finished_at=NOW)
        for person in people:
            factories.InterviewPersonFactory(interview=held, person=person)
    asked = [talks.note("Thank them", ask_person=talks.jonas), talks.note("Thank them", ask_audience="HR")]
    to_jonas, to_all = (mail_about(client, talks, f"manual-{note.pk}").text for note in asked)
    assert "Thank you for the conversation on Thursday 19 November." in to_jonas
    assert "Thank you for the conversation on Sunday 22 November." in to_all


def test_the_day_to_thank_for_is_that_of_the_interviews_own_zone(client, talks):
    talks.held.time_zone, talks.held.starts_at = "Pacific/Auckland", HELD.replace(hour=20)
    talks.held.save()
    assert "on Thursday 19 November." in mail_about(client, talks, talks.key).text


def test_the_candidates_name_stands_below_where_it_is_known(client, talks, mara):
    mara.first_name, mara.last_name = "Mara", "Lund"
    mara.save()
    assert "Best wishes\nMara Lund\nmara@example.org" in mail_about(client, talks, talks.key).text


def test_the_mail_leads_on_to_its_reply_and_to_the_mail_program(client, talks):
    links = [attribute(one, "href") for one in find_all(dom(mail_about(client, talks, talks.key)), "a")]
    assert f"{url('reply', talks.company)}?item={talks.key}" in links
    [program] = [link for link in links if link.startswith("mailto:")]
    assert "What%20does%20on-call%20look%20like%3F%0D%0A" in program


def six(talks):
    return [f"manual-{talks.note(f'Question {number}').pk}" for number in range(6)]


@pytest.mark.parametrize(
    ("go", "sentence"),
    [
        ("mail", "A mail with more than five questions is not answered: choose up to five."),
        ("reply", "Log the replies to up to five questions at a time."),
    ],
)
def test_more_than_five_are_refused_and_stay_chosen(client, talks, go, sentence):
    response = choose(client, talks, six(talks), go)
    assert (response.status_code, refusal(response)) == (422, sentence)
    assert chosen(response) == six_keys(response)


def six_keys(response):
    return [key for key in keys(response) if key.startswith("manual")]


def test_one_chosen_twice_is_chosen_once(client, talks):
    response = choose(client, talks, [talks.key, talks.key], follow=True)
    assert "1. What does on-call look like?\n\n" in response.text


def test_five_are_not(client, talks):
    assert choose(client, talks, six(talks)[:5]).status_code == 302


STALE = "Some of these are not open any more. Look at the list and choose again."


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ([], "Choose at least one follow-up first."),
        (["vague-1-1"], STALE),
        (["manual-1"], STALE),
        (["vague"], STALE),
        (["\x00"], STALE),
        (["vague-99999999999999999999999-1"], STALE),
        (["' OR 1=1"], STALE),
    ],
)
@pytest.mark.parametrize("name", ["choose", "close", "agenda"])
def test_what_is_not_open_is_refused_and_nothing_changes(client, talks, name, sent, sentence):
    body = {"item": [*sent, talks.key] if sent else [], "interview": talks.coming.pk}
    response = client.post(url(name, talks.company), body)
    assert (response.status_code, refusal(response)) == (422, sentence)
    assert not FollowUp.objects.exists()
    assert not talks.coming.agendaitem_set.exists()


@pytest.mark.parametrize("name", ["mail", "reply", "edit"])
def test_an_address_of_something_closed_leads_back_to_the_list(client, talks, name):
    response = client.get(f"{url(name, talks.company)}?item=vague-1-1", follow=True)
    assert response.redirect_chain == [(url("list", talks.company), 302)]
    assert "not open any more" in messages(response)


def test_another_companys_follow_up_is_refused(client, talks):
    elsewhere = factories.AnswerFactory(quality="vague")
    key = key_of("vague", elsewhere.listed_question, elsewhere)
    assert refusal(choose(client, talks, [key])) == STALE
