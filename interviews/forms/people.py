from django import forms

from interviews.models import (
    Person,
)


class PersonForm(forms.ModelForm):
    class Meta:
        model = Person
        fields = ["name", "title", "audience"]
