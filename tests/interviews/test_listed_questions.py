"""Every change of a company's list: taken, added, tailored, moved, marked, removed, restored."""

import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import AgendaItem, ListedQuestion
from tests import factories
from tests.interviews.pages import HTMX, dom, feedback, fields_of, find_all, fragment, messages, text_of

NUL = "Null characters are not allowed."


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


@pytest.fixture
def three(company):
    return [
        factories.ListedQuestionFactory(company=company, position=n, text=f"Question {n}?") for n in (1, 2, 3)
    ]


def url(name, *args):
    return reverse(f"interviews:listed_question_{name}", args=args)


def detail(company, removed=None):
    address = reverse("interviews:company_detail", args=[company.pk])
    return f"{address}?removed={removed.pk}" if removed else address


def order(company):
    return [row.text for row in ListedQuestion.objects.in_company(company).live().in_order()]


# The same change as a form and through htmx


def changes(three, library):
    first, second, _third = three
    return {
        "take": url("take", first.company_id, library.pk),
        "up": url("move", second.pk, "up"),
        "down": url("move", second.pk, "down"),
        "must ask": url("must_ask", first.pk),
        "remove": url("remove", second.pk),
        "restore": url("restore", first.pk),
    }


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("take", "Question added to your list."),
        ("up", "Question moved."),
        ("down", "Question moved."),
        ("must ask", "Marked as must ask."),
        ("remove", "Question taken off the list."),
        ("restore", "It is on the list already."),
    ],
)
class TestBothWays:
    @pytest.fixture
    def address(self, three, change):
        factories.QuestionFactory()
        return changes(three, factories.QuestionFactory())[change]

    def test_a_form_comes_back_to_the_list(self, client, company, three, address, change, message):
        response = client.post(address)
        assert response.status_code == 302
        assert response.url == detail(company, three[1] if change == "remove" else None)
        assert messages(client.get(response.url)) == message

    def test_htmx_gets_the_very_part_of_the_page(self, client, company, three, address, change, message):
        response = client.post(address, headers=HTMX)
        assert response.status_code == 200
        swapped = [one for one in find_all(dom(response), "div") if "hx-swap-oob" in dict(one.attributes)]
        assert [text_of(one) for one in swapped] == [message]
        page = client.get(detail(company, three[1] if change == "remove" else None))
        assert fragment(response, "list-builder") == fragment(page, "list-builder")


def test_the_search_stays_while_adding(client, company):
    topic = factories.TopicFactory()
    wanted = [factories.QuestionFactory(text=f"About pay {n}?", topic=topic) for n in range(2)]
    factories.QuestionFactory(text="About growth?")
    response = client.post(url("take", company.pk, wanted[0].pk) + "?q=pay", headers=HTMX)
    assert fragment(response, "list-builder") == fragment(
        client.get(detail(company) + "?q=pay"), "list-builder"
    )
    assert "About growth?" not in response.text


# Taken from the library


def test_the_copy_is_the_candidates_own(client, company):
    question = factories.QuestionFactory(
        text="Who decides?",
        why="Because",
        listen_for="n" * 300,
        beware_of="family",
        follow_ups=["Really?"],
        audiences=["peer"],
        timing="offer",
        minutes=5,
    )
    client.post(url("take", company.pk, question.pk))
    copy = ListedQuestion.objects.get()
    assert (copy.text, copy.topic, copy.minutes, copy.follow_ups) == (
        "Who decides?",
        question.topic,
        5,
        ["Really?"],
    )
    assert (copy.anchor_low, copy.anchor_high) == ("family", "n" * 240)
    question.text = "Changed in the library?"
    question.save()
    copy.refresh_from_db()
    assert (copy.text, copy.is_tailored) == ("Who decides?", True)


def test_each_goes_to_the_end(client, company, three):
    question = factories.QuestionFactory(text="New?")
    client.post(url("take", company.pk, question.pk))
    assert order(company)[-1] == "New?"


def test_taken_twice_it_is_there_once(client, company):
    question = factories.QuestionFactory()
    for _ in range(2):
        client.post(url("take", company.pk, question.pk))
    assert ListedQuestion.objects.count() == 1


