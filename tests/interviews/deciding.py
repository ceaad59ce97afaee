"""Companies to decide between, and the steps of deciding."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from interviews.models import Decision
from tests import factories


def a_company(name, *ratings, topic, **fields):
    """With a listed question for each rating, answered unless that is None."""
    company = factories.CompanyFactory(name=name, **fields)
    for rating in ratings:
        listed = factories.ListedQuestionFactory(company=company, topic=topic)
        if rating:
            factories.AnswerFactory(listed_question=listed, rating=rating)
    return company


def address(*companies):
    query = "&".join(f"company={company.pk}" for company in companies)
    return f"{reverse('interviews:decide')}?{query}"


def choose(client, companies, chosen, reason="They told me how they decide.", **fields):
    body = {"company": chosen.pk, "reason": reason, **fields}
    return client.post(address(*companies), body)


def the_decision():
    """The only one there is."""
    return Decision.objects.get()


def days_ago(days):
    return timezone.localdate() - timedelta(days=days)
