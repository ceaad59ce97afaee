from typing import Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.answer import Answer
from interviews.models.company import Company
from questions.models import OwnedQuerySet

REASON_LIMIT = 10_000


class DecisionQuerySet(OwnedQuerySet):
    def standing(self) -> Self:
        return self.filter(taken_back_at=None)

    def latest_first(self) -> Self:
        return self.order_by("-decided_at", "-pk")


class Decision(models.Model):
    """The company chosen, why, and what the comparison said at that moment."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    reason = models.TextField(_("why"), validators=[MaxLengthValidator(REASON_LIMIT)])
    override = models.TextField(
        _("why in spite of the dealbreaker"), blank=True, validators=[MaxLengthValidator(REASON_LIMIT)]
    )
    snapshot = models.JSONField(default=dict, editable=False)
    decided_at = models.DateTimeField(default=timezone.now, editable=False)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company"],
                condition=Q(taken_back_at=None),
                name="decision_one_standing_per_company",
                violation_error_message=_("You have already chosen this company."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="decision_reason_given",
                violation_error_message=_("Write why you choose it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.company_id} chosen on {self.decided_at:%Y-%m-%d}"


class Outcome(models.Model):
    """Was it true? What the candidate found of one answer, so many days after they joined."""

    class Verdict(models.TextChoices):
        TRUE = "true", _("true")
        PARTLY = "partly", _("partly")
        NOT_TRUE = "not true", _("not true")

    DAYS = (30, 90, 180)

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    decision = models.ForeignKey(Decision, models.CASCADE, db_constraint=False)
    answer = models.ForeignKey(Answer, models.CASCADE, db_constraint=False)
    days = models.PositiveSmallIntegerField(choices=[(days, str(days)) for days in DAYS])
    verdict = models.CharField(max_length=20, choices=Verdict)
    note = models.CharField(_("how it is"), max_length=500, blank=True)
    noted_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "answer", "days"], name="outcome_once_per_answer_and_time"
            ),
            models.CheckConstraint(
                condition=Q(days__in=(30, 90, 180)),
                name="outcome_after_30_90_or_180_days",
                violation_error_message=_("An outcome is asked for after 30, 90 and 180 days."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} after {self.days} days"
