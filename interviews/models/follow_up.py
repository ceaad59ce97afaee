from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.models.answer import Answer
from interviews.models.company import Company, Person
from interviews.models.listed_question import ListedQuestion
from questions.models import OwnedQuerySet, Question


class FollowUpQuerySet(OwnedQuerySet):
    def in_company(self, company) -> Self:
        return self.filter(company=company)


class FollowUp(models.Model):
    """Something to find out later: the candidate's own note, or what they decided about an open question.

    Most follow-ups follow from the answers and need no row; one is written when the candidate adds, changes
    or closes it.
    """

    class Origin(models.TextChoices):
        UNASKED = "unasked", _("must ask, not asked yet")
        VAGUE = "vague", _("vague")
        DECLINED = "declined", _("declined")
        REFER = "refer", _("didn’t know")
        CONTRADICTION = "contradiction", _("contradiction")
        COME_BACK = "come back", _("come back")
        CLAIM = "claim", _("only claimed")
        MANUAL = "manual", _("your own")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)
    company = models.ForeignKey(Company, models.CASCADE, db_constraint=False)
    listed_question = models.ForeignKey(
        ListedQuestion, models.CASCADE, null=True, blank=True, db_constraint=False
    )
    answer = models.ForeignKey(Answer, models.CASCADE, null=True, blank=True, db_constraint=False)
    text = models.CharField(_("what to find out or do"), max_length=500, blank=True)
    ask_person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, db_constraint=False, verbose_name=_("ask")
    )
    ask_audience = models.CharField(
        _("or anyone who speaks as"), max_length=20, choices=Question.Audience, blank=True
    )
    origin = models.CharField(max_length=20, choices=Origin, default=Origin.MANUAL)
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(listed_question__isnull=False),
                name="follow_up_text_or_question_given",
                violation_error_message=_("Write what to find out or do."),
            ),
            models.CheckConstraint(
                condition=Q(origin="manual") | Q(listed_question__isnull=False),
                name="follow_up_about_a_question_unless_manual",
                violation_error_message=_("Choose the question it is about."),
            ),
            models.CheckConstraint(
                condition=Q(answer=None) | Q(listed_question__isnull=False),
                name="follow_up_answer_with_its_question",
                violation_error_message=_("Choose the question that the answer is about."),
            ),
            models.UniqueConstraint(
                fields=["listed_question", "answer", "origin"],
                condition=~Q(origin="manual"),
                nulls_distinct=False,
                name="follow_up_once_per_question_answer_and_origin",
                violation_error_message=_("This follow-up is there already."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or f"{self.origin} on {self.listed_question_id}"

    def close(self) -> None:
        self.done_at = timezone.now()
        self.save(update_fields=["done_at"])

    def reopen(self) -> None:
        self.done_at = None
        self.save(update_fields=["done_at"])
