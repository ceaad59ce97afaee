"""Every change of a weight is kept, with when it was made and what had happened right before."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from interviews import access, actions
from interviews.models import Profile, Weight, WeightChange
from tests import factories
from tests.statements import statements

NOW = datetime(2026, 11, 14, 12, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def topic(mara):
    return factories.TopicFactory(name="Workload and hours", short="Workload")


@pytest.fixture
def weighed(mara, topic):
    """Set before, so that what comes now is a change."""
    Profile.objects.filter(owner=mara).update(weights_set_at=NOW - timedelta(days=40))


def weigh(mara, *weights):
    for topic, value in weights:
        actions.set_weights(values={topic.pk: value}, by=mara)


def logged():
    return list(WeightChange.objects.order_by("pk").values_list("topic", "before", "after"))


# What is kept


def test_setting_the_weights_for_the_first_time_is_no_change(mara, topic):
    weigh(mara, (topic, 5))
    assert Weight.objects.get().value == 5
    assert Profile.objects.get(owner=mara).weights_set_at == NOW
    assert logged() == []


def test_every_later_change_is_kept_with_its_time(mara, topic, clock):
    weigh(mara, (topic, 5))
    clock.shift(timedelta(hours=1))
    weigh(mara, (topic, 3))
    assert logged() == [(topic.pk, 5, 3)]
    assert WeightChange.objects.get().changed_at == NOW + timedelta(hours=1)
    assert Profile.objects.get(owner=mara).weights_set_at == NOW


def test_weights_from_before_the_log_count_as_set(mara, topic):
    factories.WeightFactory(topic=topic, value=4)
    weigh(mara, (topic, 5))
    assert logged() == [(topic.pk, 4, 5)]


def test_saying_that_all_weigh_the_same_is_setting_them(mara, topic, clock):
    actions.set_weights(values={}, by=mara)
    assert not Weight.objects.exists()
    assert Profile.objects.get(owner=mara).weights_set_at == NOW
    clock.shift(timedelta(hours=1))
    weigh(mara, (topic, 5))
    assert logged() == [(topic.pk, 3, 5)]


def test_only_what_really_changes_is_kept(mara, topic, weighed):
    same, gone_up = factories.TopicFactory(default_weight=2), factories.TopicFactory()
    actions.set_weights(values={topic.pk: 3, same.pk: 2, gone_up.pk: 4}, by=mara)
    assert logged() == [(gone_up.pk, 3, 4)]


def test_a_slider_moved_to_and_fro_is_one_change(mara, topic, weighed, clock):
    for value in (4, 5, 2, 1):
        weigh(mara, (topic, value))
        clock.shift(timedelta(seconds=119))
    assert logged() == [(topic.pk, 3, 1)]
    assert WeightChange.objects.get().changed_at == NOW + 3 * timedelta(seconds=119)


def test_after_two_minutes_it_is_another_change(mara, topic, weighed, clock):
    weigh(mara, (topic, 4))
    clock.shift(timedelta(minutes=2))
    weigh(mara, (topic, 5))
    assert logged() == [(topic.pk, 3, 4), (topic.pk, 4, 5)]


def test_a_slider_back_where_it_was_leaves_no_change(mara, topic, weighed):
    weigh(mara, (topic, 5), (topic, 3))
    assert logged() == []
    weigh(mara, (topic, 4))
    assert logged() == [(topic.pk, 3, 4)]


def test_changes_of_two_topics_do_not_become_one(mara, topic, weighed):
    other = factories.TopicFactory()
    weigh(mara, (topic, 5), (other, 1), (topic, 4))
    assert logged() == [(topic.pk, 3, 4), (other.pk, 3, 1)]


def test_a_refused_weight_leaves_no_change(mara, topic, weighed):
    with pytest.raises(Exception, match="weight_change_0_to_5"):
        weigh(mara, (topic, 6))


def test_who_has_no_profile_yet_gets_one(mara, topic):
    Profile.objects.all().delete()
    weigh(mara, (topic, 5))
    assert Profile.objects.get().weights_set_at == NOW


def test_a_hundred_topics_take_as_many_statements_as_three(mara, weighed, clock):
    def needed(size):
        topics = [factories.TopicFactory() for _ in range(size)]
        clock.shift(timedelta(hours=1))
        counts = []
        for value in (5, 4, 3):
            with statements() as found:
                actions.set_weights(values={topic.pk: value for topic in topics}, by=mara)
            counts.append(len(found))
        return counts

    assert needed(3) == needed(100)


# What is told


@pytest.fixture
def halden(mara):
    return factories.CompanyFactory(name="Halden Energy")


def change(topic, **fields):
    return factories.WeightChangeFactory(topic=topic, changed_at=NOW, **fields)


def told(mara):
    return [one.after_what for one in access.weight_changes_of(mara)]


def held(company, finished_at, **fields):
    return factories.InterviewFactory(
        company=company, starts_at=finished_at - timedelta(hours=1), finished_at=finished_at, **fields
    )


def offer(company, known_at, **fields):
    with time_machine.travel(known_at, tick=False):
        return factories.OfferFactory(company=company, **{"dated_on": known_at.date(), **fields})


def test_nothing_happened_before(mara, topic):
    change(topic)
    assert told(mara) == [""]


def test_an_offer_came_before(mara, topic, halden):
    offer(halden, NOW - timedelta(days=2))
    change(topic)
    assert told(mara) == ["after Halden’s offer"]


def test_an_interview_came_before(mara, topic, halden):
    held(halden, NOW - timedelta(days=2))
    change(topic)
    assert told(mara) == ["after the interview with Halden"]


@pytest.mark.parametrize(
    ("offered", "talked", "sentence"),
    [(2, 1, "after the interview with Northwind"), (1, 2, "after Halden’s offer")],
)
def test_the_latest_of_all_is_told(mara, topic, halden, offered, talked, sentence):
    held(factories.CompanyFactory(name="Quillworks"), NOW - timedelta(days=9))
    held(factories.CompanyFactory(name="Northwind"), NOW - timedelta(days=talked))
    offer(halden, NOW - timedelta(days=offered))
    change(topic)
    assert told(mara) == [sentence]


@pytest.mark.parametrize("days", [timedelta(days=30, seconds=1), timedelta(seconds=-1)])
def test_what_came_long_before_or_after_is_not_told(mara, topic, halden, days):
    held(halden, NOW - days)
    offer(halden, NOW - days)
    change(topic)
    assert told(mara) == [""]


def test_an_interview_that_is_not_finished_or_was_called_off_is_not_told(mara, topic, halden):
    factories.InterviewFactory(company=halden, starts_at=NOW - timedelta(days=1))
    held(halden, NOW - timedelta(days=1), cancelled_at=NOW)
    change(topic)
    assert told(mara) == [""]


def test_an_offer_written_down_later_counts_from_the_end_of_its_day(mara, topic, halden):
    offer(halden, NOW + timedelta(days=3), dated_on=date(2026, 11, 13))
    change(topic)
    assert told(mara) == ["after Halden’s offer"]


def test_an_offer_of_the_same_day_that_was_written_down_later_may_have_come_later(mara, topic, halden):
    offer(halden, NOW + timedelta(hours=3))
    change(topic)
    assert told(mara) == [""]


def test_the_latest_eight_stand_first_to_last_in_one_statement(mara, halden):
    for number in range(10):
        held(halden, NOW - timedelta(days=number))
        factories.WeightChangeFactory(
            topic=factories.TopicFactory(short=f"T{number}"), changed_at=NOW - timedelta(minutes=number)
        )
    with statements() as found:
        changes = access.weight_changes_of(mara)
        names = [one.topic.short for one in changes]
    assert names == [f"T{number}" for number in range(8)]
    assert len(found) == 1


def test_what_happened_to_a_stranger_is_not_told(mara, stranger, topic):
    hers = factories.CompanyFactory(owner=stranger, name="Secret")
    held(hers, NOW - timedelta(days=1))
    offer(hers, NOW - timedelta(days=1))
    factories.WeightChangeFactory(owner=stranger, topic=topic, changed_at=NOW)
    change(topic)
    assert told(mara) == [""]


# Whether they are set


@pytest.mark.parametrize("has_row", [False, True])
@pytest.mark.parametrize("is_said", [False, True])
def test_weights_are_set_once_there_is_one_or_the_candidate_has_said_so(mara, topic, is_said, has_row):
    Profile.objects.filter(owner=mara).update(weights_set_at=NOW if is_said else None)
    if has_row:
        factories.WeightFactory(topic=topic)
    with statements() as found:
        assert access.weights_are_set(access.topics_of(mara)) == (is_said or has_row)
    assert len(found) == 1


def test_a_strangers_weights_are_not_the_candidates(mara, stranger, topic):
    Profile.objects.filter(owner=stranger).update(weights_set_at=NOW)
    factories.WeightFactory(owner=stranger, topic=topic)
    assert not access.weights_are_set(access.topics_of(mara))
