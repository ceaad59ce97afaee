from datetime import UTC
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.capture import Save
from interviews.models import (
    Answer,
    Company,
    Dealbreaker,
    DealbreakerCheck,
    Interview,
    ListedQuestion,
    Person,
    Profile,
)
from interviews.models.answer import RECORDED_FIELDS, TEXT_LIMIT
from questions.forms import LinesField
from questions.models import Question, Topic

LARGEST_REVISION = 2**31 - 1
TOO_LONG = _("At most 100,000 characters fit into one answer.")


def time_zone_choices():
    return [
        ("UTC", "UTC"),
        *((name, name.replace("_", " ")) for name in sorted(available_timezones()) if "/" in name),
    ]


class ProfileForm(forms.ModelForm):
    class Meta:
        model = Profile
        fields = ["role", "level", "field", "work_mode", "time_zone", "paper_size"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["time_zone"] = forms.ChoiceField(
            label=_("Time zone"), choices=time_zone_choices, help_text=_("Interviews are shown in this zone.")
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


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "title", "audience"]


class ListedQuestionForm(forms.ModelForm):
    follow_ups = LinesField(label=_("Follow-ups, one a line"), required=False, max_length=2000)
    audiences = forms.MultipleChoiceField(
        label=_("Who can answer (none means anyone)"),
        choices=Question.Audience.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ListedQuestion
        fields = [
            "text",
            "topic",
            "must_ask",
            "minutes",
            "audiences",
            "follow_ups",
            "anchor_low",
            "anchor_high",
            "why",
            "listen_for",
            "beware_of",
        ]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "why": forms.Textarea(attrs={"rows": 2}),
            "listen_for": forms.Textarea(attrs={"rows": 2}),
            "beware_of": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.of(owner).offered_to(self.instance)
        self.fields["topic"].empty_label = _("Not filed yet")


class WhatCameUpForm(forms.Form):
    text = forms.CharField(
        label=_("What came up"),
        max_length=1000,
        error_messages={"required": _("Write in a few words what came up.")},
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


class DealbreakerForm(forms.ModelForm):
    class Meta:
        model = Dealbreaker
        fields = ["text", "topic"]

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.of(owner).offered_to(self.instance)
        self.fields["topic"].empty_label = _("No topic")


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


def no_half_characters(text: str) -> None:
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise forms.ValidationError(_("This text holds half a character, which cannot be stored."))


class WholeText(forms.CharField):
    """Stored as typed, nothing stripped; every line end is one line feed, as the script sends it."""

    def __init__(self, **kwargs):
        super().__init__(
            strip=False, required=False, max_length=TEXT_LIMIT, validators=[no_half_characters], **kwargs
        )
        for validator in self.validators:
            if isinstance(validator, MaxLengthValidator):
                validator.message = TOO_LONG

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


class SaveForm(forms.Form):
    """One save of one answer, from the script's JSON and from the plain form alike."""

    op = forms.UUIDField()
    base = forms.IntegerField(min_value=0, max_value=LARGEST_REVISION)
    client_id = forms.UUIDField()
    listed_question = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    interview = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    person = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    age = forms.FloatField(required=False)
    tab = forms.CharField(max_length=64, required=False, validators=[no_half_characters])
    said = WholeText(label=_("What they said"), widget=forms.Textarea)
    impression = WholeText(label=_("My impression"))
    quality = forms.ChoiceField(choices=[("", ""), *Answer.Quality.choices], required=False)
    rating = forms.TypedChoiceField(
        choices=[("", ""), *Answer.RATINGS], coerce=int, empty_value=None, required=False
    )
    flag = forms.ChoiceField(choices=[("", ""), *Answer.Flag.choices], required=False)
    come_back = forms.BooleanField(required=False)
    promise = forms.BooleanField(required=False)
    refer_to = forms.CharField(max_length=120, required=False, validators=[no_half_characters])

    ENVELOPE = ("op", "base", "client_id", "listed_question", "interview", "person", "age", "tab")

    @property
    def is_malformed(self) -> bool:
        """What the page itself fills in is off: nothing a person could mend."""
        return any(name in self.errors for name in self.ENVELOPE)

    @property
    def as_typed(self) -> dict:
        """What the fields showed, to show it again."""
        typed = {name: self.data.get(name, "") for name in RECORDED_FIELDS}
        rating = str(typed["rating"])
        return {**typed, "rating": int(rating) if rating.isdecimal() and len(rating) < 3 else None}

    def save_to_make(self, device: str) -> Save:
        data = self.cleaned_data
        age = data["age"] or 0
        return Save(
            op=data["op"],
            base=data["base"],
            client_id=data["client_id"],
            listed_question=data["listed_question"],
            interview=data["interview"],
            person=data["person"],
            fields={name: data[name] for name in RECORDED_FIELDS},
            age_ms=int(min(max(age, 0), 10**12)),
            tab=data["tab"],
            device=device[:120],
        )


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
