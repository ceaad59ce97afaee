"""`manage.py import_list`: every line of the input, and what became of it."""

import io
import json
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from questions.models import Import, Question, Topic
from tests import factories

LIST = """# Pay

Intro text.

- How is a raise decided here?
  - Who has the last word?
- What is the bonus?
"""


@pytest.fixture
def file(tmp_path, mara):
    factories.TopicFactory(name="Pay")
    path = tmp_path / "list.md"
    path.write_text(LIST)
    return path


def run(file, *options, email="mara@example.org"):
    out = io.StringIO()
    call_command("import_list", str(file), "--for", email, *options, stdout=out)
    return out.getvalue()


def report(file, *options):
    return json.loads(run(file, "--json", *options))


def rows():
    return [model.objects.count() for model in (Import, Question, Topic)]


def test_a_preview_says_every_line_and_stores_nothing(file):
    before = rows()
    lines = report(file, "--preview")["lines"]
    assert rows() == before
    assert lines[4:7] == [
        {
            "line": 5,
            "taken": True,
            "text": "How is a raise decided here?",
            "topic": "Pay",
            "follow_up_of": None,
            "reason": "mark",
        },
        {
            "line": 6,
            "taken": True,
            "text": "Who has the last word?",
            "topic": "Pay",
            "follow_up_of": 5,
            "reason": "mark",
        },
        {
            "line": 7,
            "taken": True,
            "text": "What is the bonus?",
            "topic": "Pay",
            "follow_up_of": None,
            "reason": "mark",
        },
    ]
    assert [(line["line"], line["reason"]) for line in lines if not line["taken"]][:4] == [
        (1, "heading"),
        (2, "blank"),
        (3, lines[2]["reason"]),
        (4, "blank"),
    ]


MESSY = {
    "crlf.md": "# Pay\r\n\r\n- Who\r\n  decides?\r\n\r\n```\r\ncode?\r\n```\r\n<!-- a\r\ncomment? -->\r\n",
    "front.md": "---\ntitle: A list\n---\n\nimport A from 'a'\n\n# # Pay\n\n1. Who decides?\n   - When?\n",
    "rows.csv": 'question,topic\n"Who decides\nhere?",Pay\nWho pays?,\n',
    "objects.json": '[\n {"question": "Who?",\n  "follow_ups": ["When?"]},\n {"question": "Who pays?"}\n]\n',
    "tables.toml": '[[questions]]\ntext = "Who decides?"\n\n[[questions]]\ntext = """\nWho\npays?"""\n',
    "nothing.txt": "",
    "blank.txt": "\n\n\n",
}


@pytest.mark.parametrize("name", MESSY)
def test_every_physical_line_of_the_input_is_accounted_for(mara, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(MESSY[name].encode())
    lines = report(path, "--preview")["lines"]
    there = len(MESSY[name].split("\n"))
    numbers = {line["line"] for line in lines}
    assert numbers in (set(range(1, there + 1)), set(range(1, there)))
    assert [line["line"] for line in lines] == sorted(line["line"] for line in lines)
    for line in lines:
        assert set(line) == {"line", "taken", "text", "topic", "follow_up_of", "reason"}
        assert (type(line["line"]), type(line["taken"]), type(line["text"])) == (int, bool, str)
        assert line["follow_up_of"] is None or line["follow_up_of"] in numbers
        assert line["reason"]


def test_what_is_found_is_added_for_the_candidate(file, mara, stranger):
    found = report(file)
    assert found["counts"] == {"taken": 3, "near": 0, "known": 0, "added": 2}
    assert [question.owner for question in Question.objects.all()] == [mara, mara]
    assert Import.objects.get().name == "list.md"


def test_the_same_list_again_adds_nothing_and_leaves_no_draft(file):
    run(file)
    again = report(file)
    assert again["counts"]["added"] == 0
    assert [line["reason"] for line in again["lines"] if line["reason"] == "known"] == ["known"] * 3
    assert Import.objects.count() == 1


def test_in_words(file):
    assert run(file, "--preview").startswith(
        "2 questions and 1 follow-ups taken, 0 of them near-duplicates. Left: "
    )
    assert run(file).endswith(" 2 added.\n")


def test_from_standard_input(file, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(LIST.encode())))
    assert report("-")["counts"]["added"] == 2


@pytest.mark.parametrize(("encoding", "said"), [("utf-8", "utf-8"), ("utf-16", "utf-16")])
def test_it_says_in_which_encoding_it_read(mara, tmp_path, encoding, said):
    path = tmp_path / "list.txt"
    path.write_bytes("- ¿Quién decide aquí?\n- ¿Qué cambió este año?\n".encode(encoding))
    found = report(path, "--preview")
    assert (found["encoding"], found["language"]) == (said, "es")
    assert "¿Quién decide aquí?" in run(path, "--preview", "--json")  # as it is, not as escapes


def test_addresses_are_compared_as_addresses_are(file, mara):
    assert run(file, email="MARA@example.org")


def test_nobody_has_that_address(file):
    with pytest.raises(CommandError, match=r"Nobody here has the address nobody@example\.org\."):
        run(file, email="nobody@example.org")


@pytest.mark.parametrize("where", ["nowhere.md", ""])
def test_a_file_that_cannot_be_read(mara, tmp_path, where):
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / where)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x01", "This is not a text file"),
        (b"x" * 3_000_000, "larger than 2 MB"),
        (b"Who\x00 is it?\nWho?", "NUL"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(mara, tmp_path, data, sentence):
    path = tmp_path / "list.md"
    path.write_bytes(data)
    with pytest.raises(CommandError, match=sentence):
        run(path)
    out = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_list", str(path), "--for", "mara@example.org", "--json", stdout=out)
    assert sentence in json.loads(out.getvalue())["error"]
    assert rows() == [0, 0, 0]
