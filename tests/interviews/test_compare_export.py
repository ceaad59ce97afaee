"""The comparison as CSV, read back as a program would."""

import csv
from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from interviews import comparison_csv
from tests import factories
from tests.interviews.sharing import says
from tests.statements import get_statements

ADDRESS = reverse("interviews:compare_export")
CALM = settings(derandomize=True, deadline=None, max_examples=200)


@pytest.fixture
def topics(mara):
    made = {name: factories.TopicFactory(name=name) for name in ("Autonomy", "Growth", "Unweighed")}
    for name, value in {"Autonomy": 5, "Growth": 2, "Unweighed": 0}.items():
        factories.WeightFactory(topic=made[name], value=value)
    return made


@pytest.fixture
def halden(topics):
    company = factories.CompanyFactory(name="Halden Health", role="Engineer")
    says(company, "Yes", topic=topics["Autonomy"], rating=4)
    says(company, "Often", topic=topics["Autonomy"], rating=3, quality="general", who="Ada")
    factories.ListedQuestionFactory(company=company, topic=topics["Growth"])
    return company


@pytest.fixture
def quillworks(topics):
    company = factories.CompanyFactory(name="Quillworks", role="Lead")
    says(company, "No", topic=topics["Autonomy"], rating=1)
    says(company, "Yes", topic=topics["Growth"], rating=3)
    return company


@pytest.fixture
def blank(topics):
    return factories.CompanyFactory(name="Aster", role="Writer")


def read(response):
    text = response.content.decode("utf-8")
    assert text.startswith("\ufeff")
    assert text.endswith("\r\n")
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))


def test_the_matrix_has_a_row_per_topic_that_weighs_anything(client, halden, quillworks):
    assert read(client.get(ADDRESS)) == [
        [
            *("Topic", "Weight"),
            *("Halden: value", "Halden: known", "Halden: listed", "Halden: heard from", "Halden: specific %"),
            *("Quillworks: value", "Quillworks: known", "Quillworks: listed", "Quillworks: heard from"),
            "Quillworks: specific %",
        ],
        ["Autonomy", "5", "3.5", "2", "2", "2", "50", "1.0", "1", "1", "1", "100"],
        ["Growth", "2", "", "0", "1", "0", "", "3.0", "1", "1", "1", "100"],
    ]


def test_the_ranking_is_a_file_of_its_own(client, halden, quillworks, blank):
    breaker = factories.DealbreakerFactory(text="On call")
    factories.DealbreakerCheckFactory(company=quillworks, dealbreaker=breaker)
    head, *rows = read(client.get(ADDRESS, {"table": "ranking"}))
    assert head == [
        *("Place", "Company", "Role", "Score", "At worst", "At best", "Known %"),
        *("Dealbreakers tripped", "Dealbreakers unknown"),
    ]
    assert rows == [
        ["1", "Halden Health", "Engineer", "3.5", "2.8", "3.6", "71", "", "On call"],
        ["2", "Quillworks", "Lead", "1.6", "1.6", "1.6", "100", "On call", ""],
        ["", "Aster", "Writer", "", "", "", "", "", "On call"],
    ]


def test_the_choice_of_companies_is_kept(client, halden, quillworks):
    head, *_rows = read(client.get(ADDRESS, {"company": quillworks.pk}))
    assert "Halden" not in "".join(head)
    [_head, row] = read(client.get(ADDRESS, {"company": quillworks.pk, "table": "ranking"}))
    assert row[1] == "Quillworks"


def test_two_roles_at_one_employer_are_told_apart(client, halden, topics):
    factories.CompanyFactory(name="Halden Health", role="Lead")
    head = read(client.get(ADDRESS))[0]
    assert "Halden Health (Engineer): value" in head
    assert "Halden Health (Lead): value" in head


def test_it_is_a_file_with_the_day_in_its_name(client, halden):
    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC), tick=False):
        client.force_login(halden.owner)
        named = [client.get(ADDRESS, query)["Content-Disposition"] for query in ({}, {"table": "ranking"})]
    assert named == [
        'attachment; filename="matrix-2026-11-23.csv"',
        'attachment; filename="ranking-2026-11-23.csv"',
    ]
    assert client.get(ADDRESS)["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_is_a_formula(client, halden, topics, start):
    halden.name, halden.role = f"{start}cmd|' /C calc'!A0", f"{start}2"
    halden.save()
    topics["Autonomy"].name = f"{start}SUM(A1)"
    topics["Autonomy"].save()
    for table in ("", "ranking"):
        for row in read(client.get(ADDRESS, {"table": table})):
            for cell in row:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert read(client.get(ADDRESS))[1][0] == f"'{start}SUM(A1)"


@pytest.mark.parametrize("text", ['a "quoted", one', "semi; colon", "two\nlines", "ليلى", "👩🏽‍💻"])
def test_texts_come_back_as_they_were(client, halden, topics, text):
    topics["Growth"].name = text
    topics["Growth"].save()
    text = client.get(ADDRESS).content.decode("utf-8-sig")
    assert list(csv.reader(StringIO(text, newline="")))[2][0] == topics["Growth"].name


def test_without_companies_there_is_a_head(client, topics):
    assert read(client.get(ADDRESS)) == [["Topic", "Weight"], ["Autonomy", "5"], ["Growth", "2"]]
    assert len(read(client.get(ADDRESS, {"table": "ranking"}))) == 1


def test_it_holds_nothing_of_a_strangers(client, halden, stranger):
    theirs = factories.CompanyFactory(owner=stranger, name="The stranger’s")
    for query in ({}, {"company": theirs.pk}, {"company": theirs.pk, "table": "ranking"}):
        assert "stranger" not in client.get(ADDRESS, query).content.decode()


def test_three_hundred_rows_are_asked_for_as_three_are(client, halden, quillworks, topics):
    counts = []
    for more in (3, 297):
        for number in range(more):
            says(halden, "Words", topic=topics["Growth"], who=f"Person number {number % 9}")
        counts.append(len(get_statements(client, ADDRESS)))
    assert counts[0] == counts[1] <= 8


@CALM
@given(
    st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=1), max_size=5)
)
def test_any_rows_can_be_read_back(rows):
    text = comparison_csv.as_csv(rows)
    back = list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))
    assert back == [[comparison_csv.guarded(cell) for cell in row] for row in rows]
    assert all(not cell.startswith(comparison_csv.FORMULA_STARTS) for row in back for cell in row)
