"""Faults 13 to 15 and 30: who is signed in changes under an open page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.faults.tab import SAVE, Tab
from tests.browser.faults.whole_site import eventually
from tests.browser.steps import PASSWORD, Candidate

WHOSE = """SELECT candidate.email FROM interviews_answerrevision
    JOIN auth_user candidate ON candidate.id = owner_id"""


def signs_in(page, email):
    page.locator("[name=login]").fill(email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"[^/]/(\?.*)?$"))


def test_13_after_a_session_has_ended_the_text_goes_with_the_next_sign_in(
    tab, profile, site, mara, answers, revisions
):
    tab.types("Before.")
    tab.tells("saved")
    site.expire_sessions()
    tab.types(" And after.")
    tab.tells("signedOut")
    assert tab.words == "Signed out. Nothing you typed is lost"
    tab.shows("Before. And after.")
    assert tab.kept() == ["Before. And after."]

    with profile.expect_page() as opened:
        tab.page.get_by_role("link", name="Sign in again in a new tab").click()
    signs_in(opened.value, mara.email)
    opened.value.close()
    tab.is_looked_at_again()
    tab.tells("saved")
    tab.shows("Before. And after.")
    expect(tab.page.get_by_role("link", name="Sign in again in a new tab")).to_be_hidden()
    assert answers("said, revision") == [("Before. And after.", 2)]
    assert not any(kept_beside for _text, kept_beside in revisions())


def test_14_what_one_person_typed_is_neither_sent_nor_shown_as_another_s(tab, profile, site, mara, answers):
    refused = []
    tab.page.on("response", lambda reply: refused.append(reply.status) if SAVE.search(reply.url) else None)
    site.expire_sessions()
    tab.types("Mine alone.")
    tab.tells("signedOut")
    refused.clear()

    bob = Candidate.new(profile)
    tab.is_looked_at_again()
    tab.tells("other")
    assert tab.words == "Somebody else is signed in here. Nothing is sent."
    assert set(refused) == {412}
    tab.page.close()
    bobs = Tab(profile.new_page(), site, bob.is_in_an_interview("Bob's company"))
    expect(bobs.restored).to_be_hidden()
    assert bobs.kept() == []
    bobs.types("Of another.")
    bobs.tells("saved")
    assert "Mine alone" not in bobs.page.content()
    bobs.page.goto("/not-sent/")
    expect(bobs.page.get_by_text("1 more of somebody else who uses this browser.")).to_be_visible()
    assert "Mine alone" not in bobs.page.content()
    whose = f"{WHOSE} WHERE said LIKE '%%Mine%%' AND email = ANY(%s)"
    assert site.rows(whose, [mara.email, bob.email]) == []

    bobs.page.goto("/account/logout/")
    bobs.page.get_by_role("button", name="Sign out").click()
    signs_in(bobs.page, mara.email)
    hers = Tab(bobs.page, site, tab.address)
    hers.shows("Mine alone.")  # restored here, or delivered by the page that she came to first
    assert answers() == [("Mine alone.",)]
    assert site.rows(whose, [mara.email, bob.email]) == [(mara.email,)]


def rotate(profile, site, mara):
    site.expire_sessions()
    mara.sign_in()


CSRF_FAULTS = {
    "missing": lambda profile, site, mara: profile.clear_cookies(name="csrftoken"),
    "another": lambda profile, site, mara: profile.add_cookies(
        [{"name": "csrftoken", "value": "x" * 32, "url": site.address}]
    ),
    "malformed": lambda profile, site, mara: profile.add_cookies(
        [{"name": "csrftoken", "value": "short", "url": site.address}]
    ),
    "of a new sign-in": rotate,
}


@pytest.mark.parametrize("fault", CSRF_FAULTS)
def test_15_the_csrf_cookie_is_not_the_one_the_page_came_with(tab, profile, site, mara, answers, fault):
    CSRF_FAULTS[fault](profile, site, mara)
    tab.types("Through.")
    tab.tells("saved")
    assert answers("said, revision") == [("Through.", 1)]


def test_30_the_account_is_deleted_while_another_tab_types(tab, profile, site, mara, acknowledged):
    tab.types("To be forgotten.")
    tab.tells("saved")
    deleting = "from django.contrib.auth.models import User; User.objects.get(email={!r}).delete()"
    site.manages("shell", "-c", deleting.format(mara.email))
    acknowledged.texts.clear()  # went with the account, as was asked
    tab.types(" And after.")
    tab.tells("signedOut")
    tab.shows("To be forgotten. And after.")
    assert tab.kept() == ["To be forgotten. And after."]

    Candidate.new(profile)
    tab.is_looked_at_again()
    tab.tells("other")
    assert site.rows(f"{WHOSE} WHERE said LIKE 'To be forgotten%%'") == []


def test_signing_out_with_unsent_text_warns_first_and_then_leaves_nothing(tab, answers):
    tab.writes("Cannot be \x00 sent.")
    tab.tells("refused")
    tab.page.goto("/account/logout/")
    button = tab.page.get_by_role("button", name="Sign out")
    button.click()
    expect(tab.page.get_by_role("alert")).to_contain_text(
        "Texts in this browser that are not on the server yet: 1"
    )

    button.click()
    tab.page.wait_for_url("**/account/login/**")
    tab.page.goto("/offline/")
    expect(tab.page.locator("[data-count]")).to_have_text("Nothing is waiting on this device.")
    assert answers() == []


def test_signing_out_sends_what_can_be_sent(tab, site, profile, answers):
    site.kill_web()
    tab.types("Sent at the end.")
    tab.tells("waiting")
    eventually(lambda: tab.kept() == ["Sent at the end."], tab.page)
    tab.dies()
    site.start_web()
    page = profile.new_page()
    page.goto("/account/logout/")
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/account/login/**")
    assert answers() == [("Sent at the end.",)]
