from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions import access, imports
from questions.forms import ImportChoicesForm, ImportForm
from questions.importing.lines import Refused

LINES_A_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def import_list(request):
    """Bring a list: pasted, or as a file. What is read becomes a draft to look at first."""
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            draft = imports.start_import(by=request.user, **form.brought())
        except Refused as refusal:
            form.add_error("file" if form.cleaned_data["file"] else "text", str(refusal))
        else:
            return redirect("questions:import_preview", draft.pk)
    context = {"form": form, "imports": access.imports_of(request.user)}
    return render(request, "questions/import_list.html", context, status=422 if form.is_bound else 200)


@require_safe
def import_preview(request, pk):
    """Every line taken or left, with the reason; nothing reaches the library before it is applied."""
    draft = access.import_read(request.user, pk)
    preview = imports.preview(draft, by=request.user)
    page = Paginator(preview.lines, LINES_A_PAGE).get_page(request.GET.get("page"))
    context = {"draft": draft, "preview": preview, "page": page, "topics": access.topics_of(request.user)}
    return render(request, "questions/import_preview.html", context)


@require_POST
def import_choose(request, pk):
    """What the candidate switched on one page of the preview, and where the headings belong."""
    draft = access.import_write(request.user, pk)
    form = chosen(request, draft)
    if form is None:
        return redirect("questions:import_preview", draft.pk)
    if "to" not in request.POST:
        messages.success(request, _("Preview changed."))
    page = form.cleaned_data["to"] or form.cleaned_data["page"] or 1
    return redirect(f"{reverse('questions:import_preview', args=[draft.pk])}?page={page}")


@require_POST
def import_apply(request, pk):
    """Adds what is switched on, the page in front of the candidate included."""
    draft = access.import_write(request.user, pk)
    if chosen(request, draft) is None:
        return redirect("questions:import_preview", draft.pk)
    added = imports.apply_import(import_=draft, by=request.user)
    if not added:
        messages.error(request, _("Nothing added: no question is switched on that you do not have already."))
        return redirect("questions:import_preview", draft.pk)
    said = ngettext("%(n)d question added to your library.", "%(n)d questions added to your library.", added)
    messages.success(request, said % {"n": added})
    return redirect("questions:import_list")


def chosen(request, draft):
    """The form whose choices the draft has now; None, and a message, where they cannot be taken."""
    form = ImportChoicesForm(request.POST, topics=access.topics_of(request.user))
    if draft.applied_at:
        messages.error(request, _("This list was added already. Nothing was changed."))
        return None
    if not form.is_valid():
        messages.error(request, _("These choices cannot be read. Nothing was changed."))
        return None
    imports.choose(import_=draft, by=request.user, **form.choices())
    return form


@require_POST
def import_undo(request, pk):
    draft = access.import_write(request.user, pk)
    if draft.applied_at is None or draft.undone_at:
        messages.error(request, _("There is nothing to undo: this list is not in your library."))
    elif imports.undo_import(import_=draft, by=request.user):
        messages.success(request, _("Import undone. Its questions are gone from your library."))
    else:
        messages.error(
            request, _("Some of its questions are on a company's list: take them off there first.")
        )
    return redirect("questions:import_list")


@require_POST
def import_discard(request, pk):
    """A draft that was never applied goes without a trace."""
    draft = access.import_write(request.user, pk)
    if draft.applied_at is None:
        draft.delete()
        messages.success(request, _("Draft thrown away. Your library is as it was."))
    return redirect("questions:import_list")
