"""One tab in interview mode, and what is seen and typed there."""

import re

from playwright.sync_api import expect

ON_SERVER = re.compile(r"^On the server \d\d:\d\d:\d\d$")
ON_DEVICE = re.compile(r"^On this device, not on the server yet, since \d\d:\d\d:\d\d$")


class InterviewMode:
    def __init__(self, page, address, has_script=True):
        self.page = page
        self.has_script = has_script
        self.address = address
        self.said = page.get_by_label("What they said")
        self.status = page.locator("#save-status")
        self.open()

    def open(self):
        self.page.goto(self.address)
        if self.has_script:
            expect(self.status).to_have_attribute("data-state", re.compile("."))

    def types(self, text):
        self.said.focus()
        self.page.keyboard.press("ControlOrMeta+End")
        self.page.keyboard.type(text)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def leaves_the_text(self):
        """No field has the focus."""
        self.page.evaluate("document.activeElement.blur()")

    def tells(self, words):
        expect(self.status).to_have_text(words)

    def asks(self, question):
        expect(self.page.get_by_role("heading", level=1)).to_have_text(question)

    def hears(self, person):
        shown = self.page.locator("a[data-person][aria-current]")
        expect(shown).to_have_text(person)

    def chooses(self, name, *values):
        """What of these choices is taken."""
        taken = self.page.locator(f"form[data-capture] [name={name}]:checked")
        expect(taken).to_have_count(len(values))
        assert taken.evaluate_all("(all) => all.map((one) => one.value)") == list(values)

    def ticks(self, words):
        """A choice or a mark of the answer, by its label."""
        self.page.locator("form[data-capture] label").filter(has_text=words).click()

    def opens(self, name):
        """A dialog, by its heading."""
        dialog = self.page.get_by_role("dialog", name=name)
        expect(dialog).to_be_visible()
        return dialog


def eventually(page, is_so):
    """Asks again until it is so."""
    for _attempt in range(200):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never was")
