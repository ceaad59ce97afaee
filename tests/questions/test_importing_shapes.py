"""Small lists of shapes and languages beside the corpus: what is taken, under which topic, following what."""

import pytest

from questions.importing.reading import read_text

LISTS = {
    "avoided questions, crossed and under a heading": (
        "# Ask\n- Who leads?\n- ❌ Is it free?\n\n## Questions you should never ask\n- What do you do?\n",
        ["Who leads?"],
    ),
    "advice in a language, above the list": (
        "# Lista\n\n- Mira lo que ya está en la web\n- Elige tres\n\n## Equipo\n\n"
        + "".join(f"- ¿Quién decide el punto {n}?\n" for n in range(9)),
        [f"¿Quién decide el punto {n}?" for n in range(9)],
    ),
    "a usage section whose heading has two languages": (
        "# 使い方 (Usage)\n- どの質問が大事かを選ぶ\n\n# 仕事 (Work)\n- 誰が決めますか？\n- 何を作りますか\n",
        ["誰が決めますか？", "何を作りますか"],
    ),
    "contents without links": (
        "# List\n\n## Contents\n- Who are you?\n- Pay\n\n## Who are you?\n"
        "- How many of you?\n- Since when?\n\n## Pay\n- What is the range?\n",
        ["How many of you?", "Since when?", "What is the range?"],
    ),
    "resources that are questions": (
        "## References\n- Will you call my former manager?\n- When do you call them?\n",
        ["Will you call my former manager?", "When do you call them?"],
    ),
    "a numbered guide with rhetorical headings": (
        "## Why bother?\nBecause.\n\n## 1. Who decides?\nThey do.\n\n"
        "## 2. What failed last?\nThat.\n\n## 3. How do you meet?\nSo.\n",
        ["Who decides?", "What failed last?", "How do you meet?"],
    ),
    "an interviewer's prompt in a guide": (
        "“Do you have any questions for us?”\n\n- What did you learn last year?\n- Who left?\n- Why?\n",
        ["What did you learn last year?", "Who left?", "Why?"],
    ),
    "headings with a label": (
        "### Q1: Why is it open?\nText.\n\n### Q2: Who left?\nText.\n",
        ["Why is it open?", "Who left?"],
    ),
    "asciidoc": (
        "= Questions\n:toc:\n\n== Team\n\n. How do you plan?\n* Who leads?\n",
        ["How do you plan?", "Who leads?"],
    ),
    "a mail without marks": (
        "Hi,\n\nbefore Monday I'd like to ask the following:\n\n"
        "- when would I start\n- do I get a laptop\n\nThanks\nJo\n",
        ["when would I start", "do I get a laptop"],
    ),
    "a German heading with a comma is no table": (
        "## Fragen, die ich stelle\n\n- Warum ist die Stelle frei\n- Gibt's ein Jobticket\n",
        ["Warum ist die Stelle frei", "Gibt's ein Jobticket"],
    ),
    "Russian with a particle": (
        "* Деньги\n  * Белая ли зарплата\n  * Когда пересмотр\n",
        ["Белая ли зарплата", "Когда пересмотр"],
    ),
    "HTML items explained": (
        "<ol>\n<li><b>Who decides?</b> Shows who has a say.</li>\n<li>How?<p>Listen well.</p></li>\n</ol>\n",
        ["Who decides?", "How?"],
    ),
    "bold questions explained beneath": (
        "**1. Who decides?**\nListen for names.\n\n"
        "**2. Describe the last release.**\n\n**Summary**\nAsk both.\n",
        ["Who decides?", "Describe the last release."],
    ),
    "answers beside questions": (
        "Q: Who leads?\nA: Ana. Does she?\n\nQ: Since when?\nA: May.\n",
        ["Who leads?", "Since when?"],
    ),
    "a question with a link in it": (
        "- Do you use [Kanban](https://k.example)?\n"
        "- [Is Kanban dead?](https://k.example)\n- See [this](https://k.example)\n",
        ["Do you use Kanban?"],
    ),
    "invitations ending with a stop, in a language known little": (
        "- Ko odlučuje?\n- Kada?\n- Koliko?\n- Gde?\n- Zamislite loš dan i opišite ga.\n",
        ["Ko odlučuje?", "Kada?", "Koliko?", "Gde?", "Zamislite loš dan i opišite ga."],
    ),
    "advice that begins as an invitation would": (
        "- Who leads?\n- Why?\n- Don't ask twice\n- Share this with friends.\n",
        ["Who leads?", "Why?"],
    ),
}


@pytest.mark.parametrize(("text", "questions"), LISTS.values(), ids=LISTS)
def test_the_questions_of_a_list_are_taken_and_nothing_else(text, questions):
    assert [line.text for line in read_text(text).questions()] == questions


def test_every_cell_of_a_row_may_ask():
    read = read_text('"Who leads?","How big is it?"\n', "list.csv")
    assert [line.text for line in read.questions()] == ["Who leads?", "How big is it?"]


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("ROLE\nwhat is it\nwho left\n\nPAY\n"
         "how much is it\nwhen is it paid\n", ["ROLE", "ROLE", "PAY", "PAY"]),
        ("Team\n -- how many people\nPay\n -- what range\n", ["Team", "Pay"]),
        ("■一覧\n\n◆仕事\n・何ですか\n◆給与\n・いくらですか\n", ["仕事", "給与"]),
        ("I. Job\n  A. What is it?\nII. Pay\n  A. How much?\n", ["Job", "Pay"]),
        ('{"a": {"Job": ["What is it?"], "Pay": ["How much?"]}}', ["Job", "Pay"]),
        ('[[topic]]\nname = "Job"\nquestions = ["Why?"]\n'
         '[[topic]]\nname = "Pay"\nquestions = ["How?"]\n', ["Job", "Pay"]),
        ("Role\n: What is it?\n\nPay\n: How much?\n", ["Role", "Pay"]),
    ],
)  # fmt: skip
def test_topics_are_found_however_they_are_written(text, topics):
    assert [line.topic for line in read_text(text).questions()] == topics


@pytest.mark.parametrize(
    "text",
    [
        "1. Who leads?\n   a. Since when?\n",
        "* Who leads?\n** Since when?\n",
        "## 1. Who leads?\n- Since when?\n\n## 2. Why?\n",
        "### Who leads?\n#### Follow-up: Since when?\n\n### Why?\n",
        "question,follow-up\nWho leads?,Since when?\n",
        "| Question | Follow-up |\n|---|---|\n| Who leads? | Since when? |\n",
        '{"q": [{"question": "Who leads?", "followUps": ["Since when?"]}]}',
        "<ul><li>Who leads?<ul><li>Since when?</li></ul></li></ul>",
    ],
)
def test_follow_ups_are_found_however_they_are_written(text):
    top, probe = read_text(text).questions()[:2]
    assert (top.text, top.follow_up_of) == ("Who leads?", None)
    assert (probe.text, probe.follow_up_of) == ("Since when?", top.line)


@pytest.mark.parametrize(
    ("text", "licence", "source"),
    [
        (
            "Basado en https://a.example/b. Licencia: CC BY-SA 4.0\n- ¿Quién?",
            "CC BY-SA 4.0",
            "https://a.example/b",
        ),
        ("- Who?\n\nLicensed under the MIT license.", "MIT", None),
        ("- Who?\n\nThis comes without a licence.", None, None),
        ("---\nsource: https://a.example\nlicense: CC0\n---\n- Who?", "CC0", "https://a.example"),
    ],
)
def test_where_a_list_comes_from_is_kept(text, licence, source):
    read = read_text(text)
    assert (read.licence, read.source_url) == (licence, source)
