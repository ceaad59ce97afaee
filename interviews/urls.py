from django.urls import path, register_converter

from interviews.views import (
    answers,
    capture,
    companies,
    compare,
    home,
    interviews,
    listed_questions,
    people,
    settings,
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
    path("sample/load/", home.sample_load, name="sample_load"),
    path("sample/remove/", home.sample_remove, name="sample_remove"),
    path("theme/", home.theme_set, name="theme_set"),
    path("companies/", companies.company_list, name="company_list"),
    path("companies/add/", companies.company_add, name="company_add"),
    path("companies/<int:pk>/", companies.company_detail, name="company_detail"),
    path("companies/<int:pk>/edit/", companies.company_edit, name="company_edit"),
    path("companies/<int:pk>/archive/", companies.company_archive, name="company_archive"),
    path("companies/<int:pk>/unarchive/", companies.company_unarchive, name="company_unarchive"),
    path(
        "companies/<int:pk>/questions/add/", listed_questions.listed_question_add, name="listed_question_add"
    ),
    path(
        "companies/<int:pk>/questions/take/<int:question_pk>/",
        listed_questions.listed_question_take,
        name="listed_question_take",
    ),
    path("companies/<int:pk>/people/", people.person_list, name="person_list"),
    path("companies/<int:pk>/people/add/", people.person_add, name="person_add"),
    path("companies/<int:pk>/interviews/", interviews.interview_list, name="interview_list"),
    path("companies/<int:pk>/interviews/add/", interviews.interview_add, name="interview_add"),
    path("companies/<int:pk>/answers/", answers.answer_list, name="answer_list"),
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
    path("people/<int:pk>/edit/", people.person_edit, name="person_edit"),
    path("interviews/<int:pk>/", interviews.interview_detail, name="interview_detail"),
    path("interviews/<int:pk>/edit/", interviews.interview_edit, name="interview_edit"),
    path("interviews/<int:pk>/finish/", interviews.interview_finish, name="interview_finish"),
    path("interviews/<int:pk>/reopen/", interviews.interview_reopen, name="interview_reopen"),
    path(
        "interviews/<int:pk>/agenda/add/<int:listed_question_pk>/", interviews.agenda_add, name="agenda_add"
    ),
    path(
        "interviews/<int:pk>/agenda/add-must-asks/",
        interviews.agenda_add_must_asks,
        name="agenda_add_must_asks",
    ),
    path(
        "interviews/<int:pk>/agenda/remove/<int:listed_question_pk>/",
        interviews.agenda_remove,
        name="agenda_remove",
    ),
    path(
        "interviews/<int:pk>/agenda/move/<int:listed_question_pk>/<direction:direction>/",
        interviews.agenda_move,
        name="agenda_move",
    ),
    path("interviews/<int:pk>/live/", capture.capture_live, name="capture"),
    path("interviews/<int:pk>/live/start/", capture.capture_start, name="capture_start"),
    path("interviews/<int:pk>/live/save/", capture.capture_form_save, name="capture_form_save"),
    path("interviews/<int:pk>/live/add/", capture.capture_add, name="capture_add"),
    path("answers/save/", capture.answer_save, name="answer_save"),
    path("answers/<int:pk>/", answers.answer_detail, name="answer_detail"),
    path("answers/<int:pk>/delete/", answers.answer_delete, name="answer_delete"),
    path("answers/<int:pk>/restore/", answers.answer_restore, name="answer_restore"),
    path(
        "answers/<int:pk>/versions/<int:version_pk>/<settling:choice>/",
        answers.kept_version_settle,
        name="kept_version_settle",
    ),
    path("compare/", compare.compare, name="compare"),
    path("compare/weights/", compare.weights_change, name="weights_change"),
    path("settings/", settings.profile_edit, name="profile_edit"),
    path("settings/topics/", settings.topic_weights, name="topic_weights"),
    path("settings/dealbreakers/", settings.dealbreaker_list, name="dealbreaker_list"),
    path("settings/dealbreakers/<int:pk>/delete/", settings.dealbreaker_delete, name="dealbreaker_delete"),
]
