"""Interview mode as pages and plain forms: what it shows, and the same rules of saving without a script."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from interviews.models import Answer, AnswerRevision, ListedQuestion
from tests import factories
from tests.interviews.pages import attribute, by_id, dom, fields_of, find_all, messages, text_at, text_of
from tests.interviews.saves import conversation, form_address, history, only_answer, tab_at

NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


@pytest.fixture
def talk(mara):
    return conversation()


@pytest.fixture
def interview(talk):
    return talk[0]


def live(interview, question=None, person=None):
    query = {"question": question and question.pk, "person": person and person.pk}
    return reverse("interviews:capture", args=[interview.pk], query={k: v for k, v in query.items() if v})


def question_shown(response):
    """What to ask now: every question of the company stands in the page, and one is not hidden."""
    sections = [one for one in find_all(dom(response), "section") if attribute(one, "data-question")]
    (shown,) = [one for one in sections if "hidden" not in dict(one.attributes)]
    return text_of(find_all(shown, "h1")[0])


def next_on_agenda(interview, **fields):
    listed = factories.ListedQuestionFactory(company=interview.company, **fields)
    return factories.AgendaItemFactory(interview=interview, listed_question=listed).listed_question


def press(client, page, interview, go="", **changed):
    """Changes the fields of the page's form and presses a button."""
    fields = fields_of(page, form_address(interview))
    return client.post(form_address(interview), {**fields, "go": go, **changed})


# The page


def test_the_first_unanswered_question_is_shown(client, talk):
    interview, question, person = talk
    second = next_on_agenda(interview)
    factories.AnswerFactory(listed_question=question, interview=interview, person=person)
    response = client.get(live(interview))
    assert question_shown(response) == second.text


def test_the_question_and_the_person_of_the_address_are_shown(client, talk):
    interview, question, _person = talk
    next_on_agenda(interview)
    other = factories.InterviewPersonFactory(interview=interview).person
    response = client.get(live(interview, question, other))
    fields = fields_of(response, form_address(interview))
    assert (fields["listed_question"], fields["person"]) == (str(question.pk), str(other.pk))


def test_what_helps_to_ask_stands_beside_the_question(client, interview):
    listed = next_on_agenda(
        interview,
        text="Who decides?",
        follow_ups=["For example?"],
        anchor_low="Only the boss",
        anchor_high="The team",
        listen_for="names",
        beware_of="we are a family",
    )
    text = client.get(live(interview, listed)).text
    for words in ("Who decides?", "For example?", "Only the boss", "The team", "names", "we are a family"):
        assert words in text


def test_what_was_recorded_is_in_the_fields(client, talk):
    interview, question, person = talk
    said = "  leading\n<b>&amp; שלום =cmd 👩🏽‍💻"
    factories.AnswerFactory(
        listed_question=question,
        interview=interview,
        person=person,
        said=said,
        quality="vague",
        rating=2,
        flag="red flag",
        come_back=True,
        revision=7,
    )
    response = client.get(live(interview, question, person))
    fields = fields_of(response, form_address(interview))
    assert fields["base"] == "7"
    assert (fields["quality"], fields["rating"], fields["flag"]) == ("vague", "2", "red flag")
    assert fields["come_back"] == "true"
    assert "promise" not in fields
    assert f"\n{escape(said)}</textarea>" in response.text


def test_opening_it_makes_no_answer(client, interview):
    client.get(live(interview))
    assert not Answer.objects.exists()


def test_no_other_company_and_no_score_is_visible(client, interview):
    factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(
            company=factories.CompanyFactory(name="Elsewhere Ltd"), text="Asked elsewhere?"
        ),
        said="Said elsewhere",
        rating=4,
    )
    text = client.get(live(interview)).text
    for words in ("Elsewhere Ltd", "Asked elsewhere", "Said elsewhere", "rated 4"):
        assert words not in text


def test_the_title_of_the_tab_is_neutral(client, interview):
    response = client.get(live(interview))
    title = text_of(find_all(dom(response), "title")[0])
    assert title == "Notes"


def test_an_empty_agenda_says_what_to_do(client, mara):
    response = client.get(live(factories.InterviewFactory()))
    assert "No questions on this agenda" in response.text


def test_a_question_off_the_agenda_can_be_opened(client, interview):
    listed = factories.ListedQuestionFactory(company=interview.company, text="Not planned?")
    response = client.get(live(interview, listed))
    assert question_shown(response) == "Not planned?"


@pytest.mark.parametrize("question", ["-1", "x", "0", "²", "٣", "99999999999999999999", "9" * 5000, "%00"])
def test_a_question_that_is_none_is_not_there(client, interview, question):
    assert client.get(f"{live(interview)}?question={question}").status_code == 404


