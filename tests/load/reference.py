"""The bare reference: the least Django that signs in, asks one question of its database, and answers.

Sessions, the user, the CSRF check, gzip; one query and a template a page; one insert and one update in one
transaction a save. No row-level security, no roles. `python -m tests.load.reference` makes its tables and
fills them from what stands on its standard input.
"""

import json
import os
import sys

import django
import environ
from django.conf import settings

ENGINE = {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": 600,
    "DISABLE_SERVER_SIDE_CURSORS": True,
}
PAGE = """{% load i18n %}<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{{ name }}</title></head>
<body hx-headers='{"X-CSRFToken": "{{ csrf_token }}"}'><header>{{ user.email }}</header>
<main><h1>{{ name }}</h1>
<form method="post" action="{% url "save" %}">{% csrf_token %}<button>{% translate "Save" %}</button></form>
<ol>{% for row in rows %}{% if row.text %}
  <li class="row-of-{{ row.position }}"><a href="{% url "page" name %}?row={{ row.pk }}">{{ row.title }}</a>
  {% if row.value > 3 %}<b>{% translate "Good" %}</b>{% endif %} {{ row.at|date:"j M" }}
  {{ row.text|safe }}</li>{% endif %}{% endfor %}</ol></main></body></html>"""

settings.configure(
    SECRET_KEY="the reference keeps no secrets",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "tests.load.counting.count_statements",
        "django.middleware.gzip.GZipMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.auth.middleware.LoginRequiredMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                ],
                "loaders": [("django.template.loaders.locmem.Loader", {"page.html": PAGE})],
            },
        }
    ],
    DATABASES={"default": {**environ.Env.db_url_config(os.environ["DATABASE_URL"]), **ENGINE}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    USE_TZ=True,
)
django.setup()

from django.contrib.auth import get_user_model  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.http import JsonResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.urls import path  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests.load.signing_in import session_of  # noqa: E402


class Row(models.Model):
    """One line of a page. A line without text is loaded and counted, and not printed."""

    owner = models.ForeignKey("auth.User", models.CASCADE)
    page = models.CharField(max_length=20)
    position = models.IntegerField()
    value = models.IntegerField(default=3)
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    revision = models.IntegerField(default=0)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "reference"
        indexes = [models.Index(fields=["owner", "page", "position"], name="row_owner_page_position")]

    def __str__(self):
        return self.title


class Save(models.Model):
    owner = models.ForeignKey("auth.User", models.CASCADE)
    row = models.ForeignKey(Row, models.CASCADE)
    op = models.UUIDField()
    revision = models.IntegerField()
    said = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "reference"
        constraints = [models.UniqueConstraint(fields=["owner", "op"], name="save_op_once")]

    def __str__(self):
        return str(self.op)


def page(request, name):
    rows = Row.objects.filter(owner=request.user, page=name).order_by("position", "pk")
    for word in request.GET.get("q", "").split():
        rows = rows.filter(models.Q(text__icontains=word) | models.Q(title__icontains=word))
    return render(request, "page.html", {"name": name, "rows": rows})


def compare(request):
    """All that is compared in one query, as values rather than objects; what is printed has a text."""
    rows = Row.objects.filter(owner=request.user, page="compare").order_by("position", "pk")
    loaded = list(rows.values_list("pk", "position", "value", "title", "text", "revision", "at"))
    names = ("pk", "position", "value", "title", "text", "revision", "at")
    printed = [dict(zip(names, row, strict=True)) for row in loaded if row[4]]
    return render(request, "page.html", {"name": "compare", "rows": printed})


def save(request):
    data = json.loads(request.body)
    revision, now = int(data["base"]) + 1, timezone.now()
    with transaction.atomic():
        Save.objects.create(
            owner=request.user,
            row_id=data["row"],
            op=data["op"],
            revision=revision,
            said=data["said"],
            at=now,
        )
        Row.objects.filter(pk=data["row"], owner=request.user).update(
            text=data["said"], revision=revision, at=now
        )
    return JsonResponse({"op": data["op"], "revision": revision, "saved_at": now.isoformat()})


urlpatterns = [
    path("save", save, name="save"),
    path("compare", compare),
    path("<slug:name>", page, name="page"),
]


def fill(wanted):
    """The tables, the users, and for each page its lines; gives the session and the rows to save into."""
    call_command("migrate", interactive=False, verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Row)
        editor.create_model(Save)
    users = [get_user_model()(username=f"user-{number}") for number in range(wanted["users"])]
    owner, *others = get_user_model().objects.bulk_create(users)
    for name, lines in wanted["pages"].items():
        Row.objects.bulk_create(
            Row(owner=owner, page=name, position=place, **line) for place, line in enumerate(lines)
        )
    Row.objects.bulk_create(
        Row(owner=other, page="company", position=number, title="Of somebody else", text="Nothing to see")
        for other in others
        for number in range(20)
    )
    to_save = [Row(owner=owner, page="saved", position=place) for place in range(wanted["saved"])]
    saved = Row.objects.bulk_create(to_save)
    of_others = Row.objects.bulk_create(Row(owner=other, page="saved", position=0) for other in others)
    accounts = [(session_of(other), row.pk) for other, row in zip(others, of_others, strict=True)]
    return {"session": session_of(owner), "saved": [row.pk for row in saved], "accounts": accounts}


if __name__ == "__main__":
    json.dump(fill(json.load(sys.stdin)), sys.stdout)
else:
    application = get_wsgi_application()
