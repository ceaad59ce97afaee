"""Large and deep lists with what is expected of them, too large to keep as files."""

import itertools
from collections.abc import Iterator

WHO = [
    "the founder",
    "your deputy",
    "the night shift",
    "the newest colleague",
    "an auditor",
    "the biggest customer",
    "the works council",
    "a supplier",
    "the finance team",
    "someone from another site",
]
DID = [
    "decide",
    "refuse",
    "repair",
    "write down",
    "throw away",
    "pay for",
    "hand over",
    "postpone",
    "measure",
    "teach",
]
WHEN = [
    "last spring",
    "in the first week",
    "after the move",
    "before the audit",
    "during the strike",
    "on the busiest day",
    "at the end of the year",
    "while you were away",
    "when the plan changed",
    "on a Friday evening",
]
WHY = [
    "and who knew of it",
    "and what did it cost",
    "and who objected",
    "and how did you hear of it",
    "and would you do it again",
    "and what came of it",
]


def questions() -> Iterator[str]:
    """Six thousand, no two alike."""
    for why, when, did, who in itertools.product(WHY, WHEN, DID, WHO):
        yield f"What did {who} {did} {when}, {why}?"


def one_a_line(count: int) -> str:
    return "".join(f"{text}\n" for text in itertools.islice(questions(), count))


def of_every_kind(count: int = 5000) -> tuple[str, dict]:
    """Markdown lines: headings, links, notes, questions and follow-ups; and the expectation."""
    lines, expected, pool, topic, parent = [], [], questions(), "", 0
    while len(lines) < count:
        number, kind = len(lines) + 1, len(lines) % 25
        if kind == 0:
            topic = f"Part {number // 25 + 1} of it"
            lines.append(f"## {topic}")
        elif kind in (1, 23):
            lines.append("")
        elif kind == 2:
            lines.append(f"- [more of part {number}](https://example.org/part/{number})")
        elif kind == 24:
            lines.append(f"*Written on page {number}.*")
        else:
            text, beneath = next(pool), kind % 5 == 4
            lines.append(f"  - {text}" if beneath else f"- {text}")
            parent = parent if beneath else number
            expected.append(
                {"line": number, "text": text, "topic": topic, "follow_up_of": parent if beneath else None}
            )
    return "\n".join(lines) + "\n", {"questions": expected}


DEEP = {
    "quotes.md": ">" * 5000 + " Who is down here?\n",
    "bullets.md": "".join("  " * depth + f"- Who is at {depth}?\n" for depth in range(400)),
    "brackets.md": "".join(f"- {text}\n" for text in ("[" * 20000, "*_" * 20000, "<a" * 20000, "`" * 20001)),
    "table.md": "|" + "a|" * 3000 + "\n|" + "-|" * 3000 + "\n|Who sits here?|" + "x|" * 2999 + "\n",
    "arrays.json": "[" * 100000 + '"Who?"' + "]" * 100000,
    "objects.json": '{"a":' * 20000 + '"Who?"' + "}" * 20000,
    "blanks.txt": "\n" * 49000,
    "spaces.txt": " " * 500_000,
}
