import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.interviews.pages import by_id, dom, text_of


def page(client, question):
    return client.get(reverse("questions:question_detail", args=[question.pk]))


def test_everything_it_says(client):
    question = factories.QuestionFactory(
        text="Who decides <b>?",
        why="It tells.",
        listen_for="Names.",
        beware_of="A family.",
        follow_ups=["For example?", "<i>When?"],
        audiences=["peer"],
        timing="final round",
        levels=["lead"],
        minutes=6,
        look_up_first=True,
    )
    response = page(client, question)
    text = text_of(by_id(dom(response), "main"))
    for words in (
        question.topic.name,
        "Who decides <b>?",
        "It tells.",
        "Names.",
        "A family.",
        "For example?",
        "<i>When?",
        "peer",
        "final round · 6 min",
        "look up first",
        "lead",
        "From Turnabout's own library, under its licence.",
    ):
        assert words in text
    assert f"?topic={question.topic_id}" in response.text


def test_the_smallest_question_says_anyone(client):
    text = text_of(by_id(dom(page(client, factories.QuestionFactory())), "main"))
    assert "anyone · interviews · 3 min" in text
    assert "Listen for" not in text


def test_ones_own_question_says_so(client, mara):
    assert "Your own question." in page(client, factories.QuestionFactory(owner=mara)).text


def test_an_archived_question_can_still_be_read(client):
    assert page(client, factories.QuestionFactory(archived_at=timezone.now())).status_code == 200


@pytest.mark.parametrize("pk", [0, 2**63, 10**30])
def test_a_question_that_is_none_is_not_there(client, pk):
    assert client.get(f"/questions/{pk}/").status_code == 404