def test_taken_again_after_removal_it_comes_back_with_its_answers(client, company):
    question = factories.QuestionFactory()
    client.post(url("take", company.pk, question.pk))
    listed = ListedQuestion.objects.get()
    factories.AnswerFactory(listed_question=listed)
    client.post(url("remove", listed.pk))
    client.post(url("take", company.pk, question.pk))
    assert ListedQuestion.objects.live().get() == listed
    assert listed.answer_set.count() == 1


@pytest.mark.parametrize("pk", [0, 2**63 - 1, 10**30])
def test_a_library_question_that_is_none_is_not_there(client, company, pk):
    assert client.post(f"/companies/{company.pk}/questions/take/{pk}/").status_code == 404


# Moved and marked


@pytest.mark.parametrize(
    ("which", "direction", "expected", "message"),
    [
        (0, "down", [2, 1, 3], "Question moved."),
        (2, "up", [1, 3, 2], "Question moved."),
        (0, "up", [1, 2, 3], "It stands at the end already."),
        (2, "down", [1, 2, 3], "It stands at the end already."),
    ],
)
def test_one_place_up_or_down(client, company, three, which, direction, expected, message):
    response = client.post(url("move", three[which].pk, direction), follow=True)
    assert order(company) == [f"Question {n}?" for n in expected]
    assert messages(response) == message


def test_moving_passes_over_what_was_removed(client, company, three):
    client.post(url("remove", three[1].pk))
    client.post(url("move", three[2].pk, "up"))
    assert order(company) == ["Question 3?", "Question 1?"]


def test_must_ask_is_a_switch(client, three):
    for expected, message in ((True, "Marked as must ask."), (False, "No longer a must ask.")):
        response = client.post(url("must_ask", three[0].pk), follow=True)
        three[0].refresh_from_db()
        assert three[0].must_ask is expected
        assert messages(response) == message


# Removed and restored


def test_removing_offers_to_undo_and_undo_restores(client, company, three):
    answer = factories.AnswerFactory(listed_question=three[1])
    page = client.post(url("remove", three[1].pk), follow=True)
    assert "Taken off: “Question 2?”" in page.text
    assert order(company) == ["Question 1?", "Question 3?"]
    undo = reverse("interviews:listed_questions_restore", args=[company.pk])
    response = client.post(undo, fields_of(page, undo), follow=True)
    assert messages(response) == "1 question is back on the list."
    assert order(company) == ["Question 1?", "Question 2?", "Question 3?"]
    assert three[1].answer_set.get() == answer


def test_removing_takes_it_off_agendas_not_begun(client, company, three):
    ahead = factories.InterviewFactory(company=company)
    begun = factories.InterviewFactory(company=company, started_at=timezone.now())
    for interview in (ahead, begun):
        factories.AgendaItemFactory(interview=interview, listed_question=three[0])
    client.post(url("remove", three[0].pk))
    assert AgendaItem.objects.get().interview == begun


def test_what_was_listed_again_meanwhile_is_not_restored(client, company):
    question = factories.QuestionFactory()
    removed = factories.ListedQuestionFactory(company=company, question=question, removed_at=timezone.now())
    factories.ListedQuestionFactory(company=company, question=question, position=99)
    response = client.post(url("restore", removed.pk), follow=True)
    assert messages(response) == "It is on the list already."
    assert ListedQuestion.objects.live().count() == 1


def test_the_undo_of_another_company_is_not_offered(client, company, mara):
    elsewhere = factories.ListedQuestionFactory(removed_at=timezone.now(), text="Elsewhere?")
    assert "Elsewhere?" not in client.get(detail(company, elsewhere)).text


# Own questions and tailoring


def fields(**changed):
    return {"text": "What did you stop doing?", "minutes": "3", **changed}


def test_an_own_question_is_added_at_the_end(client, company, three):
    topic = factories.TopicFactory()
    response = client.post(
        url("add", company.pk),
        fields(
            topic=topic.pk,
            must_ask="on",
            audiences=["peer", "HR"],
            follow_ups=" Why? \r\n\r\nHow?\u2028When?",
            anchor_low="nothing",
            anchor_high="three things",
        ),
        follow=True,
    )
    assert messages(response) == "Your question is on the list."
    listed = ListedQuestion.objects.get(text="What did you stop doing?")
    assert order(company)[-1] == listed.text
    assert (listed.topic, listed.must_ask, listed.audiences) == (topic, True, ["peer", "HR"])
    assert listed.follow_ups == ["Why?", "How?", "When?"]
    assert (listed.anchor_low, listed.anchor_high) == ("nothing", "three things")


