import os
import secrets
from pathlib import Path
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from interviews.actions import ensure_profile
from interviews.models import Company, Profile
from interviews.sample import SampleError, load_sample, move_sample_forward
from interviews.sample.times import TIME_ZONE
from questions.access import acting_as

EMAIL = "mara@example.org"
PROFILE = {
    "role": "Senior backend engineer",
    "level": "senior",
    "field": "engineering",
    "work_mode": "hybrid",
    "time_zone": TIME_ZONE,
}


class Command(BaseCommand):
    help = "Makes the demo candidate with the sample data and says how to sign in; run it at every start."

    def handle(self, *args: Any, **options: Any) -> None:
        password = kept_password(settings.DATA_DIR / "demo_password")
        try:
            with transaction.atomic():
                fill(demo_candidate(password))
        except SampleError as error:
            raise CommandError(f"{error} Run `manage.py load_library`.") from error
        self.stdout.write(f"Sign in as {EMAIL} with the password {password}")


def kept_password(path: Path) -> str:
    """Made once; only the account that runs the server can read it."""
    password = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if not password:
        password = secrets.token_urlsafe(12)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # the mode below counts only for a new file
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"{password}\n")
    return password


def demo_candidate(password: str) -> Any:
    users = get_user_model().objects
    user = users.filter(email__iexact=EMAIL).order_by("pk").first()
    if user is None:
        user = users.create_user(get_adapter().generate_unique_username(["mara"]), EMAIL, password)
    elif not user.check_password(password):
        user.set_password(password)
        user.save(update_fields=["password"])
    address = {"user": user, "email": EMAIL}
    if not EmailAddress.objects.filter(**address).update(verified=True):
        first = not EmailAddress.objects.filter(user=user, primary=True).exists()
        EmailAddress.objects.create(**address, primary=first, verified=True)
    return user


def fill(user: Any) -> None:
    """The sample where there is no company yet; later only its interviews to come are kept to come."""
    profile = ensure_profile(by=user)
    with acting_as(user):
        complete(profile)
        if not Company.objects.of(user).exists():
            load_sample(by=user, now=timezone.now())
        move_sample_forward(by=user, now=timezone.now())


def complete(profile: Profile) -> None:
    unset = [name for name in PROFILE if getattr(profile, name) in {"", "UTC"}]
    for name in unset:
        setattr(profile, name, PROFILE[name])
    if unset:
        profile.save(update_fields=unset)