@pytest.mark.parametrize("person", ["zzz", "-1", "²", "99999999999999999999", "%00", "none"])
def test_a_person_who_is_none_changes_nothing(client, interview, person):
    assert client.get(f"{live(interview)}?person={person}").status_code == 200


def test_a_question_of_another_company_of_mine_is_not_there(client, interview, mara):
    assert client.get(live(interview, factories.ListedQuestionFactory())).status_code == 404


def test_who_was_taken_off_the_interview_keeps_their_answer(client, talk):
    interview, question, _person = talk
    gone = factories.PersonFactory(company=interview.company, name="Gone Meanwhile")
    answer = factories.AnswerFactory(listed_question=question, interview=interview, person=gone)
    response = client.get(live(interview, question, gone))
    fields = fields_of(response, form_address(interview))
    assert (fields["person"], fields["client_id"]) == (str(gone.pk), str(answer.client_id))
    assert "Gone Meanwhile" in response.text


def test_a_person_of_another_company_is_not_offered(client, interview, mara):
    elsewhere = factories.PersonFactory(name="Elsewhere")
    assert "Elsewhere" not in client.get(live(interview, person=elsewhere)).text


def test_two_hundred_questions_and_very_long_words_are_shown(client, interview):
    company = interview.company
    for number in range(200):
        next_on_agenda(interview, text=f"{number} " + "Donaudampfschifffahrt" * 20)
    assert client.get(live(interview)).status_code == 200
    assert ListedQuestion.objects.in_company(company).count() == 201


# The plain form


def test_save_stays_at_the_question_and_says_so(client, talk):
    interview, question, person = talk
    page = client.get(live(interview))
    response = press(client, page, interview, said="We decide.\r\nAlone.", rating="4")
    assert response.url == live(interview, question, person)
    again = client.get(response.url)
    assert messages(again) == "On the server."
    assert fields_of(again, form_address(interview))["base"] == "1"
    assert (only_answer().said, only_answer().rating) == ("We decide.\nAlone.", 4)


def test_saving_twice_from_pages_goes_on(client, interview):
    for text in ("one", "one two", "one two three"):
        press(client, client.get(live(interview, only_question(interview))), interview, said=text)
    assert history() == [(1, "one", False), (2, "one two", False), (3, "one two three", False)]


def only_question(interview):
    return interview.agenda.get()


def test_sending_the_same_page_twice_saves_once(client, interview):
    page = client.get(live(interview))
    for _ in range(2):
        assert press(client, page, interview, said="once").status_code == 302
    assert history() == [(1, "once", False)]


def test_next_saves_and_goes_on(client, talk):
    interview, _question, _person = talk
    second = next_on_agenda(interview)
    response = press(client, client.get(live(interview)), interview, go=str(second.pk), said="x")
    assert response.url == live(interview, second)
    assert only_answer().said == "x"


def test_the_buttons_lead_to_the_neighbours_and_to_the_end(client, talk):
    interview, first, _person = talk
    second, third = next_on_agenda(interview), next_on_agenda(interview)
    buttons = {
        listed: [
            dict(one.attributes)["value"] or "stay"
            for one in find_all(dom(client.get(live(interview, listed))), "button", name="go")
        ]
        for listed in (first, second, third)
    }
    assert buttons == {
        first: ["stay", "stay", "stay", str(second.pk)],
        second: ["stay", str(first.pk), "stay", str(third.pk)],
        third: ["stay", str(second.pk), "stay", "finish"],
    }


def test_from_a_question_off_the_agenda_the_way_leads_back_to_it(client, talk):
    interview, question, _person = talk
    other = factories.ListedQuestionFactory(company=interview.company)
    page = client.get(live(interview, other))
    buttons = [dict(one.attributes)["value"] for one in find_all(dom(page), "button", name="go")]
    assert buttons == ["", "", "", str(question.pk)]


def test_finish_saves_and_goes_to_the_end(client, interview):
    response = press(client, client.get(live(interview)), interview, go="finish", said="x")
    assert response.url == reverse("interviews:interview_finish", args=[interview.pk])
    assert only_answer().said == "x"


@pytest.mark.parametrize("go", ["", "finish", "5"])
def test_leafing_through_questions_makes_no_answer(client, interview, go):
    response = press(client, client.get(live(interview)), interview, go=go)
    assert response.status_code == 302
    assert not Answer.objects.exists()


def test_emptying_an_answer_is_a_save(client, interview):
    press(client, client.get(live(interview)), interview, said="wrong person")
    press(client, client.get(live(interview, only_question(interview))), interview, said="")
    assert history() == [(1, "wrong person", False), (2, "", False)]


