from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews import access, actions, comparison_rows
from interviews.compare_page import compare_page
from interviews.forms import WeightsForm

MOST_COMPANIES = 8


def chosen_companies(request):
    """Those the address names, else all that are still open; in the order of their names."""
    named = {pk for pk in request.GET.getlist("company") if pk.isdecimal()}
    companies = list(access.companies_of(request.user).by_name())
    chosen = [company for company in companies if str(company.pk) in named]
    return companies, (chosen or companies)[:MOST_COMPANIES]


def compare_context(request, refusal=""):
    companies, chosen = chosen_companies(request)
    topics = list(access.topics_of(request.user))
    page = compare_page(chosen, topics, comparison_rows.load(request.user, chosen))
    return {"companies": companies, "chosen": chosen, "page": page, "refusal": refusal}


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
