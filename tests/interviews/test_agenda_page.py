"""What the agenda's page says of each question, and what it costs."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import factories
from tests.interviews.agenda_steps import (
    SOON,
    does,
    home_of,
    lines,
    lists,
    page,
    plans,
    puts_on,
    rest,
    url,
    weighing,
    why,
)
from tests.interviews.pages import HTMX, attribute, by_id, dom, find_all, fragment, labelled, text_of
from tests.statements import get_statements, statements


@pytest.fixture
def interview(mara):
    return plans()


@pytest.fixture
def topic(mara):
    return weighing(5, "Autonomy")


def test_each_line_says_why_it_is_there(client, interview):
    autonomy, growth, pay = weighing(5, "Autonomy"), weighing(2, "Growth"), weighing(1, "Pay")
    factories.DealbreakerFactory(topic=pay)
    lists(interview, "Must?", autonomy, minutes=1, must_ask=True)
    lists(interview, "Pay?", pay, minutes=1)
    lists(interview, "Growth?", growth, minutes=1)
    lists(interview, "Unfiled?", None, minutes=1)
    for text in ("Known?", "Known too?"):
        known = lists(interview, text, growth, minutes=1)
        factories.AnswerFactory(listed_question=known)
    does(client, "propose", interview)
    assert why(client, interview) == {
        "Must?": "1 min · nothing known about Autonomy (weight 5)",
        "Pay?": "1 min · could settle a dealbreaker · nothing known about Pay (weight 1)",
        "Unfiled?": "1 min · not under a topic yet",
        "Growth?": "1 min · more about Growth (weight 2)",
    }


def test_a_dealbreaker_that_was_checked_is_no_reason(client, interview, topic):
    dealbreaker = factories.DealbreakerFactory(topic=topic)
    puts_on(interview, lists(interview, "Pay?", topic))
    assert "could settle a dealbreaker" in why(client, interview)["Pay?"]
    factories.DealbreakerCheckFactory(company=interview.company, dealbreaker=dealbreaker)
    assert "dealbreaker" not in why(client, interview)["Pay?"]


def test_a_dealbreaker_heads_the_next_agenda_until_it_is_checked(client, interview, topic):
    """Before what weighs most; only must-asks come first."""
    dealbreaker = factories.DealbreakerFactory(topic=weighing(0, "On call"))
    lists(interview, "Growth?", topic, minutes=1)
    lists(interview, "How often on call?", dealbreaker.topic, minutes=1)
    does(client, "propose", interview)
    assert list(why(client, interview)) == ["How often on call?", "Growth?"]
    factories.DealbreakerCheckFactory(company=interview.company, dealbreaker=dealbreaker)
    does(client, "propose", interview)
    assert next(iter(why(client, interview))) == "Growth?"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        ({"quality": "vague"}, "the answer was vague"),
        ({"quality": "declined"}, "they would not answer"),
        ({"come_back": True}, "you wanted to come back to it"),
    ],
)
def test_what_was_not_settled_comes_back_as_a_reason(client, interview, topic, answer, reason):
    listed = lists(interview, "Again?", topic)
    factories.AnswerFactory(listed_question=listed, **answer)
    assert does(client, "propose", interview)[1] == ["Again?"]
    assert reason in why(client, interview)["Again?"]


def test_a_contradiction_is_asked_again(client, interview, topic):
    listed = lists(interview, "On call?", topic, agreement="contradicts")
    for name in ("Ilse", "Jonas"):
        person = factories.PersonFactory(company=interview.company, name=name)
        factories.AnswerFactory(listed_question=listed, person=person)
    assert does(client, "propose", interview)[1] == ["On call?"]
    assert "answers contradict each other" in why(client, interview)["On call?"]


def test_whoever_was_named_is_asked_and_nobody_else(client, interview, topic):
    factories.InterviewPersonFactory(interview=interview, person__audience="peer")
    factories.PersonFactory(company=interview.company, name="Ada", audience="HR")
    listed = lists(interview, "Raises?", topic, audiences=["peer"])
    factories.AnswerFactory(listed_question=listed, quality="did not know", refer_to="Ada")
    assert does(client, "propose", interview)[1] == []
    assert rest(client, interview) == {"Raises?": "Autonomy · HR can answer this"}


# What stays unasked


def test_what_stays_unasked_says_why(client, interview, topic):
    factories.InterviewPersonFactory(interview=interview, person__audience="peer")
    lists(interview, "Long?", topic, minutes=11)
    lists(interview, "For HR?", topic, audiences=["HR"])
    lists(interview, "Notice?", topic, timing="with an offer")
    lists(interview, "Ping pong?", weighing(0, "Culture"))
    assert rest(client, interview) == {
        "Long?": "Autonomy · no room: 11 min, 10 left",
        "For HR?": "Autonomy · HR can answer this",
        "Notice?": "Autonomy · for when you have an offer",
        "Ping pong?": "Culture weighs 0",
    }
    assert "1 more: answered, or of a topic that weighs nothing" in page(client, interview).text


def test_no_room_counts_what_is_worth_more(client, interview, topic):
    lists(interview, "First?", topic, minutes=9, position=4)
    lists(interview, "Second?", topic, minutes=2, position=5)
    long = lists(interview, "Longest?", topic, minutes=11, position=6)
    assert rest(client, interview) == {
        "First?": "9 min · nothing known about Autonomy (weight 5)",
        "Second?": "Autonomy · no room after these: 2 min",
        "Longest?": "Autonomy · no room: 11 min, 10 left",
    }
    puts_on(interview, long)
    assert rest(client, interview)["Second?"] == "Autonomy · no room: 2 min, 0 left"


def test_what_would_fit_is_offered_with_its_minutes(client, interview, topic):
    lists(interview, "Fits?", topic)
    response = page(client, interview)
    assert "Worth asking here · 10 min free" in labelled(response, "rest-heading")
    assert lines(response, "rest-heading") == {"Fits?": "3 min · nothing known about Autonomy (weight 5)"}


class TestElsewhere:
    @pytest.fixture
    def later(self, interview):
        later = factories.InterviewFactory(
            company=interview.company, kind="offer call", question_minutes=5, starts_at=timezone.now() + SOON
        )
        factories.InterviewPersonFactory(interview=later, person__audience="HR")
        return later

    @pytest.fixture
    def question(self, interview, topic):
        factories.InterviewPersonFactory(interview=interview, person__audience="peer")
        return lists(interview, "Notice?", topic, minutes=5, audiences=["HR"])

    def says(self, client, interview):
        return "still fits: offer call" in rest(client, interview)["Notice?"]

    def test_it_could_still_be_asked_there(self, client, interview, later, question):
        assert self.says(client, interview)

    def test_when_it_is_due_there(self, client, interview, later, question):
        question.timing = "with an offer"
        question.save()
        assert self.says(client, interview)
        later.kind = "technical"
        later.save()
        assert "still fits" not in rest(client, interview)["Notice?"]

    def test_not_when_nobody_there_can_answer(self, client, interview, later, question):
        later.people.update(audience="peer")
        assert not self.says(client, interview)

    def test_not_when_its_minutes_are_planned(self, client, interview, later, question):
        factories.AgendaItemFactory(interview=later, listed_question__minutes=1)
        assert not self.says(client, interview)

    @pytest.mark.parametrize("over", ["cancelled_at", "finished_at"])
    def test_not_when_it_is_over(self, client, interview, later, question, over):
        setattr(later, over, timezone.now())
        later.save()
        assert not self.says(client, interview)

    def test_not_when_its_hour_has_passed(self, client, interview, later, question):
        later.starts_at = timezone.now() - timedelta(minutes=1)
        later.save()
        assert not self.says(client, interview)

    def test_not_at_another_company(self, client, interview, later, question):
        later.delete()
        factories.InterviewFactory(kind="offer call", starts_at=timezone.now() + SOON, question_minutes=30)
        assert not self.says(client, interview)


# Both ways, and how much it costs


@pytest.mark.parametrize("name", ["propose", "pin", "swap", "put_back"])
def test_htmx_gets_what_the_page_includes(client, interview, topic, name):
    listed, other = (lists(interview, text, topic, minutes=6) for text in ("One?", "Other?"))
    puts_on(interview, listed)
    args = [listed.pk] if name in ("pin", "swap") else []
    response = client.post(url(name, interview, *args), {"listed": [other.pk]}, headers=HTMX)
    before = f"?before={listed.pk}" if name == "propose" else ""
    assert fragment(response, "agenda") == fragment(page(client, interview, before), "agenda")
    (out_of_band,) = [one for one in find_all(dom(response), "div") if attribute(one, "hx-swap-oob")]
    assert text_of(out_of_band)


@pytest.mark.parametrize("name", ["remove", "swap", "put_back", "add"])
def test_the_focus_has_a_place_when_its_button_is_gone(client, interview, topic, name):
    one, two, three = (lists(interview, f"{n}?", topic) for n in (1, 2, 3))
    puts_on(interview, one, two)
    changed = {"remove": [one.pk], "swap": [one.pk], "add": [three.pk], "put_back": []}[name]
    place = {"remove": f"remove-{two.pk}", "swap": f"swap-{three.pk}", "add": "rest-heading"}
    response = client.post(url(name, interview, *changed), headers={**HTMX, "HX-Trigger": f"{name}-{one.pk}"})
    assert "autofocus" in dict(by_id(dom(response), place.get(name, "propose")).attributes)
    assert response.text.count("autofocus") == 1


def test_a_page_costs_the_same_for_three_questions_and_three_hundred(client, interview, topic):
    factories.InterviewPersonFactory(interview=interview)
    factories.InterviewFactory(company=interview.company, starts_at=timezone.now() + SOON)
    counts, proposals = [], []
    for number in (3, 297):
        for text in range(number):
            listed = lists(interview, f"{number} {text}?", weighing(4) if text < 20 else topic, minutes=1)
            if text % 3 == 0:
                factories.AnswerFactory(listed_question=listed)
        client.post(url("propose", interview))
        counts.append(len(get_statements(client, home_of(interview))))
        with statements() as found:
            client.post(url("propose", interview), headers=HTMX)
        proposals.append(len(found))
    assert counts[0] == counts[1] <= 8, counts
    assert proposals[0] == proposals[1] <= 12, proposals


def test_a_change_takes_the_interview_for_itself(client, interview, topic):
    """Two at once would else give two lines one place."""
    listed = lists(interview, "One?", topic)
    puts_on(interview, listed)
    args = {"pin": [listed.pk], "swap": [listed.pk], "remove": [listed.pk], "move": [listed.pk, "up"]}
    for name in ("propose", "put_back", "add_must_asks", "pin", "swap", "move", "remove"):
        with statements() as found:
            client.post(url(name, interview, *args.get(name, [])))
        first = next(sql for sql in found if '"interviews_interview"' in sql)
        assert 'FOR NO KEY UPDATE OF "interviews_interview"' in first, name


# Words of other people


@pytest.mark.parametrize("text", ["<b>Bold?</b>", "מה עוד?", "x" * 300, 'a" onfocus="b', "👩🏽‍💻?"])
def test_a_question_is_shown_as_it_was_typed(client, interview, topic, text):
    listed = lists(interview, text, topic)
    assert list(rest(client, interview)) == [text]
    puts_on(interview, listed)
    assert list(why(client, interview)) == [text]