@pytest.mark.parametrize(
    ("field", "text", "sentence"),
    [
        ("said", "x" * 100_001, "At most 100,000 characters fit into one answer."),
        ("said", "kept \x00 kept", "Null characters are not allowed."),
        ("impression", "kept \x00 kept", "Null characters are not allowed."),
        ("refer_to", "x" * 121, "Ensure this value has at most 120 characters (it has 121)."),
        ("rating", "5", "Select a valid choice. 5 is not one of the available choices."),
    ],
)
def test_a_refused_text_stays_on_the_page_with_a_sentence(client, talk, field, text, sentence):
    interview, question, person = talk
    response = press(client, client.get(live(interview)), interview, said="kept", impression="kept")
    page = client.get(live(interview, question, person))
    response = press(client, page, interview, **{"said": "kept", field: text})
    assert response.status_code == 422
    assert sentence in response.text
    assert text in response.text or field == "rating"
    assert text_at(response, "save-status") == "Not saved"
    assert fields_of(response, form_address(interview))["base"] == "1"
    assert history() == [(1, "kept", False)]


@pytest.mark.parametrize("changed", [{"op": "x"}, {"base": "-1"}, {"client_id": ""}, {"person": "zzz"}])
def test_a_form_that_no_page_sent_is_malformed(client, interview, changed):
    response = press(client, client.get(live(interview)), interview, said="x", **changed)
    assert response.status_code == 400
    assert not Answer.objects.exists()


class TestStalePage:
    @pytest.fixture
    def stale(self, client, talk):
        """A page typed on revision 1 while another device saved revision 2."""
        interview, question, person = talk
        tab = tab_at(client, talk)
        tab.save("begun", rating=2)
        page = client.get(live(interview, question, person))
        tab.save("theirs <i>", rating=1)
        return page

    @pytest.fixture
    def conflict(self, client, interview, stale):
        return press(client, stale, interview, said="mine", rating="4", go="finish")

    def test_both_texts_are_shown_and_kept(self, conflict):
        assert conflict.status_code == 409
        assert "This answer was saved elsewhere while you typed. Both versions are kept." in conflict.text
        assert "theirs &lt;i&gt;" in conflict.text
        assert text_at(conflict, "save-status") == "Two versions: both are kept"
        assert text_of(by_id(dom(conflict), "said")) == "mine"
        assert only_answer().said == "theirs <i>"
        assert history()[-1] == (2, "mine", True)

    def test_the_form_keeps_mine_on_the_new_base(self, conflict, interview, stale):
        before, after = (fields_of(page, form_address(interview)) for page in (stale, conflict))
        assert (after["said"], after["rating"], after["base"]) == ("mine", "4", "2")
        assert after["op"] != before["op"]
        assert (after["client_id"], after["person"]) == (before["client_id"], before["person"])

    def test_saving_again_makes_mine_the_newest(self, client, interview, conflict):
        response = press(client, conflict, interview)
        assert response.status_code == 302
        assert (only_answer().said, only_answer().rating, only_answer().revision) == ("mine", 4, 3)
        assert (2, "theirs <i>", False) in history()

    def test_changing_it_first_is_no_conflict_either(self, client, interview, conflict):
        press(client, conflict, interview, said="mine and theirs")
        assert (only_answer().said, only_answer().revision) == ("mine and theirs", 3)

    def test_the_same_text_is_no_conflict(self, client, interview, stale):
        response = press(client, stale, interview, said="theirs <i>", rating="1")
        assert response.status_code == 302
        assert not AnswerRevision.objects.filter(kept_beside=True).exists()


def test_two_pages_that_begin_at_once_keep_both(client, interview):
    pages = [client.get(live(interview)) for _ in range(2)]
    press(client, pages[0], interview, said="first")
    response = press(client, pages[1], interview, said="second")
    assert response.status_code == 409
    press(client, response, interview)
    assert only_answer().said == "second"
    assert history() == [(1, "first", False), (1, "second", True), (2, "second", False)]


def test_a_text_for_a_deleted_answer_stays_and_begins_a_new_one(client, interview):
    press(client, client.get(live(interview)), interview, said="one")
    page = client.get(live(interview, only_question(interview)))
    Answer.objects.update(deleted_at=timezone.now())
    response = press(client, page, interview, said="one and two")
    assert response.status_code == 410
    assert "This answer was deleted elsewhere." in response.text
    assert fields_of(response, form_address(interview))["said"] == "one and two"
    press(client, response, interview)
    assert Answer.objects.live().get().said == "one and two"


