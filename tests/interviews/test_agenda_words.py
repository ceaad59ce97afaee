"""Why a question is on an agenda or not, in words."""

import pytest

from interviews.agenda import (
    Candidate,
    Coverage,
    Obstacle,
    ReasonKind,
    Slot,
    fits_later,
    obstacle_to,
    propose,
    reasons_for,
)
from interviews.agenda_words import could_fit, what_is_against, why_chosen, why_left
from interviews.models import Interview
from questions.models import Question

TOPICS = {1: "Autonomy", 2: "Growth", 3: "Hiring", 4: "Pay"}
FIGURES = {
    "weights": {1: 5, 2: 3, 3: 0},
    "coverage": {1: Coverage(3, 0), 2: Coverage(6, 2), 3: Coverage(4, 2)},
}
TEAM = Slot(10, kind="team")


def ask(topic=1, **more):
    return Candidate(**{"pk": 1, "minutes": 3, "position": 1, "topic": topic, **more})


def heard(**more):
    return ask(asked=True, heard_from=["peer"], **more)


@pytest.mark.parametrize(
    ("one", "slot", "sentence"),
    [
        (ask(must_ask=True), TEAM, "nothing known about Autonomy (weight 5)"),
        (ask(2), TEAM, "2 of 6 known about Growth (weight 3)"),
        (ask(4, dealbreaker=True), TEAM, "could settle a dealbreaker"),
        (ask(3, timing="with an offer"), Slot(10, kind="offer call"), "waits for the offer"),
        (ask(3, timing="final round"), Slot(10, kind="final"), "waits for the final round"),
        (ask(3, timing="first call"), Slot(10, kind="recruiter call"), "best asked in the first call"),
        (ask(None, look_up_first=True), TEAM, "not under a topic yet · look it up first"),
        (ask(4, follow_up="come back", asked=True), TEAM, "you wanted to come back to it"),
        (ask(None, follow_up="vague"), TEAM, "the answer was vague · not under a topic yet"),
        (ask(None, follow_up="refer"), TEAM, "you were told to ask someone else · not under a topic yet"),
        (ask(None, follow_up="declined"), TEAM, "they would not answer · not under a topic yet"),
        (ask(None, follow_up="claim"), TEAM, "so far only read, not heard · not under a topic yet"),
        (heard(must_ask=True), Slot(10, ["hiring manager"]), "not heard from a hiring manager yet"),
        (heard(), Slot(10, ["HR", "peer", "executive"]), "not heard from an executive or HR yet"),
        (heard(dealbreaker=True), Slot(10, ["HR"]), "could settle a dealbreaker · not heard from HR yet"),
        (ask(3, audiences=["HR"]), Slot(10, ["HR"]), "there is time left"),
        (
            ask(3, audiences=["HR"], follow_up="vague"),
            Slot(10, ["HR"]),
            "the answer was vague · there is time left",
        ),
        (
            ask(follow_up="contradiction", asked=True),
            TEAM,
            "answers contradict each other · nothing known about Autonomy (weight 5)",
        ),
    ],
)
def test_why_it_was_chosen(one, slot, sentence):
    [choice] = propose([one], slot, **FIGURES).chosen
    said = reasons_for(one, slot, **FIGURES)
    assert why_chosen(choice.reasons, TOPICS) == sentence
    assert choice.reasons[: len(said)] == said
    assert what_is_against(choice, TOPICS) == ""


def test_half_known_is_no_longer_little():
    [choice] = propose([ask()], TEAM, weights={1: 4}, coverage={1: Coverage(4, 2)}).chosen
    assert why_chosen(choice.reasons, TOPICS) == "more about Autonomy (weight 4)"


AGAINST = [
    (ask(asked=True), TEAM, "answered"),
    (ask(asked=True, must_ask=True), TEAM, "answered"),
    (ask(3), TEAM, "Hiring weighs 0"),
    (ask(3, follow_up="vague"), TEAM, "Hiring weighs 0"),
    (ask(3, timing="first call"), TEAM, "Hiring weighs 0"),
    (ask(3, timing="final round"), Slot(10, kind="offer call"), "Hiring weighs 0"),
    (ask(4), TEAM, "you hid Pay"),
    (ask(4, timing="with an offer"), Slot(10, kind="offer call"), "you hid Pay"),
    (ask(audiences=["report", "peer"]), Slot(10, ["HR"]), "a peer or a report can answer this"),
    (ask(audiences=["HR"], must_ask=True), Slot(10, ["peer", "executive"]), "HR can answer this"),
    (ask(audiences=["investor"]), Slot(10, ["peer"]), "someone else can answer this"),
    (ask(timing="final round"), TEAM, "for the final round"),
    (ask(timing="with an offer", must_ask=True), TEAM, "for when you have an offer"),
    (ask(3, timing="with an offer"), TEAM, "for when you have an offer"),
]


