"""Texts of an invitation as they are kept: plain, without control characters, not too long."""

import re
from html.parser import HTMLParser

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_MARKUP = re.compile(r"<(?:br|p|div|a|html|body|ul|ol|li|b|i|strong|em|span|table|h[1-6])\b[^<>]*>", re.I)
_BLOCKS = frozenset(
    ("p", "div", "br", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr")
)
_HIDDEN = frozenset(("script", "style", "head", "title"))
_MOST_MARKUP = 20_000


def clean(text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def plain(text: str) -> str:
    """A description without markup, if it has any: breaks as lines, links with their address."""
    text = clean(text)
    if not _MARKUP.search(text[:_MOST_MARKUP]):
        return text
    reader = _Plain()
    reader.feed(text[:_MOST_MARKUP])
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Plain(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0
        self._href = ""
        self._since = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")
        elif tag == "a":
            self._href = dict(attrs).get("href") or ""
            self._since = len(self.parts)

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag == "p":
            self.parts.append("\n")
        elif tag == "a" and self._href.startswith("https://"):
            if self._href not in "".join(self.parts[self._since :]):
                self.parts.append(f" <{self._href}>")
            self._href = ""

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data.replace("\n", " "))
