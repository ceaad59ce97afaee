from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.forms.capture import no_half_characters
from interviews.models import Signal
from interviews.models.answer import Recorded


class SignalForm(forms.ModelForm):
    """What happened is one of the kinds, or words of one's own."""

    text = forms.CharField(
        label=_("In a few words"),
        required=False,
        max_length=500,
        validators=[no_half_characters],
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    class Meta:
        model = Signal
        fields = ["kind", "text", "noted_on", "flag"]
        labels = {"kind": _("What happened"), "noted_on": _("When"), "flag": _("Flag")}
        widgets = {"noted_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Signal.Kind.choices
        self.fields["flag"].choices = [("", _("No flag")), *Recorded.Flag.choices]
        self.fields["noted_on"].show_hidden_initial = False
        if self.instance._state.adding:
            self.initial["kind"] = Signal.Kind.RESCHEDULED

    def clean_noted_on(self):
        """Tomorrow may have begun where it happened."""
        noted_on = self.cleaned_data["noted_on"]
        if noted_on > timezone.localdate() + timedelta(days=1):
            raise forms.ValidationError(_("This day is still to come."))
        return noted_on

    def clean(self):
        """The rule of the table names two fields; its sentence stands beside the one to fill."""
        if self.cleaned_data.get("kind") == Signal.Kind.OTHER and not self.cleaned_data.get("text", "x"):
            self.add_error("text", _("Write what happened."))
