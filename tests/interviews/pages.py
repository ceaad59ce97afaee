"""Reads a response as a browser would: elements, the fields of a form, the rows of a table."""

import re

from django.test.html import parse_html

HTMX = {"HX-Request": "true"}


def dom(response):
    """The page; the tokens are taken out, since each rendering masks them anew."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=")[^"]*', r"\1", response.text)
    text = re.sub(r"X-CSRFToken\": \"[^\"]*", "", text)
    return parse_html(re.sub(r"<!doctype[^>]*>", "", text, flags=re.IGNORECASE))


def walk(node):
    yield node
    for child in getattr(node, "children", []):
        if not isinstance(child, str):
            yield from walk(child)


def attribute(node, name):
    return dict(node.attributes).get(name)


def find_all(node, tag, **wanted):
    """Elements of that name with those attributes; `cls` is one of the classes."""
    cls = wanted.pop("cls", None)
    return [
        one
        for one in walk(node)
        if getattr(one, "name", None) == tag
        and all(attribute(one, key) == value for key, value in wanted.items())
        and (cls is None or cls in (attribute(one, "class") or "").split())
    ]


def by_id(node, wanted):
    return next(one for one in walk(node) if hasattr(one, "attributes") and attribute(one, "id") == wanted)


def text_of(node):
    if isinstance(node, str):
        return node
    return re.sub(r"\s+", " ", " ".join(text_of(child) for child in node.children)).strip()


def text_at(response, element_id):
    return text_of(by_id(dom(response), element_id))


def labelled(response, heading_id):
    """The text of the section that this heading names."""
    page = dom(response)
    return text_of(next(one for one in walk(page) if attribute(one, "aria-labelledby") == heading_id))


def messages(response):
    return text_at(response, "messages")


def fields_of(response, address=None):
    """What pressing the first button of that form would send; without an address, of the page's own form."""
    forms = find_all(dom(response), "form", method="post")
    return sent_by(next(one for one in forms if attribute(one, "action") == address))


def fields_of_search(response):
    return sent_by(find_all(dom(response), "form", role="search")[0])


def sent_by(form):
    fields = {}
    for node in walk(form):
        name = attribute_or_none(node, "name")
        if not name or name == "csrfmiddlewaretoken":
            continue
        if node.name == "textarea":
            fields[name] = text_of(node)
        elif node.name == "select":
            chosen = [one for one in find_all(node, "option") if "selected" in dict(one.attributes)]
            fields[name] = attribute(chosen[0], "value") if chosen else ""
        elif node.name == "input" and is_sent(node):
            fields[name] = attribute(node, "value") or ""
    return fields


def is_sent(node):
    return attribute(node, "type") not in {"radio", "checkbox"} or "checked" in dict(node.attributes)


def table_rows(response):
    return [
        [text_of(cell) for cell in row.children if not isinstance(cell, str)]
        for row in find_all(dom(response), "tr")
    ]


def feedback(response, field):
    """The sentences beside a field."""
    wanted = re.compile(rf"error_\d+_id_{field}")
    found = [one for one in walk(dom(response)) if wanted.fullmatch(attribute_or_none(one, "id") or "")]
    return " ".join(text_of(one) for one in found)


def attribute_or_none(node, name):
    return attribute(node, name) if hasattr(node, "attributes") else None


def fragment(response, element_id):
    """The element as an htmx reply or a page holds it, without what is swapped into the messages.

    The page's own address says what was removed, and its forms carry it on.
    """
    found = by_id(dom(response), element_id)
    for node in walk(found):
        if hasattr(node, "attributes"):
            node.attributes = [
                (name, re.sub(r"removed=\d+", "", value or "")) for name, value in node.attributes
            ]
    found.children = [
        child for child in found.children if isinstance(child, str) or not attribute(child, "hx-swap-oob")
    ]
    return found
