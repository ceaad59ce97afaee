"""Why a text is not taken as an invitation, each reason one sentence."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSALS: dict[str, Promise] = {
    "empty": _("There is nothing in it. Choose the .ics file, or paste the whole invitation."),
    "too large": _("It is larger than 1 MB. Choose the .ics file of the one invitation."),
    "PDF": _("This is a PDF. Save the invitation as a calendar file that ends in .ics."),
    "zip": _("This is a zip or an Office file. Unpack it, and choose the file that ends in .ics."),
    "binary": _("This is not a text file. Choose the file that ends in .ics."),
    "NUL": _("Line %(line)d holds a NUL character. Remove it and try again."),
    "surrogate": _("Line %(line)d holds half a character. Remove it and try again."),
    "mail": _("This is an e-mail. Save its calendar attachment, which ends in .ics, and choose that."),
    "page": _("This is a web page. Download the invitation as a file that ends in .ics."),
    "contact": _("This is a contact card. Choose the invitation, a file that ends in .ics."),
    "no calendar": _("No invitation was found: it begins with the line BEGIN:VCALENDAR. Paste all of it."),
    "cut off": _("The invitation is cut off: the line END:VCALENDAR is missing. Paste all of it."),
    "old": _("This is vCalendar 1.0, the format before .ics. Export it as iCalendar (.ics) and try again."),
    "answer": _("This is somebody's answer to an invitation. Choose the invitation itself."),
    "no events": _("The calendar holds no appointment: only tasks, free and busy times, or nothing."),
    "too many": _("The calendar holds %(count)d appointments; 500 are the most. Export the one you need."),
    "no start": _("The appointment does not say when it starts. Ask for it again, or type it in."),
    "bad start": _("The start of the appointment cannot be a date (%(text)s). Type the interview in."),
}  # fmt: skip


class NotACalendar(ValueError):  # noqa: N818 (reads as what happened)
    """The text cannot be read; as a string, one sentence that says what is wrong and what to do."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return str(REFUSALS[self.code]) % self.values
