from django.urls import include, path

from config import health

urlpatterns = [
    path("account/", include("allauth.account.urls")),
    path("questions/", include("questions.urls")),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("interviews.urls")),
]

handler400 = "config.errors.bad_request"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
