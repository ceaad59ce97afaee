"""The history of an answer, and any version of it brought back."""

import pytest
from django.urls import reverse

from interviews.models import Answer, AnswerRevision
from tests import factories
from tests.interviews.pages import dom, find_all, messages, text_of
from tests.interviews.saves import conversation, history, only_answer, tab_at
from tests.statements import get_statements
from tests.world import make_revision

EVERYTHING = {
    "said": "s <b>1</b>",
    "impression": "i <i>1</i>",
    "quality": "didn't know",
    "rating": 2,
    "flag": "red flag",
    "come_back": True,
    "promise": True,
    "refer_to": "HR & co",
}


@pytest.fixture
def talk(mara):
    return conversation()


@pytest.fixture
def tab(client, talk):
    """Revision 1 has every field, revision 2 only a text."""
    tab = tab_at(client, talk)
    tab.save(**EVERYTHING)
    tab.save("second")
    return tab


def version(number, **fields):
    return AnswerRevision.objects.get(revision=number, **fields)


def detail(answer):
    return reverse("interviews:answer_detail", args=[answer.pk])


def restore(client, version, answer=None):
    address = reverse("interviews:version_restore", args=[(answer or version.answer).pk, version.pk])
    return client.post(address, follow=True)


def lines(response):
    [section] = [one for one in find_all(dom(response), "section", cls="sheet") if find_all(one, "ol")]
    return [text_of(line) for line in find_all(section, "li")]


# Brought back


def test_an_earlier_version_comes_back_whole_as_a_new_revision(client, tab):
    response = restore(client, version(1))
    assert messages(response) == "Brought back. What stood there before is in the history."
    answer = only_answer()
    assert {name: getattr(answer, name) for name in EVERYTHING} == EVERYTHING
    assert answer.revision == 3
    assert [said for _revision, said, _beside in history()] == ["s <b>1</b>", "second", "s <b>1</b>"]
    assert response.redirect_chain == [(detail(answer), 302)]


def test_what_stands_there_now_makes_no_revision(client, tab):
    response = restore(client, version(2))
    assert messages(response) == "That is what stands there now."
    assert (only_answer().revision, len(history())) == (2, 2)


def test_back_and_forth(client, tab):
    for number in (1, 2, 1):
        restore(client, version(number))
    assert [said for _revision, said, _beside in history()][2:] == ["s <b>1</b>", "second", "s <b>1</b>"]


def test_an_empty_version_comes_back_too(client, tab):
    tab.save("", rating=None)
    tab.save("fourth")
    restore(client, version(3))
    assert (only_answer().said, only_answer().rating) == ("", None)


def test_a_version_kept_beside_is_settled_by_it(client, tab):
    tab.base = 1
    assert tab.save("lost").status_code == 409
    restore(client, version(2, kept_beside=True))
    assert only_answer().said == "lost"
    assert not AnswerRevision.objects.beside(only_answer()).exists()


def test_an_open_tab_then_meets_a_conflict_and_loses_nothing(client, tab):
    restore(client, version(1))
    response = tab.save("second, and more")
    assert response.status_code == 409
    assert response.json()["current"]["said"] == "s <b>1</b>"
    assert history()[-1] == (3, "second, and more", True)


def test_the_open_tab_hears_of_it_from_the_server(client, talk, tab):
    restore(client, version(1))
    address = reverse("interviews:capture_newer", args=[talk[0].pk])
    told = client.get(address, headers={"X-Device-Key": tab.key}).json()["answers"]
    assert [(one["revision"], one["fields"]["said"]) for one in told] == [(3, "s <b>1</b>")]


# What is refused


def test_a_version_of_another_answer_is_not_there(client, tab):
    answer = only_answer()
    other = factories.AnswerFactory(listed_question=factories.ListedQuestionFactory(company=answer.company))
    theirs = make_revision(other, said="of the other")
    assert restore(client, theirs, answer).status_code == 404
    assert restore(client, version(1, answer=answer), other).status_code == 404
    answer.refresh_from_db()
    assert answer.said == "second"


def test_nobody_else_brings_it_back(stranger_client, tab):
    assert restore(stranger_client, version(1)).status_code == 404
    assert only_answer().said == "second"


def test_a_deleted_answer_has_no_versions_to_bring_back(client, tab):
    client.post(reverse("interviews:answer_delete", args=[only_answer().pk]))
    assert restore(client, version(1)).status_code == 404


def test_looking_changes_nothing(client, tab):
    address = reverse("interviews:version_restore", args=[only_answer().pk, version(1).pk])
    assert client.get(address).status_code == 405
    assert len(history()) == 2


# Shown


def test_the_history_shows_what_each_version_held(client, tab):
    response = client.get(detail(only_answer()))
    newest, oldest = lines(response)
    for words in ("s <b>1</b>", "My impression: i <i>1</i>", "Didn’t know", "rated 2", "red flag"):
        assert words in oldest
    for words in ("come back", "promise", "Who would know: HR & co", "Bring this version back"):
        assert words in oldest
    assert "rated" not in newest
    assert "This is what stands there now." in newest
    assert "Bring this version back" not in newest
    assert "<b>1" not in response.text


def test_a_version_without_a_text_says_so(client, tab):
    tab.save("", rating=3)
    [newest, *_] = lines(client.get(detail(only_answer())))
    assert "No text" in newest
    assert "rated 3" in newest


def test_an_answer_without_versions_says_so(client, mara):
    response = client.get(detail(factories.AnswerFactory()))
    assert lines(response) == ["No earlier versions."]


@pytest.mark.parametrize(
    ("count", "shown"), [(50, [50]), (51, [50, 1]), (120, [50, 50, 20])], ids=["50", "51", "120"]
)
def test_every_version_can_be_reached(client, tab, count, shown):
    answer = only_answer()
    for number in range(3, count + 1):
        make_revision(answer, revision=number, said=f"text {number}")
    address, seen = detail(answer), []
    while address:
        response = client.get(address)
        seen.append(len(lines(response)))
        older = [one for one in find_all(dom(response), "a") if text_of(one) == "Older versions"]
        address = dict(older[0].attributes)["href"] if older else ""
    assert seen == shown
    assert "s &lt;b&gt;1&lt;/b&gt;" in response.text


@pytest.mark.parametrize("before", ["", "abc", "-1", "9" * 30, "²", "0"])
def test_odd_addresses_are_harmless(client, tab, before):
    assert client.get(detail(only_answer()), {"before": before}).status_code == 200


def test_the_page_costs_the_same_at_three_versions_and_at_three_hundred(client, tab):
    answer = only_answer()
    make_revision(answer, kept_beside=True)
    few = len(get_statements(client, detail(answer)))
    for number in range(300):
        make_revision(answer, revision=number + 3, kept_beside=number % 2 == 0)
    assert len(get_statements(client, detail(answer))) == few <= 8


def test_bringing_back_costs_few_statements(client, tab, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):  # session, user and the transaction's own among them
        client.post(reverse("interviews:version_restore", args=[only_answer().pk, version(1).pk]))
    assert Answer.objects.get().revision == 3
