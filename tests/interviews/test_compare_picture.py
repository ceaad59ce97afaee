"""Two companies beside each other: the picture is where the numbers are, and a table has it in words."""

import pytest

from tests import factories
from tests.interviews.compared import ADDRESS, choosing, make_picture, make_topics, record
from tests.interviews.pages import attribute, dom, find_all, text_of


@pytest.fixture
def topics(mara):
    return make_topics()


@pytest.fixture
def picture(topics):
    return make_picture(topics)


def profile(response):
    """The companies in the head, and per topic both values and the difference in words."""
    [table] = find_all(dom(response), "table", cls="profile")
    head, *rows = find_all(table, "tr")
    names = [text_of(find_all(cell, "bdi")[0]) for cell in find_all(head, "th") if find_all(cell, "bdi")]
    return names, {text_of(find_all(row, "th")[0]): line_of(row) for row in rows}


def line_of(row):
    first, drawn, second = find_all(row, "td")
    said = attribute(find_all(drawn, "svg")[0], "aria-label")
    return text_of(first).split()[0], text_of(second).split()[0], said


def test_the_first_two_of_the_ranking_stand_beside_each_other(client, picture):
    names, rows = profile(client.get(ADDRESS))
    assert names == ["Halden", "Northwind"]
    assert rows == {
        "Autonomy": ("3.0", "3.7", "Northwind 0.7 higher"),
        "Growth": ("3.7", "3.0", "Halden 0.7 higher"),
        "Communication": ("3.5", "3.5", "the same"),
        "Workload": ("3.3", "1.8", "Halden 1.5 higher"),
        "Stability": ("3.0", "–", "not known of both"),
    }


@pytest.mark.parametrize("form", ["profile={1}&profile={0}", "profile={1},{0}", "profile={1}"])
def test_any_two_can_be_asked_for(client, picture, form):
    halden, quill = picture["Halden Health"].pk, picture["Quillworks"].pk
    assert profile(client.get(f"{ADDRESS}?{form.format(halden, quill)}"))[0] == ["Quillworks", "Halden"]


@pytest.mark.parametrize("asked", ["x", "0", "999999", "²", ",,", "\x00", "1,1,1"])
def test_odd_requests_show_the_first_two(client, picture, asked):
    names, _ = profile(client.get(ADDRESS, {"profile": asked}))
    assert len(set(names)) == 2


def test_only_those_compared_can_stand_there(client, picture, stranger):
    theirs = factories.CompanyFactory(owner=stranger, name="Secret Ltd")
    chosen = choosing(picture["Halden Health"], picture["Quillworks"])
    response = client.get(f"{ADDRESS}?{chosen}&profile={theirs.pk},{picture['Northwind Energy'].pk}")
    assert profile(response)[0] == ["Halden", "Quillworks"]


def test_marks_stand_where_the_numbers_say_and_differ_in_shape(client, picture):
    [table] = find_all(dom(client.get(ADDRESS)), "table", cls="profile")
    workload = next(row for row in find_all(table, "tr") if text_of(row).startswith("Workload"))
    [dot] = find_all(workload, "circle")
    [square] = [one for one in find_all(workload, "svg") if attribute(one, "x")]
    line = find_all(workload, "line", cls="range-line")[0]
    # 1 + 3 × 77.8 % is 3.3, and 1 + 3 × 27.8 % is 1.8
    assert (attribute(dot, "cx"), attribute(square, "x")) == ("77.8%", "27.8%")
    assert (attribute(line, "x1"), attribute(line, "x2")) == ("27.8%", "77.8%")
    stability = next(row for row in find_all(table, "tr") if text_of(row).startswith("Stability"))
    assert len(find_all(stability, "circle")) == 1
    assert find_all(stability, "rect") == []


def test_the_form_keeps_the_choice_and_names_the_two(client, picture):
    chosen = list(picture.values())
    response = client.get(f"{ADDRESS}?{choosing(*chosen)}&profile={chosen[2].pk},{chosen[0].pk}")
    form = next(one for one in find_all(dom(response), "form") if find_all(one, "select", name="profile"))
    hidden = [attribute(one, "value") for one in find_all(form, "input", name="company")]
    assert hidden == [str(company.pk) for company in chosen]
    selected = [one for one in find_all(form, "option") if "selected" in dict(one.attributes)]
    assert [text_of(one) for one in selected] == ["Quillworks", "Halden"]


def test_one_company_has_no_picture(client, topics):
    record("Solo", topics.values(), [["4"], [], [], [], []])
    assert find_all(dom(client.get(ADDRESS)), "table", cls="profile") == []
