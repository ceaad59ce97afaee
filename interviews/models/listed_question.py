from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Deferrable, Q
from django.utils.translation import gettext_lazy as _

from interviews.models.company import Company
from questions.models import OwnedQuerySet, Question, Topic

FROM_LIBRARY = ("text", "why", "listen_for", "beware_of", "follow_ups", "audiences", "timing", "minutes")


class ListedQuestionQuerySet(OwnedQuerySet):
    def live(self) -> Self:
        return self.filter(removed_at=None)

    def in_company(self, company) -> Self:
        return self.filter(company=company)

    def must_ask(self) -> Self:
        return self.filter(must_ask=True)

    def with_answer_counts(self) -> Self:
        live = Q(answer__deleted_at=None)
        return self.annotate(
            answer_count=Count("answer", filter=live, distinct=True),
            people_count=Count("answer__person", filter=live, distinct=True),
        )

    def contradicting(self) -> Self:
        return self.filter(agreement=ListedQuestion.Agreement.CONTRADICTS)

    def in_order(self) -> Self:
        return self.order_by("position", "pk")


class ListedQuestion(models.Model):
    class Agreement(models.TextChoices):
        CONSISTENT = "consistent", _("Consistent")
        DIFFERS = "differs", _("Differs")
        CONTRADICTS = "contradicts", _("Contradicts")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    question = models.ForeignKey(Question, models.SET_NULL, null=True, blank=True)
    topic = models.ForeignKey(Topic, models.SET_NULL, null=True, blank=True, verbose_name=_("topic"))
    # Made by the browser for a question of the moment, so that it can be asked before the server knows it.
    client_id = models.UUIDField(null=True, blank=True, editable=False)
    position = models.PositiveIntegerField()
    must_ask = models.BooleanField(_("must ask"), default=False)
    agreement = models.CharField(max_length=20, choices=Agreement, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(_("question"), validators=[MaxLengthValidator(1000)])
    why = models.TextField(_("why ask it"), blank=True)
    listen_for = models.TextField(_("listen for"), blank=True)
    beware_of = models.TextField(_("be wary of"), blank=True)
    follow_ups = ArrayField(models.TextField(), default=list, blank=True, verbose_name=_("follow-ups"))
    audiences = ArrayField(models.TextField(choices=Question.Audience), default=list, blank=True)
    timing = models.CharField(max_length=20, choices=Question.Timing, default=Question.Timing.INTERVIEWS)
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=3, validators=[MinValueValidator(1), MaxValueValidator(30)]
    )
    anchor_low = models.CharField(_("what a 1 sounds like"), max_length=240, blank=True)
    anchor_high = models.CharField(_("what a 4 sounds like"), max_length=240, blank=True)
    raised_by = models.ForeignKey(
        "interviews.Claim",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        db_constraint=False,
        related_name="questions_raised",
    )

    objects = ListedQuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "client_id"], name="listed_question_client_id_once"),
            models.UniqueConstraint(
                fields=["company", "position"],
                deferrable=Deferrable.IMMEDIATE,
                name="listed_question_position_once",
            ),
            models.UniqueConstraint(
                fields=["company", "question"],
                condition=Q(removed_at=None),
                name="listed_question_once_per_company",
                violation_error_message=_("This question is on the list already."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="listed_question_text_not_empty",
                violation_error_message=_("Write the question."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, 30)),
                name="listed_question_minutes_1_to_30",
                violation_error_message=_("Minutes are a whole number from 1 to 30."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def toggle_must_ask(self) -> None:
        self.must_ask = not self.must_ask
        self.save(update_fields=["must_ask"])

    def mark_agreement(self, agreement: str) -> None:
        self.agreement = agreement
        self.save(update_fields=["agreement"])

    @property
    def is_tailored(self) -> bool:
        return self.question is not None and self.question.text != self.text
