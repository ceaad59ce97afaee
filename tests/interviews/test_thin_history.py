"""What of an old history may go: all but the last of each run of one tab, and nothing else."""

from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import pairwise

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from interviews.management.commands.thin_history import COUNTED, THINNED, thinned
from interviews.models import AnswerRevision
from tests import factories
from tests.statements import statements
from tests.world import make_revision

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
OLD = NOW - timedelta(days=3)
rule = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def answer(mara):
    return factories.AnswerFactory()


def write_history(answer, *steps, start=OLD, tab="one"):
    """A revision a step; a step is the seconds since the one before, or those and other fields."""
    at, made = start, []
    first = AnswerRevision.objects.filter(answer=answer).count() + 1
    for number, step in enumerate(steps, start=first):
        seconds, fields = step if isinstance(step, tuple) else (step, {})
        at += timedelta(seconds=seconds)
        made.append(
            make_revision(
                answer,
                **{"revision": number, "saved_at": at, "said": f"text {number}", "tab": tab, **fields},
            )
        )
    return made


def left(answer):
    return list(
        AnswerRevision.objects.filter(answer=answer).order_by("pk").values_list("revision", flat=True)
    )


def thin(now=NOW, batch=1000):
    return sum(thinned(now, batch, THINNED))


def command(*args):
    out = StringIO()
    call_command("thin_history", *args, stdout=out)
    return out.getvalue().strip()


# Runs


def test_of_a_run_the_last_stays(answer):
    write_history(answer, 0, 5, 5, 5, 100, 5, 5, 100)
    assert thin() == 5
    assert left(answer) == [4, 7, 8]


@pytest.mark.parametrize(("seconds", "stay"), [(29.999, [2, 3]), (30, [1, 2, 3]), (30.001, [1, 2, 3])])
def test_thirty_seconds_apart_is_no_run(answer, seconds, stay):
    write_history(answer, 0, seconds, 1000)
    thin()
    assert left(answer) == stay


@pytest.mark.parametrize(("age", "stay"), [(86_400.001, [2]), (86_400, [1, 2]), (86_399.999, [1, 2])])
def test_what_is_not_older_than_a_day_stays(answer, age, stay):
    write_history(answer, 0, 5, start=NOW - timedelta(seconds=age))
    thin()
    assert left(answer) == stay


def test_the_newest_revision_stays_however_long_ago(answer):
    write_history(answer, 0, start=NOW - timedelta(days=900))
    assert thin() == 0
    assert left(answer) == [1]


def test_two_tabs_in_turn_are_no_run(answer):
    """What the second tab replaced is nowhere else."""
    write_history(answer, 0, (5, {"tab": "two"}), 5, (5, {"tab": "two"}))
    assert thin() == 0


def test_what_our_own_pages_wrote_stays(answer):
    """A version brought back, or one settled, was no tab's typing."""
    write_history(answer, 0, (5, {"tab": ""}), (5, {"tab": ""}), 5, 5)
    thin()
    assert left(answer) == [1, 2, 3, 5]


def test_versions_kept_beside_stay_settled_or_not_and_end_no_run(answer):
    beside = {"kept_beside": True}
    write_history(
        answer, 0, (1, beside), 1, (1, {**beside, "settled_at": NOW}), 1, (1, {"settled_at": NOW}), 1
    )
    thin()
    assert left(answer) == [2, 4, 6, 7]


def test_runs_of_different_answers_do_not_mix(mara):
    first, second = factories.AnswerFactory(), factories.AnswerFactory()
    write_history(first, 0)
    write_history(second, 5)
    assert thin() == 0


def test_everybodys_history_is_thinned(answer, stranger):
    theirs = factories.AnswerFactory(
        listed_question=factories.ListedQuestionFactory(company=factories.CompanyFactory(owner=stranger))
    )
    for one in (answer, theirs):
        write_history(one, 0, 5)
    assert thin() == 2
    assert left(answer) == left(theirs) == [2]


def test_a_deleted_answer_is_thinned_like_any_other(answer):
    answer.deleted_at = NOW
    answer.save()
    write_history(answer, 0, 5)
    assert thin() == 1


# Any history

steps = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.fixed_dictionaries({"tab": st.sampled_from(["one", "two", ""]), "kept_beside": st.booleans()}),
    ),
    max_size=12,
)


@rule
@given(steps, st.integers(0, 2 * 86_400))
def test_of_any_history_the_same_goes_as_by_hand_and_only_once(mara, steps, age):
    answer = factories.AnswerFactory()
    made = write_history(answer, *steps, start=NOW - timedelta(seconds=age))
    expected = stay_by_hand(made)
    counted = sum(thinned(NOW, 1000, COUNTED))
    assert thin() == counted == len(made) - len(expected)
    assert left(answer) == expected
    assert thin() == 0
    answer.delete()


def stay_by_hand(made):
    line = [one for one in made if not one.kept_beside]
    gone = {
        one.pk
        for one, following in pairwise(line)
        if one.tab
        and one.tab == following.tab
        and following.saved_at - one.saved_at < timedelta(seconds=30)
        and NOW - one.saved_at > timedelta(days=1)
    }
    return [one.revision for one in made if one.pk not in gone]


# The command


def test_it_says_what_it_did_and_then_that_there_is_nothing(answer):
    write_history(answer, 0, 5, 5)
    assert command() == "2 revisions thinned out."
    assert command() == "Nothing to thin."
    assert left(answer) == [3]


def test_a_dry_run_changes_nothing(answer):
    write_history(answer, 0, 5)
    assert command("--dry-run") == "1 revision would go; nothing changed."
    assert left(answer) == [1, 2]


def test_without_any_answer_there_is_nothing(db):
    assert command() == "Nothing to thin."


@pytest.mark.parametrize("batch", ["0", "1", "2", "5"])
def test_batches_come_to_the_same(mara, batch):
    answers = [factories.AnswerFactory() for _ in range(5)]
    for answer in answers:
        write_history(answer, 0, 5, 5)
    assert command("--batch", batch) == "10 revisions thinned out."
    assert [left(answer) for answer in answers] == [[3]] * 5


def test_a_batch_is_one_statement(mara):
    for _ in range(4):
        write_history(factories.AnswerFactory(), 0, 5)
    with statements() as asked:
        thin(batch=2)
    assert len(asked) == 3  # two batches, and one that finds no more answers


def test_what_stays_is_still_shown_and_the_answer_untouched(client, answer):
    answer.said = "text 3"
    answer.revision = 3
    answer.save()
    write_history(answer, 0, 5, 5, start=timezone.now() - timedelta(days=2))
    command()
    answer.refresh_from_db()
    assert (answer.said, answer.revision) == ("text 3", 3)
    page = client.get(reverse("interviews:answer_detail", args=[answer.pk])).text
    assert "text 3" in page
    assert "text 1" not in page
