from django import forms
from django.utils.translation import gettext_lazy as _

from questions.models import Question


class LibraryFilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    audience = forms.ChoiceField(
        label=_("Who can answer"), required=False, choices=[("", _("Anyone")), *Question.Audience.choices]
    )

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [("", _("All topics")), *((str(t.pk), t.name) for t in topics)]

    def narrowing(self) -> dict[str, str]:
        return {
            "words": self.cleaned_data.get("q", ""),
            "topic": self.cleaned_data.get("topic", ""),
            "audience": self.cleaned_data.get("audience", ""),
        }
