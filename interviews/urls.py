from django.urls import path, register_converter

from interviews.views import (
    agenda,
    answers,
    calendar,
    capture,
    companies,
    compare,
    follow_ups,
    home,
    interviews,
    invitations,
    list_copying,
    listed_questions,
    offline,
    people,
    research,
    saves,
    search,
    settings,
    sheets,
)


class Direction:
    regex = "up|down"

    def to_python(self, value):
        return value

    to_url = to_python


class Settling(Direction):
    regex = "use|both|discard"


register_converter(Direction, "direction")
register_converter(Settling, "settling")

app_name = "interviews"
urlpatterns = [
    path("", home.home, name="home"),
    path("sw.js", offline.service_worker, name="service_worker"),
    path("offline/", offline.offline, name="offline"),
    path("not-sent/", offline.not_sent, name="not_sent"),
    path("sample/load/", home.sample_load, name="sample_load"),
    path("sample/remove/", home.sample_remove, name="sample_remove"),
    path("theme/", home.theme_set, name="theme_set"),
    path("companies/", companies.company_list, name="company_list"),
    path("companies/add/", companies.company_add, name="company_add"),
    path("companies/<int:pk>/", companies.company_detail, name="company_detail"),
    path("companies/<int:pk>/edit/", companies.company_edit, name="company_edit"),
    path("companies/<int:pk>/archive/", companies.company_archive, name="company_archive"),
    path("companies/<int:pk>/unarchive/", companies.company_unarchive, name="company_unarchive"),
    path("companies/<int:pk>/stage/", companies.company_stage, name="company_stage"),
    path("companies/<int:pk>/duplicate/", companies.company_duplicate, name="company_duplicate"),
    path("companies/<int:pk>/timeline/", companies.company_timeline, name="company_timeline"),
    path(
        "companies/<int:pk>/questions/add/", listed_questions.listed_question_add, name="listed_question_add"
    ),
    path(
        "companies/<int:pk>/questions/take/<int:question_pk>/",
        listed_questions.listed_question_take,
        name="listed_question_take",
    ),
    path(
        "companies/<int:pk>/questions/change/",
        listed_questions.listed_questions_change,
        name="listed_questions_change",
    ),
    path(
        "companies/<int:pk>/questions/restore/",
        listed_questions.listed_questions_restore,
        name="listed_questions_restore",
    ),
    path("companies/<int:pk>/questions/copy/", list_copying.list_copy, name="list_copy"),
    path("companies/<int:pk>/research/", research.claim_list, name="claim_list"),
    path("companies/<int:pk>/research/paste/", research.claim_paste, name="claim_paste"),
    path("companies/<int:pk>/research/add/", research.claim_add, name="claim_add"),
    path("companies/<int:pk>/research/restore/", research.claim_restore, name="claim_restore"),
    path("companies/<int:pk>/people/", people.person_list, name="person_list"),
    path("companies/<int:pk>/people/add/", people.person_add, name="person_add"),
    path("companies/<int:pk>/interviews/", interviews.interview_list, name="interview_list"),
    path("companies/<int:pk>/interviews/add/", interviews.interview_add, name="interview_add"),
    path("companies/<int:pk>/answers/", answers.answer_list, name="answer_list"),
    path("companies/<int:pk>/follow-ups/", follow_ups.follow_up_list, name="follow_up_list"),
    path("companies/<int:pk>/follow-ups/add/", follow_ups.follow_up_add, name="follow_up_add"),
    path("companies/<int:pk>/follow-ups/edit/", follow_ups.follow_up_edit, name="follow_up_edit"),
    path("companies/<int:pk>/follow-ups/choose/", follow_ups.follow_up_choose, name="follow_up_choose"),
    path("companies/<int:pk>/follow-ups/agenda/", follow_ups.follow_up_agenda, name="follow_up_agenda"),
    path("companies/<int:pk>/follow-ups/mail/", follow_ups.follow_up_mail, name="follow_up_mail"),
    path("companies/<int:pk>/follow-ups/reply/", follow_ups.follow_up_reply, name="follow_up_reply"),
    path("companies/<int:pk>/follow-ups/close/", follow_ups.follow_up_close, name="follow_up_close"),
    path("companies/<int:pk>/follow-ups/reopen/", follow_ups.follow_up_reopen, name="follow_up_reopen"),
    path(
        "companies/<int:pk>/dealbreakers/<int:dealbreaker_pk>/",
        answers.dealbreaker_check,
        name="dealbreaker_check",
    ),
    path(
        "listed-questions/<int:pk>/edit/", listed_questions.listed_question_edit, name="listed_question_edit"
    ),
    path(
        "listed-questions/<int:pk>/move/<direction:direction>/",
        listed_questions.listed_question_move,
        name="listed_question_move",
    ),
    path(
        "listed-questions/<int:pk>/place/",
        listed_questions.listed_question_place,
        name="listed_question_place",
    ),
    path(
        "listed-questions/<int:pk>/must-ask/",
        listed_questions.listed_question_must_ask,
        name="listed_question_must_ask",
    ),
    path(
        "listed-questions/<int:pk>/remove/",
        listed_questions.listed_question_remove,
        name="listed_question_remove",
    ),
    path(
        "listed-questions/<int:pk>/restore/",
        listed_questions.listed_question_restore,
        name="listed_question_restore",
    ),
    path("listed-questions/<int:pk>/agreement/", answers.agreement_mark, name="agreement_mark"),
    path("claims/<int:pk>/edit/", research.claim_edit, name="claim_edit"),
    path("claims/<int:pk>/delete/", research.claim_delete, name="claim_delete"),
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("people/<int:pk>/merge/", people.person_merge, name="person_merge"),
    path("people/<int:pk>/settle/", people.person_settle, name="person_settle"),
    path("people/<int:pk>/forget/", people.person_forget, name="person_forget"),
    path("interviews/import/", invitations.invitation_import, name="invitation_import"),
    path("interviews/import/choose/", invitations.invitation_choose, name="invitation_choose"),
    path("interviews/import/keep/", invitations.invitation_keep, name="invitation_keep"),
    path("interviews/import/cancel/", invitations.invitation_cancel, name="invitation_cancel"),
    path("interviews/<int:pk>/calendar/", calendar.interview_calendar, name="interview_calendar"),
    path("calendar/<slug:token>.ics", calendar.calendar_feed, name="calendar_feed"),
    path("interviews/<int:pk>/", interviews.interview_detail, name="interview_detail"),
    path("interviews/<int:pk>/edit/", interviews.interview_edit, name="interview_edit"),
    path("interviews/<int:pk>/sheet/", sheets.interview_sheet, name="interview_sheet"),
    path("interviews/<int:pk>/finish/", interviews.interview_finish, name="interview_finish"),
    path("interviews/<int:pk>/reopen/", interviews.interview_reopen, name="interview_reopen"),
    path("interviews/<int:pk>/agenda/add/<int:listed_question_pk>/", agenda.agenda_add, name="agenda_add"),
    path(
        "interviews/<int:pk>/agenda/add-must-asks/",
        agenda.agenda_add_must_asks,
        name="agenda_add_must_asks",
    ),
    path(
        "interviews/<int:pk>/agenda/remove/<int:listed_question_pk>/",
        agenda.agenda_remove,
        name="agenda_remove",
    ),
    path(
        "interviews/<int:pk>/agenda/move/<int:listed_question_pk>/<direction:direction>/",
        agenda.agenda_move,
        name="agenda_move",
    ),
    path("interviews/<int:pk>/agenda/propose/", agenda.agenda_propose, name="agenda_propose"),
    path("interviews/<int:pk>/agenda/put-back/", agenda.agenda_put_back, name="agenda_put_back"),
    path("interviews/<int:pk>/agenda/swap/<int:listed_question_pk>/", agenda.agenda_swap, name="agenda_swap"),
    path("interviews/<int:pk>/agenda/pin/<int:listed_question_pk>/", agenda.agenda_pin, name="agenda_pin"),
    path("interviews/<int:pk>/cancel/", interviews.interview_cancel, name="interview_cancel"),
    path("interviews/<int:pk>/uncancel/", interviews.interview_uncancel, name="interview_uncancel"),
    path("interviews/<int:pk>/live/", capture.capture_live, name="capture"),
    path("interviews/<int:pk>/live/start/", capture.capture_start, name="capture_start"),
    path("interviews/<int:pk>/live/save/", capture.capture_form_save, name="capture_form_save"),
    path("interviews/<int:pk>/live/add/", capture.capture_add, name="capture_add"),
    path("interviews/<int:pk>/live/newer/", saves.capture_newer, name="capture_newer"),
    path("interviews/<int:pk>/live/people/", capture.capture_person, name="capture_person"),
    path("answers/save/", saves.answer_save, name="answer_save"),
    path("answers/<int:pk>/", answers.answer_detail, name="answer_detail"),
    path("answers/<int:pk>/delete/", answers.answer_delete, name="answer_delete"),
    path("answers/<int:pk>/restore/", answers.answer_restore, name="answer_restore"),
    path(
        "answers/<int:pk>/versions/<int:version_pk>/restore/",
        answers.version_restore,
        name="version_restore",
    ),
    path(
        "answers/<int:pk>/versions/<int:version_pk>/<settling:choice>/",
        answers.kept_version_settle,
        name="kept_version_settle",
    ),
    path("search/", search.search, name="search"),
    path("interviews/<int:pk>/type-up/", capture.capture_type_up, name="capture_type_up"),
    path("compare/", compare.compare, name="compare"),
    path("compare/weights/", compare.weights_change, name="weights_change"),
    path("settings/", settings.profile_edit, name="profile_edit"),
    path("settings/calendar/", calendar.calendar_settings, name="calendar_settings"),
    path("settings/calendar/open/", calendar.calendar_feed_open, name="calendar_feed_open"),
    path("settings/calendar/close/", calendar.calendar_feed_close, name="calendar_feed_close"),
    path("settings/time-zone/", settings.time_zone_set, name="time_zone_set"),
    path("settings/topics/", settings.topic_weights, name="topic_weights"),
    path("settings/dealbreakers/", settings.dealbreaker_list, name="dealbreaker_list"),
    path("settings/dealbreakers/<int:pk>/delete/", settings.dealbreaker_delete, name="dealbreaker_delete"),
]