@pytest.mark.parametrize(("one", "slot", "sentence"), AGAINST)
def test_why_it_stays_unasked(one, slot, sentence):
    [left] = propose([one], slot, **FIGURES).left
    assert why_left(left, TOPICS, free=10) == sentence


@pytest.mark.parametrize(("one", "slot", "sentence"), AGAINST)
def test_put_on_by_hand_it_says_what_is_against_it(one, slot, sentence):
    [choice] = propose([one], slot, **FIGURES, pinned=[one.pk]).chosen
    assert what_is_against(choice, TOPICS) == sentence
    assert choice.reasons[0].kind is ReasonKind.PINNED


def test_no_room_says_how_much_there_is():
    agenda = propose([ask(pk=1), ask(2, pk=2, minutes=4)], Slot(4), **FIGURES)
    [left] = agenda.left
    assert why_left(left, TOPICS, agenda.free) == "no room: 4 min, 1 left"


def test_no_room_is_not_said_of_minutes_that_are_there():
    [left] = propose([ask(pk=1), ask(2, pk=2, minutes=4)], Slot(4), **FIGURES).left
    assert why_left(left, TOPICS, free=4) == "no room after these: 4 min"
    assert why_left(left, TOPICS, free=0) == "no room: 4 min, 0 left"


def test_taken_off_by_hand_is_said_whatever_else_holds():
    [left] = propose([ask(asked=True)], TEAM, **FIGURES, dropped=[1]).left
    assert why_left(left, TOPICS, free=10) == "you took it off"


def test_every_audience_has_its_words():
    everyone = ask(audiences=set(Question.Audience.values) - {"peer"})
    [left] = propose([everyone], Slot(10, ["peer"]), **FIGURES).left
    assert why_left(left, TOPICS, free=10) == (
        "a recruiter, a hiring manager, a report, an executive, HR or a customer or partner can answer this"
    )


def test_the_soonest_that_suits_takes_what_is_left():
    listed = [
        ask(pk=1, minutes=4, must_ask=True, timing="final round"),
        ask(pk=2),
        ask(pk=3, audiences=["peer"]),
        ask(pk=4, position=2),
    ]
    left = propose(listed, Slot(0, ["recruiter"], "recruiter call"), **FIGURES).left
    manager, team = Slot(3, ["hiring manager"], "hiring manager"), Slot(7, ["peer"], "team")
    to_come = {7: manager, 8: team, 9: Slot(5, [], "final")}
    assert fits_later(left, to_come, FIGURES["weights"]) == {1: 9, 2: 7, 3: 8, 4: 8}
    assert fits_later(left, {8: team}, FIGURES["weights"]) == {2: 8, 3: 8}
    assert fits_later(left, {}, FIGURES["weights"]) == {}


def test_where_it_could_fit_is_said():
    assert could_fit("technical, 4 August, 10:00") == "still fits: technical, 4 August, 10:00"


@pytest.mark.parametrize("topic", [1, 3], ids=["of one topic", "of topics that weigh little"])
def test_what_waited_for_this_interview_goes_first(topic):
    listed = [ask(pk=1), ask(topic, pk=2, position=2, timing="with an offer")]
    figures = {"weights": {1: 1, 3: 0}, "coverage": {1: Coverage(5, 2)}}
    chosen = propose(listed, Slot(10, kind="offer call"), **figures).chosen
    assert [choice.pk for choice in chosen] == [2, 1]


EARLY = {"final round", "with an offer"}


@pytest.mark.parametrize(
    ("kind", "early"),
    [
        *((kind, EARLY) for kind in Interview.Kind.values if kind not in ("final", "offer call")),
        ("final", {"with an offer"}),
        ("offer call", set()),
        ("", set()),
    ],
)
def test_what_is_too_early_for_each_kind_of_interview(kind, early):
    slot = Slot(10, kind=kind)
    waiting = [
        timing
        for timing in ["", *Question.Timing.values]
        if obstacle_to(ask(timing=timing), slot, FIGURES["weights"]) is Obstacle.LATER
    ]
    assert {*waiting} == early
