from django import forms
from django.utils.translation import gettext_lazy as _

from interviews import access
from interviews.models import (
    ListedQuestion,
)
from questions.forms import LinesField
from questions.models import Question, Topic

MOST_PICKED = 5_000


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
            "timing",
            "audiences",
            "follow_ups",
            "anchor_low",
            "anchor_high",
            "why",
            "listen_for",
            "beware_of",
        ]
        labels = {"timing": _("When to ask it")}
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
        self.fields["timing"].required = False

    def clean_timing(self):
        return self.cleaned_data["timing"] or Question.Timing.INTERVIEWS


def first_sentence(form: forms.Form) -> str:
    return next(error for errors in form.errors.values() for error in errors)


class PickField(forms.Field):
    """The numbers of rows that were ticked."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value):
        picked = [text for text in value or [] if text.isascii() and text.isdecimal() and len(text) < 19]
        if len(picked) != len(value or []) or len(picked) > MOST_PICKED:
            raise forms.ValidationError(_("These are not questions of this list. Nothing was changed."))
        return list(dict.fromkeys(map(int, picked)))


class PickForm(forms.Form):
    """`found` gives the rows behind the numbers; where one is missing, nothing is picked."""

    pick = PickField(error_messages={"required": _("Choose at least one question first.")})

    def __init__(self, *args, found, **kwargs):
        super().__init__(*args, **kwargs)
        self.found = found

    def clean_pick(self):
        pks = self.cleaned_data["pick"]
        rows = self.found(pks)
        if len(rows) != len(pks):
            raise forms.ValidationError(
                _("Some of these questions are not on the list any more. Nothing was changed.")
            )
        return rows

    @property
    def ticked(self) -> set[str]:
        """As it was sent, to show it again."""
        return set(self.data.getlist("pick"))


class ListedQuestionsChangeForm(PickForm):
    CHANGES = ("top", "end", "file", "must ask", "need not ask", "remove")

    change = forms.ChoiceField(
        choices=[(change, change) for change in CHANGES],
        error_messages={
            "required": _("Say what to do with the questions."),
            "invalid_choice": _("A list of questions cannot be changed like that."),
        },
    )
    topic = forms.ModelChoiceField(
        Topic.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choose one of your topics.")},
    )

    def __init__(self, *args, owner, company, **kwargs):
        super().__init__(*args, found=lambda pks: access.picked_questions(owner, company, pks), **kwargs)
        self.fields["topic"].queryset = Topic.objects.of(owner).live()

    def clean(self):
        if self.cleaned_data.get("change") == "file" and not self.cleaned_data.get("topic"):
            self.add_error("topic", _("Choose the topic to file them under."))
        return super().clean()


class PlaceForm(forms.Form):
    """Where a question goes: before another of its list, or to a place counted from 1; else to the end."""

    before = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    place = forms.IntegerField(label=_("Place on the list"), required=False, min_value=1, max_value=2**31 - 1)

    def __init__(self, *args, owner, listed, **kwargs):
        super().__init__(*args, **kwargs)
        self.owner, self.listed = owner, listed

    def clean_before(self):
        pk = self.cleaned_data["before"]
        found = access.picked_questions(self.owner, self.listed.company, [pk] if pk else [])
        if pk and not found:
            raise forms.ValidationError(_("That place is gone: the list has changed. Move it again."))
        return found[0] if found else None

    def clean(self):
        place = self.cleaned_data.get("place")
        if place and not self.cleaned_data.get("before"):
            self.cleaned_data["before"] = access.listed_question_at(self.owner, self.listed, place)
        if "place" in self.data and not place and "place" not in self.errors:
            self.add_error("place", _("Write a place, counted from 1."))
        return super().clean()
