from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OwnedQuerySet(models.QuerySet):
    def of(self, owner) -> Self:
        """The one owner filter of every query; row-level security stands behind it."""
        return self.filter(owner=owner)


class SharedQuerySet(OwnedQuerySet):
    def of(self, owner) -> Self:
        return self.filter(Q(owner=owner) | Q(owner=None))


class TopicQuerySet(SharedQuerySet):
    def live(self) -> Self:
        return self.filter(archived_at=None)

    def offered_to(self, filed) -> Self:
        """What a form offers: the live ones, and the one that the row is filed under, though archived."""
        return self.filter(Q(archived_at=None) | Q(pk=filed.topic_id)).in_order()

    def in_order(self) -> Self:
        return self.order_by("position", "name", "pk")


class Topic(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)
    key = models.SlugField(max_length=60, db_index=False)
    name = models.CharField(_("name"), max_length=80)
    short = models.CharField(_("short name"), max_length=24)
    description = models.CharField(_("description"), max_length=240, blank=True)
    position = models.PositiveSmallIntegerField(default=100)
    default_weight = models.PositiveSmallIntegerField(default=3)
    archived_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = TopicQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "key"], nulls_distinct=False, name="topic_key_unique"),
            models.CheckConstraint(
                condition=Q(default_weight__range=(0, 5)),
                name="topic_default_weight_0_to_5",
                violation_error_message=_("A weight is a whole number from 0 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Source(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)
    title = models.CharField(max_length=200)
    url = models.URLField(max_length=500, blank=True)
    licence = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=35, blank=True)
    checksum = models.CharField(max_length=64, blank=True)
    imported_at = models.DateTimeField(null=True, blank=True)

    objects = SharedQuerySet.as_manager()

    def __str__(self) -> str:
        return self.title


class ImportQuerySet(OwnedQuerySet):
    def latest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")


class Import(models.Model):
    """A list somebody brought: a draft until it is applied, and what an undo needs afterwards.

    `choices` holds what the candidate changed in the preview: {"off": [name, …], "on": [name, …],
    "topics": {heading: topic id or "own"}}; a line's name is its number, “12.2” for a second question of it.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    checksum = models.CharField(max_length=64)
    choices = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()
    reading: Any = None  # what imports.reading_of found in the text; never stored

    def __str__(self) -> str:
        return self.name


class QuestionQuerySet(SharedQuerySet):
    def of(self, owner) -> Self:
        """Without the search vector, which no page shows."""
        return super().of(owner).defer("vector")

    def live(self) -> Self:
        return self.filter(archived_at=None, deleted_at=None)

    def listed(self) -> Self:
        """On some company's list now."""
        return self.filter(listedquestion__removed_at=None, listedquestion__isnull=False).distinct()

    def there(self) -> Self:
        """Archived or not; what was deleted is kept only for an undo."""
        return self.filter(deleted_at=None)


class Question(models.Model):
    class Audience(models.TextChoices):
        RECRUITER = "recruiter", _("recruiter")
        HIRING_MANAGER = "hiring manager", _("hiring manager")
        PEER = "peer", _("peer")
        REPORT = "report", _("report")
        EXECUTIVE = "executive", _("executive")
        HR = "HR", _("HR")
        CUSTOMER = "customer or partner", _("customer or partner")

    class Timing(models.TextChoices):
        FIRST_CALL = "first call", _("first call")
        INTERVIEWS = "interviews", _("interviews")
        FINAL_ROUND = "final round", _("final round")
        OFFER = "with an offer", _("with an offer")

    class Level(models.TextChoices):
        ENTRY = "entry", _("entry")
        MID = "mid", _("mid")
        SENIOR = "senior", _("senior")
        LEAD = "lead", _("lead")
        EXECUTIVE = "executive", _("executive")

    class Field(models.TextChoices):
        ENGINEERING = "engineering", _("engineering")
        DATA = "data", _("data")
        PRODUCT = "product", _("product")
        DESIGN = "design", _("design")
        SALES = "sales", _("sales")
        MARKETING = "marketing", _("marketing")
        SUPPORT = "support", _("support")
        OPERATIONS = "operations", _("operations")
        FINANCE = "finance", _("finance")
        PEOPLE = "people", _("people")
        HEALTHCARE = "healthcare", _("healthcare")
        EDUCATION = "education", _("education")
        PUBLIC = "public and non-profit", _("public and non-profit")
        TRADES = "trades and retail", _("trades and retail")

    class WorkMode(models.TextChoices):
        ON_SITE = "on site", _("on site")
        HYBRID = "hybrid", _("hybrid")
        REMOTE = "remote", _("remote")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True)
    topic = models.ForeignKey(Topic, models.RESTRICT, verbose_name=_("topic"))
    source = models.ForeignKey(Source, models.SET_NULL, null=True, blank=True)
    key = models.SlugField(max_length=80, db_index=False)
    text = models.TextField(_("question"), validators=[MaxLengthValidator(1000)])
    why = models.TextField(_("why ask it"), blank=True)
    listen_for = models.TextField(_("listen for"), blank=True)
    beware_of = models.TextField(_("be wary of"), blank=True)
    follow_ups = ArrayField(models.TextField(), default=list, blank=True, verbose_name=_("follow-ups"))
    audiences = ArrayField(models.TextField(choices=Audience), default=list, blank=True)
    timing = models.CharField(max_length=20, choices=Timing, default=Timing.INTERVIEWS)
    levels = ArrayField(models.TextField(choices=Level), default=list, blank=True)
    fields = ArrayField(models.TextField(choices=Field), default=list, blank=True)
    work_modes = ArrayField(models.TextField(choices=WorkMode), default=list, blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=3, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    look_up_first = models.BooleanField(_("look up first"), default=False)
    language = models.CharField(max_length=35, default="en")
    archived_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    imported = models.ForeignKey("Import", models.SET_NULL, null=True, blank=True, editable=False)
    vector = models.GeneratedField(
        expression=models.Func(
            "language", "text", "follow_ups", "why", "listen_for", "beware_of", function="library_vector"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "key"], nulls_distinct=False, name="question_key_unique"
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 30)),
                name="question_minutes_1_to_30",
                violation_error_message=_("Minutes are a whole number from 1 to 30."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="question_text_not_empty",
                violation_error_message=_("Write the question."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
