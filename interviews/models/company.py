from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questions.models import OwnedQuerySet, Question


class CompanyQuerySet(OwnedQuerySet):
    def live(self) -> Self:
        return self.filter(archived_at=None)

    def samples(self) -> Self:
        return self.filter(is_sample=True)

    def with_answer_counts(self) -> Self:
        """Live questions, how many of them were answered, and the flags of their live answers."""
        live_question = Q(listedquestion__removed_at=None)
        live_answer = live_question & Q(listedquestion__answer__deleted_at=None)
        answers = Count("listedquestion__answer", filter=live_answer, distinct=True)
        return self.annotate(
            question_count=Count("listedquestion", filter=live_question, distinct=True),
            answer_count=answers,
            answered_count=Count(
                "listedquestion",
                filter=live_answer & Q(listedquestion__answer__isnull=False),
                distinct=True,
            ),
            good_count=Count(
                "listedquestion__answer",
                filter=live_answer & Q(listedquestion__answer__flag="good sign"),
                distinct=True,
            ),
            red_count=Count(
                "listedquestion__answer",
                filter=live_answer & Q(listedquestion__answer__flag="red flag"),
                distinct=True,
            ),
        )

    def called(self, name: str, role: str) -> Self:
        """As the constraint compares them."""
        return self.alias(lower_name=Lower("name"), lower_role=Lower("role")).filter(
            lower_name=Lower(Value(name)), lower_role=Lower(Value(role))
        )

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), Lower("role"), "pk")

    def by_stage(self) -> Self:
        order = {stage: place for place, stage in enumerate(Company.STAGE_ORDER)}
        cases = [models.When(stage=stage, then=Value(place)) for stage, place in order.items()]
        return self.order_by(models.Case(*cases, output_field=models.IntegerField()), Lower("name"), "pk")


class Company(models.Model):
    class Stage(models.TextChoices):
        RESEARCHING = "researching", _("Preparing")
        INTERVIEWING = "interviewing", _("Interviewing")
        OFFER = "offer", _("Offer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined by you")
        REJECTED = "rejected", _("Turned down")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    STAGE_ORDER = ("interviewing", "offer", "researching", "accepted", "declined", "rejected", "withdrawn")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    name = models.CharField(_("company"), max_length=120)
    role = models.CharField(_("role"), max_length=160)
    level = models.CharField(_("level"), max_length=20, choices=Question.Level, blank=True)
    field = models.CharField(_("field of work"), max_length=40, choices=Question.Field, blank=True)
    work_mode = models.CharField(_("working mode"), max_length=20, choices=Question.WorkMode, blank=True)
    industry = models.CharField(_("industry"), max_length=80, blank=True)
    location = models.CharField(_("location"), max_length=120, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.RESEARCHING)
    is_sample = models.BooleanField(default=False, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "owner",
                Lower("name"),
                Lower("role"),
                name="company_once_per_name_and_role",
                violation_error_message=_("You already have this company with this role."),
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(role=""),
                name="company_name_and_role_given",
                violation_error_message=_("Write the company and the role."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def archive(self) -> None:
        self.archived_at = timezone.now()
        self.save(update_fields=["archived_at"])

    def unarchive(self) -> None:
        self.archived_at = None
        self.save(update_fields=["archived_at"])

    @property
    def short_name(self) -> str:
        """What people call it: the first word, where that is not too short to be a name."""
        first = self.name.split()[0] if self.name.split() else self.name
        return first if len(first) > 3 else self.name


class StageChange(models.Model):
    """When the candidate said where they stand with a company; the timeline tells it."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    stage = models.CharField(max_length=20, choices=Company.Stage)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = OwnedQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.stage} since {self.changed_at:%Y-%m-%d}"


class PersonQuerySet(OwnedQuerySet):
    def with_answer_counts(self) -> Self:
        return self.annotate(answer_count=Count("answer", filter=Q(answer__deleted_at=None), distinct=True))

    def in_company(self, company) -> Self:
        return self.filter(company=company)

    def by_name(self) -> Self:
        return self.order_by(Lower("name"), "pk")


class Person(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    name = models.CharField(_("name or initials"), max_length=120)
    title = models.CharField(_("title"), max_length=120, blank=True)
    audience = models.CharField(
        _("speaks as"), max_length=20, choices=Question.Audience, default=Question.Audience.HIRING_MANAGER
    )
    how_met = models.CharField(_("how you met"), max_length=160, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="person_name_given",
                violation_error_message=_("Write a name or initials."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
