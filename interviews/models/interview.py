from datetime import datetime
from typing import Self
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.company import Company, Person
from interviews.models.listed_question import ListedQuestion
from questions.models import OwnedQuerySet


class InterviewQuerySet(OwnedQuerySet):
    def to_come(self) -> Self:
        return self.filter(finished_at=None, cancelled_at=None)

    def in_company(self, company) -> Self:
        return self.filter(company=company)

    def with_counts(self) -> Self:
        return self.annotate(
            agenda_count=models.Count("agendaitem", distinct=True),
            answer_count=models.Count("answer", filter=Q(answer__deleted_at=None), distinct=True),
        )

    def with_preparation(self) -> Self:
        """`prepared` counts the agenda: questions, must_asks, contradictions, minutes; `met` holds people."""
        agenda = AgendaItem.objects.filter(interview=models.OuterRef("pk"), listed_question__removed_at=None)
        counts = JSONObject(
            questions=models.Count("pk"),
            must_asks=models.Count("pk", filter=Q(listed_question__must_ask=True)),
            contradictions=models.Count("pk", filter=Q(listed_question__agreement="contradicts")),
            minutes=Coalesce(models.Sum("listed_question__minutes"), 0),
        )
        people = Person.objects.filter(interviewperson__interview=models.OuterRef("pk"))
        named = people.order_by("name", "pk").values(found=JSONObject(name="name", title="title"))
        per_interview = agenda.order_by().values("interview").annotate(found=counts).values("found")
        return self.annotate(prepared=models.Subquery(per_interview), met=ArraySubquery(named))

    def soonest_first(self) -> Self:
        return self.order_by("starts_at", "pk")


class Interview(models.Model):
    class Kind(models.TextChoices):
        RECRUITER = "recruiter call", _("recruiter call")
        HIRING_MANAGER = "hiring manager", _("hiring manager")
        TECHNICAL = "technical", _("technical")
        TEAM = "team", _("team")
        PANEL = "panel", _("panel")
        FINAL = "final", _("final")
        OFFER_CALL = "offer call", _("offer call")
        COFFEE = "coffee chat", _("coffee chat")

    class Channel(models.TextChoices):
        VIDEO = "video", _("video")
        PHONE = "phone", _("phone")
        IN_PERSON = "in person", _("in person")
        EMAIL = "e-mail", _("e-mail")

    class Impression(models.IntegerChoices):
        LEAVE = 1, _("1 – I would not work there")
        WORRIED = 2, _("2 – worried")
        GOOD = 3, _("3 – good")
        DELIGHTED = 4, _("4 – delighted")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.HIRING_MANAGER)
    starts_at = models.DateTimeField(_("starts at"))
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    minutes = models.PositiveSmallIntegerField(
        _("minutes in all"), default=45, validators=[MinValueValidator(5), MaxValueValidator(600)]
    )
    question_minutes = models.PositiveSmallIntegerField(
        _("minutes for your questions"), default=10, validators=[MaxValueValidator(600)]
    )
    channel = models.CharField(_("channel"), max_length=20, choices=Channel, default=Channel.VIDEO)
    place = models.CharField(_("place or link"), max_length=500, blank=True)
    note = models.TextField(_("note"), blank=True)
    impression = models.PositiveSmallIntegerField(
        _("overall impression"), choices=Impression, null=True, blank=True
    )
    ics_uid = models.CharField(max_length=255, blank=True, editable=False)
    ics_recurrence = models.CharField(max_length=64, blank=True, editable=False)
    ics_sequence = models.PositiveIntegerField(default=0, editable=False)
    ics_stamp = models.DateTimeField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    people = models.ManyToManyField(Person, through="InterviewPerson")
    agenda = models.ManyToManyField(ListedQuestion, through="AgendaItem")

    objects = InterviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "ics_uid", "ics_recurrence"],
                condition=~Q(ics_uid=""),
                name="interview_once_per_invitation",
                violation_error_message=_("You have an interview from this invitation already."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(5, 600)),
                name="interview_minutes_5_to_600",
                violation_error_message=_("An interview takes 5 to 600 minutes."),
            ),
            models.CheckConstraint(
                condition=Q(question_minutes__range=(0, 600)) & Q(question_minutes__lte=F("minutes")),
                name="interview_question_minutes_within_minutes",
                violation_error_message=_("The minutes for your questions fit into the interview."),
            ),
            models.CheckConstraint(
                condition=Q(impression=None) | Q(impression__range=(1, 4)),
                name="interview_impression_1_to_4",
                violation_error_message=_("An impression is 1, 2, 3 or 4."),
            ),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(started_at=None) | Q(finished_at__gte=F("started_at")),
                name="interview_finished_after_started",
                violation_error_message=_("An interview finishes after it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_at:%Y-%m-%d}"

    def cancel(self) -> None:
        self.cancelled_at = timezone.now()
        self.save(update_fields=["cancelled_at"])

    def uncancel(self) -> None:
        self.cancelled_at = None
        self.save(update_fields=["cancelled_at"])

    @property
    def starts_local(self) -> datetime:
        """The hour as the clock in the interview's zone shows it; naive, so that templates leave it alone."""
        return self.starts_at.astimezone(ZoneInfo(self.time_zone)).replace(tzinfo=None)

    @property
    def starts_here(self) -> datetime:
        """The hour as the candidate's own clock shows it; naive like the other."""
        return timezone.localtime(self.starts_at).replace(tzinfo=None)

    @property
    def is_elsewhere(self) -> bool:
        return self.starts_here != self.starts_local

    @property
    def zone_city(self) -> str:
        return self.time_zone.rpartition("/")[2].replace("_", " ")

    @property
    def is_over(self) -> bool:
        return self.finished_at is not None or self.cancelled_at is not None

    @property
    def link(self) -> str:
        """The place, where it is an address to open."""
        return self.place if self.place.startswith("https://") and " " not in self.place else ""


class InterviewPerson(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    interview = models.ForeignKey(Interview, models.CASCADE, db_constraint=False)
    person = models.ForeignKey(Person, models.CASCADE, db_constraint=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "person"], name="interview_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.interview_id}"


class AgendaItemQuerySet(OwnedQuerySet):
    def in_order(self) -> Self:
        return self.order_by("position", "pk")


class AgendaItem(models.Model):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    interview = models.ForeignKey(Interview, models.CASCADE, db_constraint=False)
    listed_question = models.ForeignKey(ListedQuestion, models.CASCADE, db_constraint=False)
    position = models.PositiveIntegerField()
    is_pinned = models.BooleanField(default=False)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "listed_question"], name="agenda_item_question_once"
            ),
            models.UniqueConstraint(
                fields=["interview", "position"],
                deferrable=models.Deferrable.IMMEDIATE,
                name="agenda_item_position_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. of {self.interview_id}"


class AgendaDrop(models.Model):
    """A question that the candidate took off an agenda, which is not proposed for it again."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    interview = models.ForeignKey(Interview, models.CASCADE, db_constraint=False)
    listed_question = models.ForeignKey(ListedQuestion, models.CASCADE, db_constraint=False)

    objects = OwnedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["interview", "listed_question"], name="agenda_drop_once"),
        ]

    def __str__(self) -> str:
        return f"{self.listed_question_id} not in {self.interview_id}"
