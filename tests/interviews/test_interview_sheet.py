"""The paper sheet of an interview: what stands on it, in which size, and the ways to it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from interviews.models import Profile
from tests import factories
from tests.interviews.pages import attribute, dom, find_all, text_of
from tests.statements import get_statements

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def interview(mara):
    company = factories.CompanyFactory(name="Halden & Co", role="Site engineer")
    return factories.InterviewFactory(
        company=company,
        kind="technical",
        starts_at=datetime(2026, 11, 24, 13, 0, tzinfo=UTC),
        time_zone="Europe/Amsterdam",
        minutes=50,
        question_minutes=15,
    )


def sheet(client, interview, **query):
    response = client.get(url(interview), query)
    assert response.status_code == 200
    return response


def url(interview):
    return reverse("interviews:interview_sheet", args=[interview.pk])


def asks(interview, **fields):
    listed = factories.ListedQuestionFactory(company=interview.company, **fields)
    factories.AgendaItemFactory(interview=interview, listed_question=listed)
    return listed


def meets(interview, **fields):
    factories.InterviewPersonFactory(
        interview=interview, person=factories.PersonFactory(company=interview.company, **fields)
    )


def texts(response, tag, cls):
    return [text_of(one) for one in find_all(dom(response), tag, cls=cls)]


def papers(response):
    return texts(response, "section", "paper")


def bar(response):
    return texts(response, "div", "paper-bar")[0]


def links(response, text):
    return [attribute(one, "href") for one in find_all(dom(response), "a") if text_of(one) == text]


# What stands on it


def test_the_head_says_with_whom_when_and_for_how_long(client, interview):
    meets(interview, name="Ilse Brandt", title="Head of platform", audience="hiring manager")
    head = texts(sheet(client, interview), "header", "paper-head")[0]
    assert head.startswith(
        "Halden & Co Site engineer Technical · Tuesday 24 November 2026, 14:00 Europe/Amsterdam"
    )
    assert "50 min, 15 for questions" in head
    assert "Ilse Brandt , Head of platform · hiring manager" in head
    assert "Rating: 1 would make me leave · 2 worrying · 3 good · 4 delights me" in head


def test_where_nobody_is_known_there_is_a_line_for_the_name(client, interview):
    assert texts(sheet(client, interview), "p", "fill-in") == ["With"]


def test_of_many_people_six_are_named_and_the_rest_counted(client, interview):
    for number in range(9):
        meets(interview, name=f"Panellist {number}")
    head = texts(sheet(client, interview), "header", "paper-head")[0]
    assert head.count("Panellist") == 6
    assert "and 3 more" in head


def test_questions_are_numbered_as_on_the_agenda_with_must_asks_first(client, interview):
    asks(interview, text="Who left last?")
    asks(interview, text="Who decides?", must_ask=True)
    response = sheet(client, interview)
    assert [one.split("?")[0] for one in texts(response, "article", "ask")] == [
        "1 Who decides",
        "2 Who left last",
    ]
    detail = client.get(reverse("interviews:interview_detail", args=[interview.pk])).text
    assert detail.index("Who decides?") < detail.index("Who left last?")


def test_a_question_comes_with_topic_minutes_probes_anchors_and_boxes(client, interview):
    topic = factories.TopicFactory(name="Autonomy", short="Autonomy")
    asks(
        interview,
        text="Who decides?",
        topic=topic,
        minutes=4,
        must_ask=True,
        follow_ups=["Alone?", "Since when?"],
        anchor_low="Nobody knows",
        anchor_high="A name and a date",
    )
    ask = texts(sheet(client, interview), "article", "ask")[0]
    assert "Who decides? Autonomy · 4 min · must ask Alone? Since when?" in ask
    assert "1 sounds like “ Nobody knows ” 4 sounds like “ A name and a date ”" in ask
    assert "specific general vague declined didn’t know Rating 1 2 3 4" in ask
    assert ask.endswith("good sign red flag come back promise")


def test_a_question_without_topic_or_anchors_says_nothing_of_them(client, interview):
    asks(interview, text="Who decides?", topic=None)
    ask = texts(sheet(client, interview), "article", "ask")[0]
    assert "Who decides? 3 min" in ask
    assert "sounds like" not in ask


def test_it_ends_with_what_came_up_and_the_impression(client, interview):
    asks(interview)
    end = texts(sheet(client, interview), "footer", "paper-end")
    assert len(end) == 1
    assert end[0].startswith("What came up Overall impression 1 – I would not work there")


def test_what_people_typed_is_shown_as_text(client, interview):
    asks(interview, text="<b>Who</b> & why?", follow_ups=["<script>alert(1)</script>"])
    page = sheet(client, interview).text
    assert "&lt;b&gt;Who&lt;/b&gt; &amp; why?" in page
    assert "<script>alert" not in page


# How much of it


@pytest.mark.parametrize(("count", "pages"), [(0, 1), (1, 1), (4, 1), (8, 2), (14, 2), (40, 2), (300, 2)])
def test_it_takes_one_page_or_two(client, interview, count, pages):
    for _ in range(count):
        asks(interview, follow_ups=["Who was asked?", "What did it cost?"])
    response = sheet(client, interview)
    assert len(papers(response)) == pages
    assert ("Page 2 of 2" in response.text) == (pages == 2)


def test_what_has_no_room_to_write_is_listed_under_its_number_and_the_screen_says_so(client, interview):
    for number in range(1, 31):
        asks(interview, text=f"What about subject {number}?")
    response = sheet(client, interview)
    full = len(texts(response, "article", "ask"))
    listed = [text_of(one) for one in find_all(dom(response), "li") if attribute(one, "value")]
    assert listed == [f"{number} What about subject {number}?" for number in range(full + 1, 31)]
    assert f"The last {30 - full} questions are listed without room to write" in bar(response)
    assert "not on this sheet" not in response.text


def test_what_two_pages_do_not_take_is_named_on_the_screen_and_on_paper(client, interview):
    for _ in range(300):
        asks(interview)
    response = sheet(client, interview)
    first = len(texts(response, "article", "ask")) + len(
        [o for o in find_all(dom(response), "li") if attribute(o, "value")]
    )
    sentence = f"Questions {first + 1} to 300 are not on this sheet."
    assert sentence in bar(response)
    assert sentence in papers(response)[1]


def test_an_empty_agenda_gives_numbers_and_lines_and_a_way_to_choose(client, interview):
    response = sheet(client, interview)
    assert [one.split()[0] for one in texts(response, "article", "ask")] == ["1", "2", "3", "4", "5", "6"]
    assert "No questions on this agenda" in bar(response)
    assert links(response, "Choose questions") == [
        reverse("interviews:interview_detail", args=[interview.pk])
    ]


# Paper and discretion


def stylesheets(response):
    return [attribute(one, "href") for one in find_all(dom(response), "link", rel="stylesheet")]


@pytest.mark.parametrize(
    ("own", "asked", "given"),
    [
        ("A4", "", "A4"),
        ("Letter", "", "Letter"),
        ("Letter", "A4", "A4"),
        ("A4", "Letter", "Letter"),
        ("Letter", "A3", "Letter"),
        ("A4", "letter\x00<", "A4"),
    ],
)
def test_the_address_says_the_paper_else_the_profile(client, interview, own, asked, given):
    Profile.objects.update(paper_size=own)
    response = sheet(client, interview, paper=asked)
    pages = [one for one in stylesheets(response) if "css/sheet-" in one]
    assert pages == [f"/static/css/sheet-{given.lower()}.css"]
    sizes = find_all(dom(response), "div", **{"aria-label": "Paper size"})[0]
    chosen = find_all(sizes, "a", **{"aria-current": "true"})
    assert [text_of(one) for one in chosen] == [given]


def test_the_companys_name_can_be_left_out(client, interview):
    asks(interview)
    response = sheet(client, interview, neutral="1")
    assert "Halden" not in response.text
    assert "<title>Notes</title>" in response.text
    assert [text_of(one) for one in find_all(dom(response), "h1")] == ["Technical"]
    assert links(response, "Show the company’s name") == ["?paper=A4"]
    assert links(response, "Letter") == ["?paper=Letter&neutral=1"]


@pytest.mark.parametrize("neutral", ["", "0", "yes"])
def test_the_name_stays_where_nobody_left_it_out(client, interview, neutral):
    response = sheet(client, interview, neutral=neutral)
    assert [text_of(one) for one in find_all(dom(response), "h1")] == ["Halden & Co"]
    assert "Sheet · Technical · Halden &amp; Co · Turnabout" in response.text


def test_the_button_waits_for_its_script(client, interview):
    button = find_all(dom(sheet(client, interview)), "button", cls="btn-primary")[0]
    assert "hidden" in dict(button.attributes)
    assert "data-print" in dict(button.attributes)


# The ways to it


def test_the_interview_links_its_sheet_before_and_after(client, interview):
    detail = reverse("interviews:interview_detail", args=[interview.pk])
    assert links(client.get(detail), "Print sheet") == [url(interview)]
    interview.finished_at = NOW
    interview.save()
    assert links(client.get(detail), "Print sheet") == [url(interview)]


@time_machine.travel(NOW, tick=False)
def test_the_company_links_the_sheet_of_its_next_interview(client, interview):
    company = interview.company
    factories.InterviewFactory(company=company, starts_at=NOW - timedelta(hours=5))
    factories.InterviewFactory(company=company, starts_at=NOW + timedelta(hours=1), cancelled_at=NOW)
    factories.InterviewFactory(company=company, starts_at=NOW + timedelta(hours=2), finished_at=NOW)
    factories.InterviewFactory(starts_at=NOW + timedelta(hours=3))
    factories.InterviewFactory(company=company, starts_at=NOW + timedelta(days=9))
    for name in ("company_detail", "person_list", "interview_list", "answer_list"):
        response = client.get(reverse(f"interviews:{name}", args=[company.pk]))
        assert links(response, "Print sheet") == [url(interview)], name


@time_machine.travel(NOW, tick=False)
def test_an_interview_that_has_begun_is_still_the_next(client, interview):
    begun = factories.InterviewFactory(company=interview.company, starts_at=NOW - timedelta(hours=1))
    response = client.get(reverse("interviews:interview_list", args=[interview.company_id]))
    assert links(response, "Print sheet") == [url(begun)]


def test_a_company_without_an_interview_to_come_has_no_such_button(client, mara):
    company = factories.CompanyFactory()
    response = client.get(reverse("interviews:interview_list", args=[company.pk]))
    assert links(response, "Print sheet") == []


# Whose, and at what cost


def test_a_stranger_does_not_find_it(stranger_client, interview):
    assert stranger_client.get(url(interview)).status_code == 404


def test_it_is_only_read(client, interview):
    assert client.post(url(interview)).status_code == 405


@pytest.mark.parametrize("paper", ["", "?paper=Letter"])
def test_three_hundred_questions_take_no_more_statements_than_three(client, interview, paper):
    for _ in range(3):
        asks(interview)
        meets(interview)
    few = get_statements(client, url(interview) + paper)
    for _ in range(297):
        asks(interview)
    many = get_statements(client, url(interview) + paper)
    assert len(few) == len(many) <= 8
