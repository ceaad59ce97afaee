"""What interview mode brings along, so that its script needs no request to go from question to question."""

import json

import pytest
from django.urls import reverse

from interviews.models import Answer
from tests import factories
from tests.interviews.pages import attribute, by_id, dom, find_all, text_of, walk
from tests.interviews.saves import Tab, conversation, tab_at
from tests.statements import get_statements

MOST = 8


@pytest.fixture
def talk(mara):
    return conversation()


def live(interview, **asked):
    return reverse("interviews:capture", args=[interview.pk], query=asked)


def sections(response):
    """Number of the question → its section."""
    there = find_all(dom(response), "section")
    return {attribute(one, "data-question"): one for one in there if attribute(one, "data-question")}


def is_hidden(node):
    return "hidden" in dict(node.attributes)


def eyebrow(section):
    return text_of(find_all(section, "div", cls="eyebrow")[0])


def told(response):
    script = next(one for one in walk(dom(response)) if attribute_of(one, "id") == "answers")
    return json.loads(text_of(script).replace(" ", " "))


def attribute_of(node, name):
    return attribute(node, name) if hasattr(node, "attributes") else None


# Questions


def test_every_question_of_the_company_is_there_and_the_current_one_is_shown(client, talk):
    interview, first, _person = talk
    second = factories.AgendaItemFactory(interview=interview).listed_question
    rest = factories.ListedQuestionFactory(company=interview.company)
    found = sections(client.get(live(interview, question=second.pk)))
    assert set(found) == {str(question.pk) for question in (first, second, rest)}
    assert [pk for pk, section in found.items() if not is_hidden(section)] == [str(second.pk)]


def test_a_number_stands_at_those_of_the_agenda_only(client, talk):
    interview, first, _person = talk
    rest = factories.ListedQuestionFactory(company=interview.company)
    found = sections(client.get(live(interview)))
    assert eyebrow(found[str(first.pk)]).endswith("· 1 of 1")
    assert eyebrow(found[str(rest.pk)]).endswith("· not on this agenda")


def test_a_question_answered_off_the_agenda_is_numbered_after_it(client, talk):
    interview, _first, _person = talk
    rest = factories.ListedQuestionFactory(company=interview.company)
    factories.AnswerFactory(listed_question=rest, interview=interview)
    found = sections(client.get(live(interview)))
    assert eyebrow(found[str(rest.pk)]).endswith("· 2 of 2")


def test_a_question_off_the_agenda_can_be_the_current_one(client, talk):
    interview, _first, _person = talk
    rest = factories.ListedQuestionFactory(company=interview.company)
    found = sections(client.get(live(interview, question=rest.pk)))
    assert [pk for pk, section in found.items() if not is_hidden(section)] == [str(rest.pk)]


def test_a_question_that_was_removed_or_is_of_another_company_is_not_there(client, talk, mara):
    interview, first, _person = talk
    removed = factories.ListedQuestionFactory(company=interview.company, removed_at=interview.starts_at)
    other = factories.ListedQuestionFactory()
    found = sections(client.get(live(interview)))
    assert not {str(removed.pk), str(other.pk)} & set(found)
    assert str(first.pk) in found


def test_each_question_carries_its_own_anchors_and_hints(client, talk):
    interview, _first, _person = talk
    listed = factories.ListedQuestionFactory(
        company=interview.company, anchor_low="Only <the> boss", anchor_high="The team", listen_for="names"
    )
    factories.AgendaItemFactory(interview=interview, listed_question=listed)
    response = client.get(live(interview))
    section = sections(response)[str(listed.pk)]
    assert (attribute(section, "data-low"), attribute(section, "data-high")) == (
        "Only <the> boss",
        "The team",
    )
    (hint,) = find_all(dom(response), "p", **{"data-hint": str(listed.pk)})
    assert (is_hidden(hint), "names" in text_of(hint)) == (True, True)


def test_every_question_can_be_found_those_of_the_agenda_by_number(client, talk):
    interview, first, _person = talk
    rest = factories.ListedQuestionFactory(company=interview.company)
    found = sections(client.get(live(interview)))
    numbers = {question: attribute(section, "data-number") for question, section in found.items() if question}
    assert numbers == {str(first.pk): "1", str(rest.pk): None}


