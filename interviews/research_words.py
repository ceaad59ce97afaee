"""What research says on screen: where a claim is from, and the question it gives rise to."""

import re
from typing import Any

from django.utils.translation import gettext as _

from interviews.models import Claim
from interviews.pasting import host_of

LONGEST_QUESTION = 160
QUOTE_MARKS = '"“”„‟«»'
OPENING = re.compile(r"(?<![^\s(])\"|[“„«]")
CLOSING = re.compile(f"[{QUOTE_MARKS}]")


def claimed(kind: str) -> str:
    return {
        Claim.Kind.SITE: _("Claimed on their own site"),
        Claim.Kind.JOB_AD: _("Claimed in the job ad"),
        Claim.Kind.NEWS: _("Claimed in the news"),
        Claim.Kind.REVIEW: _("Claimed in a review"),
        Claim.Kind.REFERENCE: _("Claimed by somebody who knows them"),
    }[Claim.Kind(kind)]


def asking(kind: str) -> str:
    """A reference is never named: who told it may not want that."""
    return {
        Claim.Kind.SITE: _("Your site says “%(quote)s”. What does that look like in this team?"),
        Claim.Kind.JOB_AD: _("The job ad asks for “%(quote)s”. What would that be in the first months?"),
        Claim.Kind.NEWS: _("I read that “%(quote)s”. What changed for this team?"),
        Claim.Kind.REVIEW: _("Somebody wrote that “%(quote)s”. How do you see it?"),
        Claim.Kind.REFERENCE: _("I heard that “%(quote)s”. How do you see it?"),
    }[Claim.Kind(kind)]


def question_about(claim: Any) -> str:
    """A wording to start from, at most LONGEST_QUESTION characters, the claim quoted to the end of a word."""
    wording = asking(claim.kind)
    room = LONGEST_QUESTION - len(wording % {"quote": ""})
    return wording % {"quote": quote_of(claim.text.removeprefix(f"{host_of(claim.url)}: "), room)}


def quote_of(text: str, room: int) -> str:
    """On one line, marks of quotation inside made single, no full stop before the closing one."""
    plain = re.sub(r"\s+", " ", text).strip()
    if CLOSING.match(plain) and CLOSING.match(plain[-1:]) and len(CLOSING.findall(plain)) == 2:
        plain = plain[1:-1]
    plain = CLOSING.sub("’", OPENING.sub("‘", plain)).rstrip(" .,;:")
    if len(plain) <= room:
        return plain
    words = plain[: room - 1].rsplit(" ", 1)[0]
    return words.rstrip(" ,;:–—-.") + "…"
