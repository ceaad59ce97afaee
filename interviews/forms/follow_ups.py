from collections.abc import Sequence

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from interviews.models import FollowUp, ListedQuestion, Person
from questions.models import Question


def date_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FollowUpForm(forms.ModelForm):
    """What the candidate decides about a follow-up: its wording, who to ask, by when."""

    ask = forms.ChoiceField(label=_("Who can answer"), required=False)
    nobody = _("Whoever the answers point to")

    class Meta:
        model = FollowUp
        fields = ["text", "due_on"]
        labels = {"text": _("Your wording, for the mail"), "due_on": _("By when")}
        widgets = {"text": forms.Textarea(attrs={"rows": 2}), "due_on": date_input()}

    def __init__(self, *args, people: Sequence[Person], **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {f"person-{person.pk}": person for person in people}
        self.audiences = {f"audience-{value}": value for value in Question.Audience.values}
        self.fields["text"].widget.attrs["dir"] = "auto"
        self.fields["ask"].choices = [
            ("", self.nobody),
            (_("People"), [(key, person.name) for key, person in self.people.items()]),
            (_("Anyone who speaks as"), [(f"audience-{v}", label) for v, label in Question.Audience.choices]),
        ]
        self.fields["ask"].initial = self.asked_now()

    def asked_now(self) -> str:
        if self.instance.ask_person_id:
            return f"person-{self.instance.ask_person_id}"
        return f"audience-{self.instance.ask_audience}" if self.instance.ask_audience else ""

    def save(self, commit=True):
        ask = self.cleaned_data["ask"]
        self.instance.ask_person = self.people.get(ask)
        self.instance.ask_audience = self.audiences.get(ask, "")
        return super().save(commit)


class NoteForm(FollowUpForm):
    """A follow-up of the candidate's own, about a question or about none."""

    nobody = _("Not decided")

    class Meta(FollowUpForm.Meta):
        fields = ["text", "listed_question", "due_on"]
        labels = {"text": _("What to find out or do"), "due_on": _("By when")}

    def __init__(self, *args, listed: Sequence[ListedQuestion], **kwargs):
        super().__init__(*args, **kwargs)
        self.listed = {str(question.pk): question for question in listed}
        self.fields["listed_question"] = forms.ChoiceField(
            label=_("About a question on your list"),
            choices=[
                ("", _("None of them")),
                *((pk, Truncator(one.text).chars(90)) for pk, one in self.listed.items()),
            ],
            required=False,
        )

    def clean_listed_question(self):
        return self.listed.get(self.cleaned_data["listed_question"])

    def clean(self):
        cleaned = super().clean()
        if "text" in cleaned and not cleaned["text"] and not cleaned.get("listed_question"):
            self.add_error("text", _("Write what to find out or do, or choose a question."))
        return cleaned
