from interviews.models.answer import Answer, AnswerRevision
from interviews.models.company import Company, Person
from interviews.models.dealbreaker import Dealbreaker, DealbreakerCheck
from interviews.models.interview import AgendaItem, Interview, InterviewPerson
from interviews.models.listed_question import ListedQuestion
from interviews.models.profile import Profile, Weight

__all__ = [
    "AgendaItem",
    "Answer",
    "AnswerRevision",
    "Company",
    "Dealbreaker",
    "DealbreakerCheck",
    "Interview",
    "InterviewPerson",
    "ListedQuestion",
    "Person",
    "Profile",
    "Weight",
]
