"""Which kind of source an address is, from its host and path alone. Pure."""

import re
from urllib.parse import urlsplit

SITE, JOB_AD, NEWS, REVIEW = "site", "job ad", "news", "review"

# Names that stand before the country's own ending, or hosts that give everybody a name below theirs.
SHARED_ENDINGS = re.compile(
    r"(?:ac|co|com|edu|gov|ltd|net|or|org|plc)\.[a-z]{2}"
    r"|(?:github|gitlab)\.io|(?:netlify|vercel|web|fly)\.app|pages\.dev|notion\.site"
    r"|herokuapp\.com|wordpress\.com|blogspot\.com|substack\.com|wixsite\.com|sites\.google\.com"
)
REVIEWS = re.compile(
    r"(?:^|\.)(?:glassdoor\.[a-z.]{2,6}|kununu\.com|teamblind\.com|blind\.com|comparably\.com|ambitionbox\.com"
    r"|repvue\.com|fishbowlapp\.com|trustpilot\.com)$"
)
JOB_BOARDS = re.compile(
    r"(?:^|\.)(?:greenhouse\.io|lever\.co|ashbyhq\.com|workable\.com|personio\.(?:de|com)|indeed\.[a-z.]{2,6}"
    r"|smartrecruiters\.com|recruitee\.com|teamtailor\.com|myworkdayjobs\.com|workday\.com|bamboohr\.com"
    r"|breezy\.hr|jobvite\.com|icims\.com|taleo\.net|join\.com|wellfound\.com|stepstone\.[a-z.]{2,6}"
    r"|monster\.[a-z.]{2,6}|ziprecruiter\.com|welcometothejungle\.com|otta\.com|totaljobs\.com|seek\.com\.au)$"
)
JOB_WORDS = (
    r"(?:jobs?|job-listing|careers?|karriere|vacanc(?:y|ies)|vacatures?|openings|positions|stellenangebote"
    r"|emplois?)"
)
JOB_HOST = re.compile(rf"(?:www\.)?{JOB_WORDS}\.")
JOB_PATH = re.compile(rf"/{JOB_WORDS}(?:/|$)", re.IGNORECASE)
ONE_JOB_PATH = re.compile(rf"/{JOB_WORDS}/+[^/]", re.IGNORECASE)
REVIEW_PATH = re.compile(r"/(?:cmp|reviews?|bewertungen|erfahrungen)(?:/|$)", re.IGNORECASE)


def kind_of(url: str, website: str = "") -> str:
    """“site”, “job ad”, “news” or “review”; without an address the company's own words: “site”.

    An ad on the company's own site is an ad. A reference is a person, which no address tells.
    """
    host, path = host_and_path(url)
    if not host:
        return SITE
    if registered(host) == registered(host_and_path(website)[0]):
        return JOB_AD if JOB_HOST.match(host) or ONE_JOB_PATH.search(path) else SITE
    tells_of_work = REVIEW_PATH.search(path) if JOB_BOARDS.search(host) else REVIEWS.search(host)
    if tells_of_work and not JOB_PATH.search(path):
        return REVIEW
    if JOB_BOARDS.search(host) or JOB_HOST.match(host) or JOB_PATH.search(path):
        return JOB_AD
    return NEWS


def registered(host: str) -> str:
    """“example.co.uk” of “jobs.example.co.uk”: a guess at what somebody registered, without a list."""
    labels = host.split(".")
    for length in (2, 3):
        if SHARED_ENDINGS.fullmatch(".".join(labels[-length:])):
            return ".".join(labels[-length - 1 :])
    return ".".join(labels[-2:])


def host_and_path(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        return (parts.hostname or "").rstrip("."), parts.path
    except ValueError:
        return "", ""
