"""One company in the middle of its interviews, and what its follow-ups page says."""

from datetime import UTC, datetime, timedelta

from django.urls import reverse

from tests import factories
from tests.interviews.pages import attribute, by_id, dom, find_all, text_of

NOW = datetime(2026, 11, 23, 11, 10, tzinfo=UTC)  # a Monday
HELD = NOW - timedelta(days=5)  # Wednesday 18 November
COMING = NOW + timedelta(days=3)  # Thursday 26 November


class Talks:
    """Ilse answered vaguely in the interview that was held; another is to come."""

    def __init__(self, **company):
        self.company = factories.CompanyFactory(name="Northwind", role="Engineer", **company)
        self.held = self.interview(starts_at=HELD, finished_at=HELD + timedelta(hours=1))
        self.coming = self.interview(starts_at=COMING)
        self.ilse = self.person("Ilse Brandt", audience="hiring manager")
        self.jonas = self.person("Jonas Weil", audience="peer")
        self.on_call = self.question("What does on-call look like?")
        self.vague = self.answer(self.on_call, quality="vague", said="It varies.")

    @property
    def owner(self):
        return self.company.owner

    @property
    def key(self):
        return key_of("vague", self.on_call, self.vague)

    def interview(self, **fields):
        return factories.InterviewFactory(company=self.company, **fields)

    def person(self, name, **fields):
        return factories.PersonFactory(company=self.company, name=name, **fields)

    def question(self, text, **fields):
        return factories.ListedQuestionFactory(company=self.company, text=text, **fields)

    def answer(self, listed, **fields):
        given = {"interview": self.held, "person": self.ilse, "answered_at": HELD, **fields}
        return factories.AnswerFactory(listed_question=listed, **given)

    def note(self, text="Ask for the policy", **fields):
        return factories.FollowUpFactory(company=self.company, text=text, **fields)


def key_of(origin, listed, answer=None):
    return f"{origin}-{listed.pk}-{answer.pk if answer else 0}"


def url(name, company):
    return reverse(f"interviews:follow_up_{name}", args=[company.pk])


def keys(response):
    return [attribute(one, "value") for one in find_all(dom(response), "input", name="item")]


def chosen(response):
    boxes = find_all(dom(response), "input", name="item")
    return [attribute(one, "value") for one in boxes if "checked" in dict(one.attributes)]


def lines(response):
    return [text_of(one) for one in find_all(dom(response), "li", cls="follow-up")]


def line(response, key):
    [found] = [
        one for one in find_all(dom(response), "li", cls="follow-up") if find_all(one, "input", value=key)
    ]
    return text_of(found)


def headings(response):
    return [text_of(one) for one in find_all(dom(response), "h3", cls="follow-up-who")]


def refusal(response):
    return text_of(by_id(dom(response), "follow-up-refusal"))
