from copy import copy

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from interviews import access, actions
from interviews.forms import InterviewForm, InvitationForm, InvitedInterviewForm, signed, unsigned
from interviews.invitations import Standing, pair_up


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_import(request):
    """Reads an invitation; nothing is kept before the candidate has seen what it says."""
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = InvitationForm(*sent, now=timezone.now(), own_email=request.user.email)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "interviews/invitation_import.html", {"form": form}, status=status)
    known = access.interviews_of_invitations(request.user, {one.uid for one in form.brought})
    pairs = [pair_up(one, known, timezone.now()) for one in form.brought]
    company = request.GET.get("company", "")
    if len(pairs) == 1 and pairs[0].standing.is_to_plan:
        return invitation_page(request, pairs[0], company=company)
    rows = [(pair, signed(pair.brought, request.user)) for pair in pairs]
    return render(request, "interviews/invitation_list.html", {"rows": rows, "company": company})


def invitation_page(request, pair, form=None, company=""):
    """The form of the interview, filled in from the invitation."""
    form = form or form_of(request, pair, company=company)
    context = {"form": form, "pair": pair, "invitation": signed(pair.brought, request.user)}
    status = 422 if form.is_bound else 200
    return render(request, "interviews/invitation_form.html", context, status=status)


def form_of(request, pair, data=None, company=""):
    if pair.interview is None:
        return InvitedInterviewForm(data, owner=request.user, brought=pair.brought, company=company)
    changed = pair.brought.changes(pair.interview)
    return InterviewForm(data, instance=copy(pair.interview), changed=changed)  # the page tells of both


def invitation_sent(request, *standings):
    """The signed invitation of a form with its interviews, if it stands so; else where to go, with why."""
    brought = unsigned(request.POST.get("invitation", ""), request.user)
    if brought is None:
        messages.error(request, _("That page is too old. Bring the invitation once more."))
        return None, redirect("interviews:invitation_import")
    known = access.interviews_of_invitation_write(request.user, brought.uid)
    pair = pair_up(brought, known, timezone.now())
    if pair.standing in standings:
        return pair, None
    changed = _("This has changed meanwhile. Bring the invitation once more.")
    messages.info(request, pair.standing.sentence or changed)
    if pair.interview is None:
        return None, redirect("interviews:invitation_import")
    return None, redirect("interviews:interview_detail", pair.interview.pk)


@require_POST
def invitation_choose(request):
    """One of several dates in a file."""
    pair, elsewhere = invitation_sent(request, Standing.NEW, Standing.CHANGED)
    return elsewhere or invitation_page(request, pair, company=request.POST.get("company", ""))


@require_POST
def invitation_keep(request):
    """Makes the interview, or changes the one that came from an earlier version."""
    pair, elsewhere = invitation_sent(request, Standing.NEW, Standing.CHANGED)
    if elsewhere:
        return elsewhere
    form = form_of(request, pair, request.POST)
    if not form.is_valid():
        return invitation_page(request, pair, form)
    kept = actions.take_invitation(
        interview=form.save(commit=False), origin=pair.brought.origin, by=request.user, **form.people_met
    )
    is_new = pair.standing is Standing.NEW
    message = _("Interview planned. Now choose what to ask.") if is_new else _("Interview changed.")
    messages.success(request, message)
    return redirect("interviews:interview_detail", kept.pk)


@require_POST
def invitation_cancel(request):
    """A cancellation that came, for every interview that it is about."""
    pair, elsewhere = invitation_sent(request, Standing.CANCELS)
    if elsewhere:
        return elsewhere
    origin = pair.brought.origin
    actions.cancel_by_invitation(
        interviews=pair.interviews,
        sequence=origin["ics_sequence"],
        stamp=origin["ics_stamp"],
        by=request.user,
    )
    count = len(pair.interviews)
    cancelled = ngettext("Interview cancelled.", "%(count)d interviews cancelled.", count) % {"count": count}
    messages.success(request, f"{cancelled} {_('What you prepared is kept.')}")
    if count > 1:
        return redirect("interviews:interview_list", pair.interview.company_id)
    return redirect("interviews:interview_detail", pair.interview.pk)
