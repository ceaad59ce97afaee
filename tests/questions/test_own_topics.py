"""One's own topics: added, renamed, archived, brought back; they get a weight and a row in the comparison."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.forms import DealbreakerForm, ListedQuestionForm
from interviews.models import Weight
from questions.models import Topic
from tests import factories
from tests.interviews.pages import by_id, dom, feedback, fields_of, find_all, messages, text_of

TOPICS = reverse("questions:topic_list")
ADD = reverse("questions:topic_add")
NUL = "Null characters are not allowed."
TAKEN = "There is a topic of this name already."


@pytest.fixture
def own(mara):
    return factories.TopicFactory(owner=mara, name="Dogs", short="Dogs", position=100)


def url(name, topic):
    return reverse(f"questions:topic_{name}", args=[topic.pk])


def lines(client):
    return [text_of(one) for one in find_all(by_id(dom(client.get(TOPICS)), "main"), "li", cls="row-line")]


def test_a_topic_is_added(client, mara):
    response = client.post(
        ADD, {"name": " Dogs <b> ", "short": "Pets", "description": "May he come?"}, follow=True
    )
    assert messages(response) == "Topic added. Give it a weight when you compare."
    stored = Topic.objects.get()
    assert (stored.owner, stored.name, stored.short) == (mara, "Dogs <b>", "Pets")
    assert (stored.description, stored.default_weight) == ("May he come?", 3)
    assert lines(client) == ["Dogs <b> 0 questions · May he come? Edit Dogs <b> Archive Dogs <b>"]


def test_a_short_name_is_made_where_none_is_given(client):
    client.post(ADD, {"name": "Whether my dogs may come along"})
    assert Topic.objects.get().short == "Whether my dogs may come"


def test_the_list_has_own_topics_with_their_questions_only(client, own, mara, stranger):
    factories.TopicFactory(name="Built in")
    factories.TopicFactory(owner=stranger, name="Cats")
    for fields in ({}, {"archived_at": timezone.now()}, {"deleted_at": timezone.now()}):
        factories.QuestionFactory(owner=mara, topic=own, **fields)
    assert lines(client) == ["Dogs 2 questions Edit Dogs Archive Dogs"]


def test_an_empty_list_says_what_a_topic_is_for(client):
    assert "it gets a weight and a row in the comparison" in client.get(TOPICS).text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "This field is required."),
        ("name", "  ", "This field is required."),
        ("name", "x" * 81, "Ensure this value has at most 80 characters (it has 81)."),
        ("name", "a\x00b", NUL),
        ("name", "PAY", TAKEN),
        ("name", " old ", TAKEN),
        ("short", "x" * 25, "Ensure this value has at most 24 characters (it has 25)."),
        ("description", "x" * 241, "Ensure this value has at most 240 characters (it has 241)."),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence(client, own, mara, field, value, sentence):
    factories.TopicFactory(name="Pay")
    factories.TopicFactory(owner=mara, name="Old", archived_at=timezone.now())
    before = list(Topic.objects.values())
    for address in (ADD, url("edit", own)):
        response = client.post(address, {"name": "Cats", field: value})
        assert response.status_code == 422
        assert feedback(response, field) == sentence
    assert list(Topic.objects.values()) == before


def test_a_strangers_name_is_free(client, stranger):
    factories.TopicFactory(owner=stranger, name="Dogs")
    assert client.post(ADD, {"name": "Dogs"}).status_code == 302


def test_a_topic_is_renamed_and_may_keep_its_name(client, own):
    for name in ("DOGS", "Cats"):
        sent = {**fields_of(client.get(url("edit", own))), "name": name, "short": ""}
        response = client.post(url("edit", own), sent, follow=True)
        assert messages(response) == "Topic changed."
        own.refresh_from_db()
        assert (own.name, own.short) == (name, name)


def test_a_renamed_topic_finds_its_questions(client, own, mara):
    factories.QuestionFactory(owner=mara, topic=own, text="May he come along?")
    client.post(url("edit", own), {"name": "Animals"})
    response = client.get(reverse("questions:question_list"), {"q": "animal"})
    assert "May he come along?" in response.text


def test_an_archived_topic_is_no_longer_offered_and_comes_back(client, own, mara):
    question = factories.QuestionFactory(owner=mara, topic=own, text="May he come along?")
    response = client.post(url("archive", own), follow=True)
    assert messages(response) == "Topic archived. Questions filed under it keep it."
    assert lines(client) == ["Dogs archived 1 question Edit Dogs Bring back Dogs"]
    assert offered(client) == {""}
    assert "Dogs" in client.get(reverse("questions:question_detail", args=[question.pk])).text
    response = client.post(url("restore", own), follow=True)
    assert messages(response) == "Topic is back."
    assert offered(client) == {"", str(own.pk)}


def offered(client):
    """The topics that one's own question can be filed under."""
    [select] = find_all(dom(client.get(reverse("questions:question_add"))), "select", name="topic")
    return {dict(option.attributes)["value"] for option in find_all(select, "option")}


def test_questions_of_an_archived_topic_are_not_suggested(client, own, mara):
    factories.QuestionFactory(owner=mara, topic=own, text="May he come along?")
    page = reverse("interviews:company_detail", args=[factories.CompanyFactory().pk])
    assert "May he come along?" in client.get(page).text
    client.post(url("archive", own))
    assert "May he come along?" not in client.get(page).text


def test_an_own_topic_is_weighed_like_any(client, own):
    weights = reverse("interviews:topic_weights")
    assert f"weight-{own.pk}" in fields_of(client.get(weights))
    client.post(weights, {f"weight-{own.pk}": 5})
    assert Weight.objects.get(topic=own).value == 5


@pytest.mark.parametrize("name", ["edit", "archive", "restore"])
@pytest.mark.parametrize("whose", ["the library's", "a stranger's"])
def test_nobody_elses_topic_is_changed(client, stranger, name, whose):
    topic = factories.TopicFactory(owner=stranger if whose == "a stranger's" else None)
    before = Topic.objects.values().get()
    assert client.post(url(name, topic), {"name": "Mine"}).status_code == 404
    assert client.get(url("edit", topic)).status_code == 404
    assert Topic.objects.values().get() == before


@pytest.mark.parametrize("name", ["archive", "restore"])
def test_looking_changes_nothing(client, own, name):
    assert client.get(url(name, own)).status_code == 405


@pytest.mark.parametrize("form_class", [ListedQuestionForm, DealbreakerForm])
def test_an_archived_topic_is_offered_only_to_what_is_filed_under_it(mara, form_class):
    archived = factories.TopicFactory(owner=mara, archived_at=timezone.now())
    model = form_class.Meta.model
    offered = form_class(instance=model(), owner=mara).fields["topic"].queryset
    assert archived not in offered
    filed = form_class(instance=model(topic=archived), owner=mara).fields["topic"].queryset
    assert archived in filed
