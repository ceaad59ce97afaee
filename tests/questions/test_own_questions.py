"""One's own questions: written, edited, copied, archived, deleted, brought back; never the library's."""

import pytest
from django.urls import reverse
from django.utils import timezone

from questions.models import Question, Source
from tests import factories
from tests.interviews.pages import by_id, dom, feedback, fields_of, find_all, messages, text_of
from tests.statements import get_statements

LIBRARY = reverse("questions:question_list")
ADD = reverse("questions:question_add")
NUL = "Null characters are not allowed."
LISTS = {
    "audiences": ["peer", "HR"],
    "levels": ["senior"],
    "fields_of_work": ["data", "public and non-profit"],
    "work_modes": ["remote"],
}
COPIED = (
    *("topic_id", "source_id", "text", "why", "listen_for", "beware_of", "follow_ups", "audiences", "timing"),
    *("levels", "fields", "work_modes", "minutes", "look_up_first", "language"),
)


@pytest.fixture
def topic(db):
    return factories.TopicFactory(name="Pay")


@pytest.fixture
def own(mara, topic):
    return factories.QuestionFactory(owner=mara, topic=topic, text="Mine?")


@pytest.fixture
def full(topic):
    """A built-in question with something in every field."""
    return factories.QuestionFactory(
        topic=topic,
        source=Source.objects.create(title="A book", licence="CC0"),
        text="Who decides?",
        why="It tells.",
        listen_for="Names.",
        beware_of="A family.",
        follow_ups=["When?", "Who else?"],
        audiences=["peer", "HR"],
        timing="final round",
        levels=["lead"],
        fields=["data"],
        work_modes=["remote"],
        minutes=7,
        look_up_first=True,
        language="en-GB",
    )


def url(name, question):
    return reverse(f"questions:question_{name}", args=[question.pk])


def body(topic, /, **changed):
    return {
        "text": "Who decides?",
        "topic": topic.pk,
        "timing": "interviews",
        "minutes": 3,
        "language": "en",
        **changed,
    }


def values(question):
    return {name: getattr(question, name) for name in COPIED}


def shown(client, **query):
    return [text_of(one) for one in find_all(dom(client.get(LIBRARY, query)), "a", cls="list-text")]


# Writing


def test_a_question_is_added(client, mara, topic):
    sent = body(
        topic,
        text="  מי מחליט <b>? ",
        why="It tells.",
        listen_for="Names.",
        beware_of="A family.",
        follow_ups="When?\r\n\r\n  Who else?  \n",
        timing="final round",
        minutes=7,
        look_up_first="on",
        language="he",
        **LISTS,
    )
    response = client.post(ADD, sent, follow=True)
    assert messages(response) == "Question added to your library."
    stored = Question.objects.get()
    assert (stored.owner, stored.topic, stored.text) == (mara, topic, "מי מחליט <b>?")
    assert stored.follow_ups == ["When?", "Who else?"]
    assert (stored.audiences, stored.levels, stored.work_modes) == (["peer", "HR"], ["senior"], ["remote"])
    assert stored.fields == ["data", "public and non-profit"]
    assert (stored.timing, stored.minutes, stored.look_up_first) == ("final round", 7, True)
    assert (stored.why, stored.listen_for, stored.beware_of) == ("It tells.", "Names.", "A family.")
    assert stored.language == "he"
    assert "מי מחליט <b>?" in text_of(by_id(dom(response), "main"))
    assert shown(client) == [stored.text]


def test_a_text_and_a_topic_are_enough(client, topic):
    assert client.post(ADD, body(topic)).status_code == 302
    stored = Question.objects.get()
    assert (stored.audiences, stored.levels, stored.fields, stored.work_modes) == ([], [], [], [])
    assert (stored.follow_ups, stored.look_up_first, stored.source) == ([], False, None)


def test_two_with_the_same_text_are_two(client, topic):
    for _ in range(2):
        client.post(ADD, body(topic))
    assert Question.objects.values("key").distinct().count() == 2


