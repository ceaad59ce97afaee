from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from interviews import access, actions
from interviews.forms import (
    ListedQuestionForm,
    ListedQuestionsChangeForm,
    PickForm,
    PlaceForm,
    first_sentence,
)
from interviews.list_builder import KEPT, ListBuilder
from interviews.list_copying import ranges_named
from interviews.models import ListedQuestion
from interviews.research_words import question_about
from questions.access import question_read


def list_builder(request, company, removed=(), picked=()):
    builder = ListBuilder(user=request.user, company=company, asked=asked_of(request), picked=picked)
    return {
        "company": company,
        "builder": builder,
        "removed": removed or removed_questions(request, company),
        "copied": copied_questions(request, builder),
    }


def asked_of(request):
    """What the page showed when this was sent: a script's address says it, else fields of the form do."""
    sent = {**request.GET.dict(), **request.POST.dict()}
    if request.method == "POST" and request.htmx and request.htmx.current_url:
        sent = QueryDict(request.htmx.current_url.partition("?")[2].partition("#")[0]).dict()
    return {name: sent.get(name, "") for name in KEPT}


def removed_questions(request, company):
    """What was just taken off the list, to offer it back."""
    pk = request.GET.get("removed", "")
    return access.removed_with(request.user, company, pk) if pk else []


def copied_questions(request, builder):
    """What was just copied from another list, to offer taking it off again."""
    parts = ranges_named(request.GET.get("copied", ""))
    return [listed for listed in builder.listed if any(listed.pk in part for part in parts)] if parts else []


def list_changed(request, company_pk, message, removed=()):
    """The builder again, in place where htmx asked, else on its page."""
    messages.success(request, message)
    if request.htmx:
        return list_shown(request, company_pk, removed=removed)
    return redirect(list_address(request, company_pk, removed=removed[0].pk if removed else ""))


def list_refused(request, company_pk, sentence, picked=()):
    messages.error(request, sentence)
    return list_shown(request, company_pk, status=422, picked=picked)


def list_shown(request, company_pk, status=200, **shown):
    company = access.company_with_counts(request.user, company_pk)
    template = "interviews/_list_builder.html" if request.htmx else "interviews/company_detail.html"
    return render(request, template, list_builder(request, company, **shown), status=status)


def list_address(request, company_pk, **said):
    """With what was asked for, so that a search outlives every button."""
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in {**asked_of(request), **said}.items() if value})
    address = reverse("interviews:company_detail", args=[company_pk])
    return f"{address}?{query.urlencode()}" if query else address


@require_POST
def listed_question_take(request, pk, question_pk):
    """Puts a library question on the company's list."""
    company = access.company_write(request.user, pk)
    question = question_read(request.user, question_pk)
    actions.list_question(company=company, question=question, by=request.user)
    return list_changed(request, company.pk, _("Question added to your list."))


