"""Every pause in typing leaves a revision of the answer; after a day, the last of each run will do."""

from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

OLD = timedelta(days=1)
RUN = 30  # seconds
BATCH = 1000

# A run ends where another tab or one of our own pages came in between: what was replaced there is in no
# later version of the run.
THINNABLE = """
WITH batch AS (
    SELECT id FROM interviews_answer WHERE id > %(after)s ORDER BY id LIMIT %(batch)s
), followed AS (
    SELECT id, tab, saved_at, lead(tab) OVER history AS next_tab, lead(saved_at) OVER history AS next_at
    FROM interviews_answerrevision
    WHERE answer_id IN (SELECT id FROM batch) AND NOT kept_beside AND settled_at IS NULL
    WINDOW history AS (PARTITION BY answer_id ORDER BY revision, id)
), thinnable AS (
    SELECT id FROM followed
    WHERE tab <> '' AND tab = next_tab AND next_at - saved_at < %(run)s * interval '1 second'
        AND saved_at < %(old)s
)"""
COUNTED = f"{THINNABLE} SELECT (SELECT max(id) FROM batch), count(*) FROM thinnable"  # noqa: S608 (ours)
THINNED = f"""{THINNABLE}, thinned AS (
    DELETE FROM interviews_answerrevision WHERE id IN (SELECT id FROM thinnable) RETURNING id
) SELECT (SELECT max(id) FROM batch), count(*) FROM thinned"""  # noqa: S608 (ours)


class Command(BaseCommand):
    help = (
        "Thins the history of answers: of the revisions that one tab saved less than 30 seconds apart, only"
        " the last stays once they are a day old; so do the newest of an answer and those kept beside it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what it would do, and do nothing")
        parser.add_argument("--batch", type=int, default=BATCH, metavar="N", help="so many answers at once")

    def handle(self, *args: Any, **options: Any) -> None:
        is_dry, batch = options["dry_run"], max(options["batch"], 1)
        count = sum(thinned(timezone.now(), batch, COUNTED if is_dry else THINNED))
        if not count:
            self.stdout.write("Nothing to thin.")
            return
        revisions = "1 revision" if count == 1 else f"{count:,} revisions"
        self.stdout.write(
            f"{revisions} would go; nothing changed." if is_dry else f"{revisions} thinned out."
        )


def thinned(now: datetime, batch: int, statement: str) -> Iterator[int]:
    """How many revisions of each batch of answers; each batch is a statement and a transaction of its own."""
    after: int | None = 0
    while after is not None:
        with connection.cursor() as cursor:
            cursor.execute(statement, {"after": after, "batch": batch, "run": RUN, "old": now - OLD})
            after, count = cursor.fetchone()
        yield count
