"""A dealbreaker is deleted at once and comes back with what was found about it."""

import pytest
from django.core import signing
from django.urls import reverse

from interviews.actions import signed_dealbreaker
from interviews.models import Answer, Company, Dealbreaker, DealbreakerCheck
from tests import factories
from tests.interviews.pages import HTMX, by_id, dom, fields_of, find_all, messages, text_of
from tests.statements import statements

LIST, RESTORE = reverse("interviews:dealbreaker_list"), reverse("interviews:dealbreaker_restore")


@pytest.fixture
def dealbreaker(mara):
    """Checked at three companies, at one of them with an answer as proof."""
    topic = factories.TopicFactory(owner=mara)
    dealbreaker = factories.DealbreakerFactory(text="<b>Never</b> אין", topic=topic, position=4)
    proof = factories.AnswerFactory()
    for fields in ({"company": proof.company, "answer": proof, "note": "too much"}, {}, {"verdict": "clear"}):
        factories.DealbreakerCheckFactory(dealbreaker=dealbreaker, **fields)
    return dealbreaker


def delete(client, dealbreaker, **more):
    return client.post(reverse("interviews:dealbreaker_delete", args=[dealbreaker.pk]), **more)


def restore(client, kept):
    return client.post(RESTORE, {"kept": kept}, follow=True)


def kept_in(response):
    return fields_of(response, RESTORE)["kept"]


def everything():
    fields = ("dealbreaker", "company", "owner", "verdict", "answer", "note")
    return [
        list(Dealbreaker.objects.order_by("pk").values()),
        list(DealbreakerCheck.objects.order_by("company").values(*fields)),
    ]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_undo_brings_everything_back(client, dealbreaker, headers):
    factories.DealbreakerFactory(text="another")
    before = everything()
    response = delete(client, dealbreaker, headers=headers)
    assert [one.text for one in Dealbreaker.objects.all()] == ["another"]
    assert not DealbreakerCheck.objects.exists()
    assert "&lt;b&gt;Never" in response.text
    assert text_of(by_id(dom(response), f"delete-or-undo-{dealbreaker.pk}")) == "Undo"
    response = restore(client, kept_in(response))
    assert messages(response) == "Dealbreaker is back, with what you found about it."
    assert everything() == before


def test_the_button_that_deletes_and_the_one_that_undoes_are_one_for_the_focus(client, dealbreaker):
    button = by_id(dom(client.get(LIST)), f"delete-or-undo-{dealbreaker.pk}")
    assert text_of(button).startswith("Delete")
    lines = find_all(dom(delete(client, dealbreaker, headers=HTMX)), "li")
    assert [text_of(line) for line in lines] == ["Deleted: “ <b>Never</b> אין ” Undo"]


def test_pressing_undo_twice_changes_nothing(client, dealbreaker):
    kept = kept_in(delete(client, dealbreaker))
    restore(client, kept)
    Dealbreaker.objects.update(text="changed meanwhile")
    DealbreakerCheck.objects.filter(verdict="clear").delete()
    restore(client, kept)
    assert Dealbreaker.objects.get().text == "changed meanwhile"
    assert DealbreakerCheck.objects.count() == 2


def test_what_is_gone_meanwhile_is_left_out(client, dealbreaker):
    kept = kept_in(delete(client, dealbreaker))
    dealbreaker.topic.delete()
    Answer.objects.get().delete()
    Company.objects.order_by("pk").last().delete()
    restore(client, kept)
    assert Dealbreaker.objects.get().topic is None
    assert [check.answer for check in DealbreakerCheck.objects.all()] == [None, None]


@pytest.mark.parametrize("kept", ["", "x", "\x00", signing.dumps({"pk": 1})])
def test_only_what_was_signed_here_comes_back(client, mara, kept):
    assert messages(restore(client, kept)) == "There was nothing to bring back."
    assert not Dealbreaker.objects.exists()


def test_what_is_kept_is_of_no_use_to_a_stranger(stranger_client, dealbreaker, mara):
    kept = signed_dealbreaker(dealbreaker, by=mara)
    dealbreaker.delete()
    assert messages(restore(stranger_client, kept)) == "There was nothing to bring back."
    assert not Dealbreaker.objects.exists()


def test_a_stranger_deletes_nothing(stranger_client, dealbreaker):
    assert delete(stranger_client, dealbreaker).status_code == 404
    assert Dealbreaker.objects.get() == dealbreaker


def test_three_hundred_checks_take_as_many_statements_as_three(client, mara):
    def needed(size):
        dealbreaker = factories.DealbreakerFactory()
        for _ in range(size):
            factories.DealbreakerCheckFactory(dealbreaker=dealbreaker)
        with statements() as deleting:
            response = delete(client, dealbreaker)
        with statements() as restoring:
            client.post(RESTORE, {"kept": kept_in(response)})
        return len(deleting), len(restoring)

    assert needed(3) == needed(60)
