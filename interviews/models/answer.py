import uuid
from typing import Self

from django.conf import settings
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.company import Company, Person
from interviews.models.interview import Interview
from interviews.models.listed_question import ListedQuestion
from questions.models import OwnedQuerySet

TEXT_LIMIT = 100_000


class Recorded(models.Model):
    """What one person said and what the candidate makes of it: the current text, or one version of it."""

    class Quality(models.TextChoices):
        SPECIFIC = "specific", _("Specific")
        GENERAL = "general", _("General")
        VAGUE = "vague", _("Vague")
        DECLINED = "declined", _("Declined")
        DID_NOT_KNOW = "didn't know", _("Didn’t know")

    class Flag(models.TextChoices):
        GOOD_SIGN = "good sign", _("Good sign")
        RED_FLAG = "red flag", _("Red flag")

    RATINGS = [
        (1, _("Would make me leave")),
        (2, _("Worrying")),
        (3, _("Good")),
        (4, _("Delights me")),
    ]

    said = models.TextField(_("what they said"), blank=True, validators=[MaxLengthValidator(TEXT_LIMIT)])
    impression = models.TextField(_("my impression"), blank=True, validators=[MaxLengthValidator(TEXT_LIMIT)])
    quality = models.CharField(_("quality"), max_length=20, choices=Quality, blank=True)
    rating = models.PositiveSmallIntegerField(_("rating"), choices=RATINGS, null=True, blank=True)
    flag = models.CharField(_("flag"), max_length=20, choices=Flag, blank=True)
    come_back = models.BooleanField(_("come back"), default=False)
    promise = models.BooleanField(_("promise"), default=False)
    refer_to = models.CharField(_("who would know"), max_length=120, blank=True)

    class Meta:
        abstract = True


OPEN_QUALITIES = (Recorded.Quality.VAGUE, Recorded.Quality.DECLINED, Recorded.Quality.DID_NOT_KNOW)
RECORDED_FIELDS = tuple(field.name for field in Recorded._meta.local_fields)


class AnswerQuerySet(OwnedQuerySet):
    def live(self) -> Self:
        return self.filter(deleted_at=None)

    def in_company(self, company) -> Self:
        return self.filter(company=company)

    def on_live_questions(self) -> Self:
        return self.filter(listed_question__removed_at=None)

    def latest_first(self) -> Self:
        return self.order_by("-answered_at", "-pk")


class Answer(Recorded):
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    client_id = models.UUIDField(default=uuid.uuid4, editable=False)
    listed_question = models.ForeignKey(ListedQuestion, models.CASCADE, db_constraint=False)
    interview = models.ForeignKey(Interview, models.RESTRICT, null=True, blank=True, db_constraint=False)
    person = models.ForeignKey(Person, models.RESTRICT, null=True, blank=True, db_constraint=False)
    channel = models.CharField(max_length=20, choices=Interview.Channel, default=Interview.Channel.VIDEO)
    revision = models.PositiveIntegerField(default=0)
    answered_at = models.DateTimeField(default=timezone.now)
    saved_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_id"], name="answer_client_id_once"),
            models.UniqueConstraint(
                fields=["listed_question", "interview", "person"],
                condition=Q(deleted_at=None),
                nulls_distinct=False,
                name="answer_one_live_per_question_interview_person",
            ),
            models.CheckConstraint(
                condition=Q(rating=None) | Q(rating__range=(1, 4)),
                name="answer_rating_1_to_4",
                violation_error_message=_("A rating is 1, 2, 3 or 4."),
            ),
        ]

    def __str__(self) -> str:
        return self.said[:60]

    @property
    def quote(self) -> str:
        """To stand in quotation marks: those within become single ones."""
        return self.said.replace('"', "'").replace("“", "‘").replace("”", "’")

    @property
    def needs_follow_up(self) -> bool:
        return self.come_back or self.quality in OPEN_QUALITIES


class AnswerRevisionQuerySet(OwnedQuerySet):
    def beside(self, answer) -> Self:
        """The versions that lost a conflict and that nobody has settled yet."""
        return self.filter(answer=answer, kept_beside=True, settled_at=None)


class AnswerRevision(Recorded):
    """Append-only: history, record of every save that was seen, and versions that lost a conflict."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, db_index=False)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    answer = models.ForeignKey(Answer, models.CASCADE, db_constraint=False)
    op = models.UUIDField()
    revision = models.PositiveIntegerField()
    base_revision = models.PositiveIntegerField()
    typed_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    tab = models.CharField(max_length=64, blank=True)
    device = models.CharField(max_length=120, blank=True)
    kept_beside = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerRevisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "op"], name="answer_revision_op_once"),
        ]

    def __str__(self) -> str:
        return f"{self.answer_id} at {self.revision}"
