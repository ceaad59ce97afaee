from django.contrib import messages
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from interviews import access, actions
from interviews.agenda_words import said_of_agenda
from interviews.follow_up_mail import MOST_QUESTIONS
from interviews.follow_ups_page import FollowUpsPage, mail_about, single_person
from interviews.forms import FollowUpForm, NoteForm, ReplyForm
from interviews.models import FollowUp

MAIL, REPLY = "interviews:follow_up_mail", "interviews:follow_up_reply"
TOO_MANY = {
    MAIL: gettext_lazy("A mail with more than five questions is not answered: choose up to five."),
    REPLY: gettext_lazy("Log the replies to up to five questions at a time."),
}


def follow_ups_page(request, company, **what):
    return FollowUpsPage(user=request.user, company=company, now=timezone.now(), asked=request.GET, **what)


@require_safe
def follow_up_list(request, pk):
    """What is open at a company, by who can answer."""
    company = access.company_with_counts(request.user, pk)
    return list_shown(request, follow_ups_page(request, company))


def list_shown(request, page, status=200):
    context = {"company": page.company, "page": page}
    return render(request, "interviews/follow_up_list.html", context, status=status)


def refused(request, company, sentence):
    """The list again as it is now, with what was chosen and why nothing was done."""
    page = follow_ups_page(
        request,
        access.company_with_counts(request.user, company.pk),
        chosen=request.POST.getlist("item"),
        refusal=sentence,
    )
    return list_shown(request, page, status=422)


def why_not(page, keys, too_many=""):
    """A sentence where these cannot be taken together, else nothing; `too_many` is that for over five."""
    if not keys:
        return _("Choose at least one follow-up first.")
    if len(page.lines_called(keys)) < len(set(keys)):
        return _("Some of these are not open any more. Look at the list and choose again.")
    if too_many and len(page.questions_called(keys)) > MOST_QUESTIONS:
        return too_many
    return ""


def chosen_address(name, company, keys):
    query = QueryDict(mutable=True)
    query.setlist("item", keys)
    return f"{reverse(name, args=[company.pk])}?{query.urlencode()}"


@require_POST
def follow_up_choose(request, pk):
    """On to the mail, or to its reply, about those that were chosen."""
    company = access.company_read(request.user, pk)
    keys = request.POST.getlist("item")
    name = REPLY if request.POST.get("go") == "reply" else MAIL
    sentence = why_not(follow_ups_page(request, company), keys, TOO_MANY[name])
    if sentence:
        return refused(request, company, sentence)
    return redirect(chosen_address(name, company, keys))


@require_POST
def follow_up_agenda(request, pk):
    company = access.company_read(request.user, pk)
    interview = access.interview_to_come_write(request.user, company, request.POST.get("interview", ""))
    company = access.company_write(request.user, pk)  # after the interview, as everywhere
    keys = request.POST.getlist("item")
    page = follow_ups_page(request, company)
    sentence = why_not(page, keys)
    if not sentence and interview is None:
        sentence = _("Choose an interview that is still to come.")
    if sentence:
        return refused(request, company, sentence)
    listed = questions_of(request, company, page.lines_called(keys))
    added = actions.put_on_agenda(
        interview=interview, listed_questions=listed, is_pinned=True, by=request.user
    )
    messages.success(request, said_of_agenda(added, interview))
    return redirect("interviews:follow_up_list", company.pk)


def questions_of(request, company, lines):
    """Each once, those made of notes without a question last."""
    notes = [line.stored for line in lines if line.question is None]
    made = actions.list_notes(notes=notes, company=company, by=request.user)
    asked = {line.question.pk: line.question for line in lines if line.question}
    return [*asked.values(), *made.values()]


@require_safe
def follow_up_mail(request, pk):
    """A short mail to copy, about what `item` names in the address."""
    company = access.company_read(request.user, pk)
    keys = request.GET.getlist("item")
    page = follow_ups_page(request, company)
    sentence = why_not(page, keys, TOO_MANY[MAIL])
    if sentence:
        return sent_back(request, company, sentence)
    lines = page.lines_called(keys)
    mail = mail_about(request.user, company, lines)
    context = {"company": company, "mail": mail, "reply": chosen_address(REPLY, company, keys)}
    return render(request, "interviews/follow_up_mail.html", context)


