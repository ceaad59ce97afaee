"""What is sent about an offer, and promises to hold it against."""

from django.urls import reverse

from tests import factories


def address(name, *rows):
    return reverse(f"interviews:{name}", args=[row.pk for row in rows])


def offer_body(*pay, **fields):
    """Each part of the pay as a dict of its fields; salary in euros a year unless told."""
    sent = {"dated_on": "2026-11-03", "pay-TOTAL_FORMS": len(pay), "pay-INITIAL_FORMS": 0, **fields}
    for number, part in enumerate(pay):
        whole = {"kind": "salary", "amount": "", "currency": "EUR", "period": "year", "words": "", **part}
        sent |= {f"pay-{number}-{name}": value for name, value in whole.items()}
    return sent


def a_promise(company, said="You get a laptop.", question="What do I work with?", **fields):
    listed = factories.ListedQuestionFactory(company=company, text=question)
    person = fields.pop("person", None) or factories.PersonFactory(company=company, name="Ilse Brandt")
    return factories.AnswerFactory(listed_question=listed, person=person, said=said, promise=True, **fields)
