"""Choosing a company: what stands in the way, the reason, the dealbreaker overridden in words, the stages."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Company, Decision, StageChange
from interviews.models.decision import REASON_LIMIT
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.at_once import at_once
from tests.interviews.deciding import a_company, address, choose, the_decision
from tests.interviews.pages import dom, fields_of, find_all, labelled, messages, text_of
from tests.statements import get_statements

REASON = "They told me how they decide."


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
def both(halden, quill):
    return [halden, quill]


@pytest.fixture
def tripped(halden):
    """Halden trips a dealbreaker; there is no word on it from elsewhere."""
    breaker = factories.DealbreakerFactory(text="No on-call at night")
    answer = factories.AnswerFactory(listed_question__company=halden, said="Every fourth week.")
    return factories.DealbreakerCheckFactory(company=halden, dealbreaker=breaker, answer=answer)


def in_the_way(client, *companies):
    return labelled(client.get(address(*companies)), "way-heading")


def choices(response):
    """What is said of each company that can be chosen, in order."""
    form = find_all(dom(response), "form", cls="sheet")[0]
    return [text_of(row) for row in find_all(form, "li", cls="row-line")]


def stages(*companies):
    for company in companies:
        company.refresh_from_db()
    return [company.stage for company in companies]


# What stands in the way


def test_the_page_begins_with_the_verdict(client, both):
    assert in_the_way(client, *both).startswith("Halden leads")


def test_with_every_dealbreaker_known_it_is_ready(client, halden, quill):
    breaker = factories.DealbreakerFactory()
    for company in (halden, quill):
        factories.DealbreakerCheckFactory(company=company, dealbreaker=breaker, verdict="clear")
    text = in_the_way(client, halden, quill)
    assert "ready to decide" in text
    assert "not ready" not in text


def test_an_unknown_dealbreaker_blocks_ready_and_not_the_candidate(client, both, halden):
    factories.DealbreakerFactory(text="No on-call at night")
    text = in_the_way(client, *both)
    assert "not ready" in text
    assert "unknown Halden Health : “ No on-call at night ”" in text
    assert choose(client, both, halden).status_code == 302


def test_a_tripped_dealbreaker_stands_there_with_its_proof(client, both, tripped):
    text = in_the_way(client, *both)
    assert "dealbreaker Halden Health : “ Every fourth week. ”, you set “No on-call at night”" in text


def test_contradictions_and_open_promises_stand_there(client, both, quill):
    listed = factories.ListedQuestionFactory(company=quill, text="Who is on call?", agreement="contradicts")
    for said in ("Nobody.", "Everybody."):
        person = factories.PersonFactory(company=quill)
        factories.AnswerFactory(listed_question=listed, person=person, said=said, promise=True)
    checked = factories.AnswerFactory(listed_question__company=quill, promise=True)
    factories.PromiseCheckFactory(offer=factories.OfferFactory(company=quill), answer=checked)
    text = in_the_way(client, *both)
    assert "contradiction Quillworks : Who is on call?" in text
    assert "promises Quillworks : 2 promises are not checked against an offer" in text


def test_what_keeps_the_lead_from_being_clear_stands_there(client, halden, topic):
    other = a_company("Northwind", 3, None, None, topic=topic)
    assert "lead open questions could still put Northwind ahead" in in_the_way(client, halden, other)


def test_companies_stand_in_the_order_of_the_ranking_with_what_is_known(client, both, topic, tripped):
    nothing = a_company("Aardvark", None, topic=topic)
    first, second, last = choices(client.get(address(*both, nothing)))
    assert "Halden Health" in first
    assert "score 3.5, 63% known" in first
    assert "trips “ No on-call at night ”" in first
    assert "Quillworks" in second
    assert "one dealbreaker unknown" in second
    assert "no score yet" in last


def test_the_latest_offer_says_when_it_would_begin(client, both, halden):
    factories.OfferFactory(company=halden, dated_on=date(2026, 3, 1), starts_on=date(2026, 9, 1))
    factories.OfferFactory(company=halden, dated_on=date(2026, 2, 1), starts_on=date(2026, 8, 1))
    assert "the offer begins on 1 September 2026" in choices(client.get(address(*both)))[0]


def test_without_a_company_there_is_nothing_to_choose(client):
    response = client.get(reverse("interviews:decide"))
    assert "No company to choose" in response.text
    assert choose(client, [], Company(pk=1)).status_code == 422


def test_only_the_companies_of_the_address_can_be_chosen(client, both, halden, quill):
    assert len(choices(client.get(address(quill)))) == 1
    response = choose(client, [quill], halden)
    assert response.status_code == 422
    assert "Choose one of the companies that stand here." in response.text


def test_an_archived_company_cannot_be_chosen(client, halden, quill):
    halden.archive()
    assert choose(client, [quill], halden).status_code == 422


# Choosing


def test_choosing_keeps_the_reason_and_leads_to_the_decision(client, mara, both, halden):
    response = client.post(
        address(*both), {"company": halden.pk, "reason": "Line one\r\nline two", "starts_on": "2026-12-01"}
    )
    decision = the_decision()
    assert response.url == reverse("interviews:decision_detail", args=[decision.pk])
    assert (decision.owner, decision.company) == (mara, halden)
    assert (decision.reason, decision.starts_on) == ("Line one\nline two", date(2026, 12, 1))


def test_the_company_is_accepted_and_the_timeline_knows_it(client, both, halden, quill):
    choose(client, both, halden)
    assert stages(halden, quill) == ["accepted", "interviewing"]
    assert list(StageChange.objects.values_list("company", "stage")) == [(halden.pk, "accepted")]


def test_others_are_declined_only_where_they_are_marked(client, topic, both, halden, quill):
    third = a_company("Northwind", 1, topic=topic)
    page = client.get(address(*both, third))
    assert not [one for one in find_all(dom(page), "input", name="declined") if "checked" in str(one)]
    choose(client, [*both, third], halden, declined=[third.pk])
    assert stages(halden, quill, third) == ["accepted", "interviewing", "declined"]


def test_those_that_are_over_already_are_not_offered(client, both, halden, quill):
    Company.objects.filter(pk=quill.pk).update(stage="rejected")
    assert "Mark as declined" not in client.get(address(*both)).text
    assert choose(client, both, halden, declined=[quill.pk]).status_code == 422


def test_the_one_chosen_cannot_be_declined_as_well(client, both, halden):
    response = choose(client, both, halden, declined=[halden.pk])
    assert response.status_code == 422
    assert "You choose this company: it cannot be declined as well." in response.text
    assert not Decision.objects.exists()


def test_a_tripped_dealbreaker_asks_for_words(client, both, halden, quill, tripped):
    response = choose(client, both, halden, override="  ")
    assert response.status_code == 422
    assert "Halden Health trips “No on-call at night”. Write why you choose it" in response.text
    assert stages(halden) == ["offer"]
    assert choose(client, both, halden, override="For two years it is bearable.").status_code == 302
    assert the_decision().override == "For two years it is bearable."


def test_another_company_can_be_chosen_without_such_words(client, both, quill, tripped):
    assert choose(client, both, quill).status_code == 302


def test_where_nothing_is_tripped_no_such_words_are_asked_for(client, both):
    assert "in spite of the dealbreaker" not in client.get(address(*both)).text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"company": ""}, "Choose a company."),
        ({"company": "9" * 30}, "Choose one of the companies that stand here."),
        ({"reason": " \n"}, "Write why you choose it."),
        ({"reason": "x" * (REASON_LIMIT + 1)}, "At most 10,000 characters fit."),
        ({"reason": "a\x00b"}, "Null characters are not allowed."),
        ({"starts_on": "tomorrow"}, "Enter a valid date."),
        ({"starts_on": "9999-12-31"}, "This day is more than five years away."),
        ({"starts_on": "1999-12-31"}, "This day is more than five years away."),
        ({"declined": ["x"]}, "Choose one of the companies that stand here."),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(client, both, halden, fields, sentence):
    body = {"company": halden.pk, "reason": REASON, **fields}
    response = client.post(address(*both), body)
    assert response.status_code == 422
    assert sentence in response.text
    assert not Decision.objects.exists()


def test_an_empty_form_gets_sentences_too(client, both):
    response = client.post(address(*both), {})
    assert response.status_code == 422
    assert "Choose a company." in response.text


def test_what_was_typed_is_kept(client, both, halden, quill, tripped):
    response = choose(client, both, halden, reason="A <b>reason</b>", declined=[quill.pk], starts_on="soon")
    sent = fields_of(response)
    assert sent["company"] == str(halden.pk)
    assert sent["reason"] == "A &lt;b&gt;reason&lt;/b&gt;" or "A <b>reason</b>" in sent["reason"]
    assert sent["declined"] == str(quill.pk)
    assert sent["starts_on"] == "soon"


def test_right_to_left_words_and_line_ends_fit_to_the_last_character(client, both, halden):
    text = "שלום\r\n" + "x" * (REASON_LIMIT - 5)
    assert choose(client, both, halden, reason=text).status_code == 302
    assert len(the_decision().reason) == REASON_LIMIT


# A decision that stands


def test_the_same_sent_twice_is_one_decision(client, both, halden):
    choose(client, both, halden)
    again = client.post(address(*both), {"company": halden.pk, "reason": REASON}, follow=True)
    assert again.redirect_chain == [(reverse("interviews:decision_detail", args=[the_decision().pk]), 302)]
    assert messages(again).endswith("You chose this company already.")


def test_another_reason_for_it_is_not_lost(client, both, halden):
    choose(client, both, halden)
    response = choose(client, both, halden, reason="A better one", seen=the_decision().pk)
    assert response.status_code == 422
    assert "You chose Halden Health already, on" in response.text
    assert "A better one" in response.text
    assert the_decision().reason == REASON


def test_a_choice_made_in_another_tab_is_said(client, both, halden, quill):
    choose(client, both, halden)
    response = choose(client, both, quill)
    assert response.status_code == 422
    assert "Meanwhile you chose Halden Health." in response.text
    assert stages(halden, quill) == ["accepted", "interviewing"]


def test_a_choice_instead_takes_the_other_back(client, both, halden, quill):
    choose(client, both, halden)
    first = the_decision()
    assert fields_of(client.get(address(*both)))["seen"] == str(first.pk)
    choose(client, both, quill, seen=first.pk, instead="on")
    first.refresh_from_db()
    assert first.taken_back_at
    assert Decision.objects.standing().get().company == quill
    assert stages(halden, quill) == ["offer", "accepted"]


def test_a_choice_beside_it_leaves_it_standing(client, both, halden, quill):
    """Years later, say."""
    choose(client, both, halden)
    choose(client, both, quill, seen=the_decision().pk)
    assert Decision.objects.standing().count() == 2


def test_the_same_company_can_be_chosen_anew_with_what_is_known_now(client, both, halden):
    choose(client, both, halden)
    choose(client, both, halden, reason="Now I know more.", seen=the_decision().pk, instead="on")
    assert [one.reason for one in Decision.objects.standing()] == ["Now I know more."]
    assert Decision.objects.count() == 2
    assert stages(halden) == ["accepted"]


def test_after_it_was_taken_back_it_can_be_chosen_again(client, both, halden):
    choose(client, both, halden)
    Decision.objects.update(taken_back_at=timezone.now())
    assert choose(client, both, halden).status_code == 302
    assert Decision.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_same", [True, False])
def test_two_tabs_at_once_make_one_decision(is_same):
    mara = factories.UserFactory(username="mara")
    companies = [factories.CompanyFactory(owner=mara, name=name) for name in ("Halden", "Quillworks")]
    tabs = [RequestClient(), RequestClient()]
    for tab in tabs:
        tab.force_login(mara)
    wanted = [companies[0], companies[0] if is_same else companies[1]]
    sent = [
        lambda tab=tab, company=company: choose(tab, companies, company)
        for tab, company in zip(tabs, wanted, strict=True)
    ]
    statuses = sorted(response.status_code for response in at_once(sent))
    assert statuses == ([302, 302] if is_same else [302, 422])
    assert Decision.objects.count() == 1


# What it costs


@pytest.mark.parametrize("size", [3, 300])
def test_the_page_stays_within_eight_statements(client, both, halden, topic, size):
    breaker = factories.DealbreakerFactory()
    factories.DealbreakerCheckFactory(company=halden, dealbreaker=breaker)
    listed = factories.ListedQuestionFactory(company=halden, topic=topic)
    for _ in range(size):
        factories.AnswerFactory(
            listed_question=listed, person=factories.PersonFactory(company=halden), rating=3, promise=True
        )
    factories.DecisionFactory(company=halden, decided_at=timezone.now() - timedelta(days=3))
    found = get_statements(client, address(*both))
    assert len(found) <= 8, "\n".join(found)


def test_somebody_elses_company_is_not_there(stranger_client, both, halden):
    assert "No company to choose" in stranger_client.get(address(*both)).text
    assert choose(stranger_client, both, halden).status_code == 422
    assert not Decision.objects.exists()
