"""An interview, its list and its agenda, as the tests of the agenda's page set and read them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests import factories
from tests.interviews.pages import attribute, dom, find_all, messages, text_of

SOON = timedelta(days=3)


def plans(minutes=10):
    """An interview of tomorrow."""
    return factories.InterviewFactory(question_minutes=minutes, starts_at=timezone.now() + timedelta(days=1))


def weighing(value, short="Topic"):
    return factories.WeightFactory(topic__short=short, value=value).topic


def lists(interview, text, topic, minutes=3, **fields):
    return factories.ListedQuestionFactory(
        company=interview.company, text=text, topic=topic, minutes=minutes, **fields
    )


def puts_on(interview, *listed, pinned=()):
    for position, one in enumerate(listed, start=1):
        factories.AgendaItemFactory(
            interview=interview, listed_question=one, position=position, is_pinned=one in pinned
        )


def url(name, interview, *args):
    return reverse(f"interviews:agenda_{name}", args=[interview.pk, *args])


def home_of(interview):
    return reverse("interviews:interview_detail", args=[interview.pk])


def page(client, interview, query=""):
    return client.get(home_of(interview) + query)


def agenda(interview):
    """The questions as the database has them."""
    return [one.text for one in interview.agenda.order_by("agendaitem__position")]


def does(client, name, interview, *args, **fields):
    """The message, and the agenda that it leaves."""
    response = client.post(url(name, interview, *args), fields, follow=True)
    assert response.status_code == 200
    return messages(response), agenda(interview)


def lines(response, heading):
    """Question → what is said beneath it, below `agenda-heading` or `rest-heading`."""
    sections = find_all(dom(response), "section")
    section = next(one for one in sections if attribute(one, "aria-labelledby") == heading)
    return {
        text_of(find_all(line, "bdi")[0]): text_of(find_all(line, "div", cls="small")[0])
        for line in find_all(section, "li", cls="row-line")
    }


def why(client, interview):
    return lines(page(client, interview), "agenda-heading")


def rest(client, interview):
    return lines(page(client, interview), "rest-heading")


def sent_back(response):
    """What the form to undo a proposal would send."""
    forms = [one for one in find_all(dom(response), "form") if "put-back" in (attribute(one, "action") or "")]
    return [
        attribute(one, "value") for one in find_all(forms[0], "input") if attribute(one, "name") == "listed"
    ]
