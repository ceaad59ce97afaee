from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions
from interviews.company_list_page import CompanyListPage
from interviews.forms import CompanyForm, DuplicateForm, SignalForm, StageForm
from interviews.models import Company, Signal
from interviews.timeline import Timeline
from interviews.views.listed_questions import list_builder


@require_safe
def company_list(request):
    page = CompanyListPage(user=request.user, now=timezone.now(), asked_page=request.GET.get("page"))
    return render(request, "interviews/company_list.html", {"list": page, "page": page.page})


@require_http_methods(["GET", "HEAD", "POST"])
def company_add(request):
    profile = access.profile_read(request.user)
    company = Company(
        owner=request.user,
        role=profile.role,
        level=profile.level,
        field=profile.field,
        work_mode=profile.work_mode,
    )
    form = CompanyForm(request.POST or None, instance=company)
    if request.method == "POST" and form.is_valid():
        actions.add_company(company=form.save(commit=False), by=request.user)
        messages.success(request, _("Company added. Now build your list of questions."))
        return redirect("interviews:company_detail", company.pk)
    return company_form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def company_edit(request, pk):
    company = access.company_read(request.user, pk)
    form = CompanyForm(request.POST or None, instance=company)
    if request.method == "POST" and form.is_valid():
        actions.save_company(company=form.save(commit=False), by=request.user)
        messages.success(request, _("Company changed."))
        return redirect("interviews:company_detail", company.pk)
    return company_form(request, form)


def company_form(request, form):
    status = 422 if form.is_bound else 200
    return render(request, "interviews/company_form.html", {"form": form}, status=status)


@require_safe
def company_detail(request, pk):
    """The company's question list, beside the library to add from."""
    company = access.company_with_counts(request.user, pk)
    return render(request, "interviews/company_detail.html", list_builder(request, company))


@require_POST
def company_stage(request, pk):
    """From the head of any of its pages, and back there."""
    company = access.company_read(request.user, pk)
    form = StageForm(request.POST)
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        back = reverse("interviews:company_detail", args=[company.pk])
    if not form.is_valid():
        context = {"company": company, "form": form, "back": back}
        return render(request, "interviews/company_stage_form.html", context, status=422)
    if actions.change_stage(company=company, stage=form.cleaned_data["stage"], by=request.user):
        messages.success(request, _("Stage: %(stage)s.") % {"stage": company.get_stage_display()})
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
def company_duplicate(request, pk):
    """The same employer, another role."""
    company = access.company_write(request.user, pk)
    form = DuplicateForm(data=request.POST or None, company=company)
    if request.method == "POST" and form.is_valid():
        copy = actions.duplicate_company(company=company, by=request.user, **form.cleaned_data)
        messages.success(request, _("This is the second company. The first one stays as it was."))
        return redirect("interviews:company_detail", copy.pk)
    context = {"company": company, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "interviews/company_duplicate.html", context, status=status)


@require_safe
def company_timeline(request, pk):
    company = access.company_with_counts(request.user, pk)
    timeline = Timeline(request.user, company, timezone.now(), request.GET.get("page"))
    form = SignalForm(instance=Signal(owner=request.user, company=company))
    context = {"company": company, "timeline": timeline, "page": timeline.page, "form": form}
    return render(request, "interviews/company_timeline.html", context)


@require_POST
def company_archive(request, pk):
    company = access.company_read(request.user, pk)
    company.archive()
    messages.success(request, _("Company archived. Its answers are kept."))
    return redirect("interviews:company_list")


@require_POST
def company_unarchive(request, pk):
    company = access.company_read(request.user, pk)
    company.unarchive()
    messages.success(request, _("Company is back."))
    return redirect("interviews:company_detail", company.pk)
