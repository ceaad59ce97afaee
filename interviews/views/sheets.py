from django.shortcuts import render
from django.views.decorators.http import require_safe

from interviews import access
from interviews.sheet_page import SheetPage


@require_safe
def interview_sheet(request, pk):
    interview = access.interview_read(request.user, pk)
    page = SheetPage(
        user=request.user,
        interview=interview,
        paper_asked=request.GET.get("paper", ""),
        is_neutral=request.GET.get("neutral") == "1",
    )
    return render(request, "interviews/interview_sheet.html", {"interview": interview, "page": page})
