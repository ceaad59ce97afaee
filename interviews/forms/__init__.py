"""What people send, checked. Every form speaks of its rows as their owner sees them."""

from interviews.forms.answers import AgreementForm, DealbreakerCheckForm
from interviews.forms.capture import TOO_LONG, SaveForm, WhatCameUpForm
from interviews.forms.companies import CompanyForm, DuplicateForm, StageForm
from interviews.forms.decisions import DecisionForm, FirstDayForm, OutcomeForm
from interviews.forms.follow_ups import FollowUpForm, NoteForm
from interviews.forms.interviews import FinishForm, InterviewForm
from interviews.forms.invitations import InvitationForm, InvitedInterviewForm, signed, unsigned
from interviews.forms.listed_questions import (
    ListedQuestionForm,
    ListedQuestionsChangeForm,
    PickForm,
    PlaceForm,
    first_sentence,
)
from interviews.forms.offers import OfferForm, PayFormSet, PromiseCheckForm, TypedPay
from interviews.forms.people import ForgetForm, MergeForm, PersonForm
from interviews.forms.replies import ReplyForm
from interviews.forms.research import ClaimForm, PasteForm
from interviews.forms.settings import (
    CalendarForm,
    DealbreakerForm,
    ProfileForm,
    TimeZoneForm,
    WeighForm,
    WeightsForm,
)
from interviews.forms.shares import ShareForm
from interviews.forms.signals import SignalForm

__all__ = [
    "TOO_LONG",
    "AgreementForm",
    "CalendarForm",
    "ClaimForm",
    "CompanyForm",
    "DealbreakerCheckForm",
    "DealbreakerForm",
    "DecisionForm",
    "DuplicateForm",
    "FinishForm",
    "FirstDayForm",
    "FollowUpForm",
    "ForgetForm",
    "InterviewForm",
    "InvitationForm",
    "InvitedInterviewForm",
    "ListedQuestionForm",
    "ListedQuestionsChangeForm",
    "MergeForm",
    "NoteForm",
    "OfferForm",
    "OutcomeForm",
    "PasteForm",
    "PayFormSet",
    "PersonForm",
    "PickForm",
    "PlaceForm",
    "ProfileForm",
    "PromiseCheckForm",
    "ReplyForm",
    "SaveForm",
    "ShareForm",
    "SignalForm",
    "StageForm",
    "TimeZoneForm",
    "TypedPay",
    "WeighForm",
    "WeightsForm",
    "WhatCameUpForm",
    "first_sentence",
    "signed",
    "unsigned",
]
