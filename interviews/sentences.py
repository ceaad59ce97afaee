"""What the comparison says, in words."""

from collections.abc import Iterable, Mapping

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import comparison
from interviews.comparison import HeadlineKind
from interviews.picking import Reason, ReasonKind


def listed(names: Iterable[str], last_word: str | None = None) -> str:
    return get_text_list(list(names), last_word or _("and"))


def headline(result: comparison.Comparison, names: Mapping[int, str]) -> str:
    said = comparison.headline(result)
    if said.kind is HeadlineKind.NO_WEIGHT:
        return _("Nothing weighs anything yet")
    if said.kind is HeadlineKind.TOO_FEW_SCORES or said.leader is None:
        return _("Nothing to compare yet")
    words = {
        "leader": names[said.leader.pk],
        "others": listed((names[company.pk] for company in said.others), _("or")),
    }
    sentences = {
        HeadlineKind.TOO_CLOSE: _("Too close to call: %(leader)s or %(others)s"),
        HeadlineKind.TOO_LITTLE_KNOWN: _("Too close to call: too little is known about %(leader)s"),
        HeadlineKind.COULD_STILL_WIN: _("%(leader)s leads, but %(others)s could still win"),
        HeadlineKind.LEADS: _("%(leader)s leads"),
        HeadlineKind.CLEAR: _("%(leader)s leads clearly"),
    }
    sentence = sentences[said.kind] % words
    if said.in_spite_of:
        breakers = {"sentence": sentence, "breakers": listed(f"“{text}”" for text in said.in_spite_of)}
        return _("%(sentence)s, in spite of %(breakers)s") % breakers
    return sentence


def weight_flips(result: comparison.Comparison, names: Mapping[int, str], topics: Mapping[int, str]) -> str:
    """“Quillworks would lead if Growth counted 1 or less. Nothing else flips it.”"""
    if len(result.ranking) < 2:
        return ""
    if not result.weight_flips:
        return _("No single weight changes who leads.")
    parts = []
    for flip in result.weight_flips:
        words = {"leader": names[flip.leader.pk], "topic": topics[flip.topic], "weight": weight_range(flip)}
        first = _("%(leader)s would lead if %(topic)s counted %(weight)s")
        parts.append((_("%(leader)s if %(topic)s counted %(weight)s") if parts else first) % words)
    return _("%(parts)s. No other weight flips it.") % {"parts": ", ".join(parts)}


def weight_range(flip: comparison.WeightFlip) -> str:
    """“1 or less” where the other leads at every weight from there on."""
    if flip.weight == flip.until:
        return str(flip.weight)
    if flip.weight < flip.current:
        return (_("%(weight)d or less") if flip.until == 0 else _("%(until)d to %(weight)d")) % vars_of(flip)
    return (_("%(weight)d or more") if flip.until == 5 else _("%(weight)d to %(until)d")) % vars_of(flip)


def vars_of(flip: comparison.WeightFlip) -> dict[str, int]:
    return {"weight": flip.weight, "until": flip.until}


def rating_flips(result: comparison.Comparison) -> str:
    count = len({flip.answer for flip in result.rating_flips})
    if len(result.ranking) < 2:
        return ""
    if not count:
        return _("No single rating, moved one step, changes who leads.")
    return ngettext(
        "One rating, moved one step, would change who leads.",
        "%(count)d ratings would each change who leads, moved one step.",
        count,
    ) % {"count": count}


def could_move(question: comparison.NextQuestion) -> str:
    if question.place is None:
        return _("would give it its first score")
    if question.moves_to is None or question.moves_to == question.place:
        return _("would narrow its range")
    return _("could move it from %(now)s to %(then)s") % {
        "now": ordinal(question.place),
        "then": ordinal(question.moves_to),
    }


def why_offered(reasons: Iterable[Reason]) -> str:
    """“fits: hybrid; for: hiring manager; weight 5, nothing on your list yet”"""
    said = {reason.kind: reason for reason in reasons}
    parts = []
    if fits := said.get(ReasonKind.FITS):
        parts.append(_("fits: %(values)s") % {"values": ", ".join(fits.values)})
    if audience := said.get(ReasonKind.AUDIENCE):
        parts.append(_("for: %(values)s") % {"values": ", ".join(audience.values)})
    topic = []
    if weight := said.get(ReasonKind.WEIGHT):
        topic.append(_("weight %(number)d") % {"number": weight.number})
    if ReasonKind.UNCOVERED in said:
        topic.append(_("nothing on your list yet"))
    elif ReasonKind.THINLY_COVERED in said:
        topic.append(_("one on your list"))
    if topic:
        parts.append(", ".join(topic))
    if ReasonKind.LOOK_UP_FIRST in said:
        parts.append(_("look it up first"))
    return "; ".join(parts)


def dominances(result: comparison.Comparison, names: Mapping[int, str]) -> list[str]:
    return [
        _("%(better)s is at least as good as %(worse)s in everything known of both")
        % {"better": names[one.company.pk], "worse": names[one.over.pk]}
        for one in result.dominance
    ]
