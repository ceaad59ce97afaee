from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles.storage import staticfiles_storage
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from interviews import access

# What a page needs that is shown without a network; nobody's data are in any of them.
FILES = (
    "bootstrap/css/bootstrap.min.css",
    "css/theme.css",
    "js/capture/offline.js",
    "js/capture/outbox.js",
    "icons/favicon.svg",
)


@login_not_required
@require_safe
@cache_control(no_cache=True)
def service_worker(request):
    """From the root, so that it may look after every page."""
    files = [staticfiles_storage.url(name) for name in FILES]
    context = {"files": files, "offline": reverse("interviews:offline"), "debug": settings.DEBUG}
    return render(request, "interviews/sw.js", context, content_type="text/javascript")


@login_not_required
@require_safe
def offline(request):
    """In place of any page while there is no network: how many texts this device keeps, not what they say."""
    return render(request, "interviews/offline.html")


@require_safe
def not_sent(request):
    """Everything that this device keeps and the server does not have."""
    return render(request, "interviews/not_sent.html", {"profile": access.profile_read(request.user)})
