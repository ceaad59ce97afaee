from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from config.context import theme
from interviews import access, actions, comparison, comparison_csv, comparison_rows
from interviews.compare_choice import choice_of, told_apart
from interviews.forms import ShareForm
from interviews.share_list_page import ShareListPage
from interviews.share_page import shared_page
from questions.access import acting_as


@require_safe
def share_list(request):
    return render(request, "interviews/share_list.html", {"page": ShareListPage(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def share_add(request):
    companies = access.companies_of(request.user).by_name()
    choice = choice_of(companies, request.GET.getlist("company"))
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        companies=companies,
        initial={"companies": choice.ticked},
    )
    if form.is_valid():
        chosen = form.cleaned_data["companies"]
        token = actions.share_comparison(share=form.instance, companies=chosen, by=request.user)
        address = request.build_absolute_uri(reverse("interviews:shared", args=[token]))
        return render(request, "interviews/share_made.html", {"share": form.instance, "address": address})
    context = {"form": form, "choice": choice}
    return render(request, "interviews/share_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def share_revoke(request, pk):
    actions.revoke_share(share=access.share_write(request.user, pk), by=request.user)
    messages.success(request, _("Revoked. The address shows nothing any more."))
    return redirect("interviews:share_list")


@login_not_required
@require_safe
def shared(request, token):
    """What the address shows to whoever has it. Made without the request: nothing of who asks is in it, and
    unknown, revoked and ended are one page."""
    page = page_at(token)
    template = "interviews/shared.html" if page else "interviews/shared_gone.html"
    content = render_to_string(template, {"page": page, **theme(request)})
    response = HttpResponse(content, status=200 if page else 404)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


def page_at(token):
    found = access.open_share(token)
    if found is None:
        return None
    owner, pk = found
    with acting_as(owner):
        share = access.share_read(owner, pk)
        return shared_page(share) if share else None


@require_safe
def compare_export(request):
    """The matrix, or with ?table=ranking the ranking: a file each, since programs read one head per file."""
    choice = choice_of(access.companies_of(request.user).by_name(), request.GET.getlist("company"))
    topics = list(access.topics_of(request.user))
    rows = comparison_rows.load(request.user, choice.compared)
    result = comparison.compare(rows.companies, access.weights_in(topics))
    if request.GET.get("table") == "ranking":
        name, content = "ranking", comparison_csv.ranking(result)
    else:
        called = {topic.pk: topic.name for topic in topics}
        name, content = "matrix", comparison_csv.matrix(result, told_apart(choice.compared), called)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    return response
