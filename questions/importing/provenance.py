"""Licence, source address and title, as a text says them itself."""

import re

from questions.importing.lines import Provenance
from questions.importing.words import word_groups

_PATTERNS = {name: "|".join(parts) for name, parts in word_groups("patterns").items()}
_NAME = re.compile(rf"\b(?:{_PATTERNS['licences']})(?!\w)")
_LICENCE = re.compile(rf"^\W*(?:{_PATTERNS['licence_openings']})\b|{_PATTERNS['licence_sayings']}", re.I)
_STEM = re.compile(_PATTERNS["licence_stems"], re.I)
_SOURCE = re.compile(rf"^[\W_]*(?:{_PATTERNS['source_openings']})\b[^\n]{{0,60}}?[:：\s]", re.I)
_URL = re.compile(r"https?://[^\s<>\"'）」\]|,]+", re.I)
_CANONICAL = re.compile(
    r"<link[^>]+rel=[\"']?canonical[\"']?[^>]*href=[\"']([^\"']+)|<link[^>]+href=[\"']([^\"']+)[\"'][^>]*rel=[\"']?canonical",
    re.I,
)
_FIELD = re.compile(r"^\s*[\"']?([\w-]+)[\"']?\s*[:=]\s*(.*?)\s*$")
LICENCE_KEYS = ("license", "licence", "lizenz", "rights", "copyright")
SOURCE_KEYS = (
    "source",
    "source_url",
    "sourceurl",
    "canonical",
    "canonical_url",
    "canonicalurl",
    "original",
    "original_url",
    "homepage",
    "url",
    "origin",
)
TITLE_KEYS = ("title", "name")


def licence_in(text: str) -> str:
    """The licence's name as written; empty where none is named."""
    found = _NAME.search(text)
    return found[0] if found else ""


def from_fields(fields: dict[str, str]) -> Provenance:
    """From keys and values of front matter, JSON or TOML."""
    low = {key.casefold(): value for key, value in fields.items()}

    def first(keys: tuple[str, ...]) -> str:
        return next((low[key].strip() for key in keys if low.get(key, "").strip()), "")

    source = _URL.search(first(tuple(key for key in SOURCE_KEYS if _URL.search(low.get(key, "")))))
    return Provenance(first(LICENCE_KEYS)[:120], source[0][:500] if source else "", first(TITLE_KEYS)[:200])


def front_matter(lines: list[str]) -> tuple[int, Provenance]:
    """How many lines the data at the top takes, and what it says. No data: 0."""
    if not lines or lines[0].strip() not in ("---", "+++", ";;;"):
        return 0, Provenance()
    fence = lines[0].strip()
    for end, line in enumerate(lines[1:200], 1):
        if line.strip() == fence or (fence == "---" and line.strip() == "..."):
            fields: dict[str, str] = {}
            for found in filter(None, map(_FIELD.match, lines[1:end])):
                fields.setdefault(found[1], found[2].strip("\"'"))
            return (end + 1, from_fields(fields)) if fields or end == 1 else (0, Provenance())
        if not (
            line.strip() == ""
            or _FIELD.match(line)
            or line.lstrip()[:1] in "-#}],|>"
            or line.startswith((" ", "\t"))
        ):
            return 0, Provenance()
    return 0, Provenance()


def from_text(lines: list[str], licence_lines: set[int]) -> Provenance:
    """From the running text; `licence_lines` are those under a licence heading."""
    licence = source = ""
    whole = ""
    for number, line in enumerate(lines, 1):
        if len(line) > 1000:
            continue
        name = licence_in(line)
        if _LICENCE.search(line) or number in licence_lines or (name and _STEM.search(line)):
            licence = licence or name
            if not whole and _LICENCE.search(line) and not line.lstrip().startswith("#") and "?" not in line:
                whole = _plain(line)
        if not source and (found := _SOURCE.match(line)) and (url := _URL.search(line, found.end() - 1)):
            source = url[0].rstrip(".)")
        elif not source and (canonical := _CANONICAL.search(line)):
            source = canonical[1] or canonical[2]
    return Provenance((licence or whole)[:120], source[:500])


def _plain(line: str) -> str:
    return re.sub(r"[*_`>]+|\[([^\]]*)\]\([^)]*\)", r"\1", line).strip(" -*")
