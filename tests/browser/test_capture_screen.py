"""The calm of interview mode: nothing moves, and everything is in reach of eye, thumb and screen reader."""

import pytest
from playwright.sync_api import expect

from tests.browser.interview_mode import ON_SERVER, InterviewMode
from tests.browser.steps import axe_in_both_themes, fits, is_drawn

PHONE = {"width": 375, "height": 812}
KEYBOARD_OPEN = {"width": 375, "height": 420}
LONG = "What happens, step by step and person by person, when two teams want opposite things " * 3
PLACES = """() => Object.fromEntries(
  [...document.querySelectorAll("textarea, #impression, .judge label, .answer-bar a, .live-foot .btn")]
    .filter((one) => one.checkVisibility())
    .map((one, n) => [`${n} ${one.textContent.trim().slice(0, 9)}`, one.getBoundingClientRect().toJSON()]))"""
TOO_SMALL = """() => [...document.querySelectorAll("button, a, label:has(input), textarea, summary")]
  .filter((one) => one.checkVisibility() && !one.closest(".visually-hidden, dialog, .none, .skip-link"))
  .map((one) => [one.textContent.trim().slice(0, 30), one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height > 1 && (box.height < 39.5 || box.width < 39.5))
  .map(([text, box]) => `${text}: ${Math.round(box.width)} × ${Math.round(box.height)}`)"""


@pytest.fixture
def panel(page, mara):
    return InterviewMode(page, mara.is_in_a_panel("Who decides here?", LONG, "שלום, מי מחליט?"))


@pytest.fixture
def phone(mara, open_profile):
    live = mara.is_in_a_panel("Who decides here?", LONG, "שלום, מי מחליט?")
    options = {"viewport": PHONE, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
    with open_profile(storage_state=mara.profile.storage_state(), **options) as profile:
        yield InterviewMode(profile.new_page(), live)


def places(tab):
    is_drawn(tab.page)
    return tab.page.evaluate(PLACES)


def test_nothing_moves_while_one_types_rates_and_saves(panel):
    before = places(panel)
    panel.types("We do.")
    assert places(panel) == before, "while typing"
    panel.tells(ON_SERVER)
    assert places(panel) == before, "when saved"
    panel.press("Alt+3", "Alt+q", "Alt+g", "Alt+b")
    panel.tells(ON_SERVER)
    assert places(panel) == before, "when rated"


def test_nothing_moves_on_a_phone_either(phone):
    before = places(phone)
    phone.page.locator("form[data-capture] label").filter(has_text="Worrying").tap()
    phone.tells(ON_SERVER)
    assert places(phone) == before


def test_the_text_area_grows_with_the_text(panel):
    before = panel.said.bounding_box()["height"]
    panel.said.fill("line\n" * 15)
    after = panel.said.bounding_box()["height"]
    assert after > before + 100
    assert panel.said.evaluate("(field) => field.scrollHeight <= field.clientHeight + 1")


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 860}, PHONE], ids=["1280", "375"])
def test_axe_finds_nothing_at_any_question_or_dialog(panel, viewport):
    page = panel.page
    page.set_viewport_size(viewport)
    axe_in_both_themes(page, "untouched")
    panel.types("We do.")
    panel.press("Alt+2", "Alt+r", "Alt+q")
    panel.tells(ON_SERVER)
    axe_in_both_themes(page, "answered")
    for key, name in (("?", "Keys"), ("/", "Find a question"), ("n", "What came up")):
        panel.leaves_the_text()
        panel.press(key)
        dialog = panel.opens(name)
        axe_in_both_themes(page, f"dialog {name}")
        fits(page)
        panel.press("Escape")
        expect(dialog).to_be_hidden()
    panel.press("Control+Enter")
    axe_in_both_themes(page, "a long question")
    fits(page)


def test_every_target_is_large_enough_for_a_thumb(phone):
    assert phone.page.evaluate(TOO_SMALL) == []


def question_in_sight(tab):
    """How much of the question's height is on the screen, above the text and the buttons."""
    box = tab.page.get_by_role("heading", level=1).bounding_box()
    height = tab.page.evaluate("innerHeight")
    return box["height"] > 10 and box["y"] >= 0 and box["y"] + box["height"] <= height


@pytest.mark.parametrize("steps", [0, 1], ids=["short", "long"])
def test_with_the_keyboard_open_the_question_stays_in_sight(phone, steps):
    for _step in range(steps):
        phone.page.get_by_role("button", name="Next question").tap()
    phone.said.tap()
    phone.page.set_viewport_size(KEYBOARD_OPEN)
    phone.page.keyboard.type("word " * 150)
    is_drawn(phone.page)
    expect(phone.said).to_be_focused()
    assert question_in_sight(phone)
    caret = phone.said.bounding_box()
    question = phone.page.get_by_role("heading", level=1).bounding_box()
    foot = phone.page.locator(".live-foot").bounding_box()
    assert foot["y"] - (question["y"] + question["height"]) >= 100, "no room is left to see what one types"
    assert caret["y"] < foot["y"]


def test_every_question_is_a_tap_away_on_a_phone(phone):
    phone.page.get_by_text("All questions of this interview").tap()
    phone.page.locator("details").get_by_role("link", name="מי מחליט").tap()
    phone.asks("שלום, מי מחליט?")
    phone.page.get_by_role("button", name="Find a question").filter(visible=True).tap()
    phone.opens("Find a question")
    phone.page.get_by_role("dialog").get_by_role("button", name="Who decides here?").tap()
    phone.asks("Who decides here?")


def test_three_people_and_forty_questions_fit(page, mara):
    tab = InterviewMode(page, mara.is_in_a_panel(*(f"Question {n} of a long list?" for n in range(40))))
    pk = tab.address.split("/")[2]
    mara.send(
        f"/interviews/{pk}/live/people/", name="Maximiliane von Hohenzollern-Sigmaringen", audience="peer"
    )
    tab.open()
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 812})
        fits(page)
    page.set_viewport_size({"width": 1280, "height": 860})
    for _step in range(39):
        tab.press("Control+ArrowDown")
    tab.asks("Question 39 of a long list?")
    line = page.locator(".live-list .q-item[aria-current]")
    box = line.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 860, "the current question is out of sight in the agenda"


def test_a_screen_reader_hears_the_page_in_a_sensible_order(panel):
    text = panel.page.locator("body").aria_snapshot()
    order = [
        "Leave interview mode", "Finish", "Agenda", "Must ask", "Add what came up",
        'heading "Who decides here?"', "Answering:", "Quality of the answer", "What they said",
        "My impression", "How good is this for you?", "Flag", "Marks", "Previous", "Next question",
    ]  # fmt: skip
    found = [text.find(words) for words in order]
    assert -1 not in found, order[found.index(-1)]
    assert found == sorted(found)