def test_an_empty_form_starts_from_what_is_usual(client, topic):
    fields = fields_of(client.get(ADD))
    assert (fields["timing"], fields["minutes"], fields["language"]) == ("interviews", "3", "en")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "", "This field is required."),
        ("text", "   ", "This field is required."),
        ("text", "x" * 1001, "Ensure this value has at most 1000 characters (it has 1001)."),
        ("text", "a\x00b", NUL),
        ("why", "a\x00b", NUL),
        ("follow_ups", "a\x00b", NUL),
        ("follow_ups", "x" * 2001, "Ensure this value has at most 2000 characters (it has 2001)."),
        ("topic", "", "This field is required."),
        ("topic", "0", "Select a valid choice. That choice is not one of the available choices."),
        ("topic", "abc", "Select a valid choice. That choice is not one of the available choices."),
        ("timing", "never", "Select a valid choice. never is not one of the available choices."),
        ("minutes", "0", "Ensure this value is greater than or equal to 1."),
        ("minutes", "31", "Ensure this value is less than or equal to 30."),
        ("minutes", "soon", "Enter a whole number."),
        ("language", "x" * 36, "Ensure this value has at most 35 characters (it has 36)."),
        ("audiences", ["boss"], "Select a valid choice. boss is not one of the available choices."),
        ("fields_of_work", ["magic"], "Select a valid choice. magic is not one of the available choices."),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence(client, own, topic, field, value, sentence):
    for address in (ADD, url("edit", own)):
        response = client.post(address, body(topic, **{field: value}))
        assert response.status_code == 422
        assert feedback(response, field) == sentence
    assert Question.objects.get().text == "Mine?"


def test_nothing_typed_is_lost_with_a_mistake(client, topic):
    sent = body(topic, minutes="99", follow_ups="When?\nWho?", why="It tells.")
    fields = fields_of(client.post(ADD, sent))
    assert fields["follow_ups"].split() == ["When?", "Who?"]
    assert (fields["text"], fields["why"], fields["minutes"]) == ("Who decides?", "It tells.", "99")


def test_topics_to_choose_from_are_the_librarys_and_ones_own(client, topic, mara, stranger):
    own = factories.TopicFactory(owner=mara, name="Dogs")
    archived = factories.TopicFactory(owner=mara, archived_at=timezone.now())
    foreign = factories.TopicFactory(owner=stranger)
    [select] = find_all(dom(client.get(ADD)), "select", name="topic")
    offered = {dict(option.attributes)["value"] for option in find_all(select, "option")}
    assert offered == {"", str(topic.pk), str(own.pk)}
    for other in (archived, foreign):
        assert client.post(ADD, body(other)).status_code == 422


# Editing


def test_a_question_is_edited(client, own, topic):
    other = factories.TopicFactory()
    response = client.post(url("edit", own), body(other, text="Mine now?", **LISTS), follow=True)
    assert messages(response) == "Question changed. What companies list of it stays as it is."
    own.refresh_from_db()
    assert (own.text, own.topic, own.fields) == ("Mine now?", other, LISTS["fields_of_work"])
    assert shown(client, q="now") == ["Mine now?"]


def test_saving_what_the_form_shows_changes_nothing(client, mara, full):
    client.post(url("make_mine", full))
    mine = Question.objects.get(owner=mara)
    response = client.get(url("edit", mine))
    boxes = {
        name: [
            dict(one.attributes)["value"]
            for one in find_all(dom(response), "input", name=name, type="checkbox")
            if "checked" in dict(one.attributes)
        ]
        for name in LISTS
    }
    fields = fields_of(response)
    assert fields.pop("look_up_first", None) is not None  # a box without a value sends "on"
    sent = {**fields, **boxes, "look_up_first": "on", "follow_ups": "\n".join(full.follow_ups)}
    assert fields["follow_ups"].split() == sent["follow_ups"].split()
    assert client.post(url("edit", mine), sent).status_code == 302
    assert values(Question.objects.get(pk=mine.pk)) == values(full)


