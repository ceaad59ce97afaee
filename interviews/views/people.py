from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from interviews import access, actions
from interviews.forget_page import ForgetPage
from interviews.forms import ForgetForm, MergeForm, PersonForm
from interviews.models import Person
from interviews.person_pages import MergePreview, SettlePage


@require_safe
def person_list(request, pk):
    company = access.company_with_counts(request.user, pk)
    people = access.people_with_counts(request.user, company)
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


@require_http_methods(["GET", "HEAD", "POST"])
def person_merge(request, pk):
    """Choose the other entry, see what would move, then merge."""
    person = access.person_read(request.user, pk)
    asked = request.GET if "other" in request.GET else None
    form = MergeForm(request.POST if request.method == "POST" else asked, person=person)
    other = form.cleaned_data["other"] if form.is_valid() else None
    if request.method == "POST" and other:
        return merged(request, person, other)
    preview = MergePreview(request.user, kept=person, other=other) if other else None
    context = {"person": person, "company": person.company, "form": form, "preview": preview}
    return render(request, "interviews/person_merge.html", context, status=422 if form.errors else 200)


def merged(request, person, other):
    company = access.company_write(request.user, person.company_id)
    kept, other = access.people_write(request.user, company, person.pk, other.pk)
    waiting = actions.merge_people(kept=kept, other=other, by=request.user)
    if not waiting:
        messages.success(request, _("Merged."))
        return redirect("interviews:person_list", company.pk)
    sentence = ngettext(
        "Merged. %(count)d answer has two versions now, for you to settle.",
        "Merged. %(count)d answers have two versions now, for you to settle.",
        waiting,
    )
    messages.warning(request, sentence % {"count": waiting})
    return redirect("interviews:person_settle", kept.pk)


@require_safe
def person_settle(request, pk):
    """Answers of which another version waits beside."""
    person = access.person_read(request.user, pk)
    context = {"person": person, "company": person.company, "page": SettlePage(request.user, person)}
    return render(request, "interviews/person_settle.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def person_forget(request, pk):
    """The one thing here that cannot be undone: so it says first what it does."""
    person = access.person_read(request.user, pk)
    page = ForgetPage(request.user, person, person.company)
    form = ForgetForm(data=request.POST if request.method == "POST" else None, likely=page.likely)
    if request.method == "POST" and form.is_valid():
        return forgotten(request, page, form)
    context = {"person": person, "company": person.company, "page": page, "form": form}
    return render(request, "interviews/person_forget.html", context, status=422 if form.is_bound else 200)


def forgotten(request, page, form):
    company = access.company_write(request.user, page.company.pk)
    [person] = access.people_write(request.user, company, page.person.pk)
    actions.forget_person(
        person=person,
        company=company,
        spellings=form.wanted,
        neutral_name=page.neutral_name,
        by=request.user,
    )
    messages.success(request, _("Forgotten. The answers stay, as those of “%s”.") % page.neutral_name)
    return redirect("interviews:person_list", company.pk)
