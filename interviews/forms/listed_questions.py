from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import (
    ListedQuestion,
)
from questions.forms import LinesField
from questions.models import Question, Topic


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
