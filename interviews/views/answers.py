from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions
from interviews.answers_page import AnswerPage, answers_page
from interviews.forms import AgreementForm, DealbreakerCheckForm


@require_safe
def answer_list(request, pk):
    """Every answer of a company, side by side per question and person."""
    company = access.company_with_counts(request.user, pk)
    context = {"company": company, "page": answers_page(request.user, company)}
    return render(request, "interviews/answer_list.html", context)


@require_safe
def answer_detail(request, pk):
    """One answer with the versions beside it and its history."""
    answer = access.answer_read(request.user, pk)
    page = AnswerPage(user=request.user, answer=answer, before=request.GET.get("before", ""))
    context = {"answer": answer, "company": answer.company, "page": page}
    return render(request, "interviews/answer_detail.html", context)


@require_POST
def answer_delete(request, pk):
    answer = access.answer_write(request.user, pk)
    actions.delete_answer(answer=answer, by=request.user)
    return render(request, "interviews/answer_deleted.html", {"answer": answer})


@require_POST
def answer_restore(request, pk):
    answer = access.deleted_answer_write(request.user, pk)
    if actions.restore_answer(answer=answer, by=request.user):
        messages.success(request, _("Answer is back."))
    else:
        messages.error(request, _("There is another answer of that person to that question now."))
    return redirect("interviews:answer_list", answer.company_id)


@require_POST
def version_restore(request, pk, version_pk):
    """Any earlier version, as a new one."""
    answer = access.answer_write(request.user, pk)
    version = access.version_read(request.user, answer, version_pk)
    if actions.restore_version(answer=answer, version=version, by=request.user):
        messages.success(request, _("Brought back. What stood there before is in the history."))
    else:
        messages.success(request, _("That is what stands there now."))
    return redirect("interviews:answer_detail", answer.pk)


@require_POST
def kept_version_settle(request, pk, version_pk, choice):
    answer = access.answer_write(request.user, pk)
    version = access.kept_version_write(request.user, answer, version_pk)
    if actions.settle_kept_version(answer=answer, version=version, choice=choice, by=request.user):
        messages.success(request, _("Settled. The history keeps both versions."))
    else:
        messages.error(request, _("Together they are longer than 100,000 characters. Keep one of them."))
    return redirect("interviews:answer_detail", answer.pk)


@require_POST
def agreement_mark(request, pk):
    """Consistent, differs or contradicts: the candidate's own judgement, never the program's."""
    listed = access.listed_question_write(request.user, pk)
    form = AgreementForm(request.POST)
    if form.is_valid():
        listed.mark_agreement(form.cleaned_data["agreement"])
        messages.success(request, _("Marked."))
    else:
        messages.error(request, _("Choose consistent, differs or contradicts."))
    return redirect("interviews:answer_list", listed.company_id)


@require_http_methods(["GET", "HEAD", "POST"])
def dealbreaker_check(request, pk, dealbreaker_pk):
    company = access.company_read(request.user, pk)
    dealbreaker = access.dealbreaker_read(request.user, dealbreaker_pk)
    check = access.dealbreaker_check_of(request.user, dealbreaker, company)
    form = DealbreakerCheckForm(request.POST or None, initial=check, company=company, dealbreaker=dealbreaker)
    if request.method == "POST" and form.is_valid():
        actions.check_dealbreaker(
            dealbreaker=dealbreaker, company=company, by=request.user, **form.cleaned_data
        )
        messages.success(request, _("Dealbreaker checked."))
        return redirect("interviews:answer_list", company.pk)
    context = {"company": company, "dealbreaker": dealbreaker, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "interviews/dealbreaker_check_form.html", context, status=status)
