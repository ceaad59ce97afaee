"""The library: everything, narrowed, searched, page by page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.interviews.pages import HTMX, by_id, dom, fields_of_search, find_all, fragment, text_of

ADDRESS = reverse("questions:question_list")


@pytest.fixture
def topics(mara):
    return [factories.TopicFactory(name=name, position=place) for place, name in enumerate(("Pay", "Growth"))]


def shown(response):
    return [text_of(one) for one in find_all(dom(response), "a", cls="list-text")]


def found(client, **query):
    return shown(client.get(ADDRESS, query))


def test_questions_stand_under_their_topics_in_order(client, topics):
    pay, growth = topics
    for topic, text in ((growth, "Grown?"), (pay, "Paid?"), (growth, "Taller?")):
        factories.QuestionFactory(topic=topic, text=text)
    response = client.get(ADDRESS)
    assert shown(response) == ["Paid?", "Grown?", "Taller?"]
    assert [text_of(one) for one in find_all(dom(response), "h2")] == ["Pay", "Growth"]
    assert text_of(find_all(dom(response), "p", role="status")[0]) == "3 questions"


def test_what_a_line_says(client, topics):
    factories.QuestionFactory(
        topic=topics[0],
        text="Paid <b>?",
        why="It is yours.",
        audiences=["HR", "peer"],
        levels=["senior"],
        fields=["data"],
        work_modes=["remote"],
        minutes=7,
        timing="with an offer",
        look_up_first=True,
    )
    line = text_of(find_all(dom(client.get(ADDRESS)), "li", cls="row-line")[0])
    for words in ("Paid <b>?", "It is yours.", "HR, peer", "with an offer", "7 min"):
        assert words in line
    for words in ("senior", "data", "remote", "look up first"):
        assert words in line


def test_archived_and_strangers_questions_are_not_there(client, topics, stranger, mara):
    factories.QuestionFactory(text="Archived?", archived_at=timezone.now())
    factories.QuestionFactory(text="Secret?", owner=stranger)
    own = factories.QuestionFactory(text="Mine?", owner=mara)
    assert found(client) == [own.text]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("overtime", ["Who works overtime?"]),
        ("OVERTIME", ["Who works overtime?"]),
        ("works who", ["Who works overtime?"]),
        ("because", ["Who left?"]),
        ("really", ["Who left?"]),
        ("growth", ["Who left?"]),
        ("who", ["Who works overtime?", "Who left?"]),
        ("100%", []),
        ("_", []),
        ("'; DROP TABLE", []),
        ("nothing like it", []),
        ("   ", ["Who works overtime?", "Who left?"]),
    ],
)
def test_every_word_stands_somewhere(client, topics, words, expected):
    pay, growth = topics
    factories.QuestionFactory(topic=pay, text="Who works overtime?")
    factories.QuestionFactory(topic=growth, text="Who left?", why="Because", follow_ups=["Really?"])
    assert found(client, q=words) == expected


def test_narrowed_by_topic_and_audience(client, topics):
    pay, growth = topics
    factories.QuestionFactory(topic=pay, text="For HR?", audiences=["HR"])
    factories.QuestionFactory(topic=pay, text="For anyone?")
    factories.QuestionFactory(topic=growth, text="For peers?", audiences=["peer"])
    assert found(client, topic=pay.pk) == ["For HR?", "For anyone?"]
    assert found(client, audience="peer") == ["For anyone?", "For peers?"]
    assert found(client, topic=pay.pk, audience="peer", q="any") == ["For anyone?"]


def test_the_filter_shows_what_was_asked(client, topics):
    response = client.get(ADDRESS, {"q": "a <b>", "topic": topics[1].pk, "audience": "peer"})
    fields = {name: value for name, value in fields_of_search(response).items() if value}
    assert fields == {"q": "a <b>", "topic": str(topics[1].pk), "audience": "peer"}


def test_nothing_found_says_what_to_do(client, topics):
    response = client.get(ADDRESS, {"q": "zzz"})
    assert "Nothing found" in response.text
    assert "Show all questions" in response.text


def test_a_hundred_and_five_come_in_three_pages(client, topics):
    for number in range(105):
        factories.QuestionFactory(topic=topics[0], text=f"Number {number}?")
    pages = [client.get(ADDRESS, {"page": page, "q": "number"}) for page in (1, 2, 3)]
    assert [len(shown(page)) for page in pages] == [50, 50, 5]
    assert "Page 2 of 3" in pages[1].text
    links = {text_of(one): dict(one.attributes)["href"] for one in find_all(dom(pages[1]), "a")}
    assert set(links["Next page"].lstrip("?").split("&")) == {"q=number", "page=3"}
    assert len({text for page in pages for text in shown(page)}) == 105


@pytest.mark.parametrize(
    ("page", "count"), [("abc", 50), ("0", 5), ("-1", 5), ("99999999999999999999", 5), ("", 50), ("²", 50)]
)
def test_a_page_that_is_none_is_the_first_or_the_last(client, topics, page, count):
    for _ in range(55):
        factories.QuestionFactory(topic=topics[0])
    assert len(found(client, page=page)) == count


@pytest.mark.parametrize(
    "query",
    [
        "topic=abc",
        "topic=-1",
        "topic=99999999999999999999",
        "topic=%00",
        "audience=wizard",
        "audience=%00",
        "q=%00",
        "q=%ED%A0%80",
        "q=" + "x" * 5000,
        "q=" + "+a" * 49,
    ],
)
def test_what_cannot_be_read_narrows_nothing_and_breaks_nothing(client, topics, query):
    factories.QuestionFactory(topic=topics[0], text="A?")
    response = client.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200
    if "q=" not in query or "%00" in query or len(query) > 1000:
        assert shown(response) == ["A?"]


def test_htmx_gets_the_very_part_of_the_page(client, topics):
    for number in range(55):
        factories.QuestionFactory(topic=topics[0], text=f"Number {number}?")
    query = {"q": "number", "topic": topics[0].pk, "page": "2"}
    part = client.get(ADDRESS, query, headers=HTMX)
    assert find_all(dom(part), "html") == []
    assert fragment(part, "library") == fragment(client.get(ADDRESS, query), "library")


def test_right_to_left_and_very_long_words(client, topics):
    for text in ("מה השתנה השנה?", "Donaudampfschifffahrt" * 40):
        factories.QuestionFactory(topic=topics[0], text=text)
    response = client.get(ADDRESS, {"q": "השתנה"})
    assert shown(response) == ["מה השתנה השנה?"]
    assert text_of(find_all(by_id(dom(response), "library"), "bdi")[0]) == "מה השתנה השנה?"
