"""One tab in interview mode, and what its device keeps."""

import re
from contextlib import suppress

from playwright.sync_api import Error, expect

SAVE = re.compile(r"/answers/save/$")
NEWER = re.compile(r"/live/newer/")
KEPT = """async (address) => {
  const { Outbox } = await import(location.origin + address);
  const outbox = await Outbox.of(document.querySelector("[data-device-key]").dataset.deviceKey);
  return (await outbox.all()).map(({ save }) => save);
}"""


class Tab:
    def __init__(self, page, site, address):
        self.page = page
        self.site = site
        self.address = address
        self.said = page.get_by_label("What they said")
        self.status = page.locator("#save-status")
        self.restored = page.locator("[data-restored]")
        self.opens()

    def opens(self):
        self.page.goto(self.address)
        expect(self.status).to_have_attribute("data-state", re.compile("."))

    def types(self, text, delay=0):
        self.said.focus()
        self.page.keyboard.press("ControlOrMeta+End")
        self.page.keyboard.type(text, delay=delay)

    def writes(self, text):
        """Whatever a script of the test makes of the text, byte by byte."""
        self.said.evaluate(
            "(field, text) => { field.value = text; "
            "field.dispatchEvent(new Event('input', {bubbles: true})); }",
            text,
        )

    def tells(self, *states):
        expect(self.status).to_have_attribute("data-state", re.compile(f"^({'|'.join(states)})$"))

    @property
    def is_saved(self):
        return self.status.get_attribute("data-state") == "saved"

    @property
    def words(self):
        return self.status.inner_text()

    def shows(self, text):
        expect(self.said).to_have_value(text)

    def kept(self):
        """The texts that the device keeps, the first typed first."""
        saves = self.page.evaluate(KEPT, self.site.static_address("js/capture/outbox.js"))
        return [save["fields"]["said"] for save in saves]

    def closes(self):
        """Whoever is warned stays a moment, and tries again."""
        self.page.on("dialog", lambda dialog: dialog.dismiss())
        while not self.page.is_closed():
            with suppress(Error):
                self.page.close(run_before_unload=True)
                self.page.wait_for_timeout(100)

    def dies(self):
        """What renders it is killed: there is no time for a goodbye.

        From then on the profile must not be told to go offline or online: whom it would tell may not answer.
        """
        with self.page.expect_event("crash"), suppress(Error):
            self.page.goto("chrome://crash")

    def is_looked_at_again(self):
        """A browser without a window does not tell a tab that it is in front."""
        self.page.bring_to_front()
        self.page.evaluate("dispatchEvent(new Event('focus'))")


class Acknowledged:
    """Every save that the site itself has confirmed to a browser."""

    def __init__(self):
        self.texts = {}

    def listen(self, profile):
        profile.on("response", self.heard)

    def heard(self, response):
        is_ours = response.headers.get("server", "").startswith("gunicorn")
        if SAVE.search(response.url) and is_ours and response.status in {200, 409}:
            save = response.request.post_data_json
            self.texts[save["op"]] = save["said"]

    def is_in(self, site):
        recorded = dict(site.rows("SELECT op::text, said FROM interviews_answerrevision"))
        lost = {op: text for op, text in self.texts.items() if text and recorded.get(op) != text}
        assert not lost, f"acknowledged and not in the database: {lost}"
