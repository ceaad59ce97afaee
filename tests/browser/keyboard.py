"""Somebody who has a keyboard and nothing else."""

from playwright.sync_api import expect

MOST_PRESSES = 400
FOCUSED = """() => {
  const e = document.activeElement;
  const name = e.getAttribute("aria-label") || e.labels?.[0]?.textContent || e.textContent || e.value || "";
  return `${e.tagName.toLowerCase()} “${name.trim().replace(/\\s+/g, " ").slice(0, 40)}”`;
}"""
LIES_BEFORE_FOCUS = """(element) =>
  Boolean(element.compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING)"""


class Keyboard:
    def __init__(self, page):
        self.page = page

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def reach(self, role, name, exact=False):
        """Tab, or Shift+Tab where it lies behind, until this has the focus."""
        wanted = self.page.get_by_role(role, name=name, exact=exact)
        self.tab_to(wanted, f"{role} “{name}”")
        return wanted

    def tab_to(self, wanted, what):
        expect(wanted.first, f"there is no {what}").to_be_attached()
        focused = wanted.and_(self.page.locator(":focus"))
        back = wanted.first.evaluate(LIES_BEFORE_FOCUS)
        passed = []
        for _press in range(MOST_PRESSES):
            if focused.count():
                return
            self.press("Shift+Tab" if back else "Tab")
            passed.append(self.page.evaluate(FOCUSED))
        raise AssertionError(f"Tab never reached {what}; it went over {', '.join(dict.fromkeys(passed))}")

    def use(self, role, name, exact=False):
        """A button or a link, with Enter."""
        self.reach(role, name, exact)
        self.press("Enter")

    def go(self, role, name, exact=False):
        """The same where it leads to another page."""
        self.reach(role, name, exact)
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, name, text):
        """Into a text field, in place of what was there."""
        field = self.page.get_by_label(name).and_(self.page.locator("input, textarea"))
        field = field.filter(visible=True)
        self.tab_to(field, f"field “{name}”")
        self.press("ControlOrMeta+A", "Delete")
        self.type(text)
        expect(field).to_have_value(text)

    def select(self, name, option):
        """In a drop-down list, by the letters of an option."""
        field = self.reach("combobox", name)
        self.type(option)
        expect(field.locator("option:checked")).to_have_text(option)

    def choose(self, group, option):
        """In a group of radio buttons, with the arrows."""
        buttons = self.page.get_by_role("group", name=group).get_by_role("radio")
        self.tab_to(buttons, f"choice of “{group}”")
        wanted = self.page.get_by_role("group", name=group).get_by_role("radio", name=option)
        if buttons.and_(self.page.locator(":checked")).count() == 0:
            self.press("Space")
        for _press in range(buttons.count()):
            if wanted.is_checked():
                return
            self.press("ArrowRight")
        expect(wanted, f"the arrows never chose “{option}” of “{group}”").to_be_checked()

    def tick(self, name):
        box = self.reach("checkbox", name)
        self.press("Space")
        expect(box).to_be_checked()
