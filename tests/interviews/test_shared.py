"""The public view of a comparison. Who asks is nobody: a bare client, without a session."""

import logging
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from config.logs import WithoutSecrets
from interviews import access, actions, share_page
from interviews.models import Company, ListedQuestion, Person, Profile, Share
from interviews.models.share import hash_of, new_share_token
from questions import access as role_access
from questions.schema import REQUEST_ROLE
from tests import factories
from tests.conftest import RequestClient
from tests.interviews.pages import dom, find_all, table_rows, text_at, text_of
from tests.interviews.sharing import address_of, mark_company, offers, says, share_of, shared
from tests.statements import get_statements
from tests.world import MARK, every_row_of, make_world, marked

SETTINGS = "SELECT current_setting('role'), coalesce(current_setting('app.owner', true), '')"
OPEN = {"hide_names": False, "hide_pay": False}
HEADERS = {
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


@pytest.fixture
def anyone(db):
    return RequestClient()


@pytest.fixture
def topic(mara):
    return factories.TopicFactory(name="Autonomy")


@pytest.fixture
def halden(topic):
    company = factories.CompanyFactory(name="Halden Health", role="Staff engineer")
    says(company, "Forty licences on my own card.", topic=topic)
    return company


@pytest.fixture
def quillworks(topic):
    company = factories.CompanyFactory(name="Quillworks", role="Tech lead")
    says(company, "Ask the founder.", topic=topic, who="Ada Birk", rating=1, quality="vague")
    return company


def words(response):
    assert response.status_code == 200
    return text_at(response, "main")


# What it shows


def test_it_says_who_leads_and_by_how_much(anyone, halden, quillworks):
    response = anyone.get(shared(halden, quillworks, **OPEN))
    assert text_of(find_all(dom(response), "h1")[0]) == "Halden leads clearly"
    ranks = [text_of(one) for one in find_all(dom(response), "div", cls="rank")]
    assert ranks == ["Halden 4.0 100% known", "Quillworks 1.0 100% known"]


def test_each_cell_says_what_it_rests_on(anyone, halden, quillworks, topic):
    factories.ListedQuestionFactory(company=quillworks, topic=topic)
    head, row = table_rows(anyone.get(shared(halden, quillworks, **OPEN)))
    assert head == ["What matters", "Halden", "Quillworks"]
    assert row[0] == "Autonomy weight 3"
    assert row[1].startswith("4.0 1 of 1 ¹ 1 of 1 question rated, heard from one person only, all of it")
    assert row[2].startswith("1.0 1 of 2 ¹~ 1 of 2 questions rated, heard from one person only, none of it")


def test_what_was_said_stands_with_who_when_and_how_well(anyone, halden):
    halden.answer_set.update(answered_at=datetime(2026, 11, 3, 12, tzinfo=UTC))
    said = words(anyone.get(shared(halden, **OPEN)))
    assert "What did you decide alone? Forty licences on my own card." in said
    assert "Ilse Brandt (a hiring manager) · 3 Nov 2026 · specific · rated 4 of 4" in said


def test_a_cell_leads_to_what_was_said(anyone, halden):
    page = dom(anyone.get(shared(halden)))
    [link] = find_all(page, "a", cls="cell-link")
    target = dict(link.attributes)["href"].removeprefix("#")
    [section] = find_all(page, "section", id=target)
    assert "Forty licences" in text_of(section)


def test_tripped_dealbreakers_stand_outside_with_their_proof(anyone, halden, quillworks):
    breaker = factories.DealbreakerFactory(text="On call at most one week in six")
    proof = quillworks.answer_set.get()
    factories.DealbreakerCheckFactory(company=quillworks, dealbreaker=breaker, answer=proof)
    said = words(anyone.get(shared(halden, quillworks, **OPEN)))
    assert (
        "Dealbreakers tripped dealbreaker Quillworks : On call at most one week in six Ask the founder."
        in said
    )


def test_the_latest_offer_stands_as_it_was_written(anyone, halden):
    offers(halden, dated_on=date(2026, 10, 1), leave="28 days")
    offers(
        halden,
        **{"dated_on": date(2026, 11, 1), "leave": "30 days", "notice": "6 weeks", "remote": "home"},
        **{"starts_on": date(2027, 1, 4), "expires_on": date(2026, 12, 1), "terms": "Moving paid."},
    )
    said = words(anyone.get(shared(halden, **OPEN)))
    assert "28 days" not in said
    assert (
        "Term Halden Date of the offer 1 Nov 2026"
        " Pay salary: 85,000 EUR a year (in twelve parts) bonus: a tenth of it"
        " Paid leave 30 days Notice period 6 weeks Where you work home First day 4 Jan 2027"
        " Answer by 1 Dec 2026 Anything else Moving paid."
    ) in said


def test_offers_stand_side_by_side_and_terms_that_none_has_are_left_out(anyone, halden, quillworks):
    factories.OfferFactory(company=halden, leave="30 days", dated_on=date(2026, 11, 1))
    factories.OfferFactory(company=quillworks, remote="anywhere", dated_on=date(2026, 11, 2))
    rows = table_rows(anyone.get(shared(halden, quillworks, **OPEN, with_answers=False)))
    assert rows[2:] == [
        ["Term", "Halden", "Quillworks"],
        ["Date of the offer", "1 Nov 2026", "2 Nov 2026"],
        ["Paid leave", "30 days", "–"],
        ["Where you work", "–", "anywhere"],
    ]


def test_what_was_not_chosen_is_not_there(anyone, halden):
    offers(halden, leave="30 days")
    breaker = factories.DealbreakerCheckFactory(company=halden, answer=halden.answer_set.get())
    said = words(anyone.get(shared(halden, with_answers=False, with_offers=False)))
    assert breaker.dealbreaker.text in said
    for hidden in ("Forty licences", "decide alone?", "What was said", "Offers", "30 days", "85,000"):
        assert hidden not in said


def test_it_follows_what_the_candidate_changes(anyone, halden, quillworks):
    address = shared(halden, quillworks, **OPEN)
    halden.answer_set.update(rating=1)
    quillworks.answer_set.update(rating=4)
    assert "Quillworks leads clearly" in words(anyone.get(address))


def test_deleted_answers_and_removed_questions_are_gone(anyone, halden, topic):
    address = shared(halden)
    says(halden, "Removed words.", topic=topic)
    now = datetime.now(UTC)
    ListedQuestion.objects.filter(answer__said="Removed words.").update(removed_at=now)
    halden.answer_set.filter(said__startswith="Forty").update(deleted_at=now)
    said = words(anyone.get(address))
    assert "Removed words." not in said
    assert "Forty" not in said


def test_days_are_those_of_the_candidate(anyone, mara, halden):
    Profile.objects.filter(owner=mara).update(time_zone="Pacific/Kiritimati")
    late = datetime(2026, 11, 3, 23, 30, tzinfo=UTC)
    halden.answer_set.update(answered_at=late)
    share, token = share_of(halden)
    Share.objects.filter(pk=share.pk).update(expires_at=datetime(2099, 11, 3, 9, 59, 59, tzinfo=UTC))
    said = words(anyone.get(address_of(token)))
    assert "4 Nov 2026" in said
    assert "open until Tue 3 Nov 2099" in said


def test_an_account_without_a_profile_is_shown_too(anyone, mara, halden):
    address = shared(halden)
    Profile.objects.filter(owner=mara).delete()
    assert anyone.get(address).status_code == 200


def test_a_comparison_with_nothing_in_it_says_so(anyone, mara):
    factories.TopicFactory()
    empty = factories.CompanyFactory(name="Blank")
    said = words(anyone.get(shared(empty)))
    assert "Nothing to compare yet" in said
    assert "Nothing was rated yet." in said
    assert "No offer yet." in said
    assert "Nothing was written down yet." in said


def test_a_very_long_answer_is_cut(anyone, halden):
    halden.answer_set.update(said="word " * 20_000)
    response = anyone.get(shared(halden))
    assert "word…" in text_at(response, "main") or "word …" in text_at(response, "main")
    assert len(response.content) < 20_000


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ page.until }}", "=cmd", "ليلى", "👩🏽‍💻"])
def test_texts_are_shown_as_they_were_typed(anyone, halden, text):
    halden.answer_set.update(said=text)
    response = anyone.get(shared(halden, **OPEN))
    assert text in text_at(response, "main") or "&lt;script&gt;alert(1)&lt;/script&gt;" in response.text
    assert "<script>alert" not in response.text


