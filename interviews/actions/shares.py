from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from interviews.models import Company, Share, ShareCompany
from interviews.models.share import hash_of, new_share_token


def share_comparison(*, share: Share, companies: Iterable[Company], by: Any) -> str:
    """Gives the token of its address, which is nowhere afterwards: only its hash is kept."""
    token = new_share_token()
    share.owner, share.token_hash = by, hash_of(token)
    share.save()
    rows = [ShareCompany(owner=by, share=share, company=company) for company in companies]
    ShareCompany.objects.bulk_create(rows)
    return token


def revoke_share(*, share: Share, by: Any) -> None:
    """At once; a second time changes nothing."""
    if share.owner_id == by.pk and share.revoked_at is None:
        share.revoked_at = timezone.now()
        share.save(update_fields=["revoked_at"])
