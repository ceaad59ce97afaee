import pytest

from tests.browser.faults.tab import Acknowledged, Tab
from tests.browser.faults.whole_site import whole_site
from tests.browser.steps import Candidate


@pytest.fixture(scope="session")
def standing_site(chromium_program):
    with whole_site() as site:
        yield site


@pytest.fixture
def site(standing_site):
    """Whole again, whatever the last test has killed."""
    standing_site.start()
    return standing_site


@pytest.fixture
def acknowledged(site):
    """Whatever a test does: what was acknowledged is in the database."""
    acknowledged = Acknowledged()
    yield acknowledged
    site.start()
    acknowledged.is_in(site)


# What a browser says by itself about a network or a site that is away.
EXPECTED = ("Failed to load resource", "An unknown error occurred when fetching the script")


@pytest.fixture
def profile(profile, acknowledged):
    profile.watch.expect(*EXPECTED)
    acknowledged.listen(profile)
    return profile


@pytest.fixture
def live(mara):
    return mara.is_in_an_interview()


@pytest.fixture
def tab(page, site, live):
    return Tab(page, site, live)


@pytest.fixture
def open_tab(profile, site, live):
    """Another tab of the same browser."""
    return lambda: Tab(profile.new_page(), site, live)


@pytest.fixture
def other_device(mara, site, live, open_profile, acknowledged):
    """The same person, signed in on something else."""
    with open_profile() as profile:
        profile.watch.expect(*EXPECTED)
        acknowledged.listen(profile)
        Candidate(profile, mara.email).sign_in()
        yield Tab(profile.new_page(), site, live)


@pytest.fixture
def rows(site, mara):
    """What the database has of hers."""

    def rows(columns, table):
        owned = f"SELECT {columns} FROM {table} JOIN auth_user candidate ON candidate.id = owner_id"
        return site.rows(f"{owned} WHERE candidate.email = %s", mara.email)

    return rows


@pytest.fixture
def answers(rows):
    return lambda columns="said": rows(columns, "interviews_answer")


@pytest.fixture
def revisions(rows):
    return lambda columns="said, kept_beside": sorted(rows(columns, "interviews_answerrevision"))
