"""Faults 18 and 25: the page without a network, to the end of the interview."""

import pytest
from playwright.sync_api import expect

from tests.browser.faults.whole_site import eventually

CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      found.push([new URL(request.url).pathname, await (await cache.match(request)).text()]);
    }
  }
  return found;
}"""
SECOND = "How often does the plan change?"
CAME_UP = "Who else is on call?"


@pytest.fixture
def live(mara):
    company = mara.has_company("Aurora Labs")
    for text in ("What can I decide alone?", SECOND):
        mara.lists(company, text, must_ask="on")
    interview = mara.plans(company, mara.meets(company))
    mara.send(f"/interviews/{interview}/agenda/add-must-asks/")
    return f"/interviews/{interview}/live/"


def looks_after(page):
    """The service worker is at work for this page, too."""
    eventually(lambda: page.evaluate("navigator.serviceWorker.controller !== null"), page)


def test_18_a_reload_while_offline_shows_a_page_of_ours_that_gives_nothing_away(
    tab, profile, answers, revisions
):
    looks_after(tab.page)
    profile.set_offline(True)
    tab.types("Typed in a tunnel.")
    tab.tells("waiting")
    eventually(lambda: tab.kept() == ["Typed in a tunnel."], tab.page)
    tab.page.reload()
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(tab.page.locator("[data-count]")).to_contain_text("1 text is kept on this device.")
    assert "tunnel" not in tab.page.content()
    cached = tab.page.evaluate(CACHED)
    assert [path for path, _body in cached if not path.startswith("/static/")] == ["/offline/"]
    assert not [path for path, body in cached if "Aurora" in body or "mara-" in body]

    profile.set_offline(False)
    expect(tab.restored).to_be_visible()
    tab.shows("Typed in a tunnel.")
    assert answers() == [("Typed in a tunnel.",)]
    assert not any(kept_beside for _text, kept_beside in revisions())


def test_25_an_open_interview_goes_on_to_its_end_without_a_network(tab, profile, rows, answers):
    page = tab.page
    profile.set_offline(True)
    tab.types("First answer.")
    page.keyboard.press("ControlOrMeta+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(SECOND)
    tab.shows("")
    tab.types("Second answer.")
    page.keyboard.press("Alt+3")
    page.keyboard.press("Alt+n")
    page.get_by_label("As a question, in a few words").fill(CAME_UP)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(CAME_UP)
    tab.types("Third answer.")
    page.keyboard.press("ControlOrMeta+ArrowUp")
    tab.shows("Second answer.")
    tab.tells("waiting")
    assert answers() == []

    profile.set_offline(False)
    tab.tells("saved")
    eventually(lambda: len(answers()) == 3 and tab.kept() == [], page)
    assert sorted(answers("said, rating")) == [
        ("First answer.", None),
        ("Second answer.", 3),
        ("Third answer.", None),
    ]
    came_up = [text for (text,) in rows("text", "interviews_listedquestion")]
    assert came_up.count(CAME_UP) == 1
    page.reload()
    page.locator(".live-list").get_by_text(CAME_UP).click()
    tab.shows("Third answer.")


def test_25_a_question_of_the_moment_survives_its_tab(tab, site, open_tab, rows, answers):
    site.kill_web()
    tab.page.keyboard.press("Alt+n")
    tab.page.get_by_label("As a question, in a few words").fill(CAME_UP)
    tab.page.keyboard.press("Enter")
    tab.types("The whole team.")
    eventually(lambda: "The whole team." in tab.kept(), tab.page)
    tab.dies()
    site.start_web()

    again = open_tab()
    expect(again.restored).to_be_visible()
    assert answers() == [("The whole team.",)]
    assert [text for (text,) in rows("text", "interviews_listedquestion")].count(CAME_UP) == 1


def test_an_interview_finished_while_the_site_is_away_is_on_it_once_it_is_back(tab, site, answers):
    looks_after(tab.page)
    site.kill_web()
    tab.types("The last thing they said.")
    tab.page.get_by_role("link", name="Finish").click()
    expect(tab.page.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(tab.page.locator("[data-count]")).to_contain_text("1 text is kept on this device.")

    site.start_web()
    expect(tab.page.get_by_role("button", name="Finish and read what was said")).to_be_visible()
    eventually(lambda: answers() == [("The last thing they said.",)], tab.page)
    expect(tab.page.get_by_text("not asked")).to_have_count(1)


def test_everything_kept_here_can_be_read_and_sent(tab, site, profile, answers):
    site.kill_web()
    tab.types("Not sent yet.")
    eventually(lambda: tab.kept() == ["Not sent yet."], tab.page)
    tab.dies()
    site.start_web()

    page = profile.new_page()
    page.goto("/not-sent/")
    expect(page.locator("[data-list] [data-text]")).to_have_text("Not sent yet.")
    assert answers() == []
    page.get_by_role("button", name="Send now").click()
    expect(page.get_by_text("Everything is on the server now.")).to_be_visible()
    assert answers() == [("Not sent yet.",)]
