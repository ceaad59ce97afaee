from typing import Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.company import Company
from interviews.models.listed_question import ListedQuestion
from questions.models import OwnedQuerySet

CLAIM_LIMIT = 5_000


class ClaimQuerySet(OwnedQuerySet):
    def in_company(self, company) -> Self:
        return self.filter(company=company)

    def latest_first(self) -> Self:
        return self.order_by("-seen_on", "-pk")


class Claim(models.Model):
    """What somebody wrote in public: a claim until a person says it."""

    class Kind(models.TextChoices):
        SITE = "site", _("their own site")
        JOB_AD = "job ad", _("job ad")
        NEWS = "news", _("news")
        REVIEW = "review", _("review")
        REFERENCE = "reference", _("reference")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    text = models.TextField(_("what it says"), validators=[MaxLengthValidator(CLAIM_LIMIT)])
    kind = models.CharField(_("where it is from"), max_length=20, choices=Kind, default=Kind.SITE)
    url = models.URLField(_("address"), max_length=1000, blank=True)
    seen_on = models.DateField(_("seen on"), default=timezone.localdate)
    listed_question = models.ForeignKey(
        ListedQuestion,
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        verbose_name=_("question it answers"),
    )

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="claim_text_given",
                violation_error_message=_("Write what it says."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
