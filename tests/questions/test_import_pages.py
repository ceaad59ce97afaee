"""Bringing a list: pasted or uploaded, looked at page by page, added, taken back, thrown away."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from questions.models import Import, Question, Topic
from tests import factories
from tests.interviews.pages import by_id, dom, feedback, find_all, messages, text_of
from tests.statements import get_statements

ADDRESS = reverse("questions:import_list")
LIST = "# Pay\n\n- How is a raise decided here?\n  - Who has the last word?\n- What is the bonus?\n\n[Link](https://a.example)\n"


@pytest.fixture
def pay(mara):
    return factories.TopicFactory(name="Pay", position=1)


def at(view, draft):
    return reverse(f"questions:import_{view}", args=[draft.pk])


def draft_of(client, text=LIST):
    response = client.post(ADDRESS, {"text": text})
    assert response.status_code == 302, feedback(response, "text")
    return Import.objects.latest("pk")


def upload(client, data, name="list.md"):
    return client.post(ADDRESS, {"text": "", "file": SimpleUploadedFile(name, data)})


def switches(response):
    """Name → is it on."""
    boxes = find_all(dom(response), "input", type="checkbox", name="on")
    return {dict(box.attributes)["value"]: "checked" in dict(box.attributes) for box in boxes}


def values(response, name):
    return [dict(one.attributes)["value"] for one in find_all(dom(response), "input", name=name)]


def texts():
    return list(Question.objects.order_by("pk").values_list("text", flat=True))


# Bringing


def test_the_page_says_how(client):
    response = client.get(ADDRESS)
    assert "nothing reaches your library before you say so" in response.text
    assert "Lists you brought" not in response.text
    form = find_all(dom(response), "form", enctype="multipart/form-data")
    assert len(form) == 1


def test_what_is_pasted_becomes_a_draft_to_look_at(client, pay, mara):
    response = client.post(ADDRESS, {"text": LIST})
    draft = Import.objects.get()
    assert response["Location"] == at("preview", draft)
    assert (draft.owner, draft.text, draft.applied_at) == (mara, LIST, None)
    assert texts() == []
    assert "draft" in text_of(by_id(dom(client.get(ADDRESS)), "main"))


WORDS = "- ¿Quién decide aquí sobre el presupuesto del año?\n- ¿Qué cambió después de la última revisión?\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "latin-1"])
def test_a_file_in_any_encoding_is_read(client, pay, encoding):
    response = upload(client, WORDS.encode(encoding))
    assert response.status_code == 302
    assert Import.objects.get().name == "list.md"
    assert "¿Quién decide aquí sobre el presupuesto del año?" in client.get(response["Location"]).text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.csv", b"topic,question\nPay,Who decides the raise?\n"),
        ("list.json", b'[{"topic": "Pay", "question": "Who decides the raise?"}]'),
        ("list.toml", b'[[questions]]\ntopic = "Pay"\ntext = "Who decides the raise?"\n'),
        ("list.txt", b"Who decides the raise?"),
    ],
)
def test_each_kind_of_file_is_read(client, pay, name, data):
    draft = client.get(upload(client, data, name)["Location"])
    assert "Who decides the raise?" in draft.text
    assert "1 question taken" in draft.text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Paste a list, or choose a file."),
        (" \n\t\n", "Paste a list, or choose a file."),
        ("- Who\x00decides?", "Null characters are not allowed."),
        ("x" * (2 * 1024 * 1024 + 1), "The list is larger than 2 MB."),
        ("\n".join(f"- Who is number {n}?" for n in range(5001)), "5,000 are the most"),
        ('{"a": [', "Line 1 is not valid JSON."),
    ],
    ids=["nothing", "blank", "NUL", "large", "many", "broken"],
)
def test_what_cannot_be_read_gets_a_sentence_and_is_kept(client, text, sentence):
    response = client.post(ADDRESS, {"text": text})
    assert response.status_code == 422
    assert sentence in feedback(response, "text")
    assert (
        text_of(by_id(dom(response), "id_text")).split() == text.replace("\x00", "").split() or "\x00" in text
    )
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "This is not a text file."),
        (b"Who\x00 decides?\nWho pays?", "Line 1 holds a NUL character."),
        (b"x" * (2 * 1024 * 1024 + 1), "The list is larger than 2 MB."),
        (b"", "The submitted file is empty."),
    ],
    ids=["binary", "NUL", "large", "empty"],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(client, data, sentence):
    response = upload(client, data)
    assert response.status_code == 422
    assert sentence in feedback(response, "file")
    assert not Import.objects.exists()


def test_a_broken_file_says_in_which_line(client):
    response = upload(client, b'{\n"a": [', "list.json")
    assert (response.status_code, "is not valid JSON" in feedback(response, "file")) == (422, True)


def test_both_at_once_are_refused_and_the_text_is_kept(client):
    response = client.post(ADDRESS, {"text": LIST, "file": SimpleUploadedFile("list.md", b"- Who?")})
    assert response.status_code == 422
    assert "not both" in feedback(response, "file")
    assert "How is a raise decided here?" in text_of(by_id(dom(response), "id_text"))


def test_more_than_any_form_may_hold_is_no_error_of_ours(client):
    assert client.post(ADDRESS, {"text": "x" * 4_000_000}).status_code == 400


# Looking


def test_the_preview_shows_every_line_with_its_switch_and_reason(client, pay):
    response = client.get(at("preview", draft_of(client)))
    assert switches(response) == {"1": False, "3": True, "4": True, "5": True, "7": False}
    lines = [text_of(one) for one in find_all(dom(response), "li", cls="row-line")]
    assert lines[1] == "How is a raise decided here? line 3 · Has a question mark."
    assert lines[4] == "Link line 7 · A link."
    assert "2 questions taken · 1 follow-up" in response.text
    assert "Add 2 questions" in response.text


def test_topics_are_proposed_and_can_be_ones_own(client, pay):
    response = client.get(at("preview", draft_of(client, LIST + "\n# Zebras\n\n- Do zebras bite here?\n")))
    chosen = {}
    for select in find_all(dom(response), "select", name="topic"):
        [option] = [one for one in find_all(select, "option") if "selected" in dict(one.attributes)]
        chosen[dict(select.attributes)["id"]] = text_of(option)
    assert values(response, "heading") == ["Pay", "Zebras"]
    assert list(chosen.values()) == ["Pay", "Keep as my own topic"]


def test_what_the_list_says_of_itself_is_shown(client, pay):
    text = LIST + "\nLicense: CC BY 4.0\n\nSource: https://lists.example.org/reverse\n"
    response = client.get(at("preview", draft_of(client, text)))
    for words in ("language: English", "licence: CC BY 4.0", "https://lists.example.org/reverse"):
        assert words in response.text


def test_near_and_known_questions_are_marked(client, pay, mara):
    factories.QuestionFactory(topic=pay, text="How is a pay raise decided here?")
    factories.QuestionFactory(topic=pay, text="What is the bonus?", owner=mara)
    response = client.get(at("preview", draft_of(client)))
    assert "nearly the same as “How is a pay raise decided here?”" in response.text
    assert "You have this question already." in response.text
    assert "5" not in switches(response)


def test_a_list_without_questions_says_so(client):
    response = client.get(at("preview", draft_of(client, "Just a note about nothing.\n")))
    assert "No question was found in this list." in response.text
    assert "Add what is switched on" in response.text


def test_a_list_that_is_known_says_so(client, pay):
    client.post(at("apply", draft_of(client)))
    assert "You have every question of this list already." in client.get(at("preview", draft_of(client))).text


def test_html_and_right_to_left_text_are_shown_as_they_are(client, pay):
    response = client.get(
        at("preview", draft_of(client, "- Who <script>alert(1)</script> decides?\n- מי מחליט כאן?\n"))
    )
    assert "<script>alert" not in response.text
    assert "<bdi>מי מחליט כאן?</bdi>" in response.text


def test_250_lines_come_in_three_pages_and_choices_are_kept_over_them(client, pay):
    draft = draft_of(client, "\n".join(f"- Who was number {n * 37}?" for n in range(250)))
    first = client.get(at("preview", draft))
    assert (len(switches(first)), "Page 1 of 3" in first.text) == (100, True)
    body = {"page": 1, "to": 2, "shown": values(first, "shown"), "on": values(first, "shown")[1:]}
    response = client.post(at("choose", draft), body)
    assert response["Location"] == f"{at('preview', draft)}?page=2"
    second = client.get(response["Location"])
    assert "101" in switches(second)
    client.post(at("choose", draft), {"page": 2, "shown": values(second, "shown"), "on": []})
    assert switches(client.get(at("preview", draft)))["1"] is False
    assert set(switches(client.get(at("preview", draft), {"page": 2})).values()) == {False}
    assert "149 questions taken" in client.get(at("preview", draft), {"page": 3}).text


@pytest.mark.parametrize("page", ["abc", "0", "-1", "999", "", "²", "9" * 30, "\x00"])
def test_a_page_that_is_none_is_the_first_or_the_last(client, pay, page):
    assert client.get(at("preview", draft_of(client)), {"page": page}).status_code == 200


def test_a_draft_of_5000_lines_takes_few_statements(client, pay):
    draft = draft_of(client, "\n".join(f"- What happened to {n} zebras in {n * 7}?" for n in range(5000)))
    assert len(get_statements(client, at("preview", draft))) <= 8
    assert len(get_statements(client, ADDRESS)) <= 8


def test_lists_brought_take_no_more_statements_when_there_are_more(client, pay):
    draft_of(client)
    few = len(get_statements(client, ADDRESS))
    for number in range(10):
        client.post(at("apply", draft_of(client, f"- Who is number {number}{number}{number}?\n")))
    assert len(get_statements(client, ADDRESS)) == few


# Choosing


def test_switches_and_topics_are_kept(client, pay):
    draft = draft_of(client)
    body = {"page": 1, "shown": ["3", "4", "5", "7"], "on": ["3", "7"], "heading": ["Pay"], "topic": ["own"]}
    response = client.post(at("choose", draft), body, follow=True)
    assert messages(response) == "Preview changed."
    assert switches(response) == {"1": False, "3": True, "4": False, "5": False, "7": True}
    draft.refresh_from_db()
    assert draft.choices == {"on": ["7"], "off": ["4", "5"], "topics": {"Pay": "own"}}


def foreign_topic(stranger):
    return str(factories.TopicFactory(owner=stranger).pk)


@pytest.mark.parametrize(
    "body",
    [
        {"shown": ["abc"]},
        {"shown": [""]},
        {"shown": ["-1"]},
        {"shown": ["1"], "on": ["9" * 40]},
        {"shown": ["²"]},
        {"shown": ["1\x00"]},
        {"shown": ["1.2.3"]},
        {"page": "abc"},
        {"page": "-1"},
        {"to": "9" * 30},
        {"heading": ["Pay"], "topic": []},
        {"heading": [], "topic": ["own"]},
        {"heading": ["Pay"], "topic": ["999999999"]},
        {"heading": ["Pay"], "topic": ["\x00"]},
        {"heading": ["Pay"], "topic": ["foreign"]},
    ],
    ids=str,
)
@pytest.mark.parametrize("view", ["choose", "apply"])
def test_forged_choices_change_nothing(client, pay, stranger, view, body):
    draft = draft_of(client)
    if body.get("topic") == ["foreign"]:
        body = body | {"topic": [foreign_topic(stranger)]}
    response = client.post(at(view, draft), body, follow=True)
    assert messages(response) == "These choices cannot be read. Nothing was changed."
    draft.refresh_from_db()
    assert (draft.choices, draft.applied_at, texts()) == ({}, None, [])


@pytest.mark.parametrize(
    "body",
    [
        {"shown": ["999", "3.9"], "on": ["999", "3.9"]},
        {"heading": ["Nowhere", "Nu\x00ll", "x" * 5000], "topic": ["own", "own", "own"]},
        {"on": ["7"]},
        {},
    ],
    ids=str,
)
def test_choices_about_what_was_not_shown_are_dropped(client, pay, body):
    draft = draft_of(client)
    assert client.post(at("choose", draft), body).status_code == 302
    draft.refresh_from_db()
    assert draft.choices in ({}, {"on": [], "off": [], "topics": {}})


# Adding


def test_adding_takes_what_the_page_shows_at_that_moment(client, pay):
    draft = draft_of(client)
    body = {"page": 1, "shown": ["3", "4", "5", "7"], "on": ["3", "4"], "heading": ["Pay"], "topic": [pay.pk]}
    response = client.post(at("apply", draft), body, follow=True)
    assert messages(response) == "1 question added to your library."
    [question] = Question.objects.all()
    assert (question.text, question.topic, question.follow_ups) == (
        "How is a raise decided here?",
        pay,
        ["Who has the last word?"],
    )


def test_where_a_question_came_from_is_shown_on_it(client, pay):
    text = LIST + "\nLicense: CC BY 4.0\n\nSource: https://lists.example.org/reverse\n"
    client.post(at("apply", draft_of(client, text)))
    response = client.get(reverse("questions:question_detail", args=[Question.objects.first().pk]))
    assert "https://lists.example.org/reverse" in response.text
    assert "(CC BY 4.0)" in response.text


def test_a_list_is_added_once(client, pay):
    draft = draft_of(client)
    client.post(at("apply", draft))
    response = client.post(at("apply", draft), follow=True)
    assert messages(response).endswith("This list was added already. Nothing was changed.")
    assert len(texts()) == 2


def test_an_added_list_can_be_looked_at_and_not_changed(client, pay):
    draft = draft_of(client)
    client.post(at("apply", draft))
    page = client.get(at("preview", draft))
    assert (switches(page), "Add 2 questions" in page.text) == ({}, False)
    assert "2 questions taken" in page.text
    response = client.post(at("choose", draft), {"shown": ["3"], "on": []}, follow=True)
    assert messages(response) == "This list was added already. Nothing was changed."
    client.post(at("discard", draft))
    draft.refresh_from_db()
    assert draft.choices == {"on": [], "off": [], "topics": {}}


def test_nothing_to_add_says_so_and_leaves_the_draft(client, pay):
    draft = draft_of(client)
    response = client.post(at("apply", draft), {"shown": ["3", "4", "5"], "on": []}, follow=True)
    assert "Nothing added" in messages(response)
    draft.refresh_from_db()
    assert draft.applied_at is None


# Taking back and throwing away


def test_an_import_is_undone(client, pay):
    draft = draft_of(client)
    client.post(at("apply", draft))
    assert "2 questions" in client.get(ADDRESS).text
    response = client.post(at("undo", draft), follow=True)
    assert messages(response) == "Import undone. Its questions are gone from your library."
    assert texts() == []
    assert "undone" in client.get(at("preview", draft)).text
    assert "nothing to undo" in messages(client.post(at("undo", draft), follow=True))


def test_undo_is_refused_while_a_question_is_listed(client, pay):
    draft = draft_of(client)
    client.post(at("apply", draft))
    listed = factories.ListedQuestionFactory(question=Question.objects.first())
    assert "take them off there first" in messages(client.post(at("undo", draft), follow=True))
    assert len(texts()) == 2
    listed.removed_at = timezone.now()
    listed.save(update_fields=["removed_at"])
    assert "Import undone" in messages(client.post(at("undo", draft), follow=True))


def test_a_draft_is_thrown_away(client, pay):
    draft = draft_of(client)
    response = client.post(at("discard", draft), follow=True)
    assert messages(response) == "Draft thrown away. Your library is as it was."
    assert not Import.objects.exists()


def test_a_draft_that_was_never_added_cannot_be_undone(client, pay):
    draft = draft_of(client)
    assert "nothing to undo" in messages(client.post(at("undo", draft), follow=True))
    assert Import.objects.exists()


# Others


@pytest.mark.parametrize("view", ["preview", "choose", "apply", "undo", "discard"])
def test_a_strangers_list_is_not_there(client, stranger_client, signed_out_client, pay, view):
    draft = draft_of(client)
    method = "GET" if view == "preview" else "POST"
    assert stranger_client.generic(method, at(view, draft)).status_code == 404
    assert signed_out_client.generic(method, at(view, draft)).status_code == 302
    assert client.generic("POST" if method == "GET" else "GET", at(view, draft)).status_code == 405
    assert (Import.objects.count(), texts()) == (1, [])


def test_the_lists_of_others_are_not_shown(client, stranger_client, pay):
    draft_of(client, "# Secret zebras\n\n- Who is it?\n")
    assert "Secret" not in stranger_client.get(ADDRESS).text


def test_a_strangers_questions_make_nothing_known(client, pay, stranger):
    factories.QuestionFactory(topic=pay, text="What is the bonus?", owner=stranger)
    assert "5" in switches(client.get(at("preview", draft_of(client))))


def test_more_headings_than_a_form_may_send_still_work(client):
    draft = draft_of(
        client, "\n".join(f"# Zebra {n * 7919}\n\n- What happened to zebra {n * 31}?\n" for n in range(700))
    )
    page = client.get(at("preview", draft))
    assert "The first 300 of 700 headings." in page.text
    topics = ["own"] * 300
    body = {"shown": values(page, "shown"), "on": values(page, "shown"), "topic": topics}
    client.post(at("apply", draft), body | {"heading": values(page, "heading")})
    assert Topic.objects.count() > 300
