"""How the list is shown: under headings, on pages, with what it covers, and what every button keeps."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import ListedQuestion
from tests import factories
from tests.interviews.pages import HTMX, attribute, by_id, dom, find_all, labelled, text_of
from tests.statements import get_statements, statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


def page(client, company, query=""):
    return client.get(reverse("interviews:company_detail", args=[company.pk]) + query)


def listed(response):
    return [text_of(one) for one in find_all(by_id(dom(response), "your-list"), "a", cls="list-text")]


def headings(response):
    return [text_of(one) for one in find_all(dom(response), "h3")]


def line(response):
    return text_of(find_all(dom(response), "li", cls="lq")[0])


def carried(form):
    """What a form sends on besides what was chosen in it."""
    fields = find_all(form, "input", type="hidden")
    names = {attribute(field, "name"): attribute(field, "value") for field in fields}
    return {name: value for name, value in names.items() if name not in {"csrfmiddlewaretoken", "pick"}}


# Under headings


def test_by_topic_in_their_order_each_with_its_weight(client, company):
    second, first = (factories.TopicFactory(name=name, position=n) for name, n in (("Pay", 9), ("Team", 2)))
    factories.WeightFactory(topic=second, value=5)
    for position, topic in enumerate([second, first, None, second]):
        factories.ListedQuestionFactory(company=company, topic=topic, position=position, text=f"Q{position}")
    response = page(client, company, "?group=topic")
    assert headings(response) == [
        "Team weight 3 · 1 question · 3 min",
        "Pay weight 5 · 2 questions · 6 min",
        "not filed yet 1 question · 3 min",
    ]
    assert listed(response) == ["Q1", "Q0", "Q3", "Q2"]


def test_by_person_each_once_in_full_and_pointed_to_elsewhere(client, company):
    for position, audiences in enumerate([["peer", "hiring manager"], [], ["peer"]]):
        factories.ListedQuestionFactory(
            company=company, position=position, text=f"Q{position}", audiences=audiences
        )
    response = page(client, company, "?group=person")
    assert [heading.split(" 1 ")[0] for heading in headings(response)] == ["hiring manager", "peer", "anyone"]
    assert len(find_all(dom(response), "li", cls="lq")) == 3
    assert listed(response) == ["Q0", "Q2", "Q0", "Q1"]
    assert "Each question stands under the first who can answer it." in text_of(dom(response))


@pytest.mark.parametrize(
    ("group", "can_move"), [("", True), ("topic", False), ("person", False), ("x", True)]
)
def test_only_the_lists_own_order_can_be_moved_in(client, company, group, can_move):
    factories.ListedQuestionFactory(company=company)
    response = page(client, company, f"?group={group}")
    assert bool(find_all(dom(response), "button", cls="handle")) is can_move
    assert ("/move/up/" in response.text) is can_move
    assert ("show the list in its order" in response.text) is not can_move


# What each line says


def test_a_line_says_what_is_tailored_and_when_it_is_asked(client, company):
    library = factories.QuestionFactory(text="As in the library?")
    factories.ListedQuestionFactory(
        company=company, question=library, text="Mine?", minutes=9, timing="final round"
    )
    assert "final round · tailored: wording +2" in line(page(client, company))


def test_a_copy_as_in_the_library_is_not_tailored(client, company):
    library = factories.QuestionFactory()
    client.post(reverse("interviews:listed_question_take", args=[company.pk, library.pk]))
    assert "tailored" not in line(page(client, company))


@pytest.mark.parametrize(
    ("agreement", "people", "said"),
    [("", 2, "asked 2×"), ("differs", 2, "asked 2×"), ("consistent", 3, "answered 3"), ("", 1, "answered")],
)
def test_a_line_says_how_often_it_was_answered(client, company, agreement, people, said):
    question = factories.ListedQuestionFactory(company=company, agreement=agreement)
    for _ in range(people):
        factories.AnswerFactory(listed_question=question, person=factories.PersonFactory(company=company))
    assert said in line(page(client, company))


def test_what_is_only_claimed_says_so_until_somebody_answers(client, company, stranger):
    question = factories.ListedQuestionFactory(company=company)
    for _ in range(2):
        factories.ClaimFactory(company=company, listed_question=question)
    assert "only claimed" in line(page(client, company))
    factories.AnswerFactory(listed_question=question)
    assert "only claimed" not in line(page(client, company))
    assert "answered" in line(page(client, company))


def test_what_research_gave_rise_to_says_so_and_shows_the_claim(client, company):
    claim = factories.ClaimFactory(company=company, text="We are <one> family.")
    question = factories.ListedQuestionFactory(company=company, raised_by=claim)
    assert "from research" in line(page(client, company))
    form = client.get(reverse("interviews:listed_question_edit", args=[question.pk]))
    assert "From your research:" in form.text
    assert "We are &lt;one&gt; family." in form.text


# What it covers


def test_coverage_begins_with_the_heaviest_topic_that_has_nothing(client, company):
    for name, weight, count in (("Light", 1, 0), ("Heavy", 5, 2), ("Missing", 4, 0), ("Nothing", 0, 0)):
        topic = factories.TopicFactory(name=name)
        factories.WeightFactory(topic=topic, value=weight)
        for _ in range(count):
            factories.ListedQuestionFactory(company=company, topic=topic, minutes=4)
    coverage = by_id(dom(page(client, company)), "coverage")
    assert text_of(find_all(coverage, "summary")[0]) == "1 of 3 topics covered"
    assert [text_of(one) for one in find_all(coverage, "li")] == [
        "Missing nothing yet · weight 4",
        "Light nothing yet · weight 1",
        "Heavy 2 questions, 8 min · weight 5",
    ]


# Pages


@pytest.fixture
def many(company):
    topic = factories.TopicFactory()
    ListedQuestion.objects.bulk_create(
        ListedQuestion(owner=company.owner, company=company, topic=topic, position=n, text=f"Q{n}")
        for n in range(1, 302)
    )


def test_over_200_go_on_the_next_page_at_their_places(client, company, many):
    first, second = page(client, company), page(client, company, "?page=2")
    assert listed(first) == [f"Q{n}" for n in range(1, 201)]
    assert listed(second) == [f"Q{n}" for n in range(201, 302)]
    [rows] = find_all(by_id(dom(second), "your-list"), "ol")
    assert (attribute(rows, "start"), attribute(rows, "data-length")) == ("201", "301")
    for response in (first, second):
        assert labelled(response, "list-heading").startswith("Your list 301 questions · about 903 min")


def test_the_end_of_a_page_is_before_the_first_of_the_next(client, company, many):
    [rows] = find_all(by_id(dom(page(client, company)), "your-list"), "ol")
    following = ListedQuestion.objects.get(text="Q201")
    assert attribute(rows, "data-next") == str(following.pk)
    moved = ListedQuestion.objects.get(text="Q3")
    client.post(reverse("interviews:listed_question_place", args=[moved.pk]), {"before": following.pk})
    assert listed(page(client, company))[-1] == "Q3"


@pytest.mark.parametrize(
    ("number", "first"),
    [("0", "Q1"), ("-1", "Q1"), ("x", "Q1"), ("99", "Q201"), ("9" * 30, "Q1"), ("²", "Q1")],
)
def test_a_page_that_is_none_is_the_nearest(client, company, many, number, first):
    assert listed(page(client, company, f"?page={number}"))[0] == first


@pytest.mark.parametrize(
    "query", ["", "?page=2", "?group=topic", "?group=person&page=2", "?q=what&audience=peer"]
)
def test_the_page_costs_the_same_for_3_and_for_300(client, company, query):
    costs = []
    for size in (3, 300):
        for position in range(ListedQuestion.objects.count(), size):
            question = factories.ListedQuestionFactory(
                company=company, position=position, question=factories.QuestionFactory()
            )
            factories.ClaimFactory(company=company, listed_question=question)
        address = reverse("interviews:company_detail", args=[company.pk])
        costs.append(len(get_statements(client, address + query)))
    assert costs[0] == costs[1] <= 8


# What every button keeps

KEPT = {"q": "pay", "audience": "peer", "group": "topic"}


@pytest.fixture
def searched(client, company):
    topic = factories.TopicFactory()
    for n in range(3):
        factories.QuestionFactory(text=f"About pay {n}?", audiences=["peer"], topic=topic)
    factories.QuestionFactory(text="About growth?")
    factories.ListedQuestionFactory(company=company, topic=topic, text="Listed?")
    return page(client, company, "?q=pay&audience=peer&group=topic")


def test_every_form_carries_what_was_asked_for(searched):
    forms = find_all(by_id(dom(searched), "list-builder"), "form", method="post")
    assert [carried(form) for form in forms] == [KEPT, KEPT]


def changes(company):
    [one] = ListedQuestion.objects.all()
    library = factories.QuestionFactory(text="About pay 4?", audiences=["peer"])
    return {
        "take": (reverse("interviews:listed_question_take", args=[company.pk, library.pk]), {}),
        "must ask": (reverse("interviews:listed_question_must_ask", args=[one.pk]), {}),
        "move": (reverse("interviews:listed_question_move", args=[one.pk, "up"]), {}),
        "place": (reverse("interviews:listed_question_place", args=[one.pk]), {"before": ""}),
        "remove": (reverse("interviews:listed_question_remove", args=[one.pk]), {}),
        "several": (
            reverse("interviews:listed_questions_change", args=[company.pk]),
            {"pick": [one.pk], "change": "must ask"},
        ),
    }


@pytest.mark.parametrize("change", ["take", "must ask", "move", "place", "remove", "several"])
def test_a_form_comes_back_to_what_was_searched_for(client, company, searched, change):
    address, body = changes(company)[change]
    response = client.post(address, {**body, **KEPT}, follow=True)
    assert {"q=pay", "audience=peer", "group=topic"} <= {*response.request["QUERY_STRING"].split("&")}
    assert "About growth?" not in response.text


@pytest.mark.parametrize("change", ["take", "must ask", "move", "place", "remove", "several"])
def test_htmx_goes_by_the_address_that_the_search_wrote(client, company, searched, change):
    address, body = changes(company)[change]
    shown = "http://testserver/companies/1/?q=pay&audience=peer&group=topic&removed=1"
    stale = {"q": "growth"}
    response = client.post(address, {**body, **stale}, headers={**HTMX, "HX-Current-URL": shown})
    assert "About growth?" not in response.text
    assert "About pay 0?" in response.text
    assert [carried(form) for form in find_all(dom(response), "form", method="post")][-1] == KEPT


@pytest.mark.parametrize("shown", ["", "x", "http://[", "/?q=%00", "/?q=" + "x" * 5000])
def test_an_odd_address_breaks_nothing(client, company, searched, shown):
    address, body = changes(company)["must ask"]
    response = client.post(address, body, headers={**HTMX, "HX-Current-URL": shown})
    assert response.status_code == 200


@pytest.mark.parametrize("change", ["take", "must ask", "move", "remove", "several"])
def test_every_change_costs_the_same_for_3_and_for_300(client, company, change):
    costs = []
    for size in (3, 300):
        ListedQuestion.objects.update(removed_at=None)
        for position in range(ListedQuestion.objects.count(), size):
            factories.ListedQuestionFactory(company=company, position=1000 * size + position)
        one = ListedQuestion.objects.in_order()[1]
        library = factories.QuestionFactory()
        address, body = {
            "take": (reverse("interviews:listed_question_take", args=[company.pk, library.pk]), {}),
            "must ask": (reverse("interviews:listed_question_must_ask", args=[one.pk]), {}),
            "move": (reverse("interviews:listed_question_move", args=[one.pk, "up"]), {}),
            "remove": (reverse("interviews:listed_question_remove", args=[one.pk]), {}),
            "several": (
                reverse("interviews:listed_questions_change", args=[company.pk]),
                {"pick": [row.pk for row in ListedQuestion.objects.all()], "change": "top"},
            ),
        }[change]
        with statements() as found:
            assert client.post(address, body, headers=HTMX).status_code == 200
        costs.append(len(found))
    assert costs[0] == costs[1]


# As in the library again


def test_the_librarys_words_fill_the_form_and_nothing_is_saved(client, company):
    library = factories.QuestionFactory(
        text="Library?",
        follow_ups=["Why?"],
        minutes=8,
        timing="first call",
        beware_of="b",
        listen_for="n" * 300,
    )
    question = factories.ListedQuestionFactory(company=company, question=library, text="Mine?", must_ask=True)
    before = ListedQuestion.objects.values().get()
    address = reverse("interviews:listed_question_edit", args=[question.pk])
    assert "?as=library" in client.get(address).text
    response = client.get(f"{address}?as=library")
    assert "Nothing is changed until you save." in response.text
    assert ListedQuestion.objects.values().get() == before
    form = response.context["form"]
    filled = {name: form[name].value() for name in ("text", "minutes", "timing", "anchor_low", "anchor_high")}
    assert filled == {
        **{"text": "Library?", "minutes": 8, "timing": "first call"},
        **{"anchor_low": "b", "anchor_high": "n" * 240},
    }
    client.post(f"{address}?as=library", {**filled, "must_ask": "on", "follow_ups": "Why?"})
    question.refresh_from_db()
    assert (question.text, question.must_ask, question.minutes) == ("Library?", True, 8)


def test_an_own_question_has_no_library_to_go_back_to(client, company):
    question = factories.ListedQuestionFactory(company=company, text="Mine?")
    address = reverse("interviews:listed_question_edit", args=[question.pk])
    for response in (client.get(address), client.get(f"{address}?as=library")):
        assert "As in the library" not in response.text
        assert "Mine?" in response.text


@pytest.mark.parametrize(
    ("timing", "kept"), [("final round", "final round"), ("", "interviews"), (None, "interviews")]
)
def test_when_to_ask_it_is_kept(client, company, timing, kept):
    question = factories.ListedQuestionFactory(company=company)
    sent = {"text": "Mine?", "minutes": 3} | ({} if timing is None else {"timing": timing})
    client.post(reverse("interviews:listed_question_edit", args=[question.pk]), sent)
    question.refresh_from_db()
    assert question.timing == kept


def test_a_removed_question_can_be_reworded_and_has_no_place(client, company):
    question = factories.ListedQuestionFactory(company=company, removed_at=timezone.now())
    response = client.get(reverse("interviews:listed_question_edit", args=[question.pk]))
    assert not find_all(dom(response), "input", name="place")
