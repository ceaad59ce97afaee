"""The whole interview by keyboard: every key of the list, with Alt while typing and without it elsewhere."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.interview_mode import ON_SERVER, InterviewMode, eventually

FIRST, SECOND, THIRD = "Who decides here?", "Wie läuft der Bereitschaftsdienst?", "Why did 2 people leave?"
OTHER = "¿Qué pasó con Émile?"


@pytest.fixture
def panel(page, mara):
    return InterviewMode(page, mara.is_in_a_panel(FIRST, SECOND, THIRD, off_agenda=[OTHER]))


@pytest.fixture(params=["with Alt while typing", "without Alt elsewhere"])
def press(request, panel):
    """Presses a key of the list in either way."""
    if request.param == "without Alt elsewhere":
        panel.leaves_the_text()
        return lambda *keys: panel.press(*keys)
    panel.types("Typed.")
    return lambda *keys: panel.press(*(f"Alt+{key}" for key in keys))


# What is said of an answer


def test_the_digits_rate_and_take_it_back(panel, press, saved):
    for value in "1234":
        press(value)
        panel.chooses("rating", value)
    press("4")
    panel.chooses("rating", "")
    press("2")
    panel.tells(ON_SERVER)
    assert saved("rating") == [(2,)]


def test_q_goes_through_the_qualities_and_back_to_none(panel, press):
    for value in ("specific", "general", "vague", "declined", "didn't know", ""):
        press("q")
        panel.chooses("quality", value)


def test_g_and_r_flag_the_one_or_the_other_and_take_it_back(panel, press, saved):
    for key, value in (("g", "good sign"), ("r", "red flag"), ("r", ""), ("g", "good sign")):
        press(key)
        panel.chooses("flag", value)
    panel.tells(ON_SERVER)
    assert saved("flag") == [("good sign",)]


def test_b_and_p_mark_and_take_it_back(panel, press, saved):
    press("b", "p")
    panel.chooses("come_back", "true")
    panel.chooses("promise", "true")
    press("b")
    panel.chooses("come_back")
    panel.tells(ON_SERVER)
    assert saved("come_back, promise") == [(False, True)]


def test_keys_of_the_list_type_nothing(panel, press):
    before = panel.said.input_value()
    press("q", "g", "r", "b", "p", "1")
    expect(panel.said).to_have_value(before)


def test_while_typing_the_letters_are_letters(panel):
    panel.types("qgrbpin 1234 ?/")
    expect(panel.said).to_have_value("qgrbpin 1234 ?/")
    panel.asks(FIRST)
    panel.chooses("rating", "")


# From question to question, from person to person


def test_control_enter_and_the_arrows_go_along_the_agenda(panel):
    for key, question in (
        ("Enter", SECOND),
        ("ArrowDown", THIRD),
        ("ArrowUp", SECOND),
        ("ArrowUp", FIRST),
    ):
        panel.press(f"Control+{key}")
        panel.asks(question)
        expect(panel.said).to_be_focused()


def test_before_the_first_question_there_is_nothing(panel):
    panel.types("Stays.")
    panel.press("Control+ArrowUp")
    panel.asks(FIRST)
    panel.page.get_by_role("button", name="Previous").click()
    panel.asks(FIRST)
    expect(panel.said).to_have_value("Stays.")


def test_after_the_last_question_comes_the_end_of_the_interview(panel, saved):
    panel.press("Control+Enter", "Control+Enter")
    panel.asks(THIRD)
    panel.types("The last word")
    with panel.page.expect_navigation():
        panel.press("Control+Enter")
    expect(panel.page.get_by_role("heading", level=1)).to_have_text("Finish this interview")
    assert saved() == [("The last word",)]


def test_i_goes_from_person_to_person_and_around(panel):
    panel.hears("Ilse Brandt")
    for person in ("Jonas Vik", "Not said", "Ilse Brandt"):
        panel.press("Alt+i")
        panel.hears(person)
        expect(panel.said).to_be_focused()
    panel.leaves_the_text()
    panel.press("i")
    panel.hears("Jonas Vik")


def test_without_a_request_questions_and_people_keep_their_texts_apart(panel, profile, saved):
    profile.watch.expect("ERR_INTERNET_DISCONNECTED", "when fetching the script")
    profile.set_offline(True)
    texts = {}
    for question in (FIRST, SECOND):
        panel.asks(question)
        for person in ("Ilse Brandt", "Jonas Vik"):
            panel.page.get_by_role("link", name=person).click()
            panel.hears(person)
            expect(panel.said).to_have_value("")
            texts[question, person] = f"{person} on {question}"
            panel.types(texts[question, person])
        panel.press("Control+Enter")
    for (question, person), text in texts.items():
        panel.page.locator(".live-list").get_by_role("link", name=question).click()
        panel.page.get_by_role("link", name=person).click()
        expect(panel.said).to_have_value(text)

    profile.set_offline(False)
    panel.tells(ON_SERVER)
    eventually(panel.page, lambda: sorted(said for (said,) in saved()) == sorted(texts.values()))


def test_what_they_all_said_is_copied_to_who_has_said_nothing(panel, saved):
    both = panel.page.get_by_role("button", name="They all said it")
    expect(both).to_be_disabled()
    panel.types("We do, all of us.")
    panel.press("Alt+3")
    both.click()
    for person in ("Jonas Vik", "Not said", "Ilse Brandt"):
        panel.press("Alt+i")
        panel.hears(person)
        expect(panel.said).to_have_value("" if person == "Not said" else "We do, all of us.")
    panel.tells(ON_SERVER)
    assert saved("said, rating") == [("We do, all of us.", 3)] * 2


def test_who_said_something_else_keeps_it(panel, saved):
    panel.press("Alt+i")
    panel.types("Not I.")
    panel.press("Alt+i", "Alt+i")
    panel.hears("Ilse Brandt")
    panel.types("We do.")
    panel.page.get_by_role("button", name="They all said it").click()
    panel.press("Alt+i")
    expect(panel.said).to_have_value("Not I.")


# Finding a question


def test_slash_finds_by_number(panel):
    panel.leaves_the_text()
    panel.press("/")
    dialog = panel.opens("Find a question")
    expect(dialog.get_by_role("searchbox")).to_be_focused()
    panel.page.keyboard.type("2")
    expect(dialog.get_by_role("button").filter(visible=True)).to_contain_text([SECOND, THIRD, "Close"])
    panel.press("Enter")
    panel.asks(SECOND)
    expect(panel.said).to_be_focused()


@pytest.mark.parametrize("words", ["lauft bereit", "BEREITSCHAFTSDIENST LÄUFT", "laüft"])
def test_it_finds_by_words_whatever_their_accents(panel, words):
    panel.leaves_the_text()
    panel.press("/")
    panel.page.keyboard.type(words)
    panel.press("Enter")
    panel.asks(SECOND)


def test_it_finds_a_question_off_the_agenda_and_the_way_leads_back(panel, saved):
    panel.press("Control+Enter")
    panel.leaves_the_text()
    panel.press("/")
    panel.page.keyboard.type("que emile")
    panel.press("Enter")
    panel.asks(OTHER)
    panel.types("He moved on.")
    panel.press("Control+Enter")
    panel.asks(SECOND)
    eventually(panel.page, lambda: saved() == [("He moved on.",)])


def test_what_is_found_off_the_agenda_comes_with_its_probes(panel, site):
    site.rows(
        "UPDATE interviews_listedquestion SET follow_ups = '{Since when?}', listen_for = 'a date'"
        " WHERE text = %s",
        OTHER,
    )
    panel.leaves_the_text()
    panel.press("/")
    panel.page.keyboard.type("emile")
    panel.press("Enter")
    panel.asks(OTHER)
    expect(panel.page.get_by_text("Since when?")).to_be_visible()
    expect(panel.page.get_by_text("a date")).to_be_visible()
    panel.press("Control+Enter")
    panel.asks(FIRST)
    expect(panel.page.get_by_text("a date")).to_be_hidden()


def test_the_arrows_choose_among_what_was_found(panel):
    panel.leaves_the_text()
    panel.press("/", "ArrowDown", "ArrowDown", "Enter")
    panel.asks(SECOND)


def test_what_is_not_there_is_said_and_escape_leads_back(panel):
    panel.types("Stays.")
    panel.leaves_the_text()
    panel.press("/")
    dialog = panel.opens("Find a question")
    panel.page.keyboard.type("xyzzy")
    expect(dialog.get_by_text("No question of this company has these words.")).to_be_visible()
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_be_hidden()
    panel.asks(FIRST)
    expect(panel.said).to_have_value("Stays.")


# What came up


def test_n_asks_and_answers_what_came_up(panel, press, saved):
    press("n")
    panel.opens("What came up")
    panel.page.keyboard.type("Who signs off a new supplier?")
    panel.press("Enter")
    panel.asks("Who signs off a new supplier?")
    expect(panel.said).to_be_focused()
    panel.types("Purchasing.")
    panel.tells(ON_SERVER)
    assert ("Purchasing.",) in saved()

    # It stands on the agenda, now and after a reload
    panel.press("Control+ArrowUp")
    panel.asks(THIRD)
    panel.press("Control+ArrowDown")
    panel.asks("Who signs off a new supplier?")
    expect(panel.said).to_have_value("Purchasing.")
    panel.open()
    panel.page.locator(".live-list").get_by_role("link", name="Who signs off a new supplier?").click()
    expect(panel.said).to_have_value("Purchasing.")


def test_without_words_nothing_came_up(panel):
    panel.press("Alt+n")
    dialog = panel.opens("What came up")
    panel.press("Enter")
    expect(dialog).to_be_hidden()
    panel.asks(FIRST)


# The list of keys, and hiding


def test_the_question_mark_shows_every_key(panel):
    panel.leaves_the_text()
    panel.press("?")
    keys = panel.opens("Keys")
    for words in ("find any question of this company", "red flag", "what came up", "hide the page"):
        expect(keys.get_by_text(words)).to_be_visible()
    panel.press("Escape")
    expect(keys).to_be_hidden()


def is_hidden_from_view(panel):
    expect(panel.page.locator("main, header a, aside, dialog").filter(visible=True)).to_have_count(0)
    expect(panel.page).to_have_title("Notes")


def test_escape_twice_hides_everything_and_again_brings_it_back(panel):
    panel.types("Secret.")
    panel.press("Escape", "Escape")
    is_hidden_from_view(panel)
    panel.press("a", "Alt+1", "Control+Enter")
    is_hidden_from_view(panel)
    panel.press("Escape", "Escape")
    panel.asks(FIRST)
    expect(panel.said).to_have_value("Secret.")
    expect(panel.said).to_be_focused()
    panel.chooses("rating", "")


def test_escape_once_hides_nothing(panel):
    panel.press("Escape")
    panel.page.wait_for_timeout(700)
    panel.press("Escape")
    panel.asks(FIRST)


@pytest.mark.parametrize("key", ["?", "/", "n"])
def test_escape_twice_hides_an_open_dialog_too(panel, key):
    panel.leaves_the_text()
    panel.press(key)
    expect(panel.page.get_by_role("dialog")).to_be_visible()
    panel.press("Escape", "Escape")
    is_hidden_from_view(panel)


def test_the_title_says_nothing_of_the_company(panel):
    expect(panel.page).to_have_title(re.compile("^Notes$"))
