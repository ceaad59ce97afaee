"""JSON and TOML: which strings of the tree are the questions, which their topics and follow-ups."""

import re

from questions.importing.asking import asks
from questions.importing.lines import Entry, Kind, Outline, Provenance
from questions.importing.provenance import from_fields
from questions.importing.reasons import Reason
from questions.importing.rows import FOLLOW_UP, QUESTION, TOPIC, role_of
from questions.importing.trees import Node, Text
from questions.importing.wording import has_letters, tidy, without_urls
from questions.importing.words import words

_NEVER = frozenset(words("other_fields"))
_TITLES = ("title", "name", "heading", "topic", "category", "section", "theme", "group")
_TEXTS = ("question", "text", "prompt", "title", "q", "name", "label", "content", "value", "body")


def read_objects(tree: Node | Text | None, outline: Outline) -> Provenance:
    """Adds the questions of the tree; returns what the top object says of the list itself."""
    reader = _Reader(outline, tree)
    reader.value(tree, None, None, False)
    if isinstance(tree, Node) and tree.is_object:
        return from_fields(
            {
                key.value: value.value
                for key, value in zip(tree.keys, tree.values, strict=False)
                if isinstance(value, Text)
            }
        )
    return Provenance()


class _Reader:
    def __init__(self, outline: Outline, root: Node | Text | None) -> None:
        self.outline = outline
        self.root = root

    def value(self, value: Node | Text | None, topic: str | None, parent: int | None, asked: bool) -> None:
        if isinstance(value, Text):
            self._text(value, topic, parent, asked)
        elif value is not None and value.is_object:
            self._object(value, topic, parent)
        elif value is not None:
            strings = [inner.value for inner in value.values if isinstance(inner, Text)]
            listed = asked or sum(asks(text) is not None for text in strings) * 2 >= max(1, len(strings))
            for inner in value.values:
                self.value(inner, topic, parent, listed)

    def _text(self, text: Text, topic: str | None, parent: int | None, asked: bool) -> int | None:
        if not has_letters(without_urls(text.value)):
            reason = Reason.LINK if has_letters(text.value) else Reason.BLANK
            self.outline.skip(text.line, text.end, reason, text.value)
            return None
        if not asked:
            self.outline.skip(text.line, text.end, Reason.FIELD, tidy(text.value))
            return None
        return self.outline.add(
            Entry(text.line, text.end, Kind.ROW, text.value, int(parent is not None), parent, -1, topic=topic,
                  given=parent is None, follow_up=parent is not None)
        )  # fmt: skip

    def _object(self, node: Node, topic: str | None, parent: int | None) -> None:
        fields = list(zip(node.keys, node.values, strict=False))
        names = {_name(key.value): value for key, value in fields}
        own = next(
            (value for name, value in names.items() if role_of(name) == TOPIC and isinstance(value, Text)),
            None,
        )
        topic = tidy(own.value) if own is not None and own.value.strip() else topic
        question = self._question_of(names)
        if question is None:
            self._group(node, fields, topic, parent)
            return
        index = self._text(question, topic, parent, True)
        for key, value in fields:
            if value is question or value is own:
                continue
            if isinstance(value, Node) and (
                role_of(key.value) == FOLLOW_UP
                or _name(key.value) in ("children", "items", "questions", "sub", "subquestions")
            ):
                self.value(value, topic, index, True)
            elif isinstance(value, Text) and role_of(key.value) == FOLLOW_UP:
                self._text(value, topic, index, True)
            else:
                self._left(value)

    def _question_of(self, names: dict[str, "Node | Text | None"]) -> Text | None:
        """The field that holds the question: named so, or a text that asks in an object without a list."""
        for name, value in names.items():
            if role_of(name) == QUESTION and isinstance(value, Text) and name not in ("questions",):
                return value
        if any(isinstance(value, Node) and value.values for value in names.values()):
            return None
        for name in _TEXTS:
            value = names.get(name)
            if isinstance(value, Text) and asks(value.value):
                return value
        return None

    def _group(
        self,
        node: Node,
        fields: list[tuple[Text, "Node | Text | None"]],
        topic: str | None,
        parent: int | None,
    ) -> None:
        title = next(
            (value for key, value in fields if _name(key.value) in _TITLES and isinstance(value, Text)), None
        )
        lists = [key for key, value in fields if isinstance(value, Node) and _name(key.value) not in _NEVER]
        inside = tidy(title.value) if title is not None and node is not self.root and lists else topic
        for key, value in fields:
            name = _name(key.value)
            if name in _NEVER or isinstance(value, Text):
                self._left(value)
            elif role_of(key.value) == QUESTION or name in (
                "items",
                "list",
                "data",
                "entries",
                "sections",
                "topics",
                "categories",
                "groups",
                "children",
                "content",
                "results",
            ):
                self.value(value, inside, parent, role_of(key.value) == QUESTION)
            else:
                self.value(value, tidy(key.value), parent, False)

    def _left(self, value: "Node | Text | None") -> None:
        if isinstance(value, Text):
            if value.line:
                self.outline.skip(value.line, value.end, Reason.FIELD, tidy(value.value))
        elif value is not None:
            for inner in value.values:
                self._left(inner)


def _name(key: str) -> str:
    return re.sub(r"[\W_]", "", key).casefold()
