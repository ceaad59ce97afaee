"""What came back by mail, question by question."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interviews.actions import Reply
from interviews.actions.follow_ups import with_further_reply
from interviews.follow_up_lines import Line
from interviews.forms.capture import WholeText
from interviews.forms.follow_ups import date_input
from interviews.models import Answer, Company, ListedQuestion, Person
from interviews.models.answer import TEXT_LIMIT
from questions.models import Question

SOMEBODY_ELSE = "new"


@dataclass
class ReplyFields:
    """One question of a mail, with the follow-ups that asked it and the fields for what came back."""

    lines: list[Line]

    @property
    def key(self) -> str:
        return self.lines[0].key

    @property
    def text(self) -> str:
        return self.lines[0].text

    @property
    def question(self) -> ListedQuestion | None:
        return self.lines[0].question

    @property
    def asked_on(self) -> date:
        """When the last of the answers was given that these follow up."""
        quoted = [answer.answered_at for line in self.lines for answer in line.quoted]
        return max(map(timezone.localdate, quoted), default=date.min)

    @property
    def qualities(self) -> list[tuple[str, str]]:
        return Answer.Quality.choices

    @property
    def ratings(self) -> list[tuple[int, str]]:
        own = {1: self.question.anchor_low, 4: self.question.anchor_high} if self.question else {}
        return [(value, own.get(value) or label) for value, label in Answer.RATINGS]


def by_question(lines: Sequence[Line]) -> list[ReplyFields]:
    """Several follow-ups on one question are answered at once."""
    found: dict[object, ReplyFields] = {}
    for line in lines:
        place = line.question.pk if line.question else line.key
        found.setdefault(place, ReplyFields([])).lines.append(line)
    return list(found.values())


class ReplyForm(forms.Form):
    person = forms.ChoiceField(label=_("Who answered"))
    name = forms.CharField(label=_("Their name or initials"), max_length=120, required=False)
    audience = forms.ChoiceField(
        label=_("They speak as"), choices=[("", _("Choose")), *Question.Audience.choices], required=False
    )
    answered_on = forms.DateField(label=_("When the reply came"), widget=date_input())

    def __init__(self, *args, company: Company, people: Sequence[Person], lines: Sequence[Line], **kwargs):
        super().__init__(*args, **kwargs)
        self.company = company
        self.people = {str(person.pk): person for person in people}
        self.asked = by_question(lines)
        self.fields["person"].choices = [
            ("", _("Choose who")),
            *((pk, person.name) for pk, person in self.people.items()),
            (SOMEBODY_ELSE, _("Somebody else")),
        ]
        for asked in self.asked:
            self.add_fields(asked.key)

    def add_fields(self, key: str) -> None:
        self.fields[f"said-{key}"] = WholeText()
        self.fields[f"quality-{key}"] = forms.ChoiceField(
            choices=[("", ""), *Answer.Quality.choices], required=False
        )
        self.fields[f"rating-{key}"] = forms.TypedChoiceField(
            choices=[("", ""), *Answer.RATINGS], coerce=int, empty_value=None, required=False
        )
        self.fields[f"settles-{key}"] = forms.BooleanField(required=False, initial=True)

    def clean(self):
        cleaned = super().clean()
        self.check_who(cleaned)
        self.check_when(cleaned)
        self.check_lengths(cleaned)
        if not self.errors and not self.answered:
            self.add_error(None, _("Write or paste what came back to at least one question."))
        return cleaned

    def check_who(self, cleaned: Mapping) -> None:
        if cleaned.get("person") != SOMEBODY_ELSE or "name" not in cleaned:
            return
        if not cleaned["name"]:
            self.add_error("name", _("Write a name or initials."))
        elif not cleaned.get("audience"):
            self.add_error("audience", _("Choose what they speak as."))
        elif cleaned["name"].casefold() in {person.name.casefold() for person in self.people.values()}:
            self.add_error("name", _("This name is among the people of the company: choose it above."))

    def check_when(self, cleaned: Mapping) -> None:
        """A reply dated before the answer that it follows up would settle nothing."""
        day = cleaned.get("answered_on")
        asked_on = max((asked.asked_on for asked in self.answered), default=date.min)
        if day is None:
            return
        if day > timezone.localdate():
            self.add_error("answered_on", _("This day is still to come."))
        elif day.year < 1970:
            self.add_error("answered_on", _("Write a year from 1970 on."))
        elif day < asked_on:
            self.add_error("answered_on", _("You followed up an answer from a later day than this."))

    def check_lengths(self, cleaned: Mapping) -> None:
        person = self.people.get(cleaned.get("person", ""))
        earlier = self.earlier_replies(person) if person and self.answered else {}
        for asked in self.answered:
            said = earlier.get(asked.question.pk if asked.question else None)
            if said and len(with_further_reply(said, cleaned[f"said-{asked.key}"])) > TEXT_LIMIT:
                self.add_error(
                    f"said-{asked.key}",
                    _("With their earlier reply it is longer than 100,000 characters."),
                )

    def earlier_replies(self, person: Person) -> dict[int | None, str]:
        mails = Answer.objects.of(self.company.owner_id).live().filter(interview=None, person=person)
        listed = [asked.question.pk for asked in self.answered if asked.question]
        return dict(mails.filter(listed_question__in=listed).values_list("listed_question", "said"))

    @property
    def kept_beside(self) -> list[str]:
        """What was typed for questions that are not open any more, so that it is not lost."""
        typed = [(name, value) for name, value in self.data.items() if name.startswith("said-")]
        return [value for name, value in typed if name not in self.fields and value.strip()]

    @property
    def shown(self) -> list[tuple[ReplyFields, dict]]:
        parts = ("said", "quality", "rating", "settles")
        return [(asked, {part: self[f"{part}-{asked.key}"] for part in parts}) for asked in self.asked]

    @property
    def answered(self) -> list[ReplyFields]:
        return [asked for asked in self.asked if self.cleaned_data.get(f"said-{asked.key}", "").strip()]

    @property
    def who_answered(self) -> Person:
        """One of the company, or a new one that is not saved yet."""
        data = self.cleaned_data
        return self.people.get(data["person"]) or Person(
            owner_id=self.company.owner_id, company=self.company, name=data["name"], audience=data["audience"]
        )

    @property
    def answered_at(self) -> datetime:
        """The end of that day, for a reply comes after what was said on it; today, now."""
        end = datetime.combine(self.cleaned_data["answered_on"], time.max)
        return min(timezone.make_aware(end), timezone.now())

    def replies(self, listed_notes: Mapping[int, ListedQuestion]) -> list[Reply]:
        """`listed_notes` has the questions made of those notes that were about none."""
        return [self.reply_to(asked, listed_notes) for asked in self.answered]

    def reply_to(self, asked: ReplyFields, listed_notes: Mapping[int, ListedQuestion]) -> Reply:
        data = self.cleaned_data
        return Reply(
            listed_question=asked.question or listed_notes[asked.lines[0].stored.pk],
            items=[line.item for line in asked.lines],
            said=data[f"said-{asked.key}"],
            quality=data[f"quality-{asked.key}"],
            rating=data[f"rating-{asked.key}"],
            settles=data[f"settles-{asked.key}"],
        )
