"""Start, stop, look at, save and restore the embedded PostgreSQL."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.postgres import PostgresError, Server

INSTEAD = {
    "dump": 'Use `pg_dump --format=custom --file=FILE "$DATABASE_URL"`.',
    "restore": 'Use `pg_restore --clean --if-exists --no-owner -1 --dbname="$DATABASE_URL" FILE`.',
}


class Command(BaseCommand):
    help = (
        "Starts, stops, dumps or restores the embedded PostgreSQL, which is used unless DATABASE_URL is set."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        actions.add_parser("start", help="Start it, to stay until `database stop`.")
        actions.add_parser("stop", help="Stop it, whoever uses it.")
        actions.add_parser("status", help="Say whether it is up, and where.")
        dump = actions.add_parser("dump", help="Write everything to FILE.")
        restore = actions.add_parser("restore", help="Put a dumped FILE in the place of everything there is.")
        for action in (dump, restore):
            action.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        action = options["action"]
        if not settings.EMBEDDED_DATABASE:
            instead = INSTEAD.get(action, "Whoever runs your PostgreSQL starts and stops it.")
            raise CommandError(f"DATABASE_URL is set, so the database is not the embedded one. {instead}")
        server = Server(settings.DATA_DIR)
        try:
            self.stdout.write(move_data(server, **options) if "file" in options else control(server, action))
        except PostgresError as error:
            raise CommandError(str(error)) from error


def control(server: Server, action: str) -> str:
    if action == "start":
        server.start()
        return f"The database in {server.data} is up, and stays until `manage.py database stop`."
    if action == "stop":
        return f"The database in {server.data} {'was stopped' if server.stop() else 'was not running'}."
    return f"The database in {server.data} is {server.state()}. Its address: {server.url()}"


def move_data(server: Server, action: str, file: Path, **options: Any) -> str:
    if action == "dump":
        server.dump(file)
        return f"Everything is in {file} ({file.stat().st_size:,} bytes)."
    server.restore(file)
    return f"Everything is as it was in {file}. If that is of an older version, run `manage.py migrate`."
