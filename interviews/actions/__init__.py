"""Steps that write several rows or models. All run inside the request's transaction."""

from interviews.actions.agenda import move_on_agenda, put_on_agenda, take_off_agenda
from interviews.actions.answers import delete_answer, restore_answer, settle_kept_version
from interviews.actions.interviews import (
    add_what_came_up,
    finish_interview,
    reopen_interview,
    save_interview,
    start_clock,
)
from interviews.actions.listed_questions import (
    add_own_question,
    list_question,
    move_listed_question,
    remove_listed_question,
    restore_listed_question,
)
from interviews.actions.settings import add_dealbreaker, check_dealbreaker, ensure_profile, set_weights

__all__ = [
    "add_dealbreaker",
    "add_own_question",
    "add_what_came_up",
    "check_dealbreaker",
    "delete_answer",
    "ensure_profile",
    "finish_interview",
    "list_question",
    "move_listed_question",
    "move_on_agenda",
    "put_on_agenda",
    "remove_listed_question",
    "reopen_interview",
    "restore_answer",
    "restore_listed_question",
    "save_interview",
    "set_weights",
    "settle_kept_version",
    "start_clock",
    "take_off_agenda",
]
