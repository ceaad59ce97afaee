"""The same change for several questions of a list, and its undo."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import AgendaItem, ListedQuestion
from tests import factories
from tests.interviews.pages import HTMX, dom, fields_of, find_all, fragment, messages, text_of
from tests.statements import statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def letters(company):
    return {
        text: factories.ListedQuestionFactory(company=company, position=position, text=text)
        for position, text in enumerate("ABCDE", 1)
    }


def address(company, name="change"):
    return reverse(f"interviews:listed_questions_{name}", args=[company.pk])


def change(client, company, listed, what, htmx=False, follow=False, **sent):
    body = {"pick": [one.pk for one in listed], "change": what, **sent}
    return client.post(address(company), body, headers=HTMX if htmx else {}, follow=follow)


def order(company):
    return "".join(row.text for row in ListedQuestion.objects.in_company(company).live().in_order())


def rows():
    return list(ListedQuestion.objects.order_by("pk").values())


@pytest.mark.parametrize(
    ("picked", "what", "wanted", "message"),
    [
        ("BD", "top", "BDACE", "2 questions moved to the top."),
        ("E", "top", "EABCD", "1 question moved to the top."),
        ("ABCDE", "top", "ABCDE", "5 questions moved to the top."),
        ("AC", "end", "BDEAC", "2 questions moved to the end."),
        ("E", "end", "ABCDE", "1 question moved to the end."),
        ("DB", "end", "ACEBD", "2 questions moved to the end."),
    ],
)
def test_moved_together_they_keep_their_order(client, company, letters, picked, what, wanted, message):
    response = change(client, company, [letters[one] for one in picked], what, follow=True)
    assert order(company) == wanted
    assert messages(response) == message


def test_must_ask_is_set_and_taken_back(client, company, letters):
    some = [letters["A"], letters["C"]]
    for what, wanted, message in (
        ("must ask", {"A", "C"}, "2 questions are must asks."),
        ("need not ask", set(), "2 questions are no longer must asks."),
    ):
        assert messages(change(client, company, some, what, follow=True)) == message
        assert {row.text for row in ListedQuestion.objects.must_ask()} == wanted


def test_they_are_filed_under_a_topic(client, company, letters):
    topic = factories.TopicFactory()
    response = change(client, company, [letters["A"], letters["B"]], "file", topic=topic.pk, follow=True)
    assert messages(response) == "2 questions filed."
    assert {row.text for row in ListedQuestion.objects.filter(topic=topic)} == {"A", "B"}


# Taken off, and back


def test_one_undo_brings_all_of_them_back(client, company, letters):
    answer = factories.AnswerFactory(listed_question=letters["B"])
    earlier = factories.ListedQuestionFactory(
        company=company, position=50, text="Z", removed_at=timezone.now()
    )
    page = change(client, company, [letters["B"], letters["D"]], "remove", follow=True)
    assert messages(page) == "2 questions taken off the list."
    assert "2 questions taken off" in text_of(dom(page))
    assert order(company) == "ACE"
    undo = address(company, "restore")
    [form] = [one for one in find_all(dom(page), "form") if dict(one.attributes).get("action") == undo]
    picked = [dict(one.attributes)["value"] for one in find_all(form, "input", name="pick")]
    assert str(earlier.pk) not in picked
    response = client.post(undo, {"pick": picked}, follow=True)
    assert messages(response) == "2 questions are back on the list."
    assert order(company) == "ABCDE"
    assert letters["B"].answer_set.get() == answer


def test_the_undo_of_one_says_which(client, company, letters):
    page = change(client, company, [letters["B"]], "remove", follow=True)
    assert "Taken off: “B”" in text_of(dom(page))
    assert fields_of(page, address(company, "restore"))["pick"] == str(letters["B"].pk)


def test_they_leave_agendas_not_begun(client, company, letters):
    ahead = factories.InterviewFactory(company=company)
    begun = factories.InterviewFactory(company=company, started_at=timezone.now())
    for interview in (ahead, begun):
        for listed in letters.values():
            factories.AgendaItemFactory(interview=interview, listed_question=listed)
    change(client, company, [letters["A"], letters["B"]], "remove")
    assert AgendaItem.objects.filter(interview=ahead).count() == 3
    assert AgendaItem.objects.filter(interview=begun).count() == 5


def test_what_was_listed_again_meanwhile_does_not_come_back_twice(client, company):
    question = factories.QuestionFactory()
    twice = [
        factories.ListedQuestionFactory(company=company, question=question, removed_at=timezone.now())
        for _ in range(2)
    ]
    body = {"pick": [one.pk for one in twice]}
    assert messages(client.post(address(company, "restore"), body, follow=True)) == (
        "1 question is back on the list."
    )
    factories.ListedQuestionFactory(
        company=company, question=question, removed_at=timezone.now(), position=77
    )
    last = ListedQuestion.objects.get(position=77)
    response = client.post(address(company, "restore"), {"pick": [last.pk]}, follow=True)
    assert messages(response) == "These are on the list already."
    assert ListedQuestion.objects.live().count() == 1


@pytest.mark.parametrize("picked", [[], ["x"], ["9" * 40], ["1"]])
def test_an_undo_of_nothing_is_refused(client, company, letters, picked):
    before = rows()
    response = client.post(address(company, "restore"), {"pick": picked})
    assert response.status_code == 422
    assert "These are on the list already." in text_of(dom(response))
    assert rows() == before


# Refused


def others(company, stranger):
    return {
        "removed": factories.ListedQuestionFactory(company=company, removed_at=timezone.now()).pk,
        "elsewhere": factories.ListedQuestionFactory().pk,
        "a stranger's": factories.ListedQuestionFactory(
            company=factories.CompanyFactory(owner=stranger), text="Secret?"
        ).pk,
        "none": 2**40,
    }


@pytest.mark.parametrize("is_htmx", [True, False], ids=["htmx", "form"])
@pytest.mark.parametrize("what", ["top", "end", "must ask", "need not ask", "remove", "file"])
@pytest.mark.parametrize("other", ["removed", "elsewhere", "a stranger's", "none"])
def test_one_that_is_not_on_the_list_stops_it_all(client, company, letters, stranger, other, what, is_htmx):
    pk = others(company, stranger)[other]
    before = rows()
    body = {"pick": [letters["A"].pk, pk], "change": what, "topic": letters["A"].topic_id}
    response = client.post(address(company), body, headers=HTMX if is_htmx else {})
    assert response.status_code == 422
    assert "Some of these questions are not on the list any more. Nothing was changed." in text_of(
        dom(response)
    )
    assert "Secret?" not in response.text
    assert rows() == before


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"change": "remove"}, "Choose at least one question first."),
        ({"change": "remove", "pick": ["x"]}, "These are not questions of this list."),
        ({"change": "remove", "pick": ["9" * 40]}, "These are not questions of this list."),
        ({"change": "remove", "pick": ["1\x00"]}, "These are not questions of this list."),
        ({"change": "", "pick": "A"}, "Say what to do with the questions."),
        ({"change": "burn", "pick": "A"}, "A list of questions cannot be changed like that."),
        ({"change": "\x00", "pick": "A"}, "A list of questions cannot be changed like that."),
        ({"change": "file", "pick": "A"}, "Choose the topic to file them under."),
        ({"change": "file", "pick": "A", "topic": "x"}, "Choose one of your topics."),
        ({"change": "file", "pick": "A", "topic": "9" * 40}, "Choose one of your topics."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(client, company, letters, sent, sentence):
    before = rows()
    if sent.get("pick") == "A":
        sent = {**sent, "pick": [letters["A"].pk]}
    response = client.post(address(company), sent)
    assert response.status_code == 422
    assert sentence in messages(response)
    assert rows() == before


def test_a_topic_of_a_stranger_cannot_be_filed_under(client, company, letters, stranger):
    theirs = factories.TopicFactory(owner=stranger, name="Secret")
    response = change(client, company, [letters["A"]], "file", topic=theirs.pk)
    assert response.status_code == 422
    assert "Secret" not in response.text


def test_what_was_ticked_is_still_ticked_after_a_refusal(client, company, letters):
    response = change(client, company, [letters["A"], letters["C"]], "file")
    boxes = find_all(dom(response), "input", name="pick")
    ticked = {dict(box.attributes)["value"] for box in boxes if "checked" in dict(box.attributes)}
    assert ticked == {str(letters["A"].pk), str(letters["C"].pk)}


# In place


@pytest.mark.parametrize("what", ["top", "must ask", "remove"])
def test_htmx_gets_the_very_part_of_the_page(client, company, letters, what):
    response = change(client, company, [letters["B"], letters["C"]], what, htmx=True)
    query = f"?removed={letters['B'].pk}" if what == "remove" else ""
    page = client.get(reverse("interviews:company_detail", args=[company.pk]) + query)
    assert fragment(response, "list-builder") == fragment(page, "list-builder")


@pytest.mark.parametrize("what", ["top", "end", "must ask", "file", "remove"])
def test_it_costs_the_same_for_3_and_for_300(client, company, what):
    topic, costs = factories.TopicFactory(), []
    for size in (3, 300):
        ListedQuestion.objects.update(removed_at=None)
        for position in range(ListedQuestion.objects.count(), size):
            factories.ListedQuestionFactory(company=company, topic=topic, position=1000 * size + position)
        with statements() as found:
            response = change(client, company, ListedQuestion.objects.all(), what, topic=topic.pk)
        assert response.status_code == 302
        costs.append(len(found))
    assert costs[0] == costs[1] <= 6


def test_the_undo_of_300_costs_as_much_as_of_3(client, company):
    topic, costs = factories.TopicFactory(), []
    for size in (3, 300):
        for position in range(ListedQuestion.objects.count(), size):
            factories.ListedQuestionFactory(company=company, topic=topic, position=1000 * size + position)
        ListedQuestion.objects.update(removed_at=timezone.now())
        body = {"pick": [row.pk for row in ListedQuestion.objects.all()]}
        with statements() as found:
            assert client.post(address(company, "restore"), body).status_code == 302
        costs.append(len(found))
        assert ListedQuestion.objects.live().count() == size
    assert costs[0] == costs[1] <= 5
