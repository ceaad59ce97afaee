"""Faults 8, 9 and 28: what runs the site is killed or replaced while somebody types."""

import random

from tests.browser.faults.whole_site import eventually


def test_8_all_web_processes_are_killed_while_typing(tab, site, answers, revisions):
    tab.types("Before.")
    tab.tells("saved")
    tab.types(" While")
    site.kill_web()
    tab.types(" it was away.")
    tab.tells("waiting")
    tab.page.wait_for_timeout(5000)
    eventually(lambda: tab.kept()[-1:] == ["Before. While it was away."], tab.page)

    site.start_web()
    tab.tells("saved")
    assert answers() == [("Before. While it was away.",)]
    assert not any(kept_beside for _text, kept_beside in revisions())


def test_9_the_database_is_killed_six_times_in_a_stream_of_saves(tab, site, acknowledged, answers, revisions):
    chance = random.Random(9)
    typed = ""
    for round_ in range(6):
        for word in (f"{round_}a ", f"{round_}b ", f"{round_}c "):
            tab.types(word)
            typed += word
            tab.page.wait_for_timeout(chance.randint(100, 800))
        site.kill_database()
        tab.types(f"{round_}d ")
        typed += f"{round_}d "
        site.server.start()
        acknowledged.is_in(site)
        tab.is_looked_at_again()

    tab.tells("saved")
    assert len(acknowledged.texts) > 1
    assert answers() == [(typed,)]
    assert not any(kept_beside for _text, kept_beside in revisions())


def test_28_workers_are_replaced_one_by_one_while_typing(tab, site, answers, revisions):
    typed = ""
    first = site.workers
    assert len(first) == 2
    for number in first:
        site.replace_worker(number)
        for word in ("some ", "more "):
            tab.types(word)
            typed += word
            tab.page.wait_for_timeout(700)
        eventually(lambda number=number: number not in site.workers and len(site.workers) == 2, tab.page)
    before = site.workers
    site.reload_workers()
    tab.types("words")
    eventually(lambda: site.workers.isdisjoint(before) and len(site.workers) == 2, tab.page)

    tab.tells("saved")
    assert answers() == [(f"{typed}words",)]
    assert not any(kept_beside for _text, kept_beside in revisions())