def test_tailoring_leaves_the_library_alone(client, company):
    question = factories.QuestionFactory(text="As in the library?")
    client.post(url("take", company.pk, question.pk))
    listed = ListedQuestion.objects.get()
    address = url("edit", listed.pk)
    response = client.post(address, {**fields_of(client.get(address)), "text": "In my words?"}, follow=True)
    assert messages(response) == "Question changed on this list. The library stays as it is."
    listed.refresh_from_db()
    question.refresh_from_db()
    assert (listed.text, question.text) == ("In my words?", "As in the library?")
    assert "In the library: “As in the library?”" in client.get(address).text


def test_saving_unchanged_changes_nothing(client, company):
    listed = factories.ListedQuestionFactory(
        company=company, follow_ups=["Why?", "How?"], audiences=["peer"], why="w", listen_for="l"
    )
    before = ListedQuestion.objects.values().get()
    address = url("edit", listed.pk)
    sent = {**fields_of(client.get(address)), "follow_ups": "Why?\nHow?", "audiences": ["peer"]}
    assert client.post(address, sent).status_code == 302
    assert ListedQuestion.objects.values().get() == before


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "This field is required."),
        ("text", " \n ", "This field is required."),
        ("text", "x" * 1001, "Ensure this value has at most 1000 characters (it has 1001)."),
        ("text", "a\x00", NUL),
        ("why", "a\x00", NUL),
        ("listen_for", "a\x00", NUL),
        ("beware_of", "a\x00", NUL),
        ("anchor_low", "a\x00", NUL),
        ("anchor_high", "a\x00", NUL),
        ("anchor_high", "x" * 241, "Ensure this value has at most 240 characters (it has 241)."),
        ("follow_ups", "Why?\nHow\x00?", NUL),
        ("follow_ups", "x" * 2001, "Ensure this value has at most 2000 characters (it has 2001)."),
        ("follow_ups", "x\n" * 1001, "Ensure this value has at most 2000 characters (it has 2001)."),
        ("minutes", "0", "Ensure this value is greater than or equal to 1."),
        ("minutes", "31", "Ensure this value is less than or equal to 30."),
        ("minutes", "9" * 30, "Ensure this value is less than or equal to 30."),
        ("minutes", "9" * 5000, "Enter a whole number."),
        ("minutes", "3.5", "Enter a whole number."),
        ("topic", "99999999999999999999", "Select a valid choice. That choice is not one of the available"),
        ("topic", "\x00", NUL),
        ("audiences", "wizard", "Select a valid choice. wizard is not one of the available choices."),
    ],
)
@pytest.mark.parametrize("is_new", [True, False], ids=["add", "edit"])
def test_a_refused_question_keeps_what_was_typed(client, company, field, value, sentence, is_new):
    listed = None if is_new else factories.ListedQuestionFactory(company=company)
    before = list(ListedQuestion.objects.values())
    address = url("add", company.pk) if is_new else url("edit", listed.pk)
    kept = {"anchor_low": "kept"} if field != "anchor_low" else {"anchor_high": "kept"}
    response = client.post(address, fields(**{**kept, field: value}))
    assert response.status_code == 422
    assert sentence in feedback(response, field)
    assert kept.items() <= fields_of(response).items()
    assert list(ListedQuestion.objects.values()) == before


def test_refused_follow_ups_are_still_there(client, company):
    response = client.post(url("add", company.pk), fields(text="", follow_ups="Why?\nHow?"))
    assert fields_of(response)["follow_ups"] == "Why? How?"
    assert "Why?\nHow?" in response.text


def test_a_topic_of_a_stranger_cannot_be_chosen(client, company, stranger):
    theirs = factories.TopicFactory(owner=stranger, name="Secret topic")
    assert "Secret topic" not in client.get(url("add", company.pk)).text
    assert client.post(url("add", company.pk), fields(topic=theirs.pk)).status_code == 422


@pytest.mark.parametrize("text", ["מה עצרתם?", "<b>Why</b> & how?", "=1+1", "W" * 1000])
def test_a_question_is_stored_as_typed_and_shown_safe(client, company, text):
    response = client.post(url("add", company.pk), fields(text=text), follow=True)
    assert ListedQuestion.objects.get().text == text
    assert "<b>Why</b>" not in response.text
