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

TERMS_LIMIT = 20_000


class OfferQuerySet(OwnedQuerySet):
    def in_company(self, company) -> Self:
        return self.filter(company=company)

    def latest_first(self) -> Self:
        return self.order_by("-dated_on", "-pk")


class Offer(models.Model):
    """Terms as they were written; nothing of it is converted or added up."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    dated_on = models.DateField(_("date of the offer"), default=timezone.localdate)
    leave = models.CharField(_("paid leave"), max_length=240, blank=True)
    notice = models.CharField(_("notice period"), max_length=240, blank=True)
    remote = models.CharField(_("where you work"), max_length=240, blank=True)
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    expires_on = models.DateField(_("answer by"), null=True, blank=True)
    terms = models.TextField(_("anything else"), blank=True, validators=[MaxLengthValidator(TERMS_LIMIT)])
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["company", "dated_on"],
                name="offer_one_per_company_and_date",
                violation_error_message=_("You already have an offer of this company from this day."),
            ),
        ]

    def __str__(self) -> str:
        return f"offer of {self.dated_on:%Y-%m-%d}"


class OfferPay(models.Model):
    """A part of the pay: an amount with its currency and period, or the words of the offer, or both."""

    class Kind(models.TextChoices):
        SALARY = "salary", _("salary")
        BONUS = "bonus", _("bonus")
        EQUITY = "equity", _("equity")
        PENSION = "pension", _("pension")
        ALLOWANCE = "allowance", _("allowance")
        SIGNING = "signing", _("signing bonus")
        OTHER = "other", _("other")

    class Period(models.TextChoices):
        YEAR = "year", _("a year")
        MONTH = "month", _("a month")
        WEEK = "week", _("a week")
        DAY = "day", _("a day")
        HOUR = "hour", _("an hour")
        ONCE = "once", _("once")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    offer = models.ForeignKey(Offer, models.CASCADE, db_constraint=False, related_name="pay")
    kind = models.CharField(_("part"), max_length=20, choices=Kind, default=Kind.SALARY)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    period = models.CharField(_("per"), max_length=10, choices=Period, blank=True)
    words = models.CharField(_("as written"), max_length=240, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__isnull=False) | ~Q(words=""),
                name="offer_pay_amount_or_words",
                violation_error_message=_("Write an amount, or the words of the offer."),
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0, currency__regex=r"^[A-Z]{3}$"),
                name="offer_pay_amount_with_currency",
                violation_error_message=_("An amount needs its currency in three letters, like EUR."),
            ),
        ]

    def __str__(self) -> str:
        return self.words or f"{self.amount} {self.currency}"


class PromiseCheck(models.Model):
    """What became of a promise in one offer; no row: not looked at yet."""

    class Status(models.TextChoices):
        IN_WRITING = "in writing", _("in writing")
        DIFFERS = "differs", _("differs")
        ABSENT = "absent", _("absent")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    offer = models.ForeignKey(Offer, models.CASCADE, db_constraint=False)
    answer = models.ForeignKey(Answer, models.CASCADE, db_constraint=False)
    status = models.CharField(max_length=20, choices=Status)
    note = models.CharField(_("what the offer says"), max_length=500, blank=True)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "answer"], name="promise_check_once_per_offer"),
        ]

    def __str__(self) -> str:
        return self.status
