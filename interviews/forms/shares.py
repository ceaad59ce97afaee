from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from interviews.compare_choice import MOST
from interviews.models import Company, Share
from interviews.share_until import PERIODS, USUAL, end_of, last_day

TOO_MANY = _("Eight companies at most can be shared: take some off.")


class CompaniesField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, company):
        return f"{company.name}, {company.role}"


class ShareForm(forms.ModelForm):
    companies = CompaniesField(
        label=_("Companies"),
        queryset=Company.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one company.")},
    )
    period = forms.ChoiceField(label=_("Open for"), widget=forms.RadioSelect, initial=USUAL)

    class Meta:
        model = Share
        fields = ["label", "hide_names", "hide_pay", "with_answers", "with_offers"]
        help_texts = {
            "label": _("Only you see this."),
            "hide_names": _(
                "Companies become “Company A”, people “a hiring manager”, and in texts mail and web addresses"
                " go too. What cannot be found: nicknames, misspellings, abbreviations, single letters,"
                " telephone numbers, names of products and places, and whoever is no company and no person"
                " here. A name that is also a word goes wherever the word stands."
            ),
            "hide_pay": _(
                "In texts, amounts go where they have a currency, a k or four digits; amounts in words stay."
                " Of an offer, “anything else” goes as a whole."
            ),
            "with_answers": _("Questions and answers behind each number, with quality and date."),
            "with_offers": _("The latest of each company, as it was written."),
        }

    def __init__(self, *args, companies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["companies"].queryset = companies
        self.fields["label"].widget.attrs["autocomplete"] = "off"
        self.days = {period: last_day(period, timezone.localdate()) for period in PERIODS}
        self.fields["period"].choices = [
            (period, _("%(period)s, until %(day)s") % {"period": said, "day": date_format(day, "D j M Y")})
            for (period, said), day in zip(PERIODS.items(), self.days.values(), strict=True)
        ]

    def clean_companies(self):
        companies = self.cleaned_data["companies"]
        if len(companies) > MOST:
            raise forms.ValidationError(TOO_MANY)
        return companies

    def clean(self):
        cleaned = super().clean()
        if period := cleaned.get("period"):
            self.instance.expires_at = end_of(self.days[period], timezone.get_current_timezone())
        return cleaned
