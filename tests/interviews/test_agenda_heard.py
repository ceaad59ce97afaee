"""Ask once, hear it from everyone: what others answered, on the agenda with somebody else."""

import pytest

from tests import factories
from tests.interviews.agenda_steps import does, lists, plans, puts_on, rest, weighing, why


@pytest.fixture
def interview(mara):
    return plans()


@pytest.fixture
def topic(mara):
    return weighing(5, "Autonomy")


class TestHeardElsewhere:
    @pytest.fixture
    def ilse(self, interview):
        ilse = factories.PersonFactory(company=interview.company, name="Ilse", audience="hiring manager")
        factories.InterviewPersonFactory(interview=interview, person=ilse)
        return ilse

    @pytest.fixture
    def question(self, interview, topic, ilse):
        return lists(interview, "On call?", topic)

    def answers(self, listed, audience="peer", **more):
        person = factories.PersonFactory(company=listed.company, audience=audience)
        return factories.AnswerFactory(listed_question=listed, **{"person": person, **more})

    def test_what_a_peer_answered_is_asked_of_the_manager(self, client, interview, question):
        self.answers(question)
        worth_asking = "3 min · Autonomy · not heard from a hiring manager yet"
        assert rest(client, interview) == {"On call?": worth_asking}
        assert does(client, "propose", interview)[1] == ["On call?"]
        assert why(client, interview) == {"On call?": worth_asking}

    def test_not_when_a_manager_has_answered_too(self, client, interview, question):
        self.answers(question)
        self.answers(question, "hiring manager")
        assert rest(client, interview) == {"On call?": "Autonomy · answered"}

    def test_not_when_one_answer_does_not_say_whose_it_is(self, client, interview, question):
        self.answers(question)
        self.answers(question, person=None)
        assert rest(client, interview) == {"On call?": "Autonomy · answered"}

    def test_not_when_the_manager_sat_beside(self, client, interview, question):
        puts_on(interview, question)
        self.answers(question, interview=interview)
        assert why(client, interview) == {"On call?": "3 min · Autonomy · answered"}

    def test_not_when_the_topic_weighs_too_little(self, client, interview, ilse):
        self.answers(lists(interview, "Slack?", weighing(3, "Tools")))
        assert rest(client, interview) == {"Slack?": "Tools · answered"}

    def test_a_must_ask_waits_for_what_nobody_has_answered(self, client, interview, topic, question):
        question.must_ask = True
        question.save()
        self.answers(question)
        for number in range(3):
            lists(interview, f"Must {number}?", topic, must_ask=True)
        assert does(client, "propose", interview)[1] == ["Must 0?", "Must 1?", "Must 2?"]
        assert rest(client, interview) == {"On call?": "Autonomy · no room: 3 min, 1 left"}


def test_what_weighs_nothing_is_offered_for_the_time_left(client, interview, topic):
    factories.InterviewPersonFactory(interview=interview, person__audience="peer")
    lists(interview, "Long?", topic, minutes=8)
    filler = lists(interview, "Lunch?", weighing(0, "Culture"), minutes=2, audiences=["peer"])
    assert does(client, "propose", interview)[1] == ["Long?", "Lunch?"]
    assert why(client, interview)["Lunch?"] == "2 min · Culture · there is time left"
    filler.minutes = 3
    filler.save()
    assert does(client, "propose", interview)[1] == ["Long?"]
    assert rest(client, interview) == {"Lunch?": "Culture weighs 0"}
