from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access
from interviews.calendar import calendar_of_one, feed
from interviews.events import event_of
from interviews.forms import CalendarForm
from questions.access import acting_as


def calendar_response(content, disposition):
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = disposition
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def event(request, interview, now, is_neutral=False):
    address = request.build_absolute_uri(reverse("interviews:interview_detail", args=[interview.pk]))
    return event_of(interview, host=request.get_host(), address=address, now=now, is_neutral=is_neutral)


@require_safe
def interview_calendar(request, pk):
    """One interview, to put into one's own calendar."""
    interview = access.interview_read(request.user, pk)
    content = calendar_of_one(event(request, interview, timezone.now()))
    return calendar_response(content, 'attachment; filename="interview.ics"')


@login_not_required
@require_safe
def calendar_feed(request, token):
    """Every interview of whoever has this secret address, for a calendar that subscribes to it."""
    owner, now = access.owner_of_feed(token), timezone.now()
    if owner is None:
        raise Http404
    with acting_as(owner):
        is_neutral = access.profile_read(owner).feed_is_neutral
        events = [event(request, one, now, is_neutral) for one in access.interviews_in_feed(owner, now)]
    name = _("Appointments") if is_neutral else _("Interviews")
    return calendar_response(feed(events, name=name), 'inline; filename="calendar.ics"')


@require_http_methods(["GET", "HEAD", "POST"])
def calendar_settings(request):
    profile = access.profile_read(request.user)
    form = CalendarForm(request.POST if request.method == "POST" else None, instance=profile)
    if form.is_valid():
        form.save()
        messages.success(request, _("Calendar changed."))
        return redirect("interviews:calendar_settings")
    context = {"form": form, **feed_addresses(request, profile)}
    return render(request, "interviews/calendar_settings.html", context, status=422 if form.is_bound else 200)


def feed_addresses(request, profile):
    """As other programs take it, and as a link that opens the calendar of this device."""
    if not profile.feed_token:
        return {"address": "", "subscribe": ""}
    path = reverse("interviews:calendar_feed", args=[profile.feed_token])
    return {"address": request.build_absolute_uri(path), "subscribe": f"webcal://{request.get_host()}{path}"}


@require_POST
def calendar_feed_open(request):
    profile = access.profile_write(request.user)
    had_one = bool(profile.feed_token)
    profile.open_feed()
    messages.success(
        request,
        _("A new address. The one before has stopped.") if had_one else _("Your calendar has an address."),
    )
    return redirect("interviews:calendar_settings")


@require_POST
def calendar_feed_close(request):
    access.profile_write(request.user).close_feed()
    messages.success(request, _("The address has stopped. Calendars that read it will say so."))
    return redirect("interviews:calendar_settings")
