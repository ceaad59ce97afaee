from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from interviews import access, actions
from interviews.forms import WeighForm
from interviews.weighing import consequences


@require_http_methods(["GET", "HEAD", "POST"])
def weigh(request):
    """What matters, in words, before any score is shown; the address keeps which companies to compare."""
    if "skip" in request.POST:
        actions.set_weights(values={}, by=request.user)
        return to_comparison(request, _("Every topic keeps its weight. Change them here at any time."))
    topics = list(access.topics_of(request.user))
    sent = request.POST or (request.GET if request.htmx else None)
    form = WeighForm(sent, topics=topics, weights=access.weights_in(topics))
    if request.method == "POST" and form.is_valid():
        actions.set_weights(values=form.values(), by=request.user)
        return to_comparison(request, _("Weights set. Change them here at any time."))
    context = {"form": form, "consequences": consequences(form.by_name())}
    if request.htmx:
        return render(request, "interviews/_weigh_preview.html", context)
    context["weights_are_set"] = access.weights_are_set(topics)
    return render(request, "interviews/weigh.html", context, status=422 if form.is_bound else 200)


def to_comparison(request, message):
    messages.success(request, message)
    return redirect(reverse("interviews:compare", query=request.GET))
