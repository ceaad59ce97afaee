from django.urls import path

from questions import views

app_name = "questions"
urlpatterns = [
    path("", views.question_list, name="question_list"),
    path("<int:pk>/", views.question_detail, name="question_detail"),
]
