"""Saves of answers as the script in the browser sends them."""

import json
from uuid import uuid4

from django.urls import reverse

from interviews.models import Answer, AnswerRevision, Profile
from tests import factories

ADDRESS = "/answers/save/"


class Tab:
    """One browser tab at one question: it knows the revision that it was last told."""

    def __init__(self, client, question, interview=None, person=None):
        self.client = client
        self.place = {
            "listed_question": question.pk,
            "interview": interview and interview.pk,
            "person": person and person.pk,
        }
        self.client_id = str(uuid4())
        self.key = Profile.objects.get(owner=question.owner_id).device_key
        self.base = 0

    def body(self, said="", **fields):
        return {
            "op": str(uuid4()),
            "base": self.base,
            "client_id": self.client_id,
            **self.place,
            "said": said,
            **fields,
        }

    def save(self, said="", **fields):
        """Sends one save, and believes the reply as the script does."""
        response = self.send(self.body(said, **fields))
        if response.status_code == 200:
            self.base = response.json()["revision"]
            self.client_id = response.json()["client_id"]
        return response

    def send(self, body, **headers):
        text = body if isinstance(body, str | bytes) else as_the_browser_writes_it(body)
        headers = {"X-Device-Key": self.key, **headers}
        return self.client.post(ADDRESS, text, content_type="application/json", headers=headers)


def as_the_browser_writes_it(body):
    """UTF-8, and half a character as its escape."""
    try:
        return json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(body)


def conversation(**fields):
    """An interview with one person and one question on its agenda."""
    interview = factories.InterviewFactory(**fields)
    person = factories.InterviewPersonFactory(interview=interview).person
    question = factories.AgendaItemFactory(interview=interview).listed_question
    return interview, question, person


def tab_at(client, conversation):
    interview, question, person = conversation
    return Tab(client, question, interview, person)


def form_address(interview):
    return reverse("interviews:capture_form_save", args=[interview.pk])


def only_answer():
    return Answer.objects.get()


def history():
    return list(AnswerRevision.objects.order_by("pk").values_list("revision", "said", "kept_beside"))
