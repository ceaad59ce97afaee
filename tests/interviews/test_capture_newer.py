"""What was saved since interview mode asked last, from whatever device."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from interviews.models import Answer
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.saves import Tab, conversation, tab_at

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def talk(mara):
    return conversation()


@pytest.fixture
def tab(client, talk):
    return tab_at(client, talk)


def newer(client, interview, key=None, **asked):
    address = reverse("interviews:capture_newer", args=[interview.pk])
    headers = {"X-Device-Key": interview.owner.profile.device_key if key is None else key}
    return client.get(f"{address}?{urlencode(asked)}", headers=headers)


def said(response):
    return [answer["fields"]["said"] for answer in response.json()["answers"]]


def test_an_answer_is_told_as_the_page_has_it(client, talk, tab):
    interview, question, person = talk
    tab.save("We decide.", rating=3, promise=True)
    [answer] = newer(client, interview).json()["answers"]
    saved = Answer.objects.get()
    assert answer.pop("fields")["promise"] is True
    assert answer == {
        "client_id": tab.client_id,
        "listed_question": question.pk,
        "person": person.pk,
        "revision": 1,
        "saved_at": saved.saved_at.isoformat(),
    }


def test_only_what_was_saved_since_is_told(client, talk, tab):
    with time_machine.travel(NOON, tick=False):
        tab.save("before")
    other = Tab(client, talk[1], talk[0])
    with time_machine.travel(NOON + timedelta(minutes=2), tick=False):
        other.save("after")
    assert said(newer(client, talk[0], since=(NOON + timedelta(minutes=1)).isoformat())) == ["after"]


def test_what_was_under_way_while_the_page_was_drawn_is_told_too(client, talk, tab):
    with time_machine.travel(NOON, tick=False):
        tab.save("just before")
    assert said(newer(client, talk[0], since=(NOON + timedelta(seconds=5)).isoformat())) == ["just before"]


def test_asking_again_with_what_it_said_brings_only_the_newest(client, talk, tab):
    with time_machine.travel(NOON, tick=False):
        tab.save("before")
    until = newer(client, talk[0]).json()["until"]
    with time_machine.travel(parse_datetime(until) + timedelta(minutes=1), tick=False):
        Tab(client, talk[1], talk[0]).save("after")
    assert said(newer(client, talk[0], since=until)) == ["after"]


@pytest.mark.parametrize(
    "since",
    [
        "2026-11-23T13:00:00+01:00",
        "2026-11-23T13:00:00 01:00",
        "2026-11-23T12:00:00Z",
        "2026-11-23T12:00:00.123456Z",
        "2026-11-23T17:45:00+05:45",
    ],
)
def test_the_moment_has_any_zone(client, talk, tab, since):
    for minutes, text in ((-1, "before"), (1, "after")):
        with time_machine.travel(NOON + timedelta(minutes=minutes), tick=False):
            Tab(client, factories.ListedQuestionFactory(company=talk[1].company), talk[0]).save(text)
    assert said(newer(client, talk[0], since=since)) == ["after"]


@pytest.mark.parametrize(
    "since", ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_the_ends_of_time_are_answered(client, talk, since):
    assert newer(client, talk[0], since=since).status_code == 200


@pytest.mark.parametrize(
    "since", ["", "now", "2026-11-23", "2026-11-23T12:00:00", "2026-13-45T99:00:00Z", "\x00", "9" * 5000]
)
def test_a_moment_that_is_none_or_has_no_zone_is_malformed(client, talk, since):
    response = newer(client, talk[0], since=since)
    assert (response.status_code, response.json()) == (400, {"error": "Say since when, with its zone."})


def test_deleted_answers_and_those_of_another_interview_are_not_told(client, talk, tab):
    tab.save("deleted")
    Answer.objects.update(deleted_at=timezone.now())
    Tab(client, talk[1], factories.InterviewFactory(company=talk[1].company)).save("another")
    assert said(newer(client, talk[0])) == []


def test_a_stranger_finds_nothing_there(stranger_client, stranger, talk, tab):
    tab.save("hers")
    response = newer(stranger_client, talk[0], key=factories.ProfileFactory(owner=stranger).device_key)
    assert response.status_code == 404
    assert "hers" not in response.text


def test_signed_out_is_said_in_json(signed_out_client, talk):
    response = newer(signed_out_client, talk[0])
    assert (response.status_code, response.json()) == (401, {"error": "You are signed out."})


@pytest.mark.parametrize("key", ["", "somebody-elses"])
def test_the_page_of_somebody_else_is_told_nothing(client, talk, tab, key):
    tab.save("hers")
    response = newer(client, talk[0], key=key)
    assert (response.status_code, response.json()) == (412, {"error": "Somebody else is signed in here."})


def test_it_brings_the_cookie_that_the_next_save_needs(mara, talk):
    client = RequestClient(enforce_csrf_checks=True)
    client.force_login(mara)
    tab = tab_at(client, talk)
    assert tab.save("lost its cookie").status_code == 403
    assert newer(client, talk[0]).status_code == 200
    token = client.cookies["csrftoken"].value
    assert tab.send(tab.body("has it again"), **{"X-CSRFToken": token}).status_code == 200


@pytest.mark.parametrize("who", ["client", "signed_out_client"])
def test_no_reply_may_be_cached(request, talk, who):
    assert "no-store" in newer(request.getfixturevalue(who), talk[0])["Cache-Control"]
