"""A question dropped at another place of its list."""

from itertools import product

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import ListedQuestion
from tests import factories
from tests.interviews.pages import HTMX, dom, find_all, fragment, messages, text_of
from tests.statements import statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def letters(company):
    """A to E at positions with gaps, and something removed between B and C."""
    letters = [
        factories.ListedQuestionFactory(company=company, position=position, text=text)
        for position, text in ((1, "A"), (2, "B"), (5, "C"), (6, "D"), (9, "E"))
    ]
    factories.ListedQuestionFactory(company=company, position=3, text="gone", removed_at=timezone.now())
    return dict(zip("ABCDE", letters, strict=True))


def order(company):
    return "".join(row.text for row in ListedQuestion.objects.in_company(company).live().in_order())


def place(client, listed, htmx=False, **sent):
    address = reverse("interviews:listed_question_place", args=[listed.pk])
    return client.post(address, sent, headers=HTMX if htmx else {})


@pytest.mark.parametrize(("moved", "before"), [*product("ABCDE", [*"ABCDE", ""])])
def test_it_stands_right_before_the_other_or_at_the_end(client, company, letters, moved, before):
    rest = "ABCDE".replace(moved, "")
    wanted = rest.replace(before, moved + before) if before and before != moved else rest + moved
    if before == moved:
        wanted = "ABCDE"
    place(client, letters[moved], before=letters[before].pk if before else "")
    assert order(company) == wanted


def test_what_was_removed_keeps_its_neighbours(client, company, letters):
    place(client, letters["E"], before=letters["A"].pk)
    ListedQuestion.objects.update(removed_at=None)
    assert order(company) == "EABgoneCD"


def test_it_says_where_it_stands_now(client, company, letters):
    address = reverse("interviews:listed_question_place", args=[letters["E"].pk])
    response = client.post(address, {"before": letters["C"].pk}, follow=True)
    assert messages(response) == "Moved to place 3 of 5."


def test_htmx_gets_the_list_as_the_page_shows_it(client, company, letters):
    response = place(client, letters["E"], htmx=True, before=letters["B"].pk)
    page = client.get(reverse("interviews:company_detail", args=[company.pk]))
    assert fragment(response, "list-builder") == fragment(page, "list-builder")
    assert [text_of(one) for one in find_all(dom(page), "a", cls="list-text")] == [*"AEBCD"]


@pytest.mark.parametrize(
    ("number", "wanted"), [(1, "DABCE"), (2, "ADBCE"), (4, "ABCDE"), (5, "ABCED"), (99, "ABCED")]
)
def test_without_scripts_a_place_is_written(client, company, letters, number, wanted):
    place(client, letters["D"], place=number)
    assert order(company) == wanted


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Write a place, counted from 1."),
        ("0", "Ensure this value is greater than or equal to 1."),
        ("-3", "Ensure this value is greater than or equal to 1."),
        ("first", "Enter a whole number."),
        ("9" * 30, "Ensure this value is less than or equal to 2147483647."),
        ("1\x00", "Enter a whole number."),
    ],
)
def test_a_place_that_is_none_is_refused_beside_the_field(client, company, letters, number, sentence):
    response = place(client, letters["D"], place=number)
    assert response.status_code == 422
    [shown] = find_all(dom(response), "div", id="error_place")
    assert text_of(shown) == sentence
    assert order(company) == "ABCDE"


def test_the_edit_page_says_the_place(client, letters):
    page = client.get(reverse("interviews:listed_question_edit", args=[letters["C"].pk]))
    [field] = find_all(dom(page), "input", name="place")
    assert (dict(field.attributes)["value"], dict(field.attributes)["max"]) == ("3", "5")


@pytest.mark.parametrize("is_htmx", [True, False], ids=["htmx", "form"])
@pytest.mark.parametrize("what", ["removed", "elsewhere", "a stranger's", "none", "word", "huge"])
def test_before_what_is_not_on_the_list_it_is_refused(client, company, letters, stranger, what, is_htmx):
    before = {
        "removed": ListedQuestion.objects.get(text="gone").pk,
        "elsewhere": factories.ListedQuestionFactory().pk,
        "a stranger's": factories.ListedQuestionFactory(
            company=factories.CompanyFactory(owner=stranger), text="Secret?"
        ).pk,
        "none": 2**40,
        "word": "x",
        "huge": "9" * 40,
    }[what]
    response = place(client, letters["A"], htmx=is_htmx, before=before)
    assert response.status_code == 422
    assert "Secret?" not in response.text
    assert order(company) == "ABCDE"
    if is_htmx and what in {"removed", "elsewhere", "none"}:
        assert "That place is gone: the list has changed. Move it again." in response.text


@pytest.mark.parametrize("target", [0, -1], ids=["to the top", "to the end"])
def test_it_costs_the_same_for_3_and_for_300(client, company, target):
    costs = []
    for size in (3, 300):
        for position in range(ListedQuestion.objects.count(), size):
            factories.ListedQuestionFactory(company=company, position=1000 * size + position)
        rows = list(ListedQuestion.objects.in_order())
        moved = rows[-1] if target == 0 else rows[0]
        with statements() as found:
            place(client, moved, before=rows[0].pk if target == 0 else "")
        costs.append(len(found))
    assert costs[0] == costs[1] <= 9
