from datetime import UTC
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.forms.zones import time_zone_choices
from interviews.models import (
    Interview,
    Person,
)


class InterviewForm(forms.ModelForm):
    starts_at = forms.DateTimeField(
        label=_("Starts at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)
    people = forms.ModelMultipleChoiceField(
        label=_("Who you will meet"), queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Interview
        fields = [
            "kind",
            "starts_at",
            "time_zone",
            "minutes",
            "question_minutes",
            "channel",
            "place",
            "people",
            "note",
        ]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        company = self.instance.company
        self.fields["people"].queryset = Person.objects.of(company.owner_id).filter(company=company).by_name()
        if self.instance.pk:
            self.initial["starts_at"] = self.instance.starts_local
            self.initial["people"] = list(self.instance.people.values_list("pk", flat=True))

    def clean(self):
        """The hour was typed as the clock in that zone shows it."""
        cleaned = super().clean()
        starts_at, zone = cleaned.get("starts_at"), cleaned.get("time_zone")
        if starts_at and zone:
            wall = timezone.make_naive(starts_at) if timezone.is_aware(starts_at) else starts_at
            aware = wall.replace(tzinfo=ZoneInfo(zone))
            if not 1970 <= wall.year < 2200:
                self.add_error("starts_at", _("Write a year from 1970 to 2199."))
            elif aware.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall:
                self.add_error(
                    "starts_at", _("That hour is skipped there: the clocks go forward that night.")
                )
            cleaned["starts_at"] = aware
        return cleaned


class FinishForm(forms.ModelForm):
    impression = forms.TypedChoiceField(
        label=_("Your overall impression, before any numbers"),
        choices=Interview.Impression.choices,
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Interview
        fields = ["impression", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 3})}
