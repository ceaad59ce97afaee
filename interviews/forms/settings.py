from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.forms.zones import time_zone_choices
from interviews.models import (
    Dealbreaker,
    Profile,
)
from interviews.weighing import GROUPS
from questions.models import Topic


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Profile
        fields = ["role", "level", "field", "work_mode", "time_zone", "paper_size"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=time_zone_choices, help_text=_("Interviews are shown in this zone.")
        )
        self.initial["time_zone"] = self.instance.time_zone or "UTC"


class CalendarForm(forms.ModelForm):
    class Meta:
        model = Profile
        fields = ["feed_is_neutral"]


class TimeZoneForm(forms.Form):
    time_zone = forms.ChoiceField(choices=time_zone_choices)


class DealbreakerForm(forms.ModelForm):
    class Meta:
        model = Dealbreaker
        fields = ["text", "topic"]

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.of(owner).offered_to(self.instance)
        self.fields["topic"].empty_label = _("No topic")
        self.fields["topic"].help_text = _(
            "While it is unknown at a company, a question under this topic goes on the next agenda there."
        )


class WeighForm(forms.Form):
    """One word per topic for how much it matters; a topic that was not sent keeps its weight."""

    def __init__(self, *args, topics, weights, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = {f"weight-{topic.pk}": topic for topic in topics if topic.pk in weights}
        for name, topic in self.topics.items():
            self.fields[name] = forms.TypedChoiceField(
                label=topic.name,
                help_text=topic.description,
                choices=GROUPS,
                coerce=int,
                empty_value=None,
                required=False,
                initial=weights[topic.pk],
                widget=forms.RadioSelect,
            )

    def clean(self):
        values = self.values()
        if values and len(values) == len(self.fields) and not any(values.values()):
            raise forms.ValidationError(_("Leave at least one topic that counts."))

    def values(self) -> dict[int, int]:
        return {
            topic.pk: self.cleaned_data[name]
            for name, topic in self.topics.items()
            if self.cleaned_data.get(name) is not None
        }

    def by_name(self) -> dict[str, int]:
        """What each topic weighs as the form stands, whether it was sent or not."""
        if self.is_bound:
            self.full_clean()
        sent = self.values() if self.is_bound else {}
        return {
            topic.short: sent.get(topic.pk, self.fields[name].initial) for name, topic in self.topics.items()
        }


class WeightsForm(forms.Form):
    """One whole number 0–5 per topic; a topic that was not sent keeps its weight."""

    def __init__(self, *args, topics, weights=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.topics = {f"weight-{topic.pk}": topic for topic in topics}
        for name, topic in self.topics.items():
            self.fields[name] = forms.IntegerField(
                label=topic.name,
                help_text=topic.description,
                min_value=0,
                max_value=5,
                required=False,
                initial=(weights or {}).get(topic.pk, topic.default_weight),
                widget=forms.NumberInput(attrs={"type": "range", "class": "form-range"}),
            )

    def values(self) -> dict[int, int]:
        return {
            topic.pk: self.cleaned_data[name]
            for name, topic in self.topics.items()
            if self.cleaned_data.get(name) is not None
        }
