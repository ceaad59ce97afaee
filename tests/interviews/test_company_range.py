"""Behind a range: the open questions of a company, those that take most off it first, and onto an agenda."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import AgendaItem
from tests import factories
from tests.interviews.compared import choosing, make_picture, make_topics
from tests.interviews.pages import attribute, by_id, dom, find_all, messages, text_of
from tests.statements import get_statements

CHOOSE = "Choose at least one question first."
NO_INTERVIEW = "Choose an interview that is still to come."


@pytest.fixture
def topics(mara):
    return make_topics()


@pytest.fixture
def picture(topics):
    return make_picture(topics)


@pytest.fixture
def quill(picture):
    return picture["Quillworks"]


@pytest.fixture
def coming(quill):
    return factories.InterviewFactory(company=quill, starts_at=timezone.now() + timedelta(days=2))


def address(company, query=""):
    return reverse("interviews:company_range", args=[company.pk]) + query


def agenda_address(company):
    return reverse("interviews:range_agenda", args=[company.pk])


def headline(response):
    return text_of(find_all(dom(response), "h1")[0])


def topics_of(response):
    """Topic → all that is said of it, in the order of the page."""
    sections = [one for one in find_all(dom(response), "section") if attribute(one, "aria-labelledby")]
    return {text_of(find_all(one, "a")[0]): text_of(one) for one in sections}


def open_at(company):
    return list(company.listedquestion_set.filter(answer=None).order_by("pk"))


def test_the_range_of_the_picture_and_what_makes_it(client, quill):
    response = client.get(address(quill))
    assert headline(response) == "Quillworks: between 2.3 and 3.5"
    assert "2.9 so far, from 57% of what you weigh." in response.text
    found = topics_of(response)
    assert list(found) == ["Autonomy", "Growth", "Communication"]
    assert (
        "0 of 3 known. One answer takes 0.24 off the range; it could move it from 3rd to 2nd."
        in (found["Autonomy"])
    )
    assert (
        "1 of 2 known. One answer takes 0.29 off the range; it could move it from 3rd to 1st."
        in (found["Growth"])
    )
    assert "Autonomy 0 at Quillworks?" in found["Autonomy"]
    assert "Growth 0 at Quillworks?" not in found["Growth"]


def test_the_topics_add_up_to_the_range(client, quill):
    response = client.get(address(quill))
    widths = [Decimal(text.split(" of the range")[0].split()[-1]) for text in topics_of(response).values()]
    assert sum(widths) == Decimal("1.29")
    assert "1.29 in all" in response.text


def test_a_topic_that_nothing_asks_about_is_open_as_a_whole(client, topics, quill):
    other = factories.TopicFactory(name="Pay")
    factories.WeightFactory(topic=other, value=5)
    found = topics_of(client.get(address(quill)))
    assert "No question listed, so all of its weight is open." in found["Pay"]


def test_a_topic_that_weighs_nothing_is_not_there(client, topics, quill):
    client.post(reverse("interviews:weights_change"), {f"weight-{topics['Growth'].pk}": 0})
    assert "Growth" not in topics_of(client.get(address(quill)))


def test_a_company_known_to_the_end_has_nothing_open(client, picture, topics):
    for company in picture.values():
        for listed in open_at(company):
            factories.AnswerFactory(listed_question=listed, rating=3)
    assert "Nothing is open" in client.get(address(picture["Halden Health"])).text


def test_a_company_without_a_score_says_so_and_shows_what_to_ask(client, topics):
    company = factories.CompanyFactory(name="Newcomer")
    factories.ListedQuestionFactory(company=company, topic=topics["Growth"], text="Who grew?")
    response = client.get(address(company))
    assert headline(response) == "Newcomer: no score yet"
    assert "it would give it its first score" in topics_of(response)["Growth"]


def test_what_was_heard_but_not_rated_is_open(client, quill):
    factories.AnswerFactory(listed_question=open_at(quill)[0], rating=None)
    assert "heard, not rated" in topics_of(client.get(address(quill)))["Autonomy"]


def test_the_places_are_those_among_the_companies_chosen(client, picture, quill):
    query = f"?{choosing(picture['Northwind Energy'], quill)}"
    response = client.get(address(quill, query))
    assert "could move it from 2nd to 1st" in topics_of(response)["Growth"]
    [back] = [link for link in find_all(dom(response), "a") if text_of(link) == "← Compare"]
    assert attribute(back, "href").replace("&amp;", "&") == f"/compare/{query}"


def test_a_company_that_was_not_chosen_is_compared_with_those_that_were(client, picture, quill):
    query = f"?{choosing(picture['Northwind Energy'], picture['Halden Health'])}"
    assert headline(client.get(address(quill, query))) == "Quillworks: between 2.3 and 3.5"


def test_an_archived_company_still_has_its_range(client, quill):
    quill.archive()
    assert headline(client.get(address(quill))) == "Quillworks: between 2.3 and 3.5"


# Onto the agenda


def on_agenda(interview):
    items = AgendaItem.objects.filter(interview=interview).order_by("position")
    return [item.listed_question_id for item in items]


def test_those_that_are_ticked_go_on_the_agenda(client, picture, quill, coming):
    first, second, *_ = open_at(quill)
    query = f"?{choosing(*picture.values())}"
    response = client.post(
        agenda_address(quill) + query, {"interview": coming.pk, "pick": [first.pk, second.pk]}, follow=True
    )
    assert response.redirect_chain == [(address(quill, query), 302)]
    assert "2 questions put on the agenda of" in messages(response)
    assert on_agenda(coming) == [first.pk, second.pk]


def test_what_is_on_the_agenda_already_is_said(client, quill, coming):
    body = {"interview": coming.pk, "pick": [open_at(quill)[0].pk]}
    client.post(agenda_address(quill), body)
    assert "On the agenda of" in messages(client.post(agenda_address(quill), body, follow=True))
    assert len(on_agenda(coming)) == 1


@pytest.mark.parametrize("pick", [[], ["x"], ["0"], ["9" * 30], ["²"]])
def test_nothing_ticked_is_refused_in_words(client, quill, coming, pick):
    response = client.post(agenda_address(quill), {"interview": coming.pk, "pick": pick})
    assert response.status_code == 422
    assert CHOOSE in response.text
    assert on_agenda(coming) == []


@pytest.mark.parametrize("which", ["", "x", "0", "9" * 30])
def test_no_interview_is_refused_and_what_was_ticked_stays(client, quill, coming, which):
    listed = open_at(quill)[1]
    response = client.post(agenda_address(quill), {"interview": which, "pick": [listed.pk]})
    assert response.status_code == 422
    assert NO_INTERVIEW in response.text
    boxes = find_all(dom(response), "input", name="pick")
    assert [attribute(box, "value") for box in boxes if "checked" in dict(box.attributes)] == [str(listed.pk)]


def test_an_interview_that_is_over_is_refused(client, quill):
    over = factories.InterviewFactory(company=quill, started_at=timezone.now(), finished_at=timezone.now())
    body = {"interview": over.pk, "pick": [open_at(quill)[0].pk]}
    assert client.post(agenda_address(quill), body).status_code == 422


def test_questions_of_other_companies_stay_off(client, picture, quill, coming):
    other = open_at(picture["Halden Health"])[0]
    response = client.post(agenda_address(quill), {"interview": coming.pk, "pick": [other.pk]})
    assert response.status_code == 422
    assert on_agenda(coming) == []


def test_without_an_interview_to_come_it_leads_to_planning_one(client, quill):
    response = client.get(address(quill))
    assert "No interview to come to ask in." in response.text
    assert find_all(dom(response), "select", name="interview") == []


def test_strangers_do_not_see_it(stranger_client, quill):
    assert stranger_client.get(address(quill)).status_code == 404
    assert stranger_client.post(agenda_address(quill)).status_code == 404


def test_the_bar_stands_in_the_form(client, quill, coming):
    page = dom(client.get(address(quill)))
    [form] = [one for one in find_all(page, "form") if find_all(one, "input", name="pick")]
    assert find_all(form, "select", name="interview")
    assert by_id(form, f"topic-{open_at(quill)[0].topic_id}")


def test_it_costs_the_same_for_few_rows_and_for_many(client, topics, quill):
    few = len(get_statements(client, address(quill)))
    for number, topic in enumerate([*topics.values()] * 60):
        listed = factories.ListedQuestionFactory(company=quill, topic=topic)
        if number % 2:
            factories.AnswerFactory(listed_question=listed, rating=number % 4 + 1)
        if not number % 20:
            factories.InterviewFactory(company=quill, starts_at=timezone.now() + timedelta(days=number + 1))
    assert len(get_statements(client, address(quill))) == few <= 8
