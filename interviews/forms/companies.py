from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import (
    Company,
)

THERE_ALREADY = _("You already have this company with this role.")


class CompanyForm(forms.ModelForm):
    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https", max_length=500)

    class Meta:
        model = Company
        fields = ["name", "role", "level", "field", "work_mode", "industry", "location", "website", "stage"]

    def clean(self):
        """The constraint names the owner, who is not in the form: so it is asked here, in its own terms."""
        cleaned = super().clean()
        name, role = cleaned.get("name"), cleaned.get("role")
        if name and role:
            others = Company.objects.of(self.instance.owner).exclude(pk=self.instance.pk)
            if others.called(name, role).exists():
                self.add_error("role", THERE_ALREADY)
        return cleaned


class StageForm(forms.Form):
    stage = forms.ChoiceField(
        label=_("Stage"),
        choices=Company.Stage.choices,
        error_messages={
            "required": _("Choose one of the stages."),
            "invalid_choice": _("Choose one of the stages."),
        },
    )


class DuplicateForm(forms.Form):
    """The other role at the same employer, and what to take along."""

    role = forms.CharField(label=_("The other role"), max_length=160)
    research = forms.BooleanField(
        label=_("Research"), help_text=_("Claims with their source and date."), required=False
    )
    people = forms.BooleanField(
        label=_("People"), help_text=_("With title and how you met, without their answers."), required=False
    )
    questions = forms.BooleanField(
        label=_("Question list"),
        help_text=_("In the same order and wording, with the must-asks, without answers."),
        required=False,
    )

    def __init__(self, *args, company, **kwargs):
        super().__init__(*args, initial={"research": True, "people": True}, **kwargs)
        self.company = company

    def clean_role(self):
        role = self.cleaned_data["role"]
        if Company.objects.of(self.company.owner_id).called(self.company.name, role).exists():
            raise forms.ValidationError(THERE_ALREADY)
        return role