def test_a_question_under_an_archived_topic_keeps_it(client, mara):
    topic = factories.TopicFactory(owner=mara, archived_at=timezone.now())
    own = factories.QuestionFactory(owner=mara, topic=topic)
    assert fields_of(client.get(url("edit", own)))["topic"] == str(topic.pk)
    assert client.post(url("edit", own), body(topic, text="Changed?")).status_code == 302
    own.refresh_from_db()
    assert (own.text, own.topic) == ("Changed?", topic)


@pytest.mark.parametrize("name", ["edit", "archive", "delete", "restore"])
def test_the_librarys_questions_are_not_changed(client, full, topic, name):
    before = Question.objects.values().get()
    assert client.post(url(name, full), body(topic)).status_code == 404
    if name == "edit":
        assert client.get(url(name, full)).status_code == 404
    assert Question.objects.values().get() == before


@pytest.mark.parametrize("name", ["detail", "edit"])
def test_a_stranger_reads_nothing_of_it(stranger_client, own, name):
    assert stranger_client.get(url(name, own)).status_code == 404


@pytest.mark.parametrize("name", ["edit", "make_mine", "archive", "delete", "restore"])
def test_a_stranger_changes_nothing_of_it(stranger_client, own, topic, name):
    before = list(Question.objects.values())
    assert stranger_client.post(url(name, own), body(topic)).status_code == 404
    assert list(Question.objects.values()) == before


@pytest.mark.parametrize("name", ["make_mine", "archive", "delete", "restore"])
def test_looking_changes_nothing(client, own, name):
    assert client.get(url(name, own)).status_code == 405


# Copying


def test_making_one_mine_copies_every_field(client, mara, full):
    response = client.post(url("make_mine", full), follow=True)
    assert messages(response) == "This copy is yours. Change it as you like."
    mine = Question.objects.get(owner=mara)
    assert response.redirect_chain[-1][0] == url("edit", mine)
    assert values(mine) == values(full)
    assert mine.key != full.key
    assert len(shown(client)) == 2


def test_every_field_is_copied_or_is_the_copys_own():
    own = {"id", "owner_id", "key", "archived_at", "deleted_at", "imported_id", "vector"}
    assert {field.attname for field in Question._meta.concrete_fields} == {*COPIED, *own}


def test_changing_the_copy_leaves_the_library_alone(client, mara, full, topic):
    before = values(full)
    client.post(url("make_mine", full))
    client.post(url("edit", Question.objects.get(owner=mara)), body(topic, text="Other?"))
    full.refresh_from_db()
    assert values(full) == before


def test_ones_own_is_duplicated(client, mara, own):
    client.post(url("make_mine", own))
    assert [row.text for row in Question.objects.filter(owner=mara)] == ["Mine?", "Mine?"]


# Archiving and deleting


def test_an_archived_question_is_not_offered_and_comes_back(client, own):
    response = client.post(url("archive", own), follow=True)
    assert messages(response) == "Question archived. It is no longer offered."
    assert "archived" in text_of(by_id(dom(response), "main"))
    assert shown(client) == []
    response = client.post(url("restore", own), follow=True)
    assert messages(response) == "Question is back."
    assert shown(client) == ["Mine?"]


def test_a_deleted_question_is_gone_until_it_is_undone(client, own):
    response = client.post(url("delete", own))
    assert "Question deleted" in response.text
    assert shown(client) == shown(client, archived="on") == shown(client, q="mine") == []
    for name in ("detail", "edit"):
        assert client.get(url(name, own)).status_code == 404
    [undo] = [one for one in find_all(dom(response), "form") if "Undo" in text_of(one)]
    response = client.post(dict(undo.attributes)["action"], follow=True)
    assert messages(response) == "Question is back."
    assert shown(client) == ["Mine?"]


def test_undoing_a_deletion_puts_it_back_where_it_was(client, own):
    client.post(url("archive", own))
    client.post(url("delete", own))
    client.post(url("restore", own))
    assert shown(client) == []
    assert shown(client, archived="on") == ["Mine?"]


@pytest.mark.parametrize("name", ["archive", "delete", "edit", "make_mine"])
def test_what_was_deleted_is_not_there_to_be_changed(client, own, topic, name):
    client.post(url("delete", own))
    assert client.post(url(name, own), body(topic)).status_code == 404


