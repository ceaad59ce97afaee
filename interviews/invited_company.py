"""Which of the candidate's companies an invitation comes from."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from interviews.invitations import Brought
from interviews.models import Company

SHORT_NAME = 4  # letters; a shorter name is also a word, and counts only as its company writes it


def company_meant(brought: Brought, companies: Iterable[Company]) -> Company | None:
    """The one that is named in it, in the title sooner than below; else the one whose site its people
    write from."""
    words = f"{brought.summary}\n{brought.description}"
    companies = sorted(companies, key=lambda one: (-len(one.name), one.role not in words, one.pk))
    for text in (brought.summary, brought.description):
        for is_short in (False, True):
            for company in companies:
                if is_named(company.short_name if is_short else company.name, text):
                    return company
    domains = {email.rpartition("@")[2] for _person, email in brought.people if email}
    return next((company for company in companies if is_one_of(site_of(company), domains)), None)


def is_named(name: str, text: str) -> bool:
    flags = re.NOFLAG if len(name) < SHORT_NAME else re.IGNORECASE
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, flags) is not None


def site_of(company: Company) -> str:
    try:
        return (urlsplit(company.website).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are no address of version 6, letters that stand for a slash
        return ""


def is_one_of(site: str, domains: Iterable[str]) -> bool:
    return bool(site) and any(domain == site or domain.endswith(f".{site}") for domain in domains)
