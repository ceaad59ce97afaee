"""What a candidate does and sees, in the words of the tests."""

import re
from urllib.parse import urlsplit
from uuid import uuid4

from axe_playwright_python.sync_playwright import Axe

PASSWORD = "a phrase that is long enough"


def is_drawn(page):
    """What changed a moment ago, a theme or a width, is on the screen."""
    page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))")


def axe(page, where=""):
    """The page has no accessibility problem that axe can find."""
    is_drawn(page)
    found = Axe().run(page).response["violations"]
    lines = [
        f"{one['id']}: {one['help']}\n    {node['html'][:200]}\n    {node['failureSummary']}"
        for one in found
        for node in one["nodes"][:5]
    ]
    assert not lines, f"{where or page.url} has accessibility problems:\n" + "\n".join(lines)


def axe_in_both_themes(page, where=""):
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        axe(page, f"{where or page.url} ({theme})")
    page.emulate_media(color_scheme="light")


STICKS_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const sticksOut = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 1 && (box.right > width + 1 || box.left < -1);
  };
  const clips = (element) => element !== document.body && getComputedStyle(element).overflowX !== "visible";
  const isClipped = (element) => element && (clips(element) || isClipped(element.parentElement));
  return [...document.body.querySelectorAll("*")].filter((e) => sticksOut(e) && !isClipped(e.parentElement))
    .slice(0, 3).map((e) => e.outerHTML.slice(0, 150));
}"""


def fits(page):
    """Nothing can be scrolled sideways."""
    is_drawn(page)
    wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= room, f"{page.url} is {wide} wide in {room}: {page.evaluate(STICKS_OUT)}"


class Candidate:
    """Somebody with an account. What a test starts from is sent through the site's own forms."""

    def __init__(self, profile, email):
        self.profile = profile
        self.email = email

    @classmethod
    def new(cls, profile):
        candidate = cls(profile, f"mara-{uuid4().hex[:10]}@example.org")
        profile.request.get("/account/signup/")
        candidate.send("/account/signup/", email=candidate.email, password1=PASSWORD)
        candidate.send("/settings/time-zone/", time_zone="UTC")  # or a page would, at a moment of its own
        return candidate

    def send(self, address, **fields):
        """Sends a form; gives the address it led to."""
        token = next(cookie["value"] for cookie in self.profile.cookies() if cookie["name"] == "csrftoken")
        form = {"csrfmiddlewaretoken": token, **{name: str(value) for name, value in fields.items()}}
        response = self.profile.request.post(address, form=form)
        assert response.ok, f"{address} answers {response.status}: {response.text()[:2000]}"
        return response.url

    def sign_out(self):
        self.send("/account/logout/")

    def sign_in(self):
        self.profile.request.get("/account/login/")
        self.send("/account/login/", login=self.email, password=PASSWORD)

    def has_company(self, name="Aurora Labs", **fields):
        form = {"name": name, "role": "Engineer", "stage": "researching", **fields}
        return number_in(self.send("/companies/add/", **form))

    def lists(self, company, text="What can I decide alone?", **fields):
        self.send(f"/companies/{company}/questions/add/", text=text, minutes=3, **fields)

    def brings(self, text):
        """A list to import; gives the address of its preview."""
        return urlsplit(self.send("/questions/import/", text=text)).path

    def meets(self, company, name="Ilse Brandt"):
        self.send(f"/companies/{company}/people/add/", name=name, audience="hiring manager")
        page = self.profile.request.get(f"/companies/{company}/people/").text()
        return int(re.findall(r"/people/(\d+)/edit/", page)[-1])

    def plans(self, company, person=None, **fields):
        interview = self.send(
            f"/companies/{company}/interviews/add/",
            **{"kind": "hiring manager", "channel": "video", "time_zone": "UTC", "minutes": 45},
            **{"starts_at": "2030-11-23T14:00", "question_minutes": 12},
            **({"people": person} if person else {}),
            **fields,
        )
        return number_in(interview)

    def is_in_an_interview(self, company="Aurora Labs"):
        """Interview mode with one question on the agenda and one person to answer it."""
        company = self.has_company(company)
        self.lists(company, must_ask="on")
        interview = self.plans(company, self.meets(company))
        self.send(f"/interviews/{interview}/agenda/add-must-asks/")
        return f"/interviews/{interview}/live/"

    def is_in_a_panel(self, *texts, off_agenda=()):
        """Interview mode with these questions, and others of the company, and two people to answer them."""
        company = self.has_company()
        for text in texts:
            self.lists(company, text, must_ask="on")
        interview = self.plans(company, self.meets(company))
        self.send(f"/interviews/{interview}/agenda/add-must-asks/")
        for text in off_agenda:
            self.lists(company, text)
        self.send(f"/interviews/{interview}/live/people/", name="Jonas Vik", audience="peer")
        return f"/interviews/{interview}/live/"


def number_in(address):
    return int(re.search(r"/(\d+)/$", address)[1])
