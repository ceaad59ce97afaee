"""A paper interview typed up by the numbers on its sheet, with and without a script."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from interviews.models import Answer
from tests import factories
from tests.interviews.pages import by_id, dom, fields_of, find_all, text_of
from tests.interviews.saves import form_address
from tests.statements import get_statements


@pytest.fixture
def interview(mara):
    """Seven questions: 2, 4 and 6 of the list are must-asks, and so come first on the sheet."""
    interview = factories.InterviewFactory()
    factories.InterviewPersonFactory(interview=interview)
    for number in range(1, 8):
        listed = factories.ListedQuestionFactory(
            company=interview.company, text=f"Question {number} of the list?", must_ask=number in {2, 4, 6}
        )
        factories.AgendaItemFactory(interview=interview, listed_question=listed)
    return interview


def address(interview):
    return reverse("interviews:capture_type_up", args=[interview.pk])


def go(client, interview, number):
    return client.get(address(interview), {"number": number}, follow=True)


def heading(response):
    """The question that is not hidden."""
    return next(
        text_of(find_all(section, "h1")[0])
        for section in find_all(dom(response), "section")
        if "hidden" not in dict(section.attributes) and find_all(section, "h1")
    )


def numbers_of_sheet(client, interview):
    """Number → question, as the paper has them."""
    paper = dom(client.get(reverse("interviews:interview_sheet", args=[interview.pk])))
    numbers = [text_of(one) for one in find_all(paper, "b", cls="ask-number")]
    texts = [text_of(find_all(one, "bdi")[0]) for one in find_all(paper, "p", cls="ask-text")]
    return dict(zip(numbers, texts, strict=True))


def test_every_number_leads_to_the_question_that_has_it_on_paper(client, interview):
    sheet = numbers_of_sheet(client, interview)
    assert [text[9] for text in sheet.values()] == list("2461357")
    for number, text in sheet.items():
        assert heading(go(client, interview, number)) == text


@pytest.mark.parametrize("number", [" 3 ", "03", "٣"])
def test_a_number_written_otherwise_is_the_same_number(client, interview, number):
    assert heading(go(client, interview, number)) == "Question 6 of the list?"


@pytest.mark.parametrize("number", ["0", "8", "77", "-1", "abc", "1.5", "²", "9" * 40, "<b>1"])
def test_a_number_that_the_sheet_does_not_have_is_said(client, interview, number):
    response = client.get(address(interview), {"number": number})
    assert response.status_code == 422
    page = dom(response)
    assert text_of(by_id(page, "sheet-number-words")) == "The sheet has the numbers 1 to 7."
    field = dict(by_id(page, "sheet-number").attributes)
    assert (field["value"], field["aria-invalid"]) == (number, "true")


@pytest.mark.parametrize("query", ["", "?number=", "?number=%20", "?number=%00"])
def test_without_a_number_it_waits_for_one(client, interview, query):
    response = client.get(address(interview) + query)
    words = text_of(by_id(dom(response), "sheet-number-words"))
    assert (response.status_code, words) in {
        (200, "Enter goes there, Ctrl+Enter comes back."),
        (422, "The sheet has the numbers 1 to 7."),  # a NUL is no number
    }


def test_an_interview_without_an_agenda_has_no_numbers(client, mara):
    response = client.get(address(factories.InterviewFactory()))
    assert response.status_code == 200
    assert "No questions on this agenda" in response.text
    assert "sheet-number" not in response.text


def test_the_whole_sheet_without_a_script(client, interview):
    """Number, text, the first button; the page is back at the number, empty and focused."""
    for number in range(1, 8):
        response = go(client, interview, number)
        fields = fields_of(response, form_address(interview))
        response = client.post(form_address(interview), {**fields, "said": f"answer {number}", "go": "1"})
        assert response["Location"] == address(interview)
        field = dict(by_id(dom(client.get(address(interview))), "sheet-number").attributes)
        assert "autofocus" in field
    answers = Answer.objects.order_by("pk").values_list("said", "listed_question__text")
    sheet = numbers_of_sheet(client, interview)
    assert list(answers) == [(f"answer {number}", sheet[str(number)]) for number in range(1, 8)]


def test_the_last_question_does_not_end_the_interview(client, interview):
    fields = fields_of(go(client, interview, 7), form_address(interview))
    response = client.post(form_address(interview), {**fields, "said": "last", "go": "finish"})
    assert response["Location"] == address(interview)


def test_saving_stays_at_the_question(client, interview):
    fields = fields_of(go(client, interview, 3), form_address(interview))
    response = client.post(form_address(interview), {**fields, "said": "third", "go": ""})
    where = urlsplit(response["Location"])
    assert where.path == address(interview)
    assert parse_qs(where.query) == {
        "question": [fields["listed_question"]],
        "person": [fields["person"]],
    }
    assert "third" in client.get(response["Location"]).text


def test_a_refused_text_is_kept_and_still_typed_up(client, interview):
    fields = fields_of(go(client, interview, 3), form_address(interview))
    response = client.post(form_address(interview), {**fields, "said": "x" * 100_001, "go": "1"})
    assert response.status_code == 422
    assert "x" * 100_001 in response.text
    assert "sheet-number" in response.text


def test_interview_mode_itself_asks_for_no_number(client, interview):
    response = client.get(reverse("interviews:capture", args=[interview.pk]))
    assert "sheet-number" not in response.text
    assert "typed_up" not in fields_of(response, form_address(interview))


def test_the_plan_of_an_interview_leads_here(client, interview):
    page = client.get(reverse("interviews:interview_detail", args=[interview.pk]))
    assert address(interview) in [
        dict(link.attributes).get("href") for link in find_all(dom(page), "a") if text_of(link) == "Type up"
    ]


def test_a_stranger_has_no_such_interview(stranger_client, interview):
    assert stranger_client.get(address(interview)).status_code == 404
    assert stranger_client.get(address(interview), {"number": 1}).status_code == 404


def test_the_page_costs_the_same_at_seven_questions_and_at_two_hundred(client, interview):
    few = len(get_statements(client, address(interview)))
    for _ in range(200):
        factories.AgendaItemFactory(interview=interview)
    assert len(get_statements(client, address(interview))) == few <= 8
