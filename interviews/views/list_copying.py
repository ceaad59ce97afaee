from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from interviews import access, actions
from interviews.forms import PickForm, first_sentence
from interviews.list_copying import CopyPage, ranges_in_words
from interviews.views.listed_questions import list_address


@require_http_methods(["GET", "HEAD", "POST"])
def list_copy(request, pk):
    """Questions of another company's list, to put on this one."""
    company = access.company_write(request.user, pk)
    page = CopyPage(user=request.user, company=company, asked=request.POST or request.GET)
    if request.method != "POST":
        return list_copy_page(request, page)
    if page.source is None:
        messages.error(request, _("That company has no list to copy any more."))
        return redirect("interviews:list_copy", company.pk)
    form = PickForm(request.POST, found=page.named)
    if not form.is_valid():
        return list_copy_page(request, page, first_sentence(form), form.ticked)
    picked = page.without_what_is_here(form.cleaned_data["pick"])
    if not picked:
        return list_copy_page(request, page, _("These are on this list already."), form.ticked)
    copied = actions.copy_questions(company=company, listed_questions=picked, by=request.user)
    said = ngettext("%(n)d question copied.", "%(n)d questions copied.", len(copied))
    messages.success(request, said % {"n": len(copied)})
    return redirect(list_address(request, company.pk, copied=ranges_in_words(one.pk for one in copied)))


def list_copy_page(request, page, sentence="", ticked=None):
    context = {"company": page.company, "page": page, "sentence": sentence, "ticked": ticked}
    return render(request, "interviews/list_copy.html", context, status=422 if sentence else 200)
