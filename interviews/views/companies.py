from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access
from interviews.forms import CompanyForm
from interviews.home_page import HomePage
from interviews.models import Company
from interviews.views.listed_questions import list_builder


@require_safe
def company_list(request):
    page = HomePage(user=request.user, now=timezone.now())
    context = {"rows": page.company_rows, "archived": access.archived_companies_of(request.user)}
    return render(request, "interviews/company_list.html", context)


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
        form.save()
        messages.success(request, _("Company added. Now build your list of questions."))
        return redirect("interviews:company_detail", company.pk)
    return company_form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def company_edit(request, pk):
    company = access.company_read(request.user, pk)
    form = CompanyForm(request.POST or None, instance=company)
    if request.method == "POST" and form.is_valid():
        form.save()
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
