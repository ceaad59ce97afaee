"""A short mail with the questions that are still open. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MOST_QUESTIONS = 5


@dataclass(frozen=True)
class Mail:
    """`questions` are 1 to MOST_QUESTIONS in the candidate's own wording; `to` is empty for several people,
    `met_on` the day of the interview to thank for, `signature` the lines below the closing words."""

    role: str
    questions: Sequence[str]
    signature: Sequence[str]
    to: str = ""
    met_on: date | None = None

    @property
    def subject(self) -> str:
        subject = ngettext(
            "One more question about the role: %(role)s",
            "A few more questions about the role: %(role)s",
            len(self.questions),
        )
        return subject % {"role": self.role}

    @property
    def body(self) -> str:
        return "\n\n".join([self.greeting, self.thanks, f"{self.opening}\n\n{self.list}", self.closing])

    @property
    def greeting(self) -> str:
        return _("Hello %(name)s,") % {"name": self.to} if self.to else _("Hello,")

    @property
    def thanks(self) -> str:
        if self.met_on is None:
            return _("Thank you for your time.")
        return _("Thank you for the conversation on %(day)s.") % {"day": date_format(self.met_on, "l j F")}

    @property
    def opening(self) -> str:
        return ngettext(
            "Going through my notes, I found one question still open:",
            "Going through my notes, I found these questions still open:",
            len(self.questions),
        )

    @property
    def list(self) -> str:
        return "\n".join(f"{n}. {on_one_line(text)}" for n, text in enumerate(self.questions, start=1))

    @property
    def closing(self) -> str:
        short = ngettext(
            "A line or two is plenty. If somebody else knows better, tell me whom to ask.",
            "A line or two on each is plenty. If somebody else knows better, tell me whom to ask.",
            len(self.questions),
        )
        return "\n\n".join([short, "\n".join([_("Best wishes"), *filter(None, self.signature)])])

    @property
    def address(self) -> str:
        """For the candidate’s own mail program, to nobody yet; lines end in CRLF (RFC 6068)."""
        body = self.body.replace("\n", "\r\n")
        return f"mailto:?subject={quote(self.subject, safe='')}&body={quote(body, safe='')}"


def on_one_line(text: str) -> str:
    return " ".join(text.split())
