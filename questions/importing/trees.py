"""JSON and TOML as one kind of tree, in which every string knows its lines."""

import json
import re
import tomllib
from collections import defaultdict, deque
from dataclasses import dataclass, field
from json.decoder import scanstring  # type: ignore[attr-defined]

from questions.importing.lines import Refused

DEEPEST = 60
_TOKEN = re.compile(r"[\[\]{},:\"]|[^\s\[\]{},:\"]+")


@dataclass(slots=True)
class Text:
    value: str
    line: int
    end: int


@dataclass(slots=True)
class Node:
    """An object (keys given) or a list (keys empty); `line` is where it begins."""

    line: int
    keys: list[Text] = field(default_factory=list)
    values: list["Node | Text | None"] = field(default_factory=list)
    is_object: bool = False


def parse_json(text: str, first: int = 1) -> Node | Text | None:
    """The tree with line numbers. Raises Refused with the line of the mistake."""
    try:
        json.loads(text)
        return _tree(text, first)
    except json.JSONDecodeError as mistake:
        raise _syntax("JSON", mistake.lineno + first - 1) from None
    except Refused:
        raise
    except (RecursionError, ValueError, IndexError):
        raise _syntax("JSON", first) from None


def _syntax(name: str, line: int) -> Refused:
    return Refused("syntax", line, format=name)


def _tree(text: str, first: int) -> Node | Text | None:
    root = Node(first)
    stack = [root]
    at, line, counted = 0, first, 0
    expects_key = [False]
    while found := _TOKEN.search(text, at):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        sign, at = found[0], found.end()
        if sign in "{[":
            node = Node(line, is_object=sign == "{")
            stack[-1].values.append(node)
            stack.append(node)
            expects_key.append(sign == "{")
            if len(stack) > DEEPEST:
                raise ValueError("too deep")
        elif sign in "}]":
            stack.pop()
            expects_key.pop()
        elif sign == '"':
            value, at = scanstring(text, found.end(), True)
            if any("\ud800" <= char <= "\udfff" for char in value):
                raise Refused("surrogate", line)
            string = Text(value, line, line)
            if expects_key[-1]:
                stack[-1].keys.append(string)
                expects_key[-1] = False
            else:
                stack[-1].values.append(string)
        elif sign == ",":
            expects_key[-1] = stack[-1].is_object
        elif sign != ":":
            stack[-1].values.append(None)
    return root.values[0] if root.values else None


def parse_toml(text: str) -> Node | Text | None:
    """The same tree for TOML: values from tomllib, lines by finding each string again in the text."""
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as mistake:
        found = re.search(r"line (\d+)", str(mistake))
        raise _syntax("TOML", int(found[1]) if found else text.count("\n") + 1) from None
    except (RecursionError, ValueError):
        raise _syntax("TOML", 1) from None
    return _placed(values, _toml_strings(text))


def _placed(value: object, lines: dict[str, deque[tuple[int, int]]], depth: int = 0) -> "Node | Text | None":
    if depth > DEEPEST:
        raise _syntax("TOML", 1)
    if isinstance(value, str):
        line, end = lines[value].popleft() if lines.get(value) else (0, 0)
        return Text(value, line, end)
    if isinstance(value, dict):
        node = Node(0, is_object=True)
        for key, inner in value.items():
            node.keys.append(Text(key, 0, 0))
            node.values.append(_placed(inner, lines, depth + 1))
        return node
    if isinstance(value, list):
        return Node(0, values=[_placed(inner, lines, depth + 1) for inner in value])
    return None


_TOML_STRING = re.compile(
    r'#[^\n]*|"""(?:\\.|[^\\])*?"""+|\'\'\'.*?\'\'\'+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.S
)


def _toml_strings(text: str) -> dict[str, deque[tuple[int, int]]]:
    found: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
    line, counted = 1, 0
    for match in _TOML_STRING.finditer(text):
        if match[0].startswith("#"):
            continue
        line += text.count("\n", counted, match.start())
        counted = match.start()
        value = tomllib.loads("x = " + match[0])["x"]
        begins = line + (1 if match[0][:4] in ('"""\n', "'''\n") else 0)
        found[value].append((begins, line + match[0].count("\n")))
    return found
