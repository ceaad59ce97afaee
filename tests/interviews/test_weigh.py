"""What matters is said in words before any score is seen."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews.models import Profile, Weight
from interviews.weighing import consequences
from tests import factories
from tests.interviews.pages import HTMX, by_id, dom, fields_of, find_all, messages, text_of
from tests.statements import get_statements

WEIGH, COMPARE = reverse("interviews:weigh"), reverse("interviews:compare")


@pytest.fixture
def topics(mara):
    return [
        factories.TopicFactory(name=f"All about {name}", short=name) for name in ("Pay", "Growth", "Pace")
    ]


@pytest.fixture
def rated(mara, topics):
    """Two companies of which something is known."""
    for name, rating in (("Halden", 4), ("Quillworks", 2)):
        company = factories.CompanyFactory(name=name)
        for topic in topics:
            listed = factories.ListedQuestionFactory(company=company, topic=topic)
            factories.AnswerFactory(listed_question=listed, rating=rating)


def field(topic):
    return f"weight-{topic.pk}"


def sent(topics, *values):
    return {field(topic): str(value) for topic, value in zip(topics, values, strict=True)}


def weights():
    return dict(Weight.objects.values_list("topic__short", "value"))


def headings(response):
    return {dict(one.attributes).get("id") for one in find_all(dom(response), "h2")}


def preview(response):
    return text_of(by_id(dom(response), "weigh-preview"))


# Choosing


def test_every_topic_is_in_the_middle_until_it_is_moved(client, topics):
    response = client.get(WEIGH)
    assert fields_of(response) == sent(topics, 3, 3, 3)
    words = [text_of(one) for one in find_all(find_all(dom(response), "fieldset")[0], "label")]
    assert words == ["Most", "A lot", "Some", "Little", "Not"]
    assert preview(response) == "All that counts weighs the same."


def test_the_words_become_weights(client, topics):
    response = client.post(WEIGH, sent(topics, 5, 4, 0), follow=True)
    assert response.redirect_chain == [(COMPARE, 302)]
    assert messages(response) == "Weights set. Change them here at any time."
    assert weights() == {"Pay": 5, "Growth": 4, "Pace": 0}
    assert fields_of(client.get(WEIGH)) == sent(topics, 5, 4, 0)


def test_skipping_is_an_answer_too(client, topics, mara):
    response = client.post(WEIGH, {**sent(topics, 5, 4, 0), "skip": "yes"}, follow=True)
    assert messages(response) == "Every topic keeps its weight. Change them here at any time."
    assert weights() == {}
    assert Profile.objects.get(owner=mara).weights_set_at is not None


def test_a_topic_that_was_not_sent_keeps_its_weight(client, topics):
    factories.WeightFactory(topic=topics[1], value=2)
    shown = fields_of(client.get(WEIGH))
    assert field(topics[1]) not in shown  # none of the five words is 2
    client.post(WEIGH, {**shown, field(topics[0]): "5"})
    assert weights() == {"Pay": 5, "Growth": 2, "Pace": 3}


def test_a_hidden_topic_is_not_asked_about(client, topics):
    factories.WeightFactory(topic=topics[1], hidden=True, value=4)
    assert set(fields_of(client.get(WEIGH))) == {field(topics[0]), field(topics[2])}


@pytest.mark.parametrize("value", ["6", "2", "-1", "x", "\x00", "9" * 40])
def test_another_word_is_refused_and_the_rest_is_kept(client, topics, value):
    response = client.post(WEIGH, {**sent(topics, 5, 4, 3), field(topics[2]): value})
    assert response.status_code == 422
    alert = [text_of(one) for one in find_all(dom(response), "p", role="alert")]
    assert alert == ["Choose one of the five words for each topic."]
    assert fields_of(response)[field(topics[0])] == "5"
    assert not Weight.objects.exists()


def test_something_has_to_count(client, topics):
    response = client.post(WEIGH, sent(topics, 0, 0, 0))
    assert response.status_code == 422
    assert "Leave at least one topic that counts." in response.text
    assert preview(response).startswith("Nothing counts yet")
    assert not Weight.objects.exists()


def test_which_companies_are_compared_stays_in_the_address(client, topics):
    response = client.post(f"{WEIGH}?company=1&company=2", sent(topics, 5, 4, 3))
    assert response.url == f"{COMPARE}?company=1&company=2"
    client.post(WEIGH, {"skip": "yes"})
    assert f'href="{COMPARE}?company=1&amp;company=2"' in client.get(f"{WEIGH}?company=1&company=2").text


def test_without_a_topic_there_is_nothing_to_weigh(client, mara):
    response = client.get(WEIGH)
    assert "No topic yet" in response.text
    assert client.get(COMPARE).status_code == 200


def test_a_topic_of_a_stranger_is_neither_shown_nor_weighed(client, topics, stranger):
    theirs = factories.TopicFactory(owner=stranger, name="Secret topic")
    assert "Secret topic" not in client.get(WEIGH).text
    client.post(WEIGH, {**sent(topics, 5, 4, 3), field(theirs): "5"})
    assert set(weights()) == {"Pay", "Growth", "Pace"}


def test_names_are_shown_safe(client, mara):
    factories.TopicFactory(name="<b>שלום</b>", short="<b>שלום</b>")
    assert "<b>ש" not in client.get(WEIGH).text


def test_two_hundred_topics_take_as_many_statements_as_three(client, topics, mara):
    few = len(get_statements(client, WEIGH))
    for _ in range(200):
        factories.TopicFactory(owner=mara)
    assert len(get_statements(client, WEIGH)) == few <= 8


# Seeing what it means


def test_while_choosing_the_meaning_is_told_and_nothing_is_written(client, topics):
    response = client.get(WEIGH, sent(topics, 5, 1, 0), headers=HTMX)
    assert text_of(dom(response)) == "Pay decides 83 % of the score. Pace counts nothing."
    assert preview(response) == text_of(dom(response))
    assert not Weight.objects.exists()


def test_the_page_shows_the_very_fragment(client, topics):
    factories.WeightFactory(topic=topics[0], value=5)
    fragment = client.get(WEIGH, headers=HTMX).text
    assert fragment.split("\n", 1)[-1].strip() in client.get(WEIGH).text


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"A": 3, "B": 3}, ["All that counts weighs the same."]),
        ({"A": 3, "B": 0}, ["All that counts weighs the same.", "B counts nothing."]),
        ({"A": 5, "B": 5, "C": 1}, ["A and B decide 91 % of the score."]),
        ({"A": 0}, ["Nothing counts yet: without a topic that matters there is no score."]),
        ({}, ["Nothing counts yet: without a topic that matters there is no score."]),
        (
            dict.fromkeys("ABCDEF", 5) | {"G": 0, "H": 0, "I": 1},
            ["A, B, C, D and 2 more decide 97 % of the score.", "G and H count nothing."],
        ),
    ],
)
def test_what_it_means_in_words(chosen, said):
    assert consequences(chosen) == said


@settings(derandomize=True, deadline=None, max_examples=100)
@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=3), st.integers(0, 5), max_size=12))
def test_what_it_means_never_fails_and_names_who_decides(chosen):
    said = consequences(chosen)
    assert 1 <= len(said) <= 2
    if any(chosen.values()) and len({weight for weight in chosen.values() if weight}) > 1:
        percent = int(said[0].split(" %")[0].split()[-1])
        assert 0 < percent <= 100


# Before any score


def test_no_score_is_shown_before_the_topics_are_weighed(client, rated):
    response = client.get(COMPARE)
    assert f'href="{WEIGH}"' in response.text
    assert not {"ranking-heading", "matrix-heading", "weights-heading"} & headings(response)
    assert "Halden leads" not in response.text
    assert "first place" not in response.text


def test_the_home_page_does_not_tell_who_leads_either(client, rated, topics):
    company = factories.CompanyFactory(name="Northwind")
    for topic in topics:
        factories.ListedQuestionFactory(company=company, topic=topic)
    home = client.get("/")
    assert f'href="{WEIGH}"' in home.text
    assert "ask-heading" not in headings(home)
    client.post(WEIGH, {"skip": "yes"})
    home = client.get("/")
    assert f'href="{WEIGH}"' not in home.text
    assert "ask-heading" in headings(home)


def test_as_long_as_nothing_is_rated_the_home_page_asks_for_no_weights(client, topics):
    listed = factories.ListedQuestionFactory(topic=topics[0])
    factories.AnswerFactory(listed_question=listed)
    assert f'href="{WEIGH}"' not in client.get("/").text


@pytest.mark.parametrize("way", ["weigh", "skip", "settings", "slider"])
def test_every_way_of_setting_them_leads_to_the_scores(client, rated, topics, way):
    address = {
        "settings": reverse("interviews:topic_weights"),
        "slider": reverse("interviews:weights_change"),
    }.get(way, WEIGH)
    client.post(address, {"skip": "yes"} if way == "skip" else sent(topics, 5, 3, 3))
    response = client.get(COMPARE)
    assert "ranking-heading" in headings(response)
    assert "leads" in text_of(find_all(dom(response), "h1")[0])
