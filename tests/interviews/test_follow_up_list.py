"""A company's follow-ups by who can answer."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from tests import factories
from tests.interviews.follow_ups import NOW, Talks, headings, key_of, keys, line, lines, url
from tests.interviews.pages import attribute, dom, find_all, text_of
from tests.statements import get_statements


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def talks(mara):
    return Talks()


def shown(client, talks, query=""):
    return client.get(url("list", talks.company) + query)


def test_nothing_open_says_what_would_stand_here(client, mara):
    response = client.get(url("list", factories.CompanyFactory()))
    assert "Nothing open" in response.text
    assert "Each goes away by itself once it is answered." in response.text
    assert "Write a mail" not in response.text


def test_a_line_has_the_question_the_quote_who_said_it_and_why(client, talks):
    said = line(shown(client, talks), talks.key)
    for words in ("What does on-call look like?", "“ It varies. ” – Ilse Brandt , 18 Nov", "vague"):
        assert words in said


def test_the_quote_links_to_the_answers(client, talks):
    address = reverse("interviews:answer_list", args=[talks.company.pk])
    assert f'href="{address}#question-{talks.on_call.pk}"' in shown(client, talks).text


def test_a_line_is_in_the_candidates_wording(client, talks):
    talks.note("How many calls a week?", origin="vague", listed_question=talks.on_call, answer=talks.vague)
    said = line(shown(client, talks), talks.key)
    assert "How many calls a week?" in said
    assert "What does on-call look like?" not in said


@pytest.mark.parametrize(
    ("fields", "origin", "tag"),
    [
        ({"quality": "vague"}, "vague", "vague"),
        ({"quality": "declined"}, "declined", "declined"),
        ({"quality": "didn't know"}, "refer", "didn’t know"),
        ({"refer_to": "Jonas", "quality": "specific"}, "refer", "ask someone else"),
        ({"come_back": True}, "come-back", "come back"),
    ],
)
def test_every_reason_to_ask_again_has_its_tag(client, talks, fields, origin, tag):
    listed = talks.question("Who decides?")
    answer = talks.answer(listed, **fields)
    assert line(shown(client, talks), key_of(origin, listed, answer)).endswith(f"{tag} Edit : Who decides?")


def test_a_must_ask_that_was_not_asked_and_a_claim_stand_out_after_an_interview(client, talks):
    must = talks.question("Who left last?", must_ask=True)
    claimed = talks.question("How big is the team?")
    factories.ClaimFactory(company=talks.company, listed_question=claimed)
    response = shown(client, talks)
    assert "not asked yet" in line(response, key_of("unasked", must))
    assert "only claimed" in line(response, key_of("claim", claimed))
    talks.held.finished_at = None
    talks.held.save()
    assert keys(shown(client, talks)) == [talks.key]


def test_a_contradiction_has_both_quotes(client, talks):
    listed = talks.question("How often?", agreement="contradicts")
    talks.answer(listed, said='"Never"')
    talks.answer(listed, said="Always", person=talks.jonas)
    response = shown(client, talks)
    said = line(response, key_of("contradiction", listed))
    assert "“ 'Never' ” – Ilse Brandt" in said
    assert "“ Always ” – Jonas Weil" in said
    assert "Ilse Brandt or Jonas Weil" in headings(response)


def test_a_settling_answer_closes_it(client, talks):
    talks.answer(talks.on_call, quality="specific", person=talks.jonas, answered_at=NOW)
    assert "Nothing open" in shown(client, talks).text


@pytest.mark.parametrize(
    "gone", [{"deleted_at": NOW}, {"listed_question__removed_at": NOW}], ids=["answer", "question"]
)
def test_what_was_deleted_or_taken_off_is_not_open(client, talks, gone):
    listed = factories.ListedQuestionFactory(
        company=talks.company, removed_at=gone.get("listed_question__removed_at")
    )
    talks.answer(listed, quality="vague", deleted_at=gone.get("deleted_at"))
    assert keys(shown(client, talks)) == [talks.key]


def test_they_stand_by_who_can_answer(client, talks):
    talks.question("A", must_ask=True)
    talks.question("B", must_ask=True, audiences=["peer", "recruiter"])
    talks.answer(talks.question("C"), refer_to="the head of IT")
    talks.answer(talks.question("D"), refer_to="jonas")
    talks.answer(talks.question("E"), refer_to="hr")
    assert headings(shown(client, talks)) == [
        "Ilse Brandt hiring manager",
        "Jonas Weil peer",
        "the head of IT",
        "Recruiter or peer",
        "HR",
        "Anyone",
    ]


def test_what_is_overdue_stands_first_and_says_so(client, talks):
    first = talks.note("Thank Ilse", ask_person=talks.ilse, due_on=date(2026, 11, 20))
    second = talks.note("Ask again", ask_person=talks.ilse, due_on=date(2026, 11, 23))
    response = shown(client, talks)
    assert keys(response) == [f"manual-{first.pk}", f"manual-{second.pk}", talks.key]
    assert "overdue since 20 Nov 2026" in lines(response)[0]
    assert "by 23 Nov 2026" in lines(response)[1]


def test_a_note_on_a_question_taken_off_the_list_still_says_it(client, talks):
    listed = talks.question("Who decides?", removed_at=NOW)
    note = talks.note("", listed_question=listed)
    assert "Who decides?" in line(shown(client, talks), f"manual-{note.pk}")


def test_what_is_planned_says_for_when(client, talks):
    factories.AgendaItemFactory(interview=talks.coming, listed_question=talks.on_call)
    said = line(shown(client, talks), talks.key)
    assert "on the agenda of Thu" in said


def test_the_interview_that_comes_next_is_preselected(client, talks):
    long_ago = talks.interview(starts_at=NOW - timedelta(days=30))
    talks.interview(starts_at=NOW + timedelta(days=9))
    [select] = find_all(dom(shown(client, talks)), "select", name="interview")
    options = find_all(select, "option")
    assert attribute(options[0], "value") == str(long_ago.pk)
    assert [text_of(one) for one in options if "selected" in dict(one.attributes)] == [
        "Thu 26 Nov, hiring manager"
    ]


@pytest.mark.parametrize("ended", ["finished_at", "cancelled_at"])
def test_without_an_interview_to_come_one_can_be_planned(client, talks, ended):
    setattr(talks.coming, ended, NOW + timedelta(days=4))
    talks.coming.save()
    response = shown(client, talks)
    assert "No interview to come to ask in." in response.text
    assert find_all(dom(response), "select", name="interview") == []
    assert reverse("interviews:interview_add", args=[talks.company.pk]) in response.text


def test_the_tab_counts_on_its_own_page(client, talks):
    [tab] = [
        one for one in find_all(dom(shown(client, talks)), "a", cls="active") if "Follow" in text_of(one)
    ]
    assert text_of(tab) == "Follow-ups 1"
    people = client.get(reverse("interviews:person_list", args=[talks.company.pk]))
    tabs = [text_of(one) for one in find_all(dom(people), "a", cls="nav-link")]
    assert "Follow-ups" in tabs


@pytest.mark.parametrize("text", ["מי מחליט?", "<img src=x>", "=cmd", "W" * 500, "👩🏽‍💻"])
def test_texts_are_shown_safe_and_whole(client, talks, text):
    note = talks.note(text)
    response = shown(client, talks)
    assert "<img src=x>" not in response.text
    assert text in line(response, f"manual-{note.pk}")


def test_a_long_answer_is_quoted_by_its_beginning(client, talks):
    talks.answer(talks.question("Why?"), said="word " * 20_000, quality="vague")
    assert len(shown(client, talks).text) < 30_000


def grow(talks, count):
    for number in range(count):
        person = talks.person(f"Person {number}")
        listed = talks.question(f"Question {number}?", must_ask=True)
        talks.answer(listed, quality="vague", person=person)
        talks.question(f"Must {number}?", must_ask=True)
        talks.note(f"Note {number}", ask_person=person)
        factories.AgendaItemFactory(interview=talks.coming, listed_question=listed)


def test_the_page_costs_the_same_for_few_and_for_many(client, talks):
    grow(talks, 3)
    few = get_statements(client, url("list", talks.company))
    grow(talks, 100)
    assert len(get_statements(client, url("list", talks.company))) == len(few) <= 8


def test_two_hundred_stand_on_a_page(client, talks):
    for number in range(210):
        talks.note(f"Note {number}", due_on=date(2026, 12, 1))
    response = shown(client, talks)
    assert len(lines(response)) == 200
    assert "Page 1 of 2" in response.text
    assert "211 open" in response.text
    rest = shown(client, talks, "?page=2")
    assert len(lines(rest)) == 11
    assert set(keys(rest)).isdisjoint(keys(response))


@pytest.mark.parametrize(
    "query", ["?page=x", "?page=99", "?closed=x", "?closed=9999999999999999999999", "?closed=%00"]
)
def test_odd_addresses_are_harmless(client, talks, query):
    assert keys(shown(client, talks, query)) == [talks.key]


def test_another_companys_follow_ups_are_not_here(client, talks):
    factories.AnswerFactory(quality="vague", listed_question__text="Elsewhere?")
    assert keys(shown(client, talks)) == [talks.key]


def test_the_home_page_names_the_most_urgent_first(client, talks):
    talks.note("Thank Ilse", due_on=date(2026, 11, 22), ask_audience="HR")
    home = text_of(dom(client.get(reverse("interviews:home"))))
    assert "open Northwind : Thank Ilse (ask HR) by 22 Nov" in home
    assert home.index("Thank Ilse") < home.index("vague Northwind : What does on-call look like?")
    assert url("list", talks.company) in client.get(reverse("interviews:home")).text
