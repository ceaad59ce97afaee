"""A decision as it was made: the numbers of that day stay, whatever happens afterwards."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from interviews.models import Answer, Company, Decision
from tests import factories
from tests.interviews.deciding import a_company, choose, the_decision
from tests.interviews.pages import dom, fields_of, find_all, labelled, messages, table_rows, text_of
from tests.statements import get_statements


@pytest.fixture
def topic(mara):
    topic = factories.TopicFactory(name="Autonomy")
    factories.WeightFactory(topic=topic, value=5)
    return topic


@pytest.fixture
def halden(topic):
    return a_company("Halden Health", 4, 3, topic=topic, stage="offer")


@pytest.fixture
def quill(topic):
    return a_company("Quillworks", 2, None, topic=topic, stage="interviewing")


@pytest.fixture
def decision(client, halden, quill):
    choose(client, [halden, quill], halden, reason="I believe them.")
    return the_decision()


def url(decision, name="decision_detail"):
    return reverse(f"interviews:{name}", args=[decision.pk])


def then(client, decision):
    """What the page says of that day."""
    response = client.get(url(decision))
    ranking = [text_of(line) for line in find_all(dom(response), "div", cls="rank")]
    return labelled(response, "then-heading"), ranking, table_rows(response)


# The snapshot


def test_it_shows_what_the_comparison_said(client, decision):
    said, ranking, matrix = then(client, decision)
    assert "Halden leads" in said
    assert ranking == [
        "Halden Health chosen 3.5 100% known of what you weigh",
        "Quillworks 2.0 50% known of what you weigh",
    ]
    assert matrix[0] == ["What mattered to you", "Halden", "Quillworks"]
    assert [cell.split(" :")[0].split(":")[0] for cell in matrix[1]] == [
        "Autonomy weight 5",
        "3.5 2 of 2",
        "2.0 1 of 2",
    ]


def test_it_stays_when_everything_changes(client, decision, halden, quill, topic):
    before = then(client, decision)
    Answer.objects.update(rating=1)
    topic.name = "Freedom"
    topic.save()
    factories.DealbreakerFactory(text="Something new")
    Company.objects.filter(pk=quill.pk).update(name="Renamed")
    Company.objects.filter(pk=halden.pk).update(name="Halden Group")
    quill.archive()
    assert then(client, decision) == before


def test_it_stays_when_another_company_is_deleted(client, decision, quill):
    before = then(client, decision)
    quill.delete()
    assert then(client, decision) == before


def test_its_head_names_the_company_as_it_is_called_now(client, decision, halden):
    Company.objects.filter(pk=halden.pk).update(name="Halden Group")
    assert "Halden Group" in text_of(find_all(dom(client.get(url(decision))), "h1")[0])


def test_its_head_leads_to_the_company_also_from_the_archive(client, decision, halden):
    halden.archive()
    assert client.get(url(decision)).status_code == 200


@pytest.mark.parametrize("kept", [{}, [], None, {"version": 99}, {"version": 1, "companies": [None, 7]}])
def test_what_cannot_be_drawn_does_not_break_the_page(client, halden, kept):
    decision = factories.DecisionFactory(company=halden, snapshot=kept if kept is not None else {})
    response = client.get(url(decision))
    assert response.status_code == 200
    assert decision.reason in response.text


def test_the_dealbreakers_of_that_day_and_the_words_against_them(client, halden, quill):
    breaker = factories.DealbreakerFactory(text="No on-call at night")
    factories.DealbreakerCheckFactory(company=halden, dealbreaker=breaker)
    choose(client, [halden, quill], halden, override="Bearable for two years.")
    breaker.delete()
    said, _ranking, _matrix = then(client, the_decision())
    assert "dealbreaker Halden Health : “ No on-call at night ”" in said
    assert "unknown Quillworks : “ No on-call at night ”" in said
    assert "Bearable for two years." in client.get(url(the_decision())).text


def test_user_text_is_shown_as_typed(client, halden):
    decision = factories.DecisionFactory(company=halden, reason="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in client.get(url(decision)).text


def test_no_words_of_people_are_kept_in_it(client, decision):
    """Who is forgotten is forgotten here too."""
    assert "We decide that ourselves." not in str(decision.snapshot)


def test_the_sample_goes_with_what_was_decided_about_it(client, mara):
    call_command("load_library", stdout=StringIO())
    client.post(reverse("interviews:sample_load"))
    company = Company.objects.get(name="Halden Health")
    choose(client, [company], company)
    answer = Answer.objects.filter(company=company, rating__gte=1).first()
    factories.OutcomeFactory(decision=the_decision(), answer=answer)
    client.post(reverse("interviews:sample_remove"))
    assert not Decision.objects.exists()


# The first day


def test_the_first_day_can_be_given_and_taken_off(client, decision):
    response = client.post(url(decision, "decision_first_day"), {"starts_on": "2026-12-01"}, follow=True)
    assert messages(response).endswith("First day changed.")
    assert the_decision().starts_on == date(2026, 12, 1)
    response = client.post(url(decision, "decision_first_day"), {"starts_on": ""}, follow=True)
    assert messages(response) == "First day taken off."
    assert the_decision().starts_on is None


def test_the_latest_offer_suggests_it(client, decision, halden):
    factories.OfferFactory(company=halden, dated_on=date(2026, 3, 1), starts_on=date(2026, 9, 1))
    response = client.get(url(decision))
    assert fields_of(response, url(decision, "decision_first_day"))["starts_on"] == "2026-09-01"
    assert "That is what the latest offer says" in response.text
    assert the_decision().starts_on is None


def test_a_later_offer_without_a_day_suggests_none(client, decision, halden):
    factories.OfferFactory(company=halden, dated_on=date(2026, 3, 1), starts_on=date(2026, 9, 1))
    factories.OfferFactory(company=halden, dated_on=date(2026, 4, 1))
    assert fields_of(client.get(url(decision)), url(decision, "decision_first_day"))["starts_on"] == ""


@pytest.mark.parametrize("typed", ["soon", "9999-12-31", "2026-13-01"])
def test_what_is_no_day_gets_a_sentence_and_is_kept(client, decision, typed):
    response = client.post(url(decision, "decision_first_day"), {"starts_on": typed})
    assert response.status_code == 422
    assert fields_of(response, url(decision, "decision_first_day"))["starts_on"] == typed
    assert the_decision().starts_on is None


# Taking back, and the history


def test_one_taken_back_says_so_and_offers_nothing_more(client, decision):
    Decision.objects.update(taken_back_at=timezone.now())
    response = client.get(url(decision))
    assert "taken back on" in response.text
    assert url(decision, "decision_take_back") not in response.text
    assert url(decision, "decision_first_day") not in response.text


def test_the_history_has_every_decision_the_latest_first(client, decision, halden, quill):
    Decision.objects.update(taken_back_at=timezone.now())
    choose(client, [halden, quill], quill, reason="These instead.")
    rows = find_all(dom(client.get(reverse("interviews:decision_list"))), "li", cls="row-line")
    assert ["Quillworks" in text_of(rows[0]), "Halden Health" in text_of(rows[1])] == [True, True]
    assert ["taken back on" in text_of(row) for row in rows] == [False, True]


def test_an_empty_history_says_what_will_be_kept(client):
    assert "No decision yet" in client.get(reverse("interviews:decision_list")).text


@pytest.mark.parametrize("size", [3, 300])
def test_the_pages_cost_the_same_however_many_there_are(client, halden, quill, decision, size):
    Decision.objects.bulk_create(
        Decision(owner=halden.owner, company=quill, reason="Once", taken_back_at=timezone.now())
        for _ in range(size)
    )
    assert len(get_statements(client, reverse("interviews:decision_list"))) == 1
    assert len(get_statements(client, url(decision))) <= 3


# The panel on the compare page


def test_the_compare_page_leads_to_deciding_about_the_same_companies(client, halden, quill):
    address = f"{reverse('interviews:compare')}?company={halden.pk}&company={quill.pk}"
    links = [one for one in find_all(dom(client.get(address)), "a") if text_of(one) == "Decide"]
    assert [dict(one.attributes)["href"].replace("&amp;", "&") for one in links] == [
        f"{reverse('interviews:decide')}?company={halden.pk}&company={quill.pk}"
    ]


def test_the_compare_page_says_what_was_decided(client, decision):
    response = client.get(reverse("interviews:compare"))
    assert "You chose Halden Health on" in labelled(response, "decision-heading")
    assert url(decision) in response.text
