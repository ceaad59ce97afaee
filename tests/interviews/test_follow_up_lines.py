"""What a line says of its rows, and the few of all companies on the home page."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from interviews import access
from interviews.follow_up_lines import home_lines
from interviews.models import Company
from tests import factories
from tests.interviews.follow_ups import HELD, NOW, Talks, headings, key_of, keys, line, url
from tests.interviews.pages import by_id, dom, find_all, labelled, text_of
from tests.statements import get_statements

HOME = reverse("interviews:home")


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def talks(mara):
    return Talks()


def home(client):
    return labelled(client.get(HOME), "follow-heading")


def lines_of(user):
    companies = list(Company.objects.of(user).order_by("pk"))
    rows = (
        access.questions_to_follow_up(user, companies),
        access.answers_to_questions(user, companies),
        access.follow_ups_of(user, companies),
    )
    return [(company.name, one.key) for company, one in home_lines(companies, *rows)]


# On the home page


def test_home_takes_what_is_due_then_the_stronger_reason_whatever_the_company(talks, mara):
    other = factories.CompanyFactory(name="Quillworks")
    factories.InterviewFactory(company=other, finished_at=NOW)
    contradicting = factories.ListedQuestionFactory(company=other, agreement="contradicts")
    must = factories.ListedQuestionFactory(company=other, must_ask=True)
    due = factories.FollowUpFactory(company=other, due_on=date(2027, 1, 1))
    undated = talks.note("Some day")
    assert lines_of(mara) == [
        ("Quillworks", f"manual-{due.pk}"),
        ("Quillworks", key_of("contradiction", contradicting)),
        ("Northwind", talks.key),
        ("Quillworks", key_of("unasked", must)),
        ("Northwind", f"manual-{undated.pk}"),
    ]


def test_an_interview_held_elsewhere_does_not_make_a_must_ask_late(talks, mara):
    factories.ListedQuestionFactory(company=factories.CompanyFactory(), must_ask=True)
    assert lines_of(mara) == [("Northwind", talks.key)]


def test_an_archived_company_is_not_on_the_home_page(client, talks):
    factories.CompanyFactory()
    talks.company.archive()
    assert "Nothing open." in home(client)


def test_home_shows_five(client, talks):
    for number in range(6):
        talks.note(f"Note {number}", due_on=date(2026, 12, 1 + number))
    said = home(client)
    assert [f"Note {number}" in said for number in range(6)] == [True] * 5 + [False]


def test_home_says_whom_to_ask_where_it_is_not_who_answered(client, talks):
    assert "(ask" not in home(client)
    talks.vague.refer_to = "Jonas"
    talks.vague.save()
    assert "What does on-call look like? (ask Jonas)" in home(client)


def test_home_shows_what_was_let_go_no_more(client, talks):
    client.post(url("close", talks.company), {"item": talks.key})
    assert "Nothing open." in home(client)


def test_a_contradiction_without_answers_is_said_by_its_question(client, talks):
    talks.question("How often?", agreement="contradicts")
    assert "contradiction Northwind : How often?" in home(client)


@pytest.mark.parametrize("text", ["<img src=x>", "מי מחליט?", "W" * 160])
def test_home_shows_texts_safe(client, talks, text):
    talks.note(text, due_on=date(2026, 12, 1))
    assert text in home(client)
    assert "<img src=x>" not in client.get(HOME).text


# What a line says


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (date(2026, 11, 22), "overdue since 22 Nov 2026"),
        (date(2026, 11, 23), "by 23 Nov 2026"),
        (date(2026, 11, 24), "by 24 Nov 2026"),
    ],
)
def test_it_is_overdue_from_the_day_after(client, talks, due_on, words):
    note = talks.note("Thank them", due_on=due_on)
    assert words in line(client.get(url("list", talks.company)), f"manual-{note.pk}")


def test_a_contradiction_quotes_the_first_two_answers(client, talks):
    listed = talks.question("How often?", agreement="contradicts")
    for number in range(3):
        person = talks.person(f"Person {number}")
        talks.answer(
            listed, said=f"Answer {number}", person=person, answered_at=HELD + timedelta(hours=number)
        )
    said = line(client.get(url("list", talks.company)), key_of("contradiction", listed))
    assert [f"Answer {number}" in said for number in range(3)] == [True, True, False]


def test_an_answer_without_words_or_person_is_still_named(client, talks):
    listed = talks.question("Who decides?")
    answer = talks.answer(listed, said="", person=None, quality="declined")
    said = line(client.get(url("list", talks.company)), key_of("declined", listed, answer))
    assert "not said by whom, 18 Nov" in said
    assert "“" not in said


def test_names_and_words_keep_their_small_letters(client, talks):
    talks.answer(talks.question("A"), refer_to="the lead")
    lower = talks.person("de Vries", audience="HR")
    talks.note("Thank them", ask_person=lower)
    talks.note("Thank them", ask_audience="peer")
    assert headings(client.get(url("list", talks.company))) == [
        "de Vries HR",
        "Ilse Brandt hiring manager",
        "the lead",
        "Peer",
    ]


def test_two_people_of_one_name_stand_apart(client, talks):
    talks.note("Thank her", ask_person=talks.person("Ilse Brandt", audience="HR"))
    assert headings(client.get(url("list", talks.company))) == [
        "Ilse Brandt hiring manager",
        "Ilse Brandt HR",
    ]


# Which interview is next


def test_one_that_has_just_begun_is_still_the_next(client, talks):
    begun = talks.interview(starts_at=NOW - timedelta(hours=3))
    assert preselected(client, talks) == str(begun.pk)


def test_where_all_are_past_and_none_was_finished_it_is_the_last(client, talks):
    talks.coming.delete()
    talks.interview(starts_at=NOW - timedelta(days=9))
    last = talks.interview(starts_at=NOW - timedelta(days=2))
    assert preselected(client, talks) == str(last.pk)


def preselected(client, talks):
    [select] = find_all(dom(client.get(url("list", talks.company))), "select", name="interview")
    [option] = [one for one in find_all(select, "option") if "selected" in dict(one.attributes)]
    return dict(option.attributes)["value"]


# The other pages


def grow(talks, count):
    for number in range(count):
        person = talks.person(f"Person {number}")
        talks.answer(talks.question(f"Question {number}?"), quality="vague", person=person)
        talks.note(f"Note {number}")


@pytest.mark.parametrize("name", ["mail", "reply", "edit", "add"])
def test_every_page_costs_the_same_for_few_and_for_many(client, talks, name):
    address = f"{url(name, talks.company)}?item={talks.key}"
    grow(talks, 3)
    few = get_statements(client, address)
    grow(talks, 60)
    assert len(get_statements(client, address)) == len(few) <= 8


def test_the_note_form_offers_the_list_and_the_people(client, talks):
    talks.question("Long? " * 150)
    page = dom(client.get(url("add", talks.company)))
    offered = [text_of(one) for one in find_all(by_id(page, "id_listed_question"), "option")]
    assert offered[:2] == ["None of them", "What does on-call look like?"]
    assert len(offered[2]) == 90
    asked = [text_of(one) for one in find_all(by_id(page, "id_ask"), "option")]
    assert asked[:3] == ["Not decided", "Ilse Brandt", "Jonas Weil"]
    assert "HR" in asked


@pytest.mark.parametrize("name", ["list", "add", "mail", "reply", "edit"])
def test_before_the_first_person_and_question_every_page_stands(client, mara, name):
    company = factories.CompanyFactory()
    note = factories.FollowUpFactory(company=company)
    response = client.get(f"{url(name, company)}?item=manual-{note.pk}")
    assert response.status_code == 200
    assert note.text in response.text or name == "add"
    assert name != "list" or keys(response) == [f"manual-{note.pk}"]
