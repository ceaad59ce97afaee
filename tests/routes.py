"""Every route of the app: what it names, how it is asked, and a body that it takes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.urls import reverse

from interviews.models.answer import RECORDED_FIELDS

READ, WRITE, BOTH = frozenset({"GET"}), frozenset({"POST"}), frozenset({"GET", "POST"})


def nothing(world) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Route:
    """`objects` maps an argument of the address to the row of the world that it names."""

    name: str
    methods: frozenset[str] = READ
    objects: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    body: Callable[[Any], dict[str, Any]] = nothing
    query: Callable[[Any], dict[str, Any]] = nothing
    is_public: bool = False
    is_json: bool = False

    def address(self, world, **other) -> str:
        """`other` takes an argument's row from another world."""
        named = {name: getattr(other.get(name, world), row).pk for name, row in self.objects.items()}
        return reverse(self.name, kwargs={**named, **self.words})

    def send(self, client, method, address, body=None, profile=None):
        if not self.is_json:
            return client.generic(method, address) if body is None else client.post(address, body)
        headers = {"X-Device-Key": profile.device_key} if profile else {}
        return client.generic(method, address, json.dumps(body), "application/json", headers=headers)


def company_body(world):
    return {"name": "Other", "role": "Other role", "stage": "offer"}


def person_body(world):
    return {"name": "Other", "audience": "peer"}


def listed_question_body(world):
    return {"text": "Other?", "topic": world.topic.pk, "minutes": 3}


def question_body(world):
    return {
        "text": "Other?",
        "topic": world.topic.pk,
        "timing": "interviews",
        "minutes": 3,
        "language": "en",
    }


def interview_body(world):
    return {
        "kind": "panel",
        "starts_at": "2026-12-01T10:00",
        "time_zone": "UTC",
        "minutes": 60,
        "question_minutes": 15,
        "channel": "video",
        "people": [world.person.pk],
    }


def check_body(world):
    return {"verdict": "clear", "answer": world.answer.pk}


def save_body(world):
    texts = dict.fromkeys(RECORDED_FIELDS, "")
    return {
        **texts,
        "said": "Other words",
        "op": str(uuid4()),
        "base": 1,
        "client_id": str(world.answer.client_id),
        "listed_question": world.listed_question.pk,
        "interview": world.interview.pk,
        "person": world.person.pk,
    }


def weights_body(world):
    return {f"weight-{world.topic.pk}": 1}


def import_body(world):
    return {"shown": ["1"], "on": ["1"], "heading": ["Pay"], "topic": [world.topic.pk]}


def asked_body(world):
    return {"question": world.listed_question.pk, "person": world.person.pk}


def compared(world):
    return {"company": world.company.pk}


COMPANY = {"pk": "company"}
QUESTION = {"pk": "question"}
TOPIC = {"pk": "topic"}
IMPORTED = {"pk": "imported"}
LISTED = {"pk": "listed_question"}
REMOVED = {"pk": "removed_question"}
INTERVIEW = {"pk": "interview"}
ON_AGENDA = {"pk": "interview", "listed_question_pk": "listed_question"}
UP = {"direction": "up"}

