from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from interviews import access, actions
from interviews.agenda_words import said_of_agenda
from interviews.compare_choice import choice_of, kept_choice
from interviews.evidence_page import EvidencePage
from interviews.range_page import RangePage, numbers_in


@require_safe
def evidence(request, pk, topic_pk):
    """The answers behind one number of the matrix, and how it is worked out from them."""
    company = access.company_read(request.user, pk)
    topic = access.topic_read(request.user, topic_pk)
    page = EvidencePage(request.user, company, topic, kept_choice(request.GET.getlist("company")))
    return render(request, "interviews/evidence.html", {"company": company, "topic": topic, "page": page})


@require_safe
def company_range(request, pk):
    """The open questions that make the range of one company."""
    return range_shown(request, access.company_read(request.user, pk))


def range_shown(request, company, status=200, **what):
    choice = choice_of(access.companies_to_compare(request.user), request.GET.getlist("company"))
    page = RangePage(request.user, company, choice, timezone.now(), **what)
    return render(request, "interviews/company_range.html", {"company": company, "page": page}, status=status)


@require_POST
def range_agenda(request, pk):
    company = access.company_read(request.user, pk)
    interview = access.interview_to_come_write(request.user, company, request.POST.get("interview", ""))
    picked = request.POST.getlist("pick")
    listed = access.picked_questions(request.user, company, numbers_in(picked))
    if not listed or interview is None:
        return range_shown(request, company, 422, picked=picked, refusal=why_not(listed))
    added = actions.put_on_agenda(
        interview=interview, listed_questions=listed, is_pinned=True, by=request.user
    )
    messages.success(request, said_of_agenda(added, interview))
    query = kept_choice(request.GET.getlist("company"))
    return redirect(f"{reverse('interviews:company_range', args=[pk])}{query and '?'}{query}")


def why_not(listed):
    if not listed:
        return _("Choose at least one question first.")
    return _("Choose an interview that is still to come.")
