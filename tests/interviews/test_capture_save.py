"""One save over the wire: what is stored, what is refused, and the words for it."""

import json
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from interviews.models import Answer, AnswerRevision, Profile
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.saves import ADDRESS, Tab, conversation, history, only_answer, tab_at

NOW = datetime(2026, 11, 23, 14, 21, 7, tzinfo=UTC)
LIMIT = "At most 100,000 characters fit into one answer."


@pytest.fixture
def talk(mara):
    return conversation()


@pytest.fixture
def tab(client, talk):
    return tab_at(client, talk)


# Saved


@time_machine.travel(NOW, tick=False)
def test_the_first_save_makes_the_answer_at_revision_1(tab, talk, mara):
    interview, question, person = talk
    body = tab.body("We decide alone.", rating=4, quality="specific", flag="good sign", promise=True)
    response = tab.send(body)
    assert response.status_code == 200
    assert response.json() == {
        "op": body["op"],
        "client_id": body["client_id"],
        "listed_question": question.pk,
        "revision": 1,
        "saved_at": NOW.isoformat(),
    }
    answer = only_answer()
    assert (answer.owner, answer.company) == (mara, question.company)
    assert (answer.listed_question, answer.interview, answer.person) == (question, interview, person)
    assert (answer.said, answer.rating, answer.quality, answer.flag) == (
        "We decide alone.",
        4,
        "specific",
        "good sign",
    )
    assert (answer.promise, answer.come_back, answer.revision, answer.saved_at) == (True, False, 1, NOW)
    assert answer.channel == interview.channel


def test_every_save_on_the_newest_is_the_next_revision(tab):
    replies = [tab.save(text).json()["revision"] for text in ("W", "We", "We d")]
    assert replies == [1, 2, 3]
    assert history() == [(1, "W", False), (2, "We", False), (3, "We d", False)]
    assert only_answer().said == "We d"


def test_the_same_save_again_gets_the_same_reply_and_changes_nothing(tab):
    body = tab.body("once")
    first, second = tab.send(body), tab.send(body)
    assert (second.status_code, second.json()) == (200, first.json())
    assert history() == [(1, "once", False)]


def test_an_old_save_again_gets_its_old_reply(tab):
    body = tab.body("one")
    first = tab.send(body)
    tab.base = 1
    tab.save("one, two")
    assert tab.send(body).json() == first.json()
    assert only_answer().said == "one, two"


def test_the_same_op_for_another_question_is_refused(tab, client, talk):
    interview, question, _person = talk
    body = tab.body("one")
    tab.send(body)
    other = Tab(client, factories.ListedQuestionFactory(company=question.company), interview)
    response = other.send({**other.body("two"), "op": body["op"]})
    assert response.status_code == 422
    assert response.json()["error"] == "This save belongs to another question."
    assert not AnswerRevision.objects.filter(said="two").exists()


def test_a_client_id_stays_with_its_question(tab, talk):
    tab.save("one")
    other = factories.ListedQuestionFactory(company=talk[1].company)
    response = tab.send({**tab.body("two"), "listed_question": other.pk})
    assert response.status_code == 422
    assert only_answer().said == "one"


def test_what_only_repeats_the_text_is_no_new_revision(tab):
    tab.save("the same")
    assert tab.save("the same").json()["revision"] == 1
    assert only_answer().revision == 1


def test_each_person_has_their_own_answer(tab, client, talk):
    interview, question, _person = talk
    other = factories.InterviewPersonFactory(interview=interview).person
    tab.save("yes")
    Tab(client, question, interview, other).save("no")
    Tab(client, question, interview).save("said by nobody in particular")
    assert Answer.objects.count() == 3


def test_an_answer_needs_no_interview(client, talk):
    Tab(client, talk[1], None, talk[2]).save("wrote it later")
    assert (only_answer().interview, only_answer().channel) == (None, "e-mail")


@pytest.mark.parametrize(
    "text",
    [
        "  leading spaces, and trailing  \n",
        "\tTab\n\n\nlines",
        "אנחנו מחליטים לבד, 'עד 5,000'",
        "👩🏽‍💻 emoji ‏\u200f\u202e",
        "<script>alert(1)</script> & <b>",
        "=cmd|' /C calc'!A0",
        "# Heading *and* _Markdown_",
        "null",
        "\ufeff\ufffd\u2028",
        "Donaudampfschifffahrt" * 400,
        "x" * 100_000,
        "😀" * 100_000,
    ],
    ids=lambda text: text[:12].encode("ascii", "backslashreplace").decode(),
)
def test_text_is_stored_exactly_as_typed(tab, text):
    assert tab.save(text, impression=text).status_code == 200
    answer = only_answer()
    assert (answer.said == text, answer.impression == text) == (True, True)


def test_line_ends_become_line_feeds(tab):
    tab.save("one\r\ntwo\r\n", impression="a\r\nb")
    assert (only_answer().said, only_answer().impression) == ("one\ntwo\n", "a\nb")


