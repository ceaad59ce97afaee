from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions
from interviews.forms import ClaimForm, PasteForm
from interviews.models import Claim
from interviews.research_page import ResearchPage
from questions.access import question_read


@require_safe
def claim_list(request, pk):
    """What the company and others say in public, and what to look up before an interview."""
    company = access.company_with_counts(request.user, pk)
    return render(request, "interviews/claim_list.html", research(request, company))


def research(request, company, form=None, deleted=None):
    page = ResearchPage(user=request.user, company=company, asked=request.GET, deleted=deleted)
    return {"company": company, "research": page, "form": form or PasteForm()}


def research_changed(request, company_pk, message):
    """The claims again, in place where htmx asked, else on their page."""
    messages.success(request, message)
    if request.htmx:
        company = access.company_with_counts(request.user, company_pk)
        return render(request, "interviews/_research.html", research(request, company))
    return redirect("interviews:claim_list", company_pk)


@require_POST
def claim_paste(request, pk):
    company = access.company_read(request.user, pk)
    form = PasteForm(request.POST)
    if not form.is_valid():
        template = "interviews/_research.html" if request.htmx else "interviews/claim_list.html"
        context = research(request, access.company_with_counts(request.user, pk), form)
        return render(request, template, context, status=422)
    actions.save_claim(claim=form.claim_in(company), looked_up=None, by=request.user)
    return research_changed(request, company.pk, _("Claim added."))


@require_http_methods(["GET", "HEAD", "POST"])
def claim_add(request, pk):
    """`question` names the listed question that it answers, `look_up` one of the library."""
    company = access.company_write(request.user, pk)
    asked, look_up = request.GET.get("question", ""), request.GET.get("look_up", "")
    listed = access.listed_question_in(request.user, company, asked) if asked else None
    looked_up = question_read(request.user, access.number_or_404(look_up)) if look_up else None
    claim = Claim(owner=request.user, company=company, listed_question=listed)
    form = ClaimForm(request.POST or None, instance=claim, looked_up=looked_up)
    if request.method == "POST" and form.is_valid():
        actions.save_claim(claim=form.save(commit=False), looked_up=looked_up, by=request.user)
        messages.success(request, _("Claim added."))
        return redirect("interviews:claim_list", company.pk)
    return claim_form(request, form, company, looked_up)


@require_http_methods(["GET", "HEAD", "POST"])
def claim_edit(request, pk):
    claim = access.claim_read(request.user, pk)
    form = ClaimForm(request.POST or None, instance=claim)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Claim changed."))
        return redirect("interviews:claim_list", claim.company_id)
    return claim_form(request, form, claim.company)


def claim_form(request, form, company, looked_up=None):
    context = {"form": form, "company": company, "looked_up": looked_up}
    status = 422 if form.is_bound else 200
    return render(request, "interviews/claim_form.html", context, status=status)


@require_POST
def claim_delete(request, pk):
    claim = access.claim_write(request.user, pk)
    kept = actions.delete_claim(claim=claim, by=request.user)
    claim.pk = pk
    if not request.htmx:
        return render(request, "interviews/claim_deleted.html", {"claim": claim, "kept": kept})
    messages.success(request, _("Claim deleted."))
    company = access.company_with_counts(request.user, claim.company_id)
    context = research(request, company, deleted=(claim, kept))
    return render(request, "interviews/_research.html", context)


@require_POST
def claim_restore(request, pk):
    company = access.company_write(request.user, pk)
    kept = request.POST.get("kept", "")
    if actions.restore_claim(company=company, kept=kept, by=request.user):
        return research_changed(request, company.pk, _("Claim is back."))
    return research_changed(request, company.pk, _("There was nothing to bring back."))
