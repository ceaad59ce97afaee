"""After the interview: what was said beside your own measure, what is still open, and where to go on."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils.html import escape

from tests import factories
from tests.interviews.pages import dom, find_all, labelled, text_of
from tests.statements import get_statements

FINISHED = {
    "started_at": datetime(2026, 11, 23, 14, tzinfo=UTC),
    "finished_at": datetime(2026, 11, 23, 15, tzinfo=UTC),
}


@pytest.fixture
def interview(mara):
    return factories.InterviewFactory(**FINISHED)


def asked(interview, **fields):
    listed = factories.ListedQuestionFactory(company=interview.company, **fields)
    factories.AgendaItemFactory(interview=interview, listed_question=listed)
    return listed


def answered(interview, listed=None, **fields):
    listed = listed or asked(interview)
    return factories.AnswerFactory(listed_question=listed, interview=interview, **fields)


def review(client, interview):
    return client.get(reverse("interviews:interview_detail", args=[interview.pk]))


def said(response):
    return labelled(response, "said-heading")


def links(response, words):
    return [
        dict(link.attributes)["href"]
        for link in find_all(dom(response), "a")
        if text_of(link).startswith(words)
    ]


PAGES = {
    "review": lambda interview: reverse("interviews:interview_detail", args=[interview.pk]),
    "answers tab": lambda interview: reverse("interviews:answer_list", args=[interview.company_id]),
}
both_pages = pytest.mark.parametrize("page", PAGES)


@both_pages
@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        ("They <b>hide</b> it", "They show it", "How you rate it: 1 They <b>hide</b> it · 4 They show it"),
        ("They hide it", "", "How you rate it: 1 They hide it"),
        ("", "They show it", "How you rate it: 4 They show it"),
    ],
)
def test_the_questions_own_anchors_stand_by_the_ratings(client, interview, page, low, high, shown):
    answered(interview, asked(interview, anchor_low=low, anchor_high=high), rating=3)
    response = client.get(PAGES[page](interview))
    text = text_of(find_all(dom(response), "main")[0])
    assert shown in text
    assert text.index("How you rate it") < text.index("rated 3")
    assert "<b>hide" not in response.text


@both_pages
def test_without_anchors_nothing_is_said_of_them(client, interview, page):
    answered(interview, rating=3)
    assert "How you rate it" not in client.get(PAGES[page](interview)).text


@both_pages
def test_promise_flag_and_come_back_are_seen(client, interview, page):
    answered(interview, promise=True, flag="red flag", come_back=True, quality="vague")
    text = text_of(find_all(dom(client.get(PAGES[page](interview))), "main")[0])
    for words in ("promise", "red flag", "come back", "Vague", "not rated"):
        assert words in text


@both_pages
def test_a_question_of_the_moment_can_be_filed_from_here(client, interview, page):
    loose = asked(interview, topic=None, text="Who is <i>on</i> call?")
    answered(interview, loose)
    answered(interview)
    response = client.get(PAGES[page](interview))
    edit = reverse("interviews:listed_question_edit", args=[loose.pk])
    assert links(response, "File it") == [f"{edit}#id_topic"]
    assert escape("Who is <i>on</i> call?") in response.text
    assert 'id="id_topic"' in client.get(edit).text


def test_what_is_still_open_is_one_list_with_the_way_to_the_follow_ups(client, interview):
    for number, fields in enumerate([{"quality": "vague"}, {"come_back": True}, {"quality": "specific"}]):
        answered(interview, asked(interview, text=f"Asked {number}?"), **fields)
    asked(interview, text="Never asked?", must_ask=True)
    response = review(client, interview)
    text = labelled(response, "still-open-heading")
    for words in ("Asked 0? Vague", "Asked 1? come back", "Never asked? not asked"):
        assert words in text
    assert "Asked 2?" not in text
    assert "must ask Never asked?" in said(response)
    follow_ups = reverse("interviews:follow_up_list", args=[interview.company_id])
    assert follow_ups in links(response, "Follow-ups")


def test_where_nothing_is_open_it_says_so(client, interview):
    answered(interview, quality="specific")
    assert "Everything was asked, and nothing was left vague." in labelled(
        review(client, interview), "still-open-heading"
    )


def test_an_interview_in_which_nothing_was_asked(client, interview):
    assert "Nothing was asked." in said(review(client, interview))


@both_pages
def test_the_page_costs_the_same_at_three_rows_and_at_three_hundred(client, interview, page):
    def grow(count):
        for _ in range(count):
            person = factories.PersonFactory(company=interview.company)
            answered(interview, asked(interview, topic=None, anchor_low="a"), person=person, come_back=True)
            asked(interview, must_ask=True)

    grow(3)
    few = len(get_statements(client, PAGES[page](interview)))
    grow(60)
    assert len(get_statements(client, PAGES[page](interview))) == few <= 8