def test_fields_that_are_not_sent_or_null_are_empty(tab):
    tab.send({**tab.body("x"), "rating": None, "quality": None, "come_back": None, "person": None})
    answer = only_answer()
    assert (answer.rating, answer.quality, answer.come_back, answer.person) == (None, "", False, None)


# When it was typed


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize(
    ("age", "typed_at"),
    [
        (None, NOW),
        (0, NOW),
        (4000, NOW - timedelta(seconds=4)),
        (1500.7, NOW - timedelta(milliseconds=1500)),
        (-86_400_000, NOW),
        (1e300, NOW - timedelta(days=7)),
    ],
)
def test_the_time_of_typing_is_the_servers_clock_less_the_age(tab, age, typed_at):
    assert tab.save("x", age=age).status_code == 200
    assert AnswerRevision.objects.get().typed_at == typed_at
    assert only_answer().answered_at == typed_at


def test_the_tab_and_the_device_stand_in_the_history(tab):
    tab.send({**tab.body("x"), "tab": "tab-1"}, **{"User-Agent": "Firefox " + "x" * 300})
    record = AnswerRevision.objects.get()
    assert (record.tab, record.device[:9], len(record.device)) == ("tab-1", "Firefox x", 120)


# Refused with a sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"said": "x" * 100_001}, LIMIT),
        ({"said": "x" * 1_200_000}, LIMIT),
        ({"impression": "x" * 100_001}, LIMIT),
        ({"said": "a\x00b"}, "Null characters are not allowed."),
        ({"impression": "\x00"}, "Null characters are not allowed."),
        ({"refer_to": "a\x00"}, "Null characters are not allowed."),
        ({"said": "half \ud83d"}, "This text holds half a character, which cannot be stored."),
        ({"refer_to": "\udc00"}, "This text holds half a character, which cannot be stored."),
        ({"refer_to": "x" * 121}, "Ensure this value has at most 120 characters (it has 121)."),
        ({"rating": 5}, "Select a valid choice. 5 is not one of the available choices."),
        ({"rating": 2.5}, "Select a valid choice. 2.5 is not one of the available choices."),
        ({"rating": True}, "Select a valid choice. True is not one of the available choices."),
        ({"quality": "superb"}, "Select a valid choice. superb is not one of the available choices."),
        ({"quality": "\x00"}, "Select a valid choice. \x00 is not one of the available choices."),
        ({"flag": "\ud800"}, "Select a valid choice. \ud800 is not one of the available choices."),
    ],
)
def test_what_a_person_could_mend_is_refused_with_a_sentence(tab, fields, sentence):
    response = tab.send({**tab.body("kept"), **fields})
    assert (response.status_code, response.json()["error"]) == (422, sentence)
    assert not Answer.objects.exists()
    assert not AnswerRevision.objects.exists()


@pytest.mark.parametrize("text", ["a\x00b", "\ud800", "x" * 100_001])
def test_a_refused_save_leaves_the_answer_as_it_was(tab, text):
    tab.save("good")
    assert tab.save(text).status_code == 422
    assert history() == [(1, "good", False)]


# Malformed


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"not JSON",
        b"[]",
        b'"text"',
        b"null",
        b"5",
        b"{}",
        b"\xff\xfe\xfa",
        b'{"op": ' * 50_000,
        b"[" * 200_000,
        b'{"base": ' + b"9" * 5000 + b"}",
    ],
    ids=lambda body: body[:12].decode("ascii", "backslashreplace"),
)
def test_what_is_no_save_at_all_is_malformed(tab, body):
    response = tab.send(body)
    assert (response.status_code, response.json()) == (400, {"error": "This save cannot be read."})


@pytest.mark.parametrize(
    "fields",
    [
        {"op": None},
        {"op": "not-a-uuid"},
        {"op": 5},
        {"op": "\x00"},
        {"client_id": None},
        {"client_id": "x" * 5000},
        {"base": None},
        {"base": True},
        {"base": "1.5"},
        {"base": 1.5},
        {"base": -1},
        {"base": 2**31},
        {"base": 10**4000},
        {"base": float("inf")},
        {"listed_question": "first"},
        {"listed_question": -1},
        {"listed_question": 2**63},
        {"interview": 0},
        {"person": "\x00"},
        {"age": float("nan")},
        {"age": "Infinity"},
        {"age": float("inf")},
        {"age": "soon"},
        {"age": 10**400},
        {"age": 10**4000},
        {"tab": "x" * 65},
        {"tab": "\ud800"},
        {"tab": "\x00"},
        {"said": ["a"]},
        {"said": {"text": "a"}},
        {"rating": [3]},
        {"extra": {"a": {}}},
    ],
    ids=lambda fields: json.dumps(fields)[:40],
)
def test_what_no_page_sends_is_malformed(tab, fields):
    response = tab.send({**tab.body("x"), **fields})
    assert (response.status_code, response.json()) == (400, {"error": "This save cannot be read."})
    assert not Answer.objects.exists()


