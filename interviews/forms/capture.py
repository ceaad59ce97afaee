from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.translation import gettext_lazy as _

from interviews.capture import Save
from interviews.models import (
    Answer,
)
from interviews.models.answer import RECORDED_FIELDS, TEXT_LIMIT

LARGEST_REVISION = 2**31 - 1


TOO_LONG = _("At most 100,000 characters fit into one answer.")


class WhatCameUpForm(forms.Form):
    text = forms.CharField(
        label=_("What came up"),
        max_length=1000,
        error_messages={"required": _("Write in a few words what came up.")},
    )


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


class SharedFields(dict):
    """Fields that no form changes need not be copied for each: that was a tenth of what a save costs."""

    def __deepcopy__(self, memo):
        return self


class SaveForm(forms.Form):
    """One save of one answer, from the script's JSON and from the plain form alike."""

    op = forms.UUIDField()
    base = forms.IntegerField(min_value=0, max_value=LARGEST_REVISION)
    client_id = forms.UUIDField()
    listed_question = forms.IntegerField(min_value=1, max_value=2**63 - 1, required=False)
    question_client_id = forms.UUIDField(required=False)
    question_text = forms.CharField(max_length=1000, required=False, validators=[no_half_characters])
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

    ENVELOPE = (
        "question_client_id",
        "op",
        "base",
        "client_id",
        "listed_question",
        "interview",
        "person",
        "age",
        "tab",
    )

    def clean(self):
        cleaned = super().clean()
        names_question = cleaned.get("listed_question") or (
            cleaned.get("question_client_id") and cleaned.get("question_text") and cleaned.get("interview")
        )
        if not names_question and not {"listed_question", "question_text"} & self.errors.keys():
            self.add_error("listed_question", _("No question is named."))
        return cleaned

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
            question_client_id=data["question_client_id"],
            question_text=data["question_text"],
            device=device[:120],
        )


SaveForm.base_fields = SharedFields(SaveForm.base_fields)
