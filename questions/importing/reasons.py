"""Why a line is taken or left: a short code for programs, a sentence for people."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Reason(StrEnum):
    MARK = "mark"
    WORDS = "words"
    INVITES = "invites"
    SIBLINGS = "siblings"
    GIVEN = "given"
    FOLLOW_UP = "follow-up"

    HEADING = "heading"
    NOTE = "note"
    ADVICE = "advice"
    AVOID = "avoid"
    ANSWER = "answer"
    LINK = "link"
    CONTENTS = "contents"
    RESOURCES = "resources"
    LICENCE = "licence"
    CREDITS = "credits"
    CONTRIBUTING = "contributing"
    ABOUT = "about"
    FRONT_MATTER = "front matter"
    CODE = "code"
    COMMENT = "comment"
    MARKUP = "markup"
    FIELD = "field"
    CONTINUATION = "continuation"
    DUPLICATE = "duplicate"
    BLANK = "blank"


SENTENCES: dict[Reason, Promise] = {
    Reason.MARK: _("Has a question mark."),
    Reason.WORDS: _("Begins or ends as a question does."),
    Reason.INVITES: _("Invites the other side to tell something."),
    Reason.SIBLINGS: _("Stands among questions."),
    Reason.GIVEN: _("The list itself calls it a question."),
    Reason.FOLLOW_UP: _("Stands beneath a question."),
    Reason.HEADING: _("A heading; it becomes a topic where questions follow."),
    Reason.NOTE: _("A note, not a question."),
    Reason.ADVICE: _("Advice to whoever reads the list."),
    Reason.AVOID: _("The list says not to ask this."),
    Reason.ANSWER: _("An answer, or a reason to ask."),
    Reason.LINK: _("A link."),
    Reason.CONTENTS: _("Table of contents."),
    Reason.RESOURCES: _("Under resources or links."),
    Reason.LICENCE: _("About the licence; it is kept with the list's source."),
    Reason.CREDITS: _("Under credits."),
    Reason.CONTRIBUTING: _("About contributing to the list."),
    Reason.ABOUT: _("About the list itself."),
    Reason.FRONT_MATTER: _("Data about the page, at its top."),
    Reason.CODE: _("Code."),
    Reason.COMMENT: _("A comment."),
    Reason.MARKUP: _("Markup without words of its own."),
    Reason.FIELD: _("Another field of the same entry."),
    Reason.CONTINUATION: _("Goes on with the line above."),
    Reason.DUPLICATE: _("The same as a question above."),
    Reason.BLANK: _("Empty."),
}

REFUSALS: dict[str, Promise] = {
    "too large": _("The list is larger than 2 MB. Split it and bring the parts."),
    "too many": _("The list holds %(count)d questions; 5,000 are the most. Split it and bring the parts."),
    "too long": _("The list has %(count)d lines; 50,000 are the most. Split it and bring the parts."),
    "NUL": _("Line %(line)d holds a NUL character. Remove it and try again."),
    "surrogate": _("Line %(line)d holds half a character. Remove it and try again."),
    "binary": _("This is not a text file. Save the list as text, Markdown, CSV, JSON or TOML."),
    "syntax": _("Line %(line)d is not valid %(format)s. Correct it, or bring the list as plain text."),
}
