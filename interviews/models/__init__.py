from interviews.models.answer import Answer, AnswerRevision
from interviews.models.company import Company, Person, StageChange
from interviews.models.dealbreaker import Dealbreaker, DealbreakerCheck
from interviews.models.follow_up import FollowUp
from interviews.models.interview import AgendaDrop, AgendaItem, Interview, InterviewPerson
from interviews.models.listed_question import ListedQuestion
from interviews.models.profile import Profile, Weight
from interviews.models.research import Claim

__all__ = [
    "AgendaDrop",
    "AgendaItem",
    "Answer",
    "AnswerRevision",
    "Claim",
    "Company",
    "Dealbreaker",
    "DealbreakerCheck",
    "FollowUp",
    "Interview",
    "InterviewPerson",
    "ListedQuestion",
    "Person",
    "Profile",
    "StageChange",
    "Weight",
]
