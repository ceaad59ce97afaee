"""Filters beside the words: they combine, and say beforehand how many each choice would leave."""

import re
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions import search
from questions.forms import LibraryFilterForm
from questions.library_page import LibraryPage
from questions.models import Question, Source, Topic
from tests import factories
from tests.interviews.pages import HTMX, by_id, dom, fields_of_search, find_all, fragment, text_of
from tests.statements import get_statements

ADDRESS = reverse("questions:question_list")
CHOICES = {
    "topic": [],
    "audience": Question.Audience.values,
    "timing": Question.Timing.values,
    "level": Question.Level.values,
    "field": Question.Field.values,
    "work_mode": Question.WorkMode.values,
    "whose": ["mine", "library"],
}


@pytest.fixture
def library(mara):
    """The real one, and some own questions from two sources."""
    call_command("load_library", stdout=StringIO())
    topic = factories.TopicFactory(owner=mara, name="Dogs")
    for title in ("A blog", "A book"):
        source = Source.objects.create(owner=mara, title=title)
        for number in range(3):
            text = f"Whose decision was {title} {number}?"
            factories.QuestionFactory(owner=mara, topic=topic, source=source, text=text, audiences=["peer"])
    factories.QuestionFactory(
        owner=mara, topic=topic, text="Which decisions are archived?", archived_at=timezone.now()
    )


def shown(response):
    return [text_of(one) for one in find_all(dom(response), "a", cls="list-text")]


def said_count(response):
    """“25 questions” above the list."""
    return int(text_of(find_all(dom(response), "p", role="status")[0]).split()[0])


def options(response):
    """filter → value → the count that stands behind its label."""
    found = {}
    for select in find_all(dom(response), "select"):
        counts = found[dict(select.attributes)["name"]] = {}
        for option in find_all(select, "option"):
            count = re.search(r"\((\d+)\)$", text_of(option))
            if count:
                counts[dict(option.attributes)["value"]] = int(count[1])
    return found


# The counts


@pytest.fixture
def hits(library, mara):
    return mara, {words: search.find(mara, words) for words in ("", "decision", "decisons", "team what")}


def filters():
    """Any mixture of filters; a topic is given by its place among the topics."""
    chosen = {name: st.sampled_from(["", *values]) for name, values in CHOICES.items() if values}
    return st.fixed_dictionaries({"topic": st.integers(-1, 13), **chosen})


@given(words=st.sampled_from(["", "decision", "decisons", "team what"]), asked=filters())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_count_is_what_choosing_it_gives(hits, words, asked):
    mara, found = hits
    topics = sorted({str(hit.topic) for hit in found[""]})
    asked = {**asked, "topic": topics[asked["topic"]] if 0 <= asked["topic"] < len(topics) else ""}
    counts = search.facets(found[words], asked, mara, {**CHOICES, "topic": topics})
    for name, choices in counts.items():
        for value, count in choices.items():
            assert count == len(search.narrowed(found[words], {**asked, name: value}, mara)), (name, value)


@pytest.mark.parametrize(
    "query", [{}, {"q": "decision"}, {"q": "team", "audience": "peer", "timing": "first call"}]
)
def test_the_page_says_what_choosing_gives(client, library, query):
    counted = options(client.get(ADDRESS, query))
    assert set(counted) == set(LibraryFilterForm.FACETS)
    for name, counts in counted.items():
        for value, count in list(counts.items())[:3]:
            assert said_count(client.get(ADDRESS, {**query, name: value})) == count, (name, value)


def test_one_filters_counts_do_not_depend_on_its_own_choice(client, library):
    without = options(client.get(ADDRESS, {"q": "decision"}))
    chosen = options(client.get(ADDRESS, {"q": "decision", "audience": "peer"}))
    assert chosen["audience"] == without["audience"]
    assert sum(chosen["timing"].values()) < sum(without["timing"].values())


def test_the_librarys_topics_add_up(client, library):
    response = client.get(ADDRESS)
    assert sum(options(response)["topic"].values()) == said_count(response)
    assert sum(options(response)["timing"].values()) == said_count(response)
    assert sum(options(response)["whose"].values()) == said_count(response)


