from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interviews import access, actions
from interviews.forms import ListedQuestionForm
from interviews.list_builder import ListBuilder
from interviews.models import ListedQuestion
from questions.access import question_read


def list_builder(request, company, removed=None):
    builder = ListBuilder(user=request.user, company=company, asked=request.GET)
    return {"company": company, "builder": builder, "removed": removed or removed_question(request, company)}


def removed_question(request, company):
    """What was just taken off the list, to offer it back."""
    pk = request.GET.get("removed", "")
    return access.removed_question_of(request.user, company, pk) if pk else None


def list_changed(request, company_pk, message, removed=None):
    """The builder again, in place where htmx asked, else on its page."""
    messages.success(request, message)
    if request.htmx:
        company = access.company_with_counts(request.user, company_pk)
        return render(request, "interviews/_list_builder.html", list_builder(request, company, removed))
    address = reverse("interviews:company_detail", args=[company_pk])
    return redirect(f"{address}?removed={removed.pk}" if removed else address)


@require_POST
def listed_question_take(request, pk, question_pk):
    """Puts a library question on the company's list."""
    company = access.company_write(request.user, pk)
    question = question_read(request.user, question_pk)
    actions.list_question(company=company, question=question, by=request.user)
    return list_changed(request, company.pk, _("Question added to your list."))


@require_http_methods(["GET", "HEAD", "POST"])
def listed_question_add(request, pk):
    company = access.company_write(request.user, pk)
    listed = ListedQuestion(owner=request.user, company=company)
    form = ListedQuestionForm(request.POST or None, instance=listed, owner=request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_own_question(company=company, listed_question=form.save(commit=False), by=request.user)
        messages.success(request, _("Your question is on the list."))
        return redirect("interviews:company_detail", company.pk)
    return listed_question_form(request, form, company)


@require_http_methods(["GET", "HEAD", "POST"])
def listed_question_edit(request, pk):
    listed = access.listed_question_read(request.user, pk)
    form = ListedQuestionForm(request.POST or None, instance=listed, owner=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Question changed on this list. The library stays as it is."))
        return redirect("interviews:company_detail", listed.company_id)
    return listed_question_form(request, form, listed.company)


def listed_question_form(request, form, company):
    context = {"form": form, "company": company, "listed": form.instance}
    status = 422 if form.is_bound else 200
    return render(request, "interviews/listed_question_form.html", context, status=status)


@require_POST
def listed_question_move(request, pk, direction):
    listed = access.listed_question_write(request.user, pk)
    moved = actions.move_listed_question(listed_question=listed, direction=direction, by=request.user)
    message = _("Question moved.") if moved else _("It stands at the end already.")
    return list_changed(request, listed.company_id, message)


@require_POST
def listed_question_must_ask(request, pk):
    listed = access.listed_question_write(request.user, pk)
    listed.toggle_must_ask()
    message = _("Marked as must ask.") if listed.must_ask else _("No longer a must ask.")
    return list_changed(request, listed.company_id, message)


@require_POST
def listed_question_remove(request, pk):
    listed = access.listed_question_write(request.user, pk)
    actions.remove_listed_question(listed_question=listed, by=request.user)
    return list_changed(request, listed.company_id, _("Question taken off the list."), removed=listed)


@require_POST
def listed_question_restore(request, pk):
    listed = access.listed_question_write(request.user, pk)
    if not actions.restore_listed_question(listed_question=listed, by=request.user):
        return list_changed(request, listed.company_id, _("It is on the list already."))
    return list_changed(request, listed.company_id, _("Question is back on the list."))
