"""Saying what matters before any score is seen: five words for how much a topic weighs, and what follows."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from interviews import comparison

GROUPS = (
    (5, gettext_lazy("Most")),
    (4, gettext_lazy("A lot")),
    (3, gettext_lazy("Some")),
    (1, gettext_lazy("Little")),
    (0, gettext_lazy("Not")),
)
MOST_NAMES = 4


def consequences(weights: Mapping[str, int]) -> list[str]:
    """Topic → 0–5, in sentences: what the heaviest decide together, and what counts nothing."""
    total = sum(weights.values())
    if not total:
        return [_("Nothing counts yet: without a topic that matters there is no score.")]
    counting = {name: weight for name, weight in weights.items() if weight}
    heaviest = [name for name, weight in counting.items() if weight == max(counting.values())]
    said = []
    if len(heaviest) == len(counting):
        said.append(_("All that counts weighs the same."))
    else:
        percent = comparison.shown_percent(Fraction(max(counting.values()) * len(heaviest), total))
        sentence = ngettext(
            "%(topics)s decides %(percent)d %% of the score.",
            "%(topics)s decide %(percent)d %% of the score.",
            len(heaviest),
        )
        said.append(sentence % {"topics": named(heaviest), "percent": percent})
    weightless = [name for name in weights if name not in counting]
    if weightless:
        sentence = ngettext("%(topics)s counts nothing.", "%(topics)s count nothing.", len(weightless))
        said.append(sentence % {"topics": named(weightless)})
    return said


def named(topics: list[str]) -> str:
    """The first few, and how many more."""
    kept, rest = topics[:MOST_NAMES], len(topics) - MOST_NAMES
    if rest > 0:
        kept = [*kept, ngettext("%(count)d more", "%(count)d more", rest) % {"count": rest}]
    return get_text_list(kept, _("and"))
