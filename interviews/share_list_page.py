"""What the list of shared views says of each."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from interviews import access
from interviews.models import Share
from interviews.share_names import lettered


@dataclass(frozen=True)
class ShareLine:
    """`companies` are (name, what it is called there), the second empty where names are not hidden."""

    share: Share
    companies: list[tuple[str, str]]


@dataclass
class ShareListPage:
    user: Any

    @cached_property
    def lines(self) -> list[ShareLine]:
        return [line_of(share) for share in access.shares_of(self.user)]

    @property
    def open(self) -> list[ShareLine]:
        return [line for line in self.lines if line.share.is_open]

    @property
    def over(self) -> list[ShareLine]:
        return [line for line in self.lines if not line.share.is_open]


def line_of(share: Share) -> ShareLine:
    companies = list(share.companies.all())
    letters = lettered(companies) if share.hide_names else {}
    return ShareLine(share, [(company.name, letters.get(company.pk, "")) for company in companies])