def test_a_deleted_question_is_not_put_on_a_list(client, own):
    client.post(url("delete", own))
    company = factories.CompanyFactory()
    assert (
        client.post(reverse("interviews:listed_question_take", args=[company.pk, own.pk])).status_code == 404
    )


# What companies list


@pytest.fixture
def listed(own, topic):
    """A copy on a company's list, with an answer."""
    company = factories.CompanyFactory(name="Acme")
    listed = factories.ListedQuestionFactory(company=company, topic=topic, question=own, text=own.text)
    factories.AnswerFactory(listed_question=listed, said="The team does.")
    return listed


@pytest.mark.parametrize("name", ["edit", "archive", "delete"])
def test_what_is_listed_stays_as_it_is(client, own, listed, name):
    client.post(url(name, own), body(factories.TopicFactory(), text="Other?", minutes=9))
    copy = type(listed).objects.get(pk=listed.pk)
    assert (copy.text, copy.topic_id, copy.minutes) == ("Mine?", listed.topic_id, listed.minutes)
    response = client.get(reverse("interviews:company_detail", args=[listed.company_id]))
    assert "Mine?" in response.text
    response = client.get(reverse("interviews:answer_list", args=[listed.company_id]))
    assert "The team does." in response.text


def uses(response):
    page = dom(response)
    found = [
        one
        for one in find_all(page, "section")
        if dict(one.attributes).get("aria-labelledby") == "uses-heading"
    ]
    return text_of(found[0]) if found else ""


def test_the_page_says_where_it_is_listed_and_what_was_answered(client, own, listed):
    factories.ListedQuestionFactory(
        company=factories.CompanyFactory(name="Globex"), question=own, text="In other words?"
    )
    said = uses(client.get(url("detail", own)))
    assert said.startswith("On your lists Acme")
    assert "The team does." in said
    assert "Globex asked as: In other words? not answered yet" in said
    assert said.count("asked as") == 1


def test_the_page_of_a_library_question_says_so_too(client, full):
    factories.ListedQuestionFactory(
        company=factories.CompanyFactory(name="Acme"), question=full, text=full.text
    )
    assert uses(client.get(url("detail", full))) == "On your lists Acme not answered yet"


def test_what_was_taken_off_or_deleted_or_is_a_strangers_is_not_said(client, full, stranger):
    company = factories.CompanyFactory(name="Acme")
    factories.ListedQuestionFactory(company=company, question=full, removed_at=timezone.now())
    foreign = factories.CompanyFactory(name="Globex", owner=stranger)
    factories.ListedQuestionFactory(company=foreign, question=full)
    assert uses(client.get(url("detail", full))) == ""
    listed = factories.ListedQuestionFactory(company=company, question=full)
    factories.AnswerFactory(listed_question=listed, said="Gone.", deleted_at=timezone.now())
    assert "Gone." not in uses(client.get(url("detail", full)))


def test_the_page_costs_the_same_for_few_uses_and_for_many(client, full):
    counts = []
    for _ in range(2):
        for _ in range(3):
            listed = factories.ListedQuestionFactory(company=factories.CompanyFactory(), question=full)
            for _ in range(2):
                person = factories.PersonFactory(company=listed.company)
                factories.AnswerFactory(listed_question=listed, person=person)
        counts.append(len(get_statements(client, url("detail", full))))
    assert counts[0] == counts[1] <= 4


# What can be done with it


def buttons(response):
    main = by_id(dom(response), "main")
    links = find_all(main, "a", cls="btn")
    return {text_of(one) for one in [*find_all(main, "button"), *links]}


def test_each_question_offers_what_can_be_done_with_it(client, own, full):
    assert buttons(client.get(url("detail", full))) == {"Make it mine"}
    assert buttons(client.get(url("detail", own))) == {"Edit question", "Archive", "Duplicate", "Delete"}
    client.post(url("archive", own))
    offered = buttons(client.get(url("detail", own)))
    assert offered == {"Edit question", "Bring back from the archive", "Duplicate", "Delete"}
