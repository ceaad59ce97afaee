"""What came back by mail becomes answers, and closes what asked for it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from interviews.accounts import TIME_ZONE_IN_SESSION
from interviews.models import Answer, AnswerRevision, FollowUp, ListedQuestion, Person
from tests import factories
from tests.interviews.follow_ups import HELD, NOW, Talks, key_of, keys, url
from tests.interviews.pages import attribute, by_id, dom, feedback, find_all, messages, text_of
from tests.world import every_row_of

TOO_LONG = "At most 100,000 characters fit into one answer."


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def talks(mara):
    return Talks()


def reply(talks, *asked, said="One week in six.", **changed):
    """To those keys; other fields by their name, those of the first question by the beginning of it."""
    asked = asked or (talks.key,)
    body = {"item": list(asked), "person": talks.ilse.pk, "answered_on": "2026-11-23"}
    body |= {f"said-{key}": said for key in asked}
    body |= {f"settles-{key}": "on" for key in asked}
    for name, value in changed.items():
        body[f"{name}-{asked[0]}" if name in {"quality", "rating", "settles"} else name] = value
    return {name: value for name, value in body.items() if value is not None}


def post(client, talks, body, **how):
    return client.post(url("reply", talks.company), body, **how)


def open_keys(client, talks):
    return keys(client.get(url("list", talks.company)))


def mailed(**fields):
    return Answer.objects.get(interview=None, **fields)


def alerts(response):
    return [text_of(one) for one in find_all(dom(response), "p", role="alert")]


# The page


def test_it_asks_for_each_question_once(client, talks):
    note = talks.note("How many calls?", listed_question=talks.on_call)
    other = talks.note("Who pays?")
    query = "&".join(f"item={key}" for key in (talks.key, f"manual-{note.pk}", f"manual-{other.pk}"))
    response = client.get(f"{url('reply', talks.company)}?{query}")
    fields = [attribute(one, "name") for one in find_all(dom(response), "textarea")]
    assert fields == [f"said-{talks.key}", f"said-manual-{other.pk}"]
    hidden = [attribute(one, "value") for one in find_all(dom(response), "input", name="item")]
    assert sorted(hidden) == sorted([talks.key, f"manual-{note.pk}", f"manual-{other.pk}"])


def test_who_they_are_for_and_today_are_filled_in(client, talks):
    page = dom(client.get(f"{url('reply', talks.company)}?item={talks.key}"))
    options = find_all(by_id(page, "id_person"), "option")
    assert [text_of(one) for one in options if "selected" in dict(one.attributes)] == ["Ilse Brandt"]
    assert attribute(by_id(page, "id_answered_on"), "value") == "2026-11-23"
    [settles] = find_all(page, "input", name=f"settles-{talks.key}")
    assert "checked" in dict(settles.attributes)


def test_the_candidates_anchors_stand_at_the_rating(client, talks):
    ListedQuestion.objects.update(anchor_low="Every week", anchor_high="Never")
    text = client.get(f"{url('reply', talks.company)}?item={talks.key}").text
    assert "Every week" in text
    assert "Worrying" in text


# What it writes


def test_a_reply_is_an_answer_by_mail_with_its_record(client, talks, mara):
    response = post(client, talks, reply(talks, quality="specific", rating="3"), follow=True)
    assert messages(response) == "Reply logged."
    answer = mailed()
    assert (answer.owner, answer.company, answer.listed_question, answer.person) == (
        mara,
        talks.company,
        talks.on_call,
        talks.ilse,
    )
    assert (answer.channel, answer.said, answer.quality, answer.rating) == (
        "e-mail",
        "One week in six.",
        "specific",
        3,
    )
    assert (answer.answered_at, answer.revision) == (NOW, 1)
    record = AnswerRevision.objects.get(answer=answer)
    assert (record.revision, record.base_revision, record.said, record.rating) == (1, 0, answer.said, 3)


@pytest.mark.parametrize("quality", ["specific", "general"])
def test_a_settling_reply_closes_it_by_itself(client, talks, quality):
    post(client, talks, reply(talks, quality=quality, settles=None))
    assert open_keys(client, talks) == []
    assert not FollowUp.objects.exists()


@pytest.mark.parametrize(("settles", "left"), [("on", 0), (None, 1)])
def test_where_the_quality_is_not_judged_the_tick_decides(client, talks, settles, left):
    post(client, talks, reply(talks, settles=settles))
    assert len(open_keys(client, talks)) == left
    assert FollowUp.objects.exclude(done_at=None).count() == 1 - left


def test_a_vague_reply_closes_nothing_and_is_open_itself(client, talks):
    post(client, talks, reply(talks, quality="vague"))
    assert open_keys(client, talks) == [talks.key, key_of("vague", talks.on_call, mailed())]


def test_one_day_of_both_the_reply_is_the_later(client, talks):
    talks.vague.answered_at = NOW - timedelta(days=1)
    talks.vague.save()
    post(client, talks, reply(talks, quality="specific", answered_on="2026-11-22"))
    assert mailed().answered_at.date() == date(2026, 11, 22)
    assert open_keys(client, talks) == []


def test_the_day_is_the_candidates(client, talks):
    session = client.session
    session[TIME_ZONE_IN_SESSION] = "Pacific/Auckland"
    session.save()
    post(client, talks, reply(talks, quality="specific", answered_on="2026-11-20"))
    assert mailed().answered_at == datetime(2026, 11, 20, 10, 59, 59, 999999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "origin"),
    [({"must_ask": True}, "unasked"), ({}, "claim")],
)
def test_what_was_never_asked_is_closed_by_any_reply(client, talks, fields, origin):
    listed = talks.question("Who left?", **fields)
    factories.ClaimFactory(company=talks.company, listed_question=listed)
    post(client, talks, reply(talks, key_of(origin, listed), settles=None))
    assert open_keys(client, talks) == [talks.key]


def test_coming_back_by_mail_closes_it(client, talks):
    listed = talks.question("Who left?")
    answer = talks.answer(listed, come_back=True)
    post(client, talks, reply(talks, key_of("come-back", listed, answer), settles=None))
    assert open_keys(client, talks) == [talks.key]


@pytest.mark.parametrize(("settles", "is_closed"), [("on", True), (None, False)])
def test_a_contradiction_is_closed_by_the_tick(client, talks, settles, is_closed):
    listed = talks.question("How often?", agreement="contradicts")
    key = key_of("contradiction", listed)
    post(client, talks, reply(talks, key, quality="specific", settles=settles))
    assert (key not in open_keys(client, talks)) is is_closed


def test_a_note_without_a_question_becomes_one_and_is_closed(client, talks):
    note = talks.note("Who pays for the phone?")
    post(client, talks, reply(talks, f"manual-{note.pk}", quality="specific"))
    answer = mailed()
    note.refresh_from_db()
    assert answer.listed_question.text == "Who pays for the phone?"
    assert note.listed_question == answer.listed_question
    assert open_keys(client, talks) == [talks.key]


def test_empty_replies_are_skipped(client, talks):
    note = talks.note("Who pays?")
    body = reply(talks, talks.key, f"manual-{note.pk}")
    body[f"said-manual-{note.pk}"] = " \r\n "
    response = post(client, talks, body, follow=True)
    assert messages(response) == "Reply logged."
    assert mailed().listed_question == talks.on_call
    assert open_keys(client, talks) == [f"manual-{note.pk}"]
    assert ListedQuestion.objects.count() == 1


def test_several_are_logged_at_once(client, talks):
    notes = [talks.note(f"Question {number}") for number in range(4)]
    asked = [talks.key, *(f"manual-{note.pk}" for note in notes)]
    response = post(client, talks, reply(talks, *asked), follow=True)
    assert messages(response) == "5 replies logged."
    assert Answer.objects.filter(interview=None, person=talks.ilse).count() == 5
    assert open_keys(client, talks) == []


def test_somebody_new_is_added(client, talks, mara):
    body = reply(talks, person="new", name="Noor Haddad", audience="HR", quality="general")
    post(client, talks, body)
    noor = Person.objects.get(name="Noor Haddad")
    assert (noor.owner, noor.company, noor.audience) == (mara, talks.company, "HR")
    assert mailed().person == noor


# Below an earlier mail


@pytest.fixture
def earlier(talks):
    return talks.answer(
        talks.on_call,
        interview=None,
        channel="e-mail",
        said="It depends.",
        quality="vague",
        rating=2,
        come_back=True,
        refer_to="Jonas",
        impression="Hm.",
        answered_at=HELD + timedelta(hours=3),
    )


def test_a_further_mail_goes_below_the_earlier_one(client, talks, earlier):
    key = key_of("come-back", talks.on_call, earlier)
    post(client, talks, reply(talks, key, quality="specific"))
    earlier.refresh_from_db()
    assert earlier.said == "It depends.\n\nOne week in six."
    assert (earlier.quality, earlier.rating, earlier.impression) == ("specific", 2, "Hm.")
    assert (earlier.revision, earlier.answered_at) == (2, NOW)
    assert AnswerRevision.objects.get(answer=earlier).said == earlier.said
    assert open_keys(client, talks) == []


def test_a_further_mail_that_is_not_judged_keeps_the_earlier_judgement(client, talks, earlier):
    key = key_of("come-back", talks.on_call, earlier)
    post(client, talks, reply(talks, key, settles=None))
    earlier.refresh_from_db()
    assert (earlier.quality, earlier.come_back, earlier.refer_to) == ("vague", False, "Jonas")
    assert key_of("refer", talks.on_call, earlier) in open_keys(client, talks)


def test_a_further_mail_brings_its_own_judgement(client, talks, earlier):
    post(client, talks, reply(talks, quality="general", rating="4"))
    earlier.refresh_from_db()
    assert (earlier.quality, earlier.rating, earlier.refer_to) == ("general", 4, "")


def test_a_mail_logged_late_does_not_make_a_later_one_earlier(client, talks, earlier):
    later = earlier.answered_at = NOW - timedelta(days=1)
    earlier.save()
    post(client, talks, reply(talks, answered_on="2026-11-19"))
    earlier.refresh_from_db()
    assert earlier.answered_at == later


def test_the_same_mail_twice_stands_there_once(client, talks):
    body = reply(talks, settles=None)
    for _ in range(2):
        assert post(client, talks, body).status_code == 302
    assert mailed().said == "One week in six."


def test_a_mail_of_somebody_else_is_an_answer_of_its_own(client, talks, earlier):
    post(client, talks, reply(talks, person=talks.jonas.pk))
    assert mailed(person=talks.jonas).said == "One week in six."
    earlier.refresh_from_db()
    assert earlier.said == "It depends."


def test_a_deleted_mail_is_left_alone(client, talks, earlier):
    earlier.deleted_at = timezone.now()
    earlier.save()
    post(client, talks, reply(talks))
    assert mailed(deleted_at=None).said == "One week in six."


def test_both_together_may_not_be_too_long(client, talks, earlier):
    said = "x" * 99_990
    response = post(client, talks, reply(talks, said=said))
    assert response.status_code == 422
    assert "With their earlier reply it is longer than 100,000 characters." in response.text
    assert said in response.text
    earlier.refresh_from_db()
    assert earlier.said == "It depends."


def test_a_deleted_mail_leaves_room_for_a_long_one(client, talks, earlier):
    earlier.deleted_at = timezone.now()
    earlier.save()
    assert post(client, talks, reply(talks, said="x" * 100_000)).status_code == 302


# What it refuses


@pytest.mark.parametrize(
    ("changed", "field", "sentence"),
    [
        ({"person": ""}, "person", "This field is required."),
        ({"person": "x"}, "person", "Select a valid choice."),
        ({"person": "new"}, "name", "Write a name or initials."),
        ({"person": "new", "name": "x" * 121, "audience": "HR"}, "name", "at most 120 characters"),
        ({"person": "new", "name": "a\x00", "audience": "HR"}, "name", "Null characters are not allowed."),
        ({"person": "new", "name": "Noor"}, "audience", "Choose what they speak as."),
        ({"person": "new", "name": "Noor", "audience": "x"}, "audience", "Select a valid choice."),
        ({"person": "new", "name": "ilse brandt", "audience": "HR"}, "name", "This name is among the people"),
        ({"answered_on": ""}, "answered_on", "This field is required."),
        ({"answered_on": "soon"}, "answered_on", "Enter a valid date."),
        ({"answered_on": "2026-11-24"}, "answered_on", "This day is still to come."),
        ({"answered_on": "1969-12-31"}, "answered_on", "Write a year from 1970 on."),
        ({"answered_on": "0001-01-01"}, "answered_on", "Write a year from 1970 on."),
        (
            {"answered_on": "2026-11-17"},
            "answered_on",
            "You followed up an answer from a later day than this.",
        ),
    ],
)
def test_who_and_when_are_checked_and_the_text_is_kept(client, talks, mara, changed, field, sentence):
    before = every_row_of(mara)
    response = post(client, talks, reply(talks, **changed))
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert "One week in six.</textarea>" in response.text
    assert every_row_of(mara) == before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"said": "x" * 100_001}, TOO_LONG),
        ({"said": "a\x00b"}, "Null characters are not allowed."),
        ({"quality": "great"}, "Select a valid choice."),
        ({"rating": "5"}, "Select a valid choice."),
    ],
)
def test_each_reply_is_checked_beside_it(client, talks, mara, changed, sentence):
    before = every_row_of(mara)
    response = post(client, talks, reply(talks, **changed))
    assert response.status_code == 422
    assert sentence in text_of(by_id(dom(response), f"errors-{talks.key}"))
    assert every_row_of(mara) == before


@pytest.mark.parametrize("said", ["", " \n"])
def test_nothing_at_all_is_refused(client, talks, said):
    response = post(client, talks, reply(talks, said=said))
    assert response.status_code == 422
    assert alerts(response) == ["Write or paste what came back to at least one question."]
    assert Answer.objects.count() == 1


def test_more_than_five_are_refused(client, talks):
    asked = [f"manual-{talks.note(f'Question {number}').pk}" for number in range(6)]
    response = post(client, talks, reply(talks, *asked))
    assert response.status_code == 422
    assert alerts(response) == ["Log the replies to up to five questions at a time."]
    assert Answer.objects.count() == 1


def test_what_was_typed_for_something_closed_meanwhile_is_kept(client, talks):
    note = talks.note("Who pays?", done_at=NOW)
    body = reply(talks, talks.key, f"manual-{note.pk}")
    body[f"said-manual-{note.pk}"] = "The <company> does."
    response = post(client, talks, body)
    assert response.status_code == 422
    assert alerts(response) == ["Some of these are not open any more. Look at the list and choose again."]
    assert "The &lt;company&gt; does.</textarea>" in response.text
    assert Answer.objects.count() == 1
    [item] = find_all(dom(response), "input", name="item")
    assert attribute(item, "value") == talks.key


def test_a_field_left_empty_for_something_closed_is_not_shown(client, talks):
    response = post(client, talks, {"item": "vague-1-1", "said-vague-1-1": " "})
    assert find_all(dom(response), "textarea") == []


@pytest.mark.parametrize("body", [{}, {"item": "vague-1-1", "said-vague-1-1": "Kept words"}])
def test_with_nothing_open_there_is_only_what_was_typed(client, talks, body):
    response = post(client, talks, body)
    assert response.status_code == 422
    assert ("Kept words" in response.text) is bool(body)
    assert "To the follow-ups" in response.text


def test_a_person_of_another_company_cannot_have_answered(client, talks):
    elsewhere = factories.PersonFactory()
    response = post(client, talks, reply(talks, person=elsewhere.pk))
    assert response.status_code == 422
    assert "Select a valid choice." in feedback(response, "person")


@pytest.mark.parametrize("said", ["שבוע אחד", "<img src=x>", "=cmd", "👩🏽‍💻", "line\r\nline"])
def test_a_reply_is_stored_as_typed(client, talks, said):
    post(client, talks, reply(talks, said=said, quality="specific"))
    assert mailed().said == said.replace("\r\n", "\n")