def sent_back(request, company, sentence):
    messages.error(request, sentence)
    return redirect("interviews:follow_up_list", company.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_reply(request, pk):
    """What came back by mail, question by question; `item` names the follow-ups in address or body."""
    company = access.company_write(request.user, pk)
    keys = (request.POST or request.GET).getlist("item")
    page = follow_ups_page(request, company)
    lines = page.lines_called(keys)
    sentence = why_not(page, keys, TOO_MANY[REPLY])
    if request.method != "POST" and sentence:
        return sent_back(request, company, sentence)
    person = single_person(lines)
    initial = {"person": person.pk if person else "", "answered_on": timezone.localdate()}
    form = ReplyForm(
        request.POST or None, initial=initial, company=company, people=page.rows.people, lines=lines
    )
    if request.method == "POST" and not sentence and form.is_valid():
        return replies_logged(request, company, form)
    context = {"company": company, "form": form, "lines": lines, "refusal": sentence}
    status = 422 if request.method == "POST" else 200
    return render(request, "interviews/follow_up_reply.html", context, status=status)


def replies_logged(request, company, form):
    notes = [line.stored for asked in form.answered for line in asked.lines if line.question is None]
    listed = actions.list_notes(notes=notes, company=company, by=request.user)
    replies = form.replies(listed)
    actions.log_replies(
        replies=replies,
        person=form.who_answered,
        answered_at=form.answered_at,
        company=company,
        by=request.user,
    )
    sentence = ngettext("Reply logged.", "%(count)d replies logged.", len(replies))
    messages.success(request, sentence % {"count": len(replies)})
    return redirect("interviews:follow_up_list", company.pk)


@require_POST
def follow_up_close(request, pk):
    company = access.company_write(request.user, pk)
    keys = request.POST.getlist("item")
    page = follow_ups_page(request, company)
    sentence = why_not(page, keys)
    if sentence:
        return refused(request, company, sentence)
    items = [line.item for line in page.lines_called(keys)]
    closed = actions.close_follow_ups(items=items, company=company, by=request.user)
    query = QueryDict(mutable=True)
    query.setlist("closed", [row.pk for row in closed])
    return redirect(f"{reverse('interviews:follow_up_list', args=[company.pk])}?{query.urlencode()}")


@require_POST
def follow_up_reopen(request, pk):
    """Undoes what was just let go."""
    company = access.company_write(request.user, pk)
    rows = access.follow_ups_let_go(request.user, company, request.POST.getlist("closed"))
    if actions.reopen_follow_ups(follow_ups=rows, by=request.user):
        messages.success(request, _("Open again."))
    return redirect("interviews:follow_up_list", company.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_add(request, pk):
    company = access.company_read(request.user, pk)
    return follow_up_form(
        request,
        company,
        FollowUp(owner=request.user, company=company),
        saved=_("Follow-up added."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_edit(request, pk):
    """Who to ask, the wording and the day of an open one; `item` names it in address or body."""
    company = access.company_write(request.user, pk)
    page = follow_ups_page(request, company)
    key = request.POST.get("item") or request.GET.get("item", "")
    line = page.by_key.get(key)
    if line is None:
        sentence = _("That follow-up is not open any more.")
        if request.method != "POST":
            return sent_back(request, company, sentence)
        return refused(request, company, with_words(sentence, request.POST.get("text", "")))
    row = actions.follow_up_row(item=line.item, company=company, by=request.user)
    return follow_up_form(request, company, row, saved=_("Follow-up changed."), line=line)


def with_words(sentence, text):
    """So that what was typed is not lost."""
    wrote = _("You wrote: “%(text)s”") % {"text": text}
    return f"{sentence} {wrote}" if text.strip() else sentence


def follow_up_form(request, company, row, *, saved, line=None):
    people = access.people_of(request.user, company)
    if row.origin == FollowUp.Origin.MANUAL:
        listed = access.listed_questions_of(request.user, company)
        form = NoteForm(request.POST or None, instance=row, people=people, listed=listed)
    else:
        form = FollowUpForm(request.POST or None, instance=row, people=people)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, saved)
        return redirect("interviews:follow_up_list", company.pk)
    context = {"company": company, "form": form, "line": line}
    status = 422 if form.is_bound else 200
    return render(request, "interviews/follow_up_form.html", context, status=status)
