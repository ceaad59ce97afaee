from django.shortcuts import render
from django.views.decorators.http import require_safe

from interviews.search_page import SearchPage


@require_safe
def search(request):
    """In their words and in yours: every note, question, person, claim and company."""
    page = SearchPage(
        user=request.user, asked=request.GET.get("q", ""), company_asked=request.GET.get("company", "")
    )
    return render(request, "interviews/search.html", {"page": page})
