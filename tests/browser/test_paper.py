"""The sheet of an interview as a browser prints it: pages, their size, and every word within them.

The letters of a PDF are numbers of glyphs, so its text is not read back. The layout for print is looked at in
the browser, as wide as the paper; the pages and their sizes are counted in the PDF.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.browser.steps import axe_in_both_themes, fits

PICTURES = Path(__file__).parent / "screenshots"
POINTS = {"A4": (595, 842), "Letter": (612, 792)}
TEXT_WIDTH = {"A4": 182, "Letter": 187.9}  # mm
PROBES = ["Who was asked about it first?", "What did it cost in the end?", "Who would tell it differently?"]
HEBREW = "מה קרה בפעם האחרונה שמישהו בצוות לא הסכים עם ההחלטה, ומי החליט בסוף?"
ARABIC = "ماذا حدث في المرة الأخيرة التي اختلف فيها الفريق مع القرار ومن الذي قرر في النهاية؟"
JAPANESE = "最近チームの意見が分かれたとき、どのように決めましたか。誰が最終的に決定しましたか。"
LONG = ("What happened the last time that a plan was changed after it had been promised? " * 13)[:1000]
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"

AGENDAS = {
    "nothing": [],
    "one": ["Who decides?"],
    **{
        f"{count} questions": [
            f"Which decision of month {n} would you take back, and why?" for n in range(count)
        ]
        for count in (6, 12, 20, 40)
    },
    "long texts": [LONG] * 6,
    "right to left": [HEBREW, ARABIC] * 5,
    "ideographs": [JAPANESE * 3] * 10,
    "emoji": ["👩‍👩‍👧‍👦🎉" * 60] * 6,
    "long words": [WORD * 6] * 8,
    "broad letters": ["W" * 1000] * 3,
    "of every kind": [LONG, HEBREW, JAPANESE, WORD * 3, "Who decides?", "👩‍👩‍👧‍👦" * 20, ARABIC, "W" * 300],
}

# Where the words of an element end up, against the paper they are on; millimetres.
SEEN = """() => {
  const mm = (pixels) => pixels / 96 * 25.4;
  const papers = [...document.querySelectorAll(".paper")];
  const outside = (paper) => {
    const frame = paper.getBoundingClientRect();
    return [...paper.querySelectorAll(":not(hr)")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1;
    }).map((element) => element.outerHTML.slice(0, 90));
  };
  const clipped = (paper) => [...paper.querySelectorAll(":not(.rules)")]
    .filter((element) => getComputedStyle(element).overflow !== "visible" && element.tagName !== "HR")
    .map((element) => element.outerHTML.slice(0, 90));
  const overlaps = (paper) => {
    const parts = [...paper.querySelectorAll(".ask, .short-list, .paper-end")];
    const boxes = parts.map((part) => part.getBoundingClientRect());
    return boxes.slice(1).filter((box, n) => box.top < boxes[n].bottom - 1).length;
  };
  return {
    heights: papers.map((paper) => mm(paper.getBoundingClientRect().height)),
    outside: papers.flatMap(outside),
    clipped: papers.flatMap(clipped),
    overlaps: papers.map(overlaps),
    rules: [...document.querySelectorAll(".rules")].map((e) => mm(e.getBoundingClientRect().height)),
    texts: [...document.querySelectorAll(".ask-text bdi, .short-list bdi")].map((e) => e.textContent),
    numbers: [...document.querySelectorAll(".ask-number, .short-list b")].map((e) => e.textContent),
    bars: [...document.querySelectorAll(".paper-bar, .topbar")].filter((bar) => bar.checkVisibility()).length,
  };
}"""


def pages_of(pdf):
    """The size of each page in points; Chromium writes page objects uncompressed."""
    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    counted = {int(count) for count in re.findall(rb"/Type\s*/Pages\b[^>]*?/Count (\d+)", pdf)}
    assert pages == max(counted), "the tree of pages says otherwise"
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", pdf)
    sizes = Counter((round(float(width)), round(float(height))) for width, height in boxes)
    return pages, set(sizes)


def has_agenda(mara, texts):
    """The sheet of an interview that has these questions on its agenda."""
    company = mara.has_company()
    for text in texts:
        mara.lists(company, text, must_ask="on", follow_ups="\n".join(PROBES))
    interview = mara.plans(company, mara.meets(company))
    if texts:
        mara.send(f"/interviews/{interview}/agenda/add-must-asks/")
    return f"/interviews/{interview}/sheet/"


def printed(page, name=None):
    pdf = page.pdf(prefer_css_page_size=True)
    if name:
        PICTURES.mkdir(exist_ok=True)
        (PICTURES / f"sheet-{name.replace(' ', '-')}.pdf").write_bytes(pdf)
    return pages_of(pdf)


def seen_on(page, paper):
    page.set_viewport_size({"width": round(TEXT_WIDTH[paper] / 25.4 * 96), "height": 850})
    page.emulate_media(media="print")
    seen = page.evaluate(SEEN)
    page.emulate_media(media="null")
    return seen


@pytest.mark.parametrize("name", AGENDAS)
def test_a_sheet_prints_on_one_or_two_pages_with_every_question(name, mara, page):
    # given
    texts = AGENDAS[name]
    address = has_agenda(mara, texts)
    for paper, size in POINTS.items():
        # when
        page.goto(f"{address}?paper={paper}")
        pages, sizes = printed(page, f"{name}-{paper}")
        seen = seen_on(page, paper)

        # then
        assert pages == len(seen["heights"]) <= 2
        assert sizes == {size}
        assert max(seen["heights"]) - min(seen["heights"]) < 1, "a page is taller than it should be"
        assert not seen["outside"] + seen["clipped"]
        assert not any([seen["bars"], *seen["overlaps"]])
        assert min(seen["rules"]) > 6, "too little room to write"
        has_every_question(page, seen, texts)


def has_every_question(page, seen, texts):
    """In full, in the short list, or named as left out."""
    assert seen["texts"] == [" ".join(text.split()) for text in texts[: len(seen["texts"])]]
    shown = len(seen["numbers"]) if texts else 0
    assert shown == len(seen["texts"])
    if texts:
        assert seen["numbers"] == [str(number) for number in range(1, shown + 1)]
    if shown < len(texts):
        first, last = shown + 1, len(texts)
        said = f"Question {first} is" if first == last else f"Questions {first} to {last} are"
        assert page.locator(".paper").get_by_text(f"{said} not on this sheet.").count() == 1


def test_a_dozen_probes_and_a_long_head_fit_too(mara, page):
    # given
    probes = "\n".join(
        f"Would you say who was in the room, and what they said in week {n}?" for n in range(12)
    )
    company = mara.has_company(name="W" * 120, role="M" * 160)
    for number in range(5):
        mara.lists(company, f"What went wrong, part {number}?", must_ask="on", follow_ups=probes)
    interview = mara.plans(company, mara.meets(company, "Wilhelmina " * 10))
    mara.send(f"/interviews/{interview}/agenda/add-must-asks/")

    for paper, size in POINTS.items():
        # when
        page.goto(f"/interviews/{interview}/sheet/?paper={paper}")
        pages, sizes = printed(page)
        seen = seen_on(page, paper)

        # then
        assert (pages <= 2, sizes) == (True, {size})
        assert max(seen["heights"]) - min(seen["heights"]) < 1
        assert not seen["outside"] + seen["clipped"]
        assert len(seen["texts"]) == 5


def test_paper_is_black_on_white_also_from_a_dark_screen(mara, page):
    # given
    page.emulate_media(color_scheme="dark")
    page.goto(has_agenda(mara, ["Who decides?"]))

    for media in ("screen", "print"):
        # when
        page.emulate_media(media=media, color_scheme="dark")
        colours = page.locator(".paper").evaluate(
            "(e) => [getComputedStyle(e).color, getComputedStyle(e).backgroundColor]"
        )

        # then
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_the_button_prints_and_the_paper_is_chosen_beside_it(mara, page):
    # given
    page.goto(has_agenda(mara, ["Who decides?"]))
    page.evaluate("window.print = () => { window.wasPrinted = true }")

    # when
    page.get_by_role("button", name="Print").click()

    # then
    assert page.evaluate("window.wasPrinted")

    # when
    page.get_by_role("link", name="Letter").click()
    page.get_by_role("link", name="Leave out the company’s name").click()

    # then
    assert page.url.endswith("?paper=Letter&neutral=1")
    assert page.title() == "Notes"
    assert "Aurora" not in page.locator(".paper").inner_text()
    assert printed(page)[1] == {POINTS["Letter"]}


def test_without_a_script_there_is_no_button_but_the_same_paper(open_profile, mara):
    # given
    address = has_agenda(mara, ["Who decides?"])
    state = mara.profile.storage_state()

    # when
    with open_profile(java_script_enabled=False, storage_state=state) as profile:
        page = profile.new_page()
        page.goto(address)

        # then
        assert not page.get_by_role("button", name="Print").is_visible()
        assert page.get_by_text("Print with your browser (Ctrl P)").is_visible()
        assert page.locator(".ask").count() == 1
        assert printed(page)[0] == 1


@pytest.mark.parametrize("width", [1280, 375])
@pytest.mark.parametrize("name", ["nothing", "40 questions", "of every kind"])
def test_the_screen_shows_the_paper_whole_and_accessibly(name, width, mara, page):
    # given
    page.set_viewport_size({"width": width, "height": 850})

    # when
    page.goto(has_agenda(mara, AGENDAS[name]))

    # then
    fits(page)
    axe_in_both_themes(page)
    assert page.locator("h1").count() == 1