# Everything that leaves is written down


PLAIN = (str, int, float, bool, date, type(None))


def leaves(value):
    if is_dataclass(value):
        assert value.__dataclass_params__.frozen
        for field in fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, tuple):
        for one in value:
            yield from leaves(one)
    else:
        yield value


def test_the_page_is_made_of_plain_values_alone(mara, halden, quillworks):
    offers(halden)
    factories.DealbreakerCheckFactory(company=halden)
    share, _token = share_of(halden, quillworks)
    page = share_page.shared_page(access.share_read(mara, share.pk))
    assert {type(value) for value in leaves(page)} <= set(PLAIN)


def test_nothing_of_the_account_or_of_the_app_is_there(anyone, mara, halden):
    share, token = share_of(halden, label="For Dana")
    text = anyone.get(address_of(token)).text
    links = [dict(link.attributes)["href"] for link in find_all(dom(anyone.get(address_of(token))), "a")]
    assert all(link.startswith("#") for link in links)
    assert not find_all(dom(anyone.get(address_of(token))), "form")
    for secret in (mara.email, mara.username, "For Dana", token, share.token_hash, "csrf", "/account/"):
        assert secret not in text


def test_who_is_signed_in_reads_the_same_bytes(anyone, client, stranger_client, halden):
    address = shared(halden)
    asked = [one.get(address) for one in (anyone, client, stranger_client)]
    assert len({response.content for response in asked}) == 1


