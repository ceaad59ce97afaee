"""A line of the agenda: pinned, and swapped for another."""

import pytest

from interviews.models import AgendaDrop
from tests.interviews.agenda_steps import (
    does,
    lists,
    page,
    plans,
    puts_on,
    rest,
    weighing,
    why,
)
from tests.interviews.pages import attribute, by_id, dom, labelled


@pytest.fixture
def interview(mara):
    return plans()


@pytest.fixture
def topic(mara):
    return weighing(5, "Autonomy")


def test_a_line_is_pinned_and_let_go(client, interview, topic):
    listed = lists(interview, "Mine?", topic)
    puts_on(interview, listed)

    def pressed():
        button = by_id(dom(page(client, interview)), f"pin-{listed.pk}")
        return attribute(button, "aria-pressed"), "pinned" in labelled(
            page(client, interview), "agenda-heading"
        )

    assert pressed() == ("false", False)
    assert does(client, "pin", interview, listed.pk)[0] == "Pinned: it stays in every proposal."
    assert pressed() == ("true", True)
    assert does(client, "pin", interview, listed.pk)[0] == "No longer pinned."
    assert pressed() == ("false", False)


def test_what_is_added_by_hand_is_pinned(client, interview, topic):
    listed = lists(interview, "Ping pong?", weighing(0, "Culture"))
    does(client, "add", interview, listed.pk)
    assert does(client, "propose", interview)[1] == ["Ping pong?"]
    assert why(client, interview) == {"Ping pong?": "3 min · Culture weighs 0"}


def test_what_is_added_by_hand_though_it_is_there_is_pinned_too(client, interview, topic):
    listed, other = lists(interview, "There?", topic), lists(interview, "Other?", topic)
    puts_on(interview, listed, other)
    does(client, "add", interview, listed.pk)
    pinned = interview.agendaitem_set.filter(is_pinned=True)
    assert [item.listed_question for item in pinned] == [listed]


@pytest.mark.parametrize("name", ["pin", "swap"])
def test_a_line_that_has_gone_is_said_to_be_gone(client, interview, topic, name):
    listed, _other = lists(interview, "Gone?", topic), lists(interview, "Other?", topic)
    expected = ("That question is not on the agenda any more.", [])
    assert does(client, name, interview, listed.pk) == expected
    assert not AgendaDrop.objects.exists()


# Swapping


def test_a_swap_puts_the_best_other_question_into_the_same_place(client, interview, topic):
    one, two, three = (lists(interview, f"{n}?", weighing(3)) for n in (1, 2, 3))
    puts_on(interview, one, two, three)
    lists(interview, "Light?", weighing(1))
    lists(interview, "Heavy?", topic)
    swapped = ("Swapped for the next best question.", ["1?", "Heavy?", "3?"])
    assert does(client, "swap", interview, two.pk) == swapped
    assert rest(client, interview)["2?"].endswith("you took it off")

    # and what was swapped out does not come back by itself
    heavy = interview.agenda.get(text="Heavy?")
    assert does(client, "swap", interview, heavy.pk)[1] == ["1?", "Light?", "3?"]
    assert "2?" not in does(client, "propose", interview)[1]


def test_a_swap_says_when_nothing_else_fits(client, interview, topic):
    listed = lists(interview, "Only one?", topic)
    lists(interview, "Too long?", topic, minutes=30)
    puts_on(interview, listed)
    said = ("Nothing else on your list fits in its place.", ["Only one?"])
    assert does(client, "swap", interview, listed.pk) == said
    assert not AgendaDrop.objects.exists()


def test_an_agenda_over_its_minutes_can_still_be_swapped_and_gets_no_longer(client, interview, topic):
    listed = [lists(interview, f"{n}?", topic, minutes=6) for n in range(4)]
    puts_on(interview, *listed)
    lists(interview, "Longer?", topic, minutes=7)
    lists(interview, "As long?", topic, minutes=6)
    assert does(client, "swap", interview, listed[1].pk)[1] == ["0?", "As long?", "2?", "3?"]
