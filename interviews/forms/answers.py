from itertools import groupby

from django import forms
from django.db.models import Case, When
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from interviews.models import (
    Answer,
    DealbreakerCheck,
    ListedQuestion,
)

PROOF_LENGTH = 90


class DealbreakerCheckForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=[("", _("unknown")), *DealbreakerCheck.Verdict.choices], required=False
    )
    answer = forms.ModelChoiceField(
        label=_("Proof"), queryset=None, required=False, empty_label=_("No answer")
    )
    note = forms.CharField(label=_("Note"), max_length=240, required=False)

    def __init__(self, *args, company, dealbreaker, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["answer"]
        field.queryset = Answer.objects.of(company.owner_id).live().in_company(company)
        field.choices = [("", field.empty_label), *by_question(field.queryset, dealbreaker.topic_id)]


def by_question(answers, topic):
    """Choices in groups, those on the topic first; each says who gave it and how it begins."""
    ordered = answers.select_related("listed_question", "person").order_by(
        Case(When(listed_question__topic=topic, then=0), default=1),
        "listed_question__position",
        "listed_question",
        "answered_at",
        "pk",
    )
    for listed, group in groupby(ordered, lambda answer: answer.listed_question):
        yield listed.text, [(answer.pk, label_of(answer)) for answer in group]


def label_of(answer):
    said = Truncator(" ".join(answer.said.split())).chars(PROOF_LENGTH) or _("nothing written")
    return f"{answer.person.name}: {said}" if answer.person else said


class AgreementForm(forms.Form):
    agreement = forms.ChoiceField(choices=[("", ""), *ListedQuestion.Agreement.choices], required=False)
