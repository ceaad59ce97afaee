from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from interviews.forms.capture import no_half_characters
from interviews.models import Decision, Outcome
from interviews.models.decision import REASON_LIMIT
from interviews.outcomes import DAYS

FARTHEST = timedelta(days=5 * 365)
NOTE_LIMIT = 500
TOO_LONG = _("At most 10,000 characters fit. Keep what you will want to read again.")
NOTE_TOO_LONG = _("At most 500 characters fit into a note.")
NOT_COMPARED = _("Choose one of the companies that stand here.")
NO_VERDICT = _("Say first whether it was true: a note alone is not kept.")


class Words(forms.CharField):
    """A few lines; every line end is one line feed, so that it counts once."""

    def __init__(self, **kwargs):
        super().__init__(widget=forms.Textarea(attrs={"rows": 4}), validators=[no_half_characters], **kwargs)

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")

    def validate(self, value):
        super().validate(value)
        if len(value) > REASON_LIMIT:
            raise forms.ValidationError(TOO_LONG)


class FirstDay(forms.DateField):
    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(label=_("First day"), required=False, widget=widget, **kwargs)

    def validate(self, value):
        super().validate(value)
        if value and abs(value - timezone.localdate()) > FARTHEST:
            raise forms.ValidationError(_("This day is more than five years away."))


class DecisionForm(forms.Form):
    """`page` is a decision_page.DecidePage; `seen` is the standing decision that the candidate saw."""

    company = forms.ChoiceField(
        label=_("Company"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a company."), "invalid_choice": NOT_COMPARED},
    )
    reason = Words(label=_("Why this one"), error_messages={"required": _("Write why you choose it.")})
    override = Words(
        label=_("Why in spite of the dealbreaker"),
        help_text=_("A company that trips a dealbreaker can be chosen only with words here."),
        required=False,
    )
    starts_on = FirstDay(help_text=_("If you know it already. You can give it later."))
    declined = forms.MultipleChoiceField(
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_COMPARED, "invalid_list": NOT_COMPARED},
    )
    seen = forms.CharField(required=False)
    instead = forms.BooleanField(required=False)

    def __init__(self, *args, page, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        self.by_number = {str(company.pk): company for company in page.compared}
        self.fields["company"].choices = [(number, one.name) for number, one in self.by_number.items()]
        offered = page.can_be_declined if self.by_number else []
        self.fields["declined"].choices = [(one.number, one.company.name) for one in offered]

    def clean(self):
        cleaned = super().clean()
        chosen = self.by_number.get(cleaned.get("company", ""))
        if chosen is None:
            return cleaned
        self.check_standing(chosen)
        tripped = self.page.tripped.get(chosen.pk)
        if tripped and not cleaned.get("override") and "override" not in self.errors:
            words = {
                "name": chosen.name,
                "breakers": get_text_list([f"“{one}”" for one in tripped], _now("and")),
            }
            said = _now("%(name)s trips %(breakers)s. Write why you choose it in spite of that.")
            self.add_error("override", said % words)
        if str(chosen.pk) in cleaned.get("declined", ()):
            self.add_error("declined", _("You choose this company: it cannot be declined as well."))
        return cleaned

    def check_standing(self, chosen):
        standing = self.page.standing
        if standing is None:
            return
        seen, instead = self.cleaned_data["seen"], self.cleaned_data["instead"]
        words = {
            "name": standing.company.name,
            "on": date_format(timezone.localtime(standing.decided_at), "j F Y"),
        }
        if standing.company_id == chosen.pk and not instead:
            self.add_error(None, _now("You chose %(name)s already, on %(on)s.") % words)
        elif seen != str(standing.pk):
            said = _now("Meanwhile you chose %(name)s. Say whether this choice is instead of it.")
            self.add_error("instead", said % words)

    @property
    def repeats(self):
        """The same choice with the same reason, sent twice."""
        standing = self.page.standing
        if not self.is_bound or standing is None:
            return False
        sent = (self.cleaned_data.get("company"), self.cleaned_data.get("reason"))
        return sent == (str(standing.company_id), standing.reason)

    @property
    def declined_companies(self):
        return [self.by_number[number] for number in self.cleaned_data["declined"]]

    def decision(self):
        cleaned = self.cleaned_data
        return Decision(
            company=self.by_number[cleaned["company"]],
            reason=cleaned["reason"],
            override=cleaned["override"],
            starts_on=cleaned["starts_on"],
            snapshot=self.page.snapshot,
        )


class FirstDayForm(forms.Form):
    starts_on = FirstDay()


class OutcomeForm(forms.Form):
    """No verdict is one too: nothing is kept then. `reached` are the rounds whose day has come."""

    days = forms.TypedChoiceField(
        choices=[(days, days) for days in DAYS],
        coerce=int,
        error_messages={
            "required": _("This day has not come yet."),
            "invalid_choice": _("This day has not come yet."),
        },
    )
    verdict = forms.ChoiceField(
        choices=[("", _("skip")), *Outcome.Verdict.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose one of the four.")},
    )
    note = forms.CharField(
        label=_("How it is"),
        required=False,
        max_length=NOTE_LIMIT,
        validators=[no_half_characters],
        error_messages={"max_length": NOTE_TOO_LONG},
    )

    def __init__(self, *args, reached=DAYS, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["days"].choices = [(days, days) for days in reached]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("note") and not cleaned.get("verdict") and "verdict" not in self.errors:
            self.add_error("verdict", NO_VERDICT)
        return cleaned
