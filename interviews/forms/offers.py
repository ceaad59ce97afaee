from datetime import timedelta

from django import forms
from django.core.validators import MaxLengthValidator
from django.forms.formsets import TOTAL_FORM_COUNT, BaseFormSet, formset_factory
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.amounts import AmountError, read_amount
from interviews.forms.capture import no_half_characters
from interviews.models import Company, Offer, OfferPay, PromiseCheck
from interviews.models.offer import TERMS_LIMIT

MOST_PARTS = 20
LINE_LIMIT = 240
NOTE_LIMIT = 500
PAY = "pay"
THERE_ALREADY = _("You already have an offer of this company from this day.")
THREE_LETTERS = _("Write the currency in three letters, like EUR.")
NO_CURRENCY = _("An amount needs its currency in three letters, like EUR.")
LINE_TOO_LONG = _("At most 240 characters fit here. Put the rest under “anything else”.")
TERMS_TOO_LONG = _("At most 20,000 characters fit here. Keep the part that matters.")
NOTE_TOO_LONG = _("At most 500 characters fit here. Keep the words that matter.")
TOO_MANY = _("At most 20 parts of the pay fit into one offer. Put the rest under “anything else”.")
NOT_WHOLE = _("A part of this page did not arrive. Look at the pay below, then save once more.")
BEFORE_CURRENCIES = {"€": "EUR", "£": "GBP"}


class Line(forms.CharField):
    """One line of the offer. The browser cuts off nothing: what is too long gets a sentence."""

    def __init__(self, label, limit=LINE_LIMIT, too_long=LINE_TOO_LONG, **kwargs):
        kwargs.setdefault("widget", forms.TextInput(attrs={"dir": "auto"}))
        validators = [no_half_characters, MaxLengthValidator(limit, too_long)]
        super().__init__(label=label, required=False, validators=validators, **kwargs)


def day_input():
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OfferForm(forms.ModelForm):
    leave = Line(_("Paid leave"))
    notice = Line(_("Notice period"))
    remote = Line(_("Where you work"))
    terms = Line(
        _("Anything else"),
        TERMS_LIMIT,
        TERMS_TOO_LONG,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
    )
    to_offer_stage = forms.BooleanField(
        label=_("Move the company to the stage “Offer”"), required=False, initial=True
    )

    class Meta:
        model = Offer
        fields = ["dated_on", "expires_on", "starts_on", "leave", "notice", "remote", "terms"]
        labels = {
            "dated_on": _("Date of the offer"),
            "expires_on": _("Answer by"),
            "starts_on": _("First day"),
        }
        widgets = {"dated_on": day_input(), "expires_on": day_input(), "starts_on": day_input()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["dated_on"].show_hidden_initial = False
        stages = Company.Stage
        has_moved = {stages.OFFER, stages.ACCEPTED, stages.DECLINED}
        if self.instance.pk or self.instance.company.stage in has_moved:
            del self.fields["to_offer_stage"]

    def clean_terms(self):
        return self.cleaned_data["terms"].replace("\r\n", "\n")

    def clean_dated_on(self):
        """Tomorrow may have begun where it was written. Its rule names the company: no field does."""
        day = self.cleaned_data["dated_on"]
        if day > timezone.localdate() + timedelta(days=1):
            raise forms.ValidationError(_("This day is still to come."))
        others = Offer.objects.of(self.instance.owner_id).in_company(self.instance.company)
        if others.exclude(pk=self.instance.pk).filter(dated_on=day).exists():
            raise forms.ValidationError(THERE_ALREADY)
        return day

    def clean(self):
        cleaned = super().clean()
        dated_on, expires_on = cleaned.get("dated_on"), cleaned.get("expires_on")
        if dated_on and expires_on and expires_on < dated_on:
            self.add_error("expires_on", _("This day is before the date of the offer."))
        return cleaned


class OfferPayForm(forms.ModelForm):
    """One part of the pay. What has neither an amount nor words is left out."""

    amount = forms.CharField(
        label=_("Amount"), required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    currency = forms.CharField(
        label=_("Currency"),
        required=False,
        widget=forms.TextInput(
            attrs={"list": "currencies", "autocapitalize": "characters", "autocomplete": "off"}
        ),
    )
    words = Line(_("As written"))

    class Meta:
        model = OfferPay
        fields = ["kind", "amount", "currency", "period", "words"]
        labels = {"kind": _("Part"), "period": _("Per")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{**kwargs, "use_required_attribute": False, "empty_permitted": True})
        self.fields["period"].choices = [("", "–"), *OfferPay.Period.choices]

    def has_changed(self):
        """Whether this says anything about the pay; what is only chosen beside it says nothing."""
        return any(str(self[name].value() or "").strip() for name in ("amount", "words"))

    def clean_currency(self):
        typed = self.cleaned_data["currency"]
        currency = BEFORE_CURRENCIES.get(typed, typed.upper())
        if currency and not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            raise forms.ValidationError(THREE_LETTERS)
        return currency

    def clean(self):
        """The amount is read last, since the currency has a say in it."""
        cleaned = super().clean()
        typed = cleaned.get("amount", "")
        cleaned["amount"] = None
        if not typed:
            return cleaned
        try:
            cleaned["amount"] = read_amount(typed, cleaned.get("currency", ""))
        except AmountError as error:
            self.add_error("amount", str(error))
        if not cleaned.get("currency", "missing"):
            self.add_error("currency", NO_CURRENCY)
        return cleaned


class BasePayFormSet(BaseFormSet):
    default_error_messages = {"missing_management_form": NOT_WHOLE, "too_many_forms": TOO_MANY}

    def clean(self):
        if self.management_form.cleaned_data[TOTAL_FORM_COUNT] < 0:
            raise forms.ValidationError(NOT_WHOLE)
        if sum(form.has_changed() for form in self.forms) > MOST_PARTS:
            raise forms.ValidationError(TOO_MANY)

    @property
    def parts(self):
        """Of a valid one: the parts that say something, in their order."""
        return [form.save(commit=False) for form in self.forms if form.has_changed()]


PayFormSet = formset_factory(
    OfferPayForm, BasePayFormSet, extra=0, max_num=MOST_PARTS + 1, absolute_max=MOST_PARTS + 1
)


class TypedPay:
    """The rows of pay as they were typed, checked by nobody, to be shown again with one more or one less."""

    def __init__(self, data):
        typed = data.get(f"{PAY}-TOTAL_FORMS", "")
        count = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
        names = OfferPayForm.Meta.fields
        self.rows = [
            {name: data.get(f"{PAY}-{number}-{name}", "") for name in names}
            for number in range(min(count, MOST_PARTS))
        ]

    def with_one_more(self, currency):
        used = next((row["currency"] for row in reversed(self.rows) if row["currency"]), currency)
        if len(self.rows) < MOST_PARTS:
            self.rows.append({"kind": OfferPay.Kind.OTHER, "currency": used})
        return self

    def without(self, number):
        if number.isascii() and number.isdecimal() and len(number) < 4:
            del self.rows[int(number) : int(number) + 1]
        return self


class PromiseCheckForm(forms.Form):
    status = forms.ChoiceField(
        choices=[("", _("open")), *PromiseCheck.Status.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose open, in writing, differs or absent.")},
    )
    note = Line(_("What the offer says"), NOTE_LIMIT, NOTE_TOO_LONG)

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("note") and cleaned.get("status") == "":
            self.add_error("note", _("Open keeps no words: choose what became of it, or empty this."))
        return cleaned
