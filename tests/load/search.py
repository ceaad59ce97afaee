"""`python -m tests.load.search`: whether a candidate's search costs more the more others there are.

It asks as a request does: as the request role, with row-level security on. What counts is the ratio of the
medians with and without the others, and that the plan starts from the rows of one owner.
"""

import argparse
import os
import sys
import time
from io import StringIO
from statistics import median

from config.embedded import leave_when_told
from tests.load import servers, table

NAME = "turnabout_search_bench"
SEARCHES = {
    "everything": "",
    "a word": "decision",
    "its beginning": "decisio",
    "a sentence": "what decisions can I make on my own",
    "a misspelling": "decisons",
    "nothing": "xylophone",
}
EXPLAINED = ("everything", "a word", "a misspelling")
OF_EACH_OTHER = 200
A_BATCH = 500  # candidates

# Texts of the library with a number in each, so that every row is another one; triggers and keys have been
# tested elsewhere, and would cost more than the rows.
FILL = """
INSERT INTO questions_question (owner_id, topic_id, key, text, why, listen_for, beware_of, follow_ups,
    audiences, timing, levels, fields, work_modes, minutes, look_up_first, language)
SELECT candidate.id, built_in.topic_id, 'own-' || place.number,
    built_in.text || ' ' || md5(candidate.id || '-' || place.number), built_in.why, '', '',
    built_in.follow_ups[:1], built_in.audiences, built_in.timing, built_in.levels, built_in.fields,
    built_in.work_modes, built_in.minutes, false, 'en'
FROM unnest(%(owners)s) AS candidate(id)
CROSS JOIN generate_series(0, %(each)s - 1) AS place(number)
JOIN (
    SELECT *, row_number() OVER (ORDER BY id) - 1 AS turn, count(*) OVER () AS size
    FROM questions_question WHERE owner_id IS NULL
) built_in ON built_in.turn = (candidate.id + place.number) %% built_in.size
"""


def options():
    parser = argparse.ArgumentParser(prog="python -m tests.load.search", description=__doc__)
    parser.add_argument("--own", type=int, default=2_000, help="the candidate's own questions (2000)")
    parser.add_argument("--others", type=int, default=200_000, help="questions of all others (200000)")
    parser.add_argument("--rounds", type=int, default=40, help="how often each search is made (40)")
    return parser.parse_args()


def make_candidate(own):
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("load_library", stdout=StringIO())
    [candidate] = make_users(0, 1)
    fill([candidate.pk], own)
    return candidate


def make_users(start, count):
    from django.contrib.auth import get_user_model

    names = [f"candidate-{number}" for number in range(start, start + count)]
    user = get_user_model()
    return user.objects.bulk_create(
        user(username=name, email=f"{name}@example.org", password="!") for name in names
    )


def fill(owners, each):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE questions_question DISABLE TRIGGER USER")
        cursor.execute(FILL, {"owners": owners, "each": each})
        cursor.execute("ALTER TABLE questions_question ENABLE TRIGGER USER")


def make_others(questions):
    started = time.perf_counter()
    candidates = -(-questions // OF_EACH_OTHER)
    for start in range(0, candidates, A_BATCH):
        count = min(A_BATCH, candidates - start)
        fill([user.pk for user in make_users(start + 1, count)], OF_EACH_OTHER)
        done, seconds = (start + count) * OF_EACH_OTHER, time.perf_counter() - started
        print(f"{done:,} questions of others after {seconds:.0f} s", file=sys.stderr, flush=True)


def times_of(candidate, rounds):
    """name → (how many it finds, seconds of the search, seconds of all that its page asks), as medians."""
    from django.http import QueryDict

    from questions import search
    from questions.access import acting_as
    from questions.library_page import LibraryPage

    def page(words):
        return LibraryPage(user=candidate, asked=QueryDict(f"q={words}")).page

    measured = {}
    with acting_as(candidate):
        for name, words in SEARCHES.items():
            found = len(search.find(candidate, words))
            searched = [seconds_of(search.find, candidate, words) for _ in range(rounds)]
            shown = [seconds_of(page, words) for _ in range(rounds)]
            measured[name] = (found, median(searched), median(shown))
    return measured


def seconds_of(call, *arguments):
    started = time.perf_counter()
    call(*arguments)
    return time.perf_counter() - started


def plan_of(candidate, words):
    from django.db import connection

    from questions import search
    from questions.access import acting_as

    statement, parameters = search.statement_of(candidate, words, ["en"])
    with acting_as(candidate), connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", parameters)
        return [line for (line,) in cursor.fetchall()]


def report(alone, among):
    heads = ("", "found", "alone ms", "among ms", "ratio", "page alone ms", "page among ms", "ratio")
    lines = [heads]
    for name, (found, searched, shown) in alone.items():
        if among[name][0] != found:
            sys.exit(f"Among others the search for {name} finds {among[name][0]}, alone {found}.")
        cells = [str(found)]
        for before, after in ((searched, among[name][1]), (shown, among[name][2])):
            cells += [f"{before * 1000:.1f}", f"{after * 1000:.1f}", f"{after / before:.2f}"]
        lines.append((name, *cells))
    return table.aligned(lines)


def main():
    chosen = options()
    leave_when_told()
    with servers.databases(NAME) as (url,):
        os.environ.update(servers.environment(url))
        import django

        django.setup()
        from django.db import connections

        candidate = make_candidate(chosen.own)
        servers.settle(url)
        alone = times_of(candidate, chosen.rounds)
        make_others(chosen.others)
        servers.settle(url)
        among = times_of(candidate, chosen.rounds)
        print(f"{chosen.own:,} own questions, {chosen.others:,} of others, {chosen.rounds} rounds.\n")
        print(report(alone, among))
        for name in EXPLAINED:
            print(f"\nThe plan for {name}, {SEARCHES[name]}:", *plan_of(candidate, SEARCHES[name]), sep="\n")
        connections.close_all()


if __name__ == "__main__":
    main()