def test_a_question_off_the_agenda_is_brief_until_it_is_asked_for(client, talk):
    interview, _first, _person = talk
    rest = factories.ListedQuestionFactory(
        company=interview.company, follow_ups=["Since when?"], listen_for="their initials"
    )
    response = client.get(live(interview))
    assert "Since when?" not in response.text
    assert "their initials" not in response.text
    assert rest.text in text_of(sections(response)[str(rest.pk)])
    response = client.get(live(interview), {"question": rest.pk})
    assert "Since when?" in text_of(sections(response)[str(rest.pk)])
    assert len(find_all(dom(response), "p", **{"data-hint": str(rest.pk)})) == 1


# Answers


def test_every_answer_of_the_interview_is_told_to_the_script(client, talk):
    interview, first, person = talk
    tab = tab_at(client, talk)
    tab.save("</script><b>We</b> & they", rating=3, come_back=True)
    Tab(client, first, interview).save("in general")
    hers, nobodys = told(client.get(live(interview)))
    assert (hers["listed_question"], hers["person"], hers["revision"]) == (first.pk, person.pk, 1)
    assert hers["client_id"] == tab.client_id
    assert hers["fields"] == {
        "said": "</script><b>We</b> & they",
        "impression": "",
        "quality": "",
        "rating": 3,
        "flag": "",
        "come_back": True,
        "promise": False,
        "refer_to": "",
    }
    assert (nobodys["person"], nobodys["fields"]["said"]) == (None, "in general")


def test_what_was_said_elsewhere_is_not_told(client, talk):
    interview, first, person = talk
    Tab(client, first, factories.InterviewFactory(company=interview.company), person).save("another day")
    gone = Tab(client, first, interview)
    gone.save("deleted")
    Answer.objects.filter(said="deleted").update(deleted_at=interview.starts_at)
    assert told(client.get(live(interview))) == []


def test_the_page_knows_whose_it_is_and_since_when(client, talk, mara):
    root = next(
        one for one in find_all(dom(client.get(live(talk[0]))), "div") if attribute(one, "data-interview")
    )
    assert attribute(root, "data-device-key") == mara.profile.device_key
    newer = attribute(root, "data-newer")
    headers = {"X-Device-Key": mara.profile.device_key}
    assert client.get(newer, {"since": attribute(root, "data-since")}, headers=headers).status_code == 200


def test_no_library_is_loaded_beside_its_own_script(client, talk):
    scripts = find_all(dom(client.get(live(talk[0]))), "script")
    assert [one for one in scripts if "htmx" in (attribute(one, "src") or "")] == []


def test_the_clock_comes_back_to_the_question_and_the_person(client, talk):
    interview, question, person = talk
    page = dom(client.get(live(interview, question=question.pk, person=person.pk)))
    start = reverse("interviews:capture_start", args=[interview.pk])
    (form,) = [one for one in find_all(page, "form") if attribute(one, "action") == start]
    fields = {attribute(one, "data-now"): attribute(one, "value") for one in find_all(form, "input")}
    assert (fields["listed_question"], fields["person"]) == (str(question.pk), str(person.pk))


def test_the_status_line_is_the_only_live_region_that_speaks_of_saving(client, talk):
    page = dom(client.get(live(talk[0])))
    spoken = [attribute(one, "id") for one in walk(page) if attribute_of(one, "role") == "status"]
    assert spoken.count("save-status") == 1
    assert text_of(by_id(page, "save-status")) == "Nothing typed yet"


# What it costs


@pytest.mark.parametrize("size", [3, 300])
def test_the_page_costs_the_same_for_any_number_of_questions(client, talk, size):
    interview, _question, person = talk
    for number in range(size):
        listed = factories.ListedQuestionFactory(company=interview.company, must_ask=bool(number % 2))
        if number % 3:
            factories.AgendaItemFactory(interview=interview, listed_question=listed)
        factories.AnswerFactory(listed_question=listed, interview=interview, person=person)
    found = get_statements(client, live(interview))
    assert 1 < len(found) <= MOST, "\n".join(found)
