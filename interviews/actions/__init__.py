"""Steps that write several rows or models. All run inside the request's transaction."""

from interviews.actions.agenda import (
    move_on_agenda,
    pin_on_agenda,
    put_on_agenda,
    set_agenda,
    swap_on_agenda,
    take_off_agenda,
)
from interviews.actions.answers import delete_answer, restore_answer, restore_version, settle_kept_version
from interviews.actions.companies import add_company, change_stage, duplicate_company, save_company
from interviews.actions.dealbreakers import (
    add_dealbreaker,
    check_dealbreaker,
    delete_dealbreaker,
    restore_dealbreaker,
    signed_dealbreaker,
)
from interviews.actions.decisions import (
    choose_company,
    decide_one_at_a_time,
    note_outcome,
    set_first_day,
    take_back_decision,
)
from interviews.actions.follow_ups import (
    Reply,
    close_follow_ups,
    follow_up_row,
    list_notes,
    log_replies,
    reopen_follow_ups,
)
from interviews.actions.forgetting import forget_person
from interviews.actions.interviews import (
    add_what_came_up,
    cancel_by_invitation,
    finish_interview,
    meet,
    reopen_interview,
    save_interview,
    start_clock,
    take_invitation,
)
from interviews.actions.listed_questions import (
    add_own_question,
    as_in_library,
    change_listed_questions,
    copy_questions,
    list_question,
    move_listed_question,
    place_listed_question,
    remove_listed_question,
    restore_listed_question,
    restore_listed_questions,
)
from interviews.actions.offers import (
    check_promise,
    delete_offer,
    follow_up_promise,
    restore_offer,
    save_offer,
    signed_offer,
)
from interviews.actions.people import merge_people
from interviews.actions.research import delete_claim, restore_claim, save_claim, signed_claim
from interviews.actions.settings import ensure_profile
from interviews.actions.shares import revoke_share, share_comparison
from interviews.actions.signals import delete_signal, restore_signal, signed_signal
from interviews.actions.weights import set_weights

__all__ = [
    "Reply",
    "add_company",
    "add_dealbreaker",
    "add_own_question",
    "add_what_came_up",
    "as_in_library",
    "cancel_by_invitation",
    "change_listed_questions",
    "change_stage",
    "check_dealbreaker",
    "check_promise",
    "choose_company",
    "close_follow_ups",
    "copy_questions",
    "decide_one_at_a_time",
    "delete_answer",
    "delete_claim",
    "delete_dealbreaker",
    "delete_offer",
    "delete_signal",
    "duplicate_company",
    "ensure_profile",
    "finish_interview",
    "follow_up_promise",
    "follow_up_row",
    "forget_person",
    "list_notes",
    "list_question",
    "log_replies",
    "meet",
    "merge_people",
    "move_listed_question",
    "move_on_agenda",
    "note_outcome",
    "pin_on_agenda",
    "place_listed_question",
    "put_on_agenda",
    "remove_listed_question",
    "reopen_follow_ups",
    "reopen_interview",
    "restore_answer",
    "restore_claim",
    "restore_dealbreaker",
    "restore_listed_question",
    "restore_listed_questions",
    "restore_offer",
    "restore_signal",
    "restore_version",
    "revoke_share",
    "save_claim",
    "save_company",
    "save_interview",
    "save_offer",
    "set_agenda",
    "set_first_day",
    "set_weights",
    "settle_kept_version",
    "share_comparison",
    "signed_claim",
    "signed_dealbreaker",
    "signed_offer",
    "signed_signal",
    "start_clock",
    "swap_on_agenda",
    "take_back_decision",
    "take_invitation",
    "take_off_agenda",
]
