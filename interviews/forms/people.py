from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import (
    Person,
)

MOST_SPELLINGS = 20
LONGEST_SPELLING = 120


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "title", "audience", "how_met"]
        help_texts = {"how_met": _("For example: introduced by a former colleague, or at a meetup.")}


class MergeForm(forms.Form):
    """Which other entry of the same company is the same person."""

    other = forms.ModelChoiceField(
        label=_("The other entry"),
        queryset=None,
        empty_label=_("Choose"),
        error_messages={"invalid_choice": _("Choose another person of this company.")},
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        people = Person.objects.of(person.owner_id).in_company(person.company_id)
        self.fields["other"].queryset = people.exclude(pk=person.pk).by_name()


class ForgetForm(forms.Form):
    """`spellings` are what the page offers: see forget_page.Spelling."""

    spellings = forms.MultipleChoiceField(
        label=_("Replace"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose among the words of the name.")},
    )
    others = forms.CharField(
        label=_("Other spellings"),
        help_text=_("One on each line: a nickname, initials, an e-mail address."),
        required=False,
        max_length=MOST_SPELLINGS * LONGEST_SPELLING,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, likely, **kwargs):
        checked = [text for text, is_likely in likely.items() if is_likely]
        super().__init__(*args, initial={"spellings": checked}, **kwargs)
        self.fields["spellings"].choices = [(text, text) for text in likely]

    def clean_others(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["others"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_SPELLINGS:
            raise forms.ValidationError(_("Write at most 20 spellings."))
        if any(not any(letter.isalnum() for letter in line) for line in lines):
            raise forms.ValidationError(_("A spelling has at least one letter or digit."))
        return lines

    @property
    def wanted(self):
        return [*self.cleaned_data["spellings"], *self.cleaned_data["others"]]
