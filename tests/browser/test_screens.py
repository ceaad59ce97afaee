"""Every screen in both widths and both themes: it fits, axe is content, and there is a picture to look at."""

from pathlib import Path

import pytest

from tests.browser.steps import Candidate, axe, fits

PICTURES = Path(__file__).parent / "screenshots"
WIDTHS = {1280: 850, 375: 812}
BROUGHT = (Path(__file__).parent / "brought.md").read_text()
LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 3


class Camera:
    """Goes to each screen, takes its picture, and remembers what is wrong with it."""

    def __init__(self, page, width, theme):
        self.page = page
        self.ending = f"{width}-{theme}"
        self.problems = []
        PICTURES.mkdir(exist_ok=True)

    def take(self, name, address=None):
        if address:
            self.page.goto(address)
        # What sticks to the bottom of a phone would stand in the middle of a whole page.
        whole = not name.startswith("interview-mode")
        self.page.screenshot(path=PICTURES / f"{name}-{self.ending}.png", full_page=whole)
        for check in (fits, axe, self.has_one_heading_and_a_title):
            try:
                check(self.page)
            except AssertionError as problem:
                self.problems.append(f"{name}: {problem}")

    def has_one_heading_and_a_title(self, page):
        count = page.get_by_role("heading", level=1).count()  # of those that are shown
        assert count == 1, f"{count} first headings"
        assert page.title().strip(" ·")


def number_of(site, mara, table, condition):
    owned = f"SELECT t.id FROM {table} t JOIN auth_user u ON u.id = t.owner_id WHERE u.email = %s"
    return site.rows(f"{owned} AND {condition} ORDER BY t.id LIMIT 1", mara.email)[0][0]


# Each width and each theme once: what does not fit does so in both, and colours are those of the theme.
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (375, "dark")])
def test_every_screen_fits_and_is_accessible(width, theme, site, open_profile):
    with open_profile(
        viewport={"width": width, "height": WIDTHS[width]}, color_scheme=theme, has_touch=width < 768
    ) as profile:
        profile.watch.expect(r"status of 404 .*999999999", r"status of 422 .*/companies/add/")
        camera = Camera(profile.new_page(), width, theme)

        take_signed_out_screens(camera)
        site.rows("DELETE FROM cache")
        beginner = Candidate.new(profile)
        take_empty_screens(camera, beginner)
        beginner.sign_out()
        mara = Candidate.new(profile)
        camera.take("home-empty", "/")
        take_library_screens(camera, mara)
        load_sample(camera.page)
        take_screens_of_sample(camera, mara, site)
        assert not camera.problems, "\n".join(camera.problems)


def take_signed_out_screens(camera):
    camera.take("sign-in", "/account/login/")
    camera.take("sign-up", "/account/signup/")
    camera.take("forgotten-password", "/account/password/reset/")


def take_empty_screens(camera, beginner):
    camera.take("companies-empty", "/companies/")
    camera.take("compare-empty", "/compare/")
    company = beginner.has_company(name="Municipal Data Office", work_mode="hybrid")
    camera.take("list-empty", f"/companies/{company}/")
    for name in ("people", "interviews", "answers"):
        camera.take(f"{name}-empty", f"/companies/{company}/{name}/")


def take_library_screens(camera, mara):
    """The candidate's own part of the library, and a list on its way into it."""
    camera.take("import", "/questions/import/")
    camera.take("topics-empty", "/questions/topics/")
    draft = mara.brings(BROUGHT)
    camera.take("import-preview", draft)
    mara.send(f"{draft}apply/")
    camera.take("import-added", draft)
    camera.take("imports", "/questions/import/")
    mara.send("/questions/topics/add/", name="Childcare")
    camera.take("topics", "/questions/topics/")
    camera.take("topic-form", "/questions/topics/add/")
    camera.take("question-form", "/questions/add/")
    camera.take("library-filtered", "/questions/?q=raise&whose=mine")
    camera.take("library-nothing", "/questions/?q=zebra")
    camera.page.goto("/questions/?whose=mine")
    camera.page.locator("a.list-text").first.click()
    camera.take("question-mine")


def load_sample(page):
    page.goto("/")
    page.get_by_role("button", name="Load sample data").click()
    page.get_by_text("Three companies with answers").wait_for()


