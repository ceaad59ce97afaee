"""Which companies are compared: the address keeps them, and nothing is cut without a word."""

import pytest
from django.urls import reverse

from interviews.compare_choice import choice_of, kept_choice, told_apart
from interviews.models import Company
from tests import factories
from tests.interviews.compared import (
    ADDRESS,
    choosing,
    headline,
    make_picture,
    make_topics,
    matrix,
    ranking,
    record,
)
from tests.interviews.pages import attribute, dom, find_all, text_of

WEIGHTS = reverse("interviews:weights_change")


@pytest.fixture
def topics(mara):
    return make_topics()


@pytest.fixture
def picture(topics):
    return make_picture(topics)


def companies_called(topics, count, **fields):
    return [
        record(f"Company {number:02}", topics.values(), [["3"], [], [], [], []], **fields)
        for number in range(count)
    ]


def statuses(response):
    return [text_of(one) for one in find_all(dom(response), "p", role="status")]


def ticked(response):
    boxes = find_all(dom(response), "input", type="checkbox", name="company")
    return {int(attribute(box, "value")) for box in boxes if "checked" in dict(box.attributes)}


def test_two_of_three_are_compared_and_stay_ticked(client, picture):
    chosen = [picture["Halden Health"], picture["Quillworks"]]
    response = client.get(f"{ADDRESS}?{choosing(*chosen)}")
    assert matrix(response)[0] == ["Halden", "Quillworks"]
    assert ticked(response) == {company.pk for company in chosen}
    assert "2 of 3 companies chosen" in response.text
    assert statuses(response) == []


def test_every_link_that_comes_back_keeps_the_choice(client, topics, picture):
    query = choosing(picture["Halden Health"], picture["Quillworks"])
    response = client.get(f"{ADDRESS}?{query}")
    about = ("/evidence/", "/range/", "compare/export", "/shares/add")
    addresses = {attribute(link, "href") or "" for link in find_all(dom(response), "a")}
    kept = {address for address in addresses if any(part in address for part in about)}
    assert len(kept) > 10
    assert {address for address in kept if query not in address.replace("&amp;", "&")} == set()
    form = find_all(dom(response), "form", method="post")[-1]
    assert query in attribute(form, "action").replace("&amp;", "&")


def test_nine_are_refused_in_words_and_nothing_is_cut(client, topics):
    nine = companies_called(topics, 9)
    response = client.get(f"{ADDRESS}?{choosing(*nine)}")
    assert statuses(response) == ["You chose 9 companies. Eight at most can be compared: take off 1."]
    assert ticked(response) == {company.pk for company in nine}
    assert ranking(response) == []
    assert "<details" in response.text
    assert 'class="fold mb-3 no-print" open' in response.text


def test_eight_are_compared(client, topics):
    eight = companies_called(topics, 9)[:8]
    response = client.get(f"{ADDRESS}?{choosing(*eight)}")
    assert len(ranking(response)) == 8
    assert statuses(response) == []


def test_of_many_the_eight_furthest_along_are_compared_and_that_is_said(client, topics):
    early = companies_called(topics, 4, stage="researching")
    for number in range(6):
        record(f"Late {number}", topics.values(), [["3"], [], [], [], []], stage="interviewing")
    response = client.get(ADDRESS)
    assert statuses(response) == [
        "The eight furthest along of your 10 companies. Choose others to compare them."
    ]
    names = {line[0] for line in ranking(response)}
    assert names == {f"Late {number}" for number in range(6)} | {company.name for company in early[:2]}


def test_one_alone_is_not_compared_and_that_is_said(client, picture):
    response = client.get(f"{ADDRESS}?{choosing(picture['Quillworks'])}")
    assert statuses(response) == ["One company alone cannot be compared. Choose at least two."]
    assert headline(response) == "Nothing to compare yet"
    assert len(ranking(response)) == 1


def test_the_only_company_asks_for_another(client, topics):
    record("Solo", topics.values(), [["4"], [], [], [], []])
    response = client.get(ADDRESS)
    assert statuses(response) == [
        "One company alone cannot be compared. Add another, and ask it the same questions."
    ]
    assert reverse("interviews:company_add") in response.text


def test_none_ticked_compares_all_and_says_so(client, picture):
    response = client.get(f"{ADDRESS}?choose=1")
    assert statuses(response) == ["None was chosen: these are all of yours."]
    assert len(ranking(response)) == 3


def test_what_is_gone_is_left_out_with_a_word(client, picture, stranger):
    picture["Quillworks"].archive()
    theirs = factories.CompanyFactory(owner=stranger, name="Secret Ltd")
    response = client.get(f"{ADDRESS}?{choosing(*picture.values(), theirs)}")
    assert statuses(response) == ["2 companies of this address are in the archive or gone, and left out."]
    assert {line[0] for line in ranking(response)} == {"Halden Health", "Northwind Energy"}
    assert "Secret Ltd" not in response.text


def test_two_roles_at_one_employer_are_told_apart_in_the_choice(client, topics):
    for role in ("Engineer", "Architect", "Analyst"):
        record("Aurora Labs", topics.values(), [["4"], [], [], [], []], role=role)
    labels = [text_of(label) for label in find_all(dom(client.get(ADDRESS)), "label", cls="choice")]
    assert labels == ["Aurora Labs · Analyst", "Aurora Labs · Architect", "Aurora Labs · Engineer"]


@pytest.mark.parametrize(("paper", "sheet"), [("A4", "sheet-a4.css"), ("Letter", "sheet-letter.css")])
def test_it_prints_on_the_paper_of_the_profile(client, mara, picture, paper, sheet):
    mara.profile.paper_size = paper
    mara.profile.save()
    [link] = [one for one in find_all(dom(client.get(ADDRESS)), "link") if attribute(one, "media")]
    assert attribute(link, "media") == "print"
    assert attribute(link, "href").endswith(sheet)


# The choice itself


def company(pk, name="Aurora Labs", role="Engineer"):
    return Company(pk=pk, name=name, role=role, stage="interviewing")


def test_the_same_company_twice_is_one():
    choice = choice_of([company(1), company(2)], ["1", "01", "1"])
    assert [one.pk for one in choice.named] == [1]
    assert choice.query == "company=1"


@pytest.mark.parametrize("asked", ["", "x", "-1", "²", "１", "\x00", "1.5", " 1"])
def test_what_is_no_number_names_nobody(asked):
    choice = choice_of([company(1), company(2)], [asked])
    assert (choice.named, choice.gone, choice.query) == ([], 0, "")


def test_a_very_long_number_is_only_gone():
    assert choice_of([company(1)], ["9" * 5000]).gone == 1


def test_only_numbers_are_kept_for_the_next_address():
    assert kept_choice(["1", "x&y=1", "2", "1"]) == "company=1&company=2"


def test_names_are_as_short_as_they_can_be():
    names = told_apart([company(1), company(2, "Brightside Works"), company(3, "Aurora Energy")])
    assert names == {1: "Aurora Labs", 2: "Brightside", 3: "Aurora Energy"}
    names = told_apart([company(1), company(2, role="Architect")])
    assert names == {1: "Aurora Labs (Engineer)", 2: "Aurora Labs (Architect)"}
