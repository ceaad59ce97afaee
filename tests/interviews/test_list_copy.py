"""A list copied from another company."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.list_copying import ranges_in_words, ranges_named
from interviews.models import ListedQuestion
from tests import factories
from tests.interviews.pages import dom, fields_of, find_all, messages, text_of
from tests.statements import get_statements, statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(name="Here")


@pytest.fixture
def other(mara):
    return factories.CompanyFactory(name="There")


@pytest.fixture
def two(other):
    library = factories.QuestionFactory(text="As in the library?")
    return [
        factories.ListedQuestionFactory(
            company=other,
            position=2,
            text="Tailored?",
            question=library,
            must_ask=True,
            why="w",
            listen_for="l",
            beware_of="b",
            follow_ups=["Why?", "How?"],
            audiences=["peer"],
            timing="with an offer",
            minutes=7,
            anchor_low="low",
            anchor_high="high",
            agreement="differs",
        ),
        factories.ListedQuestionFactory(company=other, position=1, text="Own?"),
    ]


def address(company):
    return reverse("interviews:list_copy", args=[company.pk])


def copy(client, company, source, listed, follow=True):
    body = {"from": source.pk, "pick": [one.pk for one in listed]}
    return client.post(address(company), body, follow=follow)


def on(company):
    return list(ListedQuestion.objects.in_company(company).live().in_order())


def test_the_other_companies_are_offered_with_their_counts(client, company, two, stranger):
    factories.CompanyFactory(name="Empty")
    factories.ListedQuestionFactory(
        company=factories.CompanyFactory(name="Shelved", archived_at=timezone.now())
    )
    factories.ListedQuestionFactory(company=factories.CompanyFactory(owner=stranger, name="Secret"))
    page = client.get(address(company))
    lines = [text_of(one) for one in find_all(dom(page), "li", cls="row-line")]
    assert lines == ["Shelved Engineer archived 1 question", "There Engineer 2 questions"]


def test_without_another_list_it_says_so(client, company):
    assert "No other list yet" in client.get(address(company)).text


def test_its_questions_are_all_ticked(client, company, other, two):
    page = client.get(f"{address(company)}?from={other.pk}")
    lines = [text_of(one) for one in find_all(dom(page), "li", cls="row-line")]
    assert [line.split("?")[0] for line in lines] == ["Own", "Tailored"]
    boxes = find_all(dom(page), "input", name="pick")
    assert all("checked" in dict(box.attributes) for box in boxes)


def test_copies_stand_at_the_end_in_their_order_with_all_that_was_tailored(client, company, other, two):
    factories.ListedQuestionFactory(company=company, position=9, text="Was here?")
    tailored, own = two
    response = copy(client, company, other, two)
    assert messages(response) == "2 questions copied."
    assert [one.text for one in on(company)] == ["Was here?", "Own?", "Tailored?"]
    made = on(company)[-1]
    same = (
        *("question_id", "topic_id", "must_ask", "text", "why", "listen_for", "beware_of", "follow_ups"),
        *("audiences", "timing", "minutes", "anchor_low", "anchor_high"),
    )
    assert [getattr(made, name) for name in same] == [getattr(tailored, name) for name in same]
    assert (made.agreement, made.raised_by, made.pk != tailored.pk) == ("", None, True)
    assert [one.text for one in on(other)] == ["Own?", "Tailored?"]
    assert own.answer_set.count() == 0


def test_one_undo_takes_all_copies_off_and_nothing_else(client, company, other, two):
    factories.ListedQuestionFactory(company=company, text="Was here?")
    page = copy(client, company, other, two)
    assert "2 questions copied to the end of this list" in text_of(dom(page))
    undo = reverse("interviews:listed_questions_change", args=[company.pk])
    form = next(one for one in find_all(dom(page), "form", cls="list-undo"))
    picked = [dict(one.attributes)["value"] for one in find_all(form, "input", name="pick")]
    client.post(undo, {"pick": picked, "change": "remove"})
    assert [one.text for one in on(company)] == ["Was here?"]
    assert len(on(other)) == 2


def test_only_what_is_ticked_is_copied(client, company, other, two):
    copy(client, company, other, two[1:])
    assert [one.text for one in on(company)] == ["Own?"]


def test_what_is_here_already_is_off_and_says_so(client, company, other, two):
    factories.ListedQuestionFactory(company=company, text="Other words?", question=two[0].question)
    factories.ListedQuestionFactory(company=company, text="  own?\n", position=50)
    page = client.get(f"{address(company)}?from={other.pk}")
    lines = [text_of(one) for one in find_all(dom(page), "li", cls="row-line")]
    assert lines[0].endswith("· on this list already")
    assert lines[1].endswith("· on this list already, in other words")
    assert all("disabled" in dict(one.attributes) for one in find_all(dom(page), "input", name="pick"))
    assert "All of these are on this list already." in text_of(dom(page))
    response = copy(client, company, other, two)
    assert response.status_code == 422
    assert "These are on this list already." in text_of(dom(response))
    assert len(on(company)) == 2


def test_what_was_taken_off_here_comes_back_with_its_answers(client, company, other, two):
    removed = factories.ListedQuestionFactory(
        company=company, position=1, text="Asked here?", question=two[0].question, removed_at=timezone.now()
    )
    answer = factories.AnswerFactory(listed_question=removed)
    factories.ListedQuestionFactory(company=company, position=2, text="Was here?")
    page = copy(client, company, other, two)
    assert [one.text for one in on(company)] == ["Was here?", "Own?", "Asked here?"]
    assert answer.listed_question in on(company)
    form = next(one for one in find_all(dom(page), "form", cls="list-undo"))
    assert len(find_all(form, "input", name="pick")) == 2


@pytest.mark.parametrize(
    ("pick", "sentence"),
    [
        ([], "Choose at least one question first."),
        (["x"], "These are not questions of this list."),
        (["9" * 40], "These are not questions of this list."),
        ([2**40], "Some of these questions are not on the list any more."),
    ],
)
def test_an_odd_choice_is_refused_and_nothing_copied(client, company, other, two, pick, sentence):
    response = client.post(address(company), {"from": other.pk, "pick": pick})
    assert response.status_code == 422
    assert sentence in text_of(dom(response))
    assert on(company) == []


def test_what_was_not_ticked_stays_so_after_a_refusal(client, company, other, two):
    response = client.post(address(company), {"from": other.pk, "pick": [two[0].pk, 2**40]})
    boxes = [dict(one.attributes) for one in find_all(dom(response), "input", name="pick")]
    assert [box["value"] for box in boxes if "checked" in box] == [str(two[0].pk)]


@pytest.mark.parametrize("source", ["", "x", "9" * 40, "itself", "a stranger's"])
def test_a_company_that_is_none_leads_back_to_the_choice(client, company, two, stranger, source):
    theirs = factories.ListedQuestionFactory(
        company=factories.CompanyFactory(owner=stranger, name="Secret"), text="Secret?"
    )
    source = {"itself": company.pk, "a stranger's": theirs.company_id}.get(source, source)
    response = client.post(address(company), {"from": source, "pick": [theirs.pk]}, follow=True)
    assert messages(response) == "That company has no list to copy any more."
    assert "Secret" not in response.text
    assert "Secret" not in client.get(f"{address(company)}?from={source}").text
    assert on(company) == []


@pytest.mark.parametrize("query", ["x", "1-", "-1", "9" * 40, "1-2-3", "²", "\x00", "1." * 500])
def test_an_odd_address_offers_no_undo(client, company, query):
    factories.ListedQuestionFactory(company=company)
    page = client.get(reverse("interviews:company_detail", args=[company.pk]), {"copied": query})
    assert page.status_code == 200
    assert "Undo" not in page.text


@pytest.mark.parametrize(
    ("numbers", "text"), [([], ""), ([7], "7"), ([14, 7, 12, 13], "7.12-14"), ([1, 2, 4, 5], "1-2.4-5")]
)
def test_an_address_names_numbers_in_a_row_by_their_ends(numbers, text):
    assert ranges_in_words(numbers) == text
    assert [number for part in ranges_named(text) for number in part] == sorted(numbers)


def test_copying_costs_the_same_for_3_and_for_300(client, company, other):
    topic, pages, copies = factories.TopicFactory(), [], []
    for size in (3, 300):
        ListedQuestion.objects.filter(company=company).delete()
        for position in range(ListedQuestion.objects.count(), size):
            factories.ListedQuestionFactory(company=other, topic=topic, position=position)
        pages.append(len(get_statements(client, f"{address(company)}?from={other.pk}")))
        with statements() as found:
            copy(client, company, other, on(other), follow=False)
        copies.append(len(found))
        assert len(on(company)) == size
    assert pages[0] == pages[1] <= 8
    assert copies[0] == copies[1] <= 9
    page = client.get(f"{address(company)}?from={other.pk}")
    assert fields_of(page)["from"] == str(other.pk)
