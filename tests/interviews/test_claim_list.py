"""The research page: what was found, and what to look up before anybody is asked."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.research_page import HEAD_LENGTH, PAGE_LENGTH, folded
from tests import factories
from tests.interviews.pages import attribute, by_id, dom, find_all, labelled, text_at, text_of
from tests.statements import get_statements

SENTENCE = "We are opening an office in Ghent. "


@pytest.fixture
def company(mara):
    return factories.CompanyFactory(level="senior")


def url(name, row):
    return reverse(f"interviews:{name}", args=[row.pk])


def page_of(client, company, query=""):
    return client.get(url("claim_list", company) + query)


def claims(response):
    lists = find_all(dom(response), "li", cls="row-line")
    return [text_of(one) for one in lists if (attribute(one, "id") or "").startswith("claim-")]


def offered(response):
    return labelled(response, "look-up-heading")


def to_look_up(**fields):
    return factories.QuestionFactory(look_up_first=True, **fields)


# The claims


def test_nothing_yet_says_what_to_do_first(client, company):
    text = labelled(page_of(client, company), "claims-heading")
    assert "Nothing looked up yet" in text
    assert "Start with the job ad" in text


def test_the_tab_stands_second_with_its_count(client, company):
    for _ in range(3):
        factories.ClaimFactory(company=company)
    tabs = find_all(find_all(dom(page_of(client, company)), "ul", cls="nav-underline")[0], "a")
    assert [text_of(tab) for tab in tabs][:2] == ["Question list", "Research 3"]
    assert attribute(tabs[1], "aria-current") == "page"


def test_a_claim_says_what_it_is_and_where_it_is_from(client, company):
    factories.ClaimFactory(
        company=company,
        text="An office in Ghent",
        kind="job ad",
        url="https://www.example.org/jobs/1",
        seen_on=date(2026, 11, 3),
    )
    response = page_of(client, company)
    [text] = claims(response)
    assert text.startswith("An office in Ghent job ad example.org (opens a new tab) · seen 3 Nov 2026")
    [link] = find_all(dom(response), "a", href="https://www.example.org/jobs/1")
    assert attribute(link, "rel") == "noopener noreferrer nofollow"


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "data:text/html,x", "http://["])
def test_what_is_no_web_address_is_never_a_link(client, company, address):
    factories.ClaimFactory(company=company, url=address)
    found = by_id(dom(page_of(client, company)), "research")
    assert not find_all(found, "a", target="_blank")
    assert "javascript" not in text_of(found)


def test_the_newest_seen_stands_first(client, company):
    today = timezone.localdate()
    for days, text in ((2, "older"), (0, "new"), (0, "newer"), (1, "old")):
        factories.ClaimFactory(company=company, text=text, seen_on=today - timedelta(days=days))
    assert [text.split()[0] for text in claims(page_of(client, company))] == ["newer", "new", "old", "older"]


def test_it_names_the_question_it_answers_and_those_it_gave_rise_to(client, company):
    answered = factories.ListedQuestionFactory(company=company, text="Where do you work?")
    claim = factories.ClaimFactory(company=company, listed_question=answered)
    raised = factories.ListedQuestionFactory(company=company, text="Why Ghent?", raised_by=claim)
    factories.ListedQuestionFactory(
        company=company, text="Taken off", raised_by=claim, removed_at=timezone.now()
    )
    response = page_of(client, company)
    [text] = claims(response)
    assert "Answers: Where do you work?" in text
    assert "Your question: Why Ghent?" in text
    assert "Taken off" not in text
    addresses = [attribute(one, "href") for one in find_all(dom(response), "a")]
    assert f"{url('answer_list', company)}#question-{answered.pk}" in addresses
    assert url("listed_question_edit", raised) in addresses


def test_a_question_taken_off_is_named_without_a_link(client, company):
    removed = factories.ListedQuestionFactory(company=company, text="Where?", removed_at=timezone.now())
    factories.ClaimFactory(company=company, listed_question=removed)
    response = page_of(client, company)
    assert "Where? (taken off the list)" in claims(response)[0]
    assert f"#question-{removed.pk}" not in response.text


def test_other_companies_and_candidates_claims_are_elsewhere(client, company, stranger):
    factories.ClaimFactory(company=factories.CompanyFactory())
    factories.ClaimFactory(company=factories.CompanyFactory(owner=stranger))
    assert claims(page_of(client, company)) == []


@pytest.mark.parametrize("text", ["<img src=x>", "משרד חדש בגנט", "=cmd()", "W" * 400, "👩🏽‍💻", "a\n\nb"])
def test_a_text_is_shown_as_typed_and_safe(client, company, text):
    factories.ClaimFactory(company=company, text=text)
    response = page_of(client, company)
    assert "<img src=x>" not in response.text
    assert claims(response)[0].startswith(" ".join(text.split()))


@pytest.mark.parametrize(
    "text",
    [SENTENCE * 30, "line\n" * 30, "W" * 5000, "word " * 10 + "W" * 2000, "short", SENTENCE * 14, "a\n" * 6],
    ids=["sentences", "lines", "no blanks", "one long word", "short", "a little long", "six lines"],
)
def test_a_fold_loses_nothing(text):
    head, rest = folded(text)
    assert head + rest == text
    assert len(head) <= HEAD_LENGTH * 5 / 4
    assert not rest or len(rest) > 20


def test_a_long_text_is_folded_and_all_there(client, company):
    factories.ClaimFactory(company=company, text=SENTENCE * 100 + "The end.")
    response = page_of(client, company)
    [fold] = find_all(by_id(dom(response), "research"), "details")
    assert text_of(fold).startswith("Show the rest")
    assert text_of(fold).endswith("The end.")
    assert text_of(by_id(dom(response), "research")).count("Ghent") >= 100


# Look it up first


def test_listed_questions_are_suggested_until_they_are_claimed_or_answered(client, company):
    names = ("open", "claimed", "answered", "never asked in public", "taken off")
    listed = {}
    for name in names:
        question = factories.QuestionFactory(look_up_first=name != "never asked in public")
        listed[name] = factories.ListedQuestionFactory(
            company=company,
            text=f"It is {name}",
            question=question,
            removed_at=timezone.now() if name == "taken off" else None,
        )
    factories.ClaimFactory(company=company, listed_question=listed["claimed"])
    factories.AnswerFactory(listed_question=listed["answered"])
    response = page_of(client, company)
    assert [name for name in names if f"It is {name}" in offered(response)] == ["open"]
    assert f"{url('claim_add', company)}?question={listed['open'].pk}" in response.text


def test_a_deleted_answer_leaves_it_to_be_looked_up(client, company):
    listed = factories.ListedQuestionFactory(company=company, question=to_look_up(), text="What is it?")
    factories.AnswerFactory(listed_question=listed, deleted_at=timezone.now())
    assert "What is it?" in offered(page_of(client, company))


def test_library_questions_that_fit_are_suggested(client, company, stranger):
    fits = to_look_up(text="Which offices are there?")
    to_look_up(text="For others", levels=["entry"])
    to_look_up(text="Put away", archived_at=timezone.now())
    to_look_up(text="Thrown away", deleted_at=timezone.now())
    to_look_up(text="A stranger's", owner=stranger, topic=factories.TopicFactory(owner=stranger))
    factories.QuestionFactory(text="Not in public")
    listed = factories.ListedQuestionFactory(company=company, question=to_look_up(text="On the list"))
    factories.ClaimFactory(company=company, listed_question=listed)
    response = page_of(client, company)
    text = offered(response)
    assert fits.text in text
    for other in ("For others", "Put away", "Thrown away", "A stranger's", "Not in public", "On the list"):
        assert other not in text
    assert f"{url('claim_add', company)}?look_up={fits.pk}" in response.text
    assert "look it up first" not in text


def test_at_most_six_are_suggested_the_most_wanted_first(client, company, mara):
    light, heavy = factories.TopicFactory(), factories.TopicFactory()
    factories.WeightFactory(owner=mara, topic=light, value=1)
    factories.WeightFactory(owner=mara, topic=heavy, value=5)
    for n in range(5):
        to_look_up(topic=light, text=f"light {n}?")
        to_look_up(topic=heavy, text=f"heavy {n}?")
    text = offered(page_of(client, company))
    assert [text.count("light "), text.count("heavy ")] == [2, 10]  # shown, and said to screen readers again
    assert text.index("heavy 4?") < text.index("light 0?")


def test_nothing_left_to_look_up_is_said(client, company):
    assert "Nothing left to look up" in offered(page_of(client, company))


# Many


def research_of(company, count):
    for n in range(count):
        listed = factories.ListedQuestionFactory(company=company, question=to_look_up())
        claim = factories.ClaimFactory(company=company, listed_question=listed if n % 2 else None)
        factories.ListedQuestionFactory(company=company, raised_by=claim)
    for _ in range(count):
        to_look_up()


def test_the_statements_are_as_many_for_three_hundred_as_for_three(client, company):
    research_of(company, 3)
    few = get_statements(client, url("claim_list", company))
    research_of(company, 297)
    many = get_statements(client, url("claim_list", company))
    assert len(many) == len(few) <= 8


def test_more_than_a_page_of_claims_is_paged(client, company):
    for n in range(PAGE_LENGTH + 1):
        factories.ClaimFactory(company=company, text=f"claim {n}.")
    first, second = page_of(client, company), page_of(client, company, "?page=2")
    assert [len(claims(first)), len(claims(second))] == [PAGE_LENGTH, 1]
    assert claims(second)[0].startswith("claim 0.")
    assert "Page 1 of 2" in text_at(first, "research")


@pytest.mark.parametrize("query", ["?page=9", "?page=x", "?page=-1", "?page=%00"])
def test_a_page_that_is_not_there_is_the_nearest(client, company, query):
    factories.ClaimFactory(company=company)
    assert len(claims(page_of(client, company, query))) == 1
