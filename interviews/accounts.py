from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.db import IntegrityError, transaction

from interviews.actions import ensure_profile

# The session carries what every request needs, so that none has to ask for it.
TIME_ZONE_IN_SESSION = "time_zone"
DEVICE_KEY_IN_SESSION = "device_key"


class AccountAdapter(DefaultAccountAdapter):
    """Every candidate has a profile from the first sign-in on."""

    def post_login(self, request, user, **kwargs):
        profile = ensure_profile(by=user)
        request.session[TIME_ZONE_IN_SESSION] = profile.time_zone
        request.session[DEVICE_KEY_IN_SESSION] = profile.device_key
        return super().post_login(request, user, **kwargs)

    def is_email_verified(self, request, email):
        """Without mail nobody can confirm an address; an unconfirmed one would be dropped as soon as its
        owner asks for another, and the account left with none."""
        return not settings.VERIFY_EMAIL or super().is_email_verified(request, email)

    def save_user(self, request, user, form, commit=True):
        """Two sign-ups at once may pick the same user name; people never see it, so we pick another."""
        user = super().save_user(request, user, form, commit=False)
        if commit:
            try:
                with transaction.atomic():
                    user.save()
            except IntegrityError:
                user.username = ""
                self.populate_username(request, user)
                user.save()
        return user
