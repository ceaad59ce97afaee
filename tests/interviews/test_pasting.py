"""What is read out of a pasted link or paragraph, without asking anybody."""

import pytest
from django.core.validators import URLValidator
from hypothesis import example, given
from hypothesis import strategies as st

from interviews.models import Claim
from interviews.pasting import Pasted, address_in, host_of, pasted_claim
from interviews.sources import kind_of

LINK = "https://example.org/news/we-are-opening-an-office-in-ghent"
SAID = "We are opening an office in Ghent."


def kept(text):
    return pasted_claim(text).text, pasted_claim(text).url


# The words


@pytest.mark.parametrize(
    ("url", "words"),
    [
        (LINK, "example.org: we are opening an office in ghent"),
        ("https://www.example.org/we_are_hiring.html", "example.org: we are hiring"),
        ("https://example.org/2026/11/an-office-in-ghent-48213377", "example.org: an office in ghent"),
        ("https://example.org/an-office-in-ghent/3f2a9c81d04e", "example.org: an office in ghent"),
        ("https://example.org/caf%C3%A9-culture", "example.org: café culture"),
        ("https://example.org/about", "example.org: about"),
        ("https://example.org/%00%0A", "example.org"),
        ("https://example.org/", "example.org"),
        ("https://example.org", "example.org"),
        ("https://example.org/?id=4", "example.org"),
        ("https://example.org/" + "word-" * 100, "example.org: " + "word " * 31 + "word…"),
    ],
)
def test_of_a_link_alone_the_address_is_read_out(url, words):
    assert kept(url) == (words, url)


@pytest.mark.parametrize(
    "pasted",
    [
        f"{SAID} {LINK}",
        f"{SAID}\n\n{LINK}\n",
        f"{SAID} ({LINK})",
        f"{SAID} <{LINK}>",
        f"{SAID} – {LINK}.",
        f"{LINK}\n{SAID}",
        f"{LINK} – {SAID}",
        f"[{SAID}]({LINK})",
        f"  {SAID}\r\n{LINK}",
    ],
)
def test_a_paragraph_stands_without_the_address_beside_it(pasted):
    assert kept(pasted) == (SAID, LINK)


def test_an_address_amid_a_sentence_stays_there():
    text = f"As {LINK} says, there will be an office in Ghent."
    assert kept(text) == (text, LINK)


def test_a_link_within_a_sentence_leaves_its_label():
    assert kept(f"They say [in the news]({LINK}) that Ghent is next.") == (
        "They say in the news that Ghent is next.",
        LINK,
    )


def test_several_lines_stay_several_lines():
    assert kept("One.\r\n\r\nTwo.") == ("One.\n\nTwo.", "")


def test_the_first_of_two_addresses_counts():
    text = f"{LINK} and https://example.com/other"
    assert kept(text) == ("and https://example.com/other", LINK)


# The address


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("see https://example.org/a.", "https://example.org/a"),
        ("(https://example.org/a)", "https://example.org/a"),
        ("“https://example.org/a”…", "https://example.org/a"),
        ("https://example.org/Ghent_(city)", "https://example.org/Ghent_(city)"),
        ("(https://example.org/Ghent_(city)).", "https://example.org/Ghent_(city)"),
        ("[a](https://example.org/Ghent_(city)) b", "https://example.org/Ghent_(city)"),
        ("[a](https://example.org/b)(c", "https://example.org/b"),
        ("HTTPS://Example.org/A", "https://Example.org/A"),
        ("https://example.org/?utm_source=x&id=3&fbclid=y&UTM_Medium=z", "https://example.org/?id=3"),
        ("https://example.org/a?trk=public&trackingId=b%3D", "https://example.org/a"),
        ("https://example.org/a?q=a%20b&c#part", "https://example.org/a?q=a%20b&c#part"),
        ("https://example.org/#:~:text=an%20office", "https://example.org/#:~:text=an%20office"),
        ("https://mara:secret@example.org/a", "https://example.org/a"),
        ("https://bücher.example/a", "https://bücher.example/a"),
        ("https://[::1]/a", "https://[::1]/a"),
    ],
)
def test_an_address_is_kept_without_what_is_around_it(typed, url):
    assert pasted_claim(typed).url == address_in(typed) == url