# What a choice means


@pytest.fixture
def topic(db):
    return factories.TopicFactory(name="Pay")


@pytest.mark.parametrize(
    ("name", "column", "value", "other"),
    [
        ("audience", "audiences", "peer", "HR"),
        ("level", "levels", "senior", "entry"),
        ("field", "fields", "data", "sales"),
        ("work_mode", "work_modes", "remote", "on site"),
    ],
)
def test_an_empty_list_means_any(client, topic, name, column, value, other):
    for text, values in (("Named?", [other, value]), ("Any?", []), ("Other?", [other])):
        factories.QuestionFactory(topic=topic, text=text, **{column: values})
    assert shown(client.get(ADDRESS, {name: value})) == ["Named?", "Any?"]
    assert options(client.get(ADDRESS))[name][value] == 2


def test_a_time_is_that_time_only(client, topic):
    factories.QuestionFactory(topic=topic, text="First?", timing="first call")
    factories.QuestionFactory(topic=topic, text="Last?", timing="with an offer")
    assert shown(client.get(ADDRESS, {"timing": "with an offer"})) == ["Last?"]


def test_mine_and_the_librarys(client, topic, mara):
    factories.QuestionFactory(topic=topic, text="Built in?")
    factories.QuestionFactory(topic=topic, text="Mine?", owner=mara)
    assert shown(client.get(ADDRESS, {"whose": "mine"})) == ["Mine?"]
    assert shown(client.get(ADDRESS, {"whose": "library"})) == ["Built in?"]


def test_filters_and_words_combine(client, topic):
    other = factories.TopicFactory(name="Growth")
    for text, fields in (
        ("Overtime, all of it?", {"audiences": ["peer"], "timing": "final round", "levels": ["lead"]}),
        ("Overtime, not lead?", {"audiences": ["peer"], "timing": "final round", "levels": ["mid"]}),
        ("Overtime, early?", {"audiences": ["peer"], "timing": "first call"}),
        ("Holidays?", {"audiences": ["peer"], "timing": "final round"}),
    ):
        factories.QuestionFactory(topic=topic, text=text, **fields)
    factories.QuestionFactory(topic=other, text="Overtime elsewhere?", timing="final round")
    asked = {"q": "overtime", "topic": topic.pk, "audience": "peer", "timing": "final round", "level": "lead"}
    assert shown(client.get(ADDRESS, asked)) == ["Overtime, all of it?"]


def test_a_source_is_offered_to_whoever_imported_it(client, stranger_client, topic, mara):
    source = Source.objects.create(owner=mara, title="A blog")
    factories.QuestionFactory(topic=topic, text="From it?", owner=mara, source=source)
    factories.QuestionFactory(topic=topic, text="Built in?")
    assert shown(client.get(ADDRESS, {"source": source.pk})) == ["From it?"]
    assert options(client.get(ADDRESS))["source"] == {str(source.pk): 1}
    assert "source" not in options(stranger_client.get(ADDRESS))
    assert shown(stranger_client.get(ADDRESS, {"source": source.pk})) == ["Built in?"]


def test_archived_questions_stand_apart(client, topic, mara):
    factories.QuestionFactory(topic=topic, text="Archived overtime?", owner=mara, archived_at=timezone.now())
    factories.QuestionFactory(topic=topic, text="Live overtime?", owner=mara)
    factories.QuestionFactory(topic=topic, text="Deleted?", owner=mara, deleted_at=timezone.now())
    assert shown(client.get(ADDRESS)) == shown(client.get(ADDRESS, {"q": "overtime"})) == ["Live overtime?"]
    assert shown(client.get(ADDRESS, {"archived": "on"})) == ["Archived overtime?"]
    assert shown(client.get(ADDRESS, {"archived": "on", "q": "overtime"})) == ["Archived overtime?"]


def test_an_archived_topic_is_no_choice_and_its_questions_stay(client, mara):
    topic = factories.TopicFactory(owner=mara, name="Dogs", archived_at=timezone.now())
    factories.QuestionFactory(topic=topic, owner=mara, text="May he come along?")
    response = client.get(ADDRESS)
    assert shown(response) == ["May he come along?"]
    assert "Dogs" not in text_of(find_all(dom(response), "form", role="search")[0])


