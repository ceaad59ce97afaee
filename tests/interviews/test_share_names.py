"""What companies and people are called in a shared view, and what stands for them in texts."""

import pytest

from interviews import access
from interviews.share_names import ShareNames
from tests import factories
from tests.interviews.sharing import share_of


@pytest.fixture
def halden(mara):
    return factories.CompanyFactory(name="Halden Health", website="https://www.hh-group.example/")


@pytest.fixture
def quillworks(mara):
    return factories.CompanyFactory(name="Quillworks")


def person(company, name, audience="peer"):
    return factories.PersonFactory(company=company, name=name, audience=audience)


def names(*companies, **options):
    share, _token = share_of(*companies, **options)
    return ShareNames(share, list(access.companies_beside(share)))


def hidden(text, *companies, at=None, **options):
    return names(*companies, **options).hidden(at and at.pk).text(text)


def test_letters_follow_the_order_in_which_companies_were_added(halden, quillworks):
    expected = {halden.pk: "Company A", quillworks.pk: "Company B"}
    assert names(quillworks, halden).company == expected
    factories.CompanyFactory(name="Aaa")
    assert names(quillworks, halden).company == expected


def test_two_roles_at_one_employer_are_two_companies(halden):
    lead = factories.CompanyFactory(name="Halden Health", role="Lead")
    assert list(names(halden, lead).company.values()) == ["Company A", "Company B"]
    assert names(halden, lead, hide_names=False).company[lead.pk] == "Halden Health (Lead)"
    assert hidden("Halden pays", halden, lead, at=lead) == "Company A pays"


def test_people_are_called_as_whom_they_speak_and_numbered(halden):
    people = [person(halden, name) for name in ("Ilse Brandt", "Jonas Vik")]
    boss = person(halden, "Ada Birk", "hiring manager")
    called = names(halden).person
    assert [called[one.pk] for one in (*people, boss)] == ["a peer", "a peer 2", "a hiring manager"]


def test_with_names_people_are_called_by_them(halden):
    ilse = person(halden, "Ilse Brandt")
    assert names(halden, hide_names=False).person == {ilse.pk: "Ilse Brandt (a peer)"}


def test_people_elsewhere_are_called_nothing(halden, quillworks):
    person(quillworks, "Ada Birk")
    assert names(halden).person == {}


def test_of_two_with_one_name_whoever_is_there_is_meant(halden, quillworks):
    person(halden, "Ilse Brandt")
    person(quillworks, "Ilse Vik", "recruiter")
    assert hidden("Ilse said", halden, quillworks, at=halden) == "a peer said"
    assert hidden("Ilse said", halden, quillworks, at=quillworks) == "a recruiter said"


def test_what_was_not_chosen_is_hidden_even_where_names_are_shown(halden, quillworks):
    person(halden, "Ilse Brandt")
    person(quillworks, "Ilse Vik")
    text = "Ilse Vik of Quillworks, Ilse Brandt of Halden, hh-group.example"
    assert hidden(text, halden, hide_names=False) == (
        "somebody elsewhere of another company, Ilse Brandt of Halden, hh-group.example"
    )


def test_with_hidden_names_its_web_address_goes_too(halden):
    assert hidden("see hh-group.example or HH-Group", halden) == "see Company A or Company A"


def test_whoever_was_forgotten_has_no_name_to_look_for(halden):
    for number in ("", " 2", " 10"):
        person(halden, f"A hiring manager{number}", "hiring manager")
    assert hidden("the hiring team and a manager", halden) == "the hiring team and a manager"


def test_pay_goes_where_it_is_hidden(halden):
    assert hidden("€85,000", halden, hide_pay=True) == "[amount]"
    assert hidden("€85,000", halden, hide_pay=False) == "€85,000"


def test_of_hundreds_of_names_each_is_found(halden):
    for number in range(300):
        factories.CompanyFactory(name=f"Firm{number:03} Works")
    text = " ".join(f"Firm{number:03}" for number in range(300))
    assert hidden(text, halden) == " ".join(["another company"] * 300)
