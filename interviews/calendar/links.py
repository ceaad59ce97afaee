"""The address at which a video call takes place, and how an interview is likely to be held."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import parse_qs, urlsplit

LONGEST_LINK = 500
_HOSTS = frozenset(
    (
        *(
            "zoom.us",
            "zoom.com",
            "zoomgov.com",
            "meet.google.com",
            "hangouts.google.com",
            "teams.microsoft.com",
        ),
        *("teams.live.com", "teams.cloud.microsoft", "webex.com", "whereby.com", "meet.jit.si", "8x8.vc"),
        *("gotomeeting.com", "meet.goto.com", "gotomeet.me", "bluejeans.com", "chime.aws", "join.skype.com"),
        *("v.ringcentral.com", "meetings.ringcentral.com", "online.lync.com", "meet.lync.com", "gather.town"),
        *("hirevue.com", "voovmeeting.com", "meeting.tencent.com", "vc.larksuite.com", "around.co"),
    )
)
_ADDRESS = re.compile(r"https://[^\s<>\"'\\^`{}|]+", re.I)
_WRAPPED = re.compile(r"https://urldefense\.com/v3/__(https://.+?)__;", re.I)
_PHONE = re.compile(r"(?:tel:|phone|call\b|\+?\(?\d[\d\s().\-/]{6,}$)", re.I)
_ONLINE = re.compile(
    r"\b(?:online|virtual|remote|video|zoom|teams|google meet|webex|skype|microsoft teams meeting)\b", re.I
)


def addresses(text: str) -> Iterator[str]:
    """The https addresses in a text, unwrapped from the ones that mail filters put around them."""
    for match in _ADDRESS.finditer(text[:20_000]):
        address = _unwrapped(match[0])
        while address and (address[-1] in ".,;:!?*]" or (address[-1] == ")" and "(" not in address)):
            address = address[:-1]
        if _is_plain(address):
            yield address


def _unwrapped(address: str) -> str:
    if defended := _WRAPPED.match(address):
        return defended[1]
    try:
        parts = urlsplit(address)
        if (parts.hostname or "").endswith("safelinks.protection.outlook.com"):
            return parse_qs(parts.query, max_num_fields=20).get("url", [""])[0]
    except ValueError:
        return ""
    return address


def _is_plain(address: str) -> bool:
    """An https address with a host and without a password, short enough to keep."""
    return bool(
        _ADDRESS.fullmatch(address)
        and len(address) <= LONGEST_LINK
        and _host(address)
        and "@" not in _netloc(address)
    )


def _netloc(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return "@"


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def is_video(address: str) -> bool:
    """Whether the host, or one that it belongs to, is known for video calls."""
    names = _host(address).split(".")
    return any(".".join(names[at:]) in _HOSTS for at in range(len(names)))


def video_link(conference: Iterable[str], url: str, location: str, description: str) -> str:
    """The first address of a known video host; else the conference's own, else a location that is a link."""
    named = [address for text in conference for address in addresses(text)]
    placed = list(addresses(location))
    for address in (*named, *addresses(url), *placed, *addresses(description)):
        if is_video(address):
            return address
    if named:
        return named[0]
    return placed[0] if placed and location.strip().startswith(placed[0]) else ""


def channel(link: str, location: str, description: str) -> str:
    """ "video", "phone", "in person", or "" where nothing tells."""
    if link:
        return "video"
    if _PHONE.match(location.strip()) or (not location and "tel:" in description):
        return "phone"
    if location.strip():
        return "video" if _ONLINE.search(location) else "in person"
    return ""
