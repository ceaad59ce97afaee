"""In their words and in yours: what a search finds, whose, and how it is shown."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from tests import factories
from tests.interviews.pages import dom, find_all, labelled, sent_by, text_of
from tests.statements import get_statements

ADDRESS = "/search/"
KINDS = {
    "answers": ("found-answers", "answer_detail"),
    "interviews": ("found-interviews", "interview_detail"),
    "questions": ("found-questions", "listed_question_edit"),
    "claims": ("found-claims", "claim_edit"),
    "people": ("found-people", "person_edit"),
    "companies": ("found-companies", "company_detail"),
}


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(name="Aurora Labs", role="Platform lead")


def make(kind, company, words):
    """A row of that kind in which the words stand."""
    return {
        "answers": lambda: answer(company, words),
        "interviews": lambda: factories.InterviewFactory(company=company, note=words),
        "questions": lambda: factories.ListedQuestionFactory(company=company, text=words),
        "claims": lambda: factories.ClaimFactory(company=company, text=words),
        "people": lambda: factories.PersonFactory(company=company, name=words),
        "companies": lambda: factories.CompanyFactory(owner=company.owner, name=words[:120]),
    }[kind]()


def answer(company, said, **fields):
    listed = factories.ListedQuestionFactory(company=company)
    return factories.AnswerFactory(listed_question=listed, said=said, **fields)


def search(client, words, **more):
    return client.get(ADDRESS, {"q": words, **more})


def links(response):
    """Where the rows of the result lead."""
    return [dict(link.attributes)["href"] for link in find_all(dom(response), "a", cls="list-text")]


def marked(response):
    return [text_of(mark) for mark in find_all(dom(response), "mark")]


def is_found(client, row, words, **more):
    return reverse("interviews:answer_detail", args=[row.pk]) in links(search(client, words, **more))


# What is found


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_found_and_leads_to_its_page(client, company, kind):
    row = make(kind, company, "A quincunx of desks")
    make(kind, company, "Something else")
    response = search(client, "quincunx")
    heading, route = KINDS[kind]
    assert links(response) == [reverse(f"interviews:{route}", args=[row.pk])]
    assert "quincunx" in labelled(response, heading)
    assert "1 place found" in response.text


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("answers", ["impression", "refer_to"]),
        ("people", ["title", "how_met"]),
        ("questions", ["why"]),
        ("interviews", ["place"]),
        ("companies", ["role", "industry", "location"]),
    ],
)
def test_and_by_its_other_texts(client, company, kind, fields):
    for field in fields:
        row = make(kind, company, f"Something else than {field}")
        setattr(row, field, "quincunx")
        row.save()
    assert len(links(search(client, "quincunx"))) == len(fields)


def test_what_was_found_in_an_impression_is_not_said_to_be_their_words(client, company):
    answer(company, "They smiled.", impression="I doubt the quincunx there.")
    text = labelled(search(client, "quincunx"), "found-answers")
    assert "My impression: I doubt the quincunx there." in text
    assert "“" not in text
    assert "“<bdi>They <mark>smiled</mark>.</bdi>”" in search(client, "smiled").text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("cafe", "We met in a café."),
        ("CAFÉ", "we met in a cafe."),
        ("naïve", "A NAIVE plan"),
        ("cafe", "We met in a cafe\u0301."),
        ("strasse", "In der Hauptstraße"),
        ("Łódź", "The Lodz office"),
        ("שלום", "He said שלום and left"),
        ("مرحبا", "قالت مرحبا ثم ذهبت"),
        ("決定", "最近チームの決定が変わった"),
        ("👩🏽‍💻", "One 👩🏽‍💻 on call"),
    ],
)
def test_accents_capitals_and_scripts_do_not_matter(client, company, words, text):
    row = answer(company, text)
    assert is_found(client, row, words)
    assert len(marked(search(client, words))) == 1


def test_every_word_must_stand_somewhere_in_the_row(client, company):
    row = answer(company, "Two people are on call.", impression="Too few weekends off.")
    assert is_found(client, row, "weekends call")
    assert is_found(client, row, "  CALL \t weekends  ")
    assert not is_found(client, row, "call holidays")


@pytest.mark.parametrize("sign", ["%", "_", "\\", "'", '"', "*", "(", "[a", "$1", "&amp;", "--"])
def test_signs_that_mean_something_elsewhere_are_only_signs(client, company, sign):
    with_sign, without = answer(company, f"up by 20{sign} now"), answer(company, "up by 200 now")
    assert is_found(client, with_sign, sign)
    assert not is_found(client, without, f"20{sign}")


@pytest.mark.parametrize("query", ["%00call", "call%00", "%ED%A0%80 ", "%FF%FE", "%0A%0D", "%E2%80%AE"])
def test_odd_bytes_in_the_address_are_harmless(client, company, query):
    answer(company, "on call")
    assert client.get(f"{ADDRESS}?q={query}").status_code == 200


def test_nul_parts_words(client, company):
    row = answer(company, "on call")
    address = reverse("interviews:answer_detail", args=[row.pk])
    assert address in links(client.get(f"{ADDRESS}?q=on%00call"))


def test_a_hundred_characters_are_searched_and_the_rest_let_go(client, company):
    row = answer(company, "x" * 400)
    response = search(client, "x" * 300)
    assert links(response) == [reverse("interviews:answer_detail", args=[row.pk])]
    assert sent_by(find_all(dom(response), "form", role="search")[0])["q"] == "x" * 100


def test_many_short_words_are_answered(client, company):
    row = answer(company, "a b c d e f g h")
    assert is_found(client, row, "a b c d e f g h " * 12)


def test_the_latest_fifty_are_shown_and_it_says_so(client, company):
    for number in range(51):
        factories.ClaimFactory(company=company, text=f"quincunx {number}")
    response = search(client, "quincunx")
    assert len(links(response)) == 50
    assert "The newest 50 of each kind are shown" in response.text


# Whose


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_anybody_else_is_found(client, stranger, company, kind):
    make(kind, factories.CompanyFactory(owner=stranger), "A quincunx of desks")
    response = search(client, "quincunx")
    assert links(response) == []
    assert "Nothing has all of these words" in response.text


def test_what_was_deleted_or_removed_is_not_found(client, company):
    answer(company, "quincunx", deleted_at=timezone.now())
    removed = factories.ListedQuestionFactory(company=company, text="quincunx?", removed_at=timezone.now())
    factories.AnswerFactory(listed_question=removed, said="quincunx")
    assert links(search(client, "quincunx")) == []


# One company


@pytest.mark.parametrize("kind", KINDS)
def test_in_one_company_only_what_is_there(client, mara, company, kind):
    here = make(kind, company, "A quincunx of desks")
    make(kind, factories.CompanyFactory(owner=mara), "A quincunx of chairs")
    where = here if kind == "companies" else company
    response = search(client, "quincunx", company=where.pk)
    assert links(response) == [reverse(f"interviews:{KINDS[kind][1]}", args=[here.pk])]


def test_the_search_stays_in_the_company_and_leads_out_of_it(client, company):
    response = search(client, "20 % & more", company=company.pk)
    assert sent_by(find_all(dom(response), "form", role="search")[0])["company"] == str(company.pk)
    assert "Aurora Labs" in text_of(find_all(dom(response), "main")[0])
    [out] = [one for one in find_all(dom(response), "a") if text_of(one) == "Search in every company"]
    assert dict(out.attributes)["href"] == f"{ADDRESS}?q={quote('20 % & more', safe='')}"


@pytest.mark.parametrize("company_asked", ["", "abc", "-1", "²", "١", "9" * 30, "0", "1 OR 1"])
def test_a_company_that_there_is_not_leaves_all_of_them(client, company, company_asked):
    row = answer(company, "quincunx")
    response = search(client, "quincunx", company=company_asked)
    assert links(response) == [reverse("interviews:answer_detail", args=[row.pk])]
    assert "Search in every company" not in response.text


def test_a_strangers_company_is_one_that_there_is_not(client, stranger, company):
    row = answer(company, "quincunx")
    theirs = factories.CompanyFactory(owner=stranger, name="Hidden Ltd")
    response = search(client, "quincunx", company=theirs.pk)
    assert links(response) == [reverse("interviews:answer_detail", args=[row.pk])]
    assert "Hidden Ltd" not in response.text


def test_the_answers_tab_leads_to_the_search_of_its_company(client, company):
    answer(company, "quincunx")
    page = client.get(reverse("interviews:answer_list", args=[company.pk]))
    [form] = find_all(dom(page), "form", role="search")
    assert dict(form.attributes)["action"] == ADDRESS
    assert sent_by(form)["company"] == str(company.pk)


# The page


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", "?q=%00"])
def test_without_words_it_says_what_can_be_found(client, company, query):
    response = client.get(ADDRESS + query)
    assert response.status_code == 200
    assert "accents do not matter" in response.text
    assert links(response) == []


def test_where_nothing_is_found_the_library_is_one_link_away(client, company):
    response = search(client, "quincunx & co")
    assert f'href="/questions/?q={quote("quincunx & co", safe="")}"' in response.text


@pytest.mark.parametrize("kind", KINDS)
def test_html_is_shown_and_not_run(client, company, kind):
    make(kind, company, "<script>alert(1)</script> <b>quincunx</b>")
    response = search(client, "<b>quincunx")
    assert len(links(response)) == 1
    assert "<b>quincunx" not in response.text
    assert "<script>alert" not in response.text
    assert escape("<script>alert(1)") in response.text


def test_every_page_has_a_way_into_the_search(client, company):
    page = dom(client.get("/companies/"))
    [box] = find_all(page, "search")
    assert dict(find_all(box, "form")[0].attributes)["action"] == ADDRESS
    assert ADDRESS in [dict(link.attributes)["href"] for link in find_all(page, "a", cls="menu-search")]


def test_the_page_costs_the_same_at_three_rows_and_at_three_hundred(client, company):
    def counted():
        return len(get_statements(client, f"{ADDRESS}?q=quincunx&company={company.pk}"))

    for kind in KINDS:
        for _ in range(3):
            make(kind, company, f"quincunx {timezone.now().timestamp()}")
    few = counted()
    for kind in KINDS:
        for _ in range(50):
            make(kind, company, f"quincunx {timezone.now().timestamp()}")
    assert counted() == few <= 8
