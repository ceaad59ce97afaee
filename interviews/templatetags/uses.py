from django import template

from interviews import access

register = template.Library()


@register.inclusion_tag("interviews/_question_uses.html", takes_context=True)
def question_uses(context, question):
    """Where a library question is listed and what was answered there: the library itself knows of neither."""
    user = context["request"].user
    return {"uses": access.uses_of_question(user, question)}