# Whose it is


@pytest.fixture(params=["both locks", "owner filters alone"])
def locks(request, monkeypatch):
    if request.param == "owner filters alone":
        monkeypatch.setattr(role_access, "REQUEST_ROLE", "none")


def test_it_shows_nothing_of_another_candidate(locks, anyone, mara, stranger, halden):
    hers = marked(make_world(stranger))
    text = anyone.get(shared(halden, **OPEN)).text
    assert "Forty licences" in text
    assert MARK not in text
    theirs = anyone.get(shared(hers.company, **OPEN)).text
    assert MARK in theirs
    assert "Forty licences" not in theirs
    assert "Halden" not in theirs


@pytest.mark.parametrize("options", [OPEN, {}], ids=["names shown", "names hidden"])
def test_it_shows_nothing_of_a_company_that_was_not_chosen(locks, anyone, mara, halden, options):
    other = make_world(mara)
    mark_company(other.company)
    names = Company.objects.get(pk=other.company.pk).name, Person.objects.get(pk=other.person.pk).name
    halden.answer_set.update(said="Better than {}, says {}.".format(*(name.upper() for name in names)))
    text = anyone.get(shared(halden, **options)).text
    assert "Better than another company, says somebody elsewhere." in text
    assert MARK.casefold() not in text.casefold()


def test_reading_it_changes_nothing(anyone, mara, halden):
    address = shared(halden)
    before = every_row_of(mara)
    anyone.get(address)
    assert every_row_of(mara) == before


def test_it_is_read_as_the_request_role_and_as_its_owner_alone(anyone, mara, halden):
    address, seen = shared(halden), []

    def watch(execute, sql, parameters, many, context):
        if 'FROM "interviews_' in sql or 'FROM "questions_' in sql:
            seen.append(connection.connection.execute(SETTINGS).fetchone())
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(watch):
        assert anyone.get(address).status_code == 200
    assert set(seen) == {(REQUEST_ROLE, str(mara.pk))}


