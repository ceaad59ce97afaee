import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.company import Company
from questions.models import OwnedQuerySet


def new_share_token() -> str:
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class ShareQuerySet(OwnedQuerySet):
    def latest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Share(models.Model):
    """A read-only view of a comparison by a secret address, of which only the hash is kept."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    label = models.CharField(_("for whom"), max_length=120, blank=True)
    hide_names = models.BooleanField(_("hide names of companies and people"), default=True)
    hide_pay = models.BooleanField(_("hide pay"), default=True)
    with_answers = models.BooleanField(_("what was said"), default=False)
    with_offers = models.BooleanField(_("offers"), default=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(_("until"))
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    companies = models.ManyToManyField(Company, through="ShareCompany")

    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")),
                name="share_expires_after_it_is_made",
                violation_error_message=_("Choose a day that is still to come."),
            ),
        ]

    def __str__(self) -> str:
        return self.label or f"share {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.revoked_at is None and self.expires_at > timezone.now()


class ShareCompany(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    share = models.ForeignKey(Share, models.CASCADE, db_constraint=False)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["share", "company"], name="share_company_once"),
        ]

    def __str__(self) -> str:
        return f"{self.share_id} shows {self.company_id}"
