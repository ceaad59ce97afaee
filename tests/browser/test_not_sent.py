"""What this device keeps and the server does not have: copied, sent, thrown away, and signing out."""

import pytest
from playwright.sync_api import expect

from tests.browser.interview_mode import ON_DEVICE, InterviewMode
from tests.browser.steps import Candidate, axe_in_both_themes, fits

SAID = "Two people on call — “we never count weekends”. 🙂 =1+1 <b>bold</b>"


@pytest.fixture
def profile(open_profile):
    """Without a service worker, past which no test can answer in the server's place."""
    with open_profile(service_workers="block") as profile:
        profile.watch.expect("Service Worker registration blocked")
        yield profile


@pytest.fixture
def unsent(profile, page, live):
    """A text of a tab that was closed without a network; now there is one, and the server takes no saves."""
    profile.watch.expect("ERR_INTERNET_DISCONNECTED", "when fetching the script", "status of 503")
    tab = InterviewMode(profile.new_page(), live)
    profile.set_offline(True)
    tab.types(SAID)
    tab.tells(ON_DEVICE)
    tab.page.close()
    profile.set_offline(False)
    profile.route("**/answers/save/", lambda route: route.fulfill(status=503, body="later"))
    page.goto("/not-sent/")
    return page.get_by_role("listitem").filter(has_text="Throw away")


def server_is_back(profile):
    profile.unroute("**/answers/save/")


def test_nothing_waits_and_it_says_so(page, mara):
    page.goto("/not-sent/")
    expect(page.get_by_text("Nothing is waiting: everything you typed")).to_be_visible()
    expect(page.get_by_role("button", name="Send now")).to_be_hidden()
    axe_in_both_themes(page)


def test_what_waits_is_listed_as_typed(page, unsent):
    expect(unsent).to_have_count(1)
    expect(unsent).to_contain_text(SAID)
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 812})
        axe_in_both_themes(page)
        fits(page)


def test_sending_it_now_sends_it(profile, page, unsent, saved):
    server_is_back(profile)
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("Everything is on the server now.")).to_be_visible()
    expect(unsent).to_have_count(0)
    assert saved() == [(SAID,)]


def test_what_cannot_be_sent_stays(page, unsent, saved):
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("Some of it could not be sent. It stays here.")).to_be_visible()
    expect(unsent).to_have_count(1)
    assert saved() == []


def test_it_is_copied_as_typed(profile, page, unsent, site):
    profile.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    unsent.get_by_role("button", name="Copy").click()
    assert page.evaluate("navigator.clipboard.readText()") == SAID


def test_what_is_thrown_away_never_arrives(profile, page, live, unsent, saved):
    unsent.get_by_role("button", name="Throw away").click()
    expect(unsent).to_have_count(0)
    expect(page.get_by_text("Nothing is waiting")).to_be_visible()
    server_is_back(profile)
    expect(InterviewMode(page, live).said).to_have_value("")
    assert saved() == []


def test_somebody_else_sees_only_how_many(profile, page, mara, unsent):
    mara.sign_out()
    Candidate.new(profile)
    page.reload()
    expect(page.get_by_text("1 more of somebody else who uses this browser.")).to_be_visible()
    expect(unsent).to_have_count(0)
    assert "weekends" not in page.content()


# Signing out


def sign_out(page):
    page.get_by_role("main").get_by_role("button", name="Sign out").click()


def test_signing_out_warns_of_what_is_not_sent_and_then_leaves_nothing(profile, page, mara, unsent, saved):
    page.goto("/account/logout/")
    sign_out(page)
    warning = page.get_by_role("alert").filter(visible=True)
    expect(warning).to_contain_text("Texts in this browser that are not on the server yet: 1.")
    expect(warning).to_be_focused()
    axe_in_both_themes(page)

    with page.expect_navigation():
        sign_out(page)
    server_is_back(profile)
    mara.sign_in()
    page.goto("/not-sent/")
    expect(page.get_by_text("Nothing is waiting")).to_be_visible()
    assert saved() == []


def test_the_warning_leads_to_what_is_not_sent(page, unsent):
    page.goto("/account/logout/")
    sign_out(page)
    page.get_by_role("link", name="Look at them first").click()
    expect(unsent).to_contain_text(SAID)


def test_signing_out_sends_what_can_be_sent_and_asks_nothing(profile, page, unsent, saved):
    server_is_back(profile)
    page.goto("/account/logout/")
    with page.expect_navigation():
        sign_out(page)
    assert saved() == [(SAID,)]
    expect(page.get_by_role("button", name="Account:")).to_have_count(0)


def test_an_expired_sign_in_throws_nothing_away(profile, page, mara, unsent, saved):
    profile.clear_cookies()
    server_is_back(profile)
    mara.sign_in()
    page.goto("/not-sent/")
    expect(unsent).to_contain_text(SAID)
    page.get_by_role("button", name="Send now").click()
    expect(unsent).to_have_count(0)
    assert saved() == [(SAID,)]
