"""Two tabs, two devices, two requests at once: nothing acknowledged is ever overwritten or dropped."""

from uuid import uuid4

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.models import Answer, AnswerRevision
from tests import factories
from tests.interviews.at_once import at_once
from tests.interviews.pages import messages
from tests.interviews.saves import Tab, conversation, history, only_answer, tab_at

# A slow machine is not a failed rule; every example works on a question of its own.
rule = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def talk(mara):
    return conversation()


@pytest.fixture
def tabs(client, talk):
    """Two tabs that both know revision 1."""
    first, second = tab_at(client, talk), tab_at(client, talk)
    first.save("begun")
    second.base, second.client_id = first.base, first.client_id
    return first, second


# One after the other


def test_a_save_on_an_old_revision_is_kept_beside(tabs):
    first, second = tabs
    first.save("from the laptop", rating=4)
    body = second.body("from the phone", rating=1)
    response = second.send(body)
    assert response.status_code == 409
    reply = response.json()
    assert (reply["op"], reply["revision"]) == (body["op"], 2)
    assert (reply["current"]["said"], reply["current"]["rating"]) == ("from the laptop", 4)
    assert (only_answer().said, only_answer().revision) == ("from the laptop", 2)
    assert history()[-1] == (2, "from the phone", True)


def test_the_current_content_in_the_reply_is_every_field(tabs):
    first, second = tabs
    fields = {
        "said": "s",
        "impression": "i",
        "quality": "vague",
        "rating": 2,
        "flag": "red flag",
        "come_back": True,
        "promise": True,
        "refer_to": "HR",
    }
    first.save(**fields)
    assert second.save("other").json()["current"] == fields


def test_the_same_lost_save_again_gets_the_same_reply_and_is_kept_once(tabs):
    first, second = tabs
    first.save("laptop")
    body = second.body("phone")
    replies = [second.send(body).json() for _ in range(3)]
    assert replies[0] == replies[1] == replies[2]
    assert [row for row in history() if row[2]] == [(2, "phone", True)]


def test_both_reaching_the_same_text_is_no_conflict(tabs):
    first, second = tabs
    first.save("the same", rating=3)
    response = second.save("the same", rating=3)
    assert (response.status_code, response.json()["revision"]) == (200, 2)
    assert not AnswerRevision.objects.filter(kept_beside=True).exists()


def test_the_same_text_with_another_rating_is_a_conflict(tabs):
    first, second = tabs
    first.save("the same", rating=3)
    assert second.save("the same", rating=2).status_code == 409


def test_a_base_that_never_was_is_kept_beside(tabs):
    first, _second = tabs
    first.base = 77
    assert first.save("from the future").status_code == 409
    assert only_answer().said == "begun"


def test_taking_the_new_base_makes_mine_the_newest(tabs):
    first, second = tabs
    first.save("laptop")
    second.base = second.save("phone").json()["revision"]
    assert second.save("phone").json()["revision"] == 3
    assert only_answer().said == "phone"
    assert "laptop" in [said for _revision, said, _beside in history()]


def test_two_tabs_that_begin_at_once_share_one_answer(client, talk):
    first, second = tab_at(client, talk), tab_at(client, talk)
    assert first.save("first").status_code == 200
    response = second.save("second")
    assert (response.status_code, response.json()["client_id"]) == (409, first.client_id)
    assert only_answer().said == "first"
    assert history() == [(1, "first", False), (1, "second", True)]


def test_a_lost_reply_and_another_device_before_the_retry(tabs):
    first, second = tabs
    lost = first.body("first, reply lost")
    reply = first.send(lost).json()
    second.base = reply["revision"]
    second.save("second, on top")
    assert first.send(lost).json() == reply
    assert only_answer().said == "second, on top"


