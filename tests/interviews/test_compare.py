"""The compare page: the worked examples to the decimal, weighing again, and what stands in the way."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Weight
from tests import factories
from tests.interviews.pages import HTMX, dom, find_all, fragment, labelled, messages, table_rows, text_of

ADDRESS = reverse("interviews:compare")
WEIGHTS = reverse("interviews:weights_change")
TOPICS = {"Autonomy": 5, "Growth": 4, "Communication": 3, "Workload": 5, "Stability": 4}
# Per topic the ratings of each listed question: "" is not rated, "41" are two people.
PICTURE = {
    "Halden Health": [["3", ""], ["4", "4", "3"], ["3", "4"], ["4", "3", "3", ""], ["3", "3"]],
    "Northwind Energy": [["4", "4", "3"], ["3", "3"], ["3", "4", ""], ["2", "41", "1"], ["", ""]],
    "Quillworks": [["", "", ""], ["1", ""], ["3", "", ""], ["4", "3"], ["4"]],
}
OUT_OF_RANGE = "A weight is a whole number from 0 to 5."


@pytest.fixture
def topics(mara):
    """By name, weighed as in the worked examples."""
    made = {name: factories.TopicFactory(name=name) for name in TOPICS}
    for name, weight in TOPICS.items():
        factories.WeightFactory(topic=made[name], value=weight)
    return made


def record(name, topics, ratings):
    """A company with two people whose answers have these ratings, question by question."""
    company = factories.CompanyFactory(name=name)
    people = [factories.PersonFactory(company=company) for _ in range(2)]
    for topic, listed in zip(topics, ratings, strict=True):
        for number, rated in enumerate(listed):
            question = factories.ListedQuestionFactory(
                company=company, topic=topic, text=f"{topic.name} {number} at {name}?"
            )
            for place, rating in enumerate(rated):
                person = people[(number + place) % 2]
                factories.AnswerFactory(listed_question=question, person=person, rating=int(rating))
    return company


@pytest.fixture
def picture(topics):
    return {name: record(name, topics.values(), ratings) for name, ratings in PICTURE.items()}


def weights(topics, **changed):
    return {f"weight-{topics[name].pk}": value for name, value in changed.items()}


def headline(response):
    return text_of(find_all(dom(response), "h1")[0])


def ranking(response):
    """(company, score, coverage, range) of each line, best first."""
    lines = []
    for line in find_all(dom(response), "div", cls="rank"):
        name = text_of(find_all(line, "a")[0])
        score = text_of(find_all(line, "b")[0])
        coverage = next(word for word in text_of(line).split() if word.endswith("%"))
        span = dict(find_all(line, "svg")[0].attributes)["aria-label"]
        lines.append((name, score, coverage, span))
    return lines


def leader(response):
    return ranking(response)[0][0]


def cells(response):
    """Topic → (value, known) per company, and the companies in the head."""
    head, *rows = table_rows(response)
    return head[1:], {row[0].split(" weight ")[0]: [cell.split(" ·")[0] for cell in row[1:]] for row in rows}


# The worked examples


def test_the_three_companies_of_the_picture_to_the_decimal(client, picture):
    response = client.get(ADDRESS)
    assert ranking(response) == [
        ("Halden Health", "3.3", "82%", "between 2.9 and 3.4"),
        ("Northwind Energy", "2.9", "76%", "between 2.5 and 3.2"),
        ("Quillworks", "2.9", "57%", "between 2.3 and 3.5"),
    ]
    assert headline(response) == "Halden leads, but Quillworks could still win"


def test_the_matrix_of_the_picture(client, picture):
    head, rows = cells(client.get(ADDRESS))
    assert head == ["Halden", "Northwind", "Quillworks"]
    known = {topic: [" ".join(cell.split()[:4]) for cell in row] for topic, row in rows.items()}
    assert known == {
        "Autonomy": ["3.0 1 of 2", "3.7 3 of 3", "– 0 of 3"],
        "Growth": ["3.7 3 of 3", "3.0 2 of 2", "1.0 1 of 2"],
        "Communication": ["3.5 2 of 2", "3.5 2 of 3", "3.0 1 of 3"],
        "Workload": ["3.3 3 of 4", "1.8 3 of 3", "3.5 2 of 2"],
        "Stability": ["3.0 2 of 2", "– 0 of 2", "4.0 1 of 1"],
    }


def test_the_line_is_drawn_where_the_numbers_say(client, picture):
    svg = find_all(find_all(dom(client.get(ADDRESS)), "div", cls="rank")[0], "svg")[0]
    line = dict(find_all(svg, "line", cls="range-line")[0].attributes)
    dot = dict(find_all(svg, "circle", cls="range-dot")[0].attributes)
    assert (line["x1"], dot["cx"], line["x2"]) == ("63.4%", "75.9%", "81.2%")


def test_what_would_flip_it(client, picture):
    text = labelled(client.get(ADDRESS), "weights-heading")
    assert (
        "Quillworks would lead if Growth counted 1 or less, Northwind if Workload counted 1 or less."
        " No other weight flips it." in text
    )
    assert "No single rating, moved one step, changes who leads." in text


def test_what_to_ask_next(client, picture):
    response = client.get(ADDRESS)
    asks = find_all(dom(response), "ol", cls="list-unstyled")[0]
    first = text_of(find_all(asks, "li")[0])
    assert "Growth 1 at Quillworks?" in first
    assert "Quillworks · Growth, weight 4 · could move it from 3rd to 1st" in first
    assert "Quillworks is known for 57% of what you weigh." in response.text


def test_northwind_alone_to_the_decimal(client, topics):
    chosen = [topics[name] for name in ("Autonomy", "Growth", "Workload")]
    for name in ("Communication", "Stability"):
        Weight.objects.filter(topic=topics[name]).update(value=0)
    record("Northwind", chosen, [["4", "3"], ["3", ""], ["12"]])
    response = client.get(ADDRESS)
    assert ranking(response) == [("Northwind", "2.6", "86%", "between 2.4 and 2.8")]
    assert headline(response) == "Nothing to compare yet"


# Weighing again


@pytest.mark.parametrize(
    ("changed", "first"),
    [({"Growth": 1}, "Quillworks"), ({"Growth": 2}, "Halden Health"), ({"Workload": 1}, "Northwind Energy")],
)
def test_other_weights_rank_again(client, topics, picture, changed, first):
    response = client.post(WEIGHTS, weights(topics, **changed), follow=True)
    assert messages(response) == "Weights changed."
    assert leader(response) == first
    assert headline(response).startswith(first.split()[0]) or headline(response).startswith("Too close")
    name, value = next(iter(changed.items()))
    assert Weight.objects.get(topic=topics[name]).value == value
    assert Weight.objects.get(topic=topics["Autonomy"]).value == 5


def test_htmx_gets_the_very_part_of_the_page(client, topics, picture):
    response = client.post(WEIGHTS, weights(topics, Growth=1), headers=HTMX)
    assert response.status_code == 200
    assert leader(response) == "Quillworks"
    assert plain(fragment(response, "compare")) == plain(fragment(client.get(ADDRESS), "compare"))


def plain(element):
    """The addresses of the page and of its reply differ by an empty query."""
    return str(element).replace("?&quot;", "&quot;").replace('?"', '"')


def test_the_choice_of_companies_stays_while_weighing(client, topics, picture):
    chosen = [picture["Halden Health"], picture["Quillworks"]]
    query = "&".join(f"company={company.pk}" for company in chosen)
    response = client.post(f"{WEIGHTS}?{query}", weights(topics, Growth=1), follow=True)
    assert response.redirect_chain == [(f"{ADDRESS}?{query}", 302)]
    assert {line[0] for line in ranking(response)} == {"Halden Health", "Quillworks"}


@pytest.mark.parametrize("value", ["6", "-1", "2.5", "x", "9" * 30, "9" * 5000, "\x00", "²"])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["form", "htmx"])
def test_a_weight_out_of_range_is_refused_and_nothing_changes(client, topics, picture, value, headers):
    response = client.post(WEIGHTS, weights(topics, Growth=value, Autonomy=1), headers=headers)
    assert response.status_code == 422
    assert OUT_OF_RANGE in labelled(response, "weights-heading")
    assert {w.topic.name: w.value for w in Weight.objects.select_related("topic")} == TOPICS
    assert leader(response) == "Halden Health"


def test_a_refused_weight_sends_htmx_no_whole_page(client, topics, picture):
    response = client.post(WEIGHTS, weights(topics, Growth="6"), headers=HTMX)
    assert find_all(dom(response), "html") == []
    assert len(find_all(dom(response), "div", id="compare")) == 1


def test_a_weight_that_was_not_sent_stays(client, topics, picture):
    client.post(WEIGHTS, {**weights(topics, Growth=2, Autonomy=""), "weight-0": "5", "other": "1"})
    values = {w.topic.name: w.value for w in Weight.objects.select_related("topic")}
    assert values == TOPICS | {"Growth": 2}


def test_the_topic_of_a_stranger_is_not_weighed(client, topics, stranger):
    theirs = factories.TopicFactory(owner=stranger)
    client.post(WEIGHTS, {f"weight-{theirs.pk}": "5"})
    assert not Weight.objects.filter(topic=theirs).exists()


def test_no_weight_at_all(client, topics, picture):
    response = client.post(WEIGHTS, weights(topics, **dict.fromkeys(TOPICS, 0)), follow=True)
    assert headline(response) == "Nothing weighs anything yet"
    assert ranking(response) == []
    assert "5 topics that weigh nothing" in response.text


# What is missing, and what stands in the way


def test_without_companies_it_says_what_to_do(client):
    response = client.get(ADDRESS)
    assert "Add two companies, ask them the same things" in response.text
    assert reverse("interviews:company_add") in response.text


def test_a_company_without_answers_stands_below(client, topics, picture):
    record("Newcomer", topics.values(), [[""], [], [], [], []])
    response = client.get(ADDRESS)
    assert len(ranking(response)) == 3
    assert "Without a score yet: Newcomer" in labelled(response, "ranking-heading")


def test_an_unrated_answer_is_unknown_and_not_zero(client, topics, picture):
    before = ranking(client.get(ADDRESS))
    for question in picture["Halden Health"].listedquestion_set.filter(answer=None):
        factories.AnswerFactory(listed_question=question, rating=None)
    assert ranking(client.get(ADDRESS)) == before


def test_deleted_answers_removed_and_unfiled_questions_do_not_count(client, topics, picture):
    before = ranking(client.get(ADDRESS))
    company, topic = picture["Halden Health"], topics["Growth"]
    factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(company=company, topic=None), rating=1
    )
    gone = factories.ListedQuestionFactory(company=company, topic=topic, removed_at=timezone.now())
    factories.AnswerFactory(listed_question=gone, rating=1)
    rated = company.listedquestion_set.exclude(answer=None).first()
    factories.AnswerFactory(listed_question=rated, rating=1, deleted_at=timezone.now())
    assert ranking(client.get(ADDRESS)) == before


def test_each_person_counts_with_their_latest_rating(client, topics):
    company = record("Solo", topics.values(), [["1"], [], [], [], []])
    old = company.answer_set.get()
    factories.AnswerFactory(
        listed_question=old.listed_question,
        person=old.person,
        interview=factories.InterviewFactory(company=company),
        rating=4,
    )
    assert ranking(client.get(ADDRESS))[0][1] == "4.0"


def test_a_tripped_dealbreaker_is_said_with_its_proof_and_never_averaged(client, picture):
    before = ranking(client.get(ADDRESS))
    halden = picture["Halden Health"]
    proof = halden.answer_set.first()
    factories.DealbreakerCheckFactory(company=halden, answer=proof)
    response = client.get(ADDRESS)
    assert ranking(response) == before
    assert "in spite of “On call more than one week in six”" in headline(response)
    text = labelled(response, "decide-heading")
    assert proof.said in text
    assert "you set “On call more than one week in six”" in text
    assert "unknown" in text  # at the other two


def test_a_contradiction_shows_both_quotes(client, picture):
    question = picture["Northwind Energy"].listedquestion_set.get(text="Workload 1 at Northwind Energy?")
    question.mark_agreement("contradicts")
    for answer, words in zip(question.answer_set.order_by("pk"), ("Never <b>", "Every week"), strict=True):
        answer.said = words
        answer.save()
    text = labelled(client.get(ADDRESS), "decide-heading")
    assert "Never <b>" in text
    assert "Every week" in text


def test_what_was_heard_from_one_person_only_is_said(client, topics, mara):
    company = record("Solo", topics.values(), [["4"], [], [], [], []])
    assert "Solo: heard from one person only on Autonomy" in labelled(client.get(ADDRESS), "decide-heading")
    factories.AnswerFactory(
        listed_question=company.listedquestion_set.get(),
        person=factories.PersonFactory(company=company),
        rating=4,
    )
    assert "Solo" not in labelled(client.get(ADDRESS), "decide-heading")


@pytest.mark.parametrize(
    "query",
    ["company=abc", "company=99999999999999999999", "company=-1", "company=%00", "company=²", "page=x", "?"],
)
def test_odd_addresses_compare_everything(client, picture, query):
    assert len(ranking(client.get(f"{ADDRESS}?{query}"))) == 3


def test_archived_companies_are_not_compared(client, picture):
    picture["Quillworks"].archive()
    assert [line[0] for line in ranking(client.get(ADDRESS))] == ["Halden Health", "Northwind Energy"]


def test_the_company_of_a_stranger_cannot_be_compared(client, picture, stranger):
    theirs = factories.CompanyFactory(owner=stranger, name="Secret Ltd")
    assert "Secret Ltd" not in client.get(f"{ADDRESS}?company={theirs.pk}").text


def test_eight_at_most_are_compared(client, topics):
    for number in range(10):
        record(f"Company {number:02}", topics.values(), [["3"], [], [], [], []])
    assert len(ranking(client.get(ADDRESS))) == 8


def test_names_are_shown_safe(client, topics):
    for name in ("<script>alert(1)</script>", "חברה בע״מ", "W" * 120):
        record(name, topics.values(), [["3"], [""], [], [], []])
    response = client.get(ADDRESS)
    assert "<script>alert" not in response.text
    assert len(ranking(response)) == 3
