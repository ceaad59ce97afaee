from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from interviews.calendar import NotACalendar, read
from interviews.forms.interviews import InterviewForm
from interviews.forms.new_people import MOST_AT_ONCE
from interviews.forms.zones import time_zone_choices
from interviews.invitations import Brought
from interviews.invited_company import company_meant
from interviews.models import Company, Interview, Profile

ENOUGH = 1_100_000  # bytes of a file, to know that it is larger than is read
SALT = "invitation"
NEITHER = _("Paste the invitation, or choose its file.")
BOTH = _("There is a text and a file: leave one of them out.")
ANOTHER_COMPANY = _("Choose a company above, or write the new one and the role.")
ONE_COMPANY = _("Choose “A new company” here, or leave the two fields below empty.")
DOUBLED_COMPANY = _("You already have this company with this role: choose it above.")


class InvitationForm(forms.Form):
    """An invitation to bring: pasted text or a file, exactly one of them."""

    text = forms.CharField(
        label=_("Paste the invitation"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    file = forms.FileField(
        label=_("or choose the file (.ics)"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,text/calendar"}),
    )

    def __init__(self, *args, now, own_email="", **kwargs):
        super().__init__(*args, **kwargs)
        self.now, self.own_email = now, own_email

    def clean(self):
        cleaned = super().clean()
        pasted, file = cleaned.get("text", ""), cleaned.get("file")
        if self.errors:
            return cleaned
        if bool(pasted.strip()) == bool(file):
            self.add_error("text", BOTH if file else NEITHER)
        else:
            self.read("file" if file else "text", file.read(ENOUGH) if file else pasted)
        return cleaned

    def read(self, field, data):
        try:
            found = read(data, now=self.now, own_email=self.own_email)
        except NotACalendar as refusal:
            self.add_error(field, str(refusal))
        else:
            self.brought = [Brought.of(one) for one in found]


def signed(brought: Brought, owner) -> str:
    return signing.dumps(vars(brought), salt=f"{SALT}-{owner.pk}", compress=True)


def unsigned(text: str, owner) -> Brought | None:
    """None for what this site did not sign for this candidate within a day."""
    try:
        return Brought(**signing.loads(text, salt=f"{SALT}-{owner.pk}", max_age=24 * 60 * 60))
    except (signing.BadSignature, TypeError, ValueError):
        return None


class InvitedInterviewForm(InterviewForm):
    """A new interview from an invitation, at a company there is or at a new one."""

    company = forms.ModelChoiceField(
        label=_("Company"), queryset=None, required=False, empty_label=_("A new company")
    )
    company_name = forms.CharField(label=_("Name of the new company"), max_length=120, required=False)
    company_role = forms.CharField(label=_("Role you applied for"), max_length=160, required=False)

    class Meta(InterviewForm.Meta):
        fields = ["company", *InterviewForm.Meta.fields]

    field_order = ["company", "company_name", "company_role"]

    def __init__(self, *args, owner, brought: Brought, company="", **kwargs):
        """`company` is the number of the one from whose page it is imported."""
        self.companies = Company.objects.of(owner).live().by_name()
        chosen = next((one for one in self.companies if str(one.pk) == company), None)
        profile = Profile.objects.of(owner).first()
        initial = {
            **brought.form_values(profile.time_zone if profile else ""),
            "company": chosen or company_meant(brought, self.companies),
            "new_people": brought.names[:MOST_AT_ONCE],
        }
        super().__init__(*args, instance=Interview(owner=owner, **brought.origin), initial=initial, **kwargs)
        self.fields["new_people"].label = _("Who you will meet, one a line: name, title")
        self.fields["note"].widget.attrs["rows"] = 6
        del self.fields["people"]  # those of which company, nobody knows yet; named ones are not doubled
        self.fields["company"].queryset = self.companies
        if "time_zone" not in initial:
            self.ask_for_zone()

    def ask_for_zone(self):
        self.initial["time_zone"] = ""
        field = self.fields["time_zone"]
        field.choices = [("", _("Choose the zone")), *time_zone_choices()]
        field.error_messages["required"] = _("Choose the time zone that is meant.")

    @property
    def people_met(self):
        company = {name: self.cleaned_data[name] for name in ("company_name", "company_role")}
        return {"people": (), "new_people": self.cleaned_data["new_people"], **company}

    def clean(self):
        cleaned = super().clean()
        is_named = cleaned.get("company_name") or cleaned.get("company_role")
        if cleaned.get("company") and is_named:
            self.add_error("company", ONE_COMPANY)
        elif cleaned.get("company") is None and "company" not in self.errors:
            self.check_new_company(cleaned)
        return cleaned

    def check_new_company(self, cleaned):
        name, role = cleaned.get("company_name", ""), cleaned.get("company_role", "")
        for field, value in (("company_name", name), ("company_role", role)):
            if not value and field not in self.errors:
                self.add_error(field, ANOTHER_COMPANY)
        if name and role and Company.objects.of(self.instance.owner).called(name, role).exists():
            self.add_error("company_name", DOUBLED_COMPANY)
