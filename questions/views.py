from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questions.access import library_of, question_read, topics_of
from questions.forms import LibraryFilterForm

PAGE_LENGTH = 100


@require_safe
def question_list(request):
    """The library, narrowed by words, topic and audience."""
    topics = topics_of(request.user)
    form = LibraryFilterForm(request.GET, topics=topics)
    form.is_valid()  # what cannot be read narrows nothing
    questions = library_of(request.user, **form.narrowing())
    page = Paginator(questions, PAGE_LENGTH).get_page(request.GET.get("page"))
    template = "questions/_question_results.html" if request.htmx else "questions/question_list.html"
    return render(request, template, {"form": form, "topics": topics, "page": page})


@require_safe
def question_detail(request, pk):
    question = question_read(request.user, pk)
    return render(request, "questions/question_detail.html", {"question": question})
