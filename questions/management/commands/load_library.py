from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from questions.actions import LibraryChanges, load_library
from questions.library_files import AUDIENCES, FIELDS, LEVELS, LibraryError, LibraryTopic, read_library

FOLDER = Path(__file__).resolve().parents[2] / "library" / "en"


class Command(BaseCommand):
    help = "Loads the built-in questions; run it after every update, a second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=FOLDER, help="where the library files are")
        parser.add_argument("--report", action="store_true", help="also count what is in the library")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            topics = read_library(options["folder"])
        except LibraryError as error:
            raise CommandError(str(error)) from error
        changes = load_library(topics)
        self.stdout.write(summary(topics, changes))
        if options["report"]:
            self.stdout.write("\n".join(report(topics)))


def summary(topics: Sequence[LibraryTopic], changes: LibraryChanges) -> str:
    size = f"Library: {sum(len(topic.questions) for topic in topics)} questions in {len(topics)} topics"
    if not changes:
        return f"{size}; nothing changed."
    line = f"{size}; {changes.added} added, {changes.updated} updated, {changes.archived} archived"
    if changes.topics_updated:
        line += f"; {changes.topics_updated} topics updated"
    return f"{line}."


def report(topics: Sequence[LibraryTopic]) -> list[str]:
    questions = [question for topic in topics for question in topic.questions]
    groups = {
        "Topics": [(topic.name, len(topic.questions)) for topic in topics],
        "Audiences": _counts([question.audiences for question in questions], AUDIENCES),
        "Fields": _counts([question.fields for question in questions], FIELDS),
        "Levels": _counts([question.levels for question in questions], LEVELS),
    }
    lines = []
    for title, counts in groups.items():
        lines += ["", title] + [f"{count:5}  {name}" for name, count in counts]
    return lines


def _counts(values: Sequence[Sequence[str]], names: Sequence[str]) -> list[tuple[str, int]]:
    """How many questions name each; those that name none count as "any"."""
    counter = Counter(name for named in values for name in named or ["any"])
    return [(name, counter[name]) for name in (*names, "any") if counter[name] or name != "any"]
