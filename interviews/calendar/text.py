"""Bytes or pasted text as the unfolded lines of the calendars in it."""

import quopri
import re

from interviews.calendar.errors import NotACalendar
from questions.importing.decoding import checked, decode
from questions.importing.lines import Refused

LARGEST = 1024 * 1024
_KINDS = (("%PDF", "PDF"), ("PK\x03\x04", "zip"), ("\xd0\xcf\x11\xe0", "zip"))
_PROPERTY = re.compile(r"[A-Za-z][A-Za-z0-9.-]*[:;](?!//)")
# Names that begin a line for sure where the spaces that mark folds are lost; "mailto:" may stand anywhere.
_SURE = re.compile(
    r"(?:X-[A-Z-]+|BEGIN|END|UID|SEQUENCE|STATUS|SUMMARY|DESCRIPTION|LOCATION|URL|DURATION|ATTENDEE|ORGANIZER|"
    r"CONFERENCE|CLASS|CREATED|TRANSP|PRIORITY|[RE]X?DATE|RRULE|LAST-MODIFIED|RECURRENCE-ID|DT(?:START|END|STAMP))[:;]"
)
_BEGIN = re.compile(r"[\s>|]*BEGIN:(VCALENDAR|VEVENT)\s*", re.I)
_QUOTED_PRINTABLE = re.compile(r"=3D|=0D=0A|=\n(?=\S)", re.I)
_MAIL_HEADER = re.compile(
    r"^(From|To|Subject|Date|Received|Return-Path|Delivered-To|MIME-Version|Content-Type|Message-ID):",
    re.I | re.M,
)
_FOLDED_AT = 70  # a line at least so long was folded, not ended, where the fold's space is lost


def calendars(data: bytes | str) -> list[list[str]]:
    """The lines of every calendar, without the first and the last, unfolded. Raises NotACalendar."""
    text = re.sub(r"\r\n?", "\n", _decoded(data))
    if not text.strip():
        raise NotACalendar("empty")
    lines = text.split("\n")
    found = _stretches(lines, "VCALENDAR") or _stretches(lines, "VEVENT")
    if not found:
        raise NotACalendar(_what_it_is(text))
    return [_unfolded(_from_mail(lines)) for lines in found]


def _decoded(data: bytes | str) -> str:
    if len(data) > LARGEST:
        raise NotACalendar("too large")
    start = data[:4].decode("latin-1") if isinstance(data, bytes) else data[:4]
    for mark, code in _KINDS:
        if start == mark:
            raise NotACalendar(code)
    try:
        text = decode(data).text if isinstance(data, bytes) else checked(data)
    except Refused as refusal:
        raise NotACalendar(refusal.code, **refusal.values) from None
    return text.removeprefix("\ufeff")


def _stretches(lines: list[str], name: str) -> list[list[str]]:
    """From each BEGIN to its END, without the marks and the indent that a mail put before every line."""
    found: list[list[str]] = []
    inside: list[str] | None = None
    prefix = ""
    for line in lines:
        begin = _BEGIN.fullmatch(line)
        if begin and begin[1].upper() == name:
            prefix = line[: line.upper().index("BEGIN:")]
            inside = []
        elif inside is not None:
            line = (
                line.removeprefix(prefix) if line.startswith(prefix) else line.removeprefix(prefix.rstrip())
            )
            if line.strip().upper() == f"END:{name}":
                found.append(inside)
                inside = None
            else:
                inside.append(line)
    if inside is not None and not found:
        raise NotACalendar("cut off")
    return found if name == "VCALENDAR" else [["BEGIN:VEVENT", *one, "END:VEVENT"] for one in found]


def _from_mail(lines: list[str]) -> list[str]:
    """Without the quoted-printable signs of a mail's source, where there are any."""
    text = "\n".join(lines)
    if not re.search(r"^[\w-]+;[\w-]+=3D", text, re.M) and len(_QUOTED_PRINTABLE.findall(text)) < 3:
        return lines
    decoded = quopri.decodestring(text.encode()).decode("utf-8", "replace")
    return re.sub(r"\r\n?", "\n", decoded.replace("\x00", "")).split("\n")


def _unfolded(lines: list[str]) -> list[str]:
    """One line per property, also where a paste lost the space that marks a fold."""
    parts: list[list[str]] = []
    spaces_kept = any(line[:1] in (" ", "\t") and line.strip() for line in lines)
    is_full = False
    for line in filter(str.strip, lines):
        begins = _SURE if is_full and not spaces_kept else _PROPERTY
        if line[0] in " \t" and parts:
            parts[-1].append(line[1:])
        elif begins.match(line) or not parts:
            parts.append([line])
        else:
            parts[-1].append(line if is_full else f"\\n{line}")
        is_full = len(line.encode()) >= _FOLDED_AT
    return ["".join(part) for part in parts]


def _what_it_is(text: str) -> str:
    start = text[:5000].casefold()
    if "begin:vcalendar" in text.casefold():
        return "cut off"
    if "begin:vcard" in start:
        return "contact"
    if len({header.casefold() for header in _MAIL_HEADER.findall(text[:20_000])}) >= 2:
        return "mail"
    return "page" if "<html" in start or "<!doctype html" in start else "no calendar"
