"""How well lists are read: `python -m tests.questions.import_quality [-v] [FILE …]` prints the figures.

The rules by which the expectations were written stand in import_corpus/RULES.md.
"""

import json
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from questions.importing.lines import Line, ListRead, Refused
from questions.importing.reading import read_list
from questions.importing.wording import collapse

CORPUS = Path(__file__).parent / "import_corpus"


@dataclass
class Score:
    there: int = 0
    found: int = 0
    proposed: int = 0
    wrong: int = 0
    topics: int = 0
    follow_ups: int = 0
    slips: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.there if self.there else 1.0

    @property
    def precision(self) -> float:
        return 1 - self.wrong / self.proposed if self.proposed else 1.0

    def add(self, other: "Score") -> None:
        for name in ("there", "found", "proposed", "wrong", "topics", "follow_ups"):
            setattr(self, name, getattr(self, name) + getattr(other, name))


def cases(folder: Path = CORPUS) -> Iterator[tuple[Path, dict]]:
    """Each list of the corpus with what is expected of it."""
    for path in sorted(folder.glob("*.expected.json")):
        stem = path.name.removesuffix(".expected.json")
        found = [other for other in folder.glob(f"{stem}.*") if other != path and other.stem == stem]
        yield found[0], json.loads(path.read_text(encoding="utf-8"))


def same(text: str) -> str:
    return collapse(unicodedata.normalize("NFC", text))


def score(read: ListRead, expected: dict) -> Score:
    """Lines marked doubtful count neither way."""
    doubtful = {int(line) for line in expected.get("doubtful", {})}
    wanted = {(q["line"], same(q["text"])): q for q in expected["questions"] if q["line"] not in doubtful}
    proposed = [line for line in read.questions() if line.line not in doubtful]
    result = Score(there=len(wanted), proposed=len(proposed))
    lines_wanted = {line for line, _ in wanted}
    for line in proposed:
        want = wanted.pop((line.line, same(line.text)), None)
        if want:
            result.found += 1
            _compare(line, want, expected["questions"], result)
        else:
            kind = "reads" if line.line in lines_wanted else "WRONG"
            result.wrong += line.line not in lines_wanted
            result.slips.append(f"{line.line}: {kind} [{line.reason}] {line.text[:90]!r}")
    said = {line.line: line.reason for line in read.lines if not line.taken}
    result.slips += [f"{line}: MISSED [{said.get(line)}] {text[:90]!r}" for line, text in wanted]
    return result


def _compare(line: Line, want: dict, questions: list[dict], result: Score) -> None:
    topic = (line.topic or "").casefold() == (want["topic"] or "").casefold()
    tops = {q["line"]: q["follow_up_of"] for q in questions}
    parent = want["follow_up_of"]
    allowed = {parent}
    while parent is not None and tops.get(parent) not in (None, parent):
        parent = tops[parent]
        allowed.add(parent)
    follow = line.follow_up_of in allowed
    result.topics += topic
    result.follow_ups += follow
    if not topic:
        result.slips.append(f"{line.line}: topic {line.topic!r} for {want['topic']!r}")
    if not follow:
        result.slips.append(f"{line.line}: follows {line.follow_up_of}, not {want['follow_up_of']}")


def beside(read: ListRead, expected: dict, data: bytes) -> list[str]:
    """Slips in what is said of the list as a whole."""

    def plain(text: str | None) -> str:
        return (text or "").casefold().replace(" ", "").replace("-", "")

    slips = []
    language = (expected["language"] or "").split("-")[0]
    if language and (read.language or "").split("-")[0] != language:
        slips.append(f"language {read.language!r} for {expected['language']!r}")
    if plain(read.licence) != plain(expected["licence"]):
        slips.append(f"licence {read.licence!r} for {expected['licence']!r}")
    if read.source_url != expected["source_url"]:
        slips.append(f"source {read.source_url!r} for {expected['source_url']!r}")
    errors = expected.get("errors", "strict")
    if expected["encoding"] and data.decode(read.encoding or "utf-8", errors) != data.decode(
        expected["encoding"], errors
    ):
        slips.append(f"encoding {read.encoding!r} for {expected['encoding']!r}")
    return slips


def main(arguments: list[str]) -> None:
    names = {name for name in arguments if not name.startswith("-")}
    total = Score()
    for path, expected in cases():
        if names and path.name not in names:
            continue
        data = path.read_bytes()
        try:
            read = read_list(data, path.name)
        except Refused as refusal:
            if expected.get("refused") != refusal.code:
                print(f"{path.name}: refused {refusal.code!r} for {expected.get('refused')!r}")
                total.there += len(expected["questions"])
            continue
        if expected.get("refused"):
            print(f"{path.name}: not refused ({expected['refused']})")
            continue
        one = score(read, expected)
        total.add(one)
        slips = one.slips + beside(read, expected, data)
        if slips or "-v" in arguments:
            print(f"{path.name}: recall {one.recall:.3f} precision {one.precision:.3f} of {one.there}")
            print("".join(f"    {slip}\n" for slip in slips), end="")
    found = max(1, total.found)
    print(
        f"recall {total.recall:.4f} ({total.found}/{total.there}), precision {total.precision:.4f} "
        f"({total.proposed - total.wrong}/{total.proposed}), topics {total.topics / found:.4f}, "
        f"follow-ups {total.follow_ups / found:.4f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