@rule
@given(
    steps=st.lists(
        st.tuples(st.integers(0, 1), st.sampled_from("abcd"), st.booleans(), st.booleans()), max_size=8
    )
)
def test_no_sequence_of_two_tabs_loses_an_acknowledged_text(client, talk, steps):
    """Each step: which tab, what it types, whether the reply is lost, whether it then sends again."""
    interview, _question, person = talk
    question = factories.ListedQuestionFactory(company=interview.company)
    tabs = [Tab(client, question, interview, person) for _ in range(2)]
    texts, revision = ["", ""], 0
    for which, letter, is_lost, again in steps:
        tab, texts[which] = tabs[which], texts[which] + letter
        body = tab.body(texts[which])
        replies = [tab.send(body)] + ([tab.send(body)] if again else [])
        assert len({reply.content for reply in replies}) == 1
        assert replies[0].status_code in {200, 409}
        answer = Answer.objects.get(listed_question=question)
        assert answer.revision >= revision
        assert replies[0].json()["revision"] == answer.revision
        revision = answer.revision
        records = AnswerRevision.objects.filter(answer=answer)
        assert texts[which] in {answer.said, *records.values_list("said", flat=True)}
        if replies[0].status_code == 200:
            assert answer.said == texts[which]
        if not is_lost:
            tab.base = revision
    records = AnswerRevision.objects.filter(answer__listed_question=question)
    assert {text for text in texts if text} <= set(records.values_list("said", flat=True))
    numbers = list(records.order_by("pk").values_list("revision", flat=True))
    assert numbers == sorted(numbers)


# At the same moment


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_the_same_first_save_eight_times(self, client, talk):
        tab = tab_at(client, talk)
        body = tab.body("once", rating=3)
        responses = at_once([lambda: tab.send(body)] * 8)
        assert [response.status_code for response in responses] == [200] * 8
        assert len({response.content for response in responses}) == 1
        assert history() == [(1, "once", False)]

    def test_the_same_later_save_eight_times(self, client, talk):
        tab = tab_at(client, talk)
        tab.save("begun")
        body = tab.body("begun and done")
        responses = at_once([lambda: tab.send(body)] * 8)
        assert {response.status_code for response in responses} == {200}
        assert len({response.content for response in responses}) == 1
        assert history() == [(1, "begun", False), (2, "begun and done", False)]

    def test_the_same_lost_save_eight_times(self, client, talk):
        tab = tab_at(client, talk)
        tab.save("begun")
        body = {**tab.body("stale"), "base": 0}
        responses = at_once([lambda: tab.send(body)] * 8)
        assert {response.status_code for response in responses} == {409}
        assert len({response.content for response in responses}) == 1
        assert history()[1:] == [(1, "stale", True)]

    def test_different_saves_on_one_answer(self, client, talk):
        tab = tab_at(client, talk)
        tab.save("begun")
        texts = [f"version {n}" for n in range(6)]
        bodies = [tab.body(text) for text in texts]
        responses = at_once([lambda body=body: tab.send(body) for body in bodies])
        assert sorted(response.status_code for response in responses) == [200, 409, 409, 409, 409, 409]
        assert only_answer().revision == 2
        assert {said for _revision, said, _beside in history()} == {"begun", *texts}

    def test_different_tabs_beginning(self, client, talk):
        tabs = [tab_at(client, talk) for _ in range(4)]
        responses = at_once([lambda tab=tab: tab.save(tab.client_id) for tab in tabs])
        assert sorted(response.status_code for response in responses) == [200, 409, 409, 409]
        assert Answer.objects.count() == 1
        assert len(history()) == 4
        assert len({response.json()["client_id"] for response in responses}) == 1

    def test_one_op_for_two_questions(self, client, talk):
        interview, question, _person = talk
        other = factories.ListedQuestionFactory(company=question.company)
        op = str(uuid4())
        tabs = [Tab(client, question, interview), Tab(client, other, interview)]
        responses = at_once([lambda tab=tab: tab.send({**tab.body("x"), "op": op}) for tab in tabs])
        assert sorted(response.status_code for response in responses) == [200, 422]
        assert AnswerRevision.objects.count() == 1


# Settled


