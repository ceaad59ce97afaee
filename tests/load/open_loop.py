"""Saves that arrive whether or not the server keeps up: `python -m tests.load.open_loop`, told by its input.

A process of its own, for it shares the machine with what it measures: one thread, one connection a typist.
Each save is due at a moment drawn beforehand (a Poisson process) and goes out over the connection that has
been idle longest. It counts from when it was due: to wait for a free connection is to wait for the server.
"""

import asyncio
import json
import random
import selectors
import sys
import time
from collections import Counter, deque
from itertools import count

from tests.load.drive import USER_AGENT, typed

CSRF = "c" * 32
WARM_UP = 2  # seconds before the first that counts
PATIENCE = 60  # seconds after the last was due: what piled up is still answered


class Typist(asyncio.Protocol):
    """One browser: one save at a time, each on the revision that the one before it was given."""

    def __init__(self, turn, site, account):
        self.turn, self.answer, self.received, self.due = turn, account["answer"], b"", None
        headers = {
            "Host": f"127.0.0.1:{site['port']}",
            "Cookie": f"sessionid={account['session']}; csrftoken={CSRF}",
            "X-CSRFToken": CSRF,
            "Content-Type": "application/json",
            "Accept": "application/json",
            "User-Agent": USER_AGENT,
            **account["headers"],
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        self.head = f"POST {site['path']} HTTP/1.1\r\n{lines}Content-Length: ".encode()

    def connection_made(self, transport):
        self.transport = transport

    def save(self, due):
        self.due = due
        body = json.dumps(typed(self.answer, next(self.turn.tries))).encode()
        self.transport.write(b"%s%d\r\n\r\n%s" % (self.head, len(body), body))

    def data_received(self, data):
        self.received += data
        head, _, body = self.received.partition(b"\r\n\r\n")
        if len(body) < length_said_in(head):
            return
        self.received, status = b"", int(head[9:12])
        if status in {200, 409}:
            self.answer["base"] = json.loads(body)["revision"]
        self.turn.answered(self, status)

    def connection_lost(self, error):
        self.turn.lost(self)


def length_said_in(head):
    _, found, rest = head.lower().partition(b"\r\ncontent-length:")
    return int(rest.partition(b"\r\n")[0]) if found else sys.maxsize


def moments(rate, seconds, seed):
    """When saves are due, at random but this often on average; those before 0 warm the server up."""
    drawn, moment = random.Random(seed), -float(WARM_UP)
    while (moment := moment + drawn.expovariate(rate)) < seconds:
        yield moment


class Turn:
    """One site for some seconds."""

    def __init__(self, rate, seconds, seed):
        self.typists, self.tries = [], count()
        self.idle, self.waiting = deque(), deque()
        self.moments = list(moments(rate, seconds, seed))
        self.left = len(self.moments)
        self.latencies, self.errors = [], Counter()
        self.is_over = asyncio.Event()

    async def run(self, site):
        self.loop = asyncio.get_running_loop()
        for account in site["accounts"]:
            _, typist = await self.loop.create_connection(
                lambda account=account: Typist(self, site, account), "127.0.0.1", site["port"]
            )
            self.typists.append(typist)
        self.idle.extend(self.typists)
        self.began, cpu = self.loop.time() + WARM_UP, time.process_time()
        for moment in self.moments:
            await asyncio.sleep(self.began + moment - self.loop.time())
            self.waiting.append(moment)
            self.send()
        try:
            await asyncio.wait_for(self.is_over.wait(), PATIENCE)
        except TimeoutError:
            self.errors["not answered"] += self.left
        cpu = time.process_time() - cpu
        for typist in self.typists:
            typist.transport.abort()
        await asyncio.sleep(0)
        return self.told(cpu)

    def send(self):
        if self.idle and self.waiting:
            self.idle.popleft().save(self.waiting.popleft())

    def answered(self, typist, status):
        self.count(typist.due, status)
        typist.due = None
        self.idle.append(typist)
        self.send()

    def lost(self, typist):
        """A browser would try again; here it is an error, and there is one connection fewer."""
        if typist in self.idle:
            self.idle.remove(typist)
        if typist.due is not None and self.left:
            self.count(typist.due, "connection lost")

    def count(self, due, status):
        self.left -= 1
        self.last = self.loop.time() - self.began
        if status != 200:
            self.errors[status] += 1
        elif due >= 0:
            self.latencies.append(self.last - due)
        if not self.left:
            self.is_over.set()

    def told(self, cpu):
        return {
            "due": sum(moment >= 0 for moment in self.moments),
            "seconds": self.last,
            "latencies": self.latencies,
            "errors": self.errors,
            "driver": cpu / (self.last + WARM_UP),
        }


def main():
    """Each site in turns, those that are given; what it found on standard output."""
    plan = json.load(sys.stdin)
    found = {name: [] for name in plan["sites"]}
    for number in range(plan["turns"]):
        sites = list(plan["sites"].items())
        for name, site in sites if number % 2 else reversed(sites):
            turn = Turn(plan["rate"], plan["seconds"], number)
            # Which sleeps by the microsecond; epoll only by the millisecond.
            with asyncio.Runner(loop_factory=select_loop) as runner:
                found[name].append(runner.run(turn.run(site)))
    json.dump(found, sys.stdout)


def select_loop():
    return asyncio.SelectorEventLoop(selectors.SelectSelector())


if __name__ == "__main__":
    main()
