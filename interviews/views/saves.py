import json
from dataclasses import replace

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from interviews import access, actions, capture
from interviews.accounts import DEVICE_KEY_IN_SESSION
from interviews.forms import TOO_LONG, SaveForm

DEVICE_KEY_HEADER = "X-Device-Key"
EVER = "1970-01-01T00:00:00Z"


@never_cache
@login_not_required
@require_POST
def answer_save(request):
    """The one endpoint of the autosaving script: JSON in and out, never a redirect."""
    refused = stranger_refused(request)
    if refused:
        return refused
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
    try:
        save = with_question(save, request.user)
    except Http404:
        return saved_reply(save, capture.Saved(404))
    return saved_reply(save, capture.save(save, by=request.user))


def with_question(save, user):
    """A question of the moment is made with the first save that names it, and found by every later one."""
    if save.listed_question or not save.question_client_id:
        return save
    known = access.question_that_came_up(user, save.question_client_id)
    if known is None:
        interview = access.interview_read(user, save.interview)
        access.company_write(user, interview.company_id)  # first: a save in between waits for it, too
        known = access.question_that_came_up(user, save.question_client_id)
    if known is None:
        known = actions.add_what_came_up(
            interview=interview, text=save.question_text, client_id=save.question_client_id, by=user
        ).pk
    return replace(save, listed_question=known)


@never_cache
@ensure_csrf_cookie
@login_not_required
@require_safe
def capture_newer(request, pk):
    """What was saved since the page asked last, from wherever. Brings a CSRF cookie where it was lost."""
    refused = stranger_refused(request)
    if refused:
        return refused
    interview, until = access.interview_read(request.user, pk), timezone.now()
    since = moment_of(request.GET.get("since", EVER))
    if since is None:
        return JsonResponse({"error": _("Say since when, with its zone.")}, status=400)
    answers = [capture.told(answer) for answer in access.answers_newer(request.user, interview, since)]
    return JsonResponse({"until": until.isoformat(), "answers": answers})


def moment_of(text):
    """An aware moment, or None. A plus sign in an address may have become a space."""
    try:
        moment = parse_datetime(text[:40].replace(" ", "+"))
    except ValueError:
        return None
    if moment is None or timezone.is_naive(moment):
        return None
    return max(moment, parse_datetime(EVER))


def stranger_refused(request):
    """What a script hears in place of a redirect where it is not its person who is signed in."""
    if not request.user.is_authenticated:
        return JsonResponse({"error": _("You are signed out.")}, status=401)
    device_key = request.session.get(DEVICE_KEY_IN_SESSION) or access.profile_read(request.user).device_key
    if request.headers.get(DEVICE_KEY_HEADER) != device_key:
        return JsonResponse({"error": _("Somebody else is signed in here.")}, status=412)
    return None


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
        "client_id": str(saved.answer.client_id if saved.answer else save.client_id),
        "listed_question": save.listed_question,
        "revision": saved.revision,
        "saved_at": saved.saved_at.isoformat(),
    }
    if saved.status == 409:
        reply["current"] = capture.content_of(saved.answer)
        reply["revision"] = saved.answer.revision
        settling = [saved.answer.pk, saved.version, "discard"]
        reply["settle_address"] = reverse("interviews:kept_version_settle", args=settling)
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
