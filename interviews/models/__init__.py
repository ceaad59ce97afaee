from interviews.models.answer import Answer, AnswerRevision
from interviews.models.company import Company, Person, StageChange
from interviews.models.dealbreaker import Dealbreaker, DealbreakerCheck
from interviews.models.decision import Decision, Outcome
from interviews.models.follow_up import FollowUp
from interviews.models.interview import AgendaDrop, AgendaItem, Interview, InterviewPerson
from interviews.models.listed_question import ListedQuestion
from interviews.models.offer import Offer, OfferPay, PromiseCheck
from interviews.models.profile import Profile, Weight, WeightChange
from interviews.models.research import Claim
from interviews.models.share import Share, ShareCompany
from interviews.models.signal import Signal

__all__ = [
    "AgendaDrop",
    "AgendaItem",
    "Answer",
    "AnswerRevision",
    "Claim",
    "Company",
    "Dealbreaker",
    "DealbreakerCheck",
    "Decision",
    "FollowUp",
    "Interview",
    "InterviewPerson",
    "ListedQuestion",
    "Offer",
    "OfferPay",
    "Outcome",
    "Person",
    "Profile",
    "PromiseCheck",
    "Share",
    "ShareCompany",
    "Signal",
    "StageChange",
    "Weight",
    "WeightChange",
]
