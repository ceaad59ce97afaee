"""From files and pastes to the lines of a calendar."""

import pytest

from interviews.calendar import NotACalendar, read
from tests.interviews.calendar.raw import NOW, calendar, sample

GOOGLE = sample("google-request").decode()


def summaries(data):
    return [one.summary for one in read(data, now=NOW)]


def same(data):
    return read(data, now=NOW) == read(GOOGLE, now=NOW)


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param(GOOGLE.replace("\r\n", "\n"), id="line feeds only"),
        pytest.param(GOOGLE.replace("\r\n", "\r"), id="carriage returns only"),
        pytest.param(GOOGLE.replace("\r\n", "\r\r\n"), id="doubled line ends"),
        pytest.param("\ufeff" + GOOGLE, id="mark"),
        pytest.param("Dear you,\n\nsee below.\n\n" + GOOGLE + "\n-- \nMara", id="mail around"),
        pytest.param("".join(f"> {line}\n" for line in GOOGLE.splitlines()), id="quoted"),
        pytest.param("".join(f"> > {line}\n" for line in GOOGLE.splitlines()), id="quoted twice"),
        pytest.param("".join(f"    {line}\n" for line in GOOGLE.splitlines()), id="indented"),
        pytest.param(GOOGLE.replace("\r\n ", "\r\n"), id="folds without their space"),
        pytest.param(GOOGLE.encode("utf-16"), id="utf-16"),
        pytest.param(GOOGLE.encode("utf-8-sig"), id="utf-8 with mark"),
        pytest.param(
            GOOGLE.replace("VCALENDAR", "vcalendar").replace("VEVENT", "VEvent"), id="small letters"
        ),
    ],
)
def test_what_a_paste_or_a_program_did_to_the_text_is_undone(changed):
    assert same(changed)


def test_the_source_of_a_mail_in_quoted_printable():
    plain = calendar(
        "SUMMARY:Gespräch über die Stelle", "DESCRIPTION:" + "lang " * 30, "URL:https://zoom.us/j/1?a=b"
    )
    lines = (
        plain.encode().replace(b"=", b"=3D").replace("ä".encode(), b"=C3=A4").replace("ü".encode(), b"=C3=BC")
    )
    source = b"".join(
        b"=\r\n".join(line[at : at + 60] for at in range(0, len(line), 60)) + b"\r\n"
        for line in lines.splitlines()
    )
    assert read(source, now=NOW) == read(plain, now=NOW)
    assert summaries(source) == ["Gespräch über die Stelle"]


def test_several_calendars_in_one_file():
    texts = (calendar(f"SUMMARY:{name}", uid=f"UID:{name}") for name in ("one", "two"))
    assert summaries("\n\n".join(texts)) == ["one", "two"]


def test_an_appointment_without_its_calendar():
    text = (
        calendar("SUMMARY:Talk")
        .replace("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "")
        .replace("END:VCALENDAR", "")
    )
    assert summaries(text) == ["Talk"]


MAIL = "From: Mara <mara@example.org>\nSubject: Interview\nMIME-Version: 1.0\n\nSee you on Tuesday.\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04rest", "zip"),
        (b"\x89PNG\r\n\x1a\n", "binary"),
        (b"BEGIN:VCALENDAR\n\x00\nEND:VCALENDAR", "NUL"),
        ("BEGIN:VCALENDAR\n\ud800\nEND:VCALENDAR", "surrogate"),
        (MAIL, "mail"),
        ("<!DOCTYPE html><html><body>BEGIN</body></html>", "page"),
        ("BEGIN:VCARD\nFN:Mara\nEND:VCARD", "contact"),
        ("See you on Tuesday at ten.", "no calendar"),
        ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Talk", "cut off"),
        ("BEGIN:VCALENDAR VERSION:2.0 END:VCALENDAR", "cut off"),
        ("x" * (1024 * 1024 + 1), "too large"),
    ],
)
def test_what_is_no_calendar_is_refused_with_its_own_sentence(data, code):
    with pytest.raises(NotACalendar) as refusal:
        read(data, now=NOW)
    assert refusal.value.code == code
    assert str(refusal.value).endswith(".")