def take_screens_of_sample(camera, mara, site):
    company = number_of(site, mara, "interviews_company", "t.name LIKE 'Northwind%%'")
    here = f"t.company_id = {company}"
    listed = number_of(site, mara, "interviews_listedquestion", here)
    coming = number_of(site, mara, "interviews_interview", f"t.finished_at IS NULL AND {here}")
    over = number_of(site, mara, "interviews_interview", f"t.finished_at IS NOT NULL AND {here}")
    answered = number_of(site, mara, "interviews_answer", f"t.interview_id = {over}")
    dealbreaker = number_of(site, mara, "interviews_dealbreaker", "true")
    question = site.rows("SELECT id FROM questions_question WHERE key = 'decided-alone'")[0][0]

    camera.take("home")
    for name, address in {
        "companies": "/companies/",
        "list": f"/companies/{company}/",
        "people": f"/companies/{company}/people/",
        "interviews": f"/companies/{company}/interviews/",
        "answers": f"/companies/{company}/answers/",
        "company-form": "/companies/add/",
        "company-edit": f"/companies/{company}/edit/",
        "listed-question-form": f"/listed-questions/{listed}/edit/",
        "person-form": f"/companies/{company}/people/add/",
        "interview-form": f"/companies/{company}/interviews/add/",
        "dealbreaker-check": f"/companies/{company}/dealbreakers/{dealbreaker}/",
        "library": "/questions/",
        "question": f"/questions/{question}/",
        "agenda": f"/interviews/{coming}/",
        "interview-mode": f"/interviews/{coming}/live/",
        "interview-mode-answered": f"/interviews/{over}/live/",
        "finish": f"/interviews/{coming}/finish/",
        "review": f"/interviews/{over}/",
        "answer": f"/answers/{answered}/",
        "compare": "/compare/",
        "settings-profile": "/settings/",
        "settings-topics": "/settings/topics/",
        "settings-dealbreakers": "/settings/dealbreakers/",
        "settings-email": "/account/email/",
        "settings-password": "/account/password/change/",
        "sign-out": "/account/logout/",
        "404": "/companies/999999999/",
    }.items():
        camera.take(name, address)
    take_opened(camera, coming)


def take_opened(camera, coming):
    """What only shows after a press."""
    camera.page.goto("/")
    camera.page.locator(".menu > summary").click()
    camera.take("account-menu")
    camera.page.goto(f"/interviews/{coming}/live/")
    if camera.page.viewport_size["width"] < 768:
        camera.page.get_by_text("All questions of this interview").click()
    camera.page.get_by_text("Add what came up").locator("visible=true").click()
    camera.take("interview-mode-opened")
    camera.page.goto("/companies/add/")
    camera.page.get_by_role("button", name="Save company").click()
    camera.take("company-form-refused")


def test_pages_turn_round_for_languages_from_right_to_left(mara, page):
    live = mara.is_in_an_interview()
    mara.send("/sample/load/")
    for address in ("/", "/compare/", "/companies/", live):
        page.goto(address)
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 800})
            page.evaluate("document.documentElement.dir = 'rtl'")
            fits(page)


def test_a_list_of_200_questions_fits_and_still_answers(mara, site, page):
    company = mara.has_company()
    mara.lists(company, text="What changed here last year?")
    columns = "owner_id, company_id, must_ask, agreement, why, listen_for, beware_of, follow_ups, audiences"
    columns += ", timing, minutes, anchor_low, anchor_high"
    site.rows(
        f"INSERT INTO interviews_listedquestion (position, text, {columns})"
        f" SELECT n, text || ' ' || n, {columns} FROM interviews_listedquestion, generate_series(100, 298) n"
        " WHERE company_id = %s",
        company,
    )

    page.goto(f"/companies/{company}/")
    assert page.get_by_text("200 questions · about 600 min").is_visible()
    page.get_by_role("button", name="Move up: What changed here last year? 298").click()
    page.get_by_text("Question moved.").wait_for()

    texts = page.locator("ol.rows .list-text").all_inner_texts()
    assert texts[-2:] == ["What changed here last year? 298", "What changed here last year? 297"]
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        fits(page)


def test_words_without_end_fit(mara, site, page):
    long = LONG_WORD[:110]
    company = mara.has_company(name=long, work_mode="hybrid", location=long)
    words = {"text": LONG_WORD, "follow_ups": LONG_WORD, "anchor_low": long, "anchor_high": long}
    mara.lists(company, must_ask="on", **words)
    interview = mara.plans(company, mara.meets(company, name=long))
    mara.send(f"/interviews/{interview}/agenda/add-must-asks/")
    page.goto(f"/interviews/{interview}/live/")
    page.get_by_label("What they said").fill(LONG_WORD * 3)
    page.get_by_label("My impression").fill(LONG_WORD)
    page.locator(".scale label").first.click()
    page.get_by_text("On the server ").wait_for()

    addresses = ["/", "/companies/", "/compare/", f"/companies/{company}/edit/"]
    addresses += [f"/interviews/{interview}/{page_of}" for page_of in ("", "live/", "finish/")]
    addresses += [f"/companies/{company}/{tab}" for tab in ("", "people/", "interviews/", "answers/")]
    problems = []
    for width in (1280, 375):
        page.set_viewport_size({"width": width, "height": 800})
        for address in addresses:
            page.goto(address)
            try:
                fits(page)
            except AssertionError as problem:
                problems.append(str(problem))
    assert not problems, "\n".join(problems)


def test_comparison_and_review_can_be_printed(mara, site, page, tmp_path):
    mara.send("/sample/load/")
    over = number_of(site, mara, "interviews_interview", "t.finished_at IS NOT NULL")
    for name, address in (("compare", "/compare/"), ("review", f"/interviews/{over}/")):
        page.goto(address)
        page.emulate_media(media="print", color_scheme="dark")
        heading = page.locator("h1")
        assert heading.is_visible()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.locator(".topbar").is_hidden()
        fits(page)
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}-print.png", full_page=True)
        paper = page.pdf(path=PICTURES / f"{name}.pdf", format="A4")
        assert paper.startswith(b"%PDF")
        assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") >= 1
