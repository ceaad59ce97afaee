"""What forgetting a person would do: which spellings of the name stand where, and what stands there after."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _

from interviews import access
from interviews.forgetting import pattern_of, spellings_of
from interviews.models import Company, Person
from questions.models import Question

Audience = Question.Audience


@dataclass
class Spelling:
    text: str
    is_likely: bool
    count: int = 0


@dataclass
class ForgetPage:
    user: Any
    person: Person
    company: Company
    likely: dict[str, bool] = field(init=False)

    def __post_init__(self) -> None:
        self.likely = spellings_of(self.person.name)

    @cached_property
    def spellings(self) -> list[Spelling]:
        """Each with how many texts hold it."""
        found = [Spelling(text, is_likely) for text, is_likely in self.likely.items()]
        patterns = [pattern_of([spelling.text]) for spelling in found]
        any_of_them = pattern_of(self.likely)
        for text in access.texts_about(self.user, self.company):
            if any_of_them.search(text):
                for spelling, pattern in zip(found, patterns, strict=True):
                    spelling.count += bool(pattern.search(text))
        return found

    @cached_property
    def left_alone(self) -> list[str]:
        """Names and addresses that hold a spelling: these stay as they are."""
        pattern = pattern_of(self.likely)
        texts = access.left_alone(self.user, self.company)
        return [text for text in dict.fromkeys(texts) if pattern.search(unquote(text))]

    @cached_property
    def neutral_name(self) -> str:
        """By what the person speaks as; numbered where another person here is called that."""
        name = neutral_name_of(self.person.audience)
        others = {other.name.casefold() for other in access.others_of(self.user, self.person)}
        number, numbered = 1, name
        while numbered.casefold() in others:
            number += 1
            numbered = f"{name} {number}"
        return numbered


def neutral_name_of(audience: str) -> str:
    names = {
        Audience.RECRUITER: _("A recruiter"),
        Audience.HIRING_MANAGER: _("A hiring manager"),
        Audience.PEER: _("A peer"),
        Audience.REPORT: _("A report"),
        Audience.EXECUTIVE: _("An executive"),
        Audience.HR: _("Somebody from HR"),
        Audience.CUSTOMER: _("A customer or partner"),
    }
    return names[Audience(audience)]
