"""The compare page: the worked examples to the decimal, weighing again, and what stands in the way."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Weight
from tests import factories
from tests.interviews.compared import (
    ADDRESS,
    TOPICS,
    choosing,
    headline,
    leader,
    link_at,
    links_in,
    make_picture,
    make_topics,
    matrix,
    ranking,
    record,
)
from tests.interviews.pages import (
    HTMX,
    attribute,
    dom,
    find_all,
    fragment,
    labelled,
    messages,
    text_of,
    walk,
)

WEIGHTS = reverse("interviews:weights_change")
OUT_OF_RANGE = "A weight is a whole number from 0 to 5."


@pytest.fixture
def topics(mara):
    return make_topics()


@pytest.fixture
def picture(topics):
    return make_picture(topics)


def weights(topics, **changed):
    return {f"weight-{topics[name].pk}": value for name, value in changed.items()}


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
    head, rows = matrix(client.get(ADDRESS))
    assert head == ["Halden", "Northwind", "Quillworks"]
    shown = {
        topic: [f"{value} {note.rstrip(' ¹~†')}" for value, note, _ in row] for topic, row in rows.items()
    }
    assert shown == {
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


def test_what_would_flip_it(client, topics, picture):
    response = client.get(ADDRESS)
    text = labelled(response, "weights-heading").replace(" ,", ",").replace(" .", ".")
    assert (
        "Quillworks would lead if Growth counted 1 or less, Northwind if Workload counted 1 or less."
        " No other weight flips it." in text
    )
    assert "No single rating, moved one step, changes who leads." in text
    links = links_in(response, "weights-heading")
    assert links["Growth counted 1 or less"] == f"#weight-{topics['Growth'].pk}"
    assert find_all(dom(response), "input", id=f"weight-{topics['Growth'].pk}")


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
    text = dealbreakers(response)
    assert proof.said in text
    assert "you set “On call more than one week in six”" in text
    assert "unknown “ On call more than one week in six ”: Northwind , Quillworks" in text
    assert response.text.index("you set “On call") < response.text.index("ranking-heading")
    assert reverse("interviews:answer_detail", args=[proof.pk]) in response.text


def dealbreakers(response):
    return text_of(find_all(dom(response), "ul", **{"aria-label": "Dealbreakers"})[0])


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
    company = record("Solo", topics.values(), [["4"], ["3"], [], [], []])
    said = "Solo : everything on Autonomy and Growth comes from one hiring manager"
    assert said in labelled(client.get(ADDRESS), "decide-heading")
    for listed in company.listedquestion_set.all():
        other = factories.PersonFactory(company=company, audience="peer")
        factories.AnswerFactory(listed_question=listed, person=other, rating=4)
    assert "Solo" not in labelled(client.get(ADDRESS), "decide-heading")


def test_two_topics_of_two_people_are_not_said_to_rest_on_one(client, topics):
    company = record("Solo", topics.values(), [["4"], [""], [], [], []])
    [listed] = company.listedquestion_set.filter(answer=None)
    recruiter = factories.PersonFactory(company=company, audience="recruiter")
    factories.AnswerFactory(listed_question=listed, person=recruiter, rating=4)
    said = "everything on Autonomy comes from one hiring manager, on Growth from one recruiter"
    assert said in labelled(client.get(ADDRESS), "decide-heading")


def test_one_person_without_a_name_is_one_person(client, topics):
    company = factories.CompanyFactory()
    listed = factories.ListedQuestionFactory(company=company, topic=topics["Growth"])
    factories.AnswerFactory(listed_question=listed, person=None, rating=2)
    assert "everything on Growth comes from one person" in labelled(client.get(ADDRESS), "decide-heading")


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


def test_names_are_shown_safe(client, topics):
    for name in ("<script>alert(1)</script>", "חברה בע״מ", "W" * 120):
        record(name, topics.values(), [["3"], [""], [], [], []])
    response = client.get(ADDRESS)
    assert "<script>alert" not in response.text
    assert len(ranking(response)) == 3


# What keeps it from being clear, and what comes before the scores


def test_a_leader_with_a_tripped_dealbreaker_is_said_to_lead_in_spite_of_it(client, picture):
    factories.DealbreakerCheckFactory(company=picture["Halden Health"], answer=None)
    assert headline(client.get(ADDRESS)) == (
        "Halden leads in spite of “On call more than one week in six”, but Quillworks could still win"
    )


def test_too_close_to_call_names_the_leader_who_is_ahead_in_spite_of_it(client, topics):
    first = record("Aurora Labs", topics.values(), [["4"], [], [], [], []])
    record("Brightside", topics.values(), [["4"], [], [], [], []])
    factories.DealbreakerCheckFactory(company=first, answer=None)
    assert headline(client.get(ADDRESS)) == (
        "Too close to call: Aurora or Brightside;"
        " Aurora is ahead in spite of “On call more than one week in six”"
    )


def test_what_keeps_it_from_being_clear_is_said(client, topics):
    record("Aurora Labs", topics.values(), [["4", "", ""], [], [], [], []])
    record("Brightside", topics.values(), [["4", ""], [], [], [], []])
    factories.DealbreakerFactory(text="Nights")
    text = labelled(client.get(ADDRESS), "ranking-heading")
    assert "What keeps it from being clear: the lead over Aurora is under 0.15 ;" in text
    assert "less than half of what you weigh is known about Brightside" in text
    assert "“Nights” is unknown at Brightside" in text


def test_a_clear_lead_has_nothing_in_the_way(client, topics):
    for name, rating in (("Aurora Labs", "4"), ("Brightside", "1")):
        record(name, topics.values(), [[rating]] * 5)
    response = client.get(ADDRESS)
    assert headline(response) == "Aurora leads clearly"
    assert "What keeps it" not in response.text
    assert "Aurora is at least as good as Brightside in everything known of both" in response.text


def test_before_the_weights_are_set_no_score_is_shown(client, mara):
    topic = factories.TopicFactory(name="Growth")
    for name in ("Aurora Labs", "Brightside"):
        company = factories.CompanyFactory(name=name)
        listed = factories.ListedQuestionFactory(company=company, topic=topic)
        factories.AnswerFactory(listed_question=listed, rating=4)
    response = client.get(ADDRESS)
    assert headline(response) == "First: what matters to you?"
    assert "4.0" not in response.text
    assert ranking(response) == []
    response = client.post(WEIGHTS, {f"weight-{topic.pk}": 5}, follow=True)
    assert [line[1] for line in ranking(response)] == ["4.0", "4.0"]


def test_two_roles_at_one_employer_are_told_apart(client, topics):
    for role in ("Engineer", "Architect"):
        record("Aurora Labs", topics.values(), [["4"], [], [], [], []], role=role)
    response = client.get(ADDRESS)
    assert matrix(response)[0] == ["Aurora Labs (Architect)", "Aurora Labs (Engineer)"]
    assert headline(response) == "Too close to call: Aurora Labs (Architect) or Aurora Labs (Engineer)"


# Every number opens


def flipping(response):
    """The ratings named in the panel: what is said of each, and the number of its answer."""
    page = dom(response)
    lines = find_all(next(one for one in walk(page) if attribute(one, "id") == "flips"), "li")
    return {text_of(line): attribute(find_all(line, "a")[0], "href") for line in lines}


def test_a_rating_that_would_flip_it_is_named_and_leads_to_its_answer(client, topics):
    aurora = record("Aurora Labs", topics.values(), [["3"], ["4"], [], [], []])
    bright = record("Brightside", topics.values(), [["3"], ["3"], [], [], []])
    own, other = (company.answer_set.earliest("pk") for company in (aurora, bright))
    response = client.get(f"{ADDRESS}?{choosing(aurora, bright)}")
    assert "2 ratings would each change who leads, moved one step." in response.text
    start = reverse("interviews:evidence", args=[aurora.pk, topics["Autonomy"].pk])
    assert flipping(response) == {
        "Aurora : “ Autonomy 0 at Aurora Labs? ” rated 2 instead of 3: Brightside would lead": (
            f"{start}?{choosing(aurora, bright)}#answer-{own.pk}"
        ),
        "Brightside : “ Autonomy 0 at Brightside? ” rated 4 instead of 3: Brightside would lead": (
            f"{start.replace(str(aurora.pk), str(bright.pk), 1)}?{choosing(aurora, bright)}#answer-{other.pk}"
        ),
    }
    for address in flipping(response).values():
        path, _, place = address.partition("#")
        assert find_all(dom(client.get(path)), "div", id=place)
    own.rating = 2
    own.save()
    assert leader(client.get(ADDRESS)) == "Brightside"


def test_many_ratings_that_would_flip_it_are_counted_and_shown_on_demand(client, topics):
    for name, growth in (("Aurora Labs", "4"), ("Brightside", "3")):
        record(name, topics.values(), [["3"] * 4, [growth] + ["3"] * 4, [], [], []])
    response = client.get(ADDRESS)
    shown = flipping(response)
    assert len(shown) == 6
    more = shown.pop("and 3 more")
    assert len(flipping(client.get(more))) == 8


@pytest.mark.parametrize("topic", ["Autonomy", "Growth", "Workload", "Stability"])
def test_every_cell_leads_to_its_evidence_and_keeps_the_choice(client, topics, picture, topic):
    query = choosing(picture["Halden Health"], picture["Quillworks"])
    response = client.get(f"{ADDRESS}?{query}")
    address = link_at(response, topic, "Quillworks")
    start = reverse("interviews:evidence", args=[picture["Quillworks"].pk, topics[topic].pk])
    assert address == f"{start}?{query}"
    page = client.get(address)
    assert f"{ADDRESS}?{query}".replace("&", "&amp;") in page.text


def test_every_range_leads_to_the_open_questions(client, topics, picture):
    query = choosing(*picture.values())
    for line in find_all(dom(client.get(f"{ADDRESS}?{query}")), "div", cls="rank"):
        address = attribute(find_all(line, "a")[1], "href")
        assert address.endswith(f"?{query}")
        assert client.get(address).status_code == 200


def test_where_to_begin_leads_to_the_questions_of_that_topic(client, topics, picture):
    links = links_in(client.get(ADDRESS), "ranking-heading")
    start = reverse("interviews:company_range", args=[picture["Quillworks"].pk])
    assert links["Growth"] == f"{start}#topic-{topics['Growth'].pk}"
    text = labelled(client.get(ADDRESS), "ranking-heading")
    assert "Ask about Growth first: one answer could put it ahead." in text


def test_a_cell_says_how_sure_it_is(client, topics):
    company = record("Aurora Labs", topics.values(), [["4", ""], ["41"], [""], [], []])
    company.answer_set.update(quality="vague")
    listed = company.listedquestion_set.get(topic=topics["Communication"])
    factories.ClaimFactory(company=company, listed_question=listed)
    response = client.get(ADDRESS)
    rows = {topic: row[0] for topic, row in matrix(response)[1].items()}
    assert rows["Autonomy"] == (
        "4.0",
        "1 of 2 ¹~",
        "1 of 2 questions rated, heard from one person only, none of it specific",
    )
    assert rows["Growth"][1:] == (
        "1 of 1 ~",
        "1 of 1 question rated, heard from 2 people, none of it specific",
    )
    assert rows["Workload"] == ("–", "0 of 0", "no question listed")
    assert "¹ heard from one person only · ~ less than half of it specific" in response.text