def test_a_save_without_its_op_is_malformed(tab):
    body = tab.body("x")
    del body["op"]
    assert tab.send(body).status_code == 400


# Not there


def not_mine(name, interview, stranger):
    """A place of somebody else, or of another company of mine."""
    strangers = factories.CompanyFactory(owner=stranger)
    mine = factories.CompanyFactory(owner=interview.owner)
    kind, company = name.rsplit(" of ", 1)
    company = strangers if company == "a stranger" else mine
    factory = {
        "listed_question": factories.ListedQuestionFactory,
        "interview": factories.InterviewFactory,
        "person": factories.PersonFactory,
    }[kind]
    return {kind: factory(company=company).pk}


@pytest.mark.parametrize(
    "name",
    [
        "listed_question of a stranger",
        "interview of a stranger",
        "person of a stranger",
        "listed_question of another company",
        "interview of another company",
        "person of another company",
    ],
)
def test_a_place_that_is_not_mine_or_not_of_this_company_is_not_there(tab, talk, stranger, name):
    response = tab.send({**tab.body("x"), **not_mine(name, talk[0], stranger)})
    assert response.status_code == 404
    assert response.json()["error"] == "The question, the interview or the person is not there any more."
    assert not Answer.objects.exists()


@pytest.mark.parametrize("name", ["listed_question", "interview", "person"])
def test_a_place_that_does_not_exist_is_not_there(tab, name):
    assert tab.send({**tab.body("x"), name: 2**63 - 1}).status_code == 404


def test_a_strangers_client_id_is_free_to_use(tab, talk, stranger):
    theirs = factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(company=factories.CompanyFactory(owner=stranger)),
        client_id=tab.client_id,
    )
    assert tab.save("mine").json()["revision"] == 1
    theirs.refresh_from_db()
    assert theirs.said == "We decide that ourselves."


def test_a_deleted_answer_takes_no_more(tab):
    tab.save("one")
    Answer.objects.update(deleted_at=timezone.now())
    response = tab.save("one, two")
    assert response.status_code == 410
    assert response.json()["error"].startswith("This answer was deleted elsewhere.")
    assert history() == [(1, "one", False)]


def test_where_an_answer_was_deleted_a_new_one_can_be_begun(tab, client, talk):
    tab.save("one")
    Answer.objects.update(deleted_at=timezone.now())
    assert tab_at(client, talk).save("again").json()["revision"] == 1
    assert Answer.objects.live().get().said == "again"


# Who sends it


def test_signed_out_is_said_in_json(signed_out_client, talk):
    response = tab_at(signed_out_client, talk).save("x")
    assert (response.status_code, response.json()) == (401, {"error": "You are signed out."})
    assert not Answer.objects.exists()


@pytest.mark.parametrize("key", ["", "somebody-elses"])
def test_text_of_another_persons_outbox_is_not_taken(tab, key):
    response = tab.send(tab.body("x"), **{"X-Device-Key": key})
    assert (response.status_code, response.json()) == (412, {"error": "Somebody else is signed in here."})
    assert not Answer.objects.exists()


def test_a_missing_device_key_is_somebody_elses(client, tab):
    response = client.post(ADDRESS, json.dumps(tab.body("x")), content_type="application/json")
    assert response.status_code == 412


def test_who_has_no_profile_yet_is_not_mistaken_for_anybody(tab, mara):
    Profile.objects.filter(owner=mara).delete()
    assert tab.save("x").status_code == 412


def test_a_missing_csrf_token_is_said_in_json(mara, talk):
    client = RequestClient(enforce_csrf_checks=True)
    client.force_login(mara)
    response = tab_at(client, talk).save("x")
    assert response.status_code == 403
    assert response.json()["error"].startswith("This page is too old to be sent.")


def test_the_csrf_token_of_the_cookie_will_do(mara, talk):
    client = RequestClient(enforce_csrf_checks=True)
    client.force_login(mara)
    client.get("/companies/add/")
    tab = tab_at(client, talk)
    response = tab.send(tab.body("x"), **{"X-CSRFToken": client.cookies["csrftoken"].value})
    assert response.status_code == 200


@pytest.mark.parametrize("who", ["client", "signed_out_client"])
def test_no_reply_may_be_cached(request, talk, who):
    tab = tab_at(request.getfixturevalue(who), talk)
    for response in (tab.save("x"), tab.send(b"{"), tab.save("a\x00")):
        assert "no-store" in response["Cache-Control"]


def test_a_save_from_another_tab_of_the_same_answer_uses_its_client_id(tab, client, talk):
    tab.save("one")
    other = tab_at(client, talk)
    other.base = 1
    reply = other.save("one, two").json()
    assert (reply["revision"], reply["client_id"]) == (2, tab.client_id)


def test_a_reply_names_its_own_op(tab):
    for text in ("one", "a\x00"):
        body = tab.body(text)
        assert tab.send(body).json()["op"] == body["op"]
    assert tab.send({**tab.body("x"), "person": 2**62, "op": (op := str(uuid4()))}).json()["op"] == op
