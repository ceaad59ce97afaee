"""People named in a line each, so that an interview can be planned on one page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from interviews.models import Interview, Person
from questions.forms import LinesField
from questions.models import Question

Kind, Audience = Interview.Kind, Question.Audience
MOST_AT_ONCE = 12
SPEAKS_AS = {
    Kind.RECRUITER: Audience.RECRUITER,
    Kind.TECHNICAL: Audience.PEER,
    Kind.TEAM: Audience.PEER,
    Kind.PANEL: Audience.PEER,
    Kind.FINAL: Audience.EXECUTIVE,
    Kind.OFFER_CALL: Audience.HR,
    Kind.COFFEE: Audience.PEER,
}


class NewPeopleField(LinesField):
    """One a line: name, title. Gives unsaved people without owner or company."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Somebody new? One a line: name, title"), required=False, **kwargs)

    def clean(self, value):
        lines = super().clean(value)
        if len(lines) > MOST_AT_ONCE:
            raise forms.ValidationError(_("At most 12 new people at once."))
        return [self.person(*line.partition(",")[::2]) for line in lines]

    def person(self, name, title):
        name, title = name.strip(), title.strip()
        if not name:
            raise forms.ValidationError(_("Write the name first, then a comma and the title."))
        if len(name) > 120 or len(title) > 120:
            raise forms.ValidationError(_("A name and a title have at most 120 characters each."))
        return Person(name=name, title=title)


def speaking_as(kind: str) -> str:
    """What somebody met in such an interview most likely speaks as."""
    return SPEAKS_AS.get(Kind(kind), Audience.HIRING_MANAGER)
