"""Everything at once, at random: type, switch, go offline, kill what runs the site, second tab, sign out.

SOAK_STEPS, SOAK_RUNS and SOAK_SEED change its length and repeat a run; `make soak` runs it long.
"""

import os
import random
from contextlib import suppress

import pytest
from playwright.sync_api import Error

from tests.browser.faults.tab import Tab
from tests.browser.faults.whole_site import eventually
from tests.browser.steps import Candidate

STEPS = int(os.environ.get("SOAK_STEPS") or 200)
RUNS = int(os.environ.get("SOAK_RUNS") or 1)
FIRST_SEED = int(os.environ.get("SOAK_SEED") or random.randrange(10**6))
OF_SOMEBODY = """SELECT count(*) FROM interviews_answerrevision
    JOIN auth_user candidate ON candidate.id = owner_id WHERE candidate.email = %s"""
# What may happen next, and how often beside the others.
CHANCES = {
    "types": 60,
    "switches": 12,
    "waits": 12,
    "goes_offline": 6,
    "comes_online": 9,
    "reloads": 4,
    "opens_another_tab": 3,
    "closes_a_tab": 3,
    "rates": 4,
    "kills_a_worker": 3,
    "kills_the_web": 2,
    "kills_the_database": 2,
    "loses_the_session": 2,
    "signs_in_again": 4,
    "lets_somebody_else_sign_in": 1,
}


class Soak:
    """One person at one browser, to whom everything happens. `words` are all that was ever typed."""

    def __init__(self, seed, mara, stranger, site, profile, live):
        self.chance = random.Random(seed)
        self.mara, self.stranger, self.site, self.profile, self.live = mara, stranger, site, profile, live
        self.words, self.is_offline, self.who = [], False, "mara"
        self.tabs = [Tab(profile.new_page(), site, live)]

    @property
    def is_up(self):
        return not self.is_offline and self.site.web is not None

    @property
    def tab(self):
        return self.tabs[-1]

    def step(self):
        (name,) = self.chance.choices(list(CHANCES), weights=CHANCES.values())
        getattr(self, name)()

    def is_live(self, tab):
        return tab.page.locator("#said").count() == 1

    def types(self):
        if self.is_live(self.tab):
            word = f"w{len(self.words)} "
            self.words.append(word.strip())
            self.tab.types(word, delay=self.chance.choice((0, 0, 15)))

    def switches(self):
        if self.is_live(self.tab):
            self.tab.page.keyboard.press(self.chance.choice(("Control+ArrowUp", "Control+ArrowDown")))
            self.tab.page.wait_for_timeout(50)
            if not self.is_live(self.tab):
                self.reloads()

    def rates(self):
        if self.is_live(self.tab):
            self.tab.page.keyboard.press(f"Alt+{self.chance.randint(1, 4)}")

    def waits(self):
        self.tab.page.wait_for_timeout(self.chance.randint(100, 1500))

    def goes_offline(self):
        self.profile.set_offline(True)
        self.is_offline = True

    def comes_online(self):
        self.profile.set_offline(False)
        self.is_offline = False

    def reloads(self):
        if self.is_up and self.who == "mara":
            self.come_back(self.tab)

    def come_back(self, tab):
        self.leaves_a_moment(tab)
        with suppress(Error):  # the page for no connection may be on its way back, too, and win
            tab.page.goto(self.live)
        if not self.is_live(tab):
            tab.page.goto(self.live)
        tab.tells(".+")

    def leaves_a_moment(self, tab):
        """Between the last key and a click there are 50 ms, for the fastest of hands."""
        if not tab.page.url.startswith("chrome-error:"):
            tab.page.evaluate("new Promise((passed) => setTimeout(passed, 50))")

    def opens_another_tab(self):
        if self.is_up and self.who == "mara" and len(self.tabs) < 3:
            self.tabs.append(Tab(self.profile.new_page(), self.site, self.live))

    def closes_a_tab(self):
        if len(self.tabs) > 1:
            tab = self.tabs.pop(self.chance.randrange(len(self.tabs)))
            self.leaves_a_moment(tab)
            tab.page.close()
        self.tab.page.bring_to_front()

    def kills_a_worker(self):
        if self.site.web is not None:
            for number in list(self.site.workers)[:1]:
                self.chance.choice((self.site.replace_worker, self.site.kill_worker))(number)

    def kills_the_web(self):
        self.site.kill_web()
        self.types()
        self.waits()
        self.site.start_web()

    def kills_the_database(self):
        self.site.kill_database()
        self.types()
        self.waits()
        self.site.server.start()

    def loses_the_session(self):
        if self.is_up:
            self.site.expire_sessions()
            self.who = ""

    def signs_in_again(self):
        if self.is_up and self.who != "mara":
            self.signs_in(self.mara, "mara")

    def lets_somebody_else_sign_in(self):
        if self.is_up:
            self.site.expire_sessions()
            self.signs_in(self.stranger, "stranger")

    def signs_in(self, candidate, who):
        self.profile.clear_cookies(name="sessionid")
        candidate.sign_in()
        self.who = who

    def ends(self):
        """Everything is well again, and everything kept has gone."""
        self.site.start()
        self.comes_online()
        if self.who != "mara":
            self.signs_in(self.mara, "mara")
        for tab in self.tabs:
            tab.is_looked_at_again()
        eventually(self.is_all_sent, self.tab.page)

    def is_all_sent(self):
        for tab in self.tabs:
            if not self.is_live(tab):
                self.come_back(tab)
            tab.page.evaluate("dispatchEvent(new Event('focus'))")
        return not self.tab.kept()


@pytest.fixture
def stranger(profile, mara):
    """Has an account, and uses the same browser."""
    mara.sign_out()
    stranger = Candidate.new(profile)
    stranger.sign_out()
    mara.sign_in()
    return stranger


@pytest.mark.parametrize("run", range(RUNS))
def test_whatever_happens_no_word_is_lost(run, mara, live, stranger, site, profile, acknowledged, rows):
    seed = FIRST_SEED + run
    print(f"soak: SOAK_SEED={seed} SOAK_STEPS={STEPS}")
    for text in ("Who decides?", "Who is on call?"):
        mara.lists(site.rows("SELECT max(id) FROM interviews_company")[0][0], text, must_ask="on")
    mara.send(live.replace("live/", "agenda/add-must-asks/"))
    soak = Soak(seed, mara, stranger, site, profile, live)
    for _ in range(STEPS):
        soak.step()
    soak.ends()
    acknowledged.is_in(site)
    recorded = " ".join(said for (said,) in rows("said", "interviews_answerrevision")).split()
    lost = [word for word in soak.words if word not in recorded]
    assert not lost, f"SOAK_SEED={seed}: typed and nowhere: {lost}"
    assert site.rows(OF_SOMEBODY, stranger.email) == [(0,)]
