"""Faults 16, 17, 20 to 22 and 29: the tab, the browser and the device itself fail."""

import os
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Error, expect

from tests.browser.conftest import PATIENCE, Watch
from tests.browser.faults.tab import SAVE, Tab
from tests.browser.faults.whole_site import eventually, kill_all_with
from tests.browser.steps import Candidate

BLOCKED = "IDBFactory.prototype.open = () => { throw new DOMException('blocked', 'SecurityError'); };"
FULL = "IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); };"
A_YEAR = 365 * 24 * 60 * 60 * 1000
CLOCK = "window.offBy = {}; {{ const now = Date.now; Date.now = () => now() + window.offBy; }}"
SECRET = "typed in a tunnel, for nobody else"


@pytest.mark.parametrize("is_up", [True, False], ids=["site up", "site away"])
def test_16_a_tab_closed_50_ms_after_the_last_key(tab, site, open_tab, answers, revisions, is_up):
    if not is_up:
        site.kill_web()
    tab.types("Last words.")
    tab.page.wait_for_timeout(50)
    tab.closes()
    site.start()

    again = open_tab()
    again.shows("Last words.")
    again.tells("saved", "elsewhere")
    eventually(lambda: again.kept() == [], again.page)
    assert answers() == [("Last words.",)]
    assert not any(kept_beside for _text, kept_beside in revisions())


@pytest.fixture
def own_browser(tmp_path, chromium, chromium_program, site, acknowledged):
    """A browser with a profile on the disk, started as often as wanted."""
    folder = tmp_path / "profile"

    @contextmanager
    def started():
        context = chromium.browser_type.launch_persistent_context(
            folder,
            executable_path=chromium_program,
            args=["--disable-background-networking", *(["--no-sandbox"] if os.geteuid() == 0 else [])],
            base_url=site.address,
        )
        context.set_default_timeout(PATIENCE)
        context.watch = Watch(context, urlsplit(site.address).netloc)
        acknowledged.listen(context)
        try:
            yield context
        finally:
            with suppress(Error):
                context.close()

    started.folder = folder
    started.kill = lambda: kill_all_with(f"--user-data-dir={folder}")
    return started


def files_with(folder, text):
    spellings = (text.encode(), text.encode("utf-16-le"))
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return [path for path in files if any(spelling in path.read_bytes() for spelling in spellings)]


def test_17_the_browser_is_killed_offline_and_opened_again(own_browser, site, mara, live, answers, rows):
    with own_browser() as browser:
        Candidate(browser, mara.email).sign_in()
        tab = Tab(browser.pages[0], site, live)
        browser.set_offline(True)
        tab.types(SECRET)
        tab.page.wait_for_timeout(200)
        own_browser.kill()
    assert answers() == []
    ((device_key,),) = rows("device_key", "interviews_profile")
    assert files_with(own_browser.folder, "outbox"), "the device has kept something"
    assert files_with(own_browser.folder, SECRET) == []
    assert files_with(own_browser.folder, device_key) == []

    with own_browser() as browser:
        browser.clear_cookies()
        Candidate(browser, mara.email).sign_in()
        tab = Tab(browser.pages[0], site, live)
        expect(tab.restored).to_be_visible()
        tab.shows(SECRET)
        assert tab.kept() == []
    assert answers("said, revision") == [(SECRET, 1)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 100_001, "At most 100,000 characters fit into one answer."),
        ("a\x00b", "Null characters are not allowed."),
        ("a\ud800b", "This text holds half a character, which cannot be stored."),
    ],
    ids=["too long", "a null character", "half a character"],
)
def test_20_a_text_that_cannot_be_stored_is_refused_with_a_reason_and_kept(tab, answers, text, words):
    tab.page.set_default_timeout(PATIENCE)
    tab.said.evaluate(
        "(field, codes) => { field.value = codes.map((code) => String.fromCharCode(code)).join('');"
        "field.dispatchEvent(new Event('input', {bubbles: true})); }",
        [ord(character) for character in text],
    )
    tab.tells("refused")
    assert tab.words == f"The server refused this text: {words}"
    assert len(tab.kept()[0]) == len(text)
    assert tab.said.evaluate("(field) => field.value.length") == len(text)
    assert answers() == []

    tab.writes("Short enough.")
    tab.tells("saved")
    eventually(lambda: tab.kept() == [], tab.page)
    assert answers() == [("Short enough.",)]


