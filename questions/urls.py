from django.urls import path

from questions import import_views, views

app_name = "questions"
urlpatterns = [
    path("", views.question_list, name="question_list"),
    path("add/", views.question_add, name="question_add"),
    path("<int:pk>/", views.question_detail, name="question_detail"),
    path("<int:pk>/edit/", views.question_edit, name="question_edit"),
    path("<int:pk>/make-mine/", views.question_make_mine, name="question_make_mine"),
    path("<int:pk>/archive/", views.question_archive, name="question_archive"),
    path("<int:pk>/restore/", views.question_restore, name="question_restore"),
    path("<int:pk>/delete/", views.question_delete, name="question_delete"),
    path("topics/", views.topic_list, name="topic_list"),
    path("topics/add/", views.topic_add, name="topic_add"),
    path("topics/<int:pk>/edit/", views.topic_edit, name="topic_edit"),
    path("topics/<int:pk>/archive/", views.topic_archive, name="topic_archive"),
    path("topics/<int:pk>/restore/", views.topic_restore, name="topic_restore"),
    path("import/", import_views.import_list, name="import_list"),
    path("import/<int:pk>/", import_views.import_preview, name="import_preview"),
    path("import/<int:pk>/choose/", import_views.import_choose, name="import_choose"),
    path("import/<int:pk>/apply/", import_views.import_apply, name="import_apply"),
    path("import/<int:pk>/undo/", import_views.import_undo, name="import_undo"),
    path("import/<int:pk>/discard/", import_views.import_discard, name="import_discard"),
]
