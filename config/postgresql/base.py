"""Django's PostgreSQL, which asks a connection whether it lives only where that is in doubt."""

from time import monotonic

from django.db.backends.postgresql import base

FRESH_SECONDS = 1.0


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that has just answered another request is taken at its word: one round trip less for
    whoever types. One that has rested since is asked, and made anew where the server was restarted."""

    answered_at = float("-inf")

    def close_if_unusable_or_obsolete(self) -> None:
        """Django calls this when a request begins and when one has ended."""
        was_used = self.health_check_done
        super().close_if_unusable_or_obsolete()
        if was_used and self.connection is not None:
            self.answered_at = monotonic()

    def close_if_health_check_failed(self) -> None:
        if monotonic() - self.answered_at < FRESH_SECONDS:
            self.health_check_done = True
        super().close_if_health_check_failed()