def test_21_a_clock_a_year_ahead_and_one_a_year_behind(profile, site, live, answers, revisions):
    said = ""
    for off_by, words in ((A_YEAR, "Ahead."), (-A_YEAR, " Behind.")):
        page = profile.new_page()
        page.add_init_script(CLOCK.format(off_by))
        tab = Tab(page, site, live)
        tab.shows(said)
        tab.types(words)
        tab.tells("saved")
        said += words
    assert answers("said, revision") == [("Ahead. Behind.", 2)]
    assert revisions("said, now() - typed_at < interval '1 minute' AND typed_at <= now()") == [
        ("Ahead.", True),
        ("Ahead. Behind.", True),
    ]


def test_21_a_clock_turned_back_between_two_saves_of_a_tab_that_dies(
    page, site, live, profile, open_tab, answers, revisions
):
    page.add_init_script(CLOCK.format(A_YEAR))
    tab = Tab(page, site, live)
    hanging = []
    tab.page.route(SAVE, lambda route: hanging.append(route))
    tab.types("First.")
    eventually(lambda: hanging, tab.page)
    tab.page.evaluate("window.offBy = 0")
    tab.types(" Then this.")
    eventually(lambda: sorted(tab.kept()) == ["First.", "First. Then this."], tab.page)
    tab.dies()

    again = open_tab()
    expect(again.restored).to_be_visible()
    again.shows("First. Then this.")
    assert answers("said, revision") == [("First. Then this.", 2)]
    assert not any(kept_beside for _text, kept_beside in revisions())


@pytest.mark.parametrize("fault", [BLOCKED, FULL], ids=["blocked", "full"])
def test_22_without_storage_the_page_says_so_and_still_saves(page, profile, site, live, answers, fault):
    page.add_init_script(fault)
    tab = Tab(page, site, live)
    profile.set_offline(True)
    tab.types("Here only.")
    tab.tells("unkept")
    assert tab.words == "NOT kept on this device: storage is blocked. Keep this page open."
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()

    profile.set_offline(False)
    tab.tells("saved")
    tab.types(" And on.")
    tab.tells("saved")
    assert answers("said, revision") == [("Here only. And on.", 2)]


def test_22_a_refused_text_that_is_not_kept_either_is_warned_about(page, site, live):
    page.add_init_script(BLOCKED)
    tab = Tab(page, site, live)
    tab.types("Long.")
    tab.writes("a\x00b")
    tab.tells("refused")
    with page.expect_event("dialog") as asked:
        page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()


def test_29_a_frozen_tab_is_killed_and_loaded_again(tab, site, profile, open_tab, answers, revisions):
    site.kill_web()
    tab.types("Before the freeze.")
    tab.tells("waiting")
    eventually(lambda: tab.kept() == ["Before the freeze."], tab.page)
    profile.new_cdp_session(tab.page).send("Page.setWebLifecycleState", {"state": "frozen"})
    tab.dies()
    site.start_web()

    again = open_tab()
    expect(again.restored).to_be_visible()
    again.shows("Before the freeze.")
    assert again.kept() == []
    assert answers() == [("Before the freeze.",)]
    assert not any(kept_beside for _text, kept_beside in revisions())


def test_29_a_tab_that_was_frozen_and_thawed_goes_on(tab, profile, answers):
    session = profile.new_cdp_session(tab.page)
    tab.types("Before.")
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    session.send("Page.setWebLifecycleState", {"state": "active"})
    tab.types(" And after.")
    tab.tells("saved")
    assert answers() == [("Before. And after.",)]