@pytest.mark.django_db(transaction=True)
def test_nothing_of_it_stays_on_the_connection():
    company = factories.CompanyFactory()
    before = settings_now()
    for address in (shared(company), address_of("wrong")):
        RequestClient().get(address)
        assert settings_now() == before


def settings_now():
    with connection.cursor() as cursor:
        cursor.execute(SETTINGS)
        return cursor.fetchone()


# When it is not there


def gone(response):
    assert response.status_code == 404
    return response.content


def wrong(token):
    swapped = token.swapcase()
    yield from (token[:-1], token[1:], f"{token}x", swapped, token.upper(), token.lower(), f"{token} ")
    yield from (
        hash_of(token),
        new_share_token(),
        "0",
        "-",
        "None",
        "%",
        "' OR true --",
        "x" * 5000,
        "👩🏽‍💻",
        "a\0b",
    )


def test_any_other_address_is_not_there_and_says_no_more(anyone, halden):
    _share, token = share_of(halden)
    pages = {gone(anyone.get(address_of(other))) for other in wrong(token)}
    assert len(pages) == 1


def test_unknown_revoked_ended_and_empty_are_one_page(anyone, mara, halden, quillworks):
    unknown = gone(anyone.get(address_of(new_share_token())))
    revoked, token = share_of(halden)
    assert anyone.get(address_of(token)).status_code == 200
    actions.revoke_share(share=revoked, by=mara)
    assert gone(anyone.get(address_of(token))) == unknown
    ended, token = share_of(halden)
    Share.objects.filter(pk=ended.pk).update(
        created_at=datetime(2026, 1, 1, tzinfo=UTC), expires_at=datetime.now(UTC) - timedelta(seconds=1)
    )
    assert gone(anyone.get(address_of(token))) == unknown
    empty = shared(quillworks)
    quillworks.delete()
    assert gone(anyone.get(empty)) == unknown


def test_whose_account_is_closed_shares_nothing(anyone, mara, halden):
    address = shared(halden)
    mara.is_active = False
    mara.save()
    gone(anyone.get(address))


def test_a_company_that_was_deleted_is_left_out(anyone, halden, quillworks):
    address = shared(halden, quillworks, **OPEN)
    quillworks.delete()
    assert "Quillworks" not in words(anyone.get(address))


# How it is asked and answered


@pytest.mark.parametrize("is_there", [True, False])
def test_it_is_found_by_nobody_and_kept_by_nobody(anyone, client, halden, is_there):
    address = shared(halden) if is_there else address_of("wrong")
    for who in (anyone, client):
        response = who.get(address)
        assert {name: response[name] for name in HEADERS} == HEADERS
        assert not response.cookies
        [robots] = find_all(dom(response), "meta", name="robots")
        assert dict(robots.attributes)["content"] == "noindex, nofollow"


def test_the_readers_theme_is_theirs(anyone, halden):
    anyone.cookies["theme"] = "dark"
    response = anyone.get(shared(halden))
    assert 'data-theme="dark"' in response.text


def test_head_is_answered_without_the_page(anyone, halden):
    response = anyone.head(shared(halden))
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_sent_to_it(anyone, halden, method):
    assert anyone.generic(method, shared(halden)).status_code == 405


def test_three_hundred_rows_are_asked_for_as_three_are(anyone, halden, quillworks, topic):
    counts = []
    address = shared(halden, quillworks)
    for more in (3, 297):
        for number in range(more):
            says(halden, "Words.", topic=topic, who=f"Person number {number % 40}")
        for number in range(more):
            other = factories.CompanyFactory(name=f"Other {number} of {more}")
            factories.PersonFactory(company=other, name=f"Somebody {number}")
            offers(halden)
        counts.append(len(get_statements(anyone, address)))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("is_open", [True, False])
def test_no_log_holds_an_address(anyone, halden, caplog, is_open):
    share, token = share_of(halden)
    if not is_open:
        actions.revoke_share(share=share, by=halden.owner)
    caplog.handler.addFilter(WithoutSecrets())  # as the console has it
    with caplog.at_level(logging.INFO):
        anyone.get(address_of(token))
    assert token not in caplog.text
