"""Which of the four places of the navigation a page belongs to."""

from django import template

register = template.Library()

COMPARE = {"compare", "decisions", "shares", "offers"}
NOWHERE = {"search", "settings", "not-sent"}


@register.filter
def place(request):
    """home, companies, questions or compare, by where the address begins; empty where it is none of them."""
    match = getattr(request, "resolver_match", None)
    if match is None or match.namespace not in {"interviews", "questions"}:
        return ""
    first = request.path.strip("/").partition("/")[0]
    if first in NOWHERE:
        return ""
    if match.namespace == "questions":
        return "questions"
    if match.url_name == "home":
        return "home"
    return "compare" if first in COMPARE else "companies"
