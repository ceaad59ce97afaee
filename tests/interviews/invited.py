"""Sends invitations as a browser would."""

import re
from html import unescape

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from interviews.calendar import read
from interviews.forms import signed
from interviews.invitations import Brought
from tests.interviews.calendar.raw import NOW, OWN, calendar, sample
from tests.interviews.pages import dom, fields_of, find_all, sent_by, walk

IMPORT, CHOOSE, KEEP, CANCEL = (
    reverse(f"interviews:invitation_{name}") for name in ("import", "choose", "keep", "cancel")
)


def upload(client, data, address=IMPORT, name="invite.ics", **fields):
    return client.post(address, {"file": SimpleUploadedFile(name, data), **fields})


def paste(client, text, address=IMPORT, **fields):
    return client.post(address, {"text": text, **fields})


def buttons_of(response, address):
    """What each of the forms that go there would send."""
    return [sent_by(form) for form in find_all(dom(response), "form", method="post", action=address)]


def form_of(response):
    """The filled-in form of the interview, each text with its lines."""
    assert response.status_code == 200
    texts = re.findall(r'<textarea name="(\w+)".*?>\n?(.*?)</textarea>', response.text, re.S)
    return {**fields_of(response, KEEP), **{name: unescape(text) for name, text in texts}}


def keep(client, response, **changed):
    return client.post(KEEP, {**form_of(response), **changed})


def plan(client, data, **changed):
    """From the file to the interview, where it holds one date only."""
    response = keep(client, upload(client, data if isinstance(data, bytes) else data.encode()), **changed)
    assert response.status_code == 302, response.text[:2000]
    return response


def version(sequence=0, *lines, method="REQUEST", **kwargs):
    stamp = kwargs.pop("stamp", "20260302T090000Z")
    return calendar(
        *(f"SEQUENCE:{sequence}", f"DTSTAMP:{stamp}", "SUMMARY:Talk"),
        *lines,
        around=[f"METHOD:{method}"],
        **kwargs,
    )


def signed_by(owner, text, number=0):
    found = read(text, now=NOW, own_email=OWN)
    return signed(Brought.of(found[number]), owner)


def selected(response, name):
    """The words of what is chosen in a select."""
    select = next(one for one in walk(dom(response)) if is_named(one, "select", name))
    return [option for option in find_all(select, "option") if "selected" in dict(option.attributes)]


def is_named(node, tag, name):
    return getattr(node, "name", None) == tag and dict(node.attributes).get("name") == name


__all__ = [
    "CANCEL",
    "CHOOSE",
    "IMPORT",
    "KEEP",
    "NOW",
    "buttons_of",
    "calendar",
    "form_of",
    "keep",
    "paste",
    "plan",
    "sample",
    "selected",
    "signed_by",
    "upload",
    "version",
]
