from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from interviews import access, actions
from interviews.forms import SignalForm
from interviews.models import Signal


@require_http_methods(["GET", "HEAD", "POST"])
def signal_add(request, pk):
    """The timeline has this form on top; here it stands alone, with what is wrong."""
    company = access.company_read(request.user, pk)
    form = SignalForm(request.POST or None, instance=Signal(owner=request.user, company=company))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Noted."))
        return redirect("interviews:company_timeline", company.pk)
    return signal_form(request, form, company)


@require_http_methods(["GET", "HEAD", "POST"])
def signal_change(request, pk):
    signal = access.signal_read(request.user, pk)
    form = SignalForm(request.POST or None, instance=signal)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Note changed."))
        return redirect("interviews:company_timeline", signal.company_id)
    return signal_form(request, form, signal.company)


def signal_form(request, form, company):
    context = {"form": form, "company": company}
    return render(request, "interviews/signal_form.html", context, status=422 if form.is_bound else 200)


@require_POST
def signal_delete(request, pk):
    """The undo stands in the place of the note where htmx asked, else on a page of its own."""
    signal = access.signal_write(request.user, pk)
    kept = actions.delete_signal(signal=signal, by=request.user)
    signal.pk = pk
    template = "interviews/_signal_deleted.html" if request.htmx else "interviews/signal_deleted.html"
    return render(request, template, {"signal": signal, "kept": kept})


@require_POST
def signal_restore(request, pk):
    company = access.company_read(request.user, pk)
    if actions.restore_signal(company=company, kept=request.POST.get("kept", ""), by=request.user):
        messages.success(request, _("Note is back."))
    else:
        messages.success(request, _("There was nothing to bring back."))
    return redirect("interviews:company_timeline", company.pk)
