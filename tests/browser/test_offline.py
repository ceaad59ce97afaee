"""What any page is while there is no network."""

from playwright.sync_api import expect

from tests.browser.interview_mode import ON_DEVICE, InterviewMode
from tests.browser.steps import axe_in_both_themes


def test_without_a_network_any_page_says_how_many_texts_wait(profile, page, live):
    profile.watch.expect("ERR_INTERNET_DISCONNECTED", "when fetching the script")
    tab = InterviewMode(profile.new_page(), live)
    page.goto("/companies/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    profile.set_offline(True)
    tab.types("We never count weekends.")
    tab.tells(ON_DEVICE)

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(page.get_by_text("1 text is kept on this device.")).to_be_visible()
    expect(page).to_have_title("No connection")
    assert "weekends" not in page.content()
    axe_in_both_themes(page)

    # It comes back by itself
    profile.set_offline(False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Companies")


def test_no_signed_in_page_is_ever_stored(profile, page, live):
    InterviewMode(page, live)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = page.evaluate("""async () => {
      const found = [];
      for (const name of await caches.keys()) {
        const requests = await (await caches.open(name)).keys();
        found.push(...requests.map((request) => new URL(request.url).pathname));
      }
      return found;
    }""")
    assert "/offline/" in kept
    assert [path for path in kept if not path.startswith("/static/")] == ["/offline/"]
