from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions
from interviews.compare_choice import choice_of
from interviews.decision_page import DecidePage, DecisionPage
from interviews.forms import DecisionForm, FirstDayForm, OutcomeForm
from interviews.outcome_page import OutcomePage


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request):
    """Chooses one of the companies that the address compares."""
    is_sent = request.method == "POST"
    if is_sent:
        actions.decide_one_at_a_time(by=request.user)
    companies = access.companies_of(request.user).by_name()
    choice = choice_of(companies, request.GET.getlist("company"))
    page = DecidePage(request.user, choice, access.standing_decision(request.user))
    form = DecisionForm(request.POST if is_sent else None, page=page)
    if is_sent and form.is_valid():
        return chosen(request, page, form)
    if form.repeats:
        messages.info(request, _("You chose this company already."))
        return redirect("interviews:decision_detail", page.standing.pk)
    context = {"page": page, "form": form}
    return render(request, "interviews/decide.html", context, status=422 if is_sent else 200)


def chosen(request, page, form):
    decision = actions.choose_company(
        decision=form.decision(),
        declined=form.declined_companies,
        instead_of=page.standing if form.cleaned_data["instead"] else None,
        by=request.user,
    )
    messages.success(request, _("You chose %(name)s.") % {"name": decision.company.name})
    return redirect("interviews:decision_detail", decision.pk)


@require_safe
def decision_list(request):
    decisions = list(access.decisions_of(request.user))
    return render(request, "interviews/decision_list.html", {"decisions": decisions})


@require_safe
def decision_detail(request, pk):
    decision = access.decision_read(request.user, pk)
    return shown(request, decision)


def shown(request, decision, form=None):
    page = DecisionPage(request.user, decision)
    first_day = decision.starts_on or page.offered_first_day
    context = {
        "page": page,
        "decision": decision,
        "form": form or FirstDayForm(initial={"starts_on": first_day}),
    }
    return render(request, "interviews/decision_detail.html", context, status=422 if form else 200)


@require_POST
def decision_first_day(request, pk):
    decision = access.decision_write(request.user, pk)
    form = FirstDayForm(request.POST)
    if not form.is_valid():
        return shown(request, decision, form)
    actions.set_first_day(decision=decision, by=request.user, **form.cleaned_data)
    messages.success(request, _("First day changed.") if decision.starts_on else _("First day taken off."))
    return redirect("interviews:decision_detail", pk)


@require_POST
def decision_take_back(request, pk):
    decision = access.decision_write(request.user, pk)
    if decision.taken_back_at:
        messages.info(request, _("You have taken this decision back already."))
        return redirect("interviews:decision_detail", pk)
    marked = request.POST.getlist("undecline")
    declined = DecisionPage(request.user, decision).declined
    undecline = {company.pk for company in declined if str(company.pk) in marked}
    back = actions.take_back_decision(decision=decision, undecline=undecline, by=request.user)
    messages.success(request, _("Decision taken back. It stays in your history."))
    for company in back:
        said = _("%(name)s is at “%(stage)s” again.")
        messages.success(request, said % {"name": company.name, "stage": company.get_stage_display()})
    return redirect("interviews:decision_detail", pk)


@require_safe
def outcome_list(request, pk):
    """Was it true? Asked after 30, 90 and 180 days; each round stays open afterwards."""
    decision = access.decision_to_prove(request.user, pk)
    page = OutcomePage(request.user, decision, request.GET.get("days", ""))
    return render(request, "interviews/outcome_list.html", {"page": page})


@require_POST
def outcome_save(request, pk, answer_pk):
    decision = access.decision_to_prove(request.user, pk)
    answer = access.answer_to_prove(request.user, decision, answer_pk)
    page = OutcomePage(request.user, decision, request.POST.get("days", ""))
    form = OutcomeForm(request.POST, reached=[one.days for one in page.reached])
    if not form.is_valid():
        page.refused, page.refused_answer = form, answer.pk
        return outcome_shown(request, page, answer, status=422)
    actions.note_outcome(decision=decision, answer=answer, by=request.user, **form.cleaned_data)
    if request.htmx:
        return outcome_shown(request, page, answer)
    messages.success(request, _("Noted.") if form.cleaned_data["verdict"] else _("Skipped."))
    return redirect(page.address_of(answer))


def outcome_shown(request, page, answer, status=200):
    """The one line where htmx asked, else the whole page."""
    if request.htmx:
        row = next(one for one in page.rows if one.answer.pk == answer.pk)
        return render(request, "interviews/_outcome.html", {"page": page, "row": row}, status=status)
    return render(request, "interviews/outcome_list.html", {"page": page}, status=status)
