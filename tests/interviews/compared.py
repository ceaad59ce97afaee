"""The worked examples of the comparison as rows, and what a page says of them."""

from django.urls import reverse

from tests import factories
from tests.interviews.pages import attribute, dom, find_all, text_of, walk

ADDRESS = reverse("interviews:compare")
TOPICS = {"Autonomy": 5, "Growth": 4, "Communication": 3, "Workload": 5, "Stability": 4}
# Per topic the ratings of each listed question: "" is not rated, "41" are two people.
PICTURE = {
    "Halden Health": [["3", ""], ["4", "4", "3"], ["3", "4"], ["4", "3", "3", ""], ["3", "3"]],
    "Northwind Energy": [["4", "4", "3"], ["3", "3"], ["3", "4", ""], ["2", "41", "1"], ["", ""]],
    "Quillworks": [["", "", ""], ["1", ""], ["3", "", ""], ["4", "3"], ["4"]],
}


def make_topics():
    """By name, weighed as in the worked examples."""
    made = {name: factories.TopicFactory(name=name) for name in TOPICS}
    for name, weight in TOPICS.items():
        factories.WeightFactory(topic=made[name], value=weight)
    return made


def record(name, topics, ratings, **fields):
    """A company with two people whose answers have these ratings, question by question."""
    company = factories.CompanyFactory(name=name, **fields)
    people = [factories.PersonFactory(company=company) for _ in range(2)]
    for topic, listed in zip(topics, ratings, strict=True):
        for number, rated in enumerate(listed):
            question = factories.ListedQuestionFactory(
                company=company, topic=topic, text=f"{topic.name} {number} at {name}?"
            )
            for place, rating in enumerate(rated):
                person = people[(number + place) % 2]
                factories.AnswerFactory(listed_question=question, person=person, rating=int(rating))
    return company


def make_picture(topics):
    return {name: record(name, topics.values(), ratings) for name, ratings in PICTURE.items()}


def choosing(*companies):
    """The query that names them."""
    return "&".join(f"company={company.pk}" for company in companies)


def headline(response):
    return text_of(find_all(dom(response), "h1")[0])


def ranking(response):
    """(company, score, coverage, range) of each line, best first."""
    lines = []
    for line in find_all(dom(response), "div", cls="rank"):
        name = text_of(find_all(line, "a")[0])
        score = text_of(find_all(line, "b")[0])
        coverage = next(word for word in text_of(line).split() if word.endswith("%"))
        span = dict(find_all(line, "svg")[0].attributes)["aria-label"]
        lines.append((name, score, coverage, span))
    return lines


def leader(response):
    return ranking(response)[0][0]


def matrix(response):
    """The companies of the head, and per topic the value, what stands beside it, and all of it in words."""
    [table] = find_all(dom(response), "table", cls="matrix")
    head, *rows = find_all(table, "tr")
    names = [text_of(cell) for cell in find_all(head, "th")[1:]]
    return names, {topic_of(row): [cell_of(cell) for cell in find_all(row, "td")] for row in rows}


def topic_of(row):
    return text_of(find_all(row, "th")[0]).split(" weight ")[0]


def cell_of(cell):
    value, note, said = find_all(cell, "b")[0], *find_all(cell, "span")
    assert text_of(said) == attribute(cell, "title")
    return text_of(value), text_of(note), text_of(said)


def link_at(response, topic, company):
    """The address that a cell of the matrix leads to."""
    [table] = find_all(dom(response), "table", cls="matrix")
    head, *rows = find_all(table, "tr")
    place = [text_of(cell) for cell in find_all(head, "th")[1:]].index(company)
    [row] = [row for row in rows if topic_of(row) == topic]
    return attribute(find_all(find_all(row, "td")[place], "a")[0], "href")


def links_in(response, heading_id):
    """Text → address of the links in the section that this heading names."""
    page = dom(response)
    section = next(one for one in walk(page) if attribute(one, "aria-labelledby") == heading_id)
    return {text_of(link): attribute(link, "href") for link in find_all(section, "a")}