def test_a_save_kept_beside_says_where_to_settle_it(client, tabs):
    first, second = tabs
    first.save("laptop")
    address = second.save("phone").json()["settle_address"]
    assert client.post(address).status_code == 302
    assert only_answer().said == "laptop"
    assert not AnswerRevision.objects.beside(only_answer()).exists()
    assert {"laptop", "phone"} <= {said for _revision, said, _beside in history()}
    assert client.post(address).status_code == 404


def test_nobody_else_settles_it(stranger_client, tabs):
    first, second = tabs
    first.save("laptop")
    address = second.save("phone").json()["settle_address"]
    assert stranger_client.post(address).status_code == 404
    assert AnswerRevision.objects.beside(only_answer()).exists()


# Settled on the page


@pytest.fixture
def two_versions(tabs):
    first, second = tabs
    first.save("laptop", rating=4, impression="fine")
    second.save("phone", rating=1, impression="hm")
    return AnswerRevision.objects.get(kept_beside=True)


def settle(client, version, choice):
    address = reverse("interviews:kept_version_settle", args=[version.answer_id, version.pk, choice])
    return client.post(address, follow=True)


@pytest.mark.parametrize(
    ("choice", "said", "rating", "revision"),
    [("use", "phone", 1, 3), ("both", "laptop\n\nphone", 4, 3), ("discard", "laptop", 4, 2)],
)
def test_a_kept_version_is_settled_and_stays_known(client, two_versions, choice, said, rating, revision):
    response = settle(client, two_versions, choice)
    assert messages(response) == "Settled. The history keeps both versions."
    answer = only_answer()
    assert (answer.said, answer.rating, answer.revision) == (said, rating, revision)
    assert {"laptop", "phone"} <= {text for _revision, text, _beside in history()}
    assert "kept beside, settled" in response.text
    assert "Keep both below" not in response.text


def test_a_version_is_settled_once(client, two_versions):
    settle(client, two_versions, "use")
    assert settle(client, two_versions, "both").status_code == 404
    assert only_answer().said == "phone"


def test_a_version_that_won_cannot_be_settled(client, two_versions):
    winner = AnswerRevision.objects.filter(kept_beside=False).last()
    assert settle(client, winner, "use").status_code == 404


def test_a_version_of_another_answer_cannot_be_settled_here(client, two_versions):
    other = factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(company=two_versions.answer.company)
    )
    address = reverse("interviews:kept_version_settle", args=[other.pk, two_versions.pk, "use"])
    assert client.post(address).status_code == 404


def test_both_texts_together_stay_within_the_limit(client, talk):
    first, second = tab_at(client, talk), tab_at(client, talk)
    first.save("a" * 60_000)
    second.save("b" * 60_000)
    response = settle(client, AnswerRevision.objects.get(kept_beside=True), "both")
    assert messages(response).startswith("Together they are longer than 100,000 characters")
    assert (len(only_answer().said), only_answer().revision) == (60_000, 1)
    assert "Keep both below" in response.text


def test_the_answer_page_shows_both_versions(client, two_versions):
    response = client.get(reverse("interviews:answer_detail", args=[two_versions.answer_id]))
    assert "laptop" in response.text
    assert "kept beside" in response.text
    assert response.text.count("phone") == 2  # to settle, and in the history


def test_a_save_after_settling_goes_on_from_there(client, tabs, two_versions):
    settle(client, two_versions, "use")
    tabs[0].base = 3
    assert tabs[0].save("phone, and more").json()["revision"] == 4


def test_a_version_of_a_person_is_offered_beside_their_form(client, talk, two_versions):
    interview, question, person = talk
    address = reverse("interviews:capture", args=[interview.pk])
    settling = f"/answers/{two_versions.answer_id}/versions/{two_versions.pk}/use/"
    page = client.get(f"{address}?question={question.pk}&person={person.pk}")
    assert "<bdi>phone</bdi>" in page.text
    assert settling in page.text
    assert settling not in client.get(f"{address}?question={question.pk}&person=none").text
