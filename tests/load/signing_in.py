from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore


def session_of(user, more=None):
    """A session as signing in makes it; `more` is what the site itself puts there."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.update(more or {})
    session.save()
    return session.session_key


def said_at_sign_in(user):
    """What the site's own sign-in leaves in the session; the bare reference has neither."""
    from interviews.accounts import DEVICE_KEY_IN_SESSION, TIME_ZONE_IN_SESSION

    return {
        DEVICE_KEY_IN_SESSION: user.profile.device_key,
        TIME_ZONE_IN_SESSION: user.profile.time_zone,
    }
