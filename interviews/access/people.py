from typing import Any

from django.shortcuts import get_object_or_404

from interviews.models import (
    Company,
    Interview,
    Person,
)
from interviews.models.company import PersonQuerySet


def person_read(user: Any, pk: int) -> Person:
    return get_object_or_404(Person.objects.of(user).select_related("company"), pk=pk)


def people_of(user: Any, company: Company) -> PersonQuerySet:
    return Person.objects.of(user).in_company(company).by_name()


def person_in(user: Any, company: Company, pk: str) -> Person | None:
    known = Person.objects.of(user).in_company(company)
    return known.filter(pk=pk).first() if pk.isdecimal() else None


def people_in(user: Any, interview: Interview) -> PersonQuerySet:
    return Person.objects.of(user).filter(interviewperson__interview=interview).by_name()
