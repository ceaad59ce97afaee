from typing import Any

from django.http import Http404


def number_or_404(value: Any) -> int:
    """A row's number out of a body or an address."""
    text = str(value)
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise Http404
    return int(text)