ROUTES = [
    Route("healthz", is_public=True),
    Route("readyz", is_public=True),
    Route(
        "questions:question_list",
        query=lambda world: {"topic": world.topic.pk, "source": world.source.pk, "q": "what"},
    ),
    Route("questions:question_detail", objects=QUESTION),
    Route("questions:question_add", BOTH, body=question_body),
    Route("questions:question_edit", BOTH, QUESTION, body=question_body),
    Route("questions:question_make_mine", WRITE, QUESTION),
    Route("questions:question_archive", WRITE, QUESTION),
    Route("questions:question_restore", WRITE, {"pk": "deleted_question"}),
    Route("questions:question_delete", WRITE, QUESTION),
    Route("questions:topic_list"),
    Route("questions:topic_add", BOTH, body=lambda world: {"name": "Other"}),
    Route("questions:topic_edit", BOTH, TOPIC, body=lambda world: {"name": "Other"}),
    Route("questions:topic_archive", WRITE, TOPIC),
    Route("questions:topic_restore", WRITE, {"pk": "archived_topic"}),
    Route("questions:import_list", BOTH, body=lambda world: {"text": "- Who else decides?"}),
    Route("questions:import_preview", objects=IMPORTED),
    Route("questions:import_choose", WRITE, IMPORTED, body=import_body),
    Route("questions:import_apply", WRITE, IMPORTED, body=import_body),
    Route("questions:import_undo", WRITE, IMPORTED),
    Route("questions:import_discard", WRITE, IMPORTED),
    Route("interviews:home"),
    Route("interviews:sample_load", WRITE),
    Route("interviews:sample_remove", WRITE),
    Route("interviews:theme_set", WRITE, body=lambda world: {"theme": "dark"}),
    Route("interviews:company_list"),
    Route("interviews:company_add", BOTH, body=company_body),
    Route(
        "interviews:company_detail",
        objects=COMPANY,
        query=lambda world: {"removed": world.removed_question.pk},
    ),
    Route("interviews:company_edit", BOTH, COMPANY, body=company_body),
    Route("interviews:company_archive", WRITE, COMPANY),
    Route("interviews:company_unarchive", WRITE, COMPANY),
    Route("interviews:listed_question_add", BOTH, COMPANY, body=listed_question_body),
    Route("interviews:listed_question_take", WRITE, {**COMPANY, "question_pk": "question"}),
    Route("interviews:person_list", objects=COMPANY),
    Route("interviews:person_add", BOTH, COMPANY, body=person_body),
    Route("interviews:interview_list", objects=COMPANY),
    Route("interviews:interview_add", BOTH, COMPANY, body=interview_body),
    Route("interviews:answer_list", objects=COMPANY),
    Route(
        "interviews:dealbreaker_check", BOTH, {**COMPANY, "dealbreaker_pk": "dealbreaker"}, body=check_body
    ),
    Route("interviews:listed_question_edit", BOTH, LISTED, body=listed_question_body),
    Route("interviews:listed_question_move", WRITE, LISTED, UP),
    Route("interviews:listed_question_must_ask", WRITE, LISTED),
    Route("interviews:listed_question_remove", WRITE, LISTED),
    Route("interviews:listed_question_restore", WRITE, REMOVED),
    Route("interviews:agreement_mark", WRITE, LISTED, body=lambda world: {"agreement": "differs"}),
    Route("interviews:person_edit", BOTH, {"pk": "person"}, body=person_body),
    Route("interviews:interview_detail", objects=INTERVIEW),
    Route("interviews:interview_edit", BOTH, INTERVIEW, body=interview_body),
    Route("interviews:interview_finish", BOTH, INTERVIEW, body=lambda world: {"impression": 2}),
    Route("interviews:interview_reopen", WRITE, INTERVIEW),
    Route("interviews:agenda_add", WRITE, ON_AGENDA),
    Route("interviews:agenda_add_must_asks", WRITE, INTERVIEW),
    Route("interviews:agenda_remove", WRITE, ON_AGENDA),
    Route("interviews:agenda_move", WRITE, ON_AGENDA, UP),
    Route("interviews:capture", objects=INTERVIEW, query=asked_body),
    Route("interviews:capture_start", WRITE, INTERVIEW, body=asked_body),
    Route("interviews:capture_form_save", WRITE, INTERVIEW, body=save_body),
    Route("interviews:capture_add", WRITE, INTERVIEW, body=lambda world: {"text": "Other?"}),
    Route("interviews:answer_save", WRITE, body=save_body, is_json=True),
    Route("interviews:answer_detail", objects={"pk": "answer"}),
    Route("interviews:answer_delete", WRITE, {"pk": "answer"}),
    Route("interviews:answer_restore", WRITE, {"pk": "deleted_answer"}),
    Route(
        "interviews:kept_version_settle",
        WRITE,
        {"pk": "answer", "version_pk": "kept_version"},
        {"choice": "use"},
    ),
    Route("interviews:compare", query=compared),
    Route("interviews:weights_change", WRITE, body=weights_body, query=compared),
    Route("interviews:profile_edit", BOTH, body=lambda world: {"time_zone": "UTC", "paper_size": "A4"}),
    Route("interviews:topic_weights", BOTH, body=weights_body),
    Route("interviews:dealbreaker_list", BOTH, body=lambda world: {"text": "Other", "topic": world.topic.pk}),
    Route("interviews:dealbreaker_delete", WRITE, {"pk": "dealbreaker"}),
]

# allauth's: open to everybody, or about whoever is signed in and nobody else.
PUBLIC_ACCOUNT_ROUTES = {
    "account_login": {},
    "account_logout": {},
    "account_inactive": {},
    "account_signup": {},
    "account_email_verification_sent": {},
    "account_reset_password": {},
    "account_reset_password_done": {},
    "account_reset_password_from_key": {"uidb36": "1", "key": "set-password"},
    "account_reset_password_from_key_done": {},
    "account_confirm_login_code": {},
    "account_confirm_email": {"key": "nothing"},
}
OWN_ACCOUNT_ROUTES = (
    "account_email",
    "account_change_password",
    "account_set_password",
    "account_reauthenticate",
)
