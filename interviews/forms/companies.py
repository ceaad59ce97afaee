from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import (
    Company,
)


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
                self.add_error("role", _("You already have this company with this role."))
        return cleaned
