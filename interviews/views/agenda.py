from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from interviews import access, actions
from interviews.agenda_page import AgendaPage

NOTHING = "none"
GONE = gettext_lazy("That question is not on the agenda any more.")


def agenda_context(request, interview, before=None, focus=None, page=None):
    """`before` is the agenda that a proposal has just replaced, to go back to; `page` was read already."""
    page = page or AgendaPage.of(request.user, interview)
    if before is None and "before" in request.GET:
        before = page.those_of(request.GET["before"].split("-"))
    return {"interview": interview, "page": page, "before": before, "focus": focus}


def agenda_changed(request, interview, message, *, before=None, focus=("propose", None), page=None):
    """`focus` is the button that goes on from here, with its line: the one pressed may be gone."""
    messages.success(request, message)
    if request.htmx:
        focus = focus if request.htmx.trigger else None
        context = agenda_context(request, interview, before, focus, page)
        return render(request, "interviews/_agenda.html", context)
    address = reverse("interviews:interview_detail", args=[interview.pk])
    if before is None:
        return redirect(address)
    numbers = "-".join(str(listed.pk) for listed in before) or NOTHING
    return redirect(f"{address}?before={numbers}")


@require_POST
def agenda_propose(request, pk):
    """Plans anew what was not put on by hand."""
    interview = access.interview_write(request.user, pk)
    page = AgendaPage.of(request.user, interview)
    proposal = page.proposal
    if not proposal:
        return agenda_changed(request, interview, _("Nothing to propose: beside each question stands why."))
    before, after = page.on_agenda, set_agenda(request, page, proposal)
    return agenda_changed(request, interview, _("An agenda, with the reasons."), before=before, page=after)


@require_POST
def agenda_put_back(request, pk):
    """The agenda as it was before a proposal."""
    interview = access.interview_write(request.user, pk)
    page = AgendaPage.of(request.user, interview)
    before = [listed.pk for listed in page.those_of(request.POST.getlist("listed"))]
    after = set_agenda(request, page, before)
    return agenda_changed(request, interview, _("The agenda is as it was."), page=after)


def set_agenda(request, page, numbers):
    """The page as it is afterwards."""
    actions.set_agenda(
        interview=page.interview, listed_questions=numbers, pinned=page.pinned, by=request.user
    )
    return page.after(numbers)


@require_POST
def agenda_add(request, pk, listed_question_pk):
    interview = access.interview_write(request.user, pk)
    listed = access.listed_question_in(request.user, interview.company, listed_question_pk)
    actions.put_on_agenda(interview=interview, listed_questions=[listed], is_pinned=True, by=request.user)
    return agenda_changed(request, interview, _("On the agenda."), focus=("rest", None))


@require_POST
def agenda_add_must_asks(request, pk):
    interview = access.interview_write(request.user, pk)
    must_asks = access.listed_questions_of(request.user, interview.company).must_ask()
    added = actions.put_on_agenda(interview=interview, listed_questions=must_asks, by=request.user)
    message = _("Must-asks are on the agenda.") if added else _("Every must-ask is on the agenda already.")
    return agenda_changed(request, interview, message)


@require_POST
def agenda_remove(request, pk, listed_question_pk):
    interview = access.interview_write(request.user, pk)
    listed = access.listed_question_in(request.user, interview.company, listed_question_pk)
    neighbour = AgendaPage.of(request.user, interview).neighbour_of(listed)
    actions.take_off_agenda(interview=interview, listed_question=listed, by=request.user)
    focus = ("remove", neighbour) if neighbour else ("propose", None)
    return agenda_changed(request, interview, _("Taken off the agenda."), focus=focus)


@require_POST
def agenda_swap(request, pk, listed_question_pk):
    """Takes it off and puts the best other question in its place."""
    interview = access.interview_write(request.user, pk)
    listed = access.listed_question_in(request.user, interview.company, listed_question_pk)
    page = AgendaPage.of(request.user, interview)
    if not page.is_on_agenda(listed):
        return agenda_changed(request, interview, GONE)
    other = page.replacement_of(listed)
    if other is None:
        message = _("Nothing else on your list fits in its place.")
        return agenda_changed(request, interview, message, focus=("swap", listed.pk))
    actions.swap_on_agenda(interview=interview, listed_question=listed, other=other, by=request.user)
    message = _("Swapped for the next best question.")
    return agenda_changed(request, interview, message, focus=("swap", other))


@require_POST
def agenda_pin(request, pk, listed_question_pk):
    interview = access.interview_write(request.user, pk)
    listed = access.listed_question_in(request.user, interview.company, listed_question_pk)
    is_pinned = actions.pin_on_agenda(interview=interview, listed_question=listed, by=request.user)
    if is_pinned is None:
        return agenda_changed(request, interview, GONE)
    message = _("Pinned: it stays in every proposal.") if is_pinned else _("No longer pinned.")
    return agenda_changed(request, interview, message, focus=("pin", listed.pk))


@require_POST
def agenda_move(request, pk, listed_question_pk, direction):
    interview = access.interview_write(request.user, pk)
    listed = access.listed_question_in(request.user, interview.company, listed_question_pk)
    actions.move_on_agenda(interview=interview, listed_question=listed, direction=direction, by=request.user)
    return agenda_changed(request, interview, _("Question moved."), focus=(direction, listed.pk))
