"""What the candidate writes, and how she sees that it is there."""

import re

from playwright.sync_api import expect

EMAIL = "mara.lindqvist@example.org"
PASSWORD = "seven herons at low tide"
OWN_QUESTION = "You closed the Ghent office in May: what changed for this team?"
OWN_WORDS = "What could I decide here without asking you first?"
CAME_UP = "Who signs off a new supplier?"
ILSE_SAID = "Anything inside our service — tools too. Above 5 000 € Marc signs, “usually the same day”."
ILSE_IMPRESSION = "Hesitated before naming Marc"
JONAS_SAID = "Everything goes through Ilse, even a library.\nTook her three weeks last time."
JONAS_ENDS = "Took her three weeks last time."
OWN_SAID = "Four people came over from Ghent; two left again in August."
SUPPLIER_SAID = "Purchasing. <b>Nobody</b> knows how long; =SUM(1)"
QUILL_SAID = "Whatever you can undo within a day. ולגבי השאר, נדבר 🙂"
NOTE = "Warm, open. Ask about money next time."


def sees_heading(mara, text):
    expect(mara.page.get_by_role("heading", level=1)).to_have_text(text)


def sees(mara, *texts):
    for text in texts:
        expect(mara.page.get_by_text(text).and_(mara.page.locator(":visible")).first).to_be_visible()


def is_on_the_server(mara):
    expect(mara.page.locator("#save-status")).to_have_text(re.compile(r"^On the server \d\d:\d\d:\d\d$"))
