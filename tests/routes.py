"""Every route of the app: what it names, how it is asked, and a body that it takes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from interviews.actions import signed_claim, signed_dealbreaker, signed_offer, signed_signal
from interviews.calendar import read
from interviews.forms import signed
from interviews.invitations import Brought
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
        headers = self.headers(profile) if profile else {}
        return client.generic(method, address, json.dumps(body), "application/json", headers=headers)

    def headers(self, profile) -> dict[str, str]:
        """With which a script says for whom it asks."""
        return {"X-Device-Key": profile.device_key} if self.is_json else {}


def company_body(world):
    return {"name": "Other", "role": "Other role", "stage": "offer"}


def person_body(world):
    return {"name": "Other", "audience": "peer"}


def merge_body(world):
    return {"other": world.other_person.pk}


def forget_body(world):
    return {"spellings": [world.person.name]}


def listed_question_body(world):
    return {"text": "Other?", "topic": world.topic.pk, "minutes": 3}


def place_body(world):
    return {"before": world.listed_question.pk}


def change_body(world):
    return {"pick": [world.listed_question.pk], "change": "file", "topic": world.topic.pk}


def removed_body(world):
    return {"pick": [world.removed_question.pk]}


def copy_body(world):
    return {"from": world.company.pk, "pick": [world.listed_question.pk]}


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


def invitation_body(world, *lines):
    return {
        "text": "\n".join(
            [
                *("BEGIN:VCALENDAR", "VERSION:2.0", "BEGIN:VEVENT", "SUMMARY:Other"),
                *("DTSTART:20261201T100000Z", *(lines or ["UID:other"]), "END:VEVENT", "END:VCALENDAR"),
            ]
        )
    }


def signed_invitation_body(world, *lines):
    """The world's own interview, a version later, at the world's own company."""
    uid = f"UID:{world.interview.ics_uid or 'other'}"
    [found] = read(invitation_body(world, uid, "SEQUENCE:5", *lines)["text"], now=timezone.now())
    return {
        **interview_body(world),
        "company": world.company.pk,
        "new_people": "Other",
        "invitation": signed(Brought.of(found), world.profile.owner),
    }


def signed_cancellation_body(world):
    return signed_invitation_body(world, "STATUS:CANCELLED")


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


def signal_body(world):
    return {"kind": "silent", "text": "Other", "noted_on": "2026-11-03", "flag": "red flag"}


def kept_signal_body(world):
    return {"kept": signed_signal(world.signal, by=world.signal.owner)}


def offer_body(world):
    pay = {"kind": "salary", "amount": "72.000", "currency": "EUR", "period": "year", "words": "Other"}
    return {
        "dated_on": "2026-03-02",
        "terms": "Other",
        "to_offer_stage": "on",
        "pay-TOTAL_FORMS": 1,
        "pay-INITIAL_FORMS": 0,
        **{f"pay-0-{name}": value for name, value in pay.items()},
    }


def kept_offer_body(world):
    return {"kept": signed_offer(world.offer, by=world.offer.owner)}


def promise_body(world):
    return {"status": "differs", "note": "Other"}


def kept_dealbreaker_body(world):
    return {"kept": signed_dealbreaker(world.dealbreaker, by=world.dealbreaker.owner)}


def claim_body(world):
    return {
        "text": "Other",
        "kind": "news",
        "seen_on": "2026-11-01",
        "listed_question": world.listed_question.pk,
    }


def kept_body(world):
    return {"kept": signed_claim(world.claim, by=world.claim.owner)}


def looked_up(world):
    return {"question": world.listed_question.pk, "look_up": world.question.pk}


def weights_body(world):
    return {f"weight-{world.topic.pk}": 1}


def import_body(world):
    return {"shown": ["1"], "on": ["1"], "heading": ["Pay"], "topic": [world.topic.pk]}


def asked_body(world):
    return {"question": world.listed_question.pk, "person": world.person.pk}


def searched(world):
    return {"q": "quill", "company": world.company.pk}


def compared(world):
    return {"company": world.company.pk}


def range_body(world):
    return {"interview": world.interview.pk, "pick": [world.listed_question.pk]}


def share_body(world):
    return {"companies": [world.company.pk], "period": "1 day", "with_answers": "on", "with_offers": "on"}


def follow_up_key(world):
    """Open where somebody else was named in the answer, as marked texts do."""
    return f"refer-{world.listed_question.pk}-{world.answer.pk}"


def follow_up_body(world):
    return {"item": follow_up_key(world)}


def follow_up_edit_body(world):
    return {**follow_up_body(world), "ask": f"person-{world.person.pk}", "due_on": "2026-12-01"}


def reply_body(world):
    key = follow_up_key(world)
    return {"item": key, "person": world.person.pk, "answered_on": "2026-11-23", f"said-{key}": "Other words"}


def decide_body(world):
    return {
        "company": world.company.pk,
        "reason": "Other",
        "override": "Other",
        "seen": world.decision.pk,
        "instead": "on",
    }


def outcome_body(world):
    return {"days": 30, "verdict": "partly", "note": "Other"}


COMPANY = {"pk": "company"}
DECISION = {"pk": "decision"}
OFFER = {"pk": "offer"}
PROMISE = {"pk": "offer", "answer_pk": "answer"}
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
        query=lambda world: {"removed": world.removed_question.pk, "copied": world.listed_question.pk},
    ),
    Route("interviews:company_edit", BOTH, COMPANY, body=company_body),
    Route("interviews:company_archive", WRITE, COMPANY),
    Route("interviews:company_unarchive", WRITE, COMPANY),
    Route("interviews:company_stage", WRITE, COMPANY, body=lambda world: {"stage": "offer"}),
    Route(
        "interviews:company_duplicate", BOTH, COMPANY, body=lambda world: {"role": "Other", "people": "on"}
    ),
    Route("interviews:company_timeline", objects=COMPANY),
    Route(
        "interviews:listed_question_add",
        BOTH,
        COMPANY,
        body=listed_question_body,
        query=lambda world: {"claim": world.claim.pk},
    ),
    Route("interviews:listed_question_take", WRITE, {**COMPANY, "question_pk": "question"}),
    Route("interviews:signal_add", BOTH, COMPANY, body=signal_body),
    Route("interviews:signal_change", BOTH, {"pk": "signal"}, body=signal_body),
    Route("interviews:signal_delete", WRITE, {"pk": "signal"}),
    Route("interviews:signal_restore", WRITE, COMPANY, body=kept_signal_body),
    Route("interviews:offer_list", objects=COMPANY, query=lambda world: {"offer": world.offer.pk}),
    Route("interviews:offer_add", BOTH, COMPANY, body=offer_body),
    Route("interviews:offer_change", BOTH, OFFER, body=offer_body),
    Route("interviews:offer_delete", WRITE, OFFER),
    Route("interviews:offer_restore", WRITE, COMPANY, body=kept_offer_body),
    Route(
        "interviews:offers_compare",
        query=lambda world: {"company": world.company.pk, "offer": world.offer.pk},
    ),
    Route("interviews:promise_check", WRITE, PROMISE, body=promise_body),
    Route("interviews:promise_follow_up", WRITE, PROMISE),
    Route("interviews:claim_list", objects=COMPANY),
    Route("interviews:claim_paste", WRITE, COMPANY, body=lambda world: {"pasted": "Other words"}),
    Route("interviews:claim_add", BOTH, COMPANY, body=claim_body, query=looked_up),
    Route("interviews:claim_edit", BOTH, {"pk": "claim"}, body=claim_body),
    Route("interviews:claim_delete", WRITE, {"pk": "claim"}),
    Route("interviews:claim_restore", WRITE, COMPANY, body=kept_body),
    Route("interviews:person_list", objects=COMPANY),
    Route("interviews:person_add", BOTH, COMPANY, body=person_body),
    Route("interviews:interview_list", objects=COMPANY),
    Route("interviews:interview_add", BOTH, COMPANY, body=interview_body),
    Route("interviews:answer_list", objects=COMPANY),
    Route("interviews:follow_up_list", objects=COMPANY, query=lambda world: {"closed": world.follow_up.pk}),
    Route("interviews:follow_up_add", BOTH, COMPANY, body=lambda world: {"text": "Other"}),
    Route("interviews:follow_up_edit", BOTH, COMPANY, body=follow_up_edit_body, query=follow_up_body),
    Route("interviews:follow_up_choose", WRITE, COMPANY, body=follow_up_body),
    Route(
        "interviews:follow_up_agenda",
        WRITE,
        COMPANY,
        body=lambda world: {**follow_up_body(world), "interview": world.interview.pk},
    ),
    Route("interviews:follow_up_mail", objects=COMPANY, query=follow_up_body),
    Route("interviews:follow_up_reply", BOTH, COMPANY, body=reply_body, query=follow_up_body),
    Route("interviews:follow_up_close", WRITE, COMPANY, body=follow_up_body),
    Route("interviews:follow_up_reopen", WRITE, COMPANY, body=lambda world: {"closed": world.follow_up.pk}),
    Route(
        "interviews:dealbreaker_check", BOTH, {**COMPANY, "dealbreaker_pk": "dealbreaker"}, body=check_body
    ),
    Route("interviews:listed_question_edit", BOTH, LISTED, body=listed_question_body),
    Route("interviews:listed_question_move", WRITE, LISTED, UP),
    Route("interviews:listed_question_place", WRITE, LISTED, body=place_body),
    Route("interviews:listed_question_must_ask", WRITE, LISTED),
    Route("interviews:listed_question_remove", WRITE, LISTED),
    Route("interviews:listed_question_restore", WRITE, REMOVED),
    Route("interviews:listed_questions_change", WRITE, COMPANY, body=change_body),
    Route("interviews:listed_questions_restore", WRITE, COMPANY, body=removed_body),
    Route("interviews:list_copy", BOTH, COMPANY, body=copy_body, query=copy_body),
    Route("interviews:agreement_mark", WRITE, LISTED, body=lambda world: {"agreement": "differs"}),
    Route("interviews:person_edit", BOTH, {"pk": "person"}, body=person_body),
    Route("interviews:person_merge", BOTH, {"pk": "person"}, body=merge_body, query=merge_body),
    Route("interviews:person_settle", objects={"pk": "person"}),
    Route("interviews:person_forget", BOTH, {"pk": "person"}, body=forget_body),
    Route("interviews:interview_detail", objects=INTERVIEW),
    Route(
        "interviews:interview_sheet",
        objects=INTERVIEW,
        query=lambda world: {"paper": "Letter", "neutral": "1"},
    ),
    Route("interviews:interview_edit", BOTH, INTERVIEW, body=interview_body),
    Route("interviews:interview_finish", BOTH, INTERVIEW, body=lambda world: {"impression": 2}),
    Route("interviews:interview_reopen", WRITE, INTERVIEW),
    Route("interviews:agenda_add", WRITE, ON_AGENDA),
    Route("interviews:agenda_add_must_asks", WRITE, INTERVIEW),
    Route("interviews:agenda_remove", WRITE, ON_AGENDA),
    Route("interviews:agenda_move", WRITE, ON_AGENDA, UP),
    Route("interviews:agenda_pin", WRITE, ON_AGENDA),
    Route("interviews:agenda_propose", WRITE, INTERVIEW),
    Route(
        "interviews:agenda_put_back",
        WRITE,
        INTERVIEW,
        body=lambda world: {"listed": world.listed_question.pk},
    ),
    Route("interviews:agenda_swap", WRITE, ON_AGENDA),
    Route("interviews:invitation_import", BOTH, body=invitation_body),
    Route("interviews:invitation_choose", WRITE, body=signed_invitation_body),
    Route("interviews:invitation_keep", WRITE, body=signed_invitation_body),
    Route("interviews:invitation_cancel", WRITE, body=signed_cancellation_body),
    Route("interviews:interview_calendar", objects=INTERVIEW),
    Route("interviews:calendar_settings", BOTH, body=lambda world: {"feed_is_neutral": "on"}),
    Route("interviews:calendar_feed_open", WRITE),
    Route("interviews:calendar_feed_close", WRITE),
    Route("interviews:interview_cancel", WRITE, INTERVIEW),
    Route("interviews:interview_uncancel", WRITE, INTERVIEW),
    Route("interviews:capture", objects=INTERVIEW, query=asked_body),
    Route("interviews:capture_start", WRITE, INTERVIEW, body=asked_body),
    Route("interviews:capture_form_save", WRITE, INTERVIEW, body=save_body),
    Route("interviews:capture_add", WRITE, INTERVIEW, body=lambda world: {"text": "Other?"}),
    Route("interviews:capture_newer", objects=INTERVIEW, is_json=True),
    Route("interviews:capture_person", BOTH, INTERVIEW, body=person_body, query=asked_body),
    Route("interviews:capture_type_up", objects=INTERVIEW, query=asked_body),
    Route("interviews:search", query=searched),
    Route("interviews:version_restore", WRITE, {"pk": "answer", "version_pk": "kept_version"}),
    Route("interviews:service_worker", is_public=True),
    Route("interviews:offline", is_public=True),
    Route("interviews:not_sent"),
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
    Route("interviews:compare_export", query=compared),
    Route("interviews:share_list"),
    Route("interviews:share_add", BOTH, body=share_body, query=compared),
    Route("interviews:share_revoke", WRITE, {"pk": "share"}),
    Route("interviews:weights_change", WRITE, body=weights_body, query=compared),
    Route("interviews:weigh", BOTH, body=weights_body),
    Route("interviews:evidence", objects={**COMPANY, "topic_pk": "topic"}, query=compared),
    Route("interviews:company_range", objects=COMPANY, query=compared),
    Route("interviews:range_agenda", WRITE, COMPANY, body=range_body, query=compared),
    Route("interviews:decide", BOTH, body=decide_body, query=compared),
    Route("interviews:decision_list"),
    Route("interviews:decision_detail", objects=DECISION),
    Route("interviews:decision_first_day", WRITE, DECISION, body=lambda world: {"starts_on": "2026-12-01"}),
    Route(
        "interviews:decision_take_back", WRITE, DECISION, body=lambda world: {"undecline": world.company.pk}
    ),
    Route("interviews:outcome_list", objects=DECISION, query=lambda world: {"days": 30}),
    Route("interviews:outcome_save", WRITE, {**DECISION, "answer_pk": "answer"}, body=outcome_body),
    Route("interviews:profile_edit", BOTH, body=lambda world: {"time_zone": "UTC", "paper_size": "A4"}),
    Route("interviews:time_zone_set", WRITE, body=lambda world: {"time_zone": "Asia/Tokyo"}),
    Route("interviews:topic_weights", BOTH, body=weights_body),
    Route("interviews:dealbreaker_list", BOTH, body=lambda world: {"text": "Other", "topic": world.topic.pk}),
    Route("interviews:dealbreaker_delete", WRITE, {"pk": "dealbreaker"}),
    Route("interviews:dealbreaker_restore", WRITE, body=kept_dealbreaker_body),
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

# Open to whoever knows a secret address; tests/interviews/test_calendar_feed.py and test_shared.py ask them
# as strangers.
SECRET_ROUTES = ["interviews:calendar_feed", "interviews:shared"]
