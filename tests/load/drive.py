"""The client: signed in over connections that stay open, asking both sites in turns."""

import gc
import http.client
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import count
from statistics import median
from threading import Barrier
from uuid import uuid4

from tests.load.counting import ASKED, TOLD

TYPISTS = 8
USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
TYPED = "We ship on Thursdays, and whoever wrote it watches it for a day; nobody is woken at night. "


def typed(answer, number):
    """A pause in the typing: a little more text each time, of the length that notes have."""
    return {
        **answer,
        "op": str(uuid4()),
        "age": 800,
        "tab": "bench",
        "said": (TYPED * 12)[: 200 + number * 7 % 800],
        "impression": "Concrete",
        "quality": "specific",
        "rating": "3",
        "flag": "",
        "come_back": False,
        "promise": True,
        "refer_to": "",
    }


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float

    @property
    def bytes_on_the_wire(self):
        return len(self.body) + sum(len(name) + len(value) + 4 for name, value in self.headers.items()) + 19


@dataclass
class Browser:
    """One connection to one site, with its cookies."""

    port: int
    cookies: dict[str, str]
    connection: http.client.HTTPConnection = field(init=False)

    def __post_init__(self):
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, path, *, method="GET", body=None, encodings="gzip", **headers):
        sent = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Encoding": encodings,
            "User-Agent": USER_AGENT,
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        started = time.perf_counter()
        self.connection.request(method, path, body, sent)
        response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        for cookie in response.headers.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(cookie).items()})
        if response.status != 200:
            raise RuntimeError(f"{method} {path} was answered with {response.status}: {content[:300]!r}")
        return Reply(response.status, response.headers, content, seconds)

    def post_json(self, path, data, **headers):
        return self.ask(
            path,
            method="POST",
            body=json.dumps(data).encode(),
            Content_Type="application/json",
            Accept="application/json",
            X_CSRFToken=self.cookies["csrftoken"],
            **headers,
        )


@dataclass
class Site:
    """One of the two: where it is, who is signed in, and how each thing to measure is asked for."""

    port: int
    session: str
    comparing: str  # the session of whoever compares
    pages: dict[str, str]
    save_path: str
    headers: dict[str, str]
    answers: list[dict]  # each typist's own answer to save into
    accounts: list[dict]  # other people's: a session, their headers, and an answer to save into
    places: list[dict] = field(default_factory=list)  # where no answer is yet, for saves that begin one

    def __post_init__(self):
        self.typists = [self.browser()]
        self.comparer = self.browser(self.comparing)
        self.tries = count()

    def seat_typists(self):
        self.typists = [self.browser() for _ in self.answers]

    def browser(self, session=None):
        browser = Browser(self.port, {"sessionid": session or self.session})
        browser.ask(next(iter(self.pages.values())))  # gives the CSRF cookie
        return browser

    def page(self, name, **headers):
        return self.browser_of(name).ask(self.pages[name], **headers)

    def browser_of(self, name):
        return self.comparer if name == "compare" else self.typists[0]

    def save(self, typist=0, **headers):
        answer = self.answers[typist]
        reply = self.typists[typist].post_json(
            self.save_path, typed(answer, next(self.tries)), **self.headers, **headers
        )
        answer["base"] = json.loads(reply.body)["revision"]
        return reply

    def first_save(self, **headers):
        place = (
            self.places.pop() if self.places else self.answers[0]
        )  # to the reference it is a save like any
        begun = {"client_id": str(uuid4()), "base": 0, **place}
        return self.typists[0].post_json(
            self.save_path, typed(begun, next(self.tries)), **self.headers, **headers
        )

    def ask_for(self, name, **headers):
        if name in self.pages:
            return self.page(name, **headers)
        return self.save(**headers) if name == "save" else self.first_save(**headers)

    def statements_of(self, name):
        return json.loads(self.ask_for(name, **{ASKED.replace("-", "_"): "yes"}).headers[TOLD])


@dataclass
class Times:
    """Seconds by round, of the same thing asked of both."""

    app: list[float] = field(default_factory=list)
    reference: list[float] = field(default_factory=list)

    @property
    def ratio_of_medians(self):
        return median(self.app) / median(self.reference)

    @property
    def median_of_ratios(self):
        return median(a / b for a, b in zip(self.app, self.reference, strict=True))


def in_turns(names, app, reference, rounds, warm_up):
    """Everything once a round, the app and the reference one after the other; who begins alternates."""
    times = {name: Times() for name in names}
    gc.disable()
    for number in range(-warm_up, rounds):
        for name in names:
            pair = [(app, times[name].app), (reference, times[name].reference)]
            for site, seconds in pair if number % 2 else reversed(pair):
                reply = site.ask_for(name)
                if number >= 0:
                    seconds.append(reply.seconds)
    gc.enable()
    return times


def typists_at_once(app, reference, turns, saves):
    """All typists save at the same time, now into the one, now into the other.

    Seated anew each turn: which worker takes a connection is chance, and it keeps it.
    """
    times = Times()
    with ThreadPoolExecutor(len(app.answers)) as threads:
        for number in range(-1, turns):
            pair = [(app, times.app), (reference, times.reference)]
            for site, seconds in pair if number % 2 else reversed(pair):
                site.seat_typists()
                found = saves_of_all(site, threads, saves)
                if number >= 0:
                    seconds.extend(found)
    return times


def saves_of_all(site, threads, saves):
    together = Barrier(len(site.answers))

    def saves_of(typist):
        together.wait(timeout=60)
        return [site.save(typist).seconds for _ in range(saves)]

    return [seconds for found in threads.map(saves_of, range(len(site.answers))) for seconds in found]
