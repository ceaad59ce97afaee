"""What people said: side by side, one by one with its history, deleted and restored, judged."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from interviews.models import Answer, DealbreakerCheck
from tests import factories
from tests.interviews.pages import by_id, dom, feedback, fields_of, find_all, labelled, messages, text_of
from tests.interviews.saves import Tab, only_answer
from tests.statements import get_statements

SAID = "  We decide <b>alone</b>,\nשלום =cmd 👩🏽‍💻"


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def question(company):
    return factories.ListedQuestionFactory(company=company, text="Who decides?")


def url(name, row, *args):
    return reverse(f"interviews:{name}", args=[row.pk, *args])


def answered(question, name="Somebody", **fields):
    person = factories.PersonFactory(company=question.company, name=name)
    return factories.AnswerFactory(listed_question=question, person=person, **fields)


def group(response, question):
    return text_of(by_id(dom(response), f"question-{question.pk}"))


# Side by side


def test_no_answers_yet_says_what_to_do(client, company, question):
    response = client.get(url("answer_list", company))
    assert "No answers yet" in response.text
    assert question.text in labelled(response, "unanswered-heading")


def test_everybody_stands_beside_each_other(client, company, question):
    for name, rating in (("Ilse", 4), ("Jonas", 1)):
        answered(question, name, said=f"said by {name}", rating=rating)
    factories.AnswerFactory(listed_question=question, said="overheard")
    text = group(client.get(url("answer_list", company)), question)
    for words in ("said by Ilse", "rated 4", "said by Jonas", "rated 1", "Not said by whom", "overheard"):
        assert words in text


def test_what_each_answer_says_of_itself(client, company, question):
    answered(
        question,
        said=SAID,
        impression="I <i>doubt</i> it",
        quality="vague",
        flag="red flag",
        come_back=True,
        promise=True,
        refer_to="Jonas & Co",
        answered_at=datetime(2026, 11, 3, tzinfo=UTC),
    )
    response = client.get(url("answer_list", company))
    text = group(response, question)
    for words in ("Vague", "not rated", "red flag", "come back", "promise", "3 Nov 2026", "Jonas & Co"):
        assert words in text
    assert escape(SAID) in response.text
    assert "<i>doubt" not in response.text


def test_deleted_answers_and_removed_questions_are_not_there(client, company, question):
    answered(question, said="deleted", deleted_at=timezone.now())
    removed = factories.ListedQuestionFactory(company=company, removed_at=timezone.now())
    answered(removed, said="removed")
    text = client.get(url("answer_list", company)).text
    assert "deleted" not in text
    assert "removed" not in text


def test_two_hundred_answers_with_very_long_words(client, company, question):
    for _ in range(200):
        answered(question, said="Donaudampfschifffahrt" * 20)
    response = client.get(url("answer_list", company))
    assert len(find_all(dom(response), "article")) == 200


@pytest.mark.parametrize("query", ["page=abc", "person=zzz", "question=99999999999999999999"])
def test_odd_addresses_are_harmless(client, company, query):
    assert client.get(f"{url('answer_list', company)}?{query}").status_code == 200


# Do they agree?


@pytest.mark.parametrize(
    ("agreement", "shown"),
    [("consistent", "Consistent"), ("differs", "Differs"), ("contradicts", "Contradicts")],
)
def test_the_candidate_marks_whether_they_agree_and_takes_it_back(
    client, company, question, agreement, shown
):
    answered(question)
    answered(question)
    response = client.post(url("agreement_mark", question), {"agreement": agreement}, follow=True)
    assert messages(response) == "Marked."
    question.refresh_from_db()
    assert question.agreement == agreement
    tags = [text_of(tag) for tag in find_all(dom(response), "span", cls="tag")]
    assert shown in tags
    client.post(url("agreement_mark", question), {"agreement": ""})
    question.refresh_from_db()
    assert question.agreement == ""


@pytest.mark.parametrize("agreement", ["perhaps", "\x00", "x" * 5000])
def test_another_word_for_it_is_refused(client, question, agreement):
    response = client.post(url("agreement_mark", question), {"agreement": agreement}, follow=True)
    assert messages(response) == "Choose consistent, differs or contradicts."
    question.refresh_from_db()
    assert question.agreement == ""


@pytest.mark.parametrize(
    ("ratings", "suggested"), [([4, 1], True), ([4, 2, None], True), ([4, 3], False), ([4, None], False)]
)
def test_ratings_two_apart_raise_the_question(client, company, question, ratings, suggested):
    for rating in ratings:
        answered(question, rating=rating)
    text = group(client.get(url("answer_list", company)), question)
    assert ("Their ratings are far apart." in text) is suggested


def test_one_answer_alone_cannot_disagree(client, company, question):
    answered(question)
    assert "Do they agree?" not in group(client.get(url("answer_list", company)), question)


# One answer


def test_one_answer_and_its_history(client, company, question):
    tab = Tab(client, question)
    for text in ("one", "one two", SAID):
        tab.save(text)
    response = client.get(url("answer_detail", only_answer()))
    assert [text_of(one) for one in find_all(dom(response), "blockquote", cls="as-typed")][-1] == "one"
    assert len(find_all(dom(response), "li", cls="row-line")) == 3
    assert f"<bdi>{escape(SAID)}</bdi></blockquote>" in response.text


def test_a_deleted_answer_can_be_brought_back(client, company, question):
    answer = answered(question, said="kept")
    page = client.post(url("answer_delete", answer))
    assert "Answer deleted" in page.text
    assert client.get(url("answer_detail", answer)).status_code == 404
    assert f'action="{url("answer_restore", answer)}"' in page.text
    response = client.post(url("answer_restore", answer), follow=True)
    assert messages(response) == "Answer is back."
    assert "kept" in group(response, question)


def test_an_answer_whose_place_was_taken_stays_deleted(client, question):
    answer = answered(question, said="first")
    client.post(url("answer_delete", answer))
    factories.AnswerFactory(listed_question=question, person=answer.person, said="second")
    response = client.post(url("answer_restore", answer), follow=True)
    assert messages(response) == "There is another answer of that person to that question now."
    assert Answer.objects.live().get().said == "second"


def test_what_is_there_is_not_restored_and_what_is_gone_not_deleted(client, question):
    answer = answered(question)
    assert client.post(url("answer_restore", answer)).status_code == 404
    client.post(url("answer_delete", answer))
    assert client.post(url("answer_delete", answer)).status_code == 404


# Dealbreakers with proof


@pytest.fixture
def breaker(mara):
    return factories.DealbreakerFactory(text="On call <weekly>")


def check(client, company, breaker, **fields):
    address = url("dealbreaker_check", company, breaker.pk)
    return client.post(address, {"verdict": "", "answer": "", "note": "", **fields}, follow=True)


def test_an_unchecked_dealbreaker_is_unknown(client, company, breaker):
    response = client.get(url("answer_list", company))
    assert "unknown On call <weekly>" in labelled(response, "dealbreakers-heading")


def test_a_tripped_dealbreaker_shows_its_proof(client, company, question, breaker):
    proof = answered(question, said="Every week, sorry")
    response = check(client, company, breaker, verdict="tripped", answer=proof.pk, note="too much")
    assert messages(response) == "Dealbreaker checked."
    text = labelled(response, "dealbreakers-heading")
    assert "tripped On call <weekly>" in text
    assert "Every week, sorry" in text
    assert "too much" in text
    shown = fields_of(client.get(url("dealbreaker_check", company, breaker.pk)))
    assert (shown["verdict"], shown["answer"], shown["note"]) == ("tripped", str(proof.pk), "too much")


def test_a_check_changes_and_is_taken_back(client, company, breaker):
    for verdict in ("tripped", "clear", "clear"):
        check(client, company, breaker, verdict=verdict)
        assert DealbreakerCheck.objects.get().verdict == verdict
    check(client, company, breaker)
    assert not DealbreakerCheck.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("verdict", "maybe", "Select a valid choice. maybe is not one of the available choices."),
        ("answer", "99999999999999999999", "Select a valid choice."),
        ("answer", "zzz", "Select a valid choice."),
        ("note", "a\x00", "Null characters are not allowed."),
        ("note", "x" * 241, "Ensure this value has at most 240 characters (it has 241)."),
    ],
)
def test_a_refused_check_keeps_what_was_typed(client, company, breaker, field, value, sentence):
    response = check(client, company, breaker, **{"verdict": "clear", "note": "kept", field: value})
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    shown = fields_of(response)
    assert shown["note"] == "kept" or shown["verdict"] == "clear"
    assert not DealbreakerCheck.objects.exists()


def test_proofs_on_the_topic_come_first_each_under_its_question(client, company, breaker):
    dealbreaker_topic = factories.TopicFactory()
    type(breaker).objects.update(topic=dealbreaker_topic)
    elsewhere = factories.ListedQuestionFactory(company=company, text="Pay?", position=1)
    on_topic = factories.ListedQuestionFactory(
        company=company, text="On call?", topic=dealbreaker_topic, position=2
    )
    answered(elsewhere, said="Good pay")
    answered(on_topic, "Ilse", said="Every\nweek " + "x" * 200)
    factories.AnswerFactory(listed_question=on_topic, said="")
    page = dom(client.get(url("dealbreaker_check", company, breaker.pk)))
    groups = find_all(page, "optgroup")
    assert [dict(group.attributes)["label"] for group in groups] == ["On call?", "Pay?"]
    shown = [text_of(option) for option in find_all(groups[0], "option")]
    assert shown == ["Ilse: Every week " + "x" * 78 + "…", "nothing written"]


def test_many_proofs_take_as_many_statements_as_few(client, company, breaker):
    def needed(size):
        for _ in range(size):
            answered(factories.ListedQuestionFactory(company=company))
        return len(get_statements(client, url("dealbreaker_check", company, breaker.pk)))

    assert needed(3) == needed(30) <= 8


def test_an_answer_of_another_company_is_no_proof(client, company, breaker):
    elsewhere = factories.AnswerFactory(said="said elsewhere")
    assert "said elsewhere" not in client.get(url("dealbreaker_check", company, breaker.pk)).text
    assert check(client, company, breaker, verdict="tripped", answer=elsewhere.pk).status_code == 422
