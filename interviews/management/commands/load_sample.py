from argparse import ArgumentParser
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from interviews.sample import SampleError, load_sample, remove_sample
from questions.access import acting_as


class Command(BaseCommand):
    help = "Gives a candidate the sample companies, or takes them away again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--for", dest="email", required=True, metavar="EMAIL", help="whose data")
        parser.add_argument("--remove", action="store_true", help="take the sample away")

    def handle(self, *args: Any, **options: Any) -> None:
        email = options["email"]
        user = get_user_model().objects.filter(email__iexact=email).order_by("pk").first()
        if user is None:
            raise CommandError(f"Nobody has signed up as {email}.")
        try:
            with acting_as(user):
                said = removed(user) if options["remove"] else added(user)
        except SampleError as error:
            raise CommandError(f"{error} Run `manage.py load_library`.") from error
        self.stdout.write(said)


def added(user: Any) -> str:
    count = load_sample(by=user, now=timezone.now())
    return f"{count} sample companies added." if count else "The sample is there already; nothing changed."


def removed(user: Any) -> str:
    count = remove_sample(by=user)
    return f"{count} sample companies removed." if count else "There is no sample; nothing changed."