def test_a_conflict_about_who_was_taken_off_stays_theirs(client, talk):
    interview, question, person = talk
    tab = tab_at(client, talk)
    tab.save("begun")
    page = client.get(live(interview, question, person))
    tab.save("theirs")
    interview.people.clear()
    factories.InterviewPersonFactory(interview=interview)
    response = press(client, page, interview, said="mine")
    assert fields_of(response, form_address(interview))["person"] == str(person.pk)
    press(client, response, interview)
    assert (only_answer().person, only_answer().said) == (person, "mine")


def test_a_refused_text_for_a_question_taken_off_the_list_stays(client, interview):
    page = client.get(live(interview))
    ListedQuestion.objects.update(removed_at=timezone.now())
    response = press(client, page, interview, said="kept \x00")
    assert response.status_code == 422
    assert "kept \x00" in response.text


def test_a_kept_version_is_there_after_leaving(client, talk):
    interview, question, person = talk
    pages = [client.get(live(interview)) for _ in range(2)]
    press(client, pages[0], interview, said="first")
    press(client, pages[1], interview, said="second")
    response = client.get(live(interview, question, person))
    assert "Keep both below" in response.text
    assert "second" in response.text


# What came up


def add_came_up(client, interview, text, **more):
    return client.post(reverse("interviews:capture_add", args=[interview.pk]), {"text": text, **more})


def test_what_came_up_is_listed_on_the_agenda_and_open(client, talk):
    interview, question, _person = talk
    response = add_came_up(client, interview, "Why did the last lead leave?")
    listed = ListedQuestion.objects.exclude(pk=question.pk).get()
    assert response.url == live(interview, listed)
    assert (listed.text, listed.topic, listed.question) == ("Why did the last lead leave?", None, None)
    assert listed.position > question.position
    assert list(interview.agenda.order_by("agendaitem__position")) == [question, listed]
    assert question_shown(client.get(response.url)) == listed.text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Write in a few words what came up."),
        (" \n ", "Write in a few words what came up."),
        ("a\x00b", "Null characters are not allowed."),
        ("x" * 1001, "Ensure this value has at most 1000 characters (it has 1001)."),
    ],
)
def test_what_cannot_be_a_question_is_refused_beside_the_field(client, talk, text, sentence):
    interview, question, _person = talk
    response = add_came_up(client, interview, text, question=question.pk)
    assert response.status_code == 422
    assert text_at(response, "came-up-list-errors") == sentence
    assert dict(by_id(dom(response), "came-up-list").attributes)["value"] == text
    assert question_shown(response) == question.text
    assert ListedQuestion.objects.count() == 1


def test_what_came_up_with_an_empty_agenda(client, mara):
    interview = factories.InterviewFactory()
    assert add_came_up(client, interview, "").status_code == 422
    assert add_came_up(client, interview, "Anything?").status_code == 302
    assert interview.agenda.get().text == "Anything?"


def test_right_to_left_and_markup_come_up_as_typed(client, interview):
    text = "למה <b>עכשיו</b>? =cmd 👩🏽‍💻"
    response = add_came_up(client, interview, text)
    assert escape(text) in client.get(response.url).text


# The clock


@time_machine.travel(NOW, tick=False)
def test_the_clock_starts_once(client, talk):
    interview, question, person = talk
    address = reverse("interviews:capture_start", args=[interview.pk])
    response = client.post(address, {"question": question.pk, "person": person.pk})
    assert response.url == live(interview, question, person)
    assert f'data-clock="{int(NOW.timestamp())}"' in client.get(response.url).text
    with time_machine.travel(NOW + timedelta(minutes=3), tick=False):
        client.post(address)
    interview.refresh_from_db()
    assert interview.started_at == NOW


def test_a_finished_interview_starts_no_clock(client, mara):
    interview = factories.InterviewFactory(finished_at=NOW)
    assert "Start the clock" not in client.get(live(interview)).text
    assert client.post(reverse("interviews:capture_start", args=[interview.pk])).status_code == 302
    interview.refresh_from_db()
    assert interview.started_at is None


@pytest.mark.parametrize("value", ["zzz", "-1", "\r\nX-Evil: 1", "9" * 5000, "\x00"])
def test_odd_places_to_come_back_to_are_harmless(client, interview, value):
    response = client.post(
        reverse("interviews:capture_start", args=[interview.pk]), {"question": value, "person": value}
    )
    assert response.status_code == 302
    assert "X-Evil" not in response.headers


def test_odd_op_of_a_stranger_is_ones_own(client, stranger_client, talk, stranger, mara):
    """The same op and client id of two candidates do not meet."""
    theirs = conversation(company=factories.CompanyFactory(owner=stranger))
    op = str(uuid4())
    for who, place in ((client, talk), (stranger_client, theirs)):
        tab = tab_at(who, place)
        tab.client_id = op
        assert tab.send({**tab.body("x"), "op": op}).json()["revision"] == 1
    assert Answer.objects.count() == 2
