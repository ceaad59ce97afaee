import json

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from interviews import access, actions, capture
from interviews.accounts import DEVICE_KEY_IN_SESSION
from interviews.forms import TOO_LONG, SaveForm, WhatCameUpForm
from interviews.interview_page import CapturePage

DEVICE_KEY_HEADER = "X-Device-Key"


def capture_address(interview, question="", person=""):
    query = "&".join(
        f"{name}={value}" for name, value in (("question", question), ("person", person)) if value
    )
    return reverse("interviews:capture", args=[interview.pk]) + (f"?{query}" if query else "")


def capture_page(request, interview, *, form=None, other=None, came_up=None, status=200):
    """`form` keeps what was typed where the save was refused or lost to another version (`other`)."""
    question, person = request.GET.get("question", ""), request.GET.get("person", "")
    if form is not None:
        question = form.data.get("listed_question", "")
        person = form.data.get("person") or "none"
    if came_up is not None:
        question = request.POST.get("question", "")
    typed = form.as_typed if form is not None else None
    page = CapturePage(user=request.user, interview=interview, question=question, person=person, typed=typed)
    context = {"interview": interview, "page": page, "form": form, "other": other, "came_up": came_up}
    return render(request, "interviews/capture.html", context, status=status)


@require_safe
def capture_live(request, pk):
    return capture_page(request, access.interview_read(request.user, pk))


@require_POST
def capture_start(request, pk):
    interview = access.interview_write(request.user, pk)
    actions.start_clock(interview=interview, by=request.user)
    return redirect(
        capture_address(interview, request.POST.get("question", ""), request.POST.get("person", ""))
    )


@require_POST
def capture_form_save(request, pk):
    """The same save from a plain form: what to show next is said by the button that sent it."""
    interview = access.interview_read(request.user, pk)
    form = SaveForm({**request.POST.dict(), "interview": interview.pk})
    if not form.is_valid():
        if form.is_malformed:
            return JsonResponse({"error": _("This save cannot be read.")}, status=400)
        return capture_page(request, interview, form=form, status=422)
    save = form.save_to_make(device_of(request))
    if save.is_nothing:
        return redirect(where_next(request, interview))
    saved = capture.save(save, by=request.user)
    if saved.status == 409:
        return capture_page(request, interview, form=form, other=saved.answer, status=409)
    if saved.status != 200:
        form.add_error("said", refusal(saved.status))
        return capture_page(request, interview, form=form, status=saved.status)
    if not request.POST.get("go"):
        messages.success(request, _("On the server."))
    return redirect(where_next(request, interview))


def where_next(request, interview):
    go, person = request.POST.get("go", ""), request.POST.get("person", "") or "none"
    if go == "finish":
        return reverse("interviews:interview_finish", args=[interview.pk])
    if go.isdecimal():
        return capture_address(interview, go)
    return capture_address(interview, request.POST.get("listed_question", ""), person)


@require_POST
def capture_add(request, pk):
    """What came up: a question of the moment, asked and answered at once."""
    interview = access.interview_write(request.user, pk)
    access.company_write(request.user, interview.company_id)
    form = WhatCameUpForm(request.POST)
    if not form.is_valid():
        return capture_page(request, interview, came_up=form, status=422)
    listed = actions.add_what_came_up(interview=interview, text=form.cleaned_data["text"], by=request.user)
    return redirect(capture_address(interview, listed.pk))


@never_cache
@login_not_required
@require_POST
def answer_save(request):
    """The one endpoint of the autosaving script: JSON in and out, never a redirect."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": _("You are signed out.")}, status=401)
    device_key = request.session.get(DEVICE_KEY_IN_SESSION) or access.profile_read(request.user).device_key
    if request.headers.get(DEVICE_KEY_HEADER) != device_key:
        return JsonResponse({"error": _("Somebody else is signed in here.")}, status=412)
    try:
        data = json_object(request.body)
    except RequestDataTooBig:
        return JsonResponse({"error": TOO_LONG}, status=422)
    form = SaveForm(data)
    if data is None or not form.is_valid():
        if data is None or form.is_malformed:
            return JsonResponse({"error": _("This save cannot be read.")}, status=400)
        return JsonResponse({"error": first_error(form), "op": data["op"]}, status=422)
    save = form.save_to_make(device_of(request))
    return saved_reply(save, capture.save(save, by=request.user))


def json_object(body):
    """A flat object of texts, numbers and switches, or None."""
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    flat = all(is_plain(value) for value in data.values())
    return {name: "" if value is None else value for name, value in data.items()} if flat else None


def is_plain(value):
    """A whole number is one that the database could hold: others overflow on their way there."""
    if isinstance(value, int):
        return abs(value) < 2**63
    return value is None or isinstance(value, str | float)


def saved_reply(save, saved):
    if saved.status not in {200, 409}:
        return JsonResponse({"op": str(save.op), "error": refusal(saved.status)}, status=saved.status)
    reply = {
        "op": str(save.op),
        "client_id": str(saved.answer.client_id),
        "revision": saved.revision,
        "saved_at": saved.saved_at.isoformat(),
    }
    if saved.status == 409:
        reply["current"] = capture.content_of(saved.answer)
    return JsonResponse(reply, status=saved.status)


def refusal(status):
    return {
        404: _("The question, the interview or the person is not there any more."),
        410: _("This answer was deleted elsewhere. Your text is still here: copy it before you leave."),
        422: _("This save belongs to another question."),
    }[status]


def first_error(form):
    return next(iter(form.errors.values()))[0]


def device_of(request):
    return request.headers.get("User-Agent", "")
