from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews import access, actions, comparison_rows
from interviews.compare_choice import choice_of
from interviews.compare_page import compare_page
from interviews.forms import WeightsForm


def compare_context(request, refusal=""):
    """Of the companies that the address names."""
    asked, user = request.GET, request.user
    choice = choice_of(
        access.companies_to_compare(user), asked.getlist("company"), is_asked="choose" in asked
    )
    topics = list(access.topics_of(user))
    page = compare_page(
        choice.compared,
        topics,
        comparison_rows.load(user, choice.compared),
        query=choice.query,
        asked_pair=asked.getlist("profile"),
        names_all_ratings=asked.get("flips") == "all",
    )
    return {
        "choice": choice,
        "companies": choice.companies,
        "chosen": choice.compared,
        "page": page,
        "refusal": refusal,
        "weights_are_set": access.weights_are_set(topics) or not page.ranking,  # else no score to hide
        "weight_changes": access.weight_changes_of(user),
        "signals": access.signals_of(user, choice.compared),
        "decision": access.standing_decision(user),
    }


@require_safe
def compare(request):
    return render(request, "interviews/compare.html", compare_context(request))


@require_POST
def weights_change(request):
    topics = list(access.topics_of(request.user))
    form = WeightsForm(request.POST, topics=topics)
    if not form.is_valid():
        template = "interviews/_compare.html" if request.htmx else "interviews/compare.html"
        context = compare_context(request, refusal=_("A weight is a whole number from 0 to 5."))
        return render(request, template, context, status=422)
    actions.set_weights(values=form.values(), by=request.user)
    if request.htmx:
        return render(request, "interviews/_compare.html", compare_context(request))
    messages.success(request, _("Weights changed."))
    return redirect(f"{reverse('interviews:compare')}?{request.GET.urlencode()}")
