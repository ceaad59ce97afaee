from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interviews import access, actions
from interviews.accounts import TIME_ZONE_IN_SESSION
from interviews.forms import DealbreakerForm, ProfileForm, TimeZoneForm, WeightsForm
from interviews.models import Dealbreaker


@require_http_methods(["GET", "HEAD", "POST"])
def profile_edit(request):
    form = ProfileForm(request.POST or None, instance=access.profile_read(request.user))
    if request.method == "POST" and form.is_valid():
        profile = form.save()
        request.session[TIME_ZONE_IN_SESSION] = profile.time_zone
        messages.success(request, _("Profile changed."))
        return redirect("interviews:profile_edit")
    return settings_page(request, "interviews/profile_form.html", form)


@require_POST
def time_zone_set(request):
    """What the browser says, as long as the candidate has said nothing."""
    form = TimeZoneForm(request.POST)
    profile = access.profile_read(request.user)
    if not form.is_valid():
        return HttpResponse(status=422)
    profile.know_time_zone(form.cleaned_data["time_zone"])
    request.session[TIME_ZONE_IN_SESSION] = profile.time_zone
    return HttpResponse(status=204)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_weights(request):
    """Every topic with its weight; the compare page changes the same."""
    topics = list(access.topics_of(request.user))
    weights = access.weights_in(topics)
    form = WeightsForm(request.POST or None, topics=topics, weights=weights)
    if request.method == "POST" and form.is_valid():
        actions.set_weights(values=form.values(), by=request.user)
        messages.success(request, _("Weights changed."))
        return redirect("interviews:topic_weights")
    return settings_page(request, "interviews/topic_weights.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def dealbreaker_list(request):
    form = DealbreakerForm(request.POST or None, instance=Dealbreaker(owner=request.user), owner=request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_dealbreaker(dealbreaker=form.save(commit=False), by=request.user)
        messages.success(request, _("Dealbreaker added. It is unknown at every company until you check it."))
        return redirect("interviews:dealbreaker_list")
    dealbreakers = access.dealbreakers_of(request.user)
    return settings_page(request, "interviews/dealbreaker_list.html", form, dealbreakers=dealbreakers)


@require_POST
def dealbreaker_delete(request, pk):
    """The undo stands in the place of the line where htmx asked, else on a page of its own."""
    dealbreaker = access.dealbreaker_write(request.user, pk)
    kept = actions.delete_dealbreaker(dealbreaker=dealbreaker, by=request.user)
    dealbreaker.pk = pk
    name = "_dealbreaker_deleted" if request.htmx else "dealbreaker_deleted"
    return render(request, f"interviews/{name}.html", {"dealbreaker": dealbreaker, "kept": kept})


@require_POST
def dealbreaker_restore(request):
    if actions.restore_dealbreaker(kept=request.POST.get("kept", ""), by=request.user):
        messages.success(request, _("Dealbreaker is back, with what you found about it."))
    else:
        messages.success(request, _("There was nothing to bring back."))
    return redirect("interviews:dealbreaker_list")


def settings_page(request, template, form, **context):
    return render(request, template, {"form": form, **context}, status=422 if form.is_bound else 200)