@pytest.mark.parametrize(
    "text",
    [
        "Nothing here",
        "javascript:alert(1)",
        "ftp://example.org/a",
        "data:text/html,x",
        "https://",
        "http://[",
        "https://[x]/",
        "https://.../",
        "https://no good",
        "https://example/",
        "https://a_b.example/x y",
    ],
)
def test_what_is_no_web_address_stays_text(text):
    assert pasted_claim(text) == Pasted(text, "", "site")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://Jobs.Example.org:8000/", "jobs.example.org"),
        ("https://www./", "www."),
        ("javascript:alert(1)", ""),
        ("//example.org", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_a_host_is_named_of_web_addresses_only(url, host):
    assert host_of(url) == host


# The kind

OWN = "https://www.northwind.co.uk/"


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("", "site"),
        ("https://northwind.co.uk/about", "site"),
        ("https://blog.northwind.co.uk/an-office", "site"),
        ("https://northwind.co.uk/careers/", "site"),
        ("https://northwind.co.uk/careers/backend-engineer", "job ad"),
        ("https://jobs.northwind.co.uk/1234", "job ad"),
        ("https://southwind.co.uk/about", "news"),
        ("https://boards.greenhouse.io/northwind/jobs/1", "job ad"),
        ("https://jobs.lever.co/northwind", "job ad"),
        ("https://jobs.ashbyhq.com/northwind", "job ad"),
        ("https://apply.workable.com/northwind/j/1", "job ad"),
        ("https://northwind.jobs.personio.de/job/1", "job ad"),
        ("https://www.indeed.com/viewjob?jk=1", "job ad"),
        ("https://www.linkedin.com/jobs/view/1", "job ad"),
        ("https://www.linkedin.com/posts/1", "news"),
        ("https://example.org/careers/backend-engineer", "job ad"),
        ("https://example.org/good-jobs-in-ghent", "news"),
        ("https://www.indeed.com/cmp/Northwind/reviews", "review"),
        ("https://www.glassdoor.co.uk/Reviews/Northwind", "review"),
        ("https://www.glassdoor.com/job-listing/1", "job ad"),
        ("https://www.kununu.com/de/northwind", "review"),
        ("https://www.teamblind.com/company/Northwind", "review"),
        ("https://notglassdoor.com/a", "news"),
        ("https://example.org/northwind.co.uk", "news"),
        ("https://northwind.co.uk.example.org/", "news"),
    ],
)
def test_the_host_tells_the_kind(url, kind):
    assert kind_of(url, OWN) == kind


@pytest.mark.parametrize("website", ["", "no address", "http://["])
def test_without_the_companys_website_nothing_is_their_own_site(website):
    assert kind_of("https://northwind.co.uk/about", website) == "news"


def test_neighbours_on_a_shared_host_are_not_the_company():
    assert kind_of("https://b.github.io/", "https://a.github.io/") == "news"
    assert kind_of("https://a.github.io/blog", "https://a.github.io/") == "site"


# Whatever is pasted

PARTS = ["https://", "http://", "example.org", "www.", "[::1]", "/", "jobs", "?utm_x=1", "&", "#", "-", "."]
AROUND = ["[", "](", ")", "(", "<", ">", "“", "…", "@", ":", " ", "\n", "\r\n", "Ghent", "שלום", "👩🏽‍💻"]
STRANGE = ["%", "%00", "%ED%A0%80", "1234567", "\x00", "\ud800", "\u202e"]
pieces = st.sampled_from([*PARTS, *AROUND, *STRANGE])
pastes = st.one_of(st.text(max_size=80), st.lists(pieces, max_size=14).map("".join))
is_valid = URLValidator(schemes=["http", "https"])


@given(pastes, st.one_of(st.just(""), pastes))
@example("https://example.org/%ED%A0%80", "")
@example("https://www./", "https://./")
def test_whatever_is_pasted_gives_a_claim_that_can_be_kept(text, website):
    pasted = pasted_claim(text, website)
    assert bool(pasted.text) == bool(text.strip())
    assert pasted.text == pasted.text.strip()
    assert pasted.kind in Claim.Kind.values
    if pasted.url:
        is_valid(pasted.url)
        assert host_of(pasted.url)


@given(st.text(max_size=200))
def test_a_text_without_an_address_stays_as_typed(text):
    if "://" not in text:
        assert pasted_claim(text).text == text.replace("\r\n", "\n").strip()


@given(pastes)
def test_pasting_what_was_kept_again_keeps_the_address(text):
    url = pasted_claim(text).url
    if url:
        assert pasted_claim(url).url == url
