from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from interviews.models.answer import Answer
from interviews.models.company import Company
from questions.models import OwnedQuerySet, Topic


class DealbreakerQuerySet(OwnedQuerySet):
    def in_order(self) -> Self:
        return self.order_by("position", "pk")


class Dealbreaker(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    text = models.CharField(_("dealbreaker"), max_length=240)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, verbose_name=_("topic"))
    position = models.PositiveIntegerField(default=0)

    objects = DealbreakerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="dealbreaker_text_given",
                violation_error_message=_("Write what you would not accept."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class DealbreakerCheck(models.Model):
    class Verdict(models.TextChoices):
        CLEAR = "clear", _("clear")
        TRIPPED = "tripped", _("tripped")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    dealbreaker = models.ForeignKey(Dealbreaker, models.CASCADE, db_constraint=False)
    verdict = models.CharField(max_length=10, choices=Verdict)
    answer = models.ForeignKey(Answer, models.SET_NULL, null=True, blank=True, db_constraint=False)
    note = models.CharField(max_length=240, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dealbreaker", "company"], name="dealbreaker_check_once_per_company"
            ),
        ]

    def __str__(self) -> str:
        return self.verdict
