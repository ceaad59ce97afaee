from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.answer import Recorded
from interviews.models.company import Company
from questions.models import OwnedQuerySet


class SignalQuerySet(OwnedQuerySet):
    def in_company(self, company) -> Self:
        return self.filter(company=company)

    def latest_first(self) -> Self:
        return self.order_by("-noted_on", "-pk")


class Signal(models.Model):
    """How they run their process: a dated note that stays outside every sum."""

    class Kind(models.TextChoices):
        RESCHEDULED = "rescheduled", _("rescheduled")
        SILENT = "silent", _("silent for days")
        UNPREPARED = "unprepared", _("unprepared")
        LATE = "late", _("late")
        RUSHED = "rushed", _("pressed for time or an answer")
        KEPT_WORD = "kept word", _("did what they said")
        OTHER = "other", _("something else")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    noted_on = models.DateField(_("when"), default=timezone.localdate)
    kind = models.CharField(_("what happened"), max_length=20, choices=Kind, default=Kind.OTHER)
    text = models.CharField(_("in a few words"), max_length=500, blank=True)
    flag = models.CharField(_("flag"), max_length=20, choices=Recorded.Flag, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="other") | ~Q(text=""),
                name="signal_says_what_happened",
                violation_error_message=_("Write what happened."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or self.kind
