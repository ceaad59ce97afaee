"""What people send, checked. Every form speaks of its rows as their owner sees them."""

from interviews.forms.answers import AgreementForm, DealbreakerCheckForm
from interviews.forms.capture import TOO_LONG, SaveForm, WhatCameUpForm
from interviews.forms.companies import CompanyForm
from interviews.forms.interviews import FinishForm, InterviewForm
from interviews.forms.listed_questions import ListedQuestionForm
from interviews.forms.people import PersonForm
from interviews.forms.settings import DealbreakerForm, ProfileForm, WeightsForm

__all__ = [
    "TOO_LONG",
    "AgreementForm",
    "CompanyForm",
    "DealbreakerCheckForm",
    "DealbreakerForm",
    "FinishForm",
    "InterviewForm",
    "ListedQuestionForm",
    "PersonForm",
    "ProfileForm",
    "SaveForm",
    "WeightsForm",
    "WhatCameUpForm",
]
