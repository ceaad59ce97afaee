from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions import access, actions
from questions.forms import QuestionForm, TopicForm
from questions.library_page import LibraryPage
from questions.models import Question, Topic


@require_safe
def question_list(request):
    """The library, narrowed by words and filters that stand in the address."""
    library = LibraryPage(user=request.user, asked=request.GET)
    template = "questions/_library.html" if request.htmx else "questions/question_list.html"
    return render(request, template, {"library": library, "page": library.page, "form": library.form})


@require_safe
def question_detail(request, pk):
    question = access.question_read(request.user, pk)
    return render(request, "questions/question_detail.html", {"question": question})


@require_http_methods(["GET", "HEAD", "POST"])
def question_add(request):
    form = QuestionForm(request.POST or None, instance=Question(owner=request.user), owner=request.user)
    if request.method == "POST" and form.is_valid():
        question = actions.save_own_question(question=form.save(commit=False), by=request.user)
        messages.success(request, _("Question added to your library."))
        return redirect("questions:question_detail", question.pk)
    return question_form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def question_edit(request, pk):
    question = access.question_write(request.user, pk)
    form = QuestionForm(request.POST or None, instance=question, owner=request.user)
    if request.method == "POST" and form.is_valid():
        actions.save_own_question(question=form.save(commit=False), by=request.user)
        messages.success(request, _("Question changed. What companies list of it stays as it is."))
        return redirect("questions:question_detail", question.pk)
    return question_form(request, form)


def question_form(request, form):
    status = 422 if form.is_bound else 200
    return render(request, "questions/question_form.html", {"form": form}, status=status)


@require_POST
def question_make_mine(request, pk):
    question = access.question_read(request.user, pk)
    mine = actions.make_it_mine(question=question, by=request.user)
    messages.success(request, _("This copy is yours. Change it as you like."))
    return redirect("questions:question_edit", mine.pk)


@require_POST
def question_archive(request, pk):
    question = access.question_write(request.user, pk)
    actions.archive_question(question=question, by=request.user)
    messages.success(request, _("Question archived. It is no longer offered."))
    return redirect("questions:question_detail", question.pk)


@require_POST
def question_restore(request, pk):
    question = access.question_to_restore(request.user, pk)
    actions.restore_question(question=question, by=request.user)
    messages.success(request, _("Question is back."))
    return redirect("questions:question_detail", question.pk)


@require_POST
def question_delete(request, pk):
    question = access.question_write(request.user, pk)
    actions.delete_question(question=question, by=request.user)
    return render(request, "questions/question_deleted.html", {"question": question})


@require_safe
def topic_list(request):
    return render(request, "questions/topic_list.html", {"topics": access.own_topics_of(request.user)})


@require_http_methods(["GET", "HEAD", "POST"])
def topic_add(request):
    form = TopicForm(request.POST or None, instance=Topic(owner=request.user))
    if request.method == "POST" and form.is_valid():
        actions.save_own_topic(topic=form.save(commit=False), by=request.user)
        messages.success(request, _("Topic added. Give it a weight when you compare."))
        return redirect("questions:topic_list")
    return topic_form(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
def topic_edit(request, pk):
    form = TopicForm(request.POST or None, instance=access.topic_write(request.user, pk))
    if request.method == "POST" and form.is_valid():
        actions.save_own_topic(topic=form.save(commit=False), by=request.user)
        messages.success(request, _("Topic changed."))
        return redirect("questions:topic_list")
    return topic_form(request, form)


def topic_form(request, form):
    return render(request, "questions/topic_form.html", {"form": form}, status=422 if form.is_bound else 200)


@require_POST
def topic_archive(request, pk):
    topic = access.topic_write(request.user, pk)
    actions.archive_topic(topic=topic, by=request.user)
    messages.success(request, _("Topic archived. Questions filed under it keep it."))
    return redirect("questions:topic_list")


@require_POST
def topic_restore(request, pk):
    topic = access.topic_write(request.user, pk)
    actions.restore_topic(topic=topic, by=request.user)
    messages.success(request, _("Topic is back."))
    return redirect("questions:topic_list")
