from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import (
    Answer,
    DealbreakerCheck,
    ListedQuestion,
)


class DealbreakerCheckForm(forms.Form):
    verdict = forms.ChoiceField(
        label=_("Verdict"), choices=[("", _("unknown")), *DealbreakerCheck.Verdict.choices], required=False
    )
    answer = forms.ModelChoiceField(
        label=_("Proof"), queryset=None, required=False, empty_label=_("No answer")
    )
    note = forms.CharField(label=_("Note"), max_length=240, required=False)

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answer"].queryset = Answer.objects.of(company.owner_id).live().in_company(company)


class AgreementForm(forms.Form):
    agreement = forms.ChoiceField(choices=[("", ""), *ListedQuestion.Agreement.choices], required=False)
