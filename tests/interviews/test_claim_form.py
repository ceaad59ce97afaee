"""Adding a claim by hand or for a question that was looked up, and changing one."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from interviews.accounts import TIME_ZONE_IN_SESSION
from interviews.models import Claim, ListedQuestion
from tests import factories
from tests.interviews.pages import attribute, dom, feedback, fields_of, find_all, messages, text_of

ONLY_WEB = "Write an address that begins with https:// or http://."


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def listed(company):
    return factories.ListedQuestionFactory(company=company, text="Where are your offices?")


def url(name, row, query=""):
    return reverse(f"interviews:claim_{name}", args=[row.pk]) + query


def fields(**changed):
    return {"text": "An office in Ghent", "kind": "news", "url": "", "seen_on": "2026-11-03", **changed}


def options(response):
    [select] = find_all(dom(response), "select", name="listed_question")
    return {text_of(one): attribute(one, "value") for one in find_all(select, "option")}


def test_a_claim_is_added(client, company, listed, mara):
    sent = fields(url="https://example.org/a", kind="reference", listed_question=listed.pk)
    response = client.post(url("add", company), sent, follow=True)
    assert messages(response) == "Claim added."
    claim = Claim.objects.get()
    assert (claim.owner, claim.company, claim.listed_question) == (mara, company, listed)
    assert (claim.text, claim.kind, claim.url) == ("An office in Ghent", "reference", "https://example.org/a")
    assert claim.seen_on == date(2026, 11, 3)


def test_a_claim_is_changed(client, company, listed):
    claim = factories.ClaimFactory(company=company, listed_question=listed, kind="review")
    shown = fields_of(client.get(url("edit", claim)))
    assert (shown["listed_question"], shown["kind"]) == (str(listed.pk), "review")
    response = client.post(url("edit", claim), {**shown, "listed_question": "", "text": "Now"}, follow=True)
    assert messages(response) == "Claim changed."
    claim.refresh_from_db()
    assert (claim.text, claim.listed_question) == ("Now", None)


def test_changing_one_keeps_what_it_gave_rise_to(client, company):
    claim = factories.ClaimFactory(company=company)
    raised = factories.ListedQuestionFactory(company=company, raised_by=claim)
    client.post(url("edit", claim), fields())
    raised.refresh_from_db()
    assert raised.raised_by == claim


def test_seen_on_starts_as_today_where_the_candidate_is(client, company):
    session = client.session
    session[TIME_ZONE_IN_SESSION] = "Asia/Tokyo"
    session.save()
    with time_machine.travel(datetime(2026, 11, 23, 20, tzinfo=UTC)):
        assert fields_of(client.get(url("add", company)))["seen_on"] == "2026-11-24"


def test_tomorrow_may_have_begun_elsewhere(client, company):
    tomorrow = timezone.localdate() + timedelta(days=1)
    client.post(url("add", company), fields(seen_on=tomorrow))
    assert Claim.objects.get().seen_on == tomorrow


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "Write what it says."),
        ("text", " \n", "Write what it says."),
        ("text", "x" * 5001, "At most 5,000 characters fit into one claim."),
        ("text", "a\x00b", "Null characters are not allowed."),
        ("kind", "rumour", "Select a valid choice. rumour is not one of the available choices."),
        ("kind", "", "This field is required."),
        ("url", "javascript:alert(1)", ONLY_WEB),
        ("url", "ftp://example.org/a", ONLY_WEB),
        ("url", "no address", ONLY_WEB),
        ("url", "http://[", ONLY_WEB),
        ("url", "https://example.org/" + "a" * 1000, "This address is longer than 1,000 characters."),
        ("url", "https://example.org/\x00", "Null characters are not allowed."),
        ("seen_on", "", "This field is required."),
        ("seen_on", "2026-02-30", "Enter a valid date."),
        ("seen_on", "9999-12-31", "This day is still to come."),
        ("listed_question", "x", "Select a valid choice."),
        ("listed_question", "9" * 30, "Select a valid choice."),
        ("listed_question", "\x00", "Null characters are not allowed."),
    ],
)
@pytest.mark.parametrize("is_new", [True, False], ids=["add", "edit"])
def test_a_refused_claim_keeps_what_was_typed(client, company, field, value, sentence, is_new):
    claim = None if is_new else factories.ClaimFactory(company=company)
    before = list(Claim.objects.values())
    response = client.post(url("add", company) if is_new else url("edit", claim), fields(**{field: value}))
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    kept = {name: typed for name, typed in fields().items() if name != field}
    assert kept.items() <= fields_of(response).items()
    assert list(Claim.objects.values()) == before


@pytest.mark.parametrize("name", ["text", "url"])
def test_the_browser_cuts_off_nothing_that_is_pasted(client, company, name):
    page = dom(client.get(url("add", company)))
    [typed] = [*find_all(page, "textarea", name=name), *find_all(page, "input", name=name)]
    assert attribute(typed, "maxlength") is None


def test_an_address_without_a_scheme_is_taken_as_secure(client, company):
    client.post(url("add", company), fields(url="example.org/a"))
    assert Claim.objects.get().url == "https://example.org/a"


# The question it answers


def test_the_questions_on_the_list_are_offered_by_topic(client, company, listed, stranger):
    removed = factories.ListedQuestionFactory(company=company, removed_at=timezone.now())
    elsewhere = factories.ListedQuestionFactory(company=factories.CompanyFactory())
    hers = factories.ListedQuestionFactory(company=factories.CompanyFactory(owner=stranger))
    unfiled = factories.ListedQuestionFactory(company=company, topic=None, text="Why?")
    response = client.get(url("add", company))
    assert list(options(response)) == ["None", listed.text, "Why?"]
    groups = [attribute(one, "label") for one in find_all(dom(response), "optgroup")]
    assert groups == [listed.topic.name, "not filed yet"]
    for other in (removed, elsewhere, hers):
        refused = client.post(url("add", company), fields(listed_question=other.pk))
        assert (refused.status_code, Claim.objects.count()) == (422, 0)
        assert "Select a valid choice." in feedback(refused, "listed_question")
    assert unfiled.topic is None


def test_a_question_taken_off_the_list_stays_with_the_claim_that_answers_it(client, company):
    removed = factories.ListedQuestionFactory(company=company, removed_at=timezone.now())
    claim = factories.ClaimFactory(company=company, listed_question=removed)
    client.post(url("edit", claim), fields_of(client.get(url("edit", claim))))
    claim.refresh_from_db()
    assert claim.listed_question == removed


def test_the_question_that_was_looked_up_is_chosen_already(client, company, listed):
    shown = fields_of(client.get(url("add", company, f"?question={listed.pk}")))
    assert shown["listed_question"] == str(listed.pk)


@pytest.mark.parametrize("query", ["?question=x", "?question=0", "?question=%00", "?look_up=x", "?look_up=0"])
def test_a_question_that_is_not_there_is_not_found(client, company, query):
    for response in (
        client.get(url("add", company, query)),
        client.post(url("add", company, query), fields()),
    ):
        assert response.status_code == 404
    assert Claim.objects.count() == 0


def test_anothers_question_is_not_found(client, company, stranger):
    theirs = factories.CompanyFactory(owner=stranger)
    elsewhere = factories.ListedQuestionFactory(company=factories.CompanyFactory())
    hers = factories.ListedQuestionFactory(company=theirs)
    library = factories.QuestionFactory(owner=stranger, topic=factories.TopicFactory(owner=stranger))
    for query in (f"?question={elsewhere.pk}", f"?question={hers.pk}", f"?look_up={library.pk}"):
        assert client.post(url("add", company, query), fields()).status_code == 404
    assert (Claim.objects.count(), ListedQuestion.objects.filter(company=company).count()) == (0, 0)


# A library question that was looked up


@pytest.fixture
def question(db):
    return factories.QuestionFactory(look_up_first=True, text="Which offices are there?")


def test_what_was_looked_up_goes_on_the_list_with_the_claim(client, company, question):
    address = url("add", company, f"?look_up={question.pk}")
    shown = client.get(address)
    assert question.text in shown.text
    assert "listed_question" not in fields_of(shown)
    client.post(address, {**fields_of(shown), "text": "Ghent and Riga"})
    on_list = ListedQuestion.objects.get()
    assert (on_list.question, on_list.text, on_list.company) == (question, question.text, company)
    assert Claim.objects.get().listed_question == on_list


def test_a_refused_claim_lists_nothing(client, company, question):
    response = client.post(url("add", company, f"?look_up={question.pk}"), fields(text=""))
    assert response.status_code == 422
    assert question.text in response.text
    assert (Claim.objects.count(), ListedQuestion.objects.count()) == (0, 0)


def test_one_that_is_on_the_list_already_is_not_listed_twice(client, company, question):
    there = factories.ListedQuestionFactory(company=company, question=question, removed_at=timezone.now())
    client.post(url("add", company, f"?look_up={question.pk}"), fields())
    assert ListedQuestion.objects.get().removed_at is None
    assert Claim.objects.get().listed_question == there


def test_a_stranger_adds_and_changes_nothing(stranger_client, company):
    claim = factories.ClaimFactory(company=company)
    for address in (url("add", company), url("edit", claim)):
        assert stranger_client.get(address).status_code == 404
        assert stranger_client.post(address, fields()).status_code == 404
    assert list(Claim.objects.values_list("text", flat=True)) == [claim.text]
