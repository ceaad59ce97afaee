from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions
from interviews.forms import FinishForm, InterviewForm
from interviews.interview_page import InterviewPage
from interviews.models import Interview


@require_safe
def interview_list(request, pk):
    company = access.company_with_counts(request.user, pk)
    interviews = access.interviews_of(request.user, company).with_counts()
    return render(request, "interviews/interview_list.html", {"company": company, "interviews": interviews})


@require_http_methods(["GET", "HEAD", "POST"])
def interview_add(request, pk):
    company = access.company_read(request.user, pk)
    zone = access.profile_read(request.user).time_zone
    interview = Interview(owner=request.user, company=company, time_zone=zone)
    form = InterviewForm(request.POST or None, instance=interview)
    if request.method == "POST" and form.is_valid():
        interview = form.save(commit=False)
        actions.save_interview(interview=interview, people=form.cleaned_data["people"], by=request.user)
        messages.success(request, _("Interview planned. Now choose what to ask."))
        return redirect("interviews:interview_detail", interview.pk)
    return interview_form(request, form, company)


@require_http_methods(["GET", "HEAD", "POST"])
def interview_edit(request, pk):
    interview = access.interview_read(request.user, pk)
    form = InterviewForm(request.POST or None, instance=interview)
    if request.method == "POST" and form.is_valid():
        interview = form.save(commit=False)
        actions.save_interview(interview=interview, people=form.cleaned_data["people"], by=request.user)
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
    page = InterviewPage(user=request.user, interview=interview)
    return render(request, "interviews/interview_detail.html", {"interview": interview, "page": page})


def agenda_changed(request, interview, message):
    messages.success(request, message)
    if request.htmx:
        page = InterviewPage(user=request.user, interview=interview)
        return render(request, "interviews/_agenda.html", {"interview": interview, "page": page})
    return redirect("interviews:interview_detail", interview.pk)


@require_POST
def agenda_add(request, pk, listed_question_pk):
    interview = access.interview_write(request.user, pk)
    listed = access.listed_question_in(request.user, interview.company, listed_question_pk)
    actions.put_on_agenda(interview=interview, listed_questions=[listed], by=request.user)
    return agenda_changed(request, interview, _("On the agenda."))


@require_POST
def agenda_add_must_asks(request, pk):
    interview = access.interview_write(request.user, pk)
    must_asks = access.listed_questions_of(request.user, interview.company).must_ask()
    added = actions.put_on_agenda(interview=interview, listed_questions=must_asks, by=request.user)
    message = _("Must-asks are on the agenda.") if added else _("Every must-ask is on the agenda already.")
    return agenda_changed(request, interview, message)


@require_POST
def agenda_remove(request, pk, listed_question_pk):
    interview = access.interview_write(request.user, pk)
    listed = access.listed_question_in(request.user, interview.company, listed_question_pk)
    actions.take_off_agenda(interview=interview, listed_question=listed, by=request.user)
    return agenda_changed(request, interview, _("Taken off the agenda."))


@require_POST
def agenda_move(request, pk, listed_question_pk, direction):
    interview = access.interview_write(request.user, pk)
    listed = access.listed_question_in(request.user, interview.company, listed_question_pk)
    actions.move_on_agenda(interview=interview, listed_question=listed, direction=direction, by=request.user)
    return agenda_changed(request, interview, _("Question moved."))


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
