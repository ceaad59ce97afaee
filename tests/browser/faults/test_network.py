"""Faults 0 to 7: what a network does to saves."""

import random
import time

from tests.browser.faults.tab import SAVE
from tests.browser.faults.whole_site import eventually

SAID = "Two people on call — “we never count weekends”. 🙂"


def loses_replies(page, times):
    """The site gets these requests, and the page never hears of it."""
    lost = []

    def lose(route):
        if len(lost) == times:
            return route.continue_()
        lost.append(route.request.post_data_json["op"])
        route.fetch()
        return route.abort()

    page.route(SAVE, lose)
    return lost


def answers_in_turn(page, replies):
    left = list(replies)
    page.route(SAVE, lambda route: route.fulfill(**left.pop(0)) if left else route.continue_())
    return left


def test_0_a_text_is_on_the_device_at_once_and_on_the_server_soon_after(tab, answers, revisions):
    held, is_open = [], []
    tab.page.route(SAVE, lambda route: route.continue_() if is_open else held.append(route))
    begun = time.monotonic()
    tab.types(SAID)
    eventually(lambda: tab.kept() == [SAID], tab.page)
    assert time.monotonic() - begun < 5
    assert answers() == []

    eventually(lambda: held, tab.page)
    is_open.append(True)
    for route in held:
        route.continue_()
    tab.tells("saved")
    assert time.monotonic() - begun < 10
    assert answers("said, revision") == [(SAID, 1)]
    assert revisions() == [(SAID, False)]
    eventually(lambda: tab.kept() == [], tab.page)


def test_1_the_network_is_lost_while_typing_and_comes_back_later(tab, profile, answers, revisions):
    tab.types("One")
    profile.set_offline(True)
    tab.types(" two")
    tab.tells("waiting")
    assert tab.words.startswith("On this device, not on the server yet, since ")
    tab.types(" three")
    tab.tells("waiting", "typing")
    eventually(lambda: tab.kept()[-1:] == ["One two three"], tab.page)

    profile.set_offline(False)
    tab.tells("saved")
    assert answers() == [("One two three",)]
    assert not any(kept_beside for _text, kept_beside in revisions())


def test_2_four_requests_in_a_row_die(tab, answers, revisions):
    died = []

    def die(route):
        if len(died) == 4:
            return route.continue_()
        died.append(route)
        return route.abort()

    tab.page.route(SAVE, die)
    tab.types(SAID)
    tab.tells("waiting")
    tab.tells("saved")
    assert len(died) == 4
    assert answers("said, revision") == [(SAID, 1)]
    assert revisions() == [(SAID, False)]


def test_3_a_reply_lost_twice_makes_no_second_save_and_no_conflict(tab, answers, revisions):
    lost = loses_replies(tab.page, times=2)
    tab.types("First.")
    eventually(lambda: lost, tab.page)
    tab.types(" And more.")
    eventually(lambda: len(lost) == 2, tab.page)
    tab.tells("saved")

    eventually(lambda: tab.kept() == [], tab.page)
    assert lost[0] == lost[1], "a retry is the same save"
    assert answers("said, revision") == [("First. And more.", 2)]
    assert revisions() == [("First.", False), ("First. And more.", False)]


def test_4_replies_of_a_broken_site_do_not_count(tab, answers, revisions):
    left = answers_in_turn(tab.page, [{"status": status, "body": "oops"} for status in (500, 502, 503, 429)])
    tab.types(SAID)
    while left:
        before = len(left)
        tab.tells("waiting")
        assert tab.kept() == [SAID]
        tab.is_looked_at_again()
        eventually(lambda before=before: len(left) < before, tab.page)
    tab.tells("saved")
    assert answers("said, revision") == [(SAID, 1)]
    assert revisions() == [(SAID, False)]


def test_5_a_captive_portal_that_answers_200_does_not_count(tab, answers):
    asked = []
    portal = [
        {"content_type": "text/html", "body": "<h1>Welcome to our network</h1>"},
        {"json": {"ok": True, "revision": 1}},
        {"json": {"op": "another", "revision": 1, "saved_at": "2030-01-01T00:00:00Z", "client_id": "x"}},
    ]

    def answer(route):
        asked.append(route)
        route.fulfill(status=200, **portal[len(asked) % len(portal)])

    tab.page.route(SAVE, answer)
    tab.types(SAID)
    eventually(lambda: len(asked) >= 3, tab.page)
    tab.tells("waiting")
    assert tab.kept() == [SAID]
    assert answers() == []

    tab.page.unroute(SAVE)
    tab.tells("saved")
    assert answers("said, revision") == [(SAID, 1)]


def test_6_a_request_that_hangs_is_given_up_and_sent_again(tab, answers, revisions):
    hanging = []

    def hang_once(route):
        if hanging:
            return route.continue_()
        return hanging.append(route)

    tab.page.route(SAVE, hang_once)
    tab.types(SAID)
    eventually(lambda: hanging, tab.page)
    assert tab.kept() == [SAID]
    tab.tells("waiting")
    tab.tells("saved")
    assert answers("said, revision") == [(SAID, 1)]
    assert revisions() == [(SAID, False)]


def test_7_slow_requests_while_typing_for_twelve_seconds(tab, answers, revisions):
    chance = random.Random(7)
    due = []
    tab.page.route(SAVE, lambda route: due.append((time.monotonic() + chance.uniform(0, 1.5), route)))

    def release(now):
        for one in [one for one in due if one[0] <= now]:
            due.remove(one)
            one[1].continue_()

    typed, until = "", time.monotonic() + 12
    while time.monotonic() < until:
        word = f"word{len(typed)} "
        tab.types(word)
        typed += word
        tab.page.wait_for_timeout(chance.randint(50, 300))
        release(time.monotonic())
    eventually(lambda: release(time.monotonic()) or tab.is_saved, tab.page)

    assert answers() == [(typed,)]
    assert len(revisions()) > 2, "nothing was sent while the keys went down"
    assert not any(kept_beside for _text, kept_beside in revisions())
