from datetime import timedelta
from itertools import groupby

from django import forms
from django.core.validators import MaxLengthValidator, URLValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.forms.capture import no_half_characters
from interviews.models import Claim, ListedQuestion
from interviews.models.research import CLAIM_LIMIT
from interviews.pasting import address_in, pasted_claim

URL_LIMIT = 1000
TOO_LONG = _("At most 5,000 characters fit into one claim. Keep the part that matters.")
URL_TOO_LONG = _("This address is longer than 1,000 characters. Keep the words, and leave the address out.")
NO_WEB_ADDRESS = _("Write an address that begins with https:// or http://.")


class PasteForm(forms.Form):
    """One box for a link or a paragraph; `pasted` afterwards is what was read out of it."""

    pasted = forms.CharField(
        label=_("Paste a link or a paragraph"),
        widget=forms.Textarea,
        validators=[no_half_characters],
        error_messages={"required": _("Paste a link or write what you found.")},
    )

    def claim_in(self, company):
        found = pasted_claim(self.cleaned_data["pasted"], company.website)
        return Claim(
            owner_id=company.owner_id, company=company, text=found.text, url=found.url, kind=found.kind
        )

    def clean_pasted(self):
        typed = self.cleaned_data["pasted"].replace("\r\n", "\n")
        if len(typed) > CLAIM_LIMIT + 2 * URL_LIMIT:
            raise forms.ValidationError(TOO_LONG)
        if len(address_in(typed)) > URL_LIMIT:
            raise forms.ValidationError(URL_TOO_LONG)
        if len(pasted_claim(typed).text) > CLAIM_LIMIT:
            raise forms.ValidationError(TOO_LONG)
        return typed


class ClaimForm(forms.ModelForm):
    """`looked_up` is a library question that this claim answers: there is nothing to choose then."""

    text = forms.CharField(
        label=_("What it says"),
        widget=forms.Textarea(attrs={"rows": 6}),
        validators=[no_half_characters, MaxLengthValidator(CLAIM_LIMIT, TOO_LONG)],
        error_messages={"required": _("Write what it says.")},
    )
    url = forms.URLField(
        label=_("Address"),
        required=False,
        assume_scheme="https",
        validators=[URLValidator(["http", "https"], message=NO_WEB_ADDRESS), no_half_characters],
        error_messages={"invalid": NO_WEB_ADDRESS},
    )

    class Meta:
        model = Claim
        fields = ["text", "kind", "url", "seen_on", "listed_question"]
        widgets = {"seen_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, looked_up=None, **kwargs):
        super().__init__(*args, **kwargs)
        if looked_up is not None:
            del self.fields["listed_question"]
            return
        field = self.fields["listed_question"]
        field.queryset = offered_to(self.instance)
        field.choices = [("", _("None")), *by_topic(field.queryset)]

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_url(self):
        url = self.cleaned_data["url"]
        if len(url) > URL_LIMIT:
            raise forms.ValidationError(URL_TOO_LONG)
        return url

    def clean_seen_on(self):
        """Tomorrow may have begun where it was seen."""
        seen_on = self.cleaned_data["seen_on"]
        if seen_on > timezone.localdate() + timedelta(days=1):
            raise forms.ValidationError(_("This day is still to come."))
        return seen_on


def offered_to(claim):
    """What is on the list, and the question that it answers already, though taken off."""
    listed = ListedQuestion.objects.of(claim.company.owner_id).in_company(claim.company)
    offered = listed.filter(Q(removed_at=None) | Q(pk=claim.listed_question_id)).select_related("topic")
    return offered.order_by("topic__position", "topic__name", "topic", "position", "pk")


def by_topic(listed_questions):
    """Choices in groups, the topics in the library's order, what is not filed last."""
    for topic, group in groupby(listed_questions, lambda listed: listed.topic):
        yield topic.name if topic else _("not filed yet"), [(one.pk, one.text) for one in group]
