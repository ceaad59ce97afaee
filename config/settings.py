"""Every setting, for every place it runs in; what differs comes from the environment.

Without DATABASE_URL this is one person's own machine: the embedded PostgreSQL, a secret key made on first
use, mail on the console. With it, nothing is assumed, and what is missing stops the start with a sentence.
"""

import contextlib
import os
import secrets
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config import postgres

SHORTEST_SECRET_KEY = 50
LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"}
BASE_DIR = Path(__file__).resolve().parent.parent


def text_from_env(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def yes_from_env(name: str, default: bool) -> bool:
    value = text_from_env(name).lower()
    if value in {"", "1", "true", "yes", "on", "0", "false", "no", "off"}:
        return default if value == "" else value in {"1", "true", "yes", "on"}
    raise ImproperlyConfigured(f"{name} is {value!r}; write true or false.")


def number_from_env(name: str, default: int, least: int, most: int) -> int:
    value = text_from_env(name) or str(default)
    if value.isdecimal() and least <= int(value) <= most:
        return int(value)
    raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number from {least} to {most}.")


def list_from_env(name: str) -> list[str]:
    return [part.strip() for part in text_from_env(name).split(",") if part.strip()]


def required_from_env(name: str, why: str) -> str:
    value = text_from_env(name)
    if not value:
        raise ImproperlyConfigured(f"Set {name}: {why}")
    return value


def one_of_from_env(name: str, default: str, choices: set[str]) -> str:
    value = text_from_env(name, default).upper() or default
    if value not in choices:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of {', '.join(sorted(choices))}.")
    return value


def database_from_url(url: str) -> dict:
    try:
        database = environ.Env.db_url_config(url)
    except ValueError:
        database = {}
    if not url.startswith(("postgres://", "postgresql://")) or not database.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgres://user:password@host:5432/name.")
    return database


def email_from_url(url: str) -> dict:
    try:
        known = url.startswith(("smtp://", "smtps://", "smtp+tls://", "smtp+ssl://", "consolemail://"))
        email = environ.Env.email_url_config(url) if known else {}
    except ValueError:
        email = {}
    if not email:
        raise ImproperlyConfigured("EMAIL_URL must look like smtp://user:password@host:587.")
    return email


def secret_key_of(folder: Path) -> str:
    """Made once and kept with the data, so that sessions survive a restart."""
    kept = folder / "secret_key"
    if not kept.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            check = os.access(folder, os.W_OK)
        except OSError:
            check = False
        if not check:
            raise ImproperlyConfigured(
                f"{folder} cannot be written. Set TURNABOUT_DATA to a folder that can."
            )
        fresh = folder / f".secret_key-{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(50))
        with contextlib.suppress(FileExistsError):
            os.link(fresh, kept)  # of two starts at once, the first wins and both read its key
        fresh.unlink()
    return kept.read_text().strip()


# Where it runs

DATABASE_URL = text_from_env("DATABASE_URL")
EMBEDDED_DATABASE = not DATABASE_URL
ON_OWN_MACHINE = yes_from_env("ON_OWN_MACHINE", EMBEDDED_DATABASE)
DATA_DIR = Path(text_from_env("TURNABOUT_DATA") or BASE_DIR / "var").expanduser().absolute()
DEBUG = yes_from_env("DEBUG", False)

if ON_OWN_MACHINE:
    SECRET_KEY = text_from_env("SECRET_KEY") or secret_key_of(DATA_DIR)
    ALLOWED_HOSTS = list_from_env("ALLOWED_HOSTS") or ["localhost", "127.0.0.1", "[::1]"]
else:
    SECRET_KEY = required_from_env("SECRET_KEY", "fifty or more random characters, the same everywhere.")
    if len(SECRET_KEY) < SHORTEST_SECRET_KEY:
        raise ImproperlyConfigured("SECRET_KEY is too short; write fifty or more random characters.")
    ALLOWED_HOSTS = list_from_env("ALLOWED_HOSTS")
    if not ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "Set ALLOWED_HOSTS: the host names it is served under, with commas between."
        )

# Parts

INSTALLED_APPS = [
    "config",
    "interviews",
    "questions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.middleware.no_store",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.time_zone",
    "config.middleware.request_transaction",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.theme",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# Data

DATABASES = {
    "default": {
        **database_from_url(DATABASE_URL or postgres.Server(DATA_DIR).url()),
        "ENGINE": "config.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,  # of those that have rested for a second
        "ATOMIC_REQUESTS": False,  # config.middleware.request_transaction owns the request's only one
        "DISABLE_SERVER_SIDE_CURSORS": True,  # so that PgBouncer may hand out a connection per transaction
    }
}
DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3
if "host" in DATABASES["default"]["OPTIONS"]:  # a socket's folder, where `dbshell` looks for it too
    DATABASES["default"]["HOST"] = DATABASES["default"]["OPTIONS"].pop("host")
# The same database without the request's transaction: a rate limit counts at once, and waits for nobody.
DATABASES["autocommit"] = {**DATABASES["default"], "TEST": {"MIRROR": "default"}}
DATABASE_ROUTERS = ["config.routers.CacheRouter"]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache", "TIMEOUT": 300}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 3_000_000  # two full texts in any script, as a plain form encodes them

# Signing in

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "interviews:home"
PASSWORD_HASHERS = [
    "config.hashers.Argon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]

EMAIL_URL = text_from_env("EMAIL_URL")
VERIFY_EMAIL = bool(EMAIL_URL)
for setting, value in email_from_url(EMAIL_URL or "consolemail://").items():
    if setting.startswith("EMAIL_"):
        globals()[setting] = value
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text_from_env("MAIL_FROM", "Turnabout <turnabout@localhost>")

ACCOUNT_ADAPTER = "interviews.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if VERIFY_EMAIL else "none"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = VERIFY_EMAIL
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = VERIFY_EMAIL
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = VERIFY_EMAIL
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if ON_OWN_MACHINE else "https"
MFA_ALLOW_UNVERIFIED_EMAIL = not VERIFY_EMAIL
ALLAUTH_TRUSTED_PROXY_COUNT = number_from_env("TRUSTED_PROXY_COUNT", 0, 0, 9)

# Language and time

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"

# Files the browser gets

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "config.static.PackageFileFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "config.static.StaticStorage"},
}

# Safety

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
# A copied list sends a field a question; an imported one, a page at a time.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SILENCED_SYSTEM_CHECKS = []
if not ON_OWN_MACHINE:
    SECURE_SSL_REDIRECT = yes_from_env("SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    if ALLAUTH_TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-sessionid"
    CSRF_COOKIE_NAME = "__Host-csrftoken"
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if "*" not in host]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "filters": {"secrets": {"()": "config.logs.WithoutSecrets"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": one_of_from_env("LOG_LEVEL", "WARNING", LOG_LEVELS)},
}
