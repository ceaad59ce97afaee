"""What a browser loads for a page: the page itself, then the files it names and the files those name."""

import gzip
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import brotli

FILE_LINKS = {"stylesheet", "icon", "manifest", "modulepreload", "preload"}
NAMED_IN = {
    "text/css": re.compile(r"""(?:url\(|@import\s+)["']?(?!data:|#)([^"')]+)"""),
    "text/javascript": re.compile(r"""\b(?:import|from)\s*\(?\s*["']([./][\w./-]*\.m?js)["']"""),
}
DECODED = {"gzip": gzip.decompress, "br": brotli.decompress}


class FilesOfPage(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []
        self.has_script = True

    def handle_endtag(self, tag):
        self.has_script = self.has_script or tag == "noscript"

    def handle_starttag(self, tag, attributes):
        of = dict(attributes)
        self.has_script = self.has_script and tag != "noscript"
        if not self.has_script:
            return
        if tag == "link" and FILE_LINKS & set((of.get("rel") or "").split()):
            self.found.append(of.get("href"))
        elif tag in {"script", "img"}:
            self.found.append(of.get("src"))


@dataclass
class Visit:
    first: int = 0
    later: int = 0
    files: dict[str, int] = field(default_factory=dict)


def visit(browser, path):
    """Bytes on the wire: with nothing kept, and with everything kept that may be kept without asking."""
    found = Visit()
    asked, waiting = set(), [path]
    while waiting:
        address = waiting.pop(0)
        if address in asked or urlsplit(address).netloc:
            continue
        asked.add(address)
        reply = browser.ask(address, encodings="gzip, deflate, br")
        size = found.files[address] = reply.bytes_on_the_wire
        found.first += size
        found.later += 0 if "immutable" in reply.headers.get("Cache-Control", "") else size
        waiting += [urljoin(address, name) for name in named_in(reply)]
    return found


def decoded(reply):
    return DECODED.get(reply.headers.get("Content-Encoding"), bytes)(reply.body).decode()


def named_in(reply):
    kind = reply.headers.get_content_type()
    if kind != "text/html" and kind not in NAMED_IN:
        return []
    text = decoded(reply)
    if kind in NAMED_IN:
        return NAMED_IN[kind].findall(text)
    parser = FilesOfPage()
    parser.feed(text)
    return [name for name in parser.found if name and not name.startswith("data:")]
