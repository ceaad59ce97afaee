"""Offers side by side: a column each, a row per term, what differs is said."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine

from tests import factories
from tests.interviews.offering import a_promise, address
from tests.interviews.pages import attribute, by_id, dom, find_all, table_rows, text_of
from tests.statements import get_statements

MONDAY = datetime(2026, 11, 23, 12)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY):
        yield


def an_offer(name, dated_on="2026-11-03", company=None, **fields):
    company = company or factories.CompanyFactory(name=name, role="Engineer")
    return factories.OfferFactory(company=company, dated_on=date.fromisoformat(dated_on), **fields)


def salary(offer, amount="72000", currency="EUR", **fields):
    part = {"kind": "salary", "period": "year", "words": "", **fields}
    return factories.OfferPayFactory(offer=offer, amount=Decimal(amount), currency=currency, **part)


def beside(client, query=""):
    return client.get(address("offers_compare") + query)


def columns(response):
    return [head.split(" Engineer")[0] for head in table_rows(response)[0][1:]]


def row(response, name):
    return next(cells for cells in table_rows(response)[1:] if cells[0].startswith(name))


# Columns


def test_the_one_to_answer_soonest_stands_first(client, mara):
    an_offer("Past", expires_on=date(2026, 11, 20))
    an_offer("Without")
    an_offer("Later", expires_on=date(2026, 12, 3))
    an_offer("Soon", expires_on=date(2026, 11, 27))
    response = beside(client)
    assert columns(response) == ["Soon", "Later", "Without", "Past"]
    heads = table_rows(response)[0]
    assert heads[1] == "Soon Engineer offer of 3 Nov 2026 Answer by Friday, 27 November, in 4 days"
    assert heads[3].endswith("no day to answer by")
    assert heads[4].endswith("The answer was due by Friday, 20 November, 3 days ago")


def test_the_latest_of_each_company_is_shown_and_older_ones_can_be_chosen(client, mara):
    new = an_offer("Halden", "2026-11-03", leave="30 days")
    old = an_offer("", "2026-10-03", company=new.company, leave="28 days")
    other = an_offer("Quillworks", leave="25 days")
    assert row(beside(client), "Paid leave")[1:] == ["30 days", "25 days"]
    response = beside(client, f"?offer={old.pk}")
    assert row(response, "Paid leave")[1:] == ["28 days", "25 days"] or row(response, "Paid leave")[1:] == [
        "25 days",
        "28 days",
    ]
    [select] = find_all(dom(response), "select", name="offer")
    assert attribute(select, "aria-label") == "Offer of Halden"
    assert [text_of(one) for one in find_all(select, "option")] == [
        "Halden: 3 Nov 2026",
        "Halden: 3 Oct 2026",
    ]
    chosen = [one for one in find_all(select, "option") if "selected" in dict(one.attributes)]
    assert [attribute(one, "value") for one in chosen] == [str(old.pk)]
    assert other.pk


def test_the_address_keeps_which_companies(client, mara):
    one, two, three = (an_offer(name) for name in ("Halden", "Northwind", "Quillworks"))
    response = beside(client, f"?company={one.company_id}&company={three.company_id}")
    assert sorted(columns(response)) == ["Halden", "Quillworks"]
    boxes = find_all(dom(response), "input", name="company")
    ticked = {attribute(box, "value") for box in boxes if "checked" in dict(box.attributes)}
    assert (len(boxes), ticked) == (3, {str(one.company_id), str(three.company_id)})
    assert two.pk


@pytest.mark.parametrize(
    "query", ["?company=x", "?company=", "?company=%00", "?company=" + "9" * 30, "?offer=x"]
)
def test_what_names_nothing_is_passed_over(client, mara, query):
    an_offer("Halden")
    assert columns(beside(client, query)) == ["Halden"]


def test_a_company_without_an_offer_or_in_the_archive_is_not_there(client, mara):
    an_offer("Halden")
    bare = factories.CompanyFactory(name="Bare")
    an_offer("Gone", company=factories.CompanyFactory(name="Gone", archived_at=MONDAY.astimezone()))
    assert columns(beside(client, f"?company={bare.pk}")) == ["Halden"]


def test_eight_fit_and_the_others_are_named(client, mara):
    for number in range(10):
        an_offer(f"Company {number}", expires_on=date(2026, 12, 1) + timedelta(days=number))
    response = beside(client)
    assert columns(response) == [f"Company {number}" for number in range(8)]
    assert "Only eight fit beside each other. Not shown: Company 8 , Company 9 ." in text_of(
        by_id(dom(response), "main")
    )


def test_anothers_offers_are_not_there(stranger_client, mara):
    offer = an_offer("Halden")
    response = beside(stranger_client, f"?company={offer.company_id}&offer={offer.pk}")
    assert "Halden" not in response.text
    assert "No offer yet" in response.text


# Rows


def test_pay_stands_by_kind_as_written(client, mara):
    one, two = an_offer("Halden"), an_offer("Quillworks")
    salary(one)
    salary(one, "6000", period="month", words="from the second year")
    factories.OfferPayFactory(offer=two, kind="salary", words="To be agreed")
    factories.OfferPayFactory(offer=two, kind="equity", words="خيارات أسهم <b>")
    response = beside(client, f"?company={one.company_id}&company={two.company_id}")
    halden = columns(response).index("Halden") + 1
    said = row(response, "Salary")
    assert said[halden] == "EUR 72,000 a year EUR 6,000 a month from the second year"
    assert said[3 - halden] == "To be agreed"
    assert row(response, "Equity")[halden] == "not in the offer"
    assert "<b>" not in response.text.split("<tbody>")[1]


def test_a_term_that_no_offer_names_has_no_row(client, mara):
    an_offer("Halden", leave="28 days")
    assert [cells[0] for cells in table_rows(beside(client))[1:]] == ["Paid leave"]


def test_offers_that_say_nothing_are_no_blank(client, mara):
    an_offer("Halden")
    assert "None of these offers says anything yet." in beside(client).text


def test_what_differs_is_said_in_words(client, mara):
    for name, leave, notice in (("Halden", "28 days", "Three months"), ("Quillworks", "28 days", "")):
        offer = an_offer(name, leave=leave, notice=notice, remote=f"Near {name}", starts_on=date(2027, 2, 1))
        salary(offer, currency="EUR" if leave else "USD")
    response = beside(client)
    assert row(response, "Paid leave")[0] == "Paid leave"
    assert row(response, "First day") == ["First day", "1 Feb 2027", "1 Feb 2027"]
    assert row(response, "Notice period")[0] == "Notice period not in all"
    assert row(response, "Where you work")[0] == "Where you work differs"
    assert row(response, "Salary")[0] == "Salary"


@pytest.mark.parametrize(
    "other", [{"amount": "71999"}, {"currency": "USD"}, {"period": "month"}, {"words": "x"}]
)
def test_pay_that_is_written_in_another_way_differs(client, mara, other):
    salary(an_offer("Halden"))
    salary(an_offer("Quillworks"), **other)
    assert row(beside(client), "Salary")[0] == "Salary differs"


def test_the_order_of_parts_is_no_difference(client, mara):
    for name, amounts in (("Halden", ("1", "2")), ("Quillworks", ("2", "1"))):
        offer = an_offer(name)
        for position, amount in enumerate(amounts):
            salary(offer, amount, position=position)
    assert row(beside(client), "Salary")[0] == "Salary"


def test_promises_are_counted_by_what_was_found(client, mara):
    offer = an_offer("Halden")
    other = an_offer("Quillworks")
    for status in ("in writing", "in writing", "differs", "absent", "", ""):
        answer = a_promise(offer.company)
        if status:
            factories.PromiseCheckFactory(offer=offer, answer=answer, status=status)
    unmarked = a_promise(offer.company)
    factories.PromiseCheckFactory(offer=offer, answer=unmarked, status="absent")
    unmarked.promise = False
    unmarked.save()
    cells = row(beside(client), "Promises")
    assert cells[0] == "Promises"
    assert sorted(cells[1:]) == ["2 in writing 1 differs 1 absent 2 open", "none made"]
    assert other.pk


def test_a_long_text_scrolls_in_its_cell_by_keyboard_too(client, mara):
    an_offer("Halden", terms="word " * 3000)
    [region] = find_all(dom(beside(client)), "div", cls="offer-long")
    assert (attribute(region, "tabindex"), attribute(region, "role")) == ("0", "region")
    assert attribute(region, "aria-label") == "Anything else"


def test_it_is_a_table_for_a_screen_reader(client, mara):
    an_offer("Halden", leave="28 days")
    [table] = find_all(dom(beside(client)), "table")
    assert (
        text_of(find_all(table, "caption")[0]) == "A column for each offer, the one to answer soonest first"
    )
    assert {attribute(head, "scope") for head in find_all(table, "th")} == {"col", "row"}


def test_compare_leads_here_with_its_companies(client, mara):
    one, two = an_offer("Halden").company, an_offer("Quillworks").company
    response = client.get(f"{address('compare')}?company={one.pk}&company={two.pk}")
    links = [attribute(link, "href") for link in find_all(dom(response), "a")]
    assert f"/offers/?company={one.pk}&company={two.pk}" in [link.replace("&amp;", "&") for link in links]


@pytest.mark.parametrize("size", [3, 300])
def test_the_page_stays_within_eight_statements(client, mara, size):
    for number in range(size // 3):
        company = factories.CompanyFactory(name=f"Company {number}")
        answer = a_promise(company)
        for day in range(3):
            offer = an_offer("", f"2026-11-0{day + 1}", company=company, terms="As agreed")
            salary(offer)
            factories.PromiseCheckFactory(offer=offer, answer=answer)
    assert len(get_statements(client, address("offers_compare"))) <= 8


# Home


def deadlines(client):
    return [text_of(one) for one in find_all(dom(client.get(address("home"))), "p", cls="sheet-warn")]


def test_home_shows_what_is_to_be_answered_within_a_week(client, mara):
    an_offer("Late", expires_on=date(2026, 12, 1))
    an_offer("Past", expires_on=date(2026, 11, 22))
    an_offer("Sunday", expires_on=date(2026, 11, 29))
    an_offer("Friday", expires_on=date(2026, 11, 27))
    an_offer(
        "", company=factories.CompanyFactory(name="Taken", stage="accepted"), expires_on=date(2026, 11, 27)
    )
    assert deadlines(client) == [
        "Offer of Friday : answer by Friday, 27 November, in 4 days",
        "Offer of Sunday : answer by Sunday, 29 November, in 6 days",
    ]


def test_home_goes_by_the_latest_offer(client, mara):
    old = an_offer("Halden", "2026-10-03", expires_on=date(2026, 11, 27))
    an_offer("", "2026-11-03", company=old.company)
    assert deadlines(client) == []
