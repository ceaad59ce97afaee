"""Versions that lost a conflict: shown whole, joined without doubling, gone with the drafts before them."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.actions.answers import IMPRESSIONS_APART, joined, one_below_the_other
from interviews.models import Answer, AnswerRevision
from tests.interviews.pages import dom, find_all, text_of
from tests.interviews.saves import Tab, conversation, history, only_answer, tab_at

rule = settings(max_examples=300, deadline=None)
PARTS = st.lists(st.text(alphabet="ab \n·", max_size=4), max_size=3).map("\n\n".join)


@pytest.fixture
def talk(mara):
    return conversation()


@pytest.fixture
def conflict(client, talk):
    """Two tabs typed on revision 1: the first won with `ours`, the second is kept beside with `theirs`."""

    def happen(ours, theirs):
        first, second = tab_at(client, talk), tab_at(client, talk)
        first.save("begun")
        second.base = first.base
        first.save(**ours)
        assert second.save(**theirs).status_code == 409
        return kept().get()

    return happen


def kept():
    return AnswerRevision.objects.filter(kept_beside=True, settled_at=None).order_by("pk")


def settle(client, version, choice):
    address = reverse("interviews:kept_version_settle", args=[version.answer_id, version.pk, choice])
    return client.post(address, follow=True)


# Both


def test_both_texts_and_both_impressions_stay(client, conflict):
    version = conflict({"said": "laptop", "impression": "fine"}, {"said": "phone", "impression": "hm"})
    settle(client, version, "both")
    assert (only_answer().said, only_answer().impression) == ("laptop\n\nphone", "fine · hm")


@pytest.mark.parametrize(
    ("field", "mine", "other"),
    [
        ("rating", 4, 1),
        ("quality", "vague", "specific"),
        ("flag", "good sign", "red flag"),
        ("refer_to", "Ilse", "HR"),
    ],
)
def test_of_what_there_is_only_one_ours_stays_and_theirs_fills_what_is_empty(
    client, conflict, field, mine, other
):
    version = conflict({"said": "laptop", field: mine}, {"said": "phone", field: other})
    settle(client, version, "both")
    assert getattr(only_answer(), field) == mine


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("rating", 1),
        ("quality", "specific"),
        ("flag", "red flag"),
        ("refer_to", "HR"),
        ("come_back", True),
        ("promise", True),
    ],
)
def test_what_only_the_kept_version_has_is_taken(client, conflict, field, other):
    settle(client, conflict({"said": "laptop"}, {"said": "phone", field: other}), "both")
    assert getattr(only_answer(), field) == other


def test_where_both_come_to_what_stands_there_no_revision_is_made(client, conflict):
    version = conflict({"said": "begun, and more", "rating": 3}, {"said": "begun"})
    settle(client, version, "both")
    assert (only_answer().said, only_answer().revision) == ("begun, and more", 2)
    assert not kept().exists()


def test_impressions_together_stay_within_the_limit(client, conflict):
    version = conflict({"impression": "a" * 60_000}, {"impression": "b" * 60_000})
    response = settle(client, version, "both")
    assert "Together they are longer than 100,000 characters" in response.text
    assert only_answer().impression == "a" * 60_000
    assert kept().count() == 1


@pytest.mark.parametrize(
    ("ours", "theirs", "both"),
    [
        ("", "b", "b"),
        ("a", "", "a"),
        ("a", " \n", "a"),
        ("same", "same", "same"),
        ("begun", "begun and done", "begun and done"),
        ("begun and done", "begun", "begun and done"),
        ("a\n\nb", "b", "a\n\nb"),
        ("b", "a\n\nb\n\nc", "a\n\nb\n\nc"),
        ("laptop", "top", "laptop\n\ntop"),
        ("a\n\nb", "b\n\nc", "a\n\nb\n\nb\n\nc"),
    ],
)
def test_nothing_stands_there_twice(ours, theirs, both):
    assert one_below_the_other(ours, theirs, "\n\n") == both


@rule
@given(PARTS, PARTS, st.sampled_from(["\n\n", IMPRESSIONS_APART]))
def test_every_word_of_both_is_there_and_once_is_enough(ours, theirs, between):
    both = one_below_the_other(ours, theirs, between)
    assert ours.strip() in both
    assert theirs.strip() in both
    assert one_below_the_other(both, theirs, between) == both
    assert len(both) <= len(ours) + len(between) + len(theirs)


def test_joining_changes_neither_version():
    ours, theirs = Answer(said="a", rating=2), AnswerRevision(said="b", rating=3, promise=True)
    fields = joined(ours, theirs)
    assert (fields["said"], fields["rating"], fields["promise"]) == ("a\n\nb", 2, True)
    assert (ours.said, theirs.said) == ("a", "b")


# A tab that typed on


@pytest.fixture
def drafts(client, talk):
    """A tab that typed on in a conflict, twice, and then one of another tab."""
    first, second, third = (tab_at(client, talk) for _ in range(3))
    first.save("begun", tab="first")
    first.save("laptop", tab="first")
    for text in ("p", "ph", "phone"):
        second.base = 1
        assert second.save(text, tab="second").status_code == 409
    third.base = 1
    assert third.save("tablet", tab="third").status_code == 409
    return {version.said: version for version in kept()}


@pytest.mark.parametrize("choice", ["discard", "use", "both"])
def test_the_last_one_settles_those_it_grew_from(client, drafts, choice):
    settle(client, drafts["phone"], choice)
    assert [version.said for version in kept()] == ["tablet"]
    assert {"p", "ph", "phone"} <= {said for _revision, said, _beside in history()}


def test_an_earlier_one_leaves_what_came_later(client, drafts):
    settle(client, drafts["ph"], "discard")
    assert [version.said for version in kept()] == ["phone", "tablet"]


def test_what_the_same_tab_lost_in_another_conflict_stays(client, talk, drafts):
    again = tab_at(client, talk)
    again.base = 0
    again.save("another text", tab="second")
    [latest] = [version for version in kept() if version.said == "another text"]
    settle(client, latest, "discard")
    assert [version.said for version in kept()] == ["p", "ph", "phone", "tablet"]


def test_saves_of_unknown_tabs_do_not_settle_each_other(client, talk):
    first, second = tab_at(client, talk), tab_at(client, talk)
    first.save("begun")
    for text in ("one", "two"):
        second.base = 0
        second.save(text)
    settle(client, kept().get(said="two"), "discard")
    assert [version.said for version in kept()] == ["one"]


def test_versions_of_another_answer_stay(client, talk, drafts):
    interview, question, _person = talk
    first, second = Tab(client, question, interview), Tab(client, question, interview)
    first.save("begun", tab="first")
    second.base = 7
    second.save("elsewhere", tab="second")
    settle(client, drafts["phone"], "discard")
    assert [version.said for version in kept()] == ["tablet", "elsewhere"]


# Shown


@pytest.mark.parametrize("page", ["answer", "interview mode"])
def test_a_kept_version_is_shown_whole(client, talk, conflict, page):
    theirs = {
        "said": "<b>phone</b>",
        "impression": "<i>hm</i>",
        "rating": 1,
        "quality": "vague",
        "flag": "red flag",
        "come_back": True,
        "promise": True,
        "refer_to": "HR & co",
    }
    version = conflict({"said": "laptop"}, theirs)
    interview, question, person = talk
    address = {
        "answer": reverse("interviews:answer_detail", args=[version.answer_id]),
        "interview mode": reverse("interviews:capture", args=[interview.pk])
        + f"?question={question.pk}&person={person.pk}",
    }[page]
    response = client.get(address)
    [box, *_] = [
        one for one in find_all(dom(response), "div", cls="alert-warning") if "phone" in text_of(one)
    ]
    text = text_of(box)
    for words in ("<b>phone</b>", "My impression: <i>hm</i>", "rated 1", "Vague", "red flag", "come back"):
        assert words in text
    assert "promise" in text
    assert "Who would know: HR & co" in text
    assert "<b>phone" not in response.text
