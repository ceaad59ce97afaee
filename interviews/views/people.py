from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from interviews import access
from interviews.forms import PersonForm
from interviews.models import Person


@require_safe
def person_list(request, pk):
    company = access.company_with_counts(request.user, pk)
    people = access.people_of(request.user, company).with_answer_counts()
    return render(request, "interviews/person_list.html", {"company": company, "people": people})


@require_http_methods(["GET", "HEAD", "POST"])
def person_add(request, pk):
    company = access.company_read(request.user, pk)
    form = PersonForm(request.POST or None, instance=Person(owner=request.user, company=company))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Person added."))
        return redirect("interviews:person_list", company.pk)
    return person_form(request, form, company)


@require_http_methods(["GET", "HEAD", "POST"])
def person_edit(request, pk):
    person = access.person_read(request.user, pk)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Person changed."))
        return redirect("interviews:person_list", person.company_id)
    return person_form(request, form, person.company)


def person_form(request, form, company):
    status = 422 if form.is_bound else 200
    return render(request, "interviews/person_form.html", {"form": form, "company": company}, status=status)
