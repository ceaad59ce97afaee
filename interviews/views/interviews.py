from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions
from interviews.forms import FinishForm, InterviewForm
from interviews.interview_page import InterviewPage
from interviews.models import Interview
from interviews.views.agenda import agenda_context


@require_safe
def interview_list(request, pk):
    company = access.company_with_counts(request.user, pk)
    interviews = access.interviews_of(request.user, company).with_counts()
    return render(request, "interviews/interview_list.html", {"company": company, "interviews": interviews})


@require_http_methods(["GET", "HEAD", "POST"])
def interview_add(request, pk):
    company = access.company_read(request.user, pk)
    zone = access.profile_read(request.user).time_zone
    interview = Interview(owner=request.user, company=company, time_zone=zone or "UTC")
    form = InterviewForm(request.POST or None, instance=interview)
    if request.method == "POST" and form.is_valid():
        interview = form.save(commit=False)
        actions.save_interview(interview=interview, by=request.user, **form.people_met)
        messages.success(request, _("Interview planned. Now choose what to ask."))
        return redirect("interviews:interview_detail", interview.pk)
    return interview_form(request, form, company)


@require_http_methods(["GET", "HEAD", "POST"])
def interview_edit(request, pk):
    interview = access.interview_read(request.user, pk)
    form = InterviewForm(request.POST or None, instance=interview)
    if request.method == "POST" and form.is_valid():
        interview = form.save(commit=False)
        actions.save_interview(interview=interview, by=request.user, **form.people_met)
        messages.success(request, _("Interview changed."))
        return redirect("interviews:interview_detail", interview.pk)
    return interview_form(request, form, interview.company)


def interview_form(request, form, company):
    status = 422 if form.is_bound else 200
    return render(
        request, "interviews/interview_form.html", {"form": form, "company": company}, status=status
    )


@require_safe
def interview_detail(request, pk):
    """Before: the plan and its agenda. Afterwards: what was said."""
    interview = access.interview_read(request.user, pk)
    if interview.finished_at is None:
        return render(request, "interviews/interview_detail.html", agenda_context(request, interview))
    page = InterviewPage(user=request.user, interview=interview)
    return render(request, "interviews/interview_detail.html", {"interview": interview, "page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def interview_finish(request, pk):
    """What is still unasked, and the impression, before any computed view."""
    interview = access.interview_write(request.user, pk)
    form = FinishForm(request.POST or None, instance=interview)
    if request.method == "POST" and form.is_valid():
        actions.finish_interview(interview=form.save(commit=False), by=request.user)
        messages.success(request, _("Interview finished. Everything you wrote is below."))
        return redirect("interviews:interview_detail", interview.pk)
    page = InterviewPage(user=request.user, interview=interview)
    context = {"interview": interview, "page": page, "form": form}
    return render(request, "interviews/interview_finish.html", context, status=422 if form.is_bound else 200)


@require_POST
def interview_reopen(request, pk):
    interview = access.interview_write(request.user, pk)
    actions.reopen_interview(interview=interview, by=request.user)
    return redirect("interviews:capture", interview.pk)


@require_POST
def interview_cancel(request, pk):
    interview = access.interview_write(request.user, pk)
    if interview.finished_at:
        messages.error(
            request, _("This interview took place. To cancel it all the same, open it again first.")
        )
    else:
        interview.cancel()
        messages.success(request, _("Interview cancelled. What you prepared is kept."))
    return redirect("interviews:interview_detail", interview.pk)


@require_POST
def interview_uncancel(request, pk):
    interview = access.interview_write(request.user, pk)
    interview.uncancel()
    messages.success(request, _("Interview is on again."))
    return redirect("interviews:interview_detail", interview.pk)
