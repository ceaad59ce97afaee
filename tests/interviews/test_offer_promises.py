"""Every promise held against an offer: found by the candidate, never guessed."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from interviews.models import FollowUp, PromiseCheck
from tests import factories
from tests.interviews.offering import a_promise, address
from tests.interviews.pages import HTMX, attribute, by_id, dom, find_all, messages, sent_by, text_at, text_of
from tests.statements import statements


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def offer(company):
    return factories.OfferFactory(company=company, dated_on=date(2026, 11, 3))


@pytest.fixture
def promise(company):
    return a_promise(company, answered_at=datetime(2026, 10, 5, 9, tzinfo=UTC))


def check(client, offer, answer, status="", note="", **more):
    return client.post(address("promise_check", offer, answer), {"status": status, "note": note}, **more)


def the_list(client, offer):
    return client.get(address("offer_list", offer.company) + f"?offer={offer.pk}")


def rows(response):
    found = find_all(dom(response), "li", cls="row-line")
    return [one for one in found if (attribute(one, "id") or "").startswith("promise-")]


def open_count(response):
    return text_at(response, "promises-open")


def row_of(response, answer):
    return sent_by(find_all(by_id(dom(response), f"promise-{answer.pk}"), "form")[0])


# What stands there


def test_a_promise_says_who_when_and_the_words(client, offer, promise):
    [row] = rows(the_list(client, offer))
    assert text_of(row).startswith(
        "Ilse Brandt · 5 Oct 2026 · the answer : What do I work with? What do I work with? You get a laptop."
        " In the offer Open In writing Differs Absent Save"
    )
    assert address("answer_detail", promise) in the_list(client, offer).text


def test_nothing_is_guessed(client, offer, promise):
    response = the_list(client, offer)
    assert row_of(response, promise) == {"status": "", "note": ""}
    assert open_count(response) == "1 of 1 open"
    assert not PromiseCheck.objects.exists()


def test_only_promises_of_this_company_that_still_stand_are_there(client, offer, promise, company, stranger):
    a_promise(company, deleted_at=timezone.now())
    a_promise(factories.CompanyFactory())
    a_promise(factories.CompanyFactory(owner=stranger))
    factories.AnswerFactory(listed_question=promise.listed_question)
    assert len(rows(the_list(client, offer))) == 1


def test_a_promise_stands_though_its_question_was_taken_off_the_list(client, offer, promise):
    promise.listed_question.removed_at = timezone.now()
    promise.listed_question.save()
    assert len(rows(the_list(client, offer))) == 1


def test_open_ones_come_first_and_are_counted(client, offer, company):
    for status in ("in writing", "absent", "", "differs", ""):
        answer = a_promise(company, said=f"said {status or 'open'}")
        if status:
            factories.PromiseCheckFactory(offer=offer, answer=answer, status=status)
    response = the_list(client, offer)
    quotes = [text_of(find_all(row, "blockquote")[0]) for row in rows(response)]
    assert quotes == ["said open", "said open", "said differs", "said absent", "said in writing"]
    assert open_count(response) == "2 of 5 open"


def test_each_offer_is_looked_at_by_itself(client, offer, promise, company):
    later = factories.OfferFactory(company=company, dated_on=date(2026, 11, 9))
    check(client, offer, promise, "in writing")
    assert open_count(the_list(client, offer)) == "none open"
    assert open_count(the_list(client, later)) == "1 of 1 open"


def test_a_promise_of_nobody_in_no_words_is_shown_too(client, offer, company):
    listed = factories.ListedQuestionFactory(company=company)
    factories.AnswerFactory(listed_question=listed, said="", promise=True)
    [row] = rows(the_list(client, offer))
    assert text_of(row).startswith("Not said by whom")
    assert find_all(row, "blockquote") == []


def test_of_a_long_answer_the_beginning_is_shown(client, offer, company):
    a_promise(company, said="x" * 90_000)
    response = the_list(client, offer)
    [quote] = find_all(rows(response)[0], "blockquote")
    assert text_of(quote) == "x" * 600 + "…"
    assert "read on" in text_of(rows(response)[0])


def test_without_a_promise_the_panel_says_how_to_mark_one(client, offer):
    assert "No answer is marked as a promise." in the_list(client, offer).text


def test_fifty_are_on_a_page(client, offer, company):
    listed = factories.ListedQuestionFactory(company=company)
    for _ in range(51):
        person = factories.PersonFactory(company=company)
        factories.AnswerFactory(listed_question=listed, person=person, promise=True)
    response = the_list(client, offer)
    assert (len(rows(response)), open_count(response)) == (50, "51 of 51 open")
    assert "Page 1 of 2" in response.text
    assert len(rows(client.get(address("offer_list", company) + "?page=2"))) == 1


# What was found


@pytest.mark.parametrize("status", ["in writing", "differs", "absent"])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_what_was_found_is_kept(client, offer, promise, mara, status, headers):
    check(client, offer, promise, status, "Page 2 says <b>so</b>", headers=headers)
    found = PromiseCheck.objects.get()
    assert (found.owner, found.offer, found.answer, found.company) == (mara, offer, promise, offer.company)
    assert (found.status, found.note) == (status, "Page 2 says <b>so</b>")
    response = the_list(client, offer)
    assert row_of(response, promise) == {"status": status, "note": "Page 2 says <b>so</b>"}
    assert "says <b>" not in response.text


def test_a_second_look_takes_the_place_of_the_first(client, offer, promise):
    check(client, offer, promise, "absent")
    check(client, offer, promise, "differs", "Page 3")
    assert PromiseCheck.objects.values_list("status", "note").get() == ("differs", "Page 3")


def test_it_can_be_open_again(client, offer, promise):
    check(client, offer, promise, "absent")
    check(client, offer, promise, "")
    check(client, offer, promise, "")
    assert not PromiseCheck.objects.exists()


def test_without_scripts_one_is_led_back_to_the_row(client, offer, promise):
    response = check(client, offer, promise, "differs")
    back = address("offer_list", offer.company)
    assert (response.status_code, response["Location"]) == (
        302,
        f"{back}?offer={offer.pk}#promise-{promise.pk}",
    )


def test_htmx_gets_the_part_that_the_page_shows_and_the_new_count(client, offer, promise):
    reply = check(client, offer, promise, "differs", headers=HTMX)
    place = f"promise-{promise.pk}-found"
    page = text_at(the_list(client, offer), place)
    assert page == "differs Follow up : What do I work with?"
    assert text_at(reply, place) == f"none open {page}"
    assert attribute(by_id(dom(reply), "promises-open"), "hx-swap-oob") == "true"


@pytest.mark.parametrize(
    ("status", "note", "sentence"),
    [
        ("kept", "Page 2", "Choose open, in writing, differs or absent."),
        ("\x00", "Page 2", "Choose open, in writing, differs or absent."),
        ("differs", "x" * 501, "At most 500 characters fit here."),
        ("differs", "a\x00", "Null characters are not allowed."),
        ("", "Page 2", "Open keeps no words: choose what became of it, or empty this."),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_what_is_refused_says_why_and_changes_nothing(
    client, offer, promise, status, note, sentence, headers
):
    check(client, offer, promise, "absent", "Page 1")
    response = check(client, offer, promise, status, note, headers=headers)
    assert response.status_code == 422
    assert sentence in text_at(response, f"promise-{promise.pk}-found")
    if not headers:
        assert row_of(response, promise)["note"] == note
    assert PromiseCheck.objects.values_list("status", "note").get() == ("absent", "Page 1")


def test_what_is_refused_is_shown_whatever_page_it_would_be_on(client, offer, promise, company):
    check(client, offer, promise, "in writing")
    for _ in range(50):
        a_promise(company)
    response = check(client, offer, promise, "", "kept words")
    assert row_of(response, promise)["note"] == "kept words"


def test_an_answer_that_is_no_promise_here_is_not_found(client, offer, promise, company):
    for answer in (
        factories.AnswerFactory(listed_question=promise.listed_question),
        a_promise(company, deleted_at=timezone.now()),
        a_promise(factories.CompanyFactory()),
    ):
        assert check(client, offer, answer, "absent").status_code == 404
        assert client.post(address("promise_follow_up", offer, answer)).status_code == 404
    assert not PromiseCheck.objects.exists()


def test_a_stranger_finds_nothing(stranger_client, offer, promise, stranger):
    hers = a_promise(factories.CompanyFactory(owner=stranger))
    for answer in (promise, hers):
        assert check(stranger_client, offer, answer, "absent").status_code == 404
        assert stranger_client.post(address("promise_follow_up", offer, answer)).status_code == 404
    assert (PromiseCheck.objects.count(), FollowUp.objects.count()) == (0, 0)


@pytest.mark.parametrize("size", [3, 300])
def test_a_look_stays_within_eight_statements(client, offer, company, size):
    promises = [a_promise(company) for _ in range(size)]
    with statements() as found:
        check(client, offer, promises[0], "absent", headers=HTMX)
    assert len(found) <= 8, "\n".join(found)


# What follows


def follow_up(client, offer, answer, **more):
    return client.post(address("promise_follow_up", offer, answer), **more)


@pytest.mark.parametrize(
    ("status", "note", "text"),
    [
        (
            "absent",
            "",
            "You told me: “You get a laptop”. I do not find it in the offer. Can it be put in writing?",
        ),
        (
            "differs",
            "You bring a laptop",
            "You told me: “You get a laptop”. The offer says: “You bring a laptop”. Which of the two holds?",
        ),
        (
            "differs",
            "",
            "You told me: “You get a laptop”. The offer says something else. Which of the two holds?",
        ),
    ],
)
def test_one_button_makes_it_a_follow_up_that_can_be_sent(client, offer, promise, mara, status, note, text):
    check(client, offer, promise, status, note)
    response = follow_up(client, offer, promise, follow=True)
    assert messages(response) == "On the follow-up list."
    row = FollowUp.objects.get()
    assert (row.owner, row.company, row.origin) == (mara, offer.company, "manual")
    assert (row.text, row.answer, row.ask_person) == (text, promise, promise.person)
    assert "Make" not in text_at(response, f"promise-{promise.pk}-found")
    assert "on the follow-up list" in text_at(response, f"promise-{promise.pk}-found")
    assert text_of(by_id(dom(client.get(address("follow_up_list", offer.company))), "main")).count(text) == 1


def test_without_words_it_is_about_the_question(client, offer, company):
    listed = factories.ListedQuestionFactory(company=company, text="What do I work with?")
    answer = factories.AnswerFactory(listed_question=listed, said="", promise=True)
    check(client, offer, answer, "absent")
    follow_up(client, offer, answer)
    row = FollowUp.objects.get()
    assert row.text.startswith("We spoke about “What do I work with?”. I do not find it in the offer.")
    assert row.ask_person is None


def test_long_words_fit_into_a_follow_up(client, offer, company):
    answer = a_promise(company, said="x“ " * 30_000)
    check(client, offer, answer, "differs", "y " * 249)
    follow_up(client, offer, answer)
    text = FollowUp.objects.get().text
    assert len(text) <= 500
    assert text.endswith("Which of the two holds?")


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_pressing_twice_makes_one(client, offer, promise, headers):
    check(client, offer, promise, "absent")
    for _ in range(2):
        follow_up(client, offer, promise, headers=headers)
    assert FollowUp.objects.count() == 1


def test_one_that_was_closed_may_be_made_again(client, offer, promise):
    check(client, offer, promise, "absent")
    follow_up(client, offer, promise)
    FollowUp.objects.get().close()
    assert "Follow up" in text_at(the_list(client, offer), f"promise-{promise.pk}-found")
    follow_up(client, offer, promise)
    assert FollowUp.objects.filter(done_at=None).count() == 1


@pytest.mark.parametrize("status", ["", "in writing"])
def test_what_is_open_or_kept_is_no_follow_up(client, offer, promise, status):
    check(client, offer, promise, status)
    assert "Follow up" not in text_at(the_list(client, offer), f"promise-{promise.pk}-found")
    response = follow_up(client, offer, promise, follow=True)
    assert messages(response) == "First say that it differs or is absent."
    assert not FollowUp.objects.exists()