def test_own_topics_are_choices_and_a_strangers_are_not(client, mara, stranger):
    own = factories.TopicFactory(owner=mara, name="Dogs")
    factories.TopicFactory(owner=stranger, name="Cats")
    assert list(options(client.get(ADDRESS))["topic"]) == [str(own.pk)]


def test_a_german_question_is_found_by_its_stem_on_the_page(client, topic, mara):
    text = "Welche Entscheidungen trifft das Team?"
    factories.QuestionFactory(topic=topic, owner=mara, text=text, language="de")
    assert shown(client.get(ADDRESS, {"q": "die Entscheidung Team"})) == [text]


# The address


def test_what_was_asked_stays_in_the_form_and_in_every_link(client, library):
    query = {"q": "team", "timing": "interviews", "whose": "library"}
    response = client.get(ADDRESS, {**query, "page": "1"})
    fields = fields_of_search(response)
    assert {name: value for name, value in fields.items() if value} == query
    assert set(fields) == {"q", *LibraryFilterForm.FACETS}
    [link] = [one for one in find_all(dom(response), "a") if text_of(one) == "Next page"]
    asked = parse_qs(urlsplit(dict(link.attributes)["href"]).query)
    assert asked == {**{name: [value] for name, value in query.items()}, "page": ["2"]}


def test_the_form_asks_by_its_address_with_and_without_htmx(client, library):
    [form] = find_all(dom(client.get(ADDRESS)), "form", role="search")
    attributes = dict(form.attributes)
    assert (attributes["method"], attributes["action"], attributes["hx-get"]) == ("get", ADDRESS, ADDRESS)
    assert attributes["hx-push-url"] == "true"


def test_clearing_is_offered_where_something_narrows(client, library):
    def clears(**query):
        return "Clear search and filters" in client.get(ADDRESS, query).text

    assert not clears()
    assert clears(q="team")
    assert clears(timing="interviews")
    assert clears(archived="on")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"q": "team"},
        {"q": "team", "page": "2"},
        {"audience": "peer", "archived": "on"},
        {"q": "xylophone"},
    ],
)
def test_htmx_gets_the_very_part_of_the_page(client, library, query):
    part = client.get(ADDRESS, query, headers=HTMX)
    assert find_all(dom(part), "html") == []
    assert fragment(part, "library") == fragment(client.get(ADDRESS, query), "library")


@given(
    query=st.dictionaries(
        st.sampled_from(["q", *LibraryFilterForm.FACETS, "archived", "page", "other"]),
        st.text(max_size=20)
        | st.integers().map(str)
        | st.sampled_from(["None", "on", "mine", "peer", "\x00"]),
    )
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_breaks_the_page(client, mara, query):
    factories.QuestionFactory(owner=mara)
    assert client.get(ADDRESS, query).status_code == 200


# What it costs


@pytest.mark.parametrize("query", ["", "?q=what", "?q=waht", "?q=what&audience=peer&page=2", "?archived=on"])
def test_it_takes_four_statements_however_many_questions_one_has(client, mara, query):
    call_command("load_library", stdout=StringIO())
    topic = Topic.objects.first()
    for total in (30, 300):
        have = Question.objects.filter(owner=mara).count()
        Question.objects.bulk_create(
            Question(
                owner=mara,
                topic=topic,
                key=f"own-{number}",
                text=f"What happened, {number}?",
                source=Source.objects.create(owner=mara, title=f"Source {number}")
                if number % 30 == 0
                else None,
                language="de" if number % 3 else "en",
            )
            for number in range(have, total)
        )
        assert len(get_statements(client, ADDRESS + query)) <= 4  # the last: which of them told the truth


def test_the_page_in_python_is_what_the_page_shows(client, library, mara):
    page = LibraryPage(user=mara, asked=QueryDict("q=team&whose=mine")).page
    assert [question.text for question in page] == shown(client.get(ADDRESS, {"q": "team", "whose": "mine"}))
    assert by_id(dom(client.get(ADDRESS)), "library")
