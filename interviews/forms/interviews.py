from datetime import UTC
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.forms.new_people import NewPeopleField, speaking_as
from interviews.forms.zones import time_zone_choices
from interviews.models import (
    Interview,
    Person,
)


def is_twice(wall, zone_name):
    zone = ZoneInfo(zone_name)
    first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    return first.utcoffset() > second.utcoffset()


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

    which_hour = forms.ChoiceField(
        label=_("Which of the two"),
        choices=[("", ""), ("first", _("the first one")), ("second", _("the second, an hour later"))],
        required=False,
    )
    new_people = NewPeopleField(max_length=3000)

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

    def __init__(self, *args, changed=None, **kwargs):
        """`changed` are values that an invitation brings for an interview there is."""
        super().__init__(*args, **kwargs)
        company = self.instance.company if self.instance.company_id else None
        people = Person.objects.of(self.instance.owner_id)
        self.fields["people"].queryset = people.in_company(company).by_name() if company else people.none()
        if self.instance.pk:
            self.initial["starts_at"] = self.instance.starts_local
            self.initial["people"] = list(self.instance.people.values_list("pk", flat=True))
            self.initial |= changed or {}
        self.asks_which_hour = bool(self.data.get("which_hour"))
        self.ask_for_hour_that_comes_twice()

    def ask_for_hour_that_comes_twice(self):
        starts, zone = (self.initial.get(name) for name in ("starts_at", "time_zone"))
        if starts and zone and is_twice(starts, zone):
            self.asks_which_hour = True
            self.initial["which_hour"] = ("first", "second")[starts.fold]

    def clean(self):
        """The hour was typed as the clock in that zone shows it."""
        cleaned = super().clean()
        starts_at, zone = cleaned.get("starts_at"), cleaned.get("time_zone")
        if starts_at and zone:
            wall = timezone.make_naive(starts_at) if timezone.is_aware(starts_at) else starts_at
            cleaned["starts_at"] = self.moment(wall, ZoneInfo(zone))
        for person in cleaned.get("new_people", ()):
            person.audience = speaking_as(cleaned.get("kind") or Interview.Kind.HIRING_MANAGER)
        return cleaned

    @property
    def people_met(self):
        return {name: self.cleaned_data[name] for name in ("people", "new_people")}

    def moment(self, wall, zone):
        if not 1970 <= wall.year < 2200:
            self.add_error("starts_at", _("Write a year from 1970 to 2199."))
            return None
        first, second = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return first
        if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != wall:
            self.add_error("starts_at", _("That hour is skipped there: the clocks go forward that night."))
        elif not self.cleaned_data.get("which_hour"):
            self.asks_which_hour = True
            self.add_error("which_hour", _("The clocks go back that night, so this hour comes twice. Which?"))
        return second if self.cleaned_data.get("which_hour") == "second" else first


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
