"""From an empty company to an interview that can begin, by keyboard alone, in less than three minutes.

The time is a person's, not the machine's: so much for a key, so much to look at what is new on the screen.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.keyboard import Keyboard
from tests.browser.steps import axe, is_drawn

SECONDS_PER_KEY = 0.28
SECONDS_PER_LOOK = 1.2
SECONDS_THERE_ARE = 180
FAR = 25


class CountedKeyboard(Keyboard):
    """Counts every key that goes down, both of Shift+Tab too, and how often Tab went to reach each thing."""

    def __init__(self, page):
        super().__init__(page)
        self.keys = self.looks = self.tabs = 0
        self.ways = []

    def press(self, *keys):
        self.keys += sum(len(key.split("+")) for key in keys)
        self.tabs += sum(key.endswith("Tab") for key in keys)
        super().press(*keys)

    def type(self, text):
        self.keys += len(text)
        super().type(text)

    def tab_to(self, wanted, what):
        before = self.tabs
        super().tab_to(wanted, what)
        self.ways.append((self.tabs - before, what))

    def looks_at(self, where):
        self.looks += 1
        axe(self.page, where)

    @property
    def seconds(self):
        return self.keys * SECONDS_PER_KEY + self.looks * SECONDS_PER_LOOK

    def tell(self):
        print(f"\n{self.keys} keys, {self.tabs} of them Tab, and {self.looks} looks: {self.seconds:.0f} s")
        for tabs, what in self.ways:
            print(f"{tabs:4} Tab to {what[:60]}{' (far)' if tabs > FAR else ''}")


@pytest.fixture
def keys(page):
    # Arrows pass over choices faster than the answers come.
    page.context.watch.expect("htmx:(sendAbort|afterRequest)")
    return CountedKeyboard(page)


@pytest.fixture
def company(mara):
    about = {"role": "Senior backend engineer", "level": "senior", "field": "engineering"}
    return mara.has_company(**about, work_mode="hybrid")


def test_an_interview_is_planned_in_less_than_three_minutes(keys, company):
    # Given a company with nothing on its list
    keys.page.goto(f"/companies/{company}/")
    keys.looks_at("empty list")

    # When she takes six questions from the library
    skip_to_content(keys)
    search(keys, "approval")
    take(keys, 1)
    search(keys, "on-call")
    take(keys, 2)
    search(keys, "")
    ask(keys, "peer")
    take(keys, 3, 4)
    ask(keys, "hiring manager")
    take(keys, 5, 6)

    # and marks two of them
    for question in listed(keys.page)[:2]:
        mark(keys, question)
    keys.looks_at("list with must-asks")

    # and plans an interview with somebody new
    plan_interview(keys)

    # and has an agenda proposed, of which she keeps one and swaps one
    keys.use("button", "Propose an agenda")
    expect(keys.page.get_by_role("button", name="Propose again")).to_be_focused()
    keys.looks_at("agenda")
    pin_and_swap(keys)

    # Then the interview can begin
    keys.go("link", "Open interview mode")
    expect(keys.page.get_by_label("What they said")).to_be_focused()
    keys.looks_at("interview mode")
    keys.tell()
    assert keys.seconds < SECONDS_THERE_ARE


def skip_to_content(keys):
    keys.use("link", "Skip to the content")
    is_drawn(keys.page)


def search(keys, words):
    field = keys.reach("searchbox", "Search the library")
    keys.press("ControlOrMeta+A")
    if words:
        keys.type(words)
    else:
        keys.press("Delete")
    expect(keys.page).to_have_url(re.compile(rf"[?&]q={words}(&|$)"))
    expect(field).to_be_focused()
    keys.press("Tab")  # leaving the field searches once more
    is_quiet(keys.page)


def is_quiet(page):
    """Nothing is under way to the server."""
    expect(page.locator(".htmx-request")).to_have_count(0)


def ask(keys, audience):
    keys.choose("Who can answer", audience)
    expect(keys.page).to_have_url(re.compile(f"audience={audience.replace(' ', '[+]|%20')}"))
    is_quiet(keys.page)


def take(keys, *counts):
    """The first that is offered, and for a second the one that then stands there."""
    keys.looks_at("what the library offers")
    first = keys.page.locator("#found").get_by_role("button", name="Add: ").first
    keys.tab_to(first, "the first that is offered")
    for count in counts:
        expect(first).to_be_focused()
        keys.press("Enter")
        expect(keys.page.locator("#your-list .list-text")).to_have_count(count)
        is_quiet(keys.page)


def listed(page):
    return page.locator("#your-list .list-text").all_inner_texts()


def mark(keys, question):
    star = keys.reach("button", f"Must ask: {question}")
    keys.press("Space")
    expect(star).to_have_attribute("aria-pressed", "true")
    expect(star).to_be_focused()


def plan_interview(keys):
    keys.go("link", "Schedule interview")
    keys.looks_at("interview form")
    skip_to_content(keys)
    keys.tab_to(keys.page.get_by_label("Starts at"), "field “Starts at”")
    keys.type("11232030")
    keys.press("ArrowRight")
    keys.type("0200PM")
    keys.write("Minutes for your questions", "12")
    keys.write("Somebody new?", "Ilse Brandt, Engineering manager")
    keys.go("button", "Save interview")
    expect(keys.page.get_by_text("Ilse Brandt")).to_be_visible()
    keys.looks_at("interview without an agenda")
    skip_to_content(keys)


def on_agenda(page):
    return page.locator("ol.rows bdi")


def pin_and_swap(keys):
    first, *others, last = on_agenda(keys.page).all_inner_texts()
    pin = keys.reach("button", f"Pin: {first[:40]}")
    keys.press("Enter")
    expect(pin).to_have_attribute("aria-pressed", "true")
    keys.use("button", f"Swap: {last[:40]}")
    expect(on_agenda(keys.page).last).not_to_have_text(last)
    expect(on_agenda(keys.page)).to_have_text([first, *others, re.compile(".")])