@require_http_methods(["GET", "HEAD", "POST"])
def listed_question_add(request, pk):
    """`?claim=` names what gave rise to it: the wording starts from that."""
    company = access.company_write(request.user, pk)
    asked = request.GET.get("claim", "")
    claim = access.claim_in(request.user, company, asked) if asked else None
    text = question_about(claim) if claim else ""
    listed = ListedQuestion(owner=request.user, company=company, raised_by=claim, text=text)
    form = ListedQuestionForm(request.POST or None, instance=listed, owner=request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_own_question(company=company, listed_question=form.save(commit=False), by=request.user)
        messages.success(request, _("Your question is on the list."))
        return redirect("interviews:company_detail", company.pk)
    return listed_question_form(request, form, company)


@require_http_methods(["GET", "HEAD", "POST"])
def listed_question_edit(request, pk):
    """`?as=library` fills the form with the library's words, to look at and save or not."""
    listed = access.listed_question_read(request.user, pk)
    as_library = bool(request.method != "POST" and listed.question and request.GET.get("as") == "library")
    initial = actions.as_in_library(listed.question) if as_library else {}
    form = ListedQuestionForm(request.POST or None, instance=listed, owner=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Question changed on this list. The library stays as it is."))
        return redirect("interviews:company_detail", listed.company_id)
    return listed_question_form(request, form, listed.company, as_library=as_library)


def listed_question_form(request, form, company, **shown):
    context = {"form": form, "company": company, "listed": form.instance, **shown}
    if form.instance.pk and not form.instance.removed_at:
        context["place"], context["length"] = access.place_of(request.user, form.instance)
    status = 422 if form.is_bound or "place_form" in shown else 200
    return render(request, "interviews/listed_question_form.html", context, status=status)


@require_POST
def listed_question_move(request, pk, direction):
    listed = access.listed_question_write(request.user, pk)
    moved = actions.move_listed_question(listed_question=listed, direction=direction, by=request.user)
    message = _("Question moved.") if moved else _("It stands at the end already.")
    return list_changed(request, listed.company_id, message)


@require_POST
def listed_question_place(request, pk):
    """Right before another question, at a place counted from 1, or at the end."""
    listed = access.listed_question_write(request.user, pk)
    form = PlaceForm(request.POST, owner=request.user, listed=listed)
    if form.is_valid():
        before = form.cleaned_data["before"]
        actions.place_listed_question(listed_question=listed, before=before, by=request.user)
        listed.refresh_from_db(fields=["position"])
        place, length = access.place_of(request.user, listed)
        said = _("Moved to place %(place)d of %(length)d.") % {"place": place, "length": length}
        return list_changed(request, listed.company_id, said)
    sentence = first_sentence(form)
    if request.htmx:
        return list_refused(request, listed.company_id, sentence)
    edit = ListedQuestionForm(instance=listed, owner=request.user)
    return listed_question_form(request, edit, listed.company, place_form=form, sentence=sentence)


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
    return list_changed(request, listed.company_id, _("Question taken off the list."), removed=[listed])


@require_POST
def listed_question_restore(request, pk):
    listed = access.listed_question_write(request.user, pk)
    if not actions.restore_listed_question(listed_question=listed, by=request.user):
        return list_changed(request, listed.company_id, _("It is on the list already."))
    return list_changed(request, listed.company_id, _("Question is back on the list."))


# Several at once


@require_POST
def listed_questions_change(request, pk):
    company = access.company_write(request.user, pk)
    form = ListedQuestionsChangeForm(request.POST, owner=request.user, company=company)
    if not form.is_valid():
        return list_refused(request, company.pk, first_sentence(form), picked=form.ticked)
    picked, change = form.cleaned_data["pick"], form.cleaned_data["change"]
    actions.change_listed_questions(
        company=company,
        listed_questions=picked,
        change=change,
        topic=form.cleaned_data["topic"],
        by=request.user,
    )
    removed = picked if change == "remove" else ()
    return list_changed(request, company.pk, what_changed(change, len(picked)), removed=removed)


def what_changed(change, count):
    said = {
        "top": ngettext("%(n)d question moved to the top.", "%(n)d questions moved to the top.", count),
        "end": ngettext("%(n)d question moved to the end.", "%(n)d questions moved to the end.", count),
        "file": ngettext("%(n)d question filed.", "%(n)d questions filed.", count),
        "must ask": ngettext("%(n)d question is a must ask.", "%(n)d questions are must asks.", count),
        "need not ask": ngettext(
            "%(n)d question is no longer a must ask.", "%(n)d questions are no longer must asks.", count
        ),
        "remove": ngettext(
            "%(n)d question taken off the list.", "%(n)d questions taken off the list.", count
        ),
    }
    return said[change] % {"n": count}


@require_POST
def listed_questions_restore(request, pk):
    """The undo of taking several off."""
    company = access.company_write(request.user, pk)
    form = PickForm(request.POST, found=lambda pks: access.removed_questions(request.user, company, pks))
    if not form.is_valid():
        return list_refused(request, company.pk, _("These are on the list already."))
    removed = form.cleaned_data["pick"]
    back = actions.restore_listed_questions(company=company, listed_questions=removed, by=request.user)
    said = ngettext("%(n)d question is back on the list.", "%(n)d questions are back on the list.", len(back))
    return list_changed(
        request, company.pk, said % {"n": len(back)} if back else _("These are on the list already.")
    )
