"""The library in a browser: searched as one types, made one's own, and filled from a list."""

import re

from playwright.sync_api import expect

from tests.browser.journey.seeing import sees, sees_heading
from tests.browser.keyboard import Keyboard
from tests.browser.steps import Candidate, axe_in_both_themes, fits

DECIDED_ALONE = "What did someone in this role last decide without asking anyone for approval?"
LIST = "# Zebras\n\n- Which of the zebras bites the most?\n  - Since when?\n- Which of the zebras kicks?\n"
STAYED = "document.documentElement.dataset.stayed"


def look_closely(page, where):
    """In both themes, and as wide as a phone and a desk are."""
    axe_in_both_themes(page, where)
    for width in (375, 1280):
        page.set_viewport_size({"width": width, "height": 850})
        fits(page)


def questions(page):
    return page.locator("a.list-text")


def test_results_change_as_one_types_and_the_address_with_them(mara, page):
    page.goto("/questions/")
    page.evaluate(f"{STAYED} = 'yes'")
    before = questions(page).count()

    # When she types
    search = page.locator("main").get_by_label("Search")
    search.focus()
    page.keyboard.type("without asking anyone for approval")
    expect(questions(page).first).to_have_text(DECIDED_ALONE)
    expect(page).to_have_url(re.compile(r"[?&]q=without(\+|%20)asking"))
    look_closely(page, "library, searched")

    # Then no page was loaded, and what she types goes on
    assert page.evaluate(STAYED) == "yes"
    expect(search).to_be_focused()
    expect(search).to_have_value("without asking anyone for approval")

    # and narrows it by a filter as well
    page.get_by_label("Who can answer").select_option("recruiter")
    expect(page).to_have_url(re.compile(r"audience=recruiter"))
    assert "q=without" in page.url
    assert page.evaluate(STAYED) == "yes"

    # and the way back leads through what was asked
    page.go_back()
    expect(page).not_to_have_url(re.compile(r"audience=recruiter"))
    expect(page.locator("main").get_by_label("Search")).to_have_value(re.compile("without asking"))
    expect(questions(page).first).to_have_text(DECIDED_ALONE)
    page.goto("/questions/")
    assert questions(page).count() == before


def test_the_filters_of_an_address_are_there_after_a_reload(mara, page):
    page.goto("/questions/?q=approval&timing=interviews")
    found = questions(page).all_inner_texts()
    page.reload()
    assert questions(page).all_inner_texts() == found
    expect(page.locator("main").get_by_label("Search")).to_have_value("approval")
    expect(page.get_by_label("When")).to_have_value("interviews")
    page.get_by_role("link", name="Clear search and filters").click()
    expect(page).to_have_url(re.compile(r"/questions/$"))


def test_without_scripts_the_plain_form_searches(open_profile, site):
    with open_profile(java_script_enabled=False) as profile:
        site.rows("DELETE FROM cache")
        Candidate.new(profile)
        page = profile.new_page()
        page.goto("/questions/")
        page.locator("main").get_by_label("Search").fill("approval")
        page.get_by_role("button", name="Search").click()
        expect(page).to_have_url(re.compile("q=approval"))
        assert DECIDED_ALONE in questions(page).all_inner_texts()


def test_a_question_is_made_ones_own_changed_deleted_and_brought_back(mara, page):
    keys = Keyboard(page)
    page.goto("/questions/?q=without+asking+anyone+for+approval")
    keys.go("link", DECIDED_ALONE)
    look_closely(page, "a question of the library")

    keys.go("button", "Make it mine")
    sees(keys, "This copy is yours. Change it as you like.")
    look_closely(page, "question form")
    keys.write("Question*", "What did you decide alone last week?")
    keys.go("button", "Save question")
    sees_heading(keys, "What did you decide alone last week?")
    look_closely(page, "one's own question")

    keys.go("button", "Delete")
    sees_heading(keys, "Question deleted")
    look_closely(page, "question deleted")
    keys.go("button", "Undo")
    sees(keys, "Question is back.")
    page.goto("/questions/?whose=mine")
    assert questions(page).all_inner_texts() == ["What did you decide alone last week?"]


def test_a_list_is_brought_by_keyboard_alone_and_taken_back(mara, site, page):
    keys = Keyboard(page)
    page.goto("/questions/")
    keys.go("link", "Import a list")
    look_closely(page, "import")

    # When she pastes nothing, she is told
    page.context.watch.expect(r"status of 422 .*/import/")
    keys.go("button", "Look at it")
    sees(keys, "Paste a list, or choose a file.")
    look_closely(page, "import, refused")

    # When she pastes a list, she sees what would be taken, and changes it
    paste(keys, LIST)
    keys.go("button", "Look at it")
    sees_heading(keys, "Zebras")
    sees(keys, "2 questions taken · 1 follow-up", "Has a question mark.")
    look_closely(page, "preview")
    box = keys.reach("checkbox", "Which of the zebras kicks?")
    keys.press("Space")
    expect(box).not_to_be_checked()
    with page.expect_navigation():
        keys.press("Enter")
    sees(keys, "Preview changed.", "1 question taken · 1 follow-up")
    assert mine(site, mara) == []

    # and a switch that she did not keep counts as she sees it
    keys.reach("checkbox", "Since when?")
    keys.press("Space")
    keys.go("button", "Add 1 question")
    sees(keys, "1 question added to your library.")
    assert mine(site, mara) == [("Which of the zebras bites the most?", [])]
    look_closely(page, "lists brought")
    page.goto("/questions/?whose=mine")
    assert questions(page).all_inner_texts() == ["Which of the zebras bites the most?"]

    # and it goes as it came
    keys.go("link", "Import a list")
    keys.go("button", "Undo import")
    sees(keys, "Import undone. Its questions are gone from your library.")
    assert mine(site, mara) == []


def paste(keys, text):
    field = keys.page.get_by_label("Paste a list")
    keys.tab_to(field, "field “Paste a list”")
    keys.page.keyboard.insert_text(text)
    expect(field).to_have_value(text)


def mine(site, mara):
    own = "SELECT text, follow_ups FROM questions_question q JOIN auth_user u ON u.id = q.owner_id"
    return site.rows(f"{own} WHERE u.email = %s ORDER BY q.id", mara.email)


def test_a_file_is_brought_and_its_pages_keep_what_was_chosen(mara, page, tmp_path):
    lines = "\n".join(f"- What happened to zebra number {n * 37}?" for n in range(150))
    file = tmp_path / "zebras.md"
    file.write_bytes(lines.encode("utf-16"))
    page.goto("/questions/import/")
    page.get_by_label("or choose a file").set_input_files(file)
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("zebra number 37?", exact=False).first.uncheck()
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_text("149 questions taken")).to_be_visible()
    page.get_by_label("zebra number 3737?", exact=False).uncheck()
    page.get_by_role("button", name="Previous page").click()
    expect(page.get_by_label("zebra number 37?", exact=False).first).not_to_be_checked()
    look_closely(page, "preview of 150 lines")
    page.get_by_role("button", name="Add 148 questions").click()
    expect(page.get_by_text("148 questions added to your library.")).to_be_visible()
