from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions, capture
from interviews.forms import PersonForm, SaveForm, WhatCameUpForm
from interviews.interview_page import CapturePage
from interviews.models import Person
from interviews.views.saves import device_of, refusal

DEVICE_KEY_HEADER = "X-Device-Key"
EVER = "1970-01-01T00:00:00Z"


def capture_address(interview, question="", person="", route="interviews:capture"):
    query = "&".join(
        f"{name}={value}" for name, value in (("question", question), ("person", person)) if value
    )
    return reverse(route, args=[interview.pk]) + (f"?{query}" if query else "")


def capture_page(request, interview, *, form=None, other=None, came_up=None, status=200, **typing_up):
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
    is_typed_up = form is not None and "typed_up" in form.data
    context |= {"is_typed_up": is_typed_up, "unknown_number": "", **typing_up}
    return render(request, "interviews/capture.html", context, status=status)


@require_safe
def capture_live(request, pk):
    return capture_page(request, access.interview_read(request.user, pk))


@require_safe
def capture_type_up(request, pk):
    """A paper interview, by the numbers on its sheet."""
    interview = access.interview_read(request.user, pk)
    number = request.GET.get("number", "").strip()
    if not number:
        return capture_page(request, interview, is_typed_up=True)
    numbered = CapturePage(user=request.user, interview=interview).numbered(number)
    if numbered is None:
        return capture_page(request, interview, is_typed_up=True, unknown_number=number, status=422)
    return redirect(f"{request.path}?question={numbered.listed.pk}")


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
    route = "interviews:capture_type_up" if "typed_up" in request.POST else "interviews:capture"
    if go and route == "interviews:capture_type_up":
        return capture_address(interview, route=route)
    if go == "finish":
        return reverse("interviews:interview_finish", args=[interview.pk])
    if go.isdecimal():
        return capture_address(interview, go)
    return capture_address(interview, request.POST.get("listed_question", ""), person, route)


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


@require_http_methods(["GET", "HEAD", "POST"])
def capture_person(request, pk):
    """Somebody else is in the room."""
    interview = access.interview_write(request.user, pk)
    person = Person(owner=request.user, company=interview.company)
    form = PersonForm(request.POST or None, instance=person)
    question = number_in(request.GET.get("question", ""))
    if request.method == "POST" and form.is_valid():
        person = actions.meet(interview=interview, person=form.save(commit=False), by=request.user)
        return redirect(capture_address(interview, question, person.pk))
    context = {"interview": interview, "form": form, "back": capture_address(interview, question)}
    return render(request, "interviews/capture_person.html", context, status=422 if form.is_bound else 200)


def number_in(text):
    """What stands in the address when a question of the moment is on screen is no number."""
    return text if text.isascii() and text.isdecimal() and len(text) < 19 else ""
