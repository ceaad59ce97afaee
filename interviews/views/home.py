from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from config.context import THEMES
from interviews import access
from interviews.home_page import HomePage
from interviews.sample import SampleError, load_sample, remove_sample

A_YEAR = 60 * 60 * 24 * 365


@require_safe
def home(request):
    page = HomePage(user=request.user, now=timezone.now())
    template = "interviews/home.html" if page.companies else "interviews/home_empty.html"
    return render(request, template, {"page": page})


@require_POST
def sample_load(request):
    if access.companies_of(request.user).samples().exists():
        messages.info(request, _("The sample data are there already."))
        return redirect("interviews:home")
    try:
        load_sample(by=request.user, now=timezone.now())
    except SampleError:
        messages.error(request, _("The sample needs the library: run `manage.py load_library` first."))
    else:
        messages.success(
            request, _("Three companies with answers, to look around in. Remove them at any time.")
        )
    return redirect("interviews:home")


@require_POST
def sample_remove(request):
    remove_sample(by=request.user)
    messages.success(request, _("Sample data removed."))
    return redirect("interviews:home")


@require_POST
def theme_set(request):
    """Light, dark or as the system: for this browser, in a cookie."""
    chosen, back = request.POST.get("theme", ""), request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    response = HttpResponseRedirect(back if safe else "/")
    if chosen in THEMES:
        response.set_cookie(
            "theme", chosen, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    return response
