import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from questions import imports
from questions.access import acting_as
from questions.importing.decoding import decode
from questions.importing.lines import Refused
from questions.models import Import


class Command(BaseCommand):
    help = "Imports a list of questions for a candidate; FILE may be - for standard input."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("file")
        parser.add_argument("--for", dest="email", required=True, help="the candidate's address")
        parser.add_argument(
            "--preview", action="store_true", help="say what would be taken, and store nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="print one object with every line of the input"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        user = get_user_model().objects.filter(email__iexact=options["email"]).first()
        if user is None:
            raise CommandError(f"Nobody here has the address {options['email']}.")
        data, name = self.read(options["file"])
        with acting_as(user):
            try:
                draft = imports.draft_of(data, by=user, name=name)
            except Refused as refusal:
                if options["json"]:
                    self.stdout.write(json.dumps({"error": str(refusal)}, ensure_ascii=False))
                raise CommandError(str(refusal)) from None
            seen = imports.preview(draft, by=user)
            added = None if options["preview"] else self.add(draft, seen, user)
        encoding = decode(data).encoding
        report = report_as_json(seen, added, encoding) if options["json"] else report_as_text(seen, added)
        self.stdout.write(report)

    def add(self, draft: Import, seen: imports.Preview, user: Any) -> int:
        if not seen.questions:
            return 0
        draft.save()
        return imports.apply_import(import_=draft, by=user)

    def read(self, file: str) -> tuple[bytes, str]:
        if file == "-":
            return sys.stdin.buffer.read(), ""
        try:
            return Path(file).read_bytes(), Path(file).name
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def report_as_json(seen: imports.Preview, added: int | None, encoding: str) -> str:
    lines = [
        {
            "line": shown.line.line,
            "taken": shown.taken,
            "text": shown.line.text,
            "topic": shown.line.topic,
            "follow_up_of": shown.line.follow_up_of,
            "reason": "known" if shown.known else str(shown.line.reason),
        }
        for shown in seen.lines
    ]
    report = {
        "lines": lines,
        "language": seen.read.language,
        "licence": seen.read.licence,
        "source_url": seen.read.source_url,
        "encoding": encoding,
        "counts": {
            "taken": len(seen.taken),
            "near": seen.near_count,
            "known": seen.known_count,
            "added": added,
        },
    }
    return json.dumps(report, ensure_ascii=False)


def report_as_text(seen: imports.Preview, added: int | None) -> str:
    left = Counter(str(shown.line.reason) for shown in seen.lines if not shown.taken)
    reasons = ", ".join(f"{count} {reason}" for reason, count in left.most_common())
    taken = f"{len(seen.questions)} questions and {seen.follow_up_count} follow-ups taken"
    said = f"{taken}, {seen.near_count} of them near-duplicates. Left: {reasons}."
    return said if added is None else f"{said} {added} added."
