from django import template

from interviews.outcome_page import truths_of

register = template.Library()


@register.simple_tag(takes_context=True)
def truths(context, questions):
    """Library question → what became of its answers; the library itself knows of none of it."""
    return truths_of(context["request"].user, questions)


@register.inclusion_tag("interviews/_question_truth.html")
def question_truth(found, question):
    """A line, where anything is known."""
    return {"truth": found.get(question.pk)}


@register.inclusion_tag("interviews/_question_truths.html", takes_context=True)
def question_truths(context, question):
    """With the companies behind it."""
    return {"truth": truths_of(context["request"].user, [question]).get(question.pk)}
