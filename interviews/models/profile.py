import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questions.models import OwnedQuerySet, Question, Topic


def new_feed_token() -> str:
    return secrets.token_urlsafe(32)


def new_device_key() -> str:
    return secrets.token_urlsafe(24)


class Profile(models.Model):
    class PaperSize(models.TextChoices):
        A4 = "A4", _("A4")
        LETTER = "Letter", _("Letter")

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="profile")
    role = models.CharField(_("role you are looking for"), max_length=120, blank=True)
    level = models.CharField(_("level"), max_length=20, choices=Question.Level, blank=True)
    field = models.CharField(_("field of work"), max_length=40, choices=Question.Field, blank=True)
    work_mode = models.CharField(_("working mode"), max_length=20, choices=Question.WorkMode, blank=True)
    # Empty until the candidate, or their browser, has said it.
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    paper_size = models.CharField(_("paper size"), max_length=10, choices=PaperSize, default=PaperSize.A4)
    feed_token = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 (one per candidate, or none)
    feed_is_neutral = models.BooleanField(_("say only “Appointment” in the calendar"), default=False)
    weights_set_at = models.DateTimeField(null=True, editable=False)
    device_key = models.CharField(max_length=64, default=new_device_key, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(feed_token=""),
                name="profile_feed_token_is_none_or_secret",
                violation_error_message=_("A calendar has a secret address, or none."),
            ),
        ]

    def __str__(self) -> str:
        return f"profile of {self.owner_id}"

    def open_feed(self) -> None:
        """A new secret address; the one before stops at once."""
        self.feed_token = new_feed_token()
        self.save(update_fields=["feed_token"])

    def close_feed(self) -> None:
        self.feed_token = None
        self.save(update_fields=["feed_token"])

    def know_time_zone(self, name: str) -> None:
        """Unless it is known: what somebody chose is not changed behind their back."""
        if not self.time_zone:
            self.time_zone = name
            self.save(update_fields=["time_zone"] if self.pk else None)


class Weight(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    topic = models.ForeignKey(Topic, models.CASCADE)
    value = models.PositiveSmallIntegerField()
    hidden = models.BooleanField(default=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "topic"], name="weight_one_per_topic"),
            models.CheckConstraint(
                condition=Q(value__range=(0, 5)),
                name="weight_value_0_to_5",
                violation_error_message=_("A weight is a whole number from 0 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.value}"


class WeightChange(models.Model):
    """What a topic weighed before, and since when it weighs what; shown beside the comparison."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    topic = models.ForeignKey(Topic, models.CASCADE)
    before = models.PositiveSmallIntegerField()
    after = models.PositiveSmallIntegerField()
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before__range=(0, 5), after__range=(0, 5)),
                name="weight_change_0_to_5",
                violation_error_message=_("A weight is a whole number from 0 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}: {self.before} to {self.after}"
