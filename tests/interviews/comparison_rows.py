"""Companies for the tests of the comparison: a short notation, random ones, and the rules done by hand."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from hypothesis import settings
from hypothesis import strategies as st

from interviews.comparison import Answer, Company, Question

START = datetime(2026, 3, 2, 9)
TOPICS = range(4)

# A slow machine is not a failed rule.
property_test = settings(deadline=None)


def answer(pk, rating, person=1, *, minute=0, quality="general"):
    return Answer(pk, person, rating, quality, START + timedelta(minutes=minute))


def make_company(pk, name, topics, **more):
    """`topics` maps a topic to one string per listed question: "3", "" not rated, "41" two people."""
    questions = []
    for topic, listed in topics.items():
        for ratings in listed:
            number = pk * 100 + len(questions)
            answers = tuple(
                answer(number * 10 + person, int(rating), person) for person, rating in enumerate(ratings)
            )
            questions.append(Question(number, topic, f"Question {number}", answers=answers))
    return Company(pk, name, questions=tuple(questions), **more)


@st.composite
def company_lists(draw, min_size=0, max_size=4):
    """Few names, moments and ratings, so that ties and clashes come up often."""
    companies, number = [], 0
    for pk in range(draw(st.integers(min_size, max_size))):
        questions = []
        for topic in draw(st.lists(st.sampled_from([*TOPICS, None]), max_size=7)):
            rows = draw(st.lists(ANSWER_ROWS, max_size=3))
            answers = []
            for rating, person, minute, quality in rows:
                number += 1
                answers.append(answer(number, rating, person, minute=minute, quality=quality))
            number += 1
            claims = draw(st.integers(0, 1))
            questions.append(Question(number, topic, "?", answers=tuple(answers), claims=claims))
        name, role = draw(st.sampled_from(["Ash", "ash", "Elm"])), draw(st.sampled_from(["", "Lead"]))
        tripped, unknown = draw(DEALBREAKERS), draw(DEALBREAKERS)
        companies.append(Company(pk, name, role, tuple(questions), tripped, unknown))
    return draw(st.permutations(companies))


ANSWER_ROWS = st.tuples(
    st.sampled_from([1, 2, 3, 4, 4, None]),
    st.sampled_from([None, 1, 2]),
    st.integers(0, 2),
    st.sampled_from(["specific", "vague"]),
)
DEALBREAKERS = st.sampled_from([(), (), (), ("On call",)])
weight_sets = st.fixed_dictionaries({topic: st.integers(0, 5) for topic in TOPICS})


def latest(question):
    """Each person's latest rating, found the slow way."""
    ratings = {}
    for row in sorted(question.answers, key=lambda row: (row.answered_at, row.pk)):
        if row.rating is not None:
            ratings[row.person] = row.rating
    return ratings


def topic_by_hand(company, topic):
    """(value or None, known share) of a topic, as the design words it."""
    listed = [question for question in company.questions if question.topic == topic]
    values = []
    for question in listed:
        if ratings := latest(question):
            people = [Fraction(rating - 1, 3) for rating in ratings.values()]
            values.append(sum(people) / len(people))
    share = Fraction(len(values), len(listed)) if listed else Fraction(0)
    return (sum(values) / len(values) if values else None), share


def by_hand(company, weights):
    """(score or None, low, high, coverage) as the design words it; None without any weight."""
    weights = {topic: weight for topic, weight in weights.items() if weight > 0}
    total = sum(weights.values())
    if not total:
        return None
    score = low = high = coverage = heard = Fraction(0)
    for topic, weight in weights.items():
        value, share = topic_by_hand(company, topic)
        if value is not None:
            score += weight * value
            heard += weight
        low += weight * share * (value or 0)
        high += weight * (share * (value or 0) + 1 - share)
        coverage += weight * share
    return (score / heard if heard else None), low / total, high / total, coverage / total


def scores_by_hand(companies, weights):
    """Company pk to score, None for those without one."""
    figures = {company.pk: by_hand(company, weights) for company in companies}
    return {pk: figure[0] if figure else None for pk, figure in figures.items()}


def with_rating(companies, answer_pk, rating):
    """The same companies with one answer rated otherwise."""
    return [
        replace(
            company, questions=tuple(_rated(question, answer_pk, rating) for question in company.questions)
        )
        for company in companies
    ]


def _rated(question, answer_pk, rating):
    rows = (row._replace(rating=rating) if row.pk == answer_pk else row for row in question.answers)
    return question._replace(answers=tuple(rows))


def with_answer(companies, question_pk, rating):
    """The same companies with one more rated answer, from somebody new, to one question."""
    row = answer(10**6, rating, person=99)
    return [
        replace(
            company,
            questions=tuple(
                question._replace(answers=(*question.answers, row))
                if question.pk == question_pk
                else question
                for question in company.questions
            ),
        )
        for company in companies
    ]
