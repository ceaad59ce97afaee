"""What the comparison says, in words."""

from collections.abc import Iterable, Mapping, Sequence

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from interviews import comparison
from interviews.comparison import HeadlineKind, ObstacleKind
from interviews.picking import Reason, ReasonKind

NAMED_AT_MOST = 3


def listed(names: Iterable[str], last_word: str | None = None) -> str:
    return get_text_list(list(names), last_word or _("and"))


def some_of(names: Sequence[str]) -> str:
    """“Halden, Northwind or Quillworks”; of more than three, the first two by name."""
    if len(names) <= NAMED_AT_MOST:
        return listed(names, _("or"))
    others = len(names) - NAMED_AT_MOST + 1
    more = ngettext("%(count)d other", "%(count)d others", others) % {"count": others}
    return listed([*names[: NAMED_AT_MOST - 1], more], _("or"))


def headline(result: comparison.Comparison, names: Mapping[int, str]) -> str:
    said = comparison.headline(result)
    if said.kind is HeadlineKind.NO_WEIGHT:
        return _("Nothing weighs anything yet")
    if said.kind is HeadlineKind.TOO_FEW_SCORES or said.leader is None:
        return _("Nothing to compare yet")
    words = {
        "leader": names[said.leader.pk],
        "others": some_of([names[company.pk] for company in said.others]),
        "breakers": listed(quoted(text) for text in said.in_spite_of),
    }
    return (in_spite_of(said.kind) if said.in_spite_of else plainly(said.kind)) % words


def plainly(kind: HeadlineKind) -> str:
    return {
        HeadlineKind.TOO_CLOSE: _("Too close to call: %(leader)s or %(others)s"),
        HeadlineKind.TOO_LITTLE_KNOWN: _("Too close to call: too little is known about %(leader)s"),
        HeadlineKind.COULD_STILL_WIN: _("%(leader)s leads, but %(others)s could still win"),
        HeadlineKind.LEADS: _("%(leader)s leads"),
        HeadlineKind.CLEAR: _("%(leader)s leads clearly"),
    }[kind]


def in_spite_of(kind: HeadlineKind) -> str:
    """A clear lead has no dealbreaker tripped."""
    return {
        HeadlineKind.TOO_CLOSE: _(
            "Too close to call: %(leader)s or %(others)s; %(leader)s is ahead in spite of %(breakers)s"
        ),
        HeadlineKind.TOO_LITTLE_KNOWN: _(
            "Too close to call: too little is known about %(leader)s, ahead in spite of %(breakers)s"
        ),
        HeadlineKind.COULD_STILL_WIN: _(
            "%(leader)s leads in spite of %(breakers)s, but %(others)s could still win"
        ),
        HeadlineKind.LEADS: _("%(leader)s leads in spite of %(breakers)s"),
    }[kind]


def quoted(text: str) -> str:
    return f"“{text}”"


def obstacles(result: comparison.Comparison, names: Mapping[int, str]) -> list[str]:
    """What keeps the lead from being clear, beside what the headline says already."""
    headline_says = comparison.headline(result).kind is HeadlineKind.COULD_STILL_WIN
    return [
        obstacle_words(one, result, names)
        for one in comparison.obstacles(result)
        if not (one.kind is ObstacleKind.OVERLAP and headline_says)
    ]


def obstacle_words(one: comparison.Obstacle, result: comparison.Comparison, names: Mapping[int, str]) -> str:
    """`companies` are those that the obstacle names, `leader` is the first of the ranking."""
    words = {
        "leader": names[result.ranking[0].company.pk] if result.ranking else "",
        "companies": some_of([names[company.pk] for company in one.companies]),
        "breakers": listed(quoted(text) for text in one.dealbreakers),
    }
    sentences = {
        ObstacleKind.NO_WEIGHT: _("give at least one topic a weight above 0"),
        ObstacleKind.TOO_FEW_SCORES: _("fewer than two companies have a rated answer in what you weigh"),
        ObstacleKind.SMALL_LEAD: _("the lead over %(companies)s is under 0.15"),
        ObstacleKind.LOW_COVERAGE: _("less than half of what you weigh is known about %(leader)s"),
        ObstacleKind.OVERLAP: _("open questions could still put %(companies)s ahead"),
        ObstacleKind.TRIPPED: _("%(breakers)s is tripped at %(leader)s"),
        ObstacleKind.UNKNOWN: _("%(breakers)s is unknown at %(leader)s"),
    }
    return sentences[one.kind] % words


def weight_flips(result: comparison.Comparison, names: Mapping[int, str], topics: Mapping[int, str]) -> str:
    """“Quillworks would lead if Growth counted 1 or less. Nothing else flips it.”"""
    if len(result.ranking) < 2:
        return ""
    if not result.weight_flips:
        return _("No single weight changes who leads.")
    parts: list[str] = []
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


def ask_first(question: comparison.NextQuestion) -> str:
    """Why to begin with it, after “Ask about Growth first: …”."""
    if question.place not in (None, 1) and question.place_if_best == 1:
        return _("one answer could put it ahead")
    return _("it %(could_move)s") % {"could_move": could_move(question)}


def untested(said_by: Iterable[tuple[str, Iterable[str]]]) -> str:
    """“everything on Autonomy and Stability comes from one hiring manager, on Growth from one recruiter”.

    From what each speaks as, empty where that is not known, and the topics that rest on them alone.
    """
    first = _("everything on %(topics)s comes from one %(speaker)s")
    parts: list[str] = []
    for speaks_as, topics in said_by:
        words = {"topics": listed(topics), "speaker": speaks_as or _("person")}
        parts.append((_("on %(topics)s from one %(speaker)s") if parts else first) % words)
    return _(", ").join(parts)


def difference(one: comparison.Cell, other: comparison.Cell, name: str, other_name: str) -> str:
    """“Halden 0.7 higher”, as far as it is known."""
    if one.value is None or other.value is None:
        return _("not known of both")
    by = comparison.shown(one.value) - comparison.shown(other.value)
    if not by:
        return _("the same")
    return _("%(name)s %(by)s higher") % {"name": name if by > 0 else other_name, "by": abs(by)}


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
