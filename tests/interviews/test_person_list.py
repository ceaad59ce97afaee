import pytest
from django.urls import reverse
from django.utils import timezone

from interviews.models import Person
from tests import factories
from tests.interviews.pages import dom, feedback, fields_of, find_all, text_of
from tests.statements import get_statements
from tests.world import make_revision


@pytest.fixture
def company(mara):
    return factories.CompanyFactory()


def url(name, row):
    return reverse(f"interviews:person_{name}", args=[row.pk])


def lines(response):
    return [text_of(one) for one in find_all(dom(response), "li", cls="row-line")]


def test_how_you_met_is_written_and_shown(client, company):
    sent = {"name": "Ilse", "audience": "peer", "how_met": "At a meetup <i>in</i> Lisbon"}
    response = client.post(url("add", company), sent, follow=True)
    assert "How you met: At a meetup <i>in</i> Lisbon" in response.text.replace("&lt;", "<").replace(
        "&gt;", ">"
    ).replace("<bdi>", "").replace("</bdi>", "")
    assert "<i>in</i>" not in response.text
    person = Person.objects.get()
    assert fields_of(client.get(url("edit", person)))["how_met"] == sent["how_met"]


@pytest.mark.parametrize(
    ("how_met", "sentence"),
    [
        ("x" * 161, "Ensure this value has at most 160 characters (it has 161)."),
        ("\x00", "Null characters are not allowed."),
    ],
)
def test_a_refused_word_on_how_you_met_keeps_the_rest(client, company, how_met, sentence):
    sent = {"name": "Ilse", "audience": "peer", "how_met": how_met}
    response = client.post(url("add", company), sent)
    assert response.status_code == 422
    assert sentence in feedback(response, "how_met")
    assert fields_of(response)["name"] == "Ilse"


def test_each_shows_how_many_answers_interviews_and_open_versions_there_are(client, company):
    person = factories.PersonFactory(company=company, name="Ilse")
    for _ in range(2):
        factories.InterviewPersonFactory(person=person, interview__company=company)
    for deleted_at in (None, None, None, timezone.now()):
        listed = factories.ListedQuestionFactory(company=company)
        answer = factories.AnswerFactory(listed_question=listed, person=person, deleted_at=deleted_at)
        make_revision(answer)
    for settled_at in (None, None, timezone.now()):
        make_revision(answer, kept_beside=True, settled_at=settled_at)
    live = person.answer_set.filter(deleted_at=None).first()
    for _ in range(2):
        make_revision(live, kept_beside=True)
    [line] = lines(client.get(url("list", company)))
    assert "1 to settle : Ilse 3 answers 2 interviews" in line


def test_nobody_has_anything_at_first(client, company):
    factories.PersonFactory(company=company)
    [line] = lines(client.get(url("list", company)))
    assert "0 answers 0 interviews" in line
    assert "to settle" not in line


def test_many_people_take_as_many_statements_as_few(client, company):
    def needed(size):
        for _ in range(size):
            person = factories.PersonFactory(company=company)
            listed = factories.ListedQuestionFactory(company=company)
            make_revision(factories.AnswerFactory(listed_question=listed, person=person), kept_beside=True)
        return len(get_statements(client, url("list", company)))

    assert needed(3) == needed(40) <= 8


def test_right_to_left_and_long_words_are_shown_as_typed(client, company):
    factories.PersonFactory(company=company, name="אילסה", how_met="W" * 160)
    [line] = lines(client.get(url("list", company)))
    assert "אילסה" in line
    assert "W" * 160 in line
