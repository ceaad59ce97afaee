"""What a pasted link or paragraph says, where it is from, and which kind of source that is.

Pure: no request, no query, no clock, and nothing is fetched; all of it is read out of what was pasted.
"""

import re
from dataclasses import dataclass
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from interviews.sources import kind_of

ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x1f\x7f\ud800-\udfff]+", re.IGNORECASE)
LABELLED = re.compile(r"\[([^\[\]]{1,1000})\]\($")
PAIRS = {")": "(", "]": "[", "}": "{"}
AFTER_AN_ADDRESS = ".,;:!?'’”»…*`|\\"
BETWEEN = " \t\r\n-–—|·•<([{"
TRACKING = re.compile(
    r"utm_\w*|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_hs\w+|trk\w*|trackingId|refId"
    r"|gh_src|lever-source",
    re.IGNORECASE,
)
FILE_ENDING = re.compile(r"\.(?:html?|php|aspx?|jsp|pdf)$", re.IGNORECASE)
NO_WORD = re.compile(r"\d{4,}|(?=.*\d)[0-9a-f]{6,}|(?=.*\d)(?=.*[a-z])\w{12,}", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
LONGEST_WORDS = 160

is_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Pasted:
    """`kind` is one of Claim.Kind's values; `url` is valid, http or https, or empty."""

    text: str
    url: str
    kind: str


@dataclass(frozen=True, slots=True)
class Found:
    """An address in a text, and the text without it: `before`, what a link's label says, and `after`."""

    url: str
    before: str = ""
    label: str = ""
    after: str = ""

    @property
    def words(self) -> str:
        """What was written beside it. An address amid a sentence stays, or the sentence would break."""
        before, after = self.before.rstrip(BETWEEN), self.after.lstrip(".,;:!?>)]}'’”»…*`|" + BETWEEN)
        if self.label:
            return f"{self.before}{self.label}{self.after}".strip()
        if before and after:
            return ""
        return (before or after).strip()


def pasted_claim(text: str, website: str = "") -> Pasted:
    """The claim in what was pasted: its words, the first address in it, and the kind its host tells.

    `website` is the company's own. The text is empty only where nothing but blanks was pasted; never raises.
    """
    typed = text.replace("\r\n", "\n").strip()
    found = found_in(typed)
    if found is None or not is_valid(found.url):
        return Pasted(typed, "", kind_of("", website))
    words = found.words or (typed if has_words(found) else words_of(found.url) or typed)
    return Pasted(words, found.url, kind_of(found.url, website))


def address_in(text: str) -> str:
    """The first address as it would be kept, however long it is; empty where there is none."""
    found = found_in(text)
    return found.url if found else ""


def host_of(url: str) -> str:
    """“example.org”; empty where it is no web address."""
    parts = split(url)
    return host_in(parts) if parts else ""


def found_in(text: str) -> Found | None:
    match = ADDRESS.search(text)
    if match is None:
        return None
    before, label = text[: match.start()], ""
    labelled = LABELLED.search(before)
    if labelled:
        before, label = before[: labelled.start()], labelled[1].strip()
    raw = until_closed(match[0]) if labelled else without_closing(match[0])
    after = text[match.start() + len(raw) :]
    if labelled and after.startswith(")"):
        after = after[1:]
    return Found(without_tracking(raw), before, label, after)


def without_closing(raw: str) -> str:
    """A full stop or bracket that ends the sentence around an address is not part of it."""
    end = len(raw)
    open_count = {opening: raw.count(opening) for opening in PAIRS.values()}
    close_count = {closing: raw.count(closing) for closing in PAIRS}
    while end:
        last = raw[end - 1]
        if last in PAIRS and close_count[last] > open_count[PAIRS[last]]:
            close_count[last] -= 1
        elif last not in AFTER_AN_ADDRESS:
            break
        end -= 1
    return raw[:end]


def until_closed(raw: str) -> str:
    """As far as the bracket that closes the one before the address."""
    depth = 0
    for place, character in enumerate(raw):
        depth += (character == "(") - (character == ")")
        if depth < 0:
            return raw[:place]
    return raw


def without_tracking(url: str) -> str:
    """And without a user name and password, which are nobody's business."""
    parts = split(url)
    if parts is None:
        return url
    kept = "&".join(one for one in parts.query.split("&") if not TRACKING.fullmatch(one.split("=", 1)[0]))
    return parts._replace(netloc=parts.netloc.rpartition("@")[2], query=kept).geturl()


def is_valid(url: str) -> bool:
    try:
        is_web_address(url)
    except ValidationError:
        return False
    return bool(host_of(url))


def has_words(found: Found) -> bool:
    return bool(re.search(r"\w", f"{found.before}{found.after}"))


def words_of(url: str) -> str:
    """“example.org: we are opening an office in Ghent”, out of nothing but the address."""
    parts = split(url)
    if parts is None:
        return ""
    spoken = [" ".join(spoken_words(segment)) for segment in parts.path.split("/")]
    several = [words for words in spoken if " " in words] or [words for words in spoken if words]
    host = host_in(parts)
    return f"{host}: {shortened(several[-1])}" if several else host


def spoken_words(segment: str) -> list[str]:
    plain = CONTROL.sub(" ", unquote(FILE_ENDING.sub("", segment)))
    words = re.split(r"[-_+~\s,;=&]+", plain)
    return [word for word in words if re.search(r"\w", word) and not NO_WORD.fullmatch(word)]


def shortened(words: str) -> str:
    if len(words) <= LONGEST_WORDS:
        return words
    return words[:LONGEST_WORDS].rsplit(" ", 1)[0] + "…"


def split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:  # brackets that hold no IPv6 address
        return None
    return parts if is_web else None


def host_in(parts: SplitResult) -> str:
    return (parts.hostname or "").removeprefix("www.") or parts.netloc
