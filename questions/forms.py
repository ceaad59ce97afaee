import re

from django import forms
from django.utils.translation import gettext_lazy as _

from questions.models import Question, Topic

LARGEST_LIST = 2 * 1024 * 1024
LINE_NAME = re.compile(r"[0-9]{1,7}(?:\.[0-9]{1,7})?")


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        """The checks are of the whole text; it is split last."""
        return self.lines(super().clean(value))

    def lines(self, text):
        return [line.strip() for line in text.splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return self.lines(data or "") != (initial or [])


def several(label, choices):
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class QuestionForm(forms.ModelForm):
    """All fields of one's own question; empty audiences, levels, fields and modes mean any."""

    follow_ups = LinesField(label=_("Follow-ups, one a line"), required=False, max_length=2000)
    audiences = several(_("Who can answer (none means anyone)"), Question.Audience.choices)
    levels = several(_("Levels (none means any)"), Question.Level.choices)
    fields_of_work = several(_("Fields of work (none means any)"), Question.Field.choices)
    work_modes = several(_("Working modes (none means any)"), Question.WorkMode.choices)

    class Meta:
        model = Question
        fields = [
            "text",
            "topic",
            "timing",
            "minutes",
            "why",
            "listen_for",
            "beware_of",
            "follow_ups",
            "audiences",
            "levels",
            "work_modes",
            "look_up_first",
            "language",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("text", "why", "listen_for", "beware_of")
        }

    def __init__(self, *args, owner, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["topic"].queryset = Topic.objects.of(owner).offered_to(self.instance)
        self.initial["fields_of_work"] = self.instance.fields

    def save(self, commit=True):
        self.instance.fields = self.cleaned_data["fields_of_work"]
        return super().save(commit)


class TopicForm(forms.ModelForm):
    class Meta:
        model = Topic
        fields = ["name", "short", "description"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["short"].required = False
        self.fields["short"].help_text = _("For narrow places; left empty, it is the beginning of the name.")

    def clean(self):
        cleaned = super().clean()
        name = cleaned.get("name", "")
        if name:
            same = (
                Topic.objects.of(self.instance.owner).filter(name__iexact=name).exclude(pk=self.instance.pk)
            )
            if same.exists():
                self.add_error("name", _("There is a topic of this name already."))
            cleaned["short"] = cleaned.get("short") or name[:24].strip()
        return cleaned


class LibraryFilterForm(forms.Form):
    """What narrows the library; all of it stands in the address, and what cannot be read narrows nothing."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    topic = forms.ChoiceField(label=_("Topic"), required=False)
    audience = forms.ChoiceField(label=_("Who can answer"), required=False)
    timing = forms.ChoiceField(label=_("When"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    field = forms.ChoiceField(label=_("Field of work"), required=False)
    work_mode = forms.ChoiceField(label=_("Working mode"), required=False)
    whose = forms.ChoiceField(label=_("Whose"), required=False)
    source = forms.ChoiceField(label=_("Source"), required=False)
    archived = forms.BooleanField(label=_("Archived"), required=False)

    FACETS = ("topic", "audience", "timing", "level", "field", "work_mode", "whose", "source")

    def __init__(self, *args, topics, sources, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = {
            "topic": [(str(topic.pk), topic.name) for topic in topics],
            "audience": Question.Audience.choices,
            "timing": Question.Timing.choices,
            "level": Question.Level.choices,
            "field": Question.Field.choices,
            "work_mode": Question.WorkMode.choices,
            "whose": [("mine", _("mine")), ("library", _("from the library"))],
            "source": [(str(source.pk), source.title) for source in sources],
        }
        for name, choices in self.choices.items():
            self.fields[name].choices = [("", _("any")), *choices]

    def narrowing(self) -> dict[str, str]:
        return {name: self.cleaned_data.get(name, "") for name in self.FACETS}

    @property
    def narrowing_fields(self) -> list:
        return [self[name] for name in self.FACETS if len(self.fields[name].choices) > 1]

    def show_counts(self, counts) -> None:
        """“Growth (12)”: how many there would be with that choice and every other filter as it is."""
        for name, choices in self.choices.items():
            shown = [(value, f"{label} ({counts[name][value]})") for value, label in choices]
            self.fields[name].choices = [("", _("any")), *shown]


class ImportForm(forms.Form):
    """A list to bring: pasted text or a file, exactly one of them."""

    text = forms.CharField(
        label=_("Paste a list"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 10})
    )
    file = forms.FileField(
        label=_("or choose a file"),
        required=False,
        help_text=_("Markdown, plain text, CSV, JSON or TOML; at most 2 MB and 5,000 questions."),
    )

    def clean(self):
        cleaned = super().clean()
        pasted, file = cleaned.get("text", "").strip(), cleaned.get("file")
        if pasted and file:
            self.add_error("file", _("Paste a list or choose a file, not both."))
        elif not pasted and not file and not self.errors:
            self.add_error("text", _("Paste a list, or choose a file."))
        elif file and file.size > LARGEST_LIST:
            self.add_error(
                "file", _("The list is larger than 2 MB. Split it and bring the parts one by one.")
            )
        return cleaned

    def brought(self) -> dict:
        file = self.cleaned_data["file"]
        if file:
            return {"data": file.read(), "name": file.name}
        return {"data": self.cleaned_data["text"], "name": ""}


class ImportChoicesForm(forms.Form):
    """One page of the preview: the lines that it showed, those that are switched on, and the topics."""

    page = forms.IntegerField(min_value=1, max_value=100_000, required=False)
    to = forms.IntegerField(min_value=1, max_value=100_000, required=False)

    def __init__(self, *args, topics, **kwargs):
        super().__init__(*args, **kwargs)
        self.topic_values = {"own", *(str(topic.pk) for topic in topics)}

    def clean(self):
        cleaned = super().clean()
        for name in ("shown", "on"):
            cleaned[name] = self.data.getlist(name)
            if not all(map(LINE_NAME.fullmatch, cleaned[name])):
                raise forms.ValidationError(_("These choices cannot be read."))
        headings, chosen = self.data.getlist("heading"), self.data.getlist("topic")
        if len(headings) != len(chosen) or not set(chosen) <= self.topic_values:
            raise forms.ValidationError(_("These choices cannot be read."))
        cleaned["topics"] = dict(zip(headings, chosen, strict=True))
        return cleaned

    def choices(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("shown", "on", "topics")}
